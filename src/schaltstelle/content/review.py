"""Which records are due for review, and how many of each kind are verified."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from schaltstelle.content.load import Content
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.records import Record, due_for_review, is_verified, last_checked

KINDS: dict[str, str] = {
    "practices": "Praxisbeispiele",
    "standards": "Standards",
    "programmes": "Förderprogramme",
    "courses": "Kurse",
    "law": "Recht",
}
# What changes often is looked at often: money every quarter, law and courses twice a year.
REVIEW_AFTER: dict[str, timedelta] = {
    "programmes": timedelta(days=90),
    "courses": timedelta(days=180),
    "law": timedelta(days=180),
    "standards": timedelta(days=365),
    "practices": timedelta(days=730),
}
WHOLE_COUNTRY = "ohne Land"


@dataclass(frozen=True, slots=True)
class Due:
    """A record to look at again, and why (German)."""

    kind: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many records of a kind there are, and how many somebody saw a source of."""

    kind: str
    records: int
    verified: int
    by_land: dict[str, int]


def due(content: Content, day: date) -> list[Due]:
    """The records that are due for review on a day."""
    found = []
    for kind, every in REVIEW_AFTER.items():
        for record in records(content, kind):
            if due_for_review(record, day, every):
                found.append(Due(kind, record.id, _reason(record, day)))
    return found


def records(content: Content, kind: str) -> tuple[Record, ...]:
    """The records of a kind that has the common form."""
    found: tuple[Record, ...] = getattr(content, kind)
    return found


def _reason(record: Record, day: date) -> str:
    if record.expired(day):
        return f"gilt seit {record.valid_to:%d.%m.%Y} nicht mehr"
    checked = last_checked(record.sources)
    return f"zuletzt geprüft am {checked:%d.%m.%Y}" if checked else "nie geprüft"


def verified_counts(content: Content) -> list[Verified]:
    """Records and verified records by kind; the verified ones also by Land (key, or "" for none).

    A practice belongs to the Land of its place, another record to each Land that it is for.
    """
    counts = [
        Verified(title, len(records(content, kind)), *_verified(records(content, kind)))
        for kind, title in KINDS.items()
    ]
    others = (("Maßnahmen", content.measures), ("Kriterien", content.criteria))
    for title, group in others:
        seen = sum(is_verified(item.sources) for item in group)
        counts.append(Verified(title, len(group), seen, {"": seen}))
    rules = content.competence
    seen_rules = [rule for rule in rules if is_verified(rule.sources)]
    counts.append(
        Verified(
            "Zuständigkeit", len(rules), len(seen_rules), _by_land(r.lands for r in seen_rules)
        )
    )
    return counts


def _verified(group: Iterable[Record]) -> tuple[int, dict[str, int]]:
    seen = [record for record in group if record.verified]
    return len(seen), _by_land(_lands(record) for record in seen)


def _lands(record: Record) -> tuple[str, ...]:
    place = getattr(record, "place", "")
    return (place[:2],) if place else record.lands


def _by_land(lands: Iterable[tuple[str, ...]]) -> dict[str, int]:
    counts = dict.fromkeys(["", *LAND_NAMES], 0)
    for some in lands:
        for land in some or ("",):
            counts[land] += 1
    return counts
