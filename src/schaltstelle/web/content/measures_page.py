"""Plain values for the pages about measures."""

from dataclasses import dataclass
from datetime import date

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.citation import Origin
from schaltstelle.core.framework import LEVEL_LABELS, Field
from schaltstelle.core.german import count, join_and, number, percent
from schaltstelle.core.measures import DUTY_LABELS, VARIANT_LABELS, Chance, Effort, Measure
from schaltstelle.core.records import ROLE_LABELS
from schaltstelle.core.size import SIZE_CLASSES, SIZE_LABELS, RangeBySize, SizeClass
from schaltstelle.web.citations import OriginNote, SourceLine, origin_note, source_lines
from schaltstelle.web.content.entries import Entry, Group, measures_of
from schaltstelle.web.content.words import in_words
from schaltstelle.web.knowledge.learning_page import skill_entry
from schaltstelle.web.knowledge.practices_page import practices_of
from schaltstelle.web.knowledge.programmes_page import programmes_of
from schaltstelle.web.knowledge.record import measure_entries, paragraphs


def measure_list(content: Content) -> list[Group]:
    """All measures by field."""
    return [Group(f.id, f.title, f.summary, measures_of(content, f)) for f in content.fields]


@dataclass(frozen=True, slots=True)
class EffortTable:
    """Ranges by size class: label, once, every year."""

    rows: list[tuple[str, str, str]]
    origin: OriginNote


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with where it comes from."""

    text: str
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
    duration: Figure
    decides: str
    task: str
    cost: EffortTable
    staff: EffortTable
    investive: Figure
    chance: Figure
    lifts: list[LiftLine]
    participants: tuple[str, ...]
    first_steps: tuple[str, ...]
    audience: str
    variants: list[tuple[str, str, str]]
    checklist: tuple[str, ...]
    failures: list[tuple[str, str]]
    standards: list[tuple[str, str, str]]
    practices: list[Entry]
    programmes: list[Entry]
    skills: list[Entry]
    prerequisites: list[Entry]
    better_after: list[Entry]
    excludes: list[Entry]
    applies_to: str
    sources: list[SourceLine]


def measure_page(opened: Centre, measure: Measure, day: date) -> MeasurePage:
    """The page of one measure on a day."""
    content = opened.content
    return MeasurePage(
        title=measure.title,
        field=content.field[measure.field],
        summary=measure.summary,
        paragraphs=paragraphs(measure.body),
        duty=DUTY_LABELS[measure.duty],
        duration=Figure(_duration(measure), origin_note(measure.duration.origin)),
        decides=measure.decides,
        task=content.task[measure.task].title,
        cost=_effort(measure.cost, "€"),
        staff=_effort(measure.staff_days, "Tage"),
        investive=_share(measure.investive_share, measure.investive_origin),
        chance=_chance(measure.chance),
        lifts=_lifts(content, measure),
        participants=measure.participants,
        first_steps=measure.first_steps,
        audience=join_and([ROLE_LABELS[role] for role in measure.audience]),
        variants=[(VARIANT_LABELS[v.kind], v.text, v.address) for v in measure.variants],
        checklist=measure.checklist,
        failures=[(failure.text, failure.remedy) for failure in measure.failures],
        standards=_standards(content, measure),
        practices=practices_of(opened, measure.id, day),
        programmes=programmes_of(content, measure.id, day),
        skills=[skill_entry(skill) for skill in content.skills if measure.id in skill.measures],
        prerequisites=measure_entries(content, measure.prerequisites),
        better_after=measure_entries(content, measure.better_after),
        excludes=measure_entries(content, measure.excludes),
        applies_to=in_words(measure.applies_to, content.indicator),
        sources=source_lines(measure.sources),
    )


def _share(share: float, origin: Origin) -> Figure:
    return Figure(percent(share * 100), origin_note(origin))


def _chance(prior: Chance) -> Figure:
    return _share(prior.successes / (prior.successes + prior.failures), prior.origin)


def _standards(content: Content, measure: Measure) -> list[tuple[str, str, str]]:
    return [
        (use.standard, content.standard[use.standard].title, use.why) for use in measure.standards
    ]


def effort_of(measure: Measure, size: SizeClass) -> str:
    """Cost, days and duration for one size class, in a line."""
    cost = _range(measure.cost.one_off, size, "€")
    days = _range(measure.staff_days.one_off, size, "Arbeitstage")
    return f"{cost} und {days} einmalig, {_duration(measure)}"


def _duration(measure: Measure) -> str:
    return count(measure.duration.quarters, "Quartal", "Quartale")


def _range(values: RangeBySize, size: SizeClass, unit: str) -> str:
    low, high = values.of(size)
    return f"{number(low)}–{number(high)} {unit}" if low != high else f"{number(low)} {unit}"


def _effort(effort: Effort, unit: str) -> EffortTable:
    rows = [
        (SIZE_LABELS[size], _range(effort.one_off, size, unit), _range(effort.yearly, size, unit))
        for size in SIZE_CLASSES
    ]
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
