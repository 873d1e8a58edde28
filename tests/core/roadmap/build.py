"""Short ways to write a problem in a test."""

from dataclasses import replace

from schaltstelle.core.roadmap.problem import Activity, Lift, Limits, Problem, Quarter

START = Quarter(2027, 1)


def activity(
    name: str, *, use: float = 10.0, target: str | None = None, **given: object
) -> Activity:
    """One quarter long, free of cost, voluntary, with its own target, unless said otherwise."""
    plain = Activity(
        id=name,
        title=name.upper(),
        duration=1,
        investive=0.0,
        consumptive=0.0,
        yearly_cost=0.0,
        staff_days=0.0,
        yearly_staff_days=0.0,
        duty="voluntary",
        deadline=None,
        security=False,
        lifts=(Lift(target or f"{name}:basic", use, 1.0),),
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def limits(quarters: int = 8, **given: object) -> Limits:
    """From the first quarter of 2027, without any limit, unless said otherwise."""
    years = -(-quarters // 4)
    endless = float("inf")
    plain = Limits(
        start=START,
        quarters=quarters,
        investive=(endless,) * years,
        consumptive=(endless,) * years,
        staff_days=(endless,) * quarters,
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def problem(*activities: Activity, quarters: int = 8, **given: object) -> Problem:
    return Problem(activities, limits(quarters, **given))
