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


_NAMES = tuple(field.name for field in fields(Document))
_DATES = ("valid_from", "valid_to", "opens", "closes")


def dump(document: Document) -> str:
    """The document as text, for read(). Equal documents give equal texts."""
    value = {name: getattr(document, name) for name in _NAMES}
    value["sections"] = [(part.heading, part.text, part.anchor) for part in document.sections]
    return json.dumps(value, ensure_ascii=False, default=date.isoformat)


def fingerprint(text: str) -> str:
    """A hash over the text of a document."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def read(text: str) -> Document:
    """The document of dump()."""
    value: dict[str, Any] = json.loads(text)
    for name in _DATES:
        value[name] = date.fromisoformat(value[name]) if value[name] else None
    sections = value.pop("sections")
    lists = {name: tuple(item) for name, item in value.items() if isinstance(item, list)}
    value["sections"] = tuple(
        Section(heading=heading, text=words, anchor=anchor) for heading, words, anchor in sections
    )
    return Document(**{**value, **lists})
