"""Protects the values of a roadmap problem and the messages about what contradicts itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.core.roadmap.problem import ProblemError, Quarter, require_valid, validate

from .build import activity, limits, problem

QUARTERS = st.builds(Quarter, st.integers(1900, 2200), st.integers(1, 4))


@settings(deadline=None)
@given(QUARTERS, st.integers(-500, 500))
def test_quarters_move_and_count_consistently(quarter: Quarter, count: int) -> None:
    """A quarter moved by n is n quarters away, and text and value say the same."""
    assert (quarter + count) - quarter == count
    assert Quarter.parse(str(quarter)) == quarter
    assert (quarter < quarter + count) == (count > 0)


@pytest.mark.parametrize("text", ["2027", "2027-Q5", "27-Q1", "2027Q1", ""])
def test_a_text_that_is_no_quarter_is_refused(text: str) -> None:
    """A mistyped option must not become another quarter."""
    with pytest.raises(ValueError, match="kein Quartal"):
        Quarter.parse(text)


def test_a_quarter_reads_as_printed() -> None:
    """The screen speaks German, from lower case input too."""
    assert Quarter.parse(" 2027-q2 ").label == "2.\N{NO-BREAK SPACE}Quartal 2027"


def test_years_touched_by_the_horizon_are_all_limited() -> None:
    """A horizon across the turn of the year needs a figure for both years."""
    frame = limits(8, start=Quarter(2027, 3))
    assert frame.years == (2027, 2028, 2029)
    assert [frame.year_of(each) for each in range(8)] == [0, 0, 1, 1, 1, 1, 2, 2]
    assert validate(problem(quarters=8, start=Quarter(2027, 3))) == (
        "Geld für Investitionen: 3 Werte erwartet (je Kalenderjahr), 2 angegeben.",
        "Geld für laufende Ausgaben: 3 Werte erwartet (je Kalenderjahr), 2 angegeben.",
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"duration": 0}, "die Dauer muss mindestens ein Quartal sein"),
        ({"investive": -1.0}, "Kosten für Investitionen"),
        ({"staff_days": float("nan")}, "Arbeitstage"),
        ({"yearly_cost": float("inf")}, "Folgekosten im Jahr"),
        ({"duty": "nice"}, "unbekannte Aufgabenart „nice“"),
        ({"deadline": 3}, "keine gesetzliche Frist"),
        ({"excludes": ("a",)}, "schließt sich selbst aus"),
    ],
)
def test_an_impossible_activity_is_named(changes: dict[str, object], message: str) -> None:
    """Whoever maintains the content must find the fault from the message."""
    (fault,) = validate(problem(activity("a", **changes)))
    assert fault.startswith("Maßnahme „A“ (a): ")
    assert message in fault


def test_effects_out_of_range_are_named() -> None:
    """A negative use would turn the aim round."""
    (fault,) = validate(problem(activity("a", use=-1.0)))
    assert "Wirkung auf a:basic" in fault


def test_a_prerequisite_that_is_excluded_is_named() -> None:
    """Such an activity could never be planned, and nobody would know why."""
    (fault,) = validate(
        problem(activity("a", excludes=("b",)), activity("b", prerequisites=("a",)))
    )
    assert "setzt a voraus und schließt es zugleich aus" in fault


def test_prerequisites_in_a_circle_are_named() -> None:
    """Also a longer circle; ids outside the problem count as done already and are no fault."""
    circle = [
        activity("a", prerequisites=("c",)),
        activity("b", prerequisites=("a", "elsewhere")),
        activity("c", prerequisites=("b",)),
        activity("d", prerequisites=("elsewhere",)),
    ]
    (fault,) = validate(problem(*circle))
    assert fault == "Die Voraussetzungen drehen sich im Kreis oder hängen daran: a, b, c."


def test_repeated_ids_and_negative_limits_are_named() -> None:
    """The first id would silently win."""
    faulty = problem(activity("a"), activity("a"), quarters=4, investive=(-1.0,))
    assert validate(faulty) == (
        "Geld für Investitionen: Werte müssen null oder größer sein.",
        "Die Kennung a kommt mehrfach vor.",
    )
    with pytest.raises(ProblemError, match="mehrfach"):
        require_valid(faulty)


def test_a_horizon_without_quarters_is_refused() -> None:
    """Nothing else can be said about it."""
    assert validate(problem(quarters=0)) == ("Der Zeitraum muss mindestens ein Quartal umfassen.",)
