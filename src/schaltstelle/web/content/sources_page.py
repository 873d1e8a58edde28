"""Plain values for the pages about sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.citation import Citation
from schaltstelle.core.german import count, long_date, number
from schaltstelle.reference.tables import SourceRecord


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One register or data set."""

    id: str
    title: str
    publisher: str
    vintage: str
    licence: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One cited document and the records that lean on it: kind, key, title."""

    title: str
    publisher: str
    address: str
    checked: str
    verified: bool
    used: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class SourceList:
    """All sources."""

    registers: list[RegisterLine]
    documents: list[DocumentLine]
    unverified: str


def source_list(opened: Centre) -> SourceList:
    """Registers and documents, by title."""
    registers = {record.id: record for record in opened.reference.sources}
    documents = sorted(_documents(opened.content), key=lambda line: line.title.lower())
    unverified = sum(not line.verified for line in documents)
    return SourceList(
        [
            RegisterLine(r.id, r.title, r.publisher, r.vintage, r.licence)
            for r in registers.values()
        ],
        documents,
        count(unverified, "Dokument", "Dokumente"),
    )


def _cited(content: Content) -> Iterator[tuple[Citation, tuple[str, str, str]]]:
    for criterion in content.criteria:
        for citation in criterion.sources:
            yield citation, ("criterion", criterion.id, criterion.title)
    for measure in content.measures:
        for citation in measure.sources:
            yield citation, ("measure", measure.id, measure.title)


def _documents(content: Content) -> list[DocumentLine]:
    used: dict[str, list[tuple[str, str, str]]] = {}
    cited: dict[str, Citation] = {}
    for citation, record in _cited(content):
        used.setdefault(citation.address, []).append(record)
        known = cited.setdefault(citation.address, citation)
        if citation.verified and not known.verified:
            cited[citation.address] = citation
    return [
        DocumentLine(c.title, c.publisher, address, long_date(c.checked), c.verified, used[address])
        for address, c in cited.items()
    ]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One register: its files and the indicators that come from it (key, label)."""

    title: str
    publisher: str
    address: str
    licence: str
    vintage: str
    files: list[tuple[str, str, str, str]]
    indicators: list[tuple[str, str]]
    tables: list[tuple[str, str]]


def source_page(opened: Centre, source: SourceRecord) -> SourcePage:
    """The page of one register; a source may consist of several files."""
    reference = opened.reference
    columns = {column.id for column in reference.columns.values() if column.source == source.id}
    files = [
        (record.file, record.vintage, number(record.rows), record.sha256)
        for record in reference.sources
        if record.id == source.id
    ]
    return SourcePage(
        source.title,
        source.publisher,
        source.address,
        source.licence,
        source.vintage,
        files,
        [
            (record.id, record.label)
            for record in opened.content.indicators
            if record.raw_column in columns or record.source == source.id
        ],
        [(t.name, number(t.rows)) for t in reference.tables if source.id in t.sources],
    )
