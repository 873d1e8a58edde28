"""Which municipalities make up the territory of each administration, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.evidence import ColumnOrigin
from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.places import (
    CITY_STATES,
    EARTH_RADIUS_KM,
    GREAT_TOWN_KIND,
    KREISFREI_KINDS,
    Level,
    Places,
)

Floats = NDArray[np.float64]

CITY_POPULATION = 100_000
# People per household in Germany (census 2022: 82.7 million in 40.2 million households); it only
# weighs municipalities whose own household size is not known.
USUAL_HOUSEHOLD = 2.06


@dataclass(frozen=True, eq=False)
class RawValues:
    """What the reference tables hold.

    `municipalities` has a row per municipality (AGS), `kreise` one per Kreis (5 digits).
    `domains` is the mail domain by AGS, left out or empty if unknown. `estimated` holds pairs
    of key and column that the tables mark as estimated. `origins` is known by raw column.
    """

    municipalities: LabelledMatrix
    kreise: LabelledMatrix
    domains: Mapping[str, str]
    estimated: frozenset[tuple[str, str]]
    origins: Mapping[str, ColumnOrigin]


class Territory:
    """Who belongs to whom, as pairs of a municipality and an administration.

    A municipality stands in a pair with its local administration and in one with its Kreis.
    """

    def __init__(self, places: Places, raw: RawValues) -> None:
        self.rows = places.administrations()
        self.count = len(self.rows)
        self.level = places.level[self.rows]
        municipalities = np.flatnonzero((places.level == Level.MUNICIPALITY) & places.inhabited)
        self.municipalities = municipalities
        self.keys = tuple(places.ags[row] for row in municipalities)
        self.columns = _municipal_columns(places, municipalities, raw.municipalities, self.keys)
        self.kreise = np.flatnonzero(places.level == Level.KREIS)
        self.kreis_keys = tuple(places.ars[row] for row in self.kreise)
        self.status = self._statuses(places)
        self._pair(places, municipalities)
        self._weigh()

    def kreis_position(self, rows: NDArray[np.integer[Any]]) -> NDArray[np.intp]:
        """The position in `kreise` of the Kreis that holds each row: the last one before it."""
        return np.searchsorted(self.kreise, rows, side="right") - 1

    def _statuses(self, places: Places) -> tuple[str, ...]:
        """Places.status of every administration, at once."""
        kreis = self.kreise[self.kreis_position(self.rows)]
        kreisfrei = np.isin(places.kind[kreis], KREISFREI_KINDS)
        city_state = kreisfrei & np.isin([places.ars[row] for row in kreis], CITY_STATES)
        choices = {
            "stadtstaat": city_state,
            "kreisfrei": kreisfrei,
            "kreis": self.level == Level.KREIS,
            "verband": self.level == Level.ASSOCIATION,
            "grosse_kreisstadt": places.kind[self.rows] == GREAT_TOWN_KIND,
        }
        found = np.select(list(choices.values()), list(choices), default="gemeinde")
        return tuple(found.tolist())

    def _pair(self, places: Places, municipalities: NDArray[np.intp]) -> None:
        position = np.full(len(places) + 1, -1, dtype=np.intp)
        position[self.rows] = np.arange(self.count)
        local = position[places.administration[municipalities]]
        kreis = position[self.kreise[self.kreis_position(municipalities)]]
        everyone = np.arange(len(municipalities))
        # A kreisfreie city is its own Kreis and would otherwise be counted twice.
        in_kreis = (kreis >= 0) & (kreis != local)
        self.member = np.concatenate([everyone[local >= 0], everyone[in_kreis]])
        self.owner = np.concatenate([local[local >= 0], kreis[in_kreis]])
        self.members = np.bincount(self.owner, minlength=self.count)

    def _weigh(self) -> None:
        population = self.columns["population"]
        unknown = np.full(len(population), np.nan)
        size = self.columns.get("household_size", unknown)
        households = population / np.where(size > 0, size, USUAL_HOUSEHOLD)
        dwellings = self.columns.get("dwellings", unknown)
        self.weights = {
            "sum": population,
            "population_mean": population,
            "household_mean": households,
            "dwelling_mean": np.where(dwellings > 0, dwellings, households),
            "worst": population,
        }

    def total(self, values: Floats) -> Floats:
        """The sum over the municipalities of each administration."""
        sums = np.bincount(self.owner, weights=values[self.member], minlength=self.count)
        return sums.astype(np.float64, copy=False)


def _municipal_columns(
    places: Places, rows: NDArray[np.intp], matrix: LabelledMatrix, keys: tuple[str, ...]
) -> dict[str, Floats]:
    """Columns of the municipalities, with what follows from the register and coordinates."""
    aligned = matrix if matrix.rows == keys else matrix.align_rows(keys)
    # The tables are float32: rounding brings back the decimals that the sources print.
    table = aligned.values.astype(np.float64).round(4)
    columns = {name: table[:, at] for at, name in enumerate(aligned.columns)}
    columns["population"] = places.population[rows].astype(np.float64)
    columns["area_km2"] = places.area_hectares[rows] / 100.0
    columns["members"] = np.ones(len(rows))
    columns["urbanisation"] = places.urbanisation[rows].astype(np.float64)
    columns["lon"], columns["lat"] = places.lon[rows], places.lat[rows]
    columns["city_distance"] = city_distance(columns["lon"], columns["lat"], columns["population"])
    return columns


def city_distance(lon: Floats, lat: Floats, population: Floats) -> Floats:
    """Kilometres (great circle) from each place to the nearest one with 100,000 people or more.

    0 for these cities themselves, NaN without coordinates or without any such city.
    """
    points = on_sphere(lon, lat)
    cities = points[(population >= CITY_POPULATION) & ~np.isnan(lon)]
    if not len(cities):
        return np.full(len(lon), np.nan)
    nearest = np.clip((points @ cities.T).max(axis=1), -1.0, 1.0)
    return np.where(population >= CITY_POPULATION, 0.0, EARTH_RADIUS_KM * np.arccos(nearest))


def on_sphere(lon: Floats, lat: Floats) -> Floats:
    """Points on the unit sphere, shape (n, 3), from degrees."""
    east, north = np.radians(lon), np.radians(lat)
    across = np.cos(north)
    return np.column_stack([across * np.cos(east), across * np.sin(east), np.sin(north)])
