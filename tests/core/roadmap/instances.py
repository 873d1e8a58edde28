"""Random problems for tests and bench: of the size and the kind that a town hall meets."""

from dataclasses import replace
from random import Random

from schaltstelle.core.roadmap.grants import ActivityGrant, GrantPart
from schaltstelle.core.roadmap.problem import Activity, Lift, Limits, Problem, Quarter


def town_hall(seed: int, *, count: int = 60, quarters: int = 20, share: float = 0.4) -> Problem:
    """``count`` activities of which money and staff allow about ``share``."""
    chance = Random(seed)
    activities = tuple(_activity(chance, index, count, quarters) for index in range(count))
    return Problem(activities, _limits(activities, quarters, share))


def with_grants(problem: Problem, seed: int, *, share: float = 0.4) -> Problem:
    """The same problem, about ``share`` of its activities paid in part if they start in time."""
    chance = Random(seed)
    quarters = problem.limits.quarters
    activities = tuple(
        replace(each, grant=_grant(chance, each, quarters)) if chance.random() < share else each
        for each in problem.activities
    )
    return Problem(activities, problem.limits)


def _grant(chance: Random, activity: Activity, quarters: int) -> ActivityGrant:
    paid = chance.choice((0.3, 0.5, 0.8, 0.9))
    first = chance.randint(0, quarters // 2)
    part = GrantPart(
        "programme", "Programm", activity.investive * paid, activity.consumptive * paid
    )
    return ActivityGrant((part,), first, first + chance.randint(1, quarters))


def _activity(chance: Random, index: int, count: int, quarters: int) -> Activity:
    duty = chance.choices(("voluntary", "mandatory", "instructed"), (8, 1, 1))[0]
    earlier = [f"m{each}" for each in range(index)]
    return Activity(
        id=f"m{index}",
        title=f"Maßnahme {index}",
        duration=chance.randint(1, min(6, quarters)),
        investive=chance.choice((0, 0, 5_000, 20_000, 60_000)) * (0.5 + chance.random()),
        consumptive=chance.choice((2_000, 8_000, 25_000)) * (0.5 + chance.random()),
        yearly_cost=chance.choice((0, 1_000, 4_000, 9_000)) * (0.5 + chance.random()),
        staff_days=chance.choice((5, 15, 40, 90)) * (0.5 + chance.random()),
        yearly_staff_days=chance.choice((0, 2, 6, 15)) * (0.5 + chance.random()),
        duty=duty,
        deadline=None if duty == "voluntary" else chance.randint(-4, quarters),
        security=chance.random() < 0.15,
        lifts=_lifts(chance, count),
        prerequisites=tuple(sorted(chance.sample(earlier, chance.choice((0, 0, 0, 1)))))
        if earlier
        else (),
        excludes=(chance.choice(earlier),) if earlier and chance.random() < 0.04 else (),
        continued=chance.random() < 0.05,
    )


def _lifts(chance: Random, count: int) -> tuple[Lift, ...]:
    targets = chance.sample(range(int(count * 1.4) + 2), chance.randint(1, 3))
    return tuple(
        Lift(f"t{each}:basic", 10 + each % 17 * 20, round(0.2 + 0.7 * chance.random(), 2))
        for each in targets
    )


def _limits(activities: tuple[Activity, ...], quarters: int, share: float) -> Limits:
    start = Quarter(2027, 2)
    years = (start + (quarters - 1)).year - start.year + 1
    running = sum(each.consumptive + each.yearly_cost * quarters / 8 for each in activities)
    staff = sum(each.staff_days + each.yearly_staff_days * quarters / 8 for each in activities)
    return Limits(
        start=start,
        quarters=quarters,
        investive=(sum(each.investive for each in activities) * share / years,) * years,
        consumptive=(running * share / years,) * years,
        staff_days=(staff * share / quarters,) * quarters,
    )
