"""What a reader of one format takes from a document."""

from __future__ import annotations

from dataclasses import dataclass

from schaltstelle.sources.documents.passages import Block
from schaltstelle.sources.documents.values import NO_SOURCE, DocumentSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Text as blocks, and what the document says about itself; empty where it says nothing.

    `place` is as it stands there: a key or a name.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    language: str = ""
    place: str = ""
    source: DocumentSource = NO_SOURCE
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
