"""Plain values for the pages about fields."""

from dataclasses import dataclass

from schaltstelle.content import Content
from schaltstelle.core.framework import Field
from schaltstelle.core.german import count, join_and, number
from schaltstelle.web.content.entries import Entry, criteria_of, measures_of


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
        criteria_of(content, field),
        measures_of(content, field),
    )
