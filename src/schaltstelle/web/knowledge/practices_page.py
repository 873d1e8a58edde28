"""Plain values for the pages about practices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.practices import Practice
from schaltstelle.web.addresses import place_address
from schaltstelle.web.content.entries import Entry, Group
from schaltstelle.web.knowledge.record import (
    RecordView,
    by_field,
    entry,
    measure_entries,
    paragraphs,
    record_view,
)


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A place with the address of its page; without one abroad."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class PracticePage:
    """One practice."""

    record: RecordView
    place: PlaceLink
    where: str
    partners: list[PlaceLink]
    period: str
    result: list[str]
    figures: list[tuple[str, str, int]]
    effort: list[str]
    problems: list[str]
    contact: str
    measures: list[Entry]
    carry_over: tuple[str, ...]


def practice_page(opened: Centre, practice: Practice, day: date) -> PracticePage:
    """The page of one practice."""
    partners = [_partner(opened, key) for key in practice.partners]
    return PracticePage(
        record=record_view(opened.content, practice, day),
        place=_place(opened, practice),
        where=practice.region if practice.region != practice.place_name else "",
        partners=partners,
        period=period(practice) or "nicht veröffentlicht",
        result=paragraphs(practice.result),
        figures=[(figure.what, figure.value, figure.source) for figure in practice.figures],
        effort=paragraphs(practice.effort),
        problems=paragraphs(practice.problems),
        contact=practice.contact,
        measures=measure_entries(opened.content, practice.measures),
        carry_over=practice.carry_over,
    )


def period(practice: Practice) -> str:
    """Since when, or from when to when; empty where nothing is published."""
    if practice.ended:
        return (
            f"{practice.since} bis {practice.ended}" if practice.since else f"bis {practice.ended}"
        )
    return f"seit {practice.since}" if practice.since else ""


def _place(opened: Centre, practice: Practice) -> PlaceLink:
    row = opened.places.by_key(practice.place) if practice.place else None
    return PlaceLink(practice.place_name, "" if row is None else place_address(opened.places, row))


def _partner(opened: Centre, key: str) -> PlaceLink:
    row = opened.places.by_key(key)
    if row is None:
        return PlaceLink(key, "")
    return PlaceLink(opened.places[row].display_name, place_address(opened.places, row))


def place_text(practice: Practice) -> str:
    """Place and Land (abroad: country), once where both are the same: "Hamburg"."""
    if practice.place_name == practice.region:
        return practice.region
    return f"{practice.place_name}, {practice.region}"


def practice_list(content: Content, day: date) -> list[Group]:
    """All practices by field."""
    return by_field(content, [(item, practice_entry(item, day)) for item in content.practices])


def practice_entry(practice: Practice, day: date) -> Entry:
    """A practice in a list, with its place."""
    parts = [place_text(practice), period(practice)]
    return entry(practice, day, ", ".join(part for part in parts if part))


def practices_of(opened: Centre, measure: str, day: date) -> list[Entry]:
    """The practices that prove a measure."""
    found: Sequence[Practice] = opened.content.practices
    return [practice_entry(item, day) for item in found if measure in item.measures]
