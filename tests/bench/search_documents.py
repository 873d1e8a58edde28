"""What the search is measured on: the records of the centre, and many more made from them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from schaltstelle.centre import open_centre
from schaltstelle.core.query import Kind
from schaltstelle.search.documents import Document, Section
from schaltstelle.search.records import control_documents, documents_of
from schaltstelle.search.vocabulary import Vocabulary
from schaltstelle.sources.documents.folder import read_each
from schaltstelle.sources.documents.values import ImportedDocument

# Texts of others are no part of the checkout; where they are at hand they lie beside it.
TEXTS = Path(__file__).parents[3] / "shared" / "data" / "texts"
SEED = 20_261_122
# A made document names a place as often as a real example does.
SHARE_WITH_PLACE = 0.6


@cache
def vocabulary() -> Vocabulary:
    """The words of the field."""
    content = open_centre().content
    parts = tuple(word for group in content.compound_parts for word in group.words)
    return Vocabulary(content.terms, parts)


@cache
def real_documents() -> tuple[Document, ...]:
    """Everything that the centre ships and that can be found, controls included."""
    centre = open_centre()
    places = centre.places
    links: dict[tuple[str, str], list[str]] = defaultdict(list)
    for link in centre.content.controls:
        for control in link.controls:
            links[link.catalogue, control].append(link.measure)

    def name_of_place(key: str) -> str:
        row = places.by_key(key)
        return "" if row is None else places[row].display_name

    return (
        *documents_of(centre.content, name_of_place),
        *control_documents(centre.controls, links, centre.content),
    )


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the peers take it: the same words in four fields."""

    id: str
    title: str
    summary: str
    body: str
    topics: str


def text_of(document: Document) -> Text:
    """All words of a document that our index reads, in its four fields."""
    return Text(
        id=f"{document.kind}:{document.id}",
        title=" \n".join((document.title, *document.names)),
        summary=document.summary,
        body="\n".join(f"{part.heading}\n{part.text}" for part in document.sections),
        topics=" \n".join(document.topics),
    )


# Many documents --------------------------------------------------------------------------------


def many_documents(number: int) -> list[Document]:
    """The real records, then documents made from them and from texts of others, always the same.

    A made document has the title of one text, often with the name of a real place, and as many
    sections, each from another text of the same kind and field. So words, their frequency and the
    length of texts are real; only their combination is not.
    """
    real = list(real_documents())
    chance = random.Random(SEED)
    sources = [*real, *imported_documents()]
    alike: dict[tuple[Kind, str], list[Document]] = defaultdict(list)
    for document in sources:
        alike[_group(document)].append(document)
    places = _place_names()
    made = (
        _made(serial, chance.choice(sources), alike, places, chance)
        for serial in range(number - len(real))
    )
    return [*real, *made][:number]


def _group(document: Document) -> tuple[Kind, str]:
    return document.kind, document.fields[0] if document.fields else ""


def _made(
    serial: int,
    base: Document,
    alike: Mapping[tuple[Kind, str], Sequence[Document]],
    places: Sequence[str],
    chance: random.Random,
) -> Document:
    others = alike[_group(base)]
    sections = (chance.choice(others).sections or base.sections for _ in base.sections)
    place = chance.choice(places) if chance.random() < SHARE_WITH_PLACE else ""
    return replace(
        base,
        id=f"made-{serial}",
        title=f"{place}: {base.title}" if place else base.title,
        summary=chance.choice(others).summary or base.summary,
        sections=tuple(chance.choice(some) for some in sections),
        topics=(*base.topics, place) if place else base.topics,
    )


def _place_names() -> list[str]:
    places = open_centre().places
    return sorted({places[row].display_name for row in range(len(places))})


@cache
def imported_documents() -> tuple[Document, ...]:
    """Practice cards and strategies of others, one document each; none where they are missing."""
    return tuple(_imported()) if TEXTS.is_dir() else ()


def _imported() -> Iterator[Document]:
    for found in read_each(TEXTS):
        if isinstance(found, ImportedDocument) and found.passages:
            yield Document(
                kind="document",
                id=found.file,
                title=found.title,
                sections=tuple(
                    Section(heading=" / ".join(passage.headings), text=passage.text)
                    for passage in found.passages
                ),
                topics=found.tags,
                source=found.source.publisher,
            )
