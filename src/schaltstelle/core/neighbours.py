"""Exact nearest neighbours of all points at once, by blocks of the matrix product."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FAR = np.float32(3e38)
ROWS_PER_BLOCK = 256
SEGMENTS = 64


@dataclass(frozen=True, eq=False)
class Neighbours:
    """For each point its nearest others: positions and squared distances, both (points, count),
    nearest first; ties go to the lower position."""

    positions: NDArray[np.int32]
    squared: NDArray[np.float64]


def all_pairs(points: NDArray[np.floating], count: int = 15) -> Neighbours:
    """The `count` nearest other points of every point, Euclidean, exact for float32 coordinates.

    points: shape (n, dimensions), finite. Raises ValueError for fewer than count + 1 points.

    The squared distance, up to a constant per row, is one matrix product: (x, 1) · (-2y, |y|²).
    Each block of rows is cut into SEGMENTS; the count-th smallest of the element-wise minima over
    the segments cannot be below the count-th smallest distance, so only the few entries up to
    that bound, widened by the rounding error of the product, are computed again and sorted.
    """
    n = len(points)
    if n <= count:
        raise ValueError(f"{n} points have no {count} neighbours each")
    centred = (points - points.mean(axis=0)).astype(np.float32)
    left, right, slack = _factors(centred, count)
    positions = np.empty((n, count), dtype=np.int32)
    squared = np.empty((n, count))
    block = np.empty((ROWS_PER_BLOCK, right.shape[1]), dtype=np.float32)
    for first in range(0, n, ROWS_PER_BLOCK):
        rows = np.arange(first, min(first + ROWS_PER_BLOCK, n))
        part = np.matmul(left[rows[0] : rows[-1] + 1], right, out=block[: len(rows)])
        part[np.arange(len(rows)), rows] = FAR
        row, column = _candidates(part, count, slack)
        found = _nearest(centred, rows[row], column, count)
        positions[rows], squared[rows] = found
    return Neighbours(positions, squared)


def _factors(
    centred: NDArray[np.float32], count: int
) -> tuple[NDArray[np.float32], NDArray[np.float32], np.float32]:
    """Both factors of the product, the right one padded to whole segments, and its error."""
    n, dimensions = centred.shape
    norms = np.einsum("ij,ij->i", centred, centred)
    # Each row of segment minima must hold at least `count` of them.
    width = max(-(-n // SEGMENTS), count)
    left = np.ones((n, dimensions + 1), dtype=np.float32)
    left[:, :dimensions] = centred
    right = np.zeros((dimensions + 1, width * SEGMENTS), dtype=np.float32)
    right[:dimensions, :n] = -2 * centred.T
    right[dimensions, :n] = norms
    right[dimensions, n:] = FAR
    # Rounding of a dot product of k terms: at most k units in the last place of the sum of their
    # sizes, here at most 3 |x|², once for the bound and once for the entry.
    unit = float(np.finfo(np.float32).eps)
    slack = np.float32(2 * (dimensions + 1) * unit * 3 * float(norms.max(initial=0.0)))
    return left, right, slack


def _candidates(
    part: NDArray[np.float32], count: int, slack: np.float32
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Row and column of every entry that may be among the `count` smallest of its row."""
    minima = part.reshape(len(part), SEGMENTS, -1).min(axis=1)
    bound = np.partition(minima, count - 1, axis=1)[:, count - 1] + slack
    # Half of FAR keeps the padding out where a row of minima is not filled.
    flat = np.flatnonzero(part <= np.minimum(bound, FAR / 2)[:, None])
    row, column = np.divmod(flat, part.shape[1])
    return row, column


def _nearest(
    centred: NDArray[np.float32],
    row: NDArray[np.intp],
    column: NDArray[np.intp],
    count: int,
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The `count` nearest candidates of each row, with their distances computed again."""
    apart = (centred[row] - centred[column]).astype(np.float64)
    squared = np.einsum("ij,ij->i", apart, apart)
    order = np.lexsort((column, squared, row))
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    chosen = order[starts[:, None] + np.arange(count)]
    return column[chosen].astype(np.int32), squared[chosen]
