"""What is shown of a record, and a hit made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schaltstelle.core.query import Kind, Status
from schaltstelle.search.results import Hit, Segments


@dataclass(frozen=True, slots=True)
class Shown:
    """Kind and id of a record, and its head as plain values (see documents.dump)."""

    kind: Kind
    id: str
    head: dict[str, Any]

    @property
    def title(self) -> str:
        """The title."""
        return str(self.head["title"])

    @property
    def summary(self) -> str:
        """The summary, empty where there is none."""
        return str(self.head["summary"])


def hit_of(
    shown: Shown, title: Segments, passage: Segments, status: tuple[Status, ...], **given: Any
) -> Hit:
    """A hit; `given` are its other values that are not of the record itself."""
    head = shown.head
    return Hit(
        kind=shown.kind,
        id=shown.id,
        title=title,
        passage=passage,
        status=status,
        fields=tuple(head["fields"]),
        lands=tuple(head["lands"]),
        source=head["source"],
        place=head["place"],
        **given,
    )
