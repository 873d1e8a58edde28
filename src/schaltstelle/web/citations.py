"""Sources and origins of figures as the screen shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from schaltstelle.core.citation import Citation, Origin
from schaltstelle.core.german import long_date


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A cited source; `number` counts from 1 within its record."""

    number: int
    title: str
    publisher: str
    address: str
    checked: str
    verified: bool


@dataclass(frozen=True, slots=True)
class OriginNote:
    """Where a figure comes from: `estimate` marks a judgement of the centre."""

    estimate: bool
    text: str


def source_lines(citations: Sequence[Citation]) -> list[SourceLine]:
    """The sources of a record, numbered."""
    return [
        SourceLine(n, c.title, c.publisher, c.address, long_date(c.checked), c.verified)
        for n, c in enumerate(citations, start=1)
    ]


def origin_note(origin: Origin) -> OriginNote:
    """The origin in words, with the number of the source it leans on."""
    leans = f" (Quelle {origin.source})" if origin.source is not None else ""
    return OriginNote(origin.kind == "estimate", f"{origin.reason}{leans}")
