"""How much better a plan could be, and what staff and money are worth: the linear relaxation.

The model is time-indexed: one variable between 0 and 1 for each activity and start. The upper
levels of the aim are held at what the plan reaches, and the use is maximised. Held in one of two
ways:

- ``dates``: *no plan with the same dates for wishes, dated duties and basic security gains more use
  than this.* The tighter and faster one; its prices are those of the part that can be chosen.
- ``lateness``: *no plan with as many wishes and no more lateness gains more use than this.* It
  holds for more plans and is therefore weaker, since fractions of activities may be in time.

Neither says whether less lateness were possible; that is for the referee.

HiGHS solves it by sifting: it sees a part of the columns, its dual values price the others, and the
most promising join until the bound stands. Each round gives a bound that is valid as it is, because
it is recomputed here from the dual values over all columns (Lagrange); no rounding inside the
solver can make it wrong. Prerequisites are aggregated over time to keep the rows few, which can
weaken the bound but never spoil it.

``highspy`` is imported on first use.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.roadmap.aim import USE_SCALE
from schaltstelle.core.roadmap.problem import QUARTERS_AFTER_HORIZON, Problem, Solution
from schaltstelle.core.roadmap.table import (
    FIELD,
    FULL_SCALE,
    UNLIMITED,
    Table,
    tabulate,
    top_effects,
)

if TYPE_CHECKING:
    import highspy

Numbers = NDArray[np.float64]
Positions = NDArray[np.intp]

DATES, LATENESS = "dates", "lateness"

GOOD_ENOUGH = 0.002  # stop at most this share above the value of the linear relaxation
MOST_ROUNDS = 20
EVERY = 4  # first round: every fourth start of each activity, and the plan
JOINING = 60  # columns that join in a round, the most promising of each activity first


@dataclass(frozen=True, slots=True)
class Bound:
    """Upper bound on the use of a plan and the shadow prices of its limits."""

    use: float
    """No plan of the kind held gains more use units."""
    gap: float
    """Share by which the plan may fall short of that: 0.03 means at most 3 percent."""
    per_staff_day: float
    """Use units for one more staff day in every quarter, as long as little is added."""
    per_investive_euro: float
    """Use units for one more investive euro in every year."""
    per_consumptive_euro: float
    per_voluntary_euro: float
    """0 without budget consolidation."""


def bound(problem: Problem, solution: Solution, *, hold: str = DATES) -> Bound:
    """Bound the use of a plan that passes its check; ``hold`` is ``dates`` or ``lateness``."""
    return bound_of(tabulate(problem), solution, hold=hold)


def bound_of(table: Table, solution: Solution, *, hold: str = DATES) -> Bound:
    """As ``bound``, for a problem already turned into integers."""
    columns = _Columns.of(table)
    if not len(columns.owner):
        return Bound(solution.objective.use, 0.0, 0.0, 0.0, 0.0, 0.0)
    relaxation = _relax(table, columns, solution)
    planned = columns.of_plan(table, solution)
    allowed = np.ones(len(columns.owner), dtype=bool)
    if hold == DATES:
        allowed = _allowed(table.problem, columns, planned)
    most, prices = _sift(relaxation, planned, allowed)
    unit = table.uses.unit * USE_SCALE
    use = max(most * unit, solution.objective.use)
    sums = np.bincount(relaxation.kinds, prices[: len(relaxation.kinds)], minlength=4)
    share = np.asarray(sums * (unit / FULL_SCALE), dtype=np.float64)
    return Bound(
        use=use,
        gap=0.0 if use <= 0 else 1 - solution.objective.use / use,
        per_staff_day=float(share[0]) * table.scales.staff,
        per_investive_euro=float(share[1]) * table.scales.investive,
        per_consumptive_euro=float(share[2]) * table.scales.consumptive,
        per_voluntary_euro=float(share[3]) * table.scales.voluntary,
    )


@dataclass(frozen=True)
class _Columns:
    """One column for each activity and start, those of an activity next to each other."""

    owner: Positions
    start: Positions
    after: Positions
    """Quarters with effect."""
    first: Positions
    """First column of each activity; one more entry than activities."""
    last_start: int

    @classmethod
    def of(cls, table: Table) -> "_Columns":
        starts = [range(a, b + 1) for a, b in zip(table.first, table.last, strict=True)]
        count = [len(each) for each in starts]
        owner = np.repeat(np.arange(len(count)), count)
        start = np.array([each for line in starts for each in line], dtype=np.intp)
        quarters = table.problem.limits.quarters
        after = quarters + QUARTERS_AFTER_HORIZON - start - np.array(table.durations)[owner]
        return cls(owner, start, after, np.cumsum([0, *count]), quarters)

    def span(self, activity: int) -> slice:
        return slice(self.first[activity], self.first[activity + 1])

    def of_plan(self, table: Table, solution: Solution) -> Positions:
        planned = [
            self.first[activity] + solution.starts[name] - table.first[activity]
            for activity, name in enumerate(table.ids)
            if name in solution.starts
        ]
        return np.array(planned, dtype=np.intp)


@dataclass(frozen=True)
class _Relaxation:
    """Maximise ``gain`` subject to ``rows <= upper``, at most one column an activity.

    Besides there is one column for each ``TopEffect``: its use counts ``effect_gain`` each, is at
    most ``effect_most`` and adds 1 to one of the last rows, in order.
    """

    columns: _Columns
    gain: Numbers
    rows: Numbers
    upper: Numbers
    effect_gain: Numbers
    effect_most: Numbers
    kinds: Positions
    """Kind of the first rows: 0 staff, 1 investive, 2 consumptive, 3 voluntary."""


def _relax(table: Table, columns: _Columns, solution: Solution) -> _Relaxation:
    limits, room, kinds = _define_limits(table, columns)
    rules, allowed = _define_rules(table, columns)
    levels, held = _define_levels(table.problem, columns, solution)
    gain, effects, effect_gain, effect_most = _define_effects(table, columns)
    return _Relaxation(
        columns=columns,
        gain=gain,
        rows=np.vstack([limits, levels, rules, effects]),
        upper=np.concatenate([room, held, allowed, np.zeros(len(effects))]),
        effect_gain=effect_gain,
        effect_most=effect_most,
        kinds=kinds,
    )


def _define_limits(table: Table, columns: _Columns) -> tuple[Numbers, Numbers, Positions]:
    """The packed integers of the table, read as rows of 64-bit numbers; unlimited rows drop out."""
    limits, size = table.problem.limits, table.guard.bit_length() // 8
    packed = b"".join(
        taken[start].to_bytes(size, "little")
        for taken, first in zip(table.taken, table.first, strict=True)
        for start in range(first, len(taken))
    )
    needs = np.frombuffer(packed, "<u8").reshape(len(columns.owner), size * 8 // FIELD)
    room = np.frombuffer((table.room ^ table.guard).to_bytes(size, "little"), "<u8")
    years = len(limits.years)
    kinds = np.repeat(np.arange(4), [limits.quarters, years, years, years])[: len(room)]
    finite = room < UNLIMITED
    rows = needs.T[finite] / float(FULL_SCALE)
    return rows, room[finite] / float(FULL_SCALE), kinds[finite]


def _define_levels(
    problem: Problem, columns: _Columns, solution: Solution
) -> tuple[Numbers, Numbers]:
    """Wishes and lateness at least as good as in the plan, counted against planning nothing."""
    never = problem.limits.quarters + 1
    rows = np.zeros((3, len(columns.owner)))
    upper = np.array([0.0, solution.objective.duty_lateness, solution.objective.security_lateness])
    for index, activity in enumerate(problem.activities):
        span = columns.span(index)
        finishes = columns.start[span] + activity.duration - 1
        if activity.required:
            rows[0, span] = -1
            upper[0] -= activity.id in solution.starts
        if activity.is_dated_duty:
            late_never = activity.lateness(never)
            rows[1, span] = [activity.lateness(each) - late_never for each in finishes.tolist()]
            upper[1] -= late_never
        if activity.security:
            rows[2, span] = finishes - never
            upper[2] -= never
    return rows, upper


def _define_rules(table: Table, columns: _Columns) -> tuple[Numbers, Numbers]:
    """Prerequisites (planned too, and finished before, summed over time) and exclusions."""
    before = [(a, b) for a, needs in enumerate(table.prerequisites) for b in needs]
    rivals = [(a, b) for a, others in enumerate(table.excludes) for b in others if a < b]
    rows = np.zeros((2 * len(before) + len(rivals), len(columns.owner)))
    upper = np.concatenate([np.zeros(2 * len(before)), np.ones(len(rivals))])
    horizon = columns.last_start
    for index, (later, earlier) in enumerate(before):
        one, other = columns.span(later), columns.span(earlier)
        rows[2 * index, one] = 1
        rows[2 * index, other] = -1
        rows[2 * index + 1, one] = horizon - columns.start[one]
        left = horizon - columns.start[other] - table.durations[earlier]
        rows[2 * index + 1, other] = -left
    for index, (one_activity, other_activity) in enumerate(rivals, start=2 * len(before)):
        rows[index, columns.span(one_activity)] = 1
        rows[index, columns.span(other_activity)] = 1
    return rows, upper


def _define_effects(table: Table, columns: _Columns) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Use: of targets that one activity lifts in the gain, of shared ones by their top effects."""
    scale = 1 / USE_SCALE
    alone = np.array(table.uses.alone, dtype=np.float64)
    gain: Numbers = alone[columns.owner] * columns.after * scale
    effects = top_effects(table)
    rows = np.zeros((len(effects), len(columns.owner)))
    most = np.zeros(len(effects))
    for index, effect in enumerate(effects):
        for activity in effect.activities:
            span = columns.span(activity)
            rows[index, span] = -columns.after[span]
            most[index] = max(most[index], columns.after[span].max(initial=0))
    steps = np.array([each.step for each in effects], dtype=np.float64)
    return gain, rows, steps * scale, most


