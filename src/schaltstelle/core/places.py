"""Every place of the official register as columns: Länder, regions, Kreise, associations,
municipalities, and the administration that acts for each of them.

Rows are sorted by their ARS, so that a row is followed by all its descendants: those of row i are
the rows i + 1 to last[i] - 1. A place is named by its row number or by its key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.keys import KeyKind, parse_key
from schaltstelle.core.place_names import bare_name, display_name

EARTH_RADIUS_KM = 6371.0088

KREISFREI_KINDS = (41, 42)
GREAT_TOWN_KIND = 67
UNINHABITED_KIND = 66
NO_ASSOCIATION_KINDS = (0, 50)
CITY_STATES = ("02000", "11000")

Indices = NDArray[np.int32]
Number = TypeVar("Number", bound=np.generic)


class Level(IntEnum):
    """Level of a row, by the record type of the register."""

    LAND = 10
    REGION_DISTRICT = 20
    REGION = 30
    KREIS = 40
    ASSOCIATION = 50
    MUNICIPALITY = 60


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the register, for reading."""

    index: int
    ars: str
    ags: str
    name: str
    level: Level
    kind: int
    population: int
    area_hectares: int
    postcode: str
    seat: str
    lon: float
    lat: float
    administration: int

    @property
    def bare_name(self) -> str:
        """The name without title: "Kiel" for "Kiel, Landeshauptstadt"."""
        return bare_name(self.name)

    @property
    def display_name(self) -> str:
        """The name as one says it: "Tengen", "Landkreis Konstanz", "Amt Eider"."""
        return display_name(self.name, self.kind, self.ars)


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a key: all (share 1) or a part of it went to `new_key` on `date`.

    `date` is a day (2024-01-01) or, where only that is known, a year (2021).
    `kind` is "dissolved", "recoded" or "renamed"; keys are AGS or, for a Kreis, its 5 digits.
    """

    old_key: str
    old_name: str
    new_key: str
    new_name: str
    date: str
    share: float
    kind: str
    source: str


@dataclass(frozen=True, eq=False)
class Places:
    """The columns of the register; every array has one entry per row.

    population and male: persons; area_hectares: hectares; lon, lat: WGS84 degrees, NaN unknown;
    urbanisation: 1 densely, 2 middling, 3 thinly populated, NaN unknown; kind: code 41 to 67 of
    the register, 0 where it has none; parent, administration, partner: rows, -1 if none.
    """

    ars: tuple[str, ...]
    ags: tuple[str, ...]
    name: tuple[str, ...]
    level: NDArray[np.int16]
    kind: NDArray[np.int16]
    population: NDArray[np.int64]
    male: NDArray[np.int64]
    area_hectares: NDArray[np.int64]
    postcode: tuple[str, ...]
    seat: tuple[str, ...]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    urbanisation: NDArray[np.float32]
    travel_region: tuple[str, ...]
    parent: Indices
    last: Indices
    administration: Indices
    partner: Indices
    inhabited: NDArray[np.bool_]
    successions: tuple[Succession, ...] = ()

    def __len__(self) -> int:
        return len(self.ars)

    def __getitem__(self, index: int) -> Place:
        if not 0 <= index < len(self.ars):
            raise IndexError(f"no row {index} among {len(self.ars)} places")
        return Place(
            index=index,
            ars=self.ars[index],
            ags=self.ags[index],
            name=self.name[index],
            level=Level(int(self.level[index])),
            kind=int(self.kind[index]),
            population=int(self.population[index]),
            area_hectares=int(self.area_hectares[index]),
            postcode=self.postcode[index],
            seat=self.seat[index],
            lon=float(self.lon[index]),
            lat=float(self.lat[index]),
            administration=int(self.administration[index]),
        )

    def __iter__(self) -> Iterator[Place]:
        return (self[index] for index in range(len(self)))

    # Keys ---------------------------------------------------------------------------------------

    @cached_property
    def _by_ars(self) -> dict[str, int]:
        return {ars: index for index, ars in enumerate(self.ars)}

    @cached_property
    def _by_ags(self) -> dict[str, int]:
        return {ags: i for i, ags in enumerate(self.ags) if len(ags) == KeyKind.AGS.value}

    def by_key(self, text: str) -> int | None:
        """The row with this ARS, AGS or shorter key; None where the register has none.

        Raises InvalidKey, with a German message, for text that is no key.
        """
        key = parse_key(text)
        if key.kind is KeyKind.AGS:
            return self._by_ags.get(key.text)
        return self._by_ars.get(key.text)

    def key(self, index: int) -> str:
        """The key of a row: ARS (12 digits), or the shorter one of a higher level."""
        return self.ars[index]

    @cached_property
    def _successions_by_key(self) -> dict[str, tuple[Succession, ...]]:
        found: dict[str, list[Succession]] = {}
        for succession in self.successions:
            found.setdefault(succession.old_key, []).append(succession)
        return {key: tuple(steps) for key, steps in found.items()}

    def successors(self, key: str) -> tuple[Succession, ...]:
        """What became of a dissolved or recoded key, largest share first; empty if nothing known.

        A chain of changes is followed to keys that the register holds. ARS and AGS both work.
        """
        parsed = parse_key(key)
        old = parsed.text
        if parsed.kind is KeyKind.ARS:
            old = old[:5] + old[9:]
        return self._follow(old, frozenset())

    def _follow(self, key: str, seen: frozenset[str]) -> tuple[Succession, ...]:
        final: list[Succession] = []
        for step in self._successions_by_key.get(key, ()):
            if step.kind == "renamed" or step.new_key in seen:
                continue
            lives_on = step.new_key in self._by_ags or step.new_key in self._by_ars
            further = () if lives_on else self._follow(step.new_key, seen | {key})
            final.extend(further or (step,))
        return tuple(sorted(final, key=lambda step: (-step.share, step.new_key)))

    # Hierarchy ----------------------------------------------------------------------------------

    def descendants(self, index: int) -> Indices:
        """All rows below a row, at every level, in register order."""
        return np.arange(index + 1, self.last[index], dtype=np.int32)

    def children(self, index: int) -> Indices:
        """The rows directly below a row."""
        below = self.descendants(index)
        return np.asarray(below[self.parent[below] == index])

    def municipalities_in(self, index: int) -> Indices:
        """The inhabited municipalities of a row: itself if it is one, else those below it."""
        rows = np.arange(index, self.last[index], dtype=np.int32)
        return np.asarray(rows[(self.level[rows] == Level.MUNICIPALITY) & self.inhabited[rows]])

    def _ancestor(self, index: int, level: Level) -> int:
        while index >= 0 and self.level[index] != level:
            index = int(self.parent[index])
        return index

    def land_of(self, index: int) -> int:
        """The row of the Land that holds a row."""
        return self._ancestor(index, Level.LAND)

    def kreis_of(self, index: int) -> int:
        """The row of the Kreis that holds a row, -1 for Länder, regions and areas without one."""
        return self._ancestor(index, Level.KREIS)

    # Administrations ----------------------------------------------------------------------------

    def administrations(self) -> Indices:
        """All rows whose administration acts: the local ones and the Kreise."""
        return np.union1d(self.local_administrations, self.kreis_administrations)

    @cached_property
    def local_administrations(self) -> Indices:
        """Rows of municipalities and associations whose administration acts."""
        acting = np.unique(self.administration[self.level >= Level.ASSOCIATION])
        return acting[acting >= 0].astype(np.int32)

    @cached_property
    def kreis_administrations(self) -> Indices:
        """Rows of the Kreise with an administration of their own (not the kreisfreie cities)."""
        kreise = np.flatnonzero(self.level == Level.KREIS)
        return np.asarray(kreise[self.administration[kreise] == kreise], dtype=np.int32)

    def acts_for_association(self, index: int) -> bool:
        """Whether the administration of this row acts for the members of an association.

        True for an association with its own administration and for a municipality that acts for
        the others of its association (Saxony kind 54, kind 58).
        """
        return index in self._acting_for_associations

    @cached_property
    def _acting_for_associations(self) -> frozenset[int]:
        rows = np.flatnonzero(
            (self.level == Level.ASSOCIATION) & ~np.isin(self.kind, NO_ASSOCIATION_KINDS)
        )
        acting = self.administration[rows]
        return frozenset(acting[acting >= 0].tolist())

    @cached_property
    def _member_order(self) -> tuple[Indices, Indices]:
        rows = np.flatnonzero((self.level == Level.MUNICIPALITY) & (self.administration >= 0))
        acting = self.administration[rows]
        order = np.argsort(acting, kind="stable")
        return rows[order].astype(np.int32), acting[order]

    def members_of_administration(self, index: int) -> Indices:
        """The municipalities for which the administration of this row acts.

        For a Kreis: all its inhabited municipalities. Empty for a row that administers nothing.
        """
        if self.level[index] == Level.KREIS and self.administration[index] == index:
            return self.municipalities_in(index)
        rows, acting = self._member_order
        first, last = np.searchsorted(acting, [index, index + 1])
        return np.asarray(rows[first:last])

    def partner_of(self, index: int) -> int:
        """The association that is only a partner for joint steps (Baden-Württemberg), else -1."""
        return int(self.partner[index])

    def status(self, index: int) -> str:
        """The legal status of a municipality, association or Kreis.

        One of kreis, kreisfrei, stadtstaat, grosse_kreisstadt, gemeinde, verband. The status of
        large towns belonging to a Kreis outside Baden-Württemberg and Bavaria is not in the
        register. Raises ValueError for a Land or region.
        """
        level = self.level[index]
        if level < Level.KREIS:
            raise ValueError(f"{self.name[index]}: a Land or region has no municipal status")
        kreis = self.kreis_of(index)
        if kreis >= 0 and self.kind[kreis] in KREISFREI_KINDS:
            return "stadtstaat" if self.ars[kreis] in CITY_STATES else "kreisfrei"
        if level == Level.KREIS:
            return "kreis"
        if level == Level.ASSOCIATION and self.kind[index] not in NO_ASSOCIATION_KINDS:
            return "verband"
        acting = int(self.administration[index]) if level == Level.ASSOCIATION else index
        great = acting >= 0 and self.kind[acting] == GREAT_TOWN_KIND
        return "grosse_kreisstadt" if great else "gemeinde"

    # Distance -----------------------------------------------------------------------------------

    def distances(self, index: int, among: Indices | None = None) -> NDArray[np.float64]:
        """Great-circle kilometres from a row to the rows `among` (default: all), NaN unknown."""
        lon, lat = np.radians(self.lon), np.radians(self.lat)
        others = np.arange(len(self)) if among is None else among
        half_lat = (lat[others] - lat[index]) / 2
        half_lon = (lon[others] - lon[index]) / 2
        chord = np.sin(half_lat) ** 2 + np.cos(lat[index]) * np.cos(lat[others]) * (
            np.sin(half_lon) ** 2
        )
        return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1))))

    def neighbours(self, index: int, kilometres: float, among: Indices | None = None) -> Indices:
        """Rows `among` within so many kilometres, nearest first, without the row itself.

        Default `among`: the inhabited rows of the same level.
        """
        same_level = (self.level == self.level[index]) & self.inhabited
        others = np.flatnonzero(same_level) if among is None else np.asarray(among)
        distances = self.distances(index, others.astype(np.int32))
        near = np.flatnonzero((distances <= kilometres) & (others != index))
        return others[near[np.argsort(distances[near], kind="stable")]].astype(np.int32)


def hierarchy(ars: Sequence[str]) -> tuple[Indices, Indices]:
    """Parent (-1 if none) and end of the descendants of each row, from sorted keys.

    Raises ValueError when the keys are not in strictly rising order.
    """
    parent = np.full(len(ars), -1, dtype=np.int32)
    last = np.full(len(ars), len(ars), dtype=np.int32)
    open_rows: list[int] = []
    for index, key in enumerate(ars):
        if index and not ars[index - 1] < key:
            raise ValueError(f"keys are not sorted: {ars[index - 1]} before {key}")
        while open_rows and not key.startswith(ars[open_rows[-1]]):
            last[open_rows.pop()] = index
        if open_rows:
            parent[index] = open_rows[-1]
        open_rows.append(index)
    return parent, last


def from_columns(
    columns: Mapping[str, Sequence[object]], successions: tuple[Succession, ...] = ()
) -> Places:
    """Places from columns of plain values named as the fields of Places, sorted by ARS.

    `parent` and `last` are derived here. Raises KeyError for a missing column.
    """
    ars = tuple(str(key) for key in columns["ars"])
    parent, last = hierarchy(ars)

    def texts(name: str) -> tuple[str, ...]:
        return tuple(str(text) for text in columns[name])

    def numbers(name: str, dtype: type[Number]) -> NDArray[Number]:
        return np.asarray(columns[name], dtype=dtype)

    return Places(
        ars=ars,
        ags=texts("ags"),
        name=texts("name"),
        level=numbers("level", np.int16),
        kind=numbers("kind", np.int16),
        population=numbers("population", np.int64),
        male=numbers("male", np.int64),
        area_hectares=numbers("area_hectares", np.int64),
        postcode=texts("postcode"),
        seat=texts("seat"),
        lon=numbers("lon", np.float64),
        lat=numbers("lat", np.float64),
        urbanisation=numbers("urbanisation", np.float32),
        travel_region=texts("travel_region"),
        parent=parent,
        last=last,
        administration=numbers("administration", np.int32),
        partner=numbers("partner", np.int32),
        inhabited=numbers("inhabited", np.bool_),
        successions=successions,
    )
