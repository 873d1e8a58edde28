"""Our own search as it is measured: no places, no context, a fixed day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from schaltstelle.core.query import Query
from schaltstelle.search.documents import Document
from schaltstelle.search.engine import search
from schaltstelle.search.index import Index
from schaltstelle.search.results import Results
from tests.bench.search_documents import vocabulary

# What has expired by this day stands lower.
TODAY = date(2026, 11, 22)
NAME = "Schaltstelle"


def open_own(path: Path) -> Index:
    """The index in a file."""
    return Index(path, vocabulary())


def build_own(path: Path, documents: Sequence[Document]) -> Index:
    """A new index of documents."""
    index = open_own(path)
    index.update(documents)
    return index


def ask(index: Index, text: str, limit: int) -> Results:
    """A search with everything that a page of results shows."""
    return search(index, Query(text=text, limit=limit), today=TODAY)


def names(results: Results) -> list[str]:
    """The hits as "kind:id", best first."""
    return [f"{hit.kind}:{hit.id}" for hit in results.hits]
