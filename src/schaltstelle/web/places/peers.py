"""The comparable administrations as plain values: table, map, weights to move."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.german import number, percent
from schaltstelle.core.lenses import GROUPS, SPATIAL_LABELS
from schaltstelle.core.peers import Peer
from schaltstelle.web.addresses import place_address
from schaltstelle.web.map.values import HEIGHT, WIDTH, project
from schaltstelle.web.places.forms import WEIGHT, Wanted

# Points of the border nearer than this to the last one drawn are left out of the small map.
COARSE = 4.0
REASONS = 2
AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One comparable administration."""

    rank: str
    name: str
    address: str
    land: str
    population: str
    similarity: str
    distance: str
    alike: str
    different: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the small map, at "x y"; `number` is its rank, empty for the place itself."""

    at: str
    number: str


@dataclass(frozen=True, slots=True)
class LensChoice:
    """A lens to choose."""

    id: str
    label: str
    summary: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WeightChoice:
    """A weight to move by a factor."""

    name: str
    label: str
    factor: str


@dataclass(frozen=True, slots=True)
class PeerView:
    """All about the peers; those in `more` are folded."""

    rows: list[PeerRow]
    more: list[PeerRow]
    dots: list[Dot]
    outline: str
    width: int
    height: int
    lenses: list[LensChoice]
    lens: LensChoice
    weights: list[WeightChoice]
    moved: bool
    group: str
    group_size: str
    note: str
    stability: str
    imputed: list[str]


def peer_view(opened: Centre, advice: Advice, wanted: Wanted) -> PeerView:
    """The peers of an advice."""
    lenses = opened.knowledge.peers.lenses
    choices = [
        LensChoice(lens.id, lens.label, lens.summary, lens.id == wanted.lens)
        for lens in lenses.values()
    ]
    peers = advice.peers
    rows = [_row(opened, rank, peer) for rank, peer in enumerate(peers.peers, start=1)]
    return PeerView(
        rows=rows[:AT_ONCE],
        more=rows[AT_ONCE:],
        dots=_dots(opened, advice),
        outline=_outline(opened),
        width=int(WIDTH),
        height=int(HEIGHT),
        lenses=choices,
        lens=next(choice for choice in choices if choice.chosen),
        weights=[_weight(opened, name, wanted) for name in lenses[wanted.lens].weights],
        moved=bool(wanted.factors),
        group=GROUPS[peers.group].label,
        group_size=number(peers.group_size),
        note=peers.note,
        stability=percent(peers.stability * 100),
        imputed=[_label(opened, name) for name in peers.imputed],
    )


def _row(opened: Centre, rank: int, peer: Peer) -> PeerRow:
    places = opened.places
    indicators = opened.content.indicator
    population = opened.values.values.value(peer.key, "population")
    distance = "unbekannt" if peer.kilometres is None else f"{number(peer.kilometres)} km"
    return PeerRow(
        str(rank),
        places[peer.place].display_name,
        place_address(places, peer.place),
        places[places.land_of(peer.place)].display_name,
        number(population),
        f"{peer.similarity} von 100",
        distance,
        "; ".join(reason.text(indicators) for reason in peer.closest[:REASONS]),
        "; ".join(reason.text(indicators) for reason in peer.farthest[:REASONS]),
    )


def _dots(opened: Centre, advice: Advice) -> list[Dot]:
    values = opened.values
    own = values.values.position(advice.administration.key)
    rows = [own, *(values.row(place) for place in advice.peers.places)]
    x, y = project(values.lon[rows], values.lat[rows])
    return [
        Dot(f"{x[at]:.1f} {y[at]:.1f}", str(at) if at else "")
        for at in range(len(rows))
        if not np.isnan(x[at])
    ]


def _label(opened: Centre, name: str) -> str:
    return SPATIAL_LABELS.get(name) or opened.content.indicator[name].label


def _weight(opened: Centre, name: str, wanted: Wanted) -> WeightChoice:
    factor = wanted.factors.get(name, 1.0)
    return WeightChoice(f"{WEIGHT}{name}", _label(opened, name), f"{factor:g}")


@lru_cache(maxsize=2)
def _outline(opened: Centre) -> str:
    """The border as one path, coarse enough for a small picture in every page."""
    parts = []
    for outline in opened.reference.outlines:
        x, y = project(outline.lon, outline.lat)
        kept = [0]
        for at in range(1, len(x)):
            if np.hypot(x[at] - x[kept[-1]], y[at] - y[kept[-1]]) >= COARSE:
                kept.append(at)
        if len(kept) > 3:
            parts.append("M" + "L".join(f"{x[at]:.0f} {y[at]:.0f}" for at in kept))
    return "".join(parts)
