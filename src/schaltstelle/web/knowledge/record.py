"""What the pages of all kinds of records have in common."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from schaltstelle.content import Content
from schaltstelle.core.german import join_and, long_date
from schaltstelle.core.records import ROLE_LABELS, Record
from schaltstelle.core.size import SIZE_LABELS
from schaltstelle.web.citations import SourceLine, source_lines
from schaltstelle.web.content.entries import Entry, Group, lands_text, measure_entry
from schaltstelle.web.marks import marks_of

ALL_SIZES = "Verwaltungen jeder Größe"


@dataclass(frozen=True, slots=True)
class RecordView:
    """What every record shows."""

    id: str
    title: str
    summary: str
    paragraphs: list[str]
    verified: bool
    expired: str
    validity: str
    fields: list[tuple[str, str]]
    criteria: list[tuple[str, str]]
    audience: str
    suits: str
    sources: list[SourceLine]


def record_view(content: Content, record: Record, day: date) -> RecordView:
    """The common part of a record's page on a day."""
    return RecordView(
        id=record.id,
        title=record.title,
        summary=record.summary,
        paragraphs=paragraphs(record.body),
        verified=record.verified,
        expired=f"Das galt bis {long_date(record.valid_to)}."
        if record.valid_to and record.expired(day)
        else "",
        validity=validity(record),
        fields=[(key, content.field[key].title) for key in record.fields],
        criteria=[(key, content.criterion[key].title) for key in record.criteria],
        audience=join_and([ROLE_LABELS[role] for role in record.audience]),
        suits=suits(record),
        sources=source_lines(record.sources),
    )


def suits(record: Record) -> str:
    """For whom it is: sizes and Länder, "Verwaltungen jeder Größe, ganz Deutschland"."""
    sizes = join_and([SIZE_LABELS[size] for size in record.sizes])
    return f"{sizes or ALL_SIZES}, {lands_text(record.lands)}"


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a text."""
    return [part.strip() for part in body.split("\n") if part.strip()]


def validity(record: Record) -> str:
    """From when to when it holds, empty where nothing is known."""
    begin = f"ab {long_date(record.valid_from)}" if record.valid_from else ""
    end = f"bis {long_date(record.valid_to)}" if record.valid_to else ""
    return " ".join(part for part in (begin, end) if part)


def measure_entries(content: Content, measures: Iterable[str]) -> list[Entry]:
    """Measures by id, as entries of a list."""
    return [measure_entry(content.measure[key]) for key in measures]


def entry(record: Record, day: date, note: str = "") -> Entry:
    """A record in a list; what has run out or was not seen says so."""
    return Entry(record.id, record.title, record.summary, note, marks_of(record, day))


def by_field(content: Content, entries: Sequence[tuple[Record, Entry]]) -> list[Group]:
    """Entries under the first field of their record; empty fields are left out."""
    groups = []
    for field in content.fields:
        mine = [item for record, item in entries if record.fields[0] == field.id]
        if mine:
            groups.append(Group(field.id, field.title, "", mine))
    return groups
