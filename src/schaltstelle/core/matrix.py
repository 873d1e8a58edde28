"""A matrix of numbers with named rows and columns; NaN means unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class LabelledMatrix:
    """Values of shape (len(rows), len(columns)), float32 or float64, NaN where unknown.

    Rows are official keys, columns are ids of quantities. Raises ValueError when the shape does
    not fit the labels or a label occurs twice.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: FloatArray

    def __post_init__(self) -> None:
        if self.values.shape != (len(self.rows), len(self.columns)):
            raise ValueError(
                f"values have shape {self.values.shape}, "
                f"labels ask for {(len(self.rows), len(self.columns))}"
            )
        if len(set(self.columns)) != len(self.columns):
            raise ValueError("a column id occurs twice")
        if len(self._row_positions) != len(self.rows):
            raise ValueError("a row label occurs twice")

    @cached_property
    def _row_positions(self) -> dict[str, int]:
        return {label: position for position, label in enumerate(self.rows)}

    @cached_property
    def _column_positions(self) -> dict[str, int]:
        return {label: position for position, label in enumerate(self.columns)}

    def __contains__(self, row: object) -> bool:
        return row in self._row_positions

    def position(self, row: str) -> int:
        """Position of a row label; KeyError when there is none."""
        return self._row_positions[row]

    def column(self, column: str) -> FloatArray:
        """One column as a view, in row order; KeyError when there is none."""
        return np.asarray(self.values[:, self._column_positions[column]])

    def row(self, row: str) -> FloatArray:
        """One row as a view, in column order; KeyError when there is none."""
        return np.asarray(self.values[self._row_positions[row]])

    def value(self, row: str, column: str) -> float:
        """One value as a float, NaN where unknown."""
        return float(self.values[self._row_positions[row], self._column_positions[column]])

    def select_columns(self, columns: Sequence[str]) -> LabelledMatrix:
        """The same rows with these columns in this order; KeyError for an unknown id."""
        positions = [self._column_positions[column] for column in columns]
        return LabelledMatrix(self.rows, tuple(columns), self.values[:, positions])

    def align_rows(self, rows: Sequence[str]) -> LabelledMatrix:
        """The same columns for exactly these rows in this order; NaN for rows not held here."""
        positions = np.array([self._row_positions.get(row, -1) for row in rows], dtype=np.intp)
        values = np.full((len(rows), len(self.columns)), np.nan, dtype=self.values.dtype)
        held = positions >= 0
        values[held] = self.values[positions[held]]
        return LabelledMatrix(tuple(rows), self.columns, values)

    def beside(self, other: LabelledMatrix) -> LabelledMatrix:
        """These columns followed by the columns of `other`, which must have the same rows."""
        if other.rows != self.rows:
            raise ValueError("rows differ: align them first")
        return LabelledMatrix(
            self.rows,
            self.columns + other.columns,
            np.hstack([self.values, other.values.astype(self.values.dtype)]),
        )
