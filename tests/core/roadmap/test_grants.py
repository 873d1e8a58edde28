"""Protects money of programmes in the plan: it counts only for a start in time, and never harms."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.core.german import euro
from schaltstelle.core.roadmap.bound import LATENESS, bound
from schaltstelle.core.roadmap.check import check
from schaltstelle.core.roadmap.grants import ActivityGrant, GrantPart
from schaltstelle.core.roadmap.marginal import usual_changes
from schaltstelle.core.roadmap.plan import Plan, plan
from schaltstelle.core.roadmap.problem import Objective, Problem, Solution, validate
from schaltstelle.core.roadmap.table import tabulate, without_grants
from schaltstelle.referee import ask_referee

from .build import activity, problem
from .enumeration import best_by_enumeration, rank
from .instances import town_hall, with_grants
from .strategies import problems

Q = "\N{NO-BREAK SPACE}Quartal"


def paid(first: int, last: int, **amounts: float) -> ActivityGrant:
    """Money of one programme for a start from one quarter to another."""
    given = {"investive": 0.0, "consumptive": 0.0, **amounts}
    return ActivityGrant((GrantPart("x", "Programm X", **given),), first, last)


def reached(made: Plan) -> tuple[float, ...]:
    return rank(len(made.check.unmet_wishes), made.solution.objective)


@settings(deadline=None, max_examples=80)
@given(problems(), st.integers(0, 3))
def test_a_plan_with_grants_is_never_worse_than_without(asked: Problem, seed: int) -> None:
    """Money offered may be left; what own money alone reaches must be reached in any case."""
    made = plan(asked, seed=seed, steps=3)
    assert reached(made) <= reached(plan(asked.without_grants(), seed=seed, steps=3))
    assert made.check.ok


@pytest.mark.parametrize("seed", range(2))
def test_a_town_hall_gains_from_grants(seed: int) -> None:
    """On problems of usual size the money must be found and used, not only do no harm."""
    asked = with_grants(town_hall(seed), seed)
    made = plan(asked, seed=seed, changes=usual_changes(200))
    assert made.check.ok
    assert reached(made) < reached(plan(asked.without_grants(), seed=seed))
    assert sum(step.grant is not None for step in made.steps) >= 3
    assert made.grants_bring is not None and made.grants_bring.text.startswith("Mit dem Geld aus")


@settings(max_examples=40, deadline=None)
@given(problems(most=3, quarters=4), st.integers(0, 3))
def test_no_start_in_time_for_a_grant_beats_the_bound(asked: Problem, seed: int) -> None:
    """The best plan there is, found by trying all, stays below the bound of the plan made."""
    made = plan(asked, seed=seed)
    unmet, best = best_by_enumeration(asked)
    assert reached(made) == rank(unmet, best)
    most = bound(asked, made.solution, hold=LATENESS).use
    assert most >= best.use - 1e-6 * max(1.0, best.use)


def test_the_referee_reckons_with_grants() -> None:
    """The exact plan of a small problem is the best of all, and the fast one is not better."""
    asked = with_grants(town_hall(3, count=5, quarters=5, share=0.5), 3, share=1.0)
    verdict = ask_referee(asked)
    checked = check(asked, verdict.solution)
    assert verdict.is_optimal and checked.ok
    best = rank(*best_by_enumeration(asked))
    assert rank(len(checked.unmet_wishes), checked.objective) == best
    assert reached(plan(asked)) >= best


@pytest.mark.parametrize(("start", "own"), [(1, 100.0), (2, 40.0), (3, 40.0), (4, 100.0)])
def test_own_money_falls_only_for_a_start_in_time(start: int, own: float) -> None:
    """The check, which trusts nobody, and the integers of the search say the same."""
    one = activity("a", duration=2, consumptive=100.0, grant=paid(2, 3, consumptive=60.0))
    asked = problem(one, quarters=8, consumptive=(100.0, 100.0))
    solution = Solution({"a": start}, Objective(0, 0, 0.0, 0.0))
    checked = check(asked, solution)
    assert checked.objective.cost == own
    assert sum(year.consumptive for year in checked.years) == own
    assert sum(year.granted for year in checked.years) == 100.0 - own
    tight = replace(asked, limits=replace(asked.limits, consumptive=(own - 1.0, own - 1.0)))
    table = tabulate(tight)
    fits = (table.room - table.taken[0][start]) & table.guard == table.guard
    found = {each.kind for each in check(tight, solution).findings} - {"objective"}
    # A start in quarter 3 spends half in each year, so that one euro less is no hindrance.
    assert fits == (not found)
    assert fits == (start == 3)


def test_both_kinds_of_money_and_the_cap_on_the_voluntary_fall() -> None:
    """Each by its own part of the grant."""
    one = activity(
        "a", investive=100.0, consumptive=50.0, grant=paid(0, 9, investive=80.0, consumptive=10.0)
    )
    asked = problem(one, quarters=4, investive=(20.0,), consumptive=(40.0,), voluntary_cap=(60.0,))
    (year,) = plan(asked).check.years
    assert (year.investive, year.consumptive, year.voluntary, year.granted) == (20, 40, 60, 90)
    for tight in ({"investive": (19.0,)}, {"consumptive": (39.0,)}, {"voluntary_cap": (59.0,)}):
        limits = replace(asked.limits, **tight)  # type: ignore[arg-type]
        assert plan(replace(asked, limits=limits)).solution.starts == {}


def test_a_step_waits_for_money_without_which_it_does_not_fit() -> None:
    """It starts when the grant can have been approved, and says that and how much."""
    one = activity("a", investive=100.0, grant=paid(2, 4, investive=90.0))
    made = plan(problem(one, quarters=8, investive=(10.0, 10.0)))
    (step,) = made.steps
    assert made.solution.starts == {"a": 2}
    assert step.grant == one.grant
    assert step.why[-1] == (
        f"„Programm X“ kann bis zu {euro(90)} zahlen, wenn der Antrag bewilligt wird."
    )
    assert step.why_now == (
        "Wartet auf Geld aus „Programm X“; vorher reicht der Rahmen nicht: "
        f"2027 {euro(100)} für Investitionen nötig, {euro(10)} frei."
    )
    assert made.grants_bring is not None
    assert made.grants_bring.added == ("a",)
    assert made.grants_bring.text == "Mit dem Geld aus Förderprogrammen: neu im Plan: „A“."


def test_a_step_without_use_of_its_own_waits_to_save_money() -> None:
    """Where time brings nothing, the cheaper start is the better one, though it is later."""
    enabler = activity("a", use=0.0, consumptive=50.0, grant=paid(3, 9, consumptive=20.0))
    follower = activity("b", prerequisites=("a",), earliest=4)
    made = plan(problem(enabler, follower))
    assert made.solution.starts == {"a": 3, "b": 4}
    step = next(each for each in made.steps if each.id == "a")
    assert step.why_now == (
        "Wartet auf Geld aus „Programm X“; früher begonnen kostete es mehr eigenes Geld."
    )
    assert made.grants_bring is not None
    assert made.grants_bring.text == (
        f"Mit dem Geld aus Förderprogrammen: derselbe Nutzen für {euro(20)} weniger."
    )


def test_what_is_short_besides_money_is_named_instead() -> None:
    """The grant is not the reason where staff would be missing a quarter earlier anyway."""
    one = activity("a", investive=100.0, staff_days=5.0, grant=paid(1, 9, investive=90.0))
    asked = problem(one, quarters=4, investive=(10.0,), staff_days=(0.0, 5.0, 5.0, 5.0))
    (step,) = plan(asked).steps
    assert step.why_now.startswith(f"Früher reicht der Rahmen nicht: im 1.{Q} 2027 5 Arbeitstage")


@pytest.mark.parametrize(
    ("grant", "text"),
    [
        (paid(3, 4, investive=5.0), f"erst bei Beginn ab dem 4.{Q} 2027."),
        (paid(-2, -1, investive=5.0), f"nur bei Beginn bis zum 4.{Q} 2026."),
    ],
)
def test_a_step_that_misses_the_money_says_so(grant: ActivityGrant, text: str) -> None:
    """Use comes before cost; who reads the plan may decide otherwise."""
    made = plan(problem(activity("a", investive=10.0, grant=grant)))
    (step,) = made.steps
    assert made.solution.starts == {"a": 0}
    assert step.grant is None
    lost = f"bis zu {euro(5)} aus „Programm X“"
    assert step.why[-1] == f"Ohne Förderung gerechnet: {lost} gibt es {text}"
    assert made.grants_bring is None


def test_two_programmes_are_named_together() -> None:
    """Both, with what they pay together."""
    parts = (GrantPart("x", "X", 0.0, 40.0), GrantPart("y", "Y", 0.0, 20.0))
    made = plan(problem(activity("a", consumptive=100.0, grant=ActivityGrant(parts, 0, 9))))
    assert made.steps[0].why[-1].startswith(f"„X“ und „Y“ können zusammen bis zu {euro(60)} zahlen")
    assert made.solution.objective.cost == 40.0


@settings(deadline=None, max_examples=40)
@given(problems())
def test_own_money_alone_is_the_same_problem_without_grants(asked: Problem) -> None:
    """The comparison with and without rests on one table with some lines changed."""
    bare, fresh = without_grants(tabulate(asked)), tabulate(asked.without_grants())
    assert bare == fresh


@pytest.mark.parametrize(
    ("grant", "fault"),
    [
        (paid(0, 1, investive=11.0), "höher als die Kosten"),
        (paid(0, 1, consumptive=-1.0), "keine endliche Zahl ab null"),
        (paid(0, 1, investive=float("nan")), "keine endliche Zahl ab null"),
        (paid(2, 1), "endet, bevor sie beginnt"),
        (ActivityGrant((), 0, 1), "nennt kein Programm"),
        (ActivityGrant((GrantPart("x", "X", 1.0, 0.0),) * 2, 0, 1), "mehrfach"),
    ],
)
def test_an_impossible_grant_is_named(grant: ActivityGrant, fault: str) -> None:
    """Wrong money in a plan would be believed."""
    (message,) = validate(problem(activity("a", investive=10.0, grant=grant)))
    assert message.startswith("Maßnahme „A“ (a): ")
    assert fault in message
