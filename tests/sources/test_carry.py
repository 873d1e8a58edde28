"""Values of former municipalities: what is carried over, how it is weighed, what stays unknown."""

import numpy as np
import pytest

from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.places import Succession
from schaltstelle.sources import carry
from schaltstelle.sources.succession import Origins


def step(old: str, new: str, share: float = 1.0, kind: str = "dissolved") -> Succession:
    """A succession between made-up keys."""
    return Succession(old, f"Name {old}", new, f"Name {new}", "2024-01-01", share, kind, "test")


DATA = LabelledMatrix(
    ("a", "b", "c", "d"),
    ("share", "people"),
    np.array([[10.0, 300.0], [50.0, 100.0], [30.0, 7.0], [np.nan, 5.0]]),
)
PEOPLE = {"a": 300.0, "b": 100.0, "c": 7.0, "d": 5.0}


def carried(keys: tuple[str, ...], *steps: Succession) -> carry.Carried:
    """The made-up data for these keys."""
    return carry.through_changes(DATA, keys, Origins(steps, PEOPLE), ("people",))


def test_what_is_held_is_taken_as_it_is() -> None:
    """No estimate where the source has the key."""
    result = carried(("a", "x"))
    assert result.matrix.row("a").tolist() == [10.0, 300.0]
    assert np.isnan(result.matrix.row("x")).all()
    assert not result.estimated and not result.recovered


def test_a_new_number_for_the_same_territory_is_no_estimate() -> None:
    """A recoded municipality keeps its values and their grade."""
    result = carried(("x",), step("a", "x", kind="recoded"))
    assert result.matrix.row("x").tolist() == [10.0, 300.0]
    assert result.recovered == ("x",) and not result.estimated


def test_a_merger_is_weighed_by_people_and_marked() -> None:
    """(10 × 300 + 50 × 100) / 400 = 20; counts are added up."""
    result = carried(("x",), step("a", "x"), step("b", "x"))
    assert result.matrix.row("x").tolist() == [20.0, 400.0]
    assert {entry.column for entry in result.estimated} == {"share", "people"}
    assert "Name a, Name b" in result.estimated[0].reason


def test_chains_are_followed() -> None:
    """a became y, y and c became x: 10 and 30 weighed 300 to 7."""
    result = carried(("x",), step("a", "y"), step("y", "x"), step("c", "x"))
    assert result.matrix.value("x", "share") == pytest.approx((10 * 300 + 30 * 7) / 307)


def test_an_unknown_part_leaves_all_unknown() -> None:
    """Half a merger says nothing about the whole."""
    result = carried(("x",), step("a", "x"), step("elsewhere", "x"))
    assert np.isnan(result.matrix.row("x")).all() and not result.recovered


def test_an_unknown_value_of_a_part_stays_unknown() -> None:
    """NaN is never counted as nothing."""
    result = carried(("x",), step("a", "x"), step("d", "x"))
    assert np.isnan(result.matrix.value("x", "share"))
    assert {entry.column for entry in result.estimated} == {"people"}


def test_former_names_are_estimates() -> None:
    """Göttingen is found under its key in the former Kreis 03152 by its name."""
    data = LabelledMatrix(("03152012", "03156012"), ("share",), np.array([[80.0], [20.0]]))
    names = {"03159016": "Göttingen, Stadt", "03159036": "Walkenried", "03159999": "Unbekannt"}
    empty = carry.through_changes(data, tuple(names), Origins((), {}))
    result = carry.through_former_names(empty, data, names)
    assert result.matrix.value("03159016", "share") == 80.0
    assert result.matrix.value("03159036", "share") == 20.0
    assert np.isnan(result.matrix.value("03159999", "share"))
    assert len(result.estimated) == 2 and "03152" in result.estimated[0].reason


def test_kreise_inherit_from_their_predecessors() -> None:
    """Hanau takes over Main-Kinzig; Göttingen the mean of two, weighed by people."""
    data = LabelledMatrix(("03152", "03156", "06435"), ("rate",), np.array([[4.0], [8.0], [5.0]]))
    result = carry.to_kreise(data, ("03159", "06415", "01001"), {"03152": 30.0, "03156": 10.0})
    assert result.matrix.value("03159", "rate") == 5.0
    assert result.matrix.value("06415", "rate") == 5.0
    assert np.isnan(result.matrix.value("01001", "rate"))
    assert result.recovered == ("03159", "06415")
    assert {entry.key for entry in result.estimated} == {"03159", "06415"}


def test_former_kreise_are_as_large_as_their_municipalities_today() -> None:
    """The weights of the two former Kreise come from where people live now."""
    names = {"03159016": "Göttingen, Stadt", "03159026": "Osterode am Harz, Stadt"}
    people = {"03159016": 120000.0, "03159026": 20000.0}
    assert carry.people_of_former_kreise(names, people) == {"03152": 120000.0, "03156": 20000.0}
