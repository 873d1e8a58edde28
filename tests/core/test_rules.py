"""The expression language decides what applies to whom: it must be exact about not knowing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.rules import Outcome, RuleError, evaluate, names

TRUTH = st.sampled_from([True, False, None])


def kleene_and(a, b):
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


@given(a=TRUTH, b=TRUTH)
def test_conjunction_and_disjunction_follow_kleene(a, b):
    """An unknown fact must not decide anything that it could change."""
    facts = {"a": a, "b": b}
    assert evaluate("a and b", facts).value is kleene_and(a, b)
    negated = {"a": None if a is None else not a, "b": None if b is None else not b}
    expected = kleene_and(negated["a"], negated["b"])
    assert evaluate("a or b", facts).value is (None if expected is None else not expected)


@given(a=st.floats(-1e6, 1e6), b=st.floats(-1e6, 1e6), c=st.floats(0.1, 1e3))
def test_arithmetic_is_that_of_numbers(a, b, c):
    """People formulas must compute what is written."""
    facts = {"a": a, "b": b, "c": c}
    assert evaluate("max(a, b) * 2 - b / c", facts).value == max(a, b) * 2 - b / c
    assert evaluate("a if a > b else b", facts).value == max(a, b)
    assert evaluate("b <= a < c", facts).value == (b <= a < c)


def test_missing_facts_are_named():
    """An open result says which facts would close it, and only those."""
    outcome = evaluate("land == '08' and population > limit", {"land": "08", "population": 5})
    assert outcome == Outcome(None, frozenset({"limit"}))
    assert evaluate("population * share / 100", {"population": None}).missing == {
        "population",
        "share",
    }


def test_a_decided_expression_needs_no_further_fact():
    """One false link decides a conjunction, whatever else is unknown."""
    assert evaluate("status == 'kreis' and x > 3", {"status": "gemeinde"}) == Outcome(False)
    assert evaluate("status in ['kreis', 'verband']", {"status": "kreis"}).value is True
    assert evaluate("", {}).value is True


@pytest.mark.parametrize(
    "expression",
    ["__import__('os')", "a.b", "a[0]", "lambda: 1", "open('x')", "a +", "f'{a}'", "max(a, key=b)"],
)
def test_nothing_outside_the_language_is_accepted(expression):
    """Content files must not be able to run code."""
    with pytest.raises(RuleError):
        evaluate(expression, {"a": 1.0, "b": 2.0})


def test_values_that_do_not_fit_are_an_error_in_german():
    """A text compared with a number is a fault of the content, not a crash."""
    with pytest.raises(RuleError, match="passt nicht zu den Werten"):
        evaluate("land > 3", {"land": "08"})


def test_names_lists_the_facts_of_an_expression():
    """The content check depends on it."""
    assert names("max(a, b) > 3 and not c") == {"a", "b", "c"}
