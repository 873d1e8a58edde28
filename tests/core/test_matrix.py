"""The labelled matrix: selecting and aligning never moves a value to another label."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.matrix import LabelledMatrix

LABELS = st.lists(st.text("abcdefgh", min_size=1, max_size=3), unique=True, max_size=6)


@st.composite
def matrices(draw: st.DrawFn) -> LabelledMatrix:
    """Matrices with a different number in every cell."""
    rows, columns = tuple(draw(LABELS)), tuple(draw(LABELS))
    values = np.arange(len(rows) * len(columns), dtype=np.float32)
    return LabelledMatrix(rows, columns, values.reshape(len(rows), len(columns)))


@given(matrices(), LABELS)
def test_aligning_keeps_every_value_with_its_label(
    matrix: LabelledMatrix, wanted: list[str]
) -> None:
    """Known rows keep their values, unknown ones are NaN, the order is the wanted one."""
    aligned = matrix.align_rows(wanted)
    assert aligned.rows == tuple(wanted)
    for row in wanted:
        for column in matrix.columns:
            if row in matrix:
                assert aligned.value(row, column) == matrix.value(row, column)
            else:
                assert np.isnan(aligned.value(row, column))


@given(matrices(), st.randoms(use_true_random=False))
def test_selecting_columns_keeps_their_values(matrix: LabelledMatrix, random: object) -> None:
    """A selection in any order holds the same columns."""
    wanted = list(matrix.columns)
    random.shuffle(wanted)  # type: ignore[attr-defined]
    selected = matrix.select_columns(wanted)
    assert selected.columns == tuple(wanted)
    for column in wanted:
        assert np.array_equal(selected.column(column), matrix.column(column))


def test_rows_and_positions() -> None:
    """A row is read by its label in column order."""
    matrix = LabelledMatrix(("a", "b"), ("x", "y"), np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert matrix.position("b") == 1
    assert matrix.row("b").tolist() == [3.0, 4.0]
    assert matrix.column("y").tolist() == [2.0, 4.0]


def test_beside_joins_columns_of_equal_rows_only() -> None:
    """Columns of other rows can't slip in."""
    left = LabelledMatrix(("a",), ("x",), np.array([[1.0]]))
    right = LabelledMatrix(("a",), ("y",), np.array([[2.0]]))
    assert left.beside(right).row("a").tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="rows differ"):
        left.beside(LabelledMatrix(("b",), ("y",), np.array([[2.0]])))


@pytest.mark.parametrize(
    ("rows", "columns", "reason"),
    [
        (("a",), ("x", "y"), "shape"),
        (("a", "a"), ("x",), "row label occurs twice"),
        (("a", "b"), ("x", "x"), "column id occurs twice"),
    ],
)
def test_labels_must_fit(rows: tuple[str, ...], columns: tuple[str, ...], reason: str) -> None:
    """A matrix whose labels are wrong can't be made."""
    values = np.zeros((len(rows), 1 if reason != "column id occurs twice" else 2))
    with pytest.raises(ValueError, match=reason):
        LabelledMatrix(rows, columns, values)


def test_unknown_labels_are_errors() -> None:
    """A misspelt indicator fails at once instead of giving nothing."""
    matrix = LabelledMatrix(("a",), ("x",), np.array([[1.0]]))
    with pytest.raises(KeyError):
        matrix.column("nope")
    with pytest.raises(KeyError):
        matrix.row("nope")
