"""The whole path: validate, schedule, check, bound, explain. The same input gives the same plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schaltstelle.core.roadmap.bound import Bound, bound_of
from schaltstelle.core.roadmap.check import Check, check
from schaltstelle.core.roadmap.explain import LeftOut, Step, explain
from schaltstelle.core.roadmap.marginal import (
    GRANTS,
    MARGINAL_STEPS,
    Change,
    Marginal,
    compare,
    with_change,
)
from schaltstelle.core.roadmap.problem import Problem, Solution, require_valid
from schaltstelle.core.roadmap.schedule import (
    DEFAULT_STEPS,
    Schedule,
    refine,
    search,
    solution_of,
)
from schaltstelle.core.roadmap.table import Table, tabulate, without_grants

MOST_RESTARTS = 3


@dataclass(frozen=True)
class Plan:
    """A plan with everything that has to be said about it."""

    problem: Problem
    solution: Solution
    check: Check
    bound: Bound
    steps: tuple[Step, ...]
    """Planned activities with reasons, by start."""
    left_out: tuple[LeftOut, ...]
    """The others with reasons; unmet wishes first."""
    marginals: tuple[Marginal, ...]
    """What each of the changes asked for would bring."""
    grants_bring: Marginal | None
    """What the money of programmes changes in this plan; None if no step is paid by one."""
    seed: int

    @property
    def collisions(self) -> tuple[LeftOut, ...]:
        """Wishes of the place that do not fit, with the limits that collide."""
        return tuple(each for each in self.left_out if each.required)


def plan(
    problem: Problem,
    *,
    seed: int = 0,
    steps: int = DEFAULT_STEPS,
    labels: Mapping[str, str] | None = None,
    changes: Sequence[Change] = (),
) -> Plan:
    """Plan, check and explain; ``labels`` names the targets of lifts for the reader, ``changes``
    are the moves of limits to compare with.

    Raises ``ProblemError`` with German messages if the problem contradicts itself. A plan that
    would break a limit is not returned: ``check.ok`` holds, or ``AssertionError`` is raised.
    """
    require_valid(problem)
    table = tabulate(problem)
    found, bare = _with_and_without_grants(table, seed, steps)
    solution, marginals = _with_marginals(table, found, seed, changes)
    checked = check(problem, solution)
    if not checked.ok:
        raise AssertionError([finding.message for finding in checked.findings])
    steps_taken, left_out = explain(table, solution, checked, labels or {})
    return Plan(
        problem=problem,
        solution=solution,
        check=checked,
        bound=bound_of(table, solution),
        steps=steps_taken,
        left_out=left_out,
        marginals=marginals,
        grants_bring=_grants_bring(problem, solution, bare),
        seed=seed,
    )


def _with_and_without_grants(
    table: Table, seed: int, steps: int
) -> tuple[Schedule, Schedule | None]:
    """The best plan found, and the best one from own money alone; None if there are no grants.

    The first is never the worse one: what own money alone allows is allowed with grants too. Each
    is tried as a beginning of the other, so that what differs is owed to the grants.
    """
    if all(activity.grant is None for activity in table.problem.activities):
        return search(table, seed=seed, steps=steps), None
    own_money = without_grants(table)
    bare = search(own_money, seed=seed, steps=steps)
    found = search(table, seed=seed, steps=steps, base=bare.on(table))
    reduced = refine(found.on(own_money), seed=seed, steps=MARGINAL_STEPS)
    bare = max(bare, reduced, key=lambda schedule: schedule.worth)
    return max(found, bare.on(table), key=lambda schedule: schedule.worth), bare


def _grants_bring(problem: Problem, solution: Solution, bare: Schedule | None) -> Marginal | None:
    paid = any(problem.by_id[each].grant_at(start) for each, start in solution.starts.items())
    if bare is None or not paid:
        return None
    return compare(problem, solution_of(bare), solution, GRANTS)


def _with_marginals(
    table: Table, found: Schedule, seed: int, changes: Sequence[Change]
) -> tuple[Solution, tuple[Marginal, ...]]:
    """The plan and what more would change.

    A better plan found with wider limits that keeps the old ones as well owes nothing to them: it
    becomes the plan, and the comparison starts again.
    """
    for _ in range(MOST_RESTARTS):
        solution = solution_of(found)
        wider = [
            with_change(table, solution, change, seed=seed, steps=MARGINAL_STEPS)
            for change in changes
        ]
        better = [each for each in wider if each.worth > found.worth and _fits(table, each)]
        if not better:
            break
        best = max(better, key=lambda schedule: schedule.worth)
        found = Schedule.of(table, solution_of(best).starts)
    solution = solution_of(found)
    return solution, tuple(
        compare(table.problem, solution, solution_of(each), change)
        for each, change in zip(wider, changes, strict=True)
    )


def _fits(table: Table, schedule: Schedule) -> bool:
    used = schedule.table.room - schedule.left
    return (table.room - used) & table.guard == table.guard
