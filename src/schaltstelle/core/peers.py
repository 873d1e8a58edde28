"""Comparable administrations: who is alike under a lens, in what, and how surely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.evidence import AdministrationValues, Indicator
from schaltstelle.core.lenses import KREIS, Lens, groups_of
from schaltstelle.core.neighbours import Neighbours, all_pairs
from schaltstelle.core.places import EARTH_RADIUS_KM
from schaltstelle.core.reasons import Pairs, Reason
from schaltstelle.core.spaces import Metric, Space, space, spatial_traits
from schaltstelle.core.territory import on_sphere

Floats = NDArray[np.float64]

COUNT = 15
DRAWS = 40
SWING = 0.2
# Who could enter the peers when weights swing: the nearest eight times as many as are shown.
POOL = 8
SEED = 20180

CITY_STATE_NOTE = (
    "Für einen Stadtstaat gibt es zu wenige Gleiche. Verglichen wird deshalb mit dem anderen "
    "Stadtstaat und den größten kreisfreien Städten."
)


@dataclass(frozen=True, slots=True)
class Peer:
    """A comparable administration.

    `place` is its row of the register, `similarity` 100 for no difference and 0 for one as large
    as between two random administrations of the group.
    """

    place: int
    key: str
    similarity: int
    kilometres: float | None
    closest: tuple[Reason, ...]
    farthest: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PeerSet:
    """The peers of an administration under a lens, the most alike first.

    `group_size` counts the administrations with the same tasks that could be chosen; `stability`
    is the mean share of the peers that stay when every weight swings by up to 20 %;
    `imputed` names weighted variables whose own value is unknown; `note` is a German sentence
    about an unusual choice of the group, else empty.
    """

    lens: str
    group: str
    group_size: int
    note: str
    peers: tuple[Peer, ...]
    stability: float
    imputed: tuple[str, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """Rows of the register of the peers."""
        return tuple(peer.place for peer in self.peers)


@dataclass(frozen=True, eq=False)
class Peers:
    """Who is comparable with whom. Prepared once with `prepare`, then asked with `nearest`."""

    values: AdministrationValues
    lenses: Mapping[str, Lens]
    indicators: tuple[Indicator, ...]
    groups: tuple[str, ...]
    spaces: Mapping[str, Space]
    _points: dict[tuple[str, str], tuple[Metric, NDArray[np.float32]]] = field(default_factory=dict)

    @cached_property
    def _group_array(self) -> NDArray[np.str_]:
        return np.array(self.groups)

    @classmethod
    def prepare(cls, values: AdministrationValues, lenses: Sequence[Lens]) -> Peers:
        """Scale the context variables within each group. Outcomes and security take no part."""
        context = tuple(item for item in values.indicators if item.role == "context")
        kinds = [int(kind) for kind in values.places.kind[values.place_rows]]
        groups = groups_of(values.status, kinds)
        traits = spatial_traits(values.lon, values.lat, values.values.rows, kinds)
        table = values.values.select_columns([item.id for item in context])
        matrix = table.values.astype(np.float64)
        # A city state stands among the kreisfreie cities, the only ones it can be compared with.
        home = np.array(["kreisfrei" if group == "stadtstaat" else group for group in groups])
        spaces = {
            str(name): space(
                np.flatnonzero(home == name), matrix, context, _traits_within(str(name), traits)
            )
            for name in np.unique(home)
        }
        return cls(values, {lens.id: lens for lens in lenses}, context, groups, spaces)

    def nearest(
        self,
        place: int,
        lens_id: str,
        factors: Mapping[str, float] | None = None,
        count: int = COUNT,
    ) -> PeerSet:
        """The peers of the administration with this row of the register.

        `factors` multiply the weights of the lens (0 leaves a variable out). Fewer than `count`
        peers come back where the group is smaller. Raises KeyError for a row that is no
        administration or an unknown lens, ValueError when no weight is left.
        """
        row = self.values.row(place)
        here = self.spaces[self._home(row)]
        at = here.position[row]
        metric, points = self._metric(here, row, self.lenses[lens_id], factors)
        squared, order = self._ordered(here, points, row, count)
        chosen = order[:count]
        typical = here.typical(metric)
        stability = _stability(here, metric, at, order[: POOL * count], len(chosen))
        return PeerSet(
            lens=lens_id,
            group=self.groups[row],
            group_size=len(order),
            note=CITY_STATE_NOTE if self.groups[row] == "stadtstaat" else "",
            peers=self._peers(here, metric, at, chosen, 1 - np.sqrt(squared[chosen]) / typical),
            stability=stability,
            imputed=tuple(
                here.variables[column] for column in metric.active if not here.known[at, column]
            ),
        )

    def beside(
        self,
        place: int,
        others: Sequence[int],
        lens_id: str,
        factors: Mapping[str, float] | None = None,
        least: float = 0,
    ) -> tuple[Peer, ...]:
        """Given administrations beside one, the most alike first, by the measure of `nearest`.

        `others` are rows of the register; those with other tasks and the place itself are left
        out, as they cannot be compared. In what they differ is not worked out: there may be many.
        Nor is in what those are alike that are less similar than `least`.
        """
        row = self.values.row(place)
        here = self.spaces[self._home(row)]
        rows = [self.values.row(other) for other in dict.fromkeys(others)]
        positions = [
            here.position[other]
            for other in rows
            if other != row and self._home(other) == self._home(row)
        ]
        if not positions:
            return ()
        metric, points = self._metric(here, row, self.lenses[lens_id], factors)
        at = here.position[row]
        chosen = np.array(positions, dtype=np.intp)
        squared = ((points[chosen] - points[at]) ** 2).sum(axis=1).astype(np.float64)
        order = np.argsort(squared, kind="stable")
        nearness = 1 - np.sqrt(squared[order]) / here.typical(metric)
        return self._peers(here, metric, at, chosen[order], nearness, least, differences=False)

    def nearest_all(self, lens_id: str, count: int = COUNT) -> Neighbours:
        """The peers of every administration at once.

        Both arrays have the shape (administrations, count): rows among all administrations, -1
        where a group is too small, and squared distances, there infinite.
        """
        found = np.full((len(self.groups), count), -1, dtype=np.int32)
        squared = np.full((len(self.groups), count), np.inf)
        for home, here in self.spaces.items():
            _, points = self._metric(here, int(here.rows[0]), self.lenses[lens_id], None)
            own = np.flatnonzero(self._group_array[here.rows] == home)
            reach = min(count, len(own) - 1)
            if reach > 0:
                near = all_pairs(points[own], reach)
                cells = np.ix_(here.rows[own], np.arange(reach))
                found[cells] = here.rows[own][near.positions]
                squared[cells] = near.squared
        self._add_city_states(lens_id, found, squared)
        return Neighbours(found, squared)

    def _add_city_states(self, lens_id: str, found: NDArray[np.int32], squared: Floats) -> None:
        for row in np.flatnonzero(self._group_array == "stadtstaat"):
            here = self.spaces[self._home(int(row))]
            _, points = self._metric(here, int(row), self.lenses[lens_id], None)
            gaps, order = self._ordered(here, points, int(row), found.shape[1])
            found[row, : len(order)] = here.rows[order]
            squared[row, : len(order)] = gaps[order]

    def _ordered(
        self, here: Space, points: NDArray[np.float32], row: int, count: int
    ) -> tuple[Floats, NDArray[np.intp]]:
        """Squared distances from a row, and the positions of who may be its peer, nearest first."""
        squared = ((points - points[here.position[row]]) ** 2).sum(axis=1).astype(np.float64)
        eligible = self._eligible(row, here, count)
        return squared, eligible[np.argsort(squared[eligible], kind="stable")]

    def _home(self, row: int) -> str:
        return "kreisfrei" if self.groups[row] == "stadtstaat" else self.groups[row]

    def _metric(
        self, here: Space, row: int, lens: Lens, factors: Mapping[str, float] | None
    ) -> tuple[Metric, NDArray[np.float32]]:
        """The metric and the points; without factors they are worked out once per group."""
        key = (self._home(row), lens.id)
        if not factors and key in self._points:
            return self._points[key]
        metric = here.metric(lens, factors)
        if not len(metric.active) and not metric.traits:
            raise ValueError("Mindestens ein Merkmal muss zählen.")
        found = metric, here.points(metric)
        if not factors:
            self._points[key] = found
        return found

    def _eligible(self, row: int, here: Space, count: int) -> NDArray[np.intp]:
        """Positions in the space of those who may be peers of a row."""
        groups = self._group_array[here.rows]
        same = np.flatnonzero((groups == self.groups[row]) & (here.rows != row))
        if self.groups[row] != "stadtstaat":
            return same
        population = self.values.values.column("population")[here.rows]
        others = np.flatnonzero(groups == "kreisfrei")
        largest = others[np.argsort(-population[others], kind="stable")]
        return np.concatenate([same, largest[: max(0, count - len(same))]])

    def _peers(
        self,
        here: Space,
        metric: Metric,
        at: int,
        chosen: NDArray[np.intp],
        nearness: Floats,
        least: float = 0,
        differences: bool = True,
    ) -> tuple[Peer, ...]:
        values = self.values
        rows = here.rows[chosen]
        kilometres = self._kilometres(int(here.rows[at]), rows)
        pairs = Pairs(here, metric, at, chosen, kilometres, values.values)
        similarity = [round(100 * max(0.0, near)) for near in nearness.tolist()]
        return tuple(
            Peer(
                place=int(values.place_rows[row]),
                key=values.values.rows[row],
                similarity=similarity[number],
                kilometres=None if np.isnan(kilometres[number]) else float(kilometres[number]),
                closest=pairs.closest(number) if similarity[number] >= least else (),
                farthest=pairs.farthest(number) if differences else (),
            )
            for number, row in enumerate(rows)
        )

    def _kilometres(self, row: int, others: NDArray[np.intp]) -> Floats:
        """Great-circle kilometres between the centres of the people, NaN where unknown."""
        everyone = np.concatenate([[row], others])
        sphere = on_sphere(self.values.lon[everyone], self.values.lat[everyone])
        return np.asarray(EARTH_RADIUS_KM * np.arccos(np.clip(sphere[1:] @ sphere[0], -1.0, 1.0)))


def _traits_within(group: str, traits: Mapping[str, Floats]) -> dict[str, Floats]:
    """The traits that tell members of a group apart: each Kreis is alone in its Kreis."""
    alone = group in ("kreis", "kreisfrei")
    return {name: values for name, values in traits.items() if name != KREIS or not alone}


def _stability(here: Space, metric: Metric, at: int, pool: NDArray[np.intp], count: int) -> float:
    """Mean share of the first `count` of `pool` that stay the nearest under swung weights."""
    if not count:
        return 0.0
    draws = np.random.default_rng(SEED).uniform(
        1 - SWING, 1 + SWING, (DRAWS, len(metric.active) + len(metric.traits))
    )
    swung = draws[:, : len(metric.active)]
    apart = here.z[pool][:, metric.active] - here.z[at, metric.active]
    scaled = apart * np.sqrt(metric.weights * swung)[:, None, :]
    squared = np.square(scaled.astype(np.float32) @ metric.whitening.astype(np.float32)).sum(axis=2)
    for number, (name, weight) in enumerate(metric.traits.items(), start=len(metric.active)):
        gap = np.square(here.traits[name][pool] - here.traits[name][at]).sum(axis=1)
        squared += draws[:, number, None] * weight * gap
    nearest = np.argpartition(squared, count - 1, axis=1)[:, :count]
    return float((nearest < count).mean())
