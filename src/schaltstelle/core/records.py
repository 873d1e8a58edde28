"""What every record of the centre's knowledge has in common."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from schaltstelle.core.citation import Citation
from schaltstelle.core.size import SizeClass

Role = Literal[
    "leadership",
    "digital_officer",
    "it",
    "security_officer",
    "data_protection",
    "department",
    "organisation",
    "hr",
    "treasury",
    "procurement",
    "council",
    "school",
    "utility",
    "fire_service",
]

ROLE_LABELS: dict[Role, str] = {
    "leadership": "Leitung",
    "digital_officer": "Digitalbeauftragte",
    "it": "IT",
    "security_officer": "Informationssicherheit",
    "data_protection": "Datenschutz",
    "department": "Fachamt",
    "organisation": "Hauptamt und Organisation",
    "hr": "Personal",
    "treasury": "Kämmerei",
    "procurement": "Vergabe und Einkauf",
    "council": "Rat und Gremien",
    "school": "Schulträger und Schulen",
    "utility": "Stadtwerke und Eigenbetriebe",
    "fire_service": "Feuerwehr und Katastrophenschutz",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing the centre knows, with its sources.

    `summary` is at most two sentences of plain German. Empty `sizes` suit every size class, empty
    `lands` all of Germany. From `valid_from` to `valid_to` (both included) it holds; without a
    date there is no such limit.
    """

    id: str
    title: str
    summary: str
    body: str
    fields: tuple[str, ...]
    sources: tuple[Citation, ...]
    audience: tuple[Role, ...]
    criteria: tuple[str, ...] = ()
    sizes: tuple[SizeClass, ...] = ()
    lands: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def verified(self) -> bool:
        """Whether somebody saw at least one of the sources."""
        return is_verified(self.sources)

    def expired(self, day: date) -> bool:
        """Whether it held once and no longer does on a day."""
        return self.valid_to is not None and day > self.valid_to

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and not self.expired(day)

    def suits(self, size: SizeClass, land: str) -> bool:
        """Whether it is meant for an administration of this size in this Land."""
        return (not self.sizes or size in self.sizes) and (not self.lands or land in self.lands)


def is_verified(sources: tuple[Citation, ...]) -> bool:
    """Whether at least one source was seen."""
    return any(source.verified for source in sources)


def last_checked(sources: tuple[Citation, ...]) -> date | None:
    """The day on which the oldest source was checked: a record is as fresh as that."""
    return min((source.checked for source in sources), default=None)


def due_for_review(record: Record, day: date, every: timedelta) -> bool:
    """Whether a record's sources are to be looked at again, or it has run out."""
    checked = last_checked(record.sources)
    return record.expired(day) or checked is None or checked + every <= day
