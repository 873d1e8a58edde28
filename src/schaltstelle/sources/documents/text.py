"""Plain text: paragraphs between empty lines."""

from __future__ import annotations

import re

from schaltstelle.sources.documents.decoding import decode
from schaltstelle.sources.documents.extract import Extract
from schaltstelle.sources.documents.limits import require_characters
from schaltstelle.sources.documents.passages import Paragraph
from schaltstelle.sources.documents.values import DocumentLimits

LONGEST_TITLE = 120


def read(content: bytes, limits: DocumentLimits) -> Extract:
    """The paragraphs of a text file; a short first line is its title."""
    text = decode(content)
    require_characters(len(text), limits)
    parts = [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    first = parts[0] if parts else ""
    title = first if "\n" not in first and len(first) <= LONGEST_TITLE else ""
    return Extract(blocks=tuple(Paragraph(part) for part in parts), title=title)
