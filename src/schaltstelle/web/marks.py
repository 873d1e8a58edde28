"""The few words that stand as a tag beside a record, the same on every page."""

from dataclasses import dataclass
from datetime import date

from schaltstelle.core.eligibility import WindowKind, window_on
from schaltstelle.core.programmes import Programme
from schaltstelle.core.records import Record


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag; `look` is how it is drawn: good, open or over."""

    text: str
    look: str


UNVERIFIED = Mark("ungeprüft", "open")
EXPIRED = Mark("abgelaufen", "over")
WINDOW_MARKS: dict[WindowKind, Mark] = {
    "open": Mark("Antrag möglich", "good"),
    "announced": Mark("Antrag angekündigt", "open"),
    "unknown": Mark("Frist nicht bekannt", "open"),
    "closed": EXPIRED,
}
LOOKS = {"yes": "good", "open": "open", "no": "over"}


def marks_of(record: Record, day: date) -> tuple[Mark, ...]:
    """What a visitor should know of a record before opening it."""
    found = [] if record.verified else [UNVERIFIED]
    if isinstance(record, Programme):
        found.insert(0, WINDOW_MARKS[window_on(record, day).kind])
    elif record.expired(day):
        found.insert(0, EXPIRED)
    return tuple(found)