def _allowed(problem: Problem, columns: _Columns, planned: Positions) -> NDArray[np.bool_]:
    """Columns that keep wishes, dated duties and security at the quarters of the plan."""
    fixed = [each.required or each.is_dated_duty or each.security for each in problem.activities]
    allowed = ~np.array(fixed, dtype=bool)[columns.owner]
    allowed[planned] = True
    return allowed


def _sift(
    problem: _Relaxation, planned: Positions, allowed: NDArray[np.bool_]
) -> tuple[float, Numbers]:
    """Upper bound in units of gain and the price of each row."""
    inside = problem.columns.start % EVERY == 0
    inside[planned] = True
    inside &= allowed
    solver = _solver(problem, np.flatnonzero(inside))
    best, best_prices = np.inf, np.zeros(len(problem.upper))
    for _ in range(MOST_ROUNDS):
        solver.run()
        value = solver.getInfo().objective_function_value
        duals = np.array(solver.getSolution().row_dual[: len(problem.upper)])
        prices = np.maximum(duals, 0.0)
        reduced = np.where(allowed, problem.gain - prices @ problem.rows, -np.inf)
        most = _lagrange(problem, prices, reduced)
        if most < best:
            best, best_prices = most, prices
        if best <= value * (1 + GOOD_ENOUGH):
            break
        joining = _promising(problem, reduced, np.array(solver.getSolution().row_dual), inside)
        if not len(joining):
            break
        inside[joining] = True
        _add_columns(solver, problem, joining)
    return float(best), best_prices


