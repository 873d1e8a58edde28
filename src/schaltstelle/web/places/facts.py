"""Who the place is, and what is known about it, as plain values."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.evidence import GRADE_LABELS, Evidence
from schaltstelle.core.german import count, join_and, number
from schaltstelle.web.addresses import place_key

MOST_MEMBERS = 12


@dataclass(frozen=True, slots=True)
class Head:
    """The place that was named and the administration that the advice is for.

    `other` tells that another administration acts for the place; `members` are its municipalities,
    the first ones by name; `more_members` says how many more there are.
    """

    title: str
    place: str
    place_kind: str
    other: bool
    note: str
    key: str
    kind: str
    size: str
    population: str
    region: str
    seat: str
    members: str
    members_count: str
    all_members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One value with its source; `is_kreis` marks a value of the whole Kreis."""

    indicator: str
    label: str
    value: str
    known: bool
    vintage: str
    source_id: str
    source: str
    grade: str
    estimated: bool
    note: str


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """Rows under one heading."""

    id: str
    title: str
    rows: list[EvidenceRow]


def head(opened: Centre, advice: Advice, row: int) -> Head:
    """The head of the page for the place in `row` of the register."""
    place, administration = advice.place, advice.administration
    members = administration.members
    region = dict.fromkeys((administration.kreis, administration.land))
    return Head(
        title=administration.name,
        place=place.name,
        place_kind=place.kind,
        other=int(opened.places.administration[row]) != row,
        note=administration.note,
        key=place_key(opened.places, row),
        kind=administration.kind,
        size=administration.size_label,
        population=number(administration.population),
        region=", ".join(name for name in region if name and name != administration.name),
        seat=administration.seat,
        members=join_and(members) if 1 < len(members) <= MOST_MEMBERS else "",
        members_count=count(len(members), "Gemeinde", "Gemeinden") if len(members) > 1 else "",
        all_members=members if len(members) > MOST_MEMBERS else (),
    )


def evidence_groups(opened: Centre, advice: Advice) -> list[EvidenceGroup]:
    """All evidence by group of indicators, in their order."""
    sources = {source.id: source for source in opened.reference.sources}
    groups: dict[str, list[EvidenceRow]] = {}
    for item in advice.evidence:
        group = opened.content.indicator[item.indicator].group
        source = sources.get(item.source)
        title = source.title if source else item.source
        groups.setdefault(group, []).append(_row(opened, item, title, source is not None))
    return [
        EvidenceGroup(f"kennzahlen-{n}", title, rows)
        for n, (title, rows) in enumerate(groups.items(), start=1)
    ]


def _row(opened: Centre, item: Evidence, source: str, has_page: bool) -> EvidenceRow:
    return EvidenceRow(
        indicator=item.indicator,
        label=opened.content.indicator[item.indicator].label,
        value=item.text,
        known=item.value is not None,
        vintage=item.vintage,
        source_id=item.source if has_page else "",
        source=source,
        grade=GRADE_LABELS[item.grade],
        estimated=item.grade == "estimated",
        note=item.note,
    )
