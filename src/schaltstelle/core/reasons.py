"""In what two administrations are alike, and in what they differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.evidence import Indicator
from schaltstelle.core.german import number
from schaltstelle.core.lenses import DIFFERENT_LABELS, NEIGHBOURHOOD, SPATIAL_LABELS
from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.spaces import Metric, Space

Floats = NDArray[np.float64]

REASONS = 3
# Scales of the group: what is nearer is named as alike, what is farther as different.
ALIKE = 0.5
# Below this an equal label is meant, whatever the rounding.
SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Reason:
    """What one variable or trait says about a pair.

    `own` and `other` are the values in the unit of the indicator. For the trait "neighbourhood"
    `other` is the distance in km, for "kreis", "land" and "kind" it is 1 if equal, else 0.
    `apart` is the difference in scales of the group, `share` its weighted part in the sum of all
    squared differences of the pair (0 to 1).
    """

    variable: str
    own: float | None
    other: float | None
    apart: float
    share: float

    def text(self, indicators: dict[str, Indicator]) -> str:
        """The reason in German, with both values: "Einwohnerzahl: 4.618 und 4.790 Einwohner"."""
        if self.variable == NEIGHBOURHOOD:
            return f"{number(self.other or 0.0)} km entfernt"
        if self.variable in DIFFERENT_LABELS:
            return (SPATIAL_LABELS if self.other else DIFFERENT_LABELS)[self.variable]
        indicator = indicators[self.variable]
        if self.own is None or self.other is None:
            return indicator.label
        if indicator.steps:
            own, other = indicator.step(self.own), indicator.step(self.other)
            return f"beide {own}" if own == other else f"hier {own}, dort {other}"
        values = f"{number(self.own, indicator.decimals)} und {indicator.text(self.other)}"
        return f"{indicator.label}: {values}"


class Pairs:
    """One administration beside several others: how far apart in each variable and trait."""

    def __init__(
        self,
        here: Space,
        metric: Metric,
        at: int,
        others: NDArray[np.intp],
        kilometres: Floats,
        values: LabelledMatrix,
    ) -> None:
        """The administration at one position of a space beside those at `others`, which are
        `kilometres` away; `values` are those of all administrations in their units."""
        active = metric.active
        self.names = (*(here.variables[position] for position in active), *metric.traits)
        self.kilometres = kilometres
        told = here.known[at, active] & here.varies[active]
        gaps = [np.abs(here.z[np.ix_(others, active)] - here.z[at, active])]
        known = [here.known[np.ix_(others, active)] & told]
        for name in metric.traits:
            coordinates = here.traits[name]
            gaps.append(np.linalg.norm(coordinates[others] - coordinates[at], axis=1)[:, None])
            known.append(~np.isnan(kilometres[:, None]) | (name != NEIGHBOURHOOD))
        self.apart = np.hstack(gaps)
        self.known = np.hstack(known)
        self.weights = np.concatenate([metric.weights, list(metric.traits.values())])
        columns = [values.columns.index(here.variables[position]) for position in active]
        self.own = values.values[here.rows[at]][columns]
        self.theirs = values.values[here.rows[others]][:, columns]

    def closest(self, other: int) -> tuple[Reason, ...]:
        """The variables of most weight in which the pair is alike, at most three."""
        score = self.weights * (1 - self.apart[other] ** 2)
        return self._most(other, score, self.known[other] & (self.apart[other] < ALIKE))

    def farthest(self, other: int) -> tuple[Reason, ...]:
        """The variables that part the pair most, at most three."""
        score = self.weights * self.apart[other] ** 2
        return self._most(other, score, self.known[other] & (self.apart[other] >= ALIKE))

    def _most(self, other: int, score: Floats, allowed: NDArray[np.bool_]) -> tuple[Reason, ...]:
        order = np.argsort(np.where(allowed, -score, np.inf), kind="stable")[:REASONS]
        total = float(self.weights @ self.apart[other] ** 2)
        return tuple(self._reason(other, int(at), total) for at in order if allowed[at])

    def _reason(self, other: int, at: int, total: float) -> Reason:
        apart = float(self.apart[other, at])
        own, theirs = self._values(other, at)
        share = float(self.weights[at]) * apart**2 / total if total else 0.0
        return Reason(self.names[at], own, theirs, apart, share)

    def _values(self, other: int, at: int) -> tuple[float | None, float]:
        name = self.names[at]
        if name == NEIGHBOURHOOD:
            return None, float(self.kilometres[other])
        if name in DIFFERENT_LABELS:
            return None, float(self.apart[other, at] < SAME)
        return float(self.own[at]), float(self.theirs[other, at])
