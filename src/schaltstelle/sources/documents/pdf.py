"""PDF: the text of each page, with the headings of its table of contents."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from schaltstelle.core.german import number
from schaltstelle.sources.documents.extract import Extract
from schaltstelle.sources.documents.limits import require_characters
from schaltstelle.sources.documents.passages import HEADING_LEVELS, Block, Heading, Paragraph
from schaltstelle.sources.documents.values import DocumentLimits, DocumentRefused, DocumentSource

ENCRYPTED = (
    "Das PDF ist mit einem Passwort geschützt. Bitte ohne Schutz speichern und neu einlesen."
)
DAMAGED = (
    "Das PDF ist beschädigt und lässt sich nicht lesen. Bitte neu herunterladen oder erzeugen."
)
ONLY_PICTURES = (
    "Das PDF enthält nur Bilder; bitte mit Texterkennung (OCR) bearbeiten und neu einlesen."
)
# A page with fewer letters holds a number or a stamp, not text.
LEAST_LETTERS = 10
NAMED_PAGES = 8

_HYPHENATED = re.compile(r"(?<=[a-zäöüß])[-\u00ad]\n(?=[a-zäöüß])")
_SOFT_HYPHEN = re.compile(r"\u00ad")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def read(content: bytes, limits: DocumentLimits) -> Extract:
    """The text by page. Raises DocumentRefused without text, with a password, when damaged."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        _open(reader)
        return _extract(reader, limits)
    except DocumentRefused:
        raise
    except DependencyError:
        raise DocumentRefused(ENCRYPTED) from None
    except Exception:  # On a damaged file nearly anything may come out of the depths of pypdf.
        raise DocumentRefused(DAMAGED) from None


def _open(reader: pypdf.PdfReader) -> None:
    """Many are encrypted without a password, only to forbid printing: these can be read."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentRefused(ENCRYPTED)


def _extract(reader: pypdf.PdfReader, limits: DocumentLimits) -> Extract:
    count = len(reader.pages)
    if count > limits.pages:
        raise DocumentRefused(
            f"Das PDF hat {number(count)} Seiten, erlaubt sind {number(limits.pages)}. "
            "Bitte in Teile zerlegen."
        )
    pages = _pages(reader, limits)
    empty = [page for page, text in enumerate(pages, start=1) if not _is_text(text)]
    if len(empty) == len(pages):
        raise DocumentRefused(ONLY_PICTURES)
    metadata = reader.metadata
    return Extract(
        blocks=tuple(_blocks(pages, _contents(reader))),
        title=_said(metadata and metadata.title),
        language=_said(reader.root_object.get("/Lang"))[:2].lower(),
        source=DocumentSource(
            publisher=_said(metadata and metadata.author),
            date=_date(metadata and metadata.creation_date_raw),
        ),
        notes=_notes(empty),
    )


def _pages(reader: pypdf.PdfReader, limits: DocumentLimits) -> list[str]:
    """The text of each page, within the time and the length allowed."""
    until = monotonic() + limits.seconds
    found: list[str] = []
    length = 0
    for page in reader.pages:
        if monotonic() > until:
            raise DocumentRefused(
                f"Das PDF zu lesen dauert länger als {number(limits.seconds)} Sekunden. "
                "Bitte in Teile zerlegen oder einfacher speichern."
            )
        text = _NO_CHARACTER.sub("", page.extract_text())
        length += len(text)
        require_characters(length, limits)
        found.append(text)
    return found


def _is_text(page: str) -> bool:
    return sum(character.isalpha() for character in page) >= LEAST_LETTERS


def _blocks(pages: list[str], contents: dict[int, list[Heading]]) -> Iterator[Block]:
    for page, text in enumerate(pages, start=1):
        yield from contents.get(page, ())
        joined = _SOFT_HYPHEN.sub("", _HYPHENATED.sub("", text))
        for paragraph in _PARAGRAPH_END.split(joined):
            if words := " ".join(paragraph.split()):
                yield Paragraph(words, page)


def _contents(reader: pypdf.PdfReader) -> dict[int, list[Heading]]:
    """The bookmarks by page. They say on which page a chapter begins, not where on it."""
    found: dict[int, list[Heading]] = {}
    try:
        for entry, level in _entries(reader.outline, 1):
            page = reader.get_destination_page_number(entry)
            title = _said(entry.title)
            if page is not None and title:
                found.setdefault(page + 1, []).append(Heading(level, title))
    except (PyPdfError, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        # A broken table of contents is no reason to lose the text.
        return {}
    return found


def _entries(outline: list[Any], level: int) -> Iterator[tuple[Any, int]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _entries(entry, level + 1)
        else:
            yield entry, min(level, HEADING_LEVELS)


def _said(value: object) -> str:
    return " ".join(_NO_CHARACTER.sub("", str(value)).split()) if value else ""


def _date(raw: object) -> str:
    """The day in a date such as D:20240229120000+01'00', as 2024-02-29."""
    digits = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", str(raw or ""))
    return "-".join(digits.groups()) if digits else ""


def _notes(empty: list[int]) -> tuple[str, ...]:
    if not empty:
        return ()
    named = ", ".join(str(page) for page in empty[:NAMED_PAGES])
    more = " und weitere" if len(empty) > NAMED_PAGES else ""
    return (f"Ohne Text, wahrscheinlich Bilder: Seite {named}{more}.",)
