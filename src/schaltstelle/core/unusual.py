"""What sets an administration apart from its peers, and how it stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.evidence import OWN_KREIS, YES_NO, AdministrationValues, Indicator
from schaltstelle.core.german import NO_BREAK, number_range

Floats = NDArray[np.float64]

MOST = 5
MOST_PER_GROUP = 2
LEAST_Z = 2.5
LEAST_PEERS = 8
# Median absolute deviation of the normal distribution in standard deviations.
NORMAL_DEVIATION = 0.6745
# Peers that all but agree would make any difference look huge: their spread counts as at least
# this share of the spread over all administrations.
LEAST_SPREAD = 0.25
# Above this correlation two indicators tell the same story.
SAME_STORY = 0.7
CODED_UNITS = (YES_NO, "Stufe")


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


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One indicator of an administration beside its peers; None where unknown.

    `known` counts the peers with a value; low and high are their quartiles.
    """

    indicator: str
    own: float | None
    smallest: float | None
    low: float | None
    median: float | None
    high: float | None
    largest: float | None
    known: int


def unusual(values: AdministrationValues, place: int, peers: Sequence[int]) -> tuple[Unusual, ...]:
    """Up to five indicators with a robust |z| of 2.5 or more against the peers, farthest first.

    `place` and `peers` are rows of the register. z is the difference from the median of the peers
    over their median absolute deviation (Iglewicz and Hoaglin 1993), skewed indicators after a
    logarithm. Security indicators and those known for fewer than 8 peers take no part; of
    indicators that tell the same story only the farthest stays, and at most two of one group.
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
        if _adds(values, int(column), chosen):
            chosen.append(int(column))
    return tuple(_unusual(values, row, rows, column, float(z[column])) for column in chosen)


def profile(
    values: AdministrationValues, place: int, peers: Sequence[int]
) -> tuple[ProfileLine, ...]:
    """Every indicator that is not about security, of a place and its peers, in their order."""
    row = values.row(place)
    among = values.values.values[[values.row(peer) for peer in peers]]
    return tuple(
        _profile_line(indicator, float(values.values.values[row, column]), among[:, column])
        for column, indicator in enumerate(values.indicators)
        if indicator.role != "security" and indicator.unit != YES_NO
    )


def _profile_line(indicator: Indicator, own: float, among: Floats) -> ProfileLine:
    known = among[~np.isnan(among)]
    marks = (
        [float(mark) for mark in np.quantile(known, [0, 0.25, 0.5, 0.75, 1])] if len(known) else []
    )
    smallest, low, median, high, largest = marks or [None] * 5
    return ProfileLine(
        indicator=indicator.id,
        own=None if np.isnan(own) else own,
        smallest=smallest,
        low=low,
        median=median,
        high=high,
        largest=largest,
        known=len(known),
    )


def _robust_z(values: AdministrationValues, row: int, rows: Sequence[int]) -> Floats:
    """z of every indicator, NaN where it does not apply."""
    among = values.compared[rows]
    apt = np.array([_applies(indicator) for indicator in values.indicators])
    apt &= (~np.isnan(among)).sum(axis=0) >= LEAST_PEERS
    z = np.full(len(values.indicators), np.nan)
    centre = np.nanmedian(among[:, apt], axis=0)
    deviation = np.nanmedian(np.abs(among[:, apt] - centre), axis=0) / NORMAL_DEVIATION
    spread = np.maximum(deviation, LEAST_SPREAD * values.spread[apt])
    z[apt] = (values.compared[row, apt] - centre) / np.where(spread > 0, spread, np.inf)
    return z


def _applies(indicator: Indicator) -> bool:
    return indicator.role != "security" and indicator.unit not in CODED_UNITS


def _adds(values: AdministrationValues, column: int, chosen: Sequence[int]) -> bool:
    """Whether an indicator tells a story of its own beside the chosen ones."""
    group = values.indicators[column].group
    if sum(values.indicators[other].group == group for other in chosen) >= MOST_PER_GROUP:
        return False
    return all(abs(_correlation(values, column, other)) <= SAME_STORY for other in chosen)


def _correlation(values: AdministrationValues, first: int, second: int) -> float:
    pair = values.compared[:, [first, second]]
    pair = pair[~np.isnan(pair).any(axis=1)]
    apart = pair - pair.mean(axis=0)
    length = np.sqrt((apart**2).sum(axis=0)).prod()
    return float((apart[:, 0] * apart[:, 1]).sum() / length) if length > 0 else 0.0


def _unusual(
    values: AdministrationValues, row: int, rows: Sequence[int], column: int, z: float
) -> Unusual:
    indicator = values.indicators[column]
    value = float(values.values.values[row, column])
    among = values.values.values[rows, column]
    low, median, high = (float(mark) for mark in np.nanquantile(among, [0.25, 0.5, 0.75]))
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
    usually = f"{number_range(*usual, indicator.decimals)}{NO_BREAK}{indicator.unit}"
    return (
        f"{indicator.phrase}{where} ist mit {indicator.text(value)} deutlich {'höher' if z > 0 else 'niedriger'} "
        f"als bei vergleichbaren Verwaltungen (dort meist {usually})."
    )
