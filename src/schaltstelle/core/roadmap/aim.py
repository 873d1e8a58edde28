"""The aim of a plan, in plain units and as one integer.

The lexicographic aim becomes one integer: each level is multiplied by more than all lower levels
can ever sum up to. Comparing two plans is then comparing two integers, exactly and without drift.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schaltstelle.core.roadmap.problem import (
    QUARTERS_AFTER_HORIZON,
    Activity,
    Limits,
    Objective,
    Problem,
)

USE_SCALE = 1 << 32  # units of the largest use: ties below one in four billion are ties

Members = tuple[tuple[int, int, int], ...]
"""Activities that lift one target, in falling order of value: position, duration, and the step of
use per quarter down to the next."""


def objective(problem: Problem, starts: Mapping[str, int]) -> Objective:
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
class Weights:
    """What one unit of each level of the aim counts in the single integer."""

    wish: int
    duty: int
    security: int
    use: int
    cent: int


@dataclass(frozen=True, slots=True)
class Uses:
    """Use in integer units per quarter: what counts alone, and the members of shared targets.

    A target that several activities lift is *shared*: only the best one counts in each quarter.
    """

    alone: tuple[int, ...]
    """Of each activity, without shared targets."""
    shared: tuple[tuple[int, ...], ...]
    """The shared targets of each activity."""
    members: tuple[Members, ...]
    """Those of each shared target."""
    unit: float
    """Use units that one integer unit stands for."""
    most: int
    """No plan gains more per quarter."""

    @classmethod
    def of(cls, activities: Sequence[Activity]) -> "Uses":
        largest = max((lift.value for each in activities for lift in each.lifts), default=0.0)
        scale = USE_SCALE / largest if largest > 0 else 0.0
        values: dict[str, dict[int, int]] = {}
        for index, activity in enumerate(activities):
            for lift in activity.lifts:
                lifted = values.setdefault(lift.target, {})
                lifted[index] = max(lifted.get(index, 0), round(lift.value * scale))
        alone = [0] * len(activities)
        shared: list[list[int]] = [[] for _ in activities]
        members: list[Members] = []
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


def _steps_down(lifted: dict[int, int], activities: Sequence[Activity]) -> Members:
    falling = sorted(lifted.items(), key=lambda item: -item[1])
    below = [value for _, value in falling[1:]] + [0]
    return tuple(
        (index, activities[index].duration, value - lower)
        for (index, value), lower in zip(falling, below, strict=True)
    )


def weights_of(activities: Sequence[Activity], limits: Limits, use: Uses) -> Weights:
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
    """One-off investive, one-off consumptive, follow-up per quarter, without any grant."""
    return (
        round(activity.investive * 100),
        round(activity.consumptive * 100),
        round(activity.yearly_cost * 25),
    )


def _granted_cents(activity: Activity) -> int:
    """By how much own money falls where the grant pays."""
    if activity.grant is None:
        return 0
    full = sum(_cents(activity)[:2])
    return full - sum(round(part * 100) for part in activity.own_money(activity.grant.first))


def worth_by_start(
    activity: Activity, alone: int, quarters: int, weights: Weights
) -> tuple[int, ...]:
    """What starting in each quarter adds to the aim; a later start counts a little less."""
    end = quarters + QUARTERS_AFTER_HORIZON
    never = quarters + 1
    investive, consumptive, follow_up = _cents(activity)
    granted = weights.cent * _granted_cents(activity)
    fixed = weights.wish * activity.required
    fixed += weights.duty * activity.lateness(never) - weights.cent * (investive + consumptive)
    per_quarter = weights.use * alone - weights.cent * follow_up
    worth = []
    for start in range(quarters - activity.duration + 1):
        finish = start + activity.duration - 1
        value = fixed + per_quarter * (end - finish - 1) - start - 1
        value -= weights.duty * activity.lateness(finish)
        value += granted if activity.grant_at(start) else 0
        worth.append(value + weights.security * activity.security * (never - finish))
    return tuple(worth)
