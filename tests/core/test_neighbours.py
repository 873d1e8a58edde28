"""All pairs at once must be what comparing every pair would give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.core.neighbours import ROWS_PER_BLOCK, all_pairs


def brute_force(points, count):
    apart = points[:, None, :].astype(np.float64) - points[None, :, :]
    squared = (apart**2).sum(axis=2)
    np.fill_diagonal(squared, np.inf)
    return np.sort(squared, axis=1)[:, :count]


@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    n=st.integers(17, 2 * ROWS_PER_BLOCK + 30),
    dimensions=st.integers(1, 12),
    scale=st.sampled_from([1e-3, 1.0, 50.0]),
    ties=st.booleans(),
)
def test_same_distances_as_brute_force(seed, n, dimensions, scale, ties):
    """The distances are exact for any size, scale and for points that coincide."""
    points = np.random.default_rng(seed).normal(scale=scale, size=(n, dimensions))
    points = np.round(points / scale) * scale if ties else points
    points = (points - points.mean(axis=0)).astype(np.float32)
    found = all_pairs(points, 15)
    assert found.squared == pytest.approx(brute_force(points, 15), rel=1e-4, abs=1e-9 * scale**2)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), n=st.integers(16, 300))
def test_neighbours_are_others_and_each_once(seed, n):
    """No point is its own neighbour, and none stands twice in a row."""
    found = all_pairs(np.random.default_rng(seed).normal(size=(n, 3)), 15).positions
    assert not (found == np.arange(n)[:, None]).any()
    assert all(len(set(row)) == 15 for row in found.tolist())


def test_far_outliers_do_not_blur_their_neighbours():
    """One point a thousand times farther away must not push wrong neighbours in by rounding."""
    points = np.random.default_rng(3).normal(size=(400, 5)).astype(np.float32)
    points[0] = 3_000
    found = all_pairs(points, 15)
    centred = (points - points.mean(axis=0)).astype(np.float32)
    assert found.squared[1:] == pytest.approx(brute_force(centred, 15)[1:], rel=1e-5)


def test_too_few_points_are_refused():
    """Fifteen points have no fifteen neighbours each."""
    with pytest.raises(ValueError, match="15 points"):
        all_pairs(np.zeros((15, 2)), 15)
