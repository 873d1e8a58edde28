"""In which order list scheduling tries the activities."""

from collections.abc import Sequence
from operator import mul

from schaltstelle.core.roadmap.problem import Activity, Problem

Demand = tuple[float, float, float]


def priority_orders(problem: Problem) -> list[list[int]]:
    """The priority rules: wishes, duties by deadline, security, then by use per effort.

    Effort is measured in five ways: weighed by scarcity (share of each limit times how far the
    demand of all activities exceeds it), not at all, by staff, by money, and by duration.
    """
    activities = problem.activities
    demands = _demands(problem)
    efforts = [
        _by_scarcity(demands),
        [1.0] * len(activities),
        [demand[0] for demand in demands],
        [demand[1] + demand[2] for demand in demands],
        [float(each.duration) for each in activities],
    ]
    return _orders(activities, efforts)


def first_priority_order(problem: Problem) -> list[int]:
    """The first of `priority_orders` alone."""
    return _orders(problem.activities, [_by_scarcity(_demands(problem))])[0]


def _orders(activities: Sequence[Activity], efforts: list[list[float]]) -> list[list[int]]:
    gains = [sum(lift.value for lift in each.lifts) for each in activities]
    urgencies = [urgency(activity) for activity in activities]
    orders = []
    for effort in efforts:
        rates = [gain / (each + 1e-6) for gain, each in zip(gains, effort, strict=True)]
        keys = [(*first, -rate) for first, rate in zip(urgencies, rates, strict=True)]
        orders.append(sorted(range(len(keys)), key=keys.__getitem__))
    return orders


def _by_scarcity(demands: list[Demand]) -> list[float]:
    scarcity = [sum(demand[kind] for demand in demands) for kind in range(3)]
    return [sum(map(mul, demand, scarcity)) for demand in demands]


def urgency(activity: Activity) -> tuple[int, int]:
    """Level of the aim an activity serves (0 wishes, 1 duties, 2 security, 3 all), and its date."""
    if activity.required:
        return 0, 0
    if activity.is_dated_duty:
        return 1, activity.deadline or 0
    return (2, 0) if activity.security else (3, 0)


def _demands(problem: Problem) -> list[Demand]:
    """Shares of all staff, investive and consumptive means of the horizon that each takes.

    A grant counts as if the start were in time for it.
    """
    limits = problem.limits
    means = sum(limits.staff_days), sum(limits.investive), sum(limits.consumptive)
    demands = []
    for activity in problem.activities:
        years_after = max(0, limits.quarters - activity.duration) / 8  # starting halfway
        staff = activity.staff_days + activity.yearly_staff_days * years_after
        investive, consumptive = activity.own_money(activity.grant.first if activity.grant else 0)
        running = consumptive + activity.yearly_cost * years_after
        demands.append(
            (_share(staff, means[0]), _share(investive, means[1]), _share(running, means[2]))
        )
    return demands


def _share(need: float, limit: float) -> float:
    return min(need / limit, 1.0) if limit > 0 else float(need > 0)
