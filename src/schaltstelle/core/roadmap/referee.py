"""The exact plan by CP-SAT: the referee for tests, bench and whoever asks for proof.

One Boolean for each activity and start; the levels of the aim are solved one after the other, each
held while the next is improved (lexicographic by stages). Effort is limited in deterministic time,
not in seconds, with interleaved workers and a seed, so that a run can be repeated.

``ortools`` is imported on first use and takes a second or more. It brings its own copy of HiGHS
under the name that ``highspy`` (see ``bound``) uses too: whichever comes second in one process
fails to load. Call this in a process of its own, as ``schaltstelle.referee`` does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schaltstelle.core.roadmap.aim import objective
from schaltstelle.core.roadmap.problem import (
    QUARTERS_AFTER_HORIZON,
    Problem,
    Solution,
    require_valid,
)
from schaltstelle.core.roadmap.table import (
    FIELD,
    Table,
    tabulate,
    top_effects,
)

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

LEVELS = ("wishes", "duties", "security", "use", "cost")
_NEED_SHIFT = 20  # CP-SAT works best with coefficients up to a billion: 2**50 down to 2**30
_USE_SHIFT = 12  # 2**32 down to 2**20: ties below one in a million are ties
_WORKERS = 4


@dataclass(frozen=True)
class Verdict:
    """The best plan the referee found and what it proved about each of ``LEVELS``."""

    solution: Solution
    proven: tuple[bool, ...]
    """For each level whether no plan is better, given the levels above as found."""

    @property
    def is_optimal(self) -> bool:
        return all(self.proven)


def referee(
    problem: Problem,
    *,
    seed: int = 0,
    effort: float = 20.0,
    hint: Mapping[str, int] | None = None,
) -> Verdict:
    """Solve a problem exactly, with at most ``effort`` units of deterministic time a level.

    A unit is about a second on one core. ``hint`` are starts to begin from. Raises
    ``ProblemError`` if the problem contradicts itself, ``RuntimeError`` if ``highspy`` got there
    first in this process.
    """
    require_valid(problem)
    model = _Model.of(tabulate(problem))
    starts, proven = dict(hint or {}), []
    for level in LEVELS:
        found = _solve_level(model, level, starts, seed, effort)
        if found is None:
            proven.append(False)
            break
        starts, is_proven = found
        proven.append(is_proven)
    proven += [False] * (len(LEVELS) - len(proven))
    ordered = dict(sorted(starts.items(), key=lambda item: item[1]))
    return Verdict(Solution(ordered, objective(problem, ordered)), tuple(proven))


def _import_solver() -> "type[cp_model.CpModel]":
    try:
        from ortools.sat.python import cp_model
    except ImportError as error:
        raise RuntimeError(
            "CP-SAT lässt sich nicht in demselben Prozess laden wie highspy; "
            "der Schiedsrichter braucht einen eigenen Prozess."
        ) from error
    return cp_model.CpModel


@dataclass
class _Model:
    """CP-SAT model of a table, with one linear expression (to be minimised) for each level."""

    table: Table
    cp: "cp_model.CpModel"
    begins: "list[dict[int, cp_model.IntVar]]" = field(default_factory=list)
    aims: "dict[str, cp_model.LinearExpr]" = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table) -> "_Model":
        model = cls(table, _import_solver()())
        _define_starts(model)
        _define_limits(model)
        _define_prerequisites(model)
        _define_exclusions(model)
        _define_aims(model)
        return model

    def finished(self, activity: int, quarter: int) -> "list[cp_model.IntVar]":
        """The starts with which an activity has its effect in a quarter; at most one is chosen."""
        last = quarter - self.table.durations[activity]
        return [variable for start, variable in self.begins[activity].items() if start <= last]


def _define_starts(model: _Model) -> None:
    table = model.table
    for activity, name in enumerate(table.ids):
        starts = {
            start: model.cp.new_bool_var(f"{name}@{start}")
            for start in range(table.first[activity], table.last[activity] + 1)
            if (table.room - table.taken[activity][start]) & table.guard == table.guard
        }
        model.begins.append(starts)
        model.cp.add_at_most_one(starts.values())


def _define_limits(model: _Model) -> None:
    table, field_mask = model.table, (1 << (FIELD - 1)) - 1
    for row in range(table.guard.bit_length() // FIELD):
        terms = [
            (need >> _NEED_SHIFT, variable)
            for activity, starts in enumerate(model.begins)
            for start, variable in starts.items()
            if (need := table.taken[activity][start] >> (FIELD * row) & field_mask)
        ]
        room = table.room >> (FIELD * row) & field_mask
        if sum(need for need, _ in terms) > room >> _NEED_SHIFT:
            model.cp.add(_sum(model, terms) <= room >> _NEED_SHIFT)


def _sum(model: _Model, terms: "list[tuple[int, cp_model.IntVar]]") -> "cp_model.LinearExpr":
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.weighted_sum(
        [variable for _, variable in terms], [factor for factor, _ in terms]
    )


def _define_prerequisites(model: _Model) -> None:
    """What has started by a quarter has had its prerequisites finished before."""
    for activity, needs in enumerate(model.table.prerequisites):
        for other in needs:
            for quarter in range(model.table.problem.limits.quarters):
                started = [
                    each for start, each in model.begins[activity].items() if start <= quarter
                ]
                if started:
                    model.cp.add(sum(started) <= sum(model.finished(other, quarter)))


def _define_exclusions(model: _Model) -> None:
    for activity, rivals in enumerate(model.table.excludes):
        for other in rivals:
            if activity < other:
                both = [*model.begins[activity].values(), *model.begins[other].values()]
                model.cp.add_at_most_one(both)


def _define_aims(model: _Model) -> None:
    problem = model.table.problem
    never = problem.limits.quarters + 1
    wishes, duties, security, cost = [], [], [], []
    for activity, starts in zip(problem.activities, model.begins, strict=True):
        for start, variable in starts.items():
            finish = start + activity.duration - 1
            cents = round(activity.cost(start, problem.limits.quarters) * 100)
            wishes.append((-int(activity.required), variable))
            duties.append((activity.lateness(finish) - activity.lateness(never), variable))
            security.append(((finish - never) * activity.security, variable))
            cost.append((cents, variable))
    terms = {"wishes": wishes, "duties": duties, "security": security, "cost": cost}
    model.aims = {level: _sum(model, each) for level, each in terms.items()}
    model.aims["use"] = _sum(model, [(-gain, each) for gain, each in _use_terms(model)])


def _use_terms(model: _Model) -> "list[tuple[int, cp_model.IntVar]]":
    table = model.table
    quarters = table.problem.limits.quarters
    end = quarters + QUARTERS_AFTER_HORIZON
    terms = [
        ((value * (end - start - table.durations[activity])) >> _USE_SHIFT, variable)
        for activity, value in enumerate(table.uses.alone)
        for start, variable in model.begins[activity].items()
    ]
    for effect in top_effects(table):
        for quarter in range(1, quarters + 1):
            finished = [each for one in effect.activities for each in model.finished(one, quarter)]
            if finished:
                counts = model.cp.new_bool_var("")
                model.cp.add(counts <= sum(finished))
                times = 1 if quarter < quarters else QUARTERS_AFTER_HORIZON
                terms.append(((effect.step * times) >> _USE_SHIFT, counts))
    return terms


def _solve_level(
    model: _Model, level: str, starts: dict[str, int], seed: int, effort: float
) -> tuple[dict[str, int], bool] | None:
    """Improve one level and hold it; the starts found and whether the level is proven."""
    from ortools.sat.python import cp_model

    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for name, begins in zip(model.table.ids, model.begins, strict=True):
        for start, variable in begins.items():
            model.cp.add_hint(variable, int(starts.get(name) == start))
    model.cp.minimize(model.aims[level])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = _WORKERS
    solver.parameters.interleave_search = True
    solver.parameters.max_deterministic_time = effort
    solver.parameters.random_seed = seed
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    model.cp.add(model.aims[level] <= round(solver.objective_value))
    return _starts(model, solver.boolean_value), status == cp_model.OPTIMAL


def _starts(model: _Model, is_chosen: "Callable[[cp_model.IntVar], bool]") -> dict[str, int]:
    return {
        name: start
        for name, begins in zip(model.table.ids, model.begins, strict=True)
        for start, variable in begins.items()
        if is_chosen(variable)
    }
