"""Plain values for the pages about fields: understood in two minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.framework import Field
from schaltstelle.core.german import count, join_and, number
from schaltstelle.core.places import Level
from schaltstelle.core.practices import Practice
from schaltstelle.core.size import SIZE_LABELS, SizeClass
from schaltstelle.web.content.entries import (
    Entry,
    binding_text,
    criteria_of,
    criterion_entry,
    measures_of,
)
from schaltstelle.web.content.measures_page import effort_of
from schaltstelle.web.knowledge.practices_page import practice_entry
from schaltstelle.web.knowledge.programmes_page import open_programmes, programme_entry
from schaltstelle.web.knowledge.record import paragraphs
from schaltstelle.web.knowledge.standards_page import standard_entry

SHOWN_PRACTICES = 3
SHOWN_PROGRAMMES = 3
SHOWN_STANDARDS = 4
# Most administrations are of this size; the page of a place reckons with its own.
USUAL_SIZE: SizeClass = "small_town"
SMALL_TOWN = 20_000


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
    practices = sum(field.id in p.fields for p in content.practices)
    note = join_and(
        [
            count(criteria, "Kriterium", "Kriterien"),
            count(measures, "Maßnahme", "Maßnahmen"),
            count(practices, "Praxisbeispiel", "Praxisbeispiele"),
        ]
    )
    return Entry(field.id, field.title, field.summary, note)


@dataclass(frozen=True, slots=True)
class BeginningRow:
    """A measure to begin with: why, and what it takes."""

    id: str
    title: str
    why: str
    effort: str


@dataclass(frozen=True, slots=True)
class FieldPage:
    """One field: what it is about, what the law asks, what others do, where to begin."""

    title: str
    summary: str
    about: list[str]
    kind: str
    weight: str
    weight_reason: str
    usual_size: str
    begin: list[BeginningRow]
    duties: list[Entry]
    practices: list[Entry]
    more_practices: int
    programmes: list[Entry]
    standards: list[Entry]
    criteria: list[Entry]
    measures: list[Entry]
    key: str


def field_page(opened: Centre, field: Field, day: date) -> FieldPage:
    """The page of one field on a day."""
    content = opened.content
    practices = _practices(opened, field, day)
    return FieldPage(
        title=field.title,
        summary=field.summary,
        about=paragraphs(field.about),
        kind="Handlungsfeld" if field.kind == "field" else "Grundlage",
        weight=number(field.weight, 1),
        weight_reason=field.weight_reason,
        usual_size=SIZE_LABELS[USUAL_SIZE],
        begin=_begin(content, field),
        duties=_duties(content, field),
        practices=[practice_entry(item, day) for item in practices[:SHOWN_PRACTICES]],
        more_practices=max(0, len(practices) - SHOWN_PRACTICES),
        programmes=[
            programme_entry(item, day)
            for item in open_programmes(content, field.id, day)[:SHOWN_PROGRAMMES]
        ],
        standards=_standards(content, field, day),
        criteria=criteria_of(content, field),
        measures=measures_of(content, field),
        key=field.id,
    )


def _standards(content: Content, field: Field, day: date) -> list[Entry]:
    """The first standards of a field, those that bind by law and belong to it most first."""
    found = [item for item in content.standards if field.id in item.fields]
    found.sort(key=lambda item: (item.binding != "law", item.fields[0] != field.id))
    return [standard_entry(item, day) for item in found[:SHOWN_STANDARDS]]


def _begin(content: Content, field: Field) -> list[BeginningRow]:
    rows = []
    for beginning in field.begin:
        measure = content.measure[beginning.measure]
        effort = effort_of(measure, USUAL_SIZE)
        rows.append(BeginningRow(measure.id, measure.title, beginning.why, effort))
    return rows


def _duties(content: Content, field: Field) -> list[Entry]:
    """What the law asks first, with where it does."""
    bound = [c for c in content.criteria if c.field == field.id and c.binding == "law"]
    return [
        Entry(item.id, item.title, criterion_entry(item).summary, binding_text(item))
        for item in bound
    ]


def _practices(opened: Centre, field: Field, day: date) -> Sequence[Practice]:
    """The practices of a field: those of small places and with published figures first, one place
    only once before any comes twice."""
    found = [p for p in opened.content.practices if field.id in p.fields and not p.expired(day)]
    found.sort(
        key=lambda p: (
            not p.verified,
            p.fields[0] != field.id,
            not _is_small(opened, p),
            not p.figures,
            -(p.since or 0),
            p.id,
        )
    )
    seen: set[str] = set()
    first: list[Practice] = []
    again: list[Practice] = []
    for practice in found:
        place = practice.place or practice.place_name
        (again if place in seen else first).append(practice)
        seen.add(place)
    return [*first, *again]


def _is_small(opened: Centre, practice: Practice) -> bool:
    """Whether a small town or an association did it."""
    places = opened.places
    row = places.by_key(practice.place) if practice.place else None
    if row is None:
        return False
    is_association = bool(places.level[row] == Level.ASSOCIATION)
    return is_association or int(places.population[row]) < SMALL_TOWN
