"""Records in lists, as all content pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from schaltstelle.content import Content
from schaltstelle.core.framework import BINDING_LABELS, Criterion, Field
from schaltstelle.core.german import count, join_and
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.measures import Measure
from schaltstelle.web.marks import Mark


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in a list."""

    id: str
    title: str
    summary: str
    note: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Records under one heading; `id` is an anchor."""

    id: str
    title: str
    summary: str
    entries: list[Entry]


def criterion_entry(criterion: Criterion) -> Entry:
    """A criterion in a list."""
    note = count(len(criterion.levels), "Stufe", "Stufen")
    return Entry(criterion.id, criterion.title, binding_text(criterion), note)


def measure_entry(measure: Measure) -> Entry:
    """A measure in a list."""
    note = count(measure.duration.quarters, "Quartal", "Quartale")
    return Entry(measure.id, measure.title, measure.summary, note)


def criteria_of(content: Content, field: Field) -> list[Entry]:
    """The criteria of a field."""
    return [criterion_entry(c) for c in content.criteria if c.field == field.id]


def measures_of(content: Content, field: Field) -> list[Entry]:
    """The measures of a field."""
    return [measure_entry(m) for m in content.measures if m.field == field.id]


def binding_text(criterion: Criterion) -> str:
    """What binds the first level, with the Länder where the law holds only there."""
    label = BINDING_LABELS[criterion.binding]
    lands = [basis.lands for basis in criterion.legal]
    if criterion.binding != "law" or not all(lands):
        return label
    return f"{label} in {lands_text(sorted({land for some in lands for land in some}))}"


def lands_text(lands: Iterable[str]) -> str:
    """The names of Länder; all of Germany where none is named."""
    return join_and([LAND_NAMES[land] for land in lands]) or "ganz Deutschland"
