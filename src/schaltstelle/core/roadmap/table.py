"""The problem as integers, so that a search step costs a microsecond and never drifts.

Two ideas carry it:

- All limits live in one Python integer, ``FIELD`` bits a limit, with a guard bit above each. Whether
  an activity fits is then one subtraction and one ``&`` over all quarters and years at once: a limit
  that is exceeded borrows its guard bit. What an activity takes when it starts in quarter ``s`` is a
  difference of prefix sums times a small integer, so the whole table takes about a millisecond.
- The lexicographic aim is one integer: each level is multiplied by more than all lower levels can
  ever sum up to. Comparing two plans is comparing two integers, exactly.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schaltstelle.core.roadmap.problem import (
    QUARTERS_AFTER_HORIZON,
    VOLUNTARY,
    Activity,
    Limits,
    Objective,
    Problem,
)

FIELD = 64
_GUARD_BIT = 1 << (FIELD - 1)
UNLIMITED = 1 << (FIELD - 2)
FULL_SCALE = 1 << 44  # units of the largest limit of a kind: a billion euros in steps of 0.06 mE
_SLACK = 1 << 9  # rounding of up to 250 activities must not push a plan over a limit it just meets
_MOST = 1 << 50  # larger needs are cut: above every limit, and far too small to overflow a field
USE_SCALE = 1 << 32  # units of the largest use: ties below one in four billion are ties


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each level of the aim counts in the single integer."""

    wish: int
    duty: int
    security: int
    use: int
    cent: int


@dataclass(frozen=True, slots=True)
class Table:
    """A problem in integers; activities, targets and limits are positions in lists.

    ``taken[a][s]`` is what activity ``a`` takes of all limits when it starts in ``s``;
    ``worth[a][s]`` is what it adds to the aim compared with leaving it out, without shared targets.
    ``patience[a]`` is the last start that costs no lateness: -1 if every delay does.
    ``members[t]`` are those of a shared target in falling order of value, each with its duration and
    the step of use per quarter down to the next. ``eager[a]`` says that an earlier start is never worse.
    ``alone[a]`` is its use per quarter without them. A target that several activities lift is *shared*: only the best one counts, see ``covered``.
    """

    problem: Problem
    ids: tuple[str, ...]
    durations: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    patience: tuple[int, ...]
    prerequisites: tuple[tuple[int, ...], ...]
    dependents: tuple[tuple[int, ...], ...]
    excludes: tuple[tuple[int, ...], ...]
    use_unit: float
    alone: tuple[int, ...]
    shared: tuple[tuple[int, ...], ...]
    members: tuple[tuple[tuple[int, int, int], ...], ...]
    taken: tuple[tuple[int, ...], ...]
    worth: tuple[tuple[int, ...], ...]
    eager: tuple[bool, ...]
    scales: "Scales"
    room: int
    guard: int
    weights: Weights

    def quarters_of_effect(self, activity: int, start: int) -> int:
        """Quarters from the end of an activity until two years past the horizon."""
        end = self.problem.limits.quarters + QUARTERS_AFTER_HORIZON
        return end - start - self.durations[activity]

    def covered(self, target: int, starts: Sequence[int]) -> int:
        """Use of one shared target: in each quarter the best finished activity counts, once.

        With the members in falling order of value, each step between two values counts from the
        first quarter in which any member above it is finished.
        """
        first = end = self.problem.limits.quarters + QUARTERS_AFTER_HORIZON
        total = 0
        for activity, duration, step in self.members[target]:
            start = starts[activity]
            if 0 <= start < first - duration:
                first = start + duration
            total += step * (end - first)
        return total

    def with_limits(self, limits: Limits) -> "Table":
        """The same activities under other amounts of money and staff (start, horizon unchanged)."""
        problem = Problem(self.problem.activities, limits)
        return replace(self, problem=problem, room=self.scales.room(limits) | self.guard)


@dataclass(frozen=True, slots=True)
class Scales:
    """Units per euro or day for each kind of limit, taken from its largest finite value."""

    staff: float
    investive: float
    consumptive: float
    voluntary: float

    @classmethod
    def of(cls, limits: Limits) -> "Scales":
        return cls(
            _scale(limits.staff_days),
            _scale(limits.investive),
            _scale(limits.consumptive),
            _scale(limits.voluntary_cap or ()),
        )

    def room(self, limits: Limits) -> int:
        """All limits in one integer, in the order staff, investive, consumptive, voluntary."""
        amounts = [_units(each, self.staff) for each in limits.staff_days]
        amounts += [_units(each, self.investive) for each in limits.investive]
        amounts += [_units(each, self.consumptive) for each in limits.consumptive]
        amounts += [_units(each, self.voluntary) for each in limits.voluntary_cap or ()]
        return sum(amount << (FIELD * row) for row, amount in enumerate(amounts))


def _scale(amounts: Sequence[float]) -> float:
    largest = max((each for each in amounts if math.isfinite(each)), default=1.0)
    return FULL_SCALE / max(largest, 1.0)


def _units(limit: float, scale: float) -> int:
    return UNLIMITED if math.isinf(limit) else int(limit * scale) + _SLACK


