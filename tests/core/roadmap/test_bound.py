"""Protects the bound: no plan of its kind may gain more, and its prices must be those of limits."""

import pytest
from hypothesis import assume, given, settings

from schaltstelle.core.roadmap.bound import DATES, LATENESS, bound
from schaltstelle.core.roadmap.problem import Lift, Problem
from schaltstelle.core.roadmap.schedule import schedule

from .build import activity, problem
from .enumeration import best_by_enumeration
from .instances import town_hall
from .strategies import problems


@settings(max_examples=60, deadline=None)
@given(problems(most=4, quarters=4))
def test_no_plan_gains_more_than_the_bound(asked: Problem) -> None:
    """Also for a plan without search: the best plan as timely as it stays below the bound."""
    planned = schedule(asked, steps=0)
    unmet, best = best_by_enumeration(asked)
    most = bound(asked, planned, hold=LATENESS).use
    assert most >= planned.objective.use
    wishes = sum(each.required and each.id not in planned.starts for each in asked.activities)
    assume(unmet == wishes)
    assume(best[:2] == planned.objective[:2])
    assert most >= best.use - 1e-6 * max(1.0, best.use)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_holding_the_dates_is_the_tighter_bound(asked: Problem) -> None:
    """Plans with the same dates are some of the plans with the same lateness."""
    planned = schedule(asked, steps=3)
    dates, lateness = (bound(asked, planned, hold=hold).use for hold in (DATES, LATENESS))
    assert planned.objective.use <= dates <= lateness * 1.003 + 1e-6


def test_a_plan_without_rivals_has_no_gap() -> None:
    """Where everything fits at once, the bound is the plan, and nothing has a price."""
    asked = problem(
        activity("a", lifts=(Lift("t:basic", 10.0, 0.4), Lift("u:basic", 1.0, 1.0))),
        activity("b", duration=2, lifts=(Lift("t:basic", 10.0, 0.9),)),
        consumptive=(100.0, 100.0),
    )
    found = bound(asked, schedule(asked))
    assert found.gap == pytest.approx(0.0, abs=0.003)
    assert (found.per_staff_day, found.per_consumptive_euro) == (0.0, 0.0)


def test_the_price_of_staff_is_what_a_day_would_bring() -> None:
    """Two equal activities, staff for one of them: a day more each quarter brings a part more."""
    asked = problem(
        activity("a", staff_days=10.0),
        activity("b", staff_days=10.0),
        quarters=1,
        staff_days=(10.0,),
    )
    found = bound(asked, schedule(asked))
    assert found.per_staff_day == pytest.approx(10.0 * 8 / 10.0)
    assert found.use == pytest.approx(80.0)
    assert (found.per_investive_euro, found.per_consumptive_euro) == (0.0, 0.0)


def test_the_prices_of_money_belong_to_its_kind() -> None:
    """Investive money for half of what is wanted; capped voluntary money for a third."""
    pair = [activity(name, investive=100.0) for name in "ab"]
    tight = bound(p := problem(*pair, quarters=1, investive=(100.0,)), schedule(p))
    assert tight.per_investive_euro == pytest.approx(80.0 / 100.0)
    capped = bound(p := problem(*pair, quarters=1, voluntary_cap=(100.0,)), schedule(p))
    assert capped.per_voluntary_euro == pytest.approx(80.0 / 100.0)
    assert capped.per_investive_euro == 0.0


def test_an_empty_problem_has_a_bound() -> None:
    """Nothing to do is no reason to fail."""
    assert bound(problem(), schedule(problem())).use == 0.0


@pytest.mark.parametrize("seed", range(3))
def test_the_gap_of_a_town_hall_is_worth_showing(seed: int) -> None:
    """A bound twice the plan would tell nobody anything."""
    asked = town_hall(seed)
    assert 0 <= bound(asked, schedule(asked)).gap < 0.5
