"""In which order list scheduling tries the activities."""

from operator import mul

from schaltstelle.core.roadmap.problem import Activity, Problem


def priority_orders(problem: Problem) -> list[list[int]]:
    """The priority rules: wishes, duties by deadline, security, then by use per effort.

    Effort is measured in five ways: weighed by scarcity (share of each limit times how far the
    demand of all activities exceeds it), not at all, by staff, by money, and by duration.
    """
    activities = problem.activities
    gains = [sum(lift.value for lift in each.lifts) for each in activities]
    demands = [_demand(problem, each) for each in activities]
    scarcity = [sum(demand[kind] for demand in demands) for kind in range(3)]
    efforts = [
        [sum(map(mul, demand, scarcity)) for demand in demands],
        [1.0] * len(activities),
        [demand[0] for demand in demands],
        [demand[1] + demand[2] for demand in demands],
        [float(each.duration) for each in activities],
    ]
    orders = []
    for effort in efforts:
        rates = [gain / (each + 1e-6) for gain, each in zip(gains, effort, strict=True)]
        orders.append(
            sorted(range(len(rates)), key=lambda each: (*urgency(activities[each]), -rates[each]))
        )
    return orders


def urgency(activity: Activity) -> tuple[int, int]:
    """Level of the aim an activity serves (0 wishes, 1 duties, 2 security, 3 all), and its date."""
    if activity.required:
        return 0, 0
    if activity.is_dated_duty:
        return 1, activity.deadline or 0
    return (2, 0) if activity.security else (3, 0)


def _demand(problem: Problem, activity: Activity) -> tuple[float, float, float]:
    """Shares of all staff, investive and consumptive means of the horizon that it takes."""
    limits = problem.limits
    years_after = max(0, limits.quarters - activity.duration) / 8  # starting halfway
    staff = activity.staff_days + activity.yearly_staff_days * years_after
    running = activity.consumptive + activity.yearly_cost * years_after
    return (
        _share(staff, sum(limits.staff_days)),
        _share(activity.investive, sum(limits.investive)),
        _share(running, sum(limits.consumptive)),
    )


def _share(need: float, limit: float) -> float:
    return min(need / limit, 1.0) if limit > 0 else float(need > 0)
