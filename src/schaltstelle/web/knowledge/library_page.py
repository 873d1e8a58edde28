"""Plain values for the pages about imported documents."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.domain.library.models import Document
from schaltstelle.domain.library.searchable import source_line
from schaltstelle.web.addresses import place_address


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage; a heading only where it changes."""

    anchor: str
    heading: str
    paragraphs: list[str]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One imported document."""

    title: str
    source: str
    address: str
    dated: str
    place: str
    place_address: str
    licence: str
    passages: list[PassageView]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list."""

    id: int
    title: str
    source: str


def document_page(opened: Centre, document: Document) -> DocumentPage:
    """The page of one document."""
    row = opened.places.by_key(document.place_key) if document.place_key else None
    name = document.place_name if row is None else opened.places[row].display_name
    return DocumentPage(
        title=document.title,
        source=document.publisher or "nicht angegeben",
        address=document.address if document.address.startswith(("https://", "http://")) else "",
        dated=document.dated,
        place=name,
        place_address="" if row is None else place_address(opened.places, row),
        licence=document.licence or "nicht angegeben",
        passages=_passages(document),
    )


def _passages(document: Document) -> list[PassageView]:
    shown, before = [], ""
    for number, passage in enumerate(document.passages, start=1):
        headings = list(passage.get("headings", ()))
        # The title of the page need not stand above each passage.
        heading = " › ".join(headings[1:] if headings[:1] == [document.title] else headings)
        if passage.get("page"):
            heading = (
                f"{heading} (Seite {passage['page']})" if heading else f"Seite {passage['page']}"
            )
        paragraphs = [part.strip() for part in passage["text"].split("\n") if part.strip()]
        new = heading if heading != before else ""
        shown.append(PassageView(f"abschnitt-{number}", new, paragraphs))
        before = heading
    return shown


def document_row(document: Document) -> DocumentRow:
    """A document in a list."""
    return DocumentRow(document.pk, document.title, source_line(document))
