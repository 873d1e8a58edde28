"""Plain values for the pages about fields, criteria, measures, indicators and the method."""

from collections.abc import Iterable
from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.competence import BODY_LABELS, CompetenceRule
from schaltstelle.core.evidence import Indicator
from schaltstelle.core.framework import (
    BINDING_LABELS,
    LEVEL_LABELS,
    Criterion,
    Field,
    LegalBasis,
    LevelStatement,
)
from schaltstelle.core.german import count, join_and, long_date, number, percent
from schaltstelle.core.identity import STATUS_LABELS
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.measures import DUTY_LABELS, Effort, Measure
from schaltstelle.core.parameters import Parameter
from schaltstelle.core.size import SIZE_CLASSES, SIZE_LABELS, RangeBySize
from schaltstelle.web.citations import OriginNote, SourceLine, origin_note, source_lines
from schaltstelle.web.content.words import in_words
from schaltstelle.web.mapping import is_mappable

DIRECTION_LABELS = {
    "higher_better": "Mehr ist günstiger.",
    "lower_better": "Weniger ist günstiger.",
    "none": "Mehr oder weniger ist weder gut noch schlecht.",
}
ROLE_LABELS = {
    "context": "Rahmenbedingung: darf in den Vergleich von Orten eingehen",
    "outcome": "Ergebnis: geht nie in den Vergleich von Orten ein",
    "security": "Sicherheit: steht nur auf der Seite des Ortes, nie in einer Liste oder Karte",
}
AGGREGATION_LABELS = {
    "sum": "Für einen Verband wird summiert.",
    "population_mean": "Für einen Verband: Mittel der Gemeinden, nach Einwohnern gewichtet.",
    "household_mean": "Für einen Verband: Mittel der Gemeinden, nach Haushalten gewichtet.",
    "dwelling_mean": "Für einen Verband: Mittel der Gemeinden, nach Wohnungen gewichtet.",
    "worst": "Für einen Verband zählt die Gemeinde mit dem ungünstigsten Wert.",
    "shared_domain": "Für einen Verband gilt der Wert nur, wenn die Gemeinden eine Domain teilen.",
    "carried": "Für Gemeinden und Verbände gilt der Wert ihres Kreises.",
    "formula": "Wird aus anderen Kennzahlen berechnet.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in a list."""

    id: str
    title: str
    summary: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Records under one heading; `id` is an anchor."""

    id: str
    title: str
    summary: str
    entries: list[Entry]


def _criterion_entry(criterion: Criterion) -> Entry:
    note = count(len(criterion.levels), "Stufe", "Stufen")
    return Entry(criterion.id, criterion.title, BINDING_LABELS[criterion.binding], note)


def _measure_entry(measure: Measure) -> Entry:
    note = count(measure.duration.quarters, "Quartal", "Quartale")
    return Entry(measure.id, measure.title, measure.summary, note)


def _criteria_of(content: Content, field: Field) -> list[Entry]:
    return [_criterion_entry(c) for c in content.criteria if c.field == field.id]


def _measures_of(content: Content, field: Field) -> list[Entry]:
    return [_measure_entry(m) for m in content.measures if m.field == field.id]


# Fields -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldList:
    """Fields and foundations."""

    fields: list[Entry]
    foundations: list[Entry]


def field_list(content: Content) -> FieldList:
    """The list of fields."""

    def entries(kind: str) -> list[Entry]:
        return [_field_entry(content, f) for f in content.fields if f.kind == kind]

    return FieldList(entries("field"), entries("foundation"))


def _field_entry(content: Content, field: Field) -> Entry:
    criteria = sum(c.field == field.id for c in content.criteria)
    measures = sum(m.field == field.id for m in content.measures)
    note = join_and(
        [count(criteria, "Kriterium", "Kriterien"), count(measures, "Maßnahme", "Maßnahmen")]
    )
    return Entry(field.id, field.title, field.summary, note)


@dataclass(frozen=True, slots=True)
class FieldPage:
    """One field."""

    title: str
    summary: str
    kind: str
    weight: str
    weight_reason: str
    criteria: list[Entry]
    measures: list[Entry]


def field_page(content: Content, field: Field) -> FieldPage:
    """The page of one field."""
    kind = "Handlungsfeld" if field.kind == "field" else "Grundlage"
    return FieldPage(
        field.title,
        field.summary,
        kind,
        number(field.weight, 1),
        field.weight_reason,
        _criteria_of(content, field),
        _measures_of(content, field),
    )


# Criteria ---------------------------------------------------------------------------------------


def criteria_list(content: Content) -> list[Group]:
    """All criteria by field."""
    return [Group(f.id, f.title, f.summary, _criteria_of(content, f)) for f in content.fields]


@dataclass(frozen=True, slots=True)
class LevelBlock:
    """One level with the share of administrations that meet it, by size class.

    `decided` says in words by which values of registers it is decided, if it is.
    """

    label: str
    statement: str
    shares: list[tuple[str, str]]
    origin: OriginNote
    decided: str


@dataclass(frozen=True, slots=True)
class LegalLine:
    """One legal basis."""

    title: str
    address: str
    where: str
    since: str
    deadline: str
    verified: bool


@dataclass(frozen=True, slots=True)
class CompetenceLine:
    """Who is competent, where."""

    where: str
    status: str
    competent: str
    decides: str
    note: str


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """One criterion."""

    title: str
    field: Field
    why: str
    serves: str
    binding: str
    binding_id: str
    levels: list[LevelBlock]
    legal: list[LegalLine]
    evidenced_by: str
    people_unit: str
    people_formula: str
    people_origin: OriginNote
    applies_to: str
    task: str
    competence: list[CompetenceLine]
    competence_sources: list[SourceLine]
    measures: list[Entry]
    sources: list[SourceLine]


def criterion_page(content: Content, criterion: Criterion) -> CriterionPage:
    """The page of one criterion."""
    rules = [rule for rule in content.competence if rule.task == criterion.task]
    cited = {source.address: source for rule in rules for source in rule.sources}
    lifting = [m for m in content.measures if criterion.id in {lift.criterion for lift in m.lifts}]
    return CriterionPage(
        title=criterion.title,
        field=content.field[criterion.field],
        why=criterion.why,
        serves=criterion.serves,
        binding=BINDING_LABELS[criterion.binding],
        binding_id=criterion.binding,
        levels=[_level(content, level) for level in criterion.levels],
        legal=[_legal(basis) for basis in criterion.legal],
        evidenced_by=criterion.evidenced_by,
        people_unit=criterion.people.unit,
        people_formula=in_words(criterion.people.formula, content.indicator),
        people_origin=origin_note(criterion.people.origin),
        applies_to=in_words(criterion.applies_to, content.indicator),
        task=content.task[criterion.task].title,
        competence=[_competence(rule) for rule in rules],
        competence_sources=source_lines(list(cited.values())),
        measures=[_measure_entry(measure) for measure in lifting],
        sources=source_lines(criterion.sources),
    )


def _level(content: Content, level: LevelStatement) -> LevelBlock:
    shares = [(SIZE_LABELS[s], percent(level.prevalence.of(s) * 100)) for s in SIZE_CLASSES]
    return LevelBlock(
        LEVEL_LABELS[level.level],
        level.statement,
        shares,
        origin_note(level.prevalence_origin),
        in_words(level.decided_when or "", content.indicator),
    )


def _legal(basis: LegalBasis) -> LegalLine:
    return LegalLine(
        basis.title,
        basis.address,
        _lands(basis.lands),
        long_date(basis.since) if basis.since else "",
        long_date(basis.deadline) if basis.deadline else "",
        basis.verified,
    )


def _lands(lands: Iterable[str]) -> str:
    return join_and([LAND_NAMES[land] for land in lands]) or "ganz Deutschland"


def _competence(rule: CompetenceRule) -> CompetenceLine:
    return CompetenceLine(
        _lands(rule.lands),
        join_and([STATUS_LABELS[status] for status in rule.status]),
        BODY_LABELS[rule.competent],
        rule.decides,
        rule.note,
    )


# Measures ---------------------------------------------------------------------------------------


def measure_list(content: Content) -> list[Group]:
    """All measures by field."""
    return [Group(f.id, f.title, f.summary, _measures_of(content, f)) for f in content.fields]


@dataclass(frozen=True, slots=True)
class EffortTable:
    """Ranges by size class: label, once, every year."""

    rows: list[tuple[str, str, str]]
    origin: OriginNote


@dataclass(frozen=True, slots=True)
class LiftLine:
    """What a measure lifts, how surely."""

    criterion: str
    title: str
    level: str
    chance: str
    origin: OriginNote


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One measure."""

    title: str
    field: Field
    summary: str
    paragraphs: list[str]
    duty: str
    duration: str
    duration_origin: OriginNote
    decides: str
    task: str
    cost: EffortTable
    staff: EffortTable
    investive: str
    investive_origin: OriginNote
    chance: str
    chance_origin: OriginNote
    lifts: list[LiftLine]
    participants: tuple[str, ...]
    first_steps: tuple[str, ...]
    standards: tuple[tuple[str, str, str], ...]
    prerequisites: list[Entry]
    excludes: list[Entry]
    applies_to: str
    sources: list[SourceLine]


def measure_page(content: Content, measure: Measure) -> MeasurePage:
    """The page of one measure."""
    chance = measure.chance
    expected = chance.successes / (chance.successes + chance.failures)
    return MeasurePage(
        title=measure.title,
        field=content.field[measure.field],
        summary=measure.summary,
        paragraphs=[part.strip() for part in measure.body.split("\n") if part.strip()],
        duty=DUTY_LABELS[measure.duty],
        duration=count(measure.duration.quarters, "Quartal", "Quartale"),
        duration_origin=origin_note(measure.duration.origin),
        decides=measure.decides,
        task=content.task[measure.task].title,
        cost=_effort(measure.cost, "€"),
        staff=_effort(measure.staff_days, "Tage"),
        investive=percent(measure.investive_share * 100),
        investive_origin=origin_note(measure.investive_origin),
        chance=percent(expected * 100),
        chance_origin=origin_note(chance.origin),
        lifts=_lifts(content, measure),
        participants=measure.participants,
        first_steps=measure.first_steps,
        standards=tuple((s.name, s.address, s.why) for s in measure.standards),
        prerequisites=[_measure_entry(content.measure[key]) for key in measure.prerequisites],
        excludes=[_measure_entry(content.measure[key]) for key in measure.excludes],
        applies_to=in_words(measure.applies_to, content.indicator),
        sources=source_lines(measure.sources),
    )


def _effort(effort: Effort, unit: str) -> EffortTable:
    def text(values: RangeBySize, size: str) -> str:
        low, high = getattr(values, size)
        return f"{number(low)}–{number(high)} {unit}" if low != high else f"{number(low)} {unit}"

    rows = [(SIZE_LABELS[s], text(effort.one_off, s), text(effort.yearly, s)) for s in SIZE_CLASSES]
    return EffortTable(rows, origin_note(effort.origin))


def _lifts(content: Content, measure: Measure) -> list[LiftLine]:
    return [
        LiftLine(
            lift.criterion,
            content.criterion[lift.criterion].title,
            LEVEL_LABELS[lift.to],
            percent(lift.lift * 100),
            origin_note(lift.origin),
        )
        for lift in measure.lifts
    ]


# Indicators -------------------------------------------------------------------------------------


def indicator_list(content: Content) -> list[Group]:
    """All indicators by group, in the order of the files."""
    groups: dict[str, list[Entry]] = {}
    for record in content.indicators:
        entry = Entry(record.id, record.label, record.explanation, record.vintage)
        groups.setdefault(record.group, []).append(entry)
    return [Group(f"gruppe-{n}", title, "", e) for n, (title, e) in enumerate(groups.items(), 1)]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator."""

    record: Indicator
    formula: str
    direction: str
    role: str
    aggregation: str
    level: str
    source_id: str
    source_title: str
    publisher: str
    vintage: str
    bounds: str
    unknown_in: str
    mappable: bool


def indicator_page(opened: Centre, indicator: Indicator) -> IndicatorPage:
    """The page of one indicator."""
    column = opened.reference.columns.get(indicator.raw_column)
    source_id = column.source if column else indicator.source
    known = {source.id: source for source in opened.reference.sources}
    source = known.get(source_id)
    return IndicatorPage(
        record=indicator,
        formula=in_words(indicator.formula, opened.content.indicator),
        direction=DIRECTION_LABELS[indicator.direction],
        role=ROLE_LABELS[indicator.role],
        aggregation=AGGREGATION_LABELS[indicator.aggregation],
        level="Kreis" if indicator.level == "kreis" else "Gemeinde",
        source_id=source_id if source else "",
        source_title=source.title if source else indicator.source,
        publisher=source.publisher if source else "",
        vintage=column.vintage if column else indicator.vintage,
        bounds=_bounds(indicator),
        unknown_in=_lands(indicator.unknown_in) if indicator.unknown_in else "",
        mappable=is_mappable(indicator),
    )


def _bounds(indicator: Indicator) -> str:
    parts = []
    if indicator.lowest is not None:
        parts.append(f"unter {number(indicator.lowest, indicator.decimals)}")
    if indicator.highest is not None:
        parts.append(f"über {number(indicator.highest, indicator.decimals)}")
    return " oder ".join(parts)


# Method -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One figure of a model."""

    label: str
    value: str
    unit: str
    origin: OriginNote


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """How often the interval held under one assumption, by number of known criteria."""

    label: str
    shares: list[str]


@dataclass(frozen=True, slots=True)
class MethodPage:
    """The figures behind the method."""

    fields: int
    criteria: int
    measures: int
    indicators: int
    parameters: list[ParameterLine]
    known: list[int]
    coverage: list[CoverageLine]


def method_page(content: Content) -> MethodPage:
    """The method page."""
    return MethodPage(
        len(content.fields),
        len(content.criteria),
        len(content.measures),
        len(content.indicators),
        [_parameter(parameter) for parameter in content.parameters],
        sorted({line.known for line in content.coverage}),
        _coverage(content),
    )


def _coverage(content: Content) -> list[CoverageLine]:
    lines: dict[str, dict[int, str]] = {}
    for line in content.coverage:
        lines.setdefault(line.label, {})[line.known] = percent(line.coverage * 100, 1)
    return [
        CoverageLine(label, [text for _, text in sorted(texts.items())])
        for label, texts in lines.items()
    ]


def _parameter(parameter: Parameter) -> ParameterLine:
    decimals = 0 if parameter.value == int(parameter.value) else 2
    return ParameterLine(
        parameter.label,
        number(parameter.value, decimals),
        parameter.unit,
        origin_note(parameter.origin),
    )
