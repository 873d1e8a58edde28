"""The problem as integers, so that a search step costs microseconds and never drifts.

All limits live in one Python integer, ``FIELD`` bits a limit, with a guard bit above each. Whether
an activity fits is then one subtraction and one ``&`` over all quarters and years at once: a limit
that is exceeded borrows its guard bit. What an activity takes when it starts in quarter ``s`` is a
difference of prefix sums times a small integer, so the whole table takes a few milliseconds.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from schaltstelle.core.roadmap.aim import Uses, Weights, weights_of, worth_by_start
from schaltstelle.core.roadmap.problem import (
    QUARTERS_AFTER_HORIZON,
    VOLUNTARY,
    Activity,
    Limits,
    Problem,
)

FIELD = 64
_GUARD_BIT = 1 << (FIELD - 1)
UNLIMITED = 1 << (FIELD - 2)
FULL_SCALE = (
    1 << 50
)  # units of the largest limit of a kind: a billion euros in steps of a microeuro
_SLACK = 1 << 9  # rounding of up to 250 activities must not push a plan over a limit it just meets
_MOST = 1 << 52  # larger needs are cut: above every limit, and 250 of them fit into a field


@dataclass(frozen=True, slots=True)
class Table:
    """A problem in integers; activities, targets and limits are positions in lists."""

    problem: Problem
    ids: tuple[str, ...]
    durations: tuple[int, ...]
    first: tuple[int, ...]
    """First start allowed by date and budget law."""
    last: tuple[int, ...]
    patience: tuple[int, ...]
    """Last start that costs no lateness; -1 if every delay does."""
    prerequisites: tuple[tuple[int, ...], ...]
    dependents: tuple[tuple[int, ...], ...]
    excludes: tuple[tuple[int, ...], ...]
    uses: Uses
    taken: tuple[tuple[int, ...], ...]
    """What an activity takes of all limits, by start."""
    least: tuple[int, ...]
    """The smallest need of each limit at any start: what exceeds a limit with it never fits."""
    worth: tuple[tuple[int, ...], ...]
    """What it adds to the aim compared with leaving it out, by start, without shared targets."""
    eager: tuple[bool, ...]
    """Whether an earlier start is never worse."""
    funded_from: tuple[int, ...]
    """First start that a grant pays for, where it may be worth waiting for; else 0."""
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
        for activity, duration, step in self.uses.members[target]:
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
    uses = Uses.of(activities)
    weights = weights_of(activities, limits, uses)
    scales = Scales.of(limits)
    rows = limits.quarters + len(limits.years) * (3 if limits.voluntary_cap is not None else 2)
    guard = sum(_GUARD_BIT << (FIELD * row) for row in range(rows))
    first = tuple(problem.first_start(activity) for activity in activities)
    taken = _taken(activities, limits, scales)
    return Table(
        problem=problem,
        ids=tuple(activity.id for activity in activities),
        durations=tuple(activity.duration for activity in activities),
        first=first,
        last=tuple(problem.last_start(activity) for activity in activities),
        patience=tuple(_patience(activity, limits.quarters) for activity in activities),
        prerequisites=tuple(prerequisites),
        dependents=_inverted(prerequisites),
        excludes=_symmetric(activities, position),
        uses=uses,
        taken=taken,
        least=tuple(_least(line[begin:], rows) for line, begin in zip(taken, first, strict=True)),
        worth=tuple(
            worth_by_start(activity, alone, limits.quarters, weights)
            for activity, alone in zip(activities, uses.alone, strict=True)
        ),
        eager=_eager(activities, uses, first),
        funded_from=tuple(map(_funded_from, activities, first)),
        scales=scales,
        room=scales.room(limits) | guard,
        guard=guard,
        weights=weights,
    )


def without_grants(table: Table) -> Table:
    """The same problem with every activity paid from own money alone; worths are comparable."""
    problem, quarters = table.problem.without_grants(), table.problem.limits.quarters
    rows = table.guard.bit_length() // FIELD
    taken, least, worth = list(table.taken), list(table.least), list(table.worth)
    changed = [i for i, each in enumerate(table.problem.activities) if each.grant is not None]
    bare = [problem.activities[index] for index in changed]
    for index, line in zip(changed, _taken(bare, problem.limits, table.scales), strict=True):
        activity, alone = problem.activities[index], table.uses.alone[index]
        taken[index], least[index] = line, _least(line[table.first[index] :], rows)
        worth[index] = worth_by_start(activity, alone, quarters, table.weights)
    return replace(
        table,
        problem=problem,
        taken=tuple(taken),
        least=tuple(least),
        worth=tuple(worth),
        eager=_eager(problem.activities, table.uses, table.first),
        funded_from=(0,) * len(table.ids),
    )


def _eager(activities: Sequence[Activity], uses: Uses, first: Sequence[int]) -> tuple[bool, ...]:
    """Use of its own outweighs any cost; without it, only what costs no more earlier is eager."""
    return tuple(
        alone > 0 or (activity.yearly_cost == 0 and _funded_from(activity, begin) == 0)
        for activity, alone, begin in zip(activities, uses.alone, first, strict=True)
    )


def _funded_from(activity: Activity, first: int) -> int:
    grant = activity.grant
    return 0 if grant is None or grant.first <= first else grant.first


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
    spans = {
        duration: [
            (
                in_quarter[start + duration] - in_quarter[start],
                in_quarter[quarters] - in_quarter[start + duration],
                in_year[start + duration] - in_year[start],
                in_year[quarters] - in_year[start + duration],
            )
            for start in range(quarters - duration + 1)
        ]
        for duration in {activity.duration for activity in activities}
    }
    taken = []
    for activity in activities:
        staff, staff_after, money, money_after = _per_quarter(activity, limits, scales, kind)
        own = _own_money(activity, limits, scales, kind)
        paid = _paid_starts(activity)
        taken.append(
            tuple(
                days * staff
                + days_after * staff_after
                + years_in * (own if start in paid else money)
                + years_after * money_after
                for start, (days, days_after, years_in, years_after) in enumerate(
                    spans[activity.duration]
                )
            )
        )
    return tuple(taken)


def _paid_starts(activity: Activity) -> range:
    grant = activity.grant
    return range(0) if grant is None else range(grant.first, grant.last + 1)


def _least(needs: Sequence[int], rows: int) -> int:
    if not needs:
        return 0
    size = rows * FIELD // 8
    packed = b"".join(each.to_bytes(size, "little") for each in needs)
    least = np.frombuffer(packed, "<u8").reshape(len(needs), rows).min(axis=0)
    return int.from_bytes(least.tobytes(), "little")


def _per_quarter(
    activity: Activity, limits: Limits, scales: Scales, kind: int
) -> tuple[int, int, int, int]:
    """Need per quarter: staff during and after, money of all kinds during (without any grant)
    and after."""
    is_capped = limits.voluntary_cap is not None and activity.duty == VOLUNTARY
    full = activity.investive, activity.consumptive
    money = _money(full, activity.duration, scales, kind, is_capped)
    after = _money((0.0, activity.yearly_cost), 4, scales, kind, is_capped)
    staff = _need(activity.staff_days / activity.duration, scales.staff)
    return staff, _need(activity.yearly_staff_days / 4, scales.staff), money, after


def _own_money(activity: Activity, limits: Limits, scales: Scales, kind: int) -> int:
    """Need of own money per quarter of work where the grant pays."""
    if activity.grant is None:
        return 0
    is_capped = limits.voluntary_cap is not None and activity.duty == VOLUNTARY
    own = activity.own_money(activity.grant.first)
    return _money(own, activity.duration, scales, kind, is_capped)


def _money(
    amounts: tuple[float, float], quarters: int, scales: Scales, kind: int, is_capped: bool
) -> int:
    """Need per quarter of investive and consumptive euros spread over some quarters."""
    investive, consumptive = (each / quarters for each in amounts)
    need = _need(investive, scales.investive)
    need += _need(consumptive, scales.consumptive) << kind
    if is_capped:
        need += _need(investive + consumptive, scales.voluntary) << (2 * kind)
    return need


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
        for members in table.uses.members
        for rank, (_, _, step) in enumerate(members)
        if step > 0
    ]
