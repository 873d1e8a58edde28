"""Protects the planner: the aim in its order, each limit, and the same plan for the same input."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.core.roadmap.aim import objective
from schaltstelle.core.roadmap.check import check
from schaltstelle.core.roadmap.problem import Lift, Problem, Quarter
from schaltstelle.core.roadmap.schedule import DEFAULT_STEPS, schedule
from schaltstelle.core.roadmap.table import tabulate

from .build import activity, problem
from .enumeration import best_by_enumeration, rank
from .instances import town_hall
from .strategies import problems


@settings(max_examples=40, deadline=None)
@given(problems(most=4, quarters=4))
def test_small_problems_are_solved_as_well_as_by_trying_everything(asked: Problem) -> None:
    """With up to four activities the search must find a best plan on every level of the aim."""
    planned = schedule(asked, steps=150)
    checked = check(asked, planned)
    reached = rank(len(checked.unmet_wishes), checked.objective)
    assert reached == rank(*best_by_enumeration(asked))


@settings(max_examples=30, deadline=None)
@given(problems(), st.integers(0, 2**32 - 1))
def test_the_same_input_gives_the_same_plan(asked: Problem, seed: int) -> None:
    """An advice must be recomputable."""
    assert schedule(asked, seed=seed, steps=8) == schedule(asked, seed=seed, steps=8)


def test_the_plan_does_not_depend_on_the_order_of_sets_in_this_process() -> None:
    """Another process with another hash seed finds the same plan."""
    code = (
        "from tests.core.roadmap.instances import town_hall;"
        "from schaltstelle.core.roadmap.schedule import schedule;"
        "print(dict(schedule(town_hall(5, count=25), seed=3, steps=20).starts))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1] != b"{}\n"


@settings(max_examples=40, deadline=None)
@given(problems(), st.data())
def test_integers_and_plain_units_agree(asked: Problem, data: st.DataObject) -> None:
    """What the search adds up in integers is what the plan reaches in use units and euros."""
    planned = schedule(asked, steps=2)
    assert planned.objective == objective(asked, planned.starts)
    checked = check(asked, planned).objective
    assert planned.objective == pytest.approx(checked)


def test_a_duty_goes_before_any_use() -> None:
    """A duty that is due takes the only place, however much more another activity would bring."""
    duty = activity("duty", use=1.0, duty="mandatory", deadline=0, staff_days=5.0)
    better = activity("better", use=1000.0, staff_days=5.0)
    planned = schedule(problem(better, duty, quarters=2, staff_days=(5.0, 5.0)))
    assert planned.starts == {"duty": 0, "better": 1}
    assert planned.objective.duty_lateness == 0


def test_a_duty_with_time_left_makes_room_for_security() -> None:
    """A deadline far away need not be met early where basic security is waiting."""
    duty = activity("duty", duty="mandatory", deadline=3, staff_days=5.0, use=100.0)
    security = activity("security", security=True, staff_days=5.0, use=1.0)
    planned = schedule(problem(duty, security, quarters=4, staff_days=(5.0,) * 4))
    assert planned.starts == {"security": 0, "duty": 1}


def test_lateness_counts_from_the_deadline_or_from_now() -> None:
    """Lateness of a deadline passed long ago counts from the first quarter; none planned: + 1."""
    asked = problem(
        activity("old", duty="mandatory", deadline=-9, duration=2),
        activity("new", duty="instructed", deadline=1, duration=4),
        activity("never", duty="mandatory", deadline=2, duration=9),
        quarters=8,
    )
    assert schedule(asked).objective.duty_lateness == (1 - 0) + (3 - 1) + (9 - 2)


def test_a_target_lifted_twice_counts_once() -> None:
    """The second activity for the same level adds only what it does better, from when it does."""
    weak = activity("weak", lifts=(Lift("t:basic", 10.0, 0.4),))
    strong = activity("strong", lifts=(Lift("t:basic", 10.0, 0.9),), earliest=3)
    planned = schedule(problem(weak, strong, quarters=4))
    assert planned.starts == {"weak": 0, "strong": 3}
    # Effect of weak in quarters 1 to 3, of strong from quarter 4 until eight after the horizon.
    assert planned.objective.use == pytest.approx(3 * 4.0 + 8 * 9.0)


def test_what_adds_no_use_is_left_out() -> None:
    """Nobody should be sent to do what another step brings already, nor what brings nothing."""
    asked = problem(
        activity("best", lifts=(Lift("t:basic", 10.0, 0.9),)),
        activity("same", lifts=(Lift("t:basic", 10.0, 0.4),)),
        activity("idle", use=0.0),
    )
    assert schedule(asked).starts == {"best": 0}


def test_what_is_needed_comes_before_what_needs_it() -> None:
    """An enabler without use of its own is planned for what builds on it, and only then."""
    enabler = activity("enabler", use=0.0, duration=2, consumptive=5.0)
    follower = activity("follower", prerequisites=("enabler", "elsewhere"))
    assert schedule(problem(enabler, follower)).starts == {"enabler": 0, "follower": 2}
    assert schedule(problem(enabler)).starts == {}


def test_of_two_that_exclude_each_other_the_better_one_is_taken() -> None:
    """Whichever of the two names the exclusion."""
    small = activity("small", use=5.0, excludes=("large",))
    large = activity("large", use=6.0)
    assert schedule(problem(small, large)).starts == {"large": 0}
    assert schedule(problem(large, small)).starts == {"large": 0}


def test_a_wish_is_in_the_plan_even_if_it_costs_use() -> None:
    """What the place wants comes first."""
    wish = activity("wish", use=0.0, investive=100.0, required=True)
    better = activity("better", use=50.0, investive=100.0)
    planned = schedule(problem(better, wish, quarters=4, investive=(100.0,)))
    assert set(planned.starts) == {"wish"}


def test_the_cheaper_of_two_equal_plans_is_taken() -> None:
    """Cost decides where everything above it is equal, follow-up cost included."""
    cheap = activity("cheap", target="t:basic", consumptive=50.0, yearly_cost=10.0)
    dear = activity("dear", target="t:basic", consumptive=40.0, yearly_cost=20.0)
    planned = schedule(problem(dear, cheap, quarters=4))
    assert planned.starts == {"cheap": 0}
    assert planned.objective.cost == pytest.approx(50.0 + 10.0 * (4 - 1 + 8) / 4)


def test_the_cap_on_the_voluntary_leaves_duties_alone() -> None:
    """Budget consolidation limits voluntary spending, not what the law demands."""
    duty = activity("duty", duty="mandatory", deadline=0, investive=100.0)
    choice = activity("choice", investive=60.0)
    other = activity("other", investive=60.0, use=5.0)
    planned = schedule(problem(duty, choice, other, quarters=8, voluntary_cap=(60.0, 0.0)))
    assert planned.starts == {"duty": 0, "choice": 0}


def test_nothing_voluntary_spends_in_provisional_budgeting() -> None:
    """Also prerequisites of others wait until the budget is in force."""
    first = activity("first", use=0.0)
    second = activity("second", prerequisites=("first",))
    planned = schedule(problem(first, second, provisional_until=Quarter(2027, 3)))
    assert planned.starts == {"first": 3, "second": 4}


def test_an_empty_problem_has_an_empty_plan() -> None:
    """A place that has done everything."""
    assert schedule(problem()).starts == {}


def test_limits_of_very_different_size_are_kept_to_the_cent() -> None:
    """A city's millions beside a village's hundreds in one problem."""
    asked = problem(
        activity("large", investive=900_000_000.0),
        activity("small", investive=100.02, use=20.0, earliest=4),
        quarters=8,
        investive=(900_000_000.0, 100.0),
    )
    planned = schedule(asked)
    assert planned.starts == {"large": 0}
    assert check(asked, planned).ok


@pytest.mark.parametrize("seed", range(4))
def test_local_search_pays(seed: int) -> None:
    """On problems of a town hall the search must beat list scheduling alone."""
    asked = town_hall(seed)
    searched = schedule(asked, steps=DEFAULT_STEPS).objective.rank
    assert searched < schedule(asked, steps=0).objective.rank


@settings(max_examples=40, deadline=None)
@given(problems())
def test_the_packed_limits_say_the_same_as_the_check(asked: Problem) -> None:
    """Each activity alone fits by the packed integers if and only if the check finds no limit."""
    from schaltstelle.core.roadmap.problem import Solution

    table = tabulate(asked)
    for index, one in enumerate(asked.activities):
        for start, taken in enumerate(table.taken[index]):
            fits = (table.room - taken) & table.guard == table.guard
            lonely = Solution({one.id: start}, objective(asked, {one.id: start}))
            kinds = {each.kind for each in check(asked, lonely).findings}
            assert fits == (not kinds & {"staff", "investive", "consumptive", "voluntary"})
