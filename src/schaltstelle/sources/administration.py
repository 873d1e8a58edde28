"""Whose administration acts for a municipality: a rule per Land and kind of association.

The law of each Land gives the administrative work of a member municipality to its association,
leaves it with the municipality, or gives it to one member that acts for the others. The kinds are
those of the register (type 50); the outcome is tested against 4,097 administrations of one
municipality and 932 of an association.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from schaltstelle.core.place_names import bare_name, folded
from schaltstelle.core.places import KREISFREI_KINDS, UNINHABITED_KIND, Level
from schaltstelle.sources.gv100ad import RegisterRow
from schaltstelle.sources.overrides import ACTING_MUNICIPALITY

Actor = Literal["association", "each", "seat"]

# own: no association, the municipality itself acts; association: it acts for its members; each:
# every member acts, the association is only a partner; seat: the member named as seat acts.
ACTOR_BY_KIND: dict[int, Actor] = {
    0: "each",
    50: "each",
    51: "association",
    52: "association",
    53: "association",
    54: "association",
    55: "association",
    56: "association",
    57: "association",
    58: "seat",
}
ACTOR_BY_LAND_AND_KIND: dict[tuple[str, int], Actor] = {
    ("08", 54): "each",
    ("08", 56): "each",
    ("14", 54): "seat",
}
INHABITED_AREA_KIND = 65
AREA_KINDS = (INHABITED_AREA_KIND, UNINHABITED_KIND)
PARTNER_KINDS = (54, 56)

_TAIL = re.compile(r"\s(a\.|an |am |i\.|im |in |ob |b\.).*$")


@dataclass(frozen=True)
class Acting:
    """For each register row the row that acts for it and the partner association, -1 if none."""

    administration: list[int]
    partner: list[int]
    unresolved: tuple[str, ...]


def assign(rows: Sequence[RegisterRow]) -> Acting:
    """Apply the rule to rows sorted by ARS.

    `unresolved` names, in German, the associations whose acting member can't be found; their
    members have no administration then.
    """
    index = {row.ars: position for position, row in enumerate(rows)}
    acting = Acting([-1] * len(rows), [-1] * len(rows), ())
    unresolved = []
    for association, members in _members(rows, index).items():
        problem = _assign_association(rows, association, members, acting)
        if problem:
            unresolved.append(problem)
    _assign_kreise(rows, index, acting)
    return Acting(acting.administration, acting.partner, tuple(unresolved))


def actor(row: RegisterRow) -> Actor:
    """Who acts in this association."""
    return ACTOR_BY_LAND_AND_KIND.get((row.ars[:2], row.kind), ACTOR_BY_KIND[row.kind])


def _members(rows: Sequence[RegisterRow], index: Mapping[str, int]) -> dict[int, list[int]]:
    """The municipalities of each association; areas that belong to none are left out."""
    members: dict[int, list[int]] = {}
    for position, row in enumerate(rows):
        if row.level is Level.MUNICIPALITY and row.kind not in AREA_KINDS:
            members.setdefault(index[row.ars[:9]], []).append(position)
    return members


def _assign_association(
    rows: Sequence[RegisterRow], association: int, members: Sequence[int], acting: Acting
) -> str:
    who = actor(rows[association])
    if who == "association":
        for position in (association, *members):
            acting.administration[position] = association
        return ""
    if who == "each":
        _assign_each(rows, association, members, acting)
        return ""
    seat = _seat(rows, association, members)
    if seat is None:
        row = rows[association]
        return f"{row.name} ({row.ars}): Die erfüllende Gemeinde „{row.seat}“ ist kein Mitglied."
    for position in (association, *members):
        acting.administration[position] = seat
    return ""


def _assign_each(
    rows: Sequence[RegisterRow], association: int, members: Sequence[int], acting: Acting
) -> None:
    partner = rows[association].kind in PARTNER_KINDS
    for position in members:
        acting.administration[position] = position
        acting.partner[position] = association if partner else -1
    if not partner and len(members) == 1:
        acting.administration[association] = members[0]


def _seat(rows: Sequence[RegisterRow], association: int, members: Sequence[int]) -> int | None:
    override = ACTING_MUNICIPALITY.get(rows[association].ars)
    if override:
        return next((at for at in members if rows[at].ags == override), None)
    wanted = _name_forms(rows[association].seat)
    for forms in (wanted[:1], wanted):
        fitting = [at for at in members if set(forms) & set(_name_forms(rows[at].name))]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _name_forms(name: str) -> list[str]:
    """The name as it stands, then without Sorbian half, region, brackets and "Kurort"."""
    bare = bare_name(name.partition(" / ")[0]).removeprefix("Kurort ")
    short = _TAIL.sub("", bare.partition("/")[0].partition("(")[0])
    return [folded(bare), folded(short)]


def _assign_kreise(rows: Sequence[RegisterRow], index: Mapping[str, int], acting: Acting) -> None:
    for position, row in enumerate(rows):
        if row.level is Level.MUNICIPALITY:
            kreis = index.get(row.ars[:5])
            if kreis is not None and rows[kreis].kind in KREISFREI_KINDS:
                acting.administration[kreis] = acting.administration[position]
        elif row.level is Level.KREIS and row.kind not in KREISFREI_KINDS:
            acting.administration[position] = position
