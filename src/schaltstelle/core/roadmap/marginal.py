"""What a little more staff or money would change: the plan made again with a limit moved.

And what the money of programmes brings: the plan beside the one from own money alone.
"""

from dataclasses import dataclass, replace

from schaltstelle.core.german import count, euro, join_and, percent
from schaltstelle.core.roadmap.problem import Limits, Objective, Problem, Solution
from schaltstelle.core.roadmap.schedule import Schedule, refine, search, solution_of
from schaltstelle.core.roadmap.table import Table, tabulate

YEARLY_EUROS = 10_000.0

MARGINAL_STEPS = 20
SMALLEST_SHARE = 0.05  # percent of use; less would print as nothing
NAMED = 3  # titles in a sentence; more would not be read


@dataclass(frozen=True, slots=True)
class Change:
    """More of one limit: staff days in every quarter, euros in every year."""

    key: str
    """``staff``, ``consumptive`` or ``investive``; ``grants`` for ``GRANTS``."""
    label: str
    staff_days: float = 0.0
    investive: float = 0.0
    consumptive: float = 0.0

    def applied(self, limits: Limits) -> Limits:
        """The limits with the change; a cap on the voluntary rises by the same money."""
        money = self.investive + self.consumptive
        cap = limits.voluntary_cap
        return replace(
            limits,
            staff_days=tuple(each + self.staff_days for each in limits.staff_days),
            investive=tuple(each + self.investive for each in limits.investive),
            consumptive=tuple(each + self.consumptive for each in limits.consumptive),
            voluntary_cap=None if cap is None else tuple(each + money for each in cap),
        )


def usual_changes(working_days: float) -> tuple[Change, ...]:
    """Half a post, of which a whole one has so many working days a year, and more of each money."""
    return (
        Change("staff", "einer halben Stelle mehr", staff_days=working_days / 2 / 4),
        Change(
            "consumptive",
            f"{euro(YEARLY_EUROS)} mehr im Jahr für laufende Ausgaben",
            consumptive=YEARLY_EUROS,
        ),
        Change(
            "investive",
            f"{euro(YEARLY_EUROS)} mehr im Jahr für Investitionen",
            investive=YEARLY_EUROS,
        ),
    )


GRANTS = Change("grants", "dem Geld aus Förderprogrammen")
"""No move of a limit: compares the plan from own money alone with the plan."""


@dataclass(frozen=True, slots=True)
class Marginal:
    """The plan with a limit moved, compared with the plan as it is."""

    change: Change
    objective: Objective
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    earlier: tuple[tuple[str, int], ...]
    """Activities of both plans that start earlier, with the number of quarters."""
    use_gained: float
    text: str
    """In German, one or two sentences."""


def marginal(
    problem: Problem,
    solution: Solution,
    change: Change,
    *,
    seed: int = 0,
    steps: int = MARGINAL_STEPS,
) -> Marginal:
    """Plan again from a plan that passes its check, with a limit moved."""
    found = with_change(tabulate(problem), solution, change, seed=seed, steps=steps)
    return compare(problem, solution, solution_of(found), change)


def with_change(
    table: Table, solution: Solution, change: Change, *, seed: int, steps: int
) -> Schedule:
    """The schedule found from ``solution`` when the limits are moved."""
    wider = table.with_limits(change.applied(table.problem.limits))
    found = refine(Schedule.of(wider, solution.starts), seed=seed, steps=steps)
    if not _misses_a_must(table.problem, solution):
        return found
    # Something large rarely finds room between the steps of a whole plan.
    anew = search(wider, seed=seed, steps=steps)
    return max(found, anew, key=lambda each: each.worth)


def _misses_a_must(problem: Problem, solution: Solution) -> bool:
    """Whether a wish or a dated duty is not planned."""
    return any(
        (each.required or each.is_dated_duty) and each.id not in solution.starts
        for each in problem.activities
    )


def compare(problem: Problem, before: Solution, after: Solution, change: Change) -> Marginal:
    """What differs between the plan as it is and the plan with a limit moved."""
    earlier = tuple(
        (each, before.starts[each] - start)
        for each, start in after.starts.items()
        if before.starts.get(each, -1) > start
    )
    added = tuple(each for each in after.starts if each not in before.starts)
    dropped = tuple(each for each in before.starts if each not in after.starts)
    return Marginal(
        change=change,
        objective=after.objective,
        added=added,
        dropped=dropped,
        earlier=earlier,
        use_gained=after.objective.use - before.objective.use,
        text=_text(problem, before, after, change, (added, dropped, earlier)),
    )


def _text(
    problem: Problem,
    before: Solution,
    after: Solution,
    change: Change,
    differences: tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, int], ...]],
) -> str:
    added, dropped, earlier = differences
    label = change.label
    if problem.limits.voluntary_cap is not None and change.investive + change.consumptive > 0:
        label += " und ebenso viel mehr für Freiwilliges"
    if after.objective.rank >= before.objective.rank and not added:
        return f"Mit {label} fand sich kein besserer Plan."
    parts = _gains(before.objective, after.objective)
    if added:
        parts.append(f"neu im Plan: {_titles(problem, added)}")
    if dropped:
        parts.append(f"dafür nicht mehr: {_titles(problem, dropped)}")
    if earlier:
        parts.append(f"früher beginnen: {_titles(problem, tuple(each for each, _ in earlier))}")
    if not parts:
        saved = before.objective.cost - after.objective.cost
        parts.append(f"derselbe Nutzen für {euro(saved)} weniger")
    return f"Mit {label}: {'; '.join(parts)}."


def _gains(before: Objective, after: Objective) -> list[str]:
    parts = []
    late = before.duty_lateness - after.duty_lateness
    if late > 0:
        parts.append(f"Pflichten zusammen {count(late, 'Quartal', 'Quartale')} weniger verspätet")
    sooner = before.security_lateness - after.security_lateness
    if sooner > 0:
        parts.append(
            f"grundlegende IT-Sicherheit zusammen {count(sooner, 'Quartal', 'Quartale')} früher"
        )
    share = 100 * (after.use / before.use - 1) if before.use > 0 else 0.0
    if abs(share) >= SMALLEST_SHARE:
        amount = percent(abs(share), 0 if abs(share) >= 10 else 1)
        parts.append(f"{amount} mehr Nutzen" if share > 0 else f"dafür {amount} weniger Nutzen")
    return parts


def _titles(problem: Problem, ids: tuple[str, ...]) -> str:
    titles = [f"„{problem.by_id[each].title}“" for each in ids]
    if len(titles) <= NAMED + 1:
        return join_and(titles)
    return f"{', '.join(titles[:NAMED])} und {len(titles) - NAMED} weitere"
