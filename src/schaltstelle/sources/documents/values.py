"""What an imported document is, and how much of one is read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Format = Literal["markdown", "html", "pdf", "docx", "text", "xml"]

MEBIBYTE = 1024 * 1024


class DocumentRefused(ValueError):
    """A document cannot be taken; the message is German and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLimits:
    """How much is read before a document is refused.

    `bytes` of the file, `pages` of a PDF, `characters` of all its text, `seconds` for a PDF (looked
    at between pages); `parts`, `unpacked_bytes` and `ratio` (unpacked to packed) of a DOCX, which
    is a Zip archive; `files` of a folder.
    """

    bytes: int = 50 * MEBIBYTE
    pages: int = 2_000
    characters: int = 5_000_000
    seconds: float = 60.0
    parts: int = 5_000
    unpacked_bytes: int = 200 * MEBIBYTE
    ratio: int = 200
    files: int = 20_000


DEFAULT_LIMITS = DocumentLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSource:
    """Where a document comes from; empty where nobody says so. `date` is as it was written."""

    title: str = ""
    publisher: str = ""
    address: str = ""
    licence: str = ""
    date: str = ""

    def completed(self, other: DocumentSource) -> DocumentSource:
        """This source, with what it lacks taken from another."""
        return DocumentSource(
            **{
                field.name: getattr(self, field.name) or getattr(other, field.name)
                for field in fields(self)
            }
        )


NO_SOURCE = DocumentSource()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of text under one heading, at most about 1,200 characters.

    `headings` lead to it, the outermost first; `anchor` names the heading within the document and
    is empty before the first one; `page` counts from 1 and is None where there are no pages.
    """

    headings: tuple[str, ...]
    text: str
    anchor: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedDocument:
    """A document as read: unchanged text in passages, and where it comes from.

    `file` is the path below the folder that was read, else the name of the file. `language` is
    "de", "en" or what the document itself says, empty where nothing tells. `place` is an official
    key or empty; `place_name` is the place as the document names it. `notes` are German sentences
    on what could not be taken.
    """

    file: str
    format: Format
    title: str
    language: str
    place: str
    place_name: str
    source: DocumentSource
    tags: tuple[str, ...]
    sha256: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """How long the text is."""
        return sum(len(passage.text) for passage in self.passages)