def _need(amount: float, scale: float) -> int:
    return min(round(amount * scale), _MOST)


def tabulate(problem: Problem) -> Table:
    """Turn a valid problem into integers."""
    activities, limits = problem.activities, problem.limits
    position = {activity.id: index for index, activity in enumerate(activities)}
    prerequisites = [
        tuple(position[each] for each in activity.prerequisites if each in position)
        for activity in activities
    ]
    use = _Use.of(activities)
    weights = _weights(activities, limits, use)
    scales = Scales.of(limits)
    rows = limits.quarters + len(limits.years) * (3 if limits.voluntary_cap is not None else 2)
    guard = sum(_GUARD_BIT << (FIELD * row) for row in range(rows))
    return Table(
        problem=problem,
        ids=tuple(activity.id for activity in activities),
        durations=tuple(activity.duration for activity in activities),
        first=tuple(problem.first_start(activity) for activity in activities),
        last=tuple(problem.last_start(activity) for activity in activities),
        patience=tuple(_patience(activity, limits.quarters) for activity in activities),
        prerequisites=tuple(prerequisites),
        dependents=_inverted(prerequisites),
        excludes=_symmetric(activities, position),
        use_unit=use.unit,
        alone=use.alone,
        shared=use.shared,
        members=use.members,
        taken=_taken(activities, limits, scales),
        worth=tuple(
            _worth(activity, alone, limits.quarters, weights)
            for activity, alone in zip(activities, use.alone, strict=True)
        ),
        eager=tuple(
            alone > 0 or activity.yearly_cost == 0
            for activity, alone in zip(activities, use.alone, strict=True)
        ),
        scales=scales,
        room=scales.room(limits) | guard,
        guard=guard,
        weights=weights,
    )


def _patience(activity: Activity, quarters: int) -> int:
    if activity.security:
        return -1
    last = quarters - activity.duration
    if activity.deadline is None or not activity.is_dated_duty:
        return last
    return min(last, max(activity.deadline, 0) - activity.duration + 1)


