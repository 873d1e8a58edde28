"""Plain values for the pages about measures."""

from dataclasses import dataclass

from schaltstelle.content import Content
from schaltstelle.core.framework import LEVEL_LABELS, Field
from schaltstelle.core.german import count, number, percent
from schaltstelle.core.measures import DUTY_LABELS, Effort, Measure
from schaltstelle.core.size import SIZE_CLASSES, SIZE_LABELS, RangeBySize
from schaltstelle.web.citations import OriginNote, SourceLine, origin_note, source_lines
from schaltstelle.web.content.entries import Entry, Group, measure_entry, measures_of
from schaltstelle.web.content.words import in_words


def measure_list(content: Content) -> list[Group]:
    """All measures by field."""
    return [Group(f.id, f.title, f.summary, measures_of(content, f)) for f in content.fields]


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
        prerequisites=[measure_entry(content.measure[key]) for key in measure.prerequisites],
        excludes=[measure_entry(content.measure[key]) for key in measure.excludes],
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
