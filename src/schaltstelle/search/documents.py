"""What can be found: one value for a record of the content, a control or an imported document."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

from schaltstelle.core.query import Kind, Status
from schaltstelle.core.size import SizeClass

PUBLIC = "public"

# Whether one can apply: no matter for this kind; no date seen; all the time; between two dates.
Application = Literal["none", "unknown", "rolling", "dates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a document. `anchor` is its place on the page, empty for none."""

    heading: str = ""
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Something that can be found. `kind` and `id` name it; its address is a matter of the web.

    `names` are short names and abbreviations of the thing itself; `topics` are titles of what it
    is linked to, searched with little weight. Empty `lands` (keys of two digits) and `sizes` suit
    all. `links` name other documents as "kind:id". `opens` and `closes` are the first and last day
    to apply, where `application` is "dates". `place` is an official key. Only who has the tag
    `access` finds it; `source` says in one line where it comes from.
    """

    kind: Kind
    id: str
    title: str
    summary: str = ""
    sections: tuple[Section, ...] = ()
    names: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()
    sizes: tuple[SizeClass, ...] = ()
    links: tuple[str, ...] = ()
    verified: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    application: Application = "none"
    opens: date | None = None
    closes: date | None = None
    place: str = ""
    source: str = ""
    access: str = PUBLIC

    def status(self, today: date) -> tuple[Status, ...]:
        """What holds of it on a day."""
        found: list[Status] = ["verified" if self.verified else "unverified"]
        if self.expired(today):
            found.append("expired")
        elif self.open(today):
            found.append("open")
        return tuple(found)

    def expired(self, today: date) -> bool:
        """Whether it no longer holds, or nobody can apply any more."""
        ends = [day for day in (self.valid_to, self.closes) if day is not None]
        return any(today > day for day in ends)

    def open(self, today: date) -> bool:
        """Whether one may apply on a day; False where no date was seen."""
        if self.application not in ("rolling", "dates") or self.expired(today):
            return False
        begins = [day for day in (self.valid_from, self.opens) if day is not None]
        return all(day <= today for day in begins)


# What is only searched for, and never shown beside a hit.
_REST = ("names", "topics", "criteria", "links")
_HEAD = tuple(field.name for field in fields(Document) if field.name not in (*_REST, "sections"))
_DATES = ("valid_from", "valid_to", "opens", "closes")
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=date.isoformat)


def dump(document: Document) -> tuple[str, str]:
    """Everything but the sections as two texts, for read(): what is shown, and the rest.

    Equal documents give equal texts.
    """
    head, rest = (
        _ENCODER.encode({name: getattr(document, name) for name in names})
        for names in (_HEAD, _REST)
    )
    return head, rest


def read(head: str, rest: str = "{}", sections: tuple[Section, ...] = ()) -> Document:
    """The document of dump(), with its sections."""
    value: dict[str, Any] = {**json.loads(head), **json.loads(rest)}
    for name, item in value.items():
        if isinstance(item, list):
            value[name] = tuple(item)
    for name in _DATES:
        if value[name]:
            value[name] = date.fromisoformat(value[name])
    return Document(**value, sections=sections)


def fingerprint(document: Document, dumped: tuple[str, str] | None = None) -> str:
    """A hash over everything in a document; `dumped` is what dump() gave, where that is known."""
    digest = hashlib.sha256("".join(dumped or dump(document)).encode())
    for part in document.sections:
        digest.update(repr((part.heading, part.anchor, part.text)).encode())
    return digest.hexdigest()[:24]
