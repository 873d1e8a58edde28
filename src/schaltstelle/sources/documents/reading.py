"""One document from a file: the right reader, limits, and what it says about itself."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable
from pathlib import Path

from schaltstelle.core.german import refusal
from schaltstelle.core.keys import InvalidKey, looks_like_key, parse_key
from schaltstelle.sources.documents.extract import Extract
from schaltstelle.sources.documents.language import language_of
from schaltstelle.sources.documents.limits import require_characters, require_size
from schaltstelle.sources.documents.passages import Heading, passages
from schaltstelle.sources.documents.values import (
    DEFAULT_LIMITS,
    NO_SOURCE,
    DocumentLimits,
    DocumentRefused,
    DocumentSource,
    Format,
    ImportedDocument,
)

Reader = Callable[[bytes, DocumentLimits], Extract]

SUFFIXES: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".txt": "text",
}
LONGEST_TITLE = 300


def read_document(
    path: Path,
    limits: DocumentLimits = DEFAULT_LIMITS,
    source: DocumentSource = NO_SOURCE,
    below: Path | None = None,
) -> ImportedDocument:
    """Read one document; what it does not say of its source is taken from `source`.

    `below` is the folder from which its path counts. Raises DocumentRefused with a German message:
    unknown or damaged format, too large, without text, locked.
    """
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise DocumentRefused(
            f"Das Format „{path.suffix or path.name}“ wird nicht gelesen. "
            "Bitte als PDF, DOCX, HTML, Markdown oder einfachen Text speichern."
        )
    content = _content(path, limits)
    extract = _reader(form)(content, limits)
    found = passages(extract.blocks)
    if not found:
        raise DocumentRefused("Die Datei enthält keinen Text.")
    require_characters(sum(len(passage.text) for passage in found), limits)
    place, place_name = _place(extract.place)
    return ImportedDocument(
        file=path.relative_to(below).as_posix() if below else path.name,
        format=form,
        title=_title(extract, path),
        language=extract.language or language_of("\n".join(passage.text for passage in found)),
        place=place,
        place_name=place_name,
        source=extract.source.completed(source),
        tags=extract.tags,
        sha256=hashlib.sha256(content).hexdigest(),
        passages=found,
        notes=extract.notes,
    )


def _content(path: Path, limits: DocumentLimits) -> bytes:
    """The bytes of a file, whose size is looked at before it is opened."""
    try:
        if not path.is_file():
            raise DocumentRefused("Das ist keine Datei.")
        require_size(path.stat().st_size, limits)
        with path.open("rb") as file:
            content = file.read(limits.bytes + 1)
    except OSError as error:
        raise DocumentRefused(f"Die Datei lässt sich nicht lesen: {refusal(error)}.") from None
    require_size(len(content), limits)
    if not content:
        raise DocumentRefused("Die Datei ist leer.")
    return content


def _reader(form: Format) -> Reader:
    """The reader of a format, loaded when it is first needed: some bring heavy libraries."""
    reader: Reader = importlib.import_module(f"schaltstelle.sources.documents.{form}").read
    return reader


def _title(extract: Extract, path: Path) -> str:
    """The title stated, else the first outermost heading, else the name of the file."""
    headings = [block for block in extract.blocks if isinstance(block, Heading)]
    first = min(headings, key=lambda heading: heading.level, default=None)
    named = path.stem.replace("_", " ").strip() or path.name
    title = extract.title or (first.text if first else "") or named
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _place(stated: str) -> tuple[str, str]:
    """The official key, or the name that somebody has to look up."""
    if stated and looks_like_key(stated):
        try:
            return parse_key(stated).text, ""
        except InvalidKey:
            return "", stated
    return "", stated
