"""Values of every municipality, whoever administers it, and their classes on the map."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schaltstelle.centre import Centre
from schaltstelle.core.evidence import AdministrationValues, Indicator
from schaltstelle.web.mapping import is_mappable

CLASSES = 5
# Plate carrée with true scale at the middle of Germany; units of the picture, y downwards.
WEST, NORTH = 5.6, 55.2
SCALE = 100.0
NARROWING = float(np.cos(np.radians(51.2)))
WIDTH, HEIGHT = 610.0, 800.0


@dataclass(frozen=True, eq=False)
class MapLayer:
    """One indicator on the map.

    `rows` are rows of the register in alphabetical order of names, `x` and `y` positions in the
    picture (NaN where unknown), `values` the values (NaN unknown), `classes` 1 to 5, 0 unknown.
    `breaks` are the lower bounds of the classes 2 and up.
    """

    indicator: Indicator
    rows: NDArray[np.int32]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    values: NDArray[np.float64]
    classes: NDArray[np.int8]
    breaks: tuple[float, ...]


def project(
    lon: NDArray[np.floating], lat: NDArray[np.floating]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Positions in the picture of places in WGS84 degrees."""
    x = (np.asarray(lon, dtype=np.float64) - WEST) * NARROWING * SCALE
    y = (NORTH - np.asarray(lat, dtype=np.float64)) * SCALE
    return x, y


@lru_cache(maxsize=2)
def municipal_values(opened: Centre) -> AdministrationValues:
    """The values of every inhabited municipality for all indicators that may be mapped."""
    return opened.municipal_values([i for i in opened.content.indicators if is_mappable(i)])


@lru_cache(maxsize=16)
def layer(opened: Centre, indicator: Indicator) -> MapLayer:
    """The layer of one indicator that may be mapped."""
    known = municipal_values(opened)
    places = opened.reference.places
    order = np.array(
        sorted(
            range(len(known.place_rows)), key=lambda at: sort_key(places.name[known.place_rows[at]])
        ),
        dtype=np.intp,
    )
    rows = known.place_rows[order]
    values = known.values.column(indicator.id)[order].astype(np.float64)
    x, y = project(places.lon[rows], places.lat[rows])
    breaks = class_breaks(values, indicator.decimals)
    classes = np.searchsorted(np.array(breaks), values, side="right") + 1
    return MapLayer(
        indicator,
        rows,
        x,
        y,
        values,
        np.where(np.isnan(values), 0, classes).astype(np.int8),
        breaks,
    )


_SORTING = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def sort_key(name: str) -> tuple[str, str]:
    """Alphabetical order as in German directories (DIN 5007-1): ä as a, ß as ss."""
    return name.lower().translate(_SORTING), name


def class_breaks(values: NDArray[np.float64], decimals: int) -> tuple[float, ...]:
    """Rounded lower bounds of the second class and up: quintiles, each once.

    Quantities with few values get a class for each.
    """
    known = values[~np.isnan(values)]
    if not len(known):
        return ()
    single = np.unique(known)
    if len(single) <= CLASSES:
        return tuple(float(value) for value in single[1:])
    shares = np.arange(1, CLASSES) / CLASSES
    rounded = np.unique(np.round(np.quantile(known, shares), decimals))
    return tuple(float(bound) for bound in rounded if bound > known.min())
