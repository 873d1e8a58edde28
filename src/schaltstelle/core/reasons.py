"""In what two administrations are alike, and in what they differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.evidence import AdministrationValues, Indicator
from schaltstelle.core.german import number
from schaltstelle.core.lenses import KIND, KREIS, LAND, NEIGHBOURHOOD, SPATIAL_LABELS
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

    `own` and `other` are the values in the unit of the indicator, None where unknown (then it
    stood at the centre of the group); for the trait "neighbourhood" `other` is the distance in km, for
    "kreis", "land" and "kind" it is 1 if equal, else 0. `apart` is the difference in scales of the group,
    `share` the weighted part of it in all differences of the pair (0 to 1).
    """

    variable: str
    own: float | None
    other: float | None
    apart: float
    share: float

    def text(self, indicators: dict[str, Indicator]) -> str:
        """The reason in German, with both values: "Einwohnerzahl 4.618 und 4.790 Einwohner"."""
        if self.variable == NEIGHBOURHOOD:
            return f"{number(self.other or 0.0)} km entfernt"
        if self.variable == KREIS:
            return "im gleichen Kreis" if self.other else "in einem anderen Kreis"
        if self.variable in (LAND, KIND):
            what = SPATIAL_LABELS[self.variable]
            return what if self.other else what.replace("gleich", "nicht gleich")
        indicator = indicators[self.variable]
        if self.own is None or self.other is None:
            return indicator.label
        values = f"{number(self.own, indicator.decimals)} und {indicator.text(self.other)}"
        return f"{indicator.label}: {values}"


@dataclass(frozen=True, eq=False)
class Pairs:
    """One administration beside several others: how far apart in each variable and trait.

    apart: (others, names) in scales of the group; usable: False where a value is unknown;
    weights: of each name; kilometres: to each other.
    """

    names: tuple[str, ...]
    apart: Floats
    usable: NDArray[np.bool_]
    weights: Floats
    kilometres: Floats

    @classmethod
    def of(
        cls, here: Space, metric: Metric, at: int, others: NDArray[np.intp], kilometres: Floats
    ) -> Pairs:
        """The pairs of the administration at one position of a space with those at others."""
        active = metric.active
        gaps = [np.abs(here.z[others][:, active] - here.z[at, active])]
        known = [here.known[others][:, active] & here.known[at, active]]
        for name in metric.traits:
            coordinates = here.traits[name]
            gap = np.linalg.norm(coordinates[others] - coordinates[at], axis=1)
            gaps.append(gap[:, None])
            known.append(~np.isnan(kilometres[:, None]) | (name != NEIGHBOURHOOD))
        return cls(
            names=(*(here.variables[position] for position in active), *metric.traits),
            apart=np.hstack(gaps),
            usable=np.hstack(known),
            weights=np.concatenate([metric.weights, list(metric.traits.values())]),
            kilometres=kilometres,
        )

    def closest(
        self, other: int, values: AdministrationValues, own: Floats, theirs: Floats
    ) -> tuple[Reason, ...]:
        """The variables of most weight in which the pair is alike, at most three."""
        score = self.weights * (1 - self.apart[other] ** 2)
        allowed = self.usable[other] & (self.apart[other] < ALIKE)
        return self._chosen(other, score, allowed, values, own, theirs)

    def farthest(
        self, other: int, values: AdministrationValues, own: Floats, theirs: Floats
    ) -> tuple[Reason, ...]:
        """The variables that part the pair most, at most three."""
        score = self.weights * self.apart[other] ** 2
        allowed = self.usable[other] & (self.apart[other] >= ALIKE)
        return self._chosen(other, score, allowed, values, own, theirs)

    def _chosen(
        self,
        other: int,
        score: Floats,
        allowed: NDArray[np.bool_],
        values: AdministrationValues,
        own: Floats,
        theirs: Floats,
    ) -> tuple[Reason, ...]:
        order = [at for at in np.argsort(-score, kind="stable") if allowed[at]][:REASONS]
        return tuple(self._reason(other, int(at), values, own, theirs) for at in order)

    def _reason(
        self, other: int, at: int, values: AdministrationValues, own: Floats, theirs: Floats
    ) -> Reason:
        name = self.names[at]
        weighted = self.weights * self.apart[other] ** 2
        total = float(weighted.sum())
        first, second = self._values(other, at, values, own, theirs)
        return Reason(
            variable=name,
            own=first,
            other=second,
            apart=float(self.apart[other, at]),
            share=float(weighted[at]) / total if total else 0.0,
        )

    def _values(
        self, other: int, at: int, values: AdministrationValues, own: Floats, theirs: Floats
    ) -> tuple[float | None, float | None]:
        name = self.names[at]
        if name == NEIGHBOURHOOD:
            return None, float(self.kilometres[other])
        if name in (KREIS, LAND, KIND):
            return None, float(self.apart[other, at] < SAME)
        column = values.values.columns.index(name)
        return float(own[column]), float(theirs[column])
