"""Administrations with the same tasks as points in a space whose distances say how alike they are.

Each context variable is centred by its median and scaled by its interquartile range within the
group, skewed ones after a logarithm, and limited to FARTHEST scales. With weights W and the
shrunk correlations R of the weighted variables the squared distance of two places with the
difference z is zᵀ W^½ R⁻¹ W^½ z (Mahalanobis for W = 1): what several variables say together
counts once. Pairwise traits (distance in space, Land, kind) stand beside it, uncorrelated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.evidence import NORMAL_RANGE, Indicator
from schaltstelle.core.lenses import KIND, KREIS, LAND, NEIGHBOURHOOD, Lens
from schaltstelle.core.places import EARTH_RADIUS_KM
from schaltstelle.core.territory import on_sphere

Floats = NDArray[np.float64]

FARTHEST = 4.0
# Kilometres that count as much as one scale of a variable.
KILOMETRES_PER_SCALE = 50.0


@dataclass(frozen=True, eq=False)
class Space:
    """One group of administrations.

    rows: their rows among all administrations; z: scaled variables (n, variables), 0 (the group's
    centre) where `known` is False; traits: coordinates of each pairwise trait, (n, any).
    """

    rows: NDArray[np.intp]
    variables: tuple[str, ...]
    z: Floats
    known: NDArray[np.bool_]
    traits: Mapping[str, Floats]

    @cached_property
    def position(self) -> dict[int, int]:
        """Position in this space of each row among all administrations."""
        return {int(row): position for position, row in enumerate(self.rows)}

    @cached_property
    def varies(self) -> NDArray[np.bool_]:
        """Which variables tell members of the group apart at all."""
        return np.asarray(np.ptp(self.z, axis=0) > 0)

    @cached_property
    def correlation(self) -> Floats:
        """Correlation of the variables in the group; 0 with a variable that never varies."""
        spread = np.sqrt((self.z**2).mean(axis=0) - self.z.mean(axis=0) ** 2)
        unit = (self.z - self.z.mean(axis=0)) / np.where(spread > 1e-9, spread, np.inf)
        found = unit.T @ unit / max(1, len(unit))
        np.fill_diagonal(found, 1.0)
        return np.asarray(found)

    def metric(self, lens: Lens, factors: Mapping[str, float] | None = None) -> Metric:
        """The distance under a lens, its weights multiplied by `factors` where they are given."""
        weights = {
            name: weight * (factors or {}).get(name, 1.0) for name, weight in lens.weights.items()
        }
        active = [at for at, name in enumerate(self.variables) if weights.get(name, 0.0) > 0]
        among = self.correlation[np.ix_(active, active)]
        shrunk = (1 - lens.shrinkage) * among + lens.shrinkage * np.eye(len(active))
        # A little noise on the diagonal keeps exact copies of a variable (such as the Kreis value
        # of the Kreis itself) from making the matrix singular.
        whitening = np.linalg.inv(np.linalg.cholesky(shrunk + 1e-6 * np.eye(len(active)))).T
        return Metric(
            active=np.array(active, dtype=np.intp),
            weights=np.array([weights[self.variables[at]] for at in active]),
            whitening=whitening,
            traits={name: weights[name] for name in self.traits if weights.get(name, 0.0) > 0},
        )

    def points(self, metric: Metric) -> NDArray[np.float32]:
        """The group in coordinates whose Euclidean distance is the metric."""
        projection = metric.projection(len(self.variables)).astype(np.float32)
        parts = [self._single @ projection]
        parts += [
            (self.traits[name] * np.sqrt(weight)).astype(np.float32)
            for name, weight in metric.traits.items()
        ]
        return np.hstack(parts) if metric.traits else parts[0]

    def typical(self, metric: Metric) -> float:
        """Root mean square distance of two random members of the group."""
        projection = metric.projection(len(self.variables))
        variance = float(
            np.einsum("ik,ij,jk->", projection, self._covariance, projection, optimize=True)
        )
        variance += sum(
            weight * float(self.traits[name].var(axis=0).sum())
            for name, weight in metric.traits.items()
        )
        return float(np.sqrt(2 * variance))

    @cached_property
    def _single(self) -> NDArray[np.float32]:
        return self.z.astype(np.float32)

    @cached_property
    def _covariance(self) -> Floats:
        return np.atleast_2d(np.cov(self.z, rowvar=False, bias=True))


@dataclass(frozen=True, eq=False)
class Metric:
    """A distance: positions and weights of the active variables, the matrix that takes out their
    correlation, and the weights of the active traits."""

    active: NDArray[np.intp]
    weights: Floats
    whitening: Floats
    traits: Mapping[str, float]

    def projection(self, variables: int) -> Floats:
        """The matrix from all scaled variables to coordinates, shape (variables, active)."""
        matrix = np.zeros((variables, len(self.active)))
        matrix[self.active] = np.sqrt(self.weights)[:, None] * self.whitening
        return matrix


def space(
    rows: NDArray[np.intp],
    values: Floats,
    indicators: Sequence[Indicator],
    traits: Mapping[str, Floats],
) -> Space:
    """The space of the administrations in `rows`; `values` (all administrations, indicators) and
    `traits` (all administrations, any) are cut to them."""
    z, known = scaled(values[rows], indicators)
    return Space(
        rows=rows,
        variables=tuple(indicator.id for indicator in indicators),
        z=z,
        known=known,
        traits={name: coordinates[rows] for name, coordinates in traits.items()},
    )


def scaled(values: Floats, indicators: Sequence[Indicator]) -> tuple[Floats, NDArray[np.bool_]]:
    """Robustly scaled values, limited to ±FARTHEST and 0 where unknown, and what is known."""
    known = ~np.isnan(values)
    skewed = np.array([indicator.scale == "log" for indicator in indicators])
    z = np.where(skewed, np.log1p(np.maximum(values, 0.0)), values)
    z[:, ~known.any(axis=0)] = 0.0
    low, centre, high = np.nanquantile(z, [0.25, 0.5, 0.75], axis=0)
    spread = (high - low) / NORMAL_RANGE
    spread = np.where(spread > 1e-9, spread, np.nanstd(z, axis=0))
    z = (z - centre) / np.where(spread > 1e-9, spread, np.inf)
    limited = np.clip(np.where(known, z, 0.0), -FARTHEST, FARTHEST)
    return np.asarray(limited), known


def spatial_traits(
    lon: Floats, lat: Floats, keys: Sequence[str], kind: Sequence[int]
) -> dict[str, Floats]:
    """Coordinates of the pairwise traits for all administrations, whose keys begin with the Kreis.

    The straight line between points on the sphere stands for their distance (100 km: 1 m short);
    without coordinates a place stands at the centre of the others. For two Kreise it is the line
    between the means of their administrations, so 0 within a Kreis. Two administrations that
    differ in Land or kind are 1 apart.
    """
    sphere = on_sphere(lon, lat) * (EARTH_RADIUS_KM / KILOMETRES_PER_SCALE)
    sphere = np.where(np.isnan(sphere), np.nanmean(sphere, axis=0), sphere)
    land = [key[:2] for key in keys]
    return {
        NEIGHBOURHOOD: sphere,
        KREIS: _means(sphere, np.array([key[:5] for key in keys])),
        LAND: _apart(np.array(land)),
        KIND: _apart(np.array(kind)),
    }


def _means(points: Floats, labels: NDArray[np.str_]) -> Floats:
    """For each point the mean of the points with its label."""
    _, group, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    sums = np.column_stack([np.bincount(group, weights=axis) for axis in points.T])
    return np.asarray((sums / sizes[:, None])[group])


def _apart(labels: NDArray[np.str_] | NDArray[np.int64]) -> Floats:
    """Coordinates in which different labels are 1 apart and equal ones 0."""
    return np.asarray((labels[:, None] == np.unique(labels)) / np.sqrt(2.0), dtype=np.float64)
