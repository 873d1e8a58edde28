"""The index over all that the centre itself knows: content, controls, names of places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schaltstelle.content.load import Content
from schaltstelle.core.controls import Control
from schaltstelle.core.places import Places
from schaltstelle.search.documents import Document
from schaltstelle.search.index import Index, open_index
from schaltstelle.search.records import control_documents, documents_of
from schaltstelle.search.vocabulary import Vocabulary


def current_index(
    content: Content, controls: Sequence[Control], places: Places, version: str
) -> Index:
    """The index, brought up to this version; only what differs is written."""
    parts = tuple(word for part in content.compound_parts for word in part.words)
    index = open_index(Vocabulary(terms=content.terms, parts=parts))
    if not index.is_current(version):
        index.update(all_documents(content, controls, places), version=version)
    return index


def all_documents(
    content: Content, controls: Sequence[Control], places: Places
) -> Iterator[Document]:
    """Every record of the content and every control, as the search takes them."""

    def name_of(key: str) -> str:
        row = places.by_key(key)
        return "" if row is None else places[row].display_name

    yield from documents_of(content, name_of)
    links: dict[tuple[str, str], list[str]] = {}
    for link in content.controls:
        for name in link.controls:
            links.setdefault((link.catalogue, name), []).append(link.measure)
    yield from control_documents(controls, links, content)