def _lagrange(problem: _Relaxation, prices: Numbers, reduced: Numbers) -> float:
    """Bound from any prices: what is left of the gain, the best start of each activity at most."""
    best = np.zeros(len(problem.columns.first) - 1)
    np.maximum.at(best, problem.columns.owner, reduced)
    effects = problem.effect_gain - prices[len(prices) - len(problem.effect_gain) :]
    paid = np.maximum(effects, 0.0) @ problem.effect_most
    return float(prices @ problem.upper + best.sum() + paid)


def _promising(
    problem: _Relaxation, reduced: Numbers, duals: Numbers, inside: NDArray[np.bool_]
) -> Positions:
    """Columns outside with the largest gain after all prices, that of its activity included."""
    after_all = reduced - duals[len(problem.upper) :][problem.columns.owner]
    after_all[inside] = 0.0
    order = np.argsort(-after_all, kind="stable")[:JOINING]
    return order[after_all[order] > 1e-9]


def _solver(problem: _Relaxation, inside: Positions) -> "highspy.Highs":
    """HiGHS with the rows, one more for each activity, the effects and the first columns."""
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("presolve", "off")
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    activities = len(problem.columns.first) - 1
    upper = np.concatenate([problem.upper, np.ones(activities)])
    rows, effects = len(upper), len(problem.effect_gain)
    none = np.zeros(0, dtype=np.int32)
    solver.addRows(
        rows,
        np.full(rows, -highspy.kHighsInf),
        upper,
        0,
        np.zeros(rows, dtype=np.int32),
        none,
        np.zeros(0),
    )
    if effects:
        last = len(problem.upper)
        solver.addCols(
            effects,
            problem.effect_gain,
            np.zeros(effects),
            problem.effect_most,
            effects,
            np.arange(effects, dtype=np.int32),
            np.arange(last - effects, last, dtype=np.int32),
            np.ones(effects),
        )
    _add_columns(solver, problem, inside)
    return solver


def _add_columns(solver: "highspy.Highs", problem: _Relaxation, joining: Positions) -> None:
    count = len(joining)
    dense = problem.rows.T[joining]
    column, row = np.nonzero(dense)
    values = dense[column, row]
    # One more entry a column: the row of its activity.
    sizes = np.bincount(column, minlength=count) + 1
    ends = np.cumsum(sizes)
    position = np.arange(len(column)) + column
    indices = np.empty(len(column) + count, dtype=np.int32)
    factors = np.ones(len(indices))
    indices[position], factors[position] = row, values
    indices[ends - 1] = len(problem.upper) + problem.columns.owner[joining]
    solver.addCols(
        count,
        problem.gain[joining],
        np.zeros(count),
        np.ones(count),
        len(indices),
        (ends - sizes).astype(np.int32),
        indices,
        factors,
    )
