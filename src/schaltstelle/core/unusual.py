"""What sets an administration apart from its peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.evidence import (
    LEVEL_CODE,
    NORMAL_RANGE,
    OWN_KREIS,
    YES_NO,
    AdministrationValues,
    Indicator,
)
from schaltstelle.core.german import NO_BREAK, number, number_range

Floats = NDArray[np.float64]

MOST = 5
MOST_PER_GROUP = 2
LEAST_Z = 2.5
LEAST_PEERS = 8
# Median absolute deviation of the normal distribution in its standard deviations.
NORMAL_DEVIATION = 0.6745
# Peers that all but agree would make any difference look huge: their spread counts as at least
# this share of the spread over all administrations.
LEAST_SPREAD = 0.25
# Smaller parts of the peers' median are no difference that one would call clear.
LEAST_PART = 0.05
# Above this correlation two indicators tell the same story.
SAME_STORY = 0.7
DATIVE = {"Einwohner": "Einwohnern", "Haushalte": "Haushalten", "Jahre": "Jahren"}
CODED_UNITS = (YES_NO, LEVEL_CODE)
# How many there are says only how large the place is.
COUNT_UNITS = ("Einwohner", "Haushalte", "Wohnungen")
QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Unusual:
    """An indicator far from the peers: value, robust z, quartiles and median of the peers."""

    indicator: str
    value: float
    z: float
    low: float
    median: float
    high: float
    vintage: str
    sentence: str


def unusual(values: AdministrationValues, place: int, peers: Sequence[int]) -> tuple[Unusual, ...]:
    """Up to five indicators with a robust |z| of 2.5 or more against the peers, farthest first.

    `place` and `peers` are rows of the register. z is the difference from the median of the peers
    over their median absolute deviation (Iglewicz and Hoaglin 1993) or their interquartile range,
    whichever is the wider measure; skewed indicators after a logarithm. A value of the Kreis is
    compared with peers in other Kreise. Security indicators and those known for fewer than 8
    peers take no part; of indicators that tell the same story only the farthest stays, and at most
    two of one group.
    """
    if not peers:
        return ()
    row = values.row(place)
    rows = [values.row(peer) for peer in peers]
    z = _robust_z(values, row, rows)
    chosen: list[int] = []
    for column in np.argsort(-np.abs(np.nan_to_num(z)), kind="stable"):
        if len(chosen) == MOST or not abs(z[column]) >= LEAST_Z:
            break
        if _clear(values, row, rows, int(column)) and _adds(values, row, int(column), chosen):
            chosen.append(int(column))
    return tuple(_unusual(values, row, rows, column, float(z[column])) for column in chosen)


def _robust_z(values: AdministrationValues, row: int, rows: Sequence[int]) -> Floats:
    """z of every indicator, NaN where it does not apply."""
    among = _apart_from_kreis(values, row, rows)
    apt = np.array([_applies(indicator) for indicator in values.indicators])
    apt &= (~np.isnan(among)).sum(axis=0) >= LEAST_PEERS
    z = np.full(len(values.indicators), np.nan)
    low, centre, high = _quantiles(among[:, apt], QUARTILES)
    deviation = _quantiles(np.abs(among[:, apt] - centre), [0.5])[0] / NORMAL_DEVIATION
    spread = np.maximum(deviation, (high - low) / NORMAL_RANGE)
    spread = np.maximum(spread, LEAST_SPREAD * values.spread[apt])
    z[apt] = (values.compared[row, apt] - centre) / np.where(spread > 0, spread, np.inf)
    return z


def _apart_from_kreis(values: AdministrationValues, row: int, rows: Sequence[int]) -> Floats:
    """The compared values of the peers, unknown where they are those of the own Kreis."""
    among = values.compared[list(rows)]
    same = [_same_kreis(values, row, other) for other in rows]
    carried = [indicator.level == "kreis" for indicator in values.indicators]
    among[np.ix_(same, carried)] = np.nan
    return among


def _same_kreis(values: AdministrationValues, row: int, other: int) -> bool:
    return values.values.rows[row][:5] == values.values.rows[other][:5]


def _applies(indicator: Indicator) -> bool:
    return indicator.role != "security" and indicator.unit not in (*CODED_UNITS, *COUNT_UNITS)


def _clear(values: AdministrationValues, row: int, rows: Sequence[int], column: int) -> bool:
    """Whether a reader would call the difference clear: outside the middle half of the peers, and
    by more than a small part of their median."""
    value, low, median, high = _beside(values, row, rows, column)
    outside = not low <= value <= high
    return outside and abs(value - median) >= LEAST_PART * max(abs(value), abs(median))


def _beside(
    values: AdministrationValues, row: int, rows: Sequence[int], column: int
) -> tuple[float, float, float, float]:
    """Own value, and lower quartile, median and upper quartile of the peers it is compared with."""
    if values.indicators[column].level == "kreis":
        rows = [other for other in rows if not _same_kreis(values, row, other)]
    among = values.values.values[list(rows), column].astype(np.float64)
    low, median, high = _quantiles(among[:, None], QUARTILES)[:, 0]
    return float(values.values.values[row, column]), float(low), float(median), float(high)


def _adds(values: AdministrationValues, row: int, column: int, chosen: Sequence[int]) -> bool:
    """Whether an indicator tells a story of its own beside the chosen ones."""
    group = values.indicators[column].group
    if sum(values.indicators[other].group == group for other in chosen) >= MOST_PER_GROUP:
        return False
    return all(abs(_correlation(values, row, column, other)) <= SAME_STORY for other in chosen)


def _correlation(values: AdministrationValues, row: int, first: int, second: int) -> float:
    """Correlation over all others: the place itself is far out in both."""
    one, other = values.compared[:, first], values.compared[:, second]
    known = ~(np.isnan(one) | np.isnan(other))
    known[row] = False
    one, other = one[known], other[known]
    one, other = one - one.mean(), other - other.mean()
    length = np.sqrt((one @ one) * (other @ other))
    return float(one @ other / length) if length > 0 else 0.0


def _quantiles(columns: Floats, shares: Sequence[float]) -> Floats:
    """Quantiles of the known values of each column, shape (shares, columns); NaN where none.

    As numpy.nanquantile (linear interpolation), which takes each column by itself.
    """
    ordered = np.sort(columns, axis=0)  # unknown values come last
    known = (~np.isnan(columns)).sum(axis=0)
    position = np.outer(shares, np.maximum(known - 1, 0))
    below = np.floor(position).astype(np.intp)
    above = np.minimum(below + 1, np.maximum(known - 1, 0))
    every = np.arange(columns.shape[1])
    low, high = ordered[below, every], ordered[above, every]
    return np.asarray(low + (high - low) * (position - below))


def _unusual(
    values: AdministrationValues, row: int, rows: Sequence[int], column: int, z: float
) -> Unusual:
    indicator = values.indicators[column]
    value, low, median, high = _beside(values, row, rows, column)
    return Unusual(
        indicator=indicator.id,
        value=value,
        z=z,
        low=low,
        median=median,
        high=high,
        vintage=values.origin(indicator).vintage,
        sentence=_sentence(indicator, value, z, (low, high), values.status[row] in OWN_KREIS),
    )


def _sentence(
    indicator: Indicator, value: float, z: float, usual: tuple[float, float], own: bool
) -> str:
    where = " im Kreis" if indicator.level == "kreis" and not own else ""
    # "Die Zahl der Autos je 1.000 Einwohner" has its unit in its name.
    unit = "" if indicator.unit.startswith("je ") else f"{NO_BREAK}{indicator.unit}"
    here = _dative(indicator.text(value)) if unit else number(value, indicator.decimals)
    usually = f"{number_range(*usual, indicator.decimals)}{unit}"
    return (
        f"{indicator.phrase}{where} ist mit {here} deutlich "
        f"{'höher' if z > 0 else 'niedriger'} als bei vergleichbaren Verwaltungen "
        f"(dort meist {usually})."
    )


def _dative(text: str) -> str:
    """The value after "mit"."""
    for nominative, dative in DATIVE.items():
        text = text.replace(f"{NO_BREAK}{nominative}", f"{NO_BREAK}{dative}")
    return text