def _inverted(prerequisites: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    dependents: list[list[int]] = [[] for _ in prerequisites]
    for index, needs in enumerate(prerequisites):
        for each in needs:
            dependents[each].append(index)
    return tuple(tuple(each) for each in dependents)


def _symmetric(
    activities: Sequence[Activity], position: dict[str, int]
) -> tuple[tuple[int, ...], ...]:
    excluded: list[set[int]] = [set() for _ in activities]
    for index, activity in enumerate(activities):
        for each in activity.excludes:
            if each in position:
                excluded[index].add(position[each])
                excluded[position[each]].add(index)
    return tuple(tuple(sorted(each)) for each in excluded)


@dataclass(frozen=True, slots=True)
class _Use:
    """Use in integer units per quarter: what counts alone, and the members of shared targets."""

    alone: tuple[int, ...]
    shared: tuple[tuple[int, ...], ...]
    members: tuple[tuple[tuple[int, int, int], ...], ...]
    unit: float
    """Use units that one integer unit stands for."""
    most: int
    """No plan gains more per quarter."""

    @classmethod
    def of(cls, activities: Sequence[Activity]) -> "_Use":
        largest = max((lift.value for each in activities for lift in each.lifts), default=0.0)
        scale = USE_SCALE / largest if largest > 0 else 0.0
        values: dict[str, dict[int, int]] = {}
        for index, activity in enumerate(activities):
            for lift in activity.lifts:
                lifted = values.setdefault(lift.target, {})
                lifted[index] = max(lifted.get(index, 0), round(lift.value * scale))
        alone = [0] * len(activities)
        shared: list[list[int]] = [[] for _ in activities]
        members = []
        for lifted in values.values():
            if len(lifted) == 1:
                ((index, value),) = lifted.items()
                alone[index] += value
                continue
            for index in lifted:
                shared[index].append(len(members))
            members.append(_steps_down(lifted, activities))
        most = sum(max(lifted.values()) for lifted in values.values())
        unit = largest / USE_SCALE
        return cls(tuple(alone), tuple(map(tuple, shared)), tuple(members), unit, most)


def _steps_down(
    lifted: dict[int, int], activities: Sequence[Activity]
) -> tuple[tuple[int, int, int], ...]:
    falling = sorted(lifted.items(), key=lambda item: -item[1])
    below = [value for _, value in falling[1:]] + [0]
    return tuple(
        (index, activities[index].duration, value - lower)
        for (index, value), lower in zip(falling, below, strict=True)
    )


def _weights(activities: Sequence[Activity], limits: Limits, use: _Use) -> Weights:
    """Each level counts more than everything below it together."""
    end = limits.quarters + QUARTERS_AFTER_HORIZON
    count = len(activities)
    cent = count * (limits.quarters + 1) + 1
    most_cents = sum(sum(_cents(each)[:2]) + _cents(each)[2] * end for each in activities)
    unit_of_use = cent * (most_cents + 1)
    security = unit_of_use * (use.most * end + 1)
    duty = security * (count * (limits.quarters + 2) + 1)
    wish = duty * (count * (limits.quarters + 2) + 1)
    return Weights(wish, duty, security, unit_of_use, cent)


def _cents(activity: Activity) -> tuple[int, int, int]:
    """One-off investive, one-off consumptive, follow-up per quarter."""
    return (
        round(activity.investive * 100),
        round(activity.consumptive * 100),
        round(activity.yearly_cost * 25),
    )


def _worth(activity: Activity, alone: int, quarters: int, weights: Weights) -> tuple[int, ...]:
    """What starting in each quarter adds to the aim; a later start counts a little less."""
    end = quarters + QUARTERS_AFTER_HORIZON
    never = quarters + 1
    investive, consumptive, follow_up = _cents(activity)
    fixed = weights.wish * activity.required
    fixed += weights.duty * activity.lateness(never) - weights.cent * (investive + consumptive)
    per_quarter = weights.use * alone - weights.cent * follow_up
    worth = []
    for start in range(quarters - activity.duration + 1):
        finish = start + activity.duration - 1
        value = fixed + per_quarter * (end - finish - 1) - start - 1
        value -= weights.duty * activity.lateness(finish)
        worth.append(value + weights.security * activity.security * (never - finish))
    return tuple(worth)


def _taken(
    activities: Sequence[Activity], limits: Limits, scales: Scales
) -> tuple[tuple[int, ...], ...]:
    quarters, years = limits.quarters, len(limits.years)
    in_quarter, in_year = [0], [0]  # prefix sums: quarters passed, by quarter and by year
    for quarter in range(quarters):
        in_quarter.append(in_quarter[-1] + (1 << (FIELD * quarter)))
        in_year.append(in_year[-1] + (1 << (FIELD * limits.year_of(quarter))))
    money_row, kind = FIELD * quarters, FIELD * years
    in_year = [each << money_row for each in in_year]
    parts = [
        (in_quarter[end], in_quarter[quarters] - in_quarter[end], in_year[end],
         in_year[quarters] - in_year[end])
        for end in range(quarters + 1)
    ]
    taken = []
    for activity in activities:
        staff, staff_after, money, money_after = _per_quarter(activity, limits, scales, kind)
        line = []
        for start in range(quarters - activity.duration + 1):
            days, days_after, years_in, years_after = parts[start + activity.duration]
            line.append(
                (days - in_quarter[start]) * staff
                + days_after * staff_after
                + (years_in - in_year[start]) * money
                + years_after * money_after
            )
        taken.append(tuple(line))
    return tuple(taken)


def _per_quarter(
    activity: Activity, limits: Limits, scales: Scales, kind: int
) -> tuple[int, int, int, int]:
    """Need per quarter: staff during and after, money of all kinds during and after."""
    length = activity.duration
    investive, consumptive = activity.investive / length, activity.consumptive / length
    follow_up = activity.yearly_cost / 4
    money = _need(investive, scales.investive)
    money += _need(consumptive, scales.consumptive) << kind
    money_after = _need(follow_up, scales.consumptive) << kind
    if limits.voluntary_cap is not None and activity.duty == VOLUNTARY:
        money += _need(investive + consumptive, scales.voluntary) << (2 * kind)
        money_after += _need(follow_up, scales.voluntary) << (2 * kind)
    staff = _need(activity.staff_days / length, scales.staff)
    return staff, _need(activity.yearly_staff_days / 4, scales.staff), money, money_after


def objective(problem: Problem, starts: dict[str, int]) -> Objective:
    """What a plan reaches, in plain units: the four levels of the aim."""
    quarters = problem.limits.quarters
    never = quarters + 1
    duty = security = 0
    cost = 0.0
    effects: dict[str, list[tuple[int, float]]] = {}
    for activity in problem.activities:
        start = starts.get(activity.id)
        finish = never if start is None else start + activity.duration - 1
        duty += activity.lateness(finish)
        security += finish if activity.security else 0
        if start is None:
            continue
        cost += activity.cost(start, quarters)
        for lift in activity.lifts:
            effects.setdefault(lift.target, []).append((finish + 1, lift.value))
    end = quarters + QUARTERS_AFTER_HORIZON
    return Objective(duty, security, sum(_use(each, end) for each in effects.values()), cost)


def _use(effects: list[tuple[int, float]], end: int) -> float:
    """Use of one target: each quarter counts the best effect that has begun."""
    best = total = 0.0
    for quarter, value in sorted(effects):
        if value > best:
            total += (value - best) * (end - quarter)
            best = value
    return total


@dataclass(frozen=True, slots=True)
class TopEffect:
    """One step of "the best finished activity counts" for a shared target.

    With the members in falling order of value, the use of a target in a quarter is the sum over
    ``k`` of ``value[k] - value[k+1]`` if any of the first ``k`` is finished: linear, and exact.
    """

    activities: tuple[int, ...]
    step: int
    """Use units per quarter."""


def top_effects(table: Table) -> list[TopEffect]:
    """All shared targets as sums of steps; see ``TopEffect``."""
    return [
        TopEffect(tuple(activity for activity, _, _ in members[: rank + 1]), step)
        for members in table.members
        for rank, (_, _, step) in enumerate(members)
        if step > 0
    ]
