"""DOCX: paragraphs, headings and tables; pictures, macros and links to elsewhere are left alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.table import Table
from docx.text.paragraph import Paragraph as DocxParagraph

from schaltstelle.sources.archives import ArchiveError, ArchiveLimits, NoArchive, harmless_parts
from schaltstelle.sources.documents.extract import Extract
from schaltstelle.sources.documents.passages import Block, Heading, Paragraph
from schaltstelle.sources.documents.values import DocumentLimits, DocumentRefused, DocumentSource

MAIN_PART = "word/document.xml"
MACRO_PART = "vbaproject.bin"
NO_DOCX = "Das ist keine DOCX-Datei. Bitte in der Textverarbeitung öffnen und als .docx speichern."
MACROS = "Die Datei enthält Makros. Bitte als .docx ohne Makros speichern und neu einlesen."
ELSEWHERE = "Die Datei verweist auf Vorlagen oder Bilder außerhalb; sie wurden nicht geladen."

_HEADING_STYLE = re.compile(r"heading (\d)|überschrift (\d)", re.I)


def read(content: bytes, limits: DocumentLimits) -> Extract:
    """The text in its order. Raises DocumentRefused where the file is none, or is made to harm."""
    _guard(content, limits)
    try:
        document = docx.Document(io.BytesIO(content))
        blocks = tuple(_blocks(document))
        return _extract(document, blocks)
    except DocumentRefused:
        raise
    except Exception:  # Damaged parts fail deep within python-docx, in many ways.
        raise DocumentRefused(NO_DOCX) from None


def _guard(content: bytes, limits: DocumentLimits) -> None:
    """Look at the table of the archive before anything is unpacked."""
    allowed = ArchiveLimits(limits.bytes, limits.unpacked_bytes, limits.parts, limits.ratio)
    try:
        names = [part.filename.lower() for part in harmless_parts(io.BytesIO(content), allowed)]
    except NoArchive:
        raise DocumentRefused(NO_DOCX) from None
    except ArchiveError as error:
        raise DocumentRefused(str(error)) from None
    if any(name.endswith(MACRO_PART) for name in names):
        raise DocumentRefused(MACROS)
    if MAIN_PART not in names:
        raise DocumentRefused(NO_DOCX)


def _extract(document: Any, blocks: tuple[Block, ...]) -> Extract:
    about = document.core_properties
    created = about.modified or about.created
    return Extract(
        blocks=blocks,
        title=_words(about.title),
        language=_words(about.language)[:2].lower(),
        source=DocumentSource(
            publisher=_words(about.author), date=created.date().isoformat() if created else ""
        ),
        tags=tuple(word for part in about.keywords.split(",") if (word := _words(part))),
        notes=(ELSEWHERE,) if _points_elsewhere(document) else (),
    )


def _points_elsewhere(document: Any) -> bool:
    """Whether a template or picture lies outside the file; a link that one clicks is no matter."""
    return any(
        relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK
        for relation in document.part.package.iter_rels()
    )


def _blocks(document: Any) -> Iterator[Block]:
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from _rows(item)
        elif text := _words(item.text):
            level = _level(item)
            yield Heading(level, text) if level else Paragraph(text)


def _rows(table: Table) -> Iterator[Paragraph]:
    """A table as one paragraph, a row a line; merged cells come once."""
    lines = []
    for row in table.rows:
        cells = {id(cell._tc): _words(cell.text) for cell in row.cells}
        if line := " · ".join(text for text in cells.values() if text):
            lines.append(line)
    if lines:
        yield Paragraph("\n".join(lines))


def _level(paragraph: DocxParagraph) -> int:
    """The level of a heading by its style, 0 for none."""
    name = (paragraph.style.name if paragraph.style is not None else "") or ""
    if name.lower() in ("title", "titel"):
        return 1
    found = _HEADING_STYLE.match(name)
    return min(6, int(found.group(1) or found.group(2))) if found else 0


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
