"""Reads: documents to show, and what changed since a number."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from schaltstelle.domain.library.models import Counter, Document


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of the library; `document` is None where it was removed."""

    number: int
    id: str
    document: Document | None


def documents() -> QuerySet[Document]:
    """All documents by title, without their text."""
    return Document.objects.filter(removed=False).defer("passages")


def document(pk: int) -> Document | None:
    """One document."""
    return Document.objects.filter(pk=pk, removed=False).first()


def state() -> tuple[str, int]:
    """The identity of the library and the number of its last change; empty and 0 at first."""
    counter = Counter.objects.first()
    return ("", 0) if counter is None else (str(counter.identity), counter.value)


def changes_since(number: int) -> Iterator[Changed]:
    """What changed after a number, in the order of the changes."""
    for item in Document.objects.filter(change__gt=number).order_by("change").iterator(200):
        yield Changed(item.change, str(item.pk), None if item.removed else item)
