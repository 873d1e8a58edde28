"""The best plan by trying every one: slow, and too simple to be wrong."""

from itertools import product

from schaltstelle.core.roadmap.check import check
from schaltstelle.core.roadmap.problem import Objective, Problem, Solution

NOTHING = Objective(0, 0, 0.0, 0.0)


def best_by_enumeration(problem: Problem) -> tuple[int, Objective]:
    """Unmet wishes and objective of the best plan, judged by the check alone."""
    choices = [
        (None, *range(problem.limits.quarters - each.duration + 1)) for each in problem.activities
    ]
    best = None
    for picks in product(*choices):
        starts = {
            each.id: start
            for each, start in zip(problem.activities, picks, strict=True)
            if start is not None
        }
        checked = check(problem, Solution(starts, NOTHING))
        if all(finding.kind == "objective" for finding in checked.findings):
            reached = (len(checked.unmet_wishes), checked.objective)
            if best is None or rank(*reached) < rank(*best):
                best = reached
    assert best is not None, "planning nothing keeps every limit"
    return best


def rank(unmet: int, objective: Objective) -> tuple[float, ...]:
    """Better plans first; use and cost to the cent, so that rounding makes no difference."""
    duty, security, use, cost = objective.rank
    return (unmet, duty, security, round(use, 2), round(cost, 2))
