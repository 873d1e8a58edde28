"""Plan by list scheduling and local search: fast, repeatable, counted in steps and never in
seconds.

Several priority rules each build a plan: every activity, in the order of the rule, starts as early
as it fits. The best of them is improved by ruin and recreate (Schrimpf et al. 2000): take a few
activities out, put back what fits in a shaken order, keep the result if it is not worse. What was
left out competes with what was taken out, so one step is removal, insertion, swap, shift and change
of order at once. At the end each activity moves to the quarter that serves the aim best.

The same input and seed give the same plan on every machine: all arithmetic that decides is in
integers or in single IEEE operations, and randomness comes from a seeded Mersenne twister.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from schaltstelle.core.roadmap.aim import Weights, objective
from schaltstelle.core.roadmap.priority import first_priority_order, priority_orders, urgency
from schaltstelle.core.roadmap.problem import Problem, Solution, require_valid
from schaltstelle.core.roadmap.table import FIELD, Table, tabulate

DEFAULT_STEPS = 80


@dataclass(frozen=True, slots=True)
class Stage:
    """How one level of the aim is searched: found by trial on random problems against CP-SAT."""

    level: int
    """Activities up to this level take part: 1 wishes and duties, 2 security, 3 all."""
    ruin: int
    """At most so many activities are taken out in a step, besides those that build on them."""
    tries: int
    """About so many of those that are out are tried in a step."""
    steps: int
    """Multiple of the steps asked for: steps among few activities are cheap."""

    def tolerance(self, weights: Weights, use: int) -> int:
        """How much worse than the best a plan may be and still be searched further."""
        return (2 * weights.duty, 3 * weights.security, use * weights.use // 100)[self.level - 1]


STAGES = (Stage(1, 8, 100, 2), Stage(2, 6, 100, 2), Stage(3, 2, 6, 1))
Draw = Callable[[], float]

BATCH = 4096
SHAKE = 4  # places by which even the order of two may be shaken
LATE = 0.5  # share of the steps, and of the insertions in them, that start as late as is in time
WAITING = 0.05  # share of the insertions that wait until some later quarter, to try that too
FUNDED = 0.3  # share of the insertions that wait for a grant, where there is one to wait for


class Schedule:
    """A plan under construction: starts, what is left of every limit, and its worth as an integer.

    ``starts[a]`` is -1 for an activity that is left out. Every state it passes through keeps all
    limits, prerequisites and exclusions.
    """

    __slots__ = ("covered", "left", "starts", "table", "worth")

    def __init__(self, table: Table) -> None:
        self.table = table
        self.starts = [-1] * len(table.ids)
        self.left = table.room
        self.worth = 0
        self.covered = [0] * len(table.uses.members)

    @classmethod
    def of(cls, table: Table, starts: Mapping[str, int]) -> "Schedule":
        """The schedule with these starts, which must keep the limits of the table."""
        schedule = cls(table)
        for activity, name in enumerate(table.ids):
            if name in starts:
                schedule.place(activity, starts[name])
        return schedule

    def on(self, table: Table) -> "Schedule":
        """The same starts in another table of the same activities, as far as they fit there."""
        schedule = Schedule(table)
        planned = [each for each, start in enumerate(self.starts) if start >= 0]
        for activity in sorted(planned, key=self.starts.__getitem__):
            start = self.starts[activity]
            fits = (schedule.left - table.taken[activity][start]) & table.guard == table.guard
            if fits and schedule.ready(activity) >= 0:
                schedule.place(activity, start)
        return schedule

    def copy(self) -> "Schedule":
        twin = Schedule.__new__(Schedule)
        twin.table, twin.left, twin.worth = self.table, self.left, self.worth
        twin.starts, twin.covered = self.starts.copy(), self.covered.copy()
        return twin

    def place(self, activity: int, start: int) -> None:
        """Start an activity that is out; the caller knows that it fits."""
        self.starts[activity] = start
        self.left -= self.table.taken[activity][start]
        self.worth += self.table.worth[activity][start]
        self._recover(activity)

    def remove(self, activity: int) -> None:
        """Take an activity out; the caller takes out what builds on it first."""
        start = self.starts[activity]
        self.starts[activity] = -1
        self.left += self.table.taken[activity][start]
        self.worth -= self.table.worth[activity][start]
        self._recover(activity)

    def _recover(self, activity: int) -> None:
        for target in self.table.uses.shared[activity]:
            use = self.table.covered(target, self.starts)
            self.worth += (use - self.covered[target]) * self.table.weights.use
            self.covered[target] = use

    def ready(self, activity: int) -> int:
        """First quarter in which prerequisites, budget law and own date allow a start.

        -1 if a prerequisite is out or an exclusion is in.
        """
        table, starts = self.table, self.starts
        for other in table.excludes[activity]:
            if starts[other] >= 0:
                return -1
        ready = table.first[activity]
        for other in table.prerequisites[activity]:
            if starts[other] < 0:
                return -1
            ready = max(ready, starts[other] + table.durations[other])
        return ready

    def earliest(self, activity: int, wait: int = 0) -> int:
        """First quarter from ``wait`` on in which the activity fits; -1 if there is none.

        Too little staff in a quarter of work rules out every start up to that quarter; too little
        in a quarter of follow-up all those that leave it one.
        """
        ready = self.ready(activity)
        if ready < 0:
            return -1
        table, left, guard = self.table, self.left, self.table.guard
        if (left - table.least[activity]) & guard != guard:
            return -1
        taken, duration = table.taken[activity], table.durations[activity]
        quarters = table.problem.limits.quarters
        start, end = max(ready, wait), len(taken)
        while start < end:
            kept = (left - taken[start]) & guard
            if kept == guard:
                return start
            row = (kept ^ guard).bit_length() // FIELD - 1  # the last limit exceeded
            if row >= quarters:
                start += 1
            else:
                start = row + 1 if row < start + duration else row - duration + 1
        return -1

    def latest(self, activity: int, end: int) -> int:
        """Last quarter up to ``end`` in which it fits without lateness; -1 if there is none."""
        ready = self.ready(activity)
        left, guard, taken = self.left, self.table.guard, self.table.taken[activity]
        if ready < 0 or (left - self.table.least[activity]) & guard != guard:
            return -1
        for start in range(min(end, self.table.patience[activity]), ready - 1, -1):
            if (left - taken[start]) & guard == guard:
                return start
        return -1

    def postpone(self) -> None:
        """Move everything to the last quarter without lateness: room for what is urgent."""
        table, starts = self.table, self.starts
        planned = [each for each, start in enumerate(starts) if start >= 0]
        for activity in sorted(planned, key=starts.__getitem__, reverse=True):
            followers = [starts[each] for each in table.dependents[activity] if starts[each] >= 0]
            end = min(followers, default=table.problem.limits.quarters) - table.durations[activity]
            old = starts[activity]
            self.remove(activity)
            self.place(activity, max(old, self.latest(activity, end)))

    def insert(self, activity: int, *, late: bool = False, wait: int = 0) -> bool:
        """Start an activity as early as it fits, with the prerequisites it lacks, if that pays.

        ``late``: as late as it fits without lateness instead, if there is such a quarter;
        ``wait``: not before this quarter.
        """
        before, added = self.worth, list[int]()
        if self._add(activity, added, late, wait) and self.worth > before:
            return True
        for each in reversed(added):
            self.remove(each)
        return False

    def _add(self, activity: int, added: list[int], late: bool, wait: int) -> bool:
        for each in self.table.prerequisites[activity]:
            if self.starts[each] < 0 and not self._add(each, added, False, 0):
                return False
        start = self.latest(activity, self.table.last[activity]) if late else -1
        if start < 0:
            start = self.earliest(activity, wait)
        if start < 0:
            return False
        self.place(activity, start)
        added.append(activity)
        return True

    def remove_with_dependents(self, activity: int) -> None:
        """Take out an activity and everything planned that builds on it."""
        for each in self.table.dependents[activity]:
            if self.starts[each] >= 0:
                self.remove_with_dependents(each)
        if self.starts[activity] >= 0:
            self.remove(activity)

    def settle(self) -> bool:
        """Move every activity to its best quarter, drop what does not pay; whether that helped."""
        before = self.worth
        planned = [each for each, start in enumerate(self.starts) if start >= 0]
        for activity in sorted(planned, key=self.starts.__getitem__):
            self._settle_one(activity)
        return self.worth > before

    def _settle_one(self, activity: int) -> None:
        table, starts, before = self.table, self.starts, self.worth
        old, taken = starts[activity], table.taken[activity]
        followers = [starts[each] for each in table.dependents[activity] if starts[each] >= 0]
        end = min(followers) - table.durations[activity] + 1 if followers else len(taken)
        self.remove(activity)
        best, most = (old, before) if followers else (-1, self.worth)
        left, guard = self.left, table.guard
        for start in range(self.ready(activity), end):
            if (left - taken[start]) & guard != guard:
                continue
            self.place(activity, start)
            if self.worth > most:
                best, most = start, self.worth
            self.remove(activity)
            if table.eager[activity]:
                break
        if best >= 0:
            self.place(activity, best)


def schedule(problem: Problem, *, seed: int = 0, steps: int = DEFAULT_STEPS) -> Solution:
    """Plan a problem; raises ``ProblemError`` if it contradicts itself.

    Under 40 ms for 60 activities and 20 quarters with the default number of steps.
    """
    require_valid(problem)
    return solution_of(search(tabulate(problem), seed=seed, steps=steps))


def search(table: Table, *, seed: int, steps: int, base: Schedule | None = None) -> Schedule:
    """Best plan found in about ``steps`` steps for each level: duties, security, everything.

    The few activities of the upper levels come first and on their own, because a step among them is
    cheap and decides more than anything that follows. The plan is not worse than ``base``, which
    was searched for already and saves half of the last steps.
    """
    draw = _draws(seed).__next__
    orders = priority_orders(table.problem)
    levels = [urgency(activity)[0] for activity in table.problem.activities]
    plan = Schedule(table)
    for stage in STAGES:
        partial = [[each for each in order if levels[each] <= stage.level] for order in orders]
        if partial[0]:
            plan, order = _best_filling(plan, partial)
            count = steps * stage.steps
            if base is not None and stage is STAGES[-1]:
                plan, count = max(plan, base, key=lambda each: each.worth), count // 2
            plan = _improved(plan, order, draw, stage, count)
    return _settled(plan, orders[0])


def refine(plan: Schedule, *, seed: int, steps: int) -> Schedule:
    """Improve a whole plan in a number of steps, for example under wider limits."""
    order = first_priority_order(plan.table.problem)
    plan = _improved(_settled(plan, order), order, _draws(seed).__next__, STAGES[-1], steps)
    return _settled(plan, order)


def _draws(seed: int) -> Iterator[float]:
    """Numbers from 0 to below 1, drawn in batches because a single draw would cost more."""
    source = np.random.RandomState(seed)
    while True:
        yield from source.random_sample(BATCH).tolist()


def _best_filling(plan: Schedule, orders: list[list[int]]) -> tuple[Schedule, list[int]]:
    """List scheduling by each rule, on the plan as it is and with all as late as is in time."""
    late = plan.copy()
    late.postpone()
    filled = [(_filled(base, order), order) for order in orders for base in (plan, late)]
    if any(plan.table.funded_from):
        first = orders[0]
        filled.append((_filled(_filled(plan, first, funded=True), first), first))
    return max(filled, key=lambda pair: pair[0].worth)


def _filled(plan: Schedule, order: Sequence[int], *, funded: bool = False) -> Schedule:
    """List scheduling: each activity that is out, in turn, as early as it fits, if that pays;
    ``funded``: not before its grant pays, where there is one to wait for."""
    filled = plan.copy()
    for activity in order:
        if filled.starts[activity] < 0:
            filled.insert(activity, wait=plan.table.funded_from[activity] if funded else 0)
    return filled


def _improved(
    plan: Schedule, order: Sequence[int], draw: Draw, stage: Stage, steps: int
) -> Schedule:
    """Ruin and recreate, from the best plan or one that is hardly worse."""
    weights = plan.table.weights
    tolerance = stage.tolerance(weights, plan.worth % weights.security // weights.use)
    best, ideal = plan, _ideal(plan.table, stage)
    for _ in range(steps):
        if best.worth >= ideal:
            break
        trial = plan.copy()
        _ruin(trial, draw, stage.ruin)
        _recreate(trial, order, draw, stage.tries)
        if trial.worth >= best.worth - tolerance:
            plan = trial
            if trial.worth > best.worth:
                best = trial
    return best


def _ideal(table: Table, stage: Stage) -> int:
    """Worth from which the level of a stage cannot improve: every activity as if it were alone."""
    weights, never = table.weights, table.problem.limits.quarters + 1
    if stage.level == len(STAGES):
        return weights.wish * (len(table.ids) + 1)
    wishes = duty = security = 0
    for activity, first, last in zip(
        table.problem.activities, table.first, table.last, strict=True
    ):
        if first <= last:
            finish = first + activity.duration - 1
            wishes += activity.required
            duty += activity.lateness(never) - activity.lateness(finish)
            security += activity.security * (never - finish)
    # Half a unit less, because cost may take away what use does not bring.
    ideal = wishes * weights.wish + duty * weights.duty - weights.duty // 2
    if stage.level == 1:
        return ideal
    return ideal + weights.duty // 2 + security * weights.security - weights.security // 2


def _settled(plan: Schedule, order: Sequence[int]) -> Schedule:
    plan = _filled(plan, order)
    while plan.settle():
        plan = _filled(plan, order)
    return plan


def _ruin(trial: Schedule, draw: Draw, most: int) -> None:
    planned = [each for each, start in enumerate(trial.starts) if start >= 0]
    if not planned:
        return
    for _ in range(1 + int(draw() * most)):
        trial.remove_with_dependents(planned[int(draw() * len(planned))])


def _recreate(trial: Schedule, order: Sequence[int], draw: Draw, tries: int) -> None:
    """Put back what fits and pays, in an order shaken by chance."""
    starts = trial.starts
    is_late = draw() < LATE
    spread = draw() * (len(order) + SHAKE)
    share = tries / max(1, starts.count(-1))
    out = [
        (rank + spread * draw(), activity)
        for rank, activity in enumerate(order)
        if starts[activity] < 0 and draw() < share
    ]
    out.sort()
    for _, activity in out:
        if starts[activity] < 0:
            late = is_late and draw() < LATE
            trial.insert(activity, late=late, wait=_wait(trial.table, activity, draw))


def _wait(table: Table, activity: int, draw: Draw) -> int:
    """First start to try: as a rule any, else one a grant pays for, else one by chance."""
    if table.funded_from[activity] and draw() < FUNDED:
        return table.funded_from[activity]
    return int(draw() * table.last[activity]) if draw() < WAITING else 0


def solution_of(found: Schedule) -> Solution:
    """The plan in names and plain units, in the order of start, then of the problem."""
    table = found.table
    planned = [each for each, start in enumerate(found.starts) if start >= 0]
    planned.sort(key=found.starts.__getitem__)
    starts = {table.ids[each]: found.starts[each] for each in planned}
    return Solution(starts, objective(table.problem, starts))
