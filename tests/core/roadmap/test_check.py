"""Protects the independent check: a plan that breaks a rule is always found out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.core.roadmap.check import check
from schaltstelle.core.roadmap.problem import Activity, Objective, Problem, Quarter, Solution
from schaltstelle.core.roadmap.schedule import schedule

from .build import activity, problem
from .strategies import problems


def kinds(asked: Problem, starts: dict[str, int]) -> set[str]:
    """Kinds of findings about a plan, apart from its claims about itself."""
    found = check(asked, Solution(starts, Objective(0, 0, 0.0, 0.0))).findings
    return {each.kind for each in found} - {"objective"}


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, 3))
def test_every_plan_passes(asked: Problem, seed: int) -> None:
    """Whatever the problem, the planner breaks no rule and reaches what it claims."""
    checked = check(asked, schedule(asked, seed=seed, steps=10))
    assert checked.findings == ()


TWO = (
    activity("a", duration=2, consumptive=100.0, staff_days=10.0),
    activity("b", prerequisites=("a",), investive=50.0, yearly_cost=40.0, yearly_staff_days=8.0),
)


@pytest.mark.parametrize(
    ("asked", "starts", "kind"),
    [
        (problem(*TWO), {"a": 0, "b": 1}, "prerequisite"),
        (problem(*TWO), {"b": 1}, "prerequisite"),
        (problem(*TWO), {"a": 7}, "horizon"),
        (problem(*TWO), {"a": -1}, "horizon"),
        (problem(*TWO), {"nobody": 0}, "unknown"),
        (problem(activity("a", earliest=2)), {"a": 1}, "earliest"),
        (problem(activity("a", excludes=("b",)), activity("b")), {"a": 0, "b": 3}, "exclusion"),
        (problem(activity("a"), activity("b", excludes=("a",))), {"a": 0, "b": 3}, "exclusion"),
        (problem(*TWO, consumptive=(99.0, 99.0)), {"a": 0}, "consumptive"),
        (problem(*TWO, consumptive=(110.0, 39.0)), {"a": 0, "b": 2}, "consumptive"),
        (problem(*TWO, investive=(0.0, 49.0)), {"a": 0, "b": 4}, "investive"),
        (problem(*TWO, staff_days=(5.0, 4.9) + (5.0,) * 6), {"a": 0}, "staff"),
        (problem(*TWO, staff_days=(5.0,) * 7 + (1.9,)), {"a": 0, "b": 2}, "staff"),
        (problem(*TWO, voluntary_cap=(139.0, 200.0)), {"a": 0, "b": 2}, "voluntary"),
        (problem(activity("a"), provisional_until=Quarter(2027, 2)), {"a": 1}, "provisional"),
    ],
)
def test_each_broken_rule_is_found(asked: Problem, starts: dict[str, int], kind: str) -> None:
    """One plan for each rule, broken by as little as possible."""
    assert kinds(asked, starts) == {kind}


def test_a_plan_just_within_its_limits_passes() -> None:
    """Limits may be used up to the last cent and day, thirds included."""
    thirds = [activity(name, duration=3, consumptive=100.0, staff_days=10.0) for name in "abc"]
    asked = problem(*thirds, quarters=3, consumptive=(300.0,), staff_days=(10.0,) * 3)
    assert kinds(asked, {"a": 0, "b": 0, "c": 0}) == set()
    assert schedule(asked, steps=0).starts == {"a": 0, "b": 0, "c": 0}


def test_money_counts_in_the_calendar_year_in_which_it_is_spent() -> None:
    """Half of a two-quarter activity over the turn of the year, then follow-up by quarter."""
    one = activity("a", duration=2, investive=60.0, consumptive=20.0, yearly_cost=40.0)
    asked = problem(
        one, quarters=4, start=Quarter(2027, 4), investive=(30.0, 30.0), consumptive=(10.0, 30.0)
    )
    years = check(asked, schedule(asked, steps=0)).years
    assert [(each.year, each.investive, each.consumptive) for each in years] == [
        (2027, 30.0, 10.0),
        (2028, 30.0, 30.0),
    ]


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({}, False),
        ({"continued": True}, True),
        ({"unpostponable": True}, True),
        ({"duty": "mandatory"}, False),
        ({"duty": "mandatory", "deadline": 2}, True),
        ({"duty": "mandatory", "deadline": 3}, False),
        ({"duty": "instructed", "deadline": -5}, True),
    ],
)
def test_provisional_budgeting_lets_only_the_lawful_start(
    changes: dict[str, object], allowed: bool
) -> None:
    """Until the budget is in force: continued, not to be postponed, or a duty else late.

    The activity takes two quarters; begun in the first free quarter 2 it is finished in quarter 3.
    """
    one = activity("a", duration=2, **changes)
    asked = problem(one, provisional_until=Quarter(2027, 2))
    assert (kinds(asked, {"a": 1}) == set()) is allowed
    assert schedule(asked, steps=5).starts == {"a": 0 if allowed else 2}


@settings(max_examples=30, deadline=None)
@given(problems(), st.data())
def test_a_tightened_limit_is_noticed(asked: Problem, data: st.DataObject) -> None:
    """A limit set a little below what the plan uses must be reported, in every year and quarter."""
    planned = schedule(asked, steps=3)
    checked = check(asked, planned)
    used = [each.consumptive for each in checked.years]
    index = data.draw(st.integers(0, len(used) - 1))
    tight = tuple(used[index] - 0.5 if each == index else float("inf") for each in range(len(used)))
    limits = replace(asked.limits, consumptive=tight)
    found = {each.kind for each in check(Problem(asked.activities, limits), planned).findings}
    assert found == {"consumptive"}


@settings(max_examples=30, deadline=None)
@given(problems(), st.floats(0.1, 5), st.integers(0, 3))
def test_a_false_claim_is_noticed(asked: Problem, error: float, level: int) -> None:
    """A planner that overstates what its plan reaches is caught on every level of the aim."""
    planned = schedule(asked, steps=0)
    claim = list(planned.objective)
    claim[level] += max(1, round(error)) if level < 2 else error
    lying = Solution(planned.starts, Objective(*claim))  # type: ignore[arg-type]
    assert [each.kind for each in check(asked, lying).findings] == ["objective"]


def test_unmet_wishes_are_reported_but_break_no_rule() -> None:
    """A wish that cannot be met must be said, but the plan without it is sound."""
    wish: Activity = activity("a", required=True, investive=1.0)
    asked = problem(wish, quarters=4, investive=(0.0,))
    checked = check(asked, schedule(asked))
    assert checked.ok
    assert checked.unmet_wishes == ("a",)
