"""The library in the search: each document with its passages, kept up by the number of changes."""

from collections.abc import Mapping

from schaltstelle.core.german import join_and
from schaltstelle.domain.library.models import Document
from schaltstelle.domain.library.queries import changes_since, state
from schaltstelle.search import documents as found
from schaltstelle.search.index import Change, Index


def catch_up(index: Index) -> None:
    """Bring an index to the last change of the library; cheap where nothing changed."""
    identity, latest = state()
    index.follow(identity, latest)
    done = index.change_number()
    if latest > done:
        changes = [
            Change(item.number, item.id, searchable(item.document) if item.document else None)
            for item in changes_since(done)
        ]
        index.catch_up(changes, latest)


def searchable(document: Document) -> found.Document:
    """A document of the library as the search takes it."""
    return found.Document(
        kind="document",
        id=str(document.pk),
        title=document.title,
        sections=tuple(_section(number, item) for number, item in enumerate(document.passages)),
        lands=(document.place_key[:2],) if document.place_key else (),
        verified=bool(document.address or document.publisher),
        place=document.place_key,
        source=source_line(document),
    )


def _section(number: int, passage: Mapping[str, object]) -> found.Section:
    headings = passage.get("headings")
    parts = [str(part) for part in headings] if isinstance(headings, list) else []
    page = passage.get("page")
    heading = " › ".join([*parts, *([f"Seite {page}"] if page else [])])
    return found.Section(
        heading=heading, text=str(passage.get("text", "")), anchor=f"abschnitt-{number + 1}"
    )


def source_line(document: Document) -> str:
    """Where a document comes from, in a line: title, publisher, licence."""
    parts = [part for part in (document.source_title, document.publisher) if part]
    text = join_and(parts) if len(parts) > 1 else "".join(parts)
    return f"{text}, {document.licence}" if text and document.licence else text or document.licence
