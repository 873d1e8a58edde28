"""Protects the exact referee and, by it, the quality of the fast plan."""

import pytest

from schaltstelle.core.roadmap.check import check
from schaltstelle.core.roadmap.problem import ProblemError
from schaltstelle.core.roadmap.schedule import schedule
from schaltstelle.referee import ask_referee

from .build import activity, problem
from .enumeration import best_by_enumeration, rank
from .instances import town_hall


def test_the_referee_agrees_with_enumeration_and_its_plan_passes_the_check() -> None:
    """Small enough to try every plan; the hint, a plan not searched for long, must not decide."""
    asked = town_hall(11, count=5, quarters=5, share=0.5)
    verdict = ask_referee(asked, hint=schedule(asked, steps=0).starts)
    checked = check(asked, verdict.solution)
    assert verdict.is_optimal
    assert checked.ok
    reached = rank(len(checked.unmet_wishes), checked.objective)
    assert reached == rank(*best_by_enumeration(asked))


@pytest.mark.parametrize("seed", range(2))
def test_the_fast_plan_comes_close_to_the_proven_best(seed: int) -> None:
    """Never better than the referee, and on twelve activities and eight quarters as timely."""
    asked = town_hall(seed, count=12, quarters=8)
    best = ask_referee(asked)
    fast = schedule(asked)
    assert best.is_optimal
    assert fast.objective.rank[:2] == best.solution.objective.rank[:2]
    assert 0.97 * best.solution.objective.use <= fast.objective.use
    assert fast.objective.use <= best.solution.objective.use * (1 + 1e-6)


def test_a_contradiction_is_refused_before_a_process_is_started() -> None:
    """The German message must reach the caller as it is."""
    with pytest.raises(ProblemError, match="Dauer"):
        ask_referee(problem(activity("a", duration=0)))
