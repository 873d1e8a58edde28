"""Hypothesis strategies: small problems with every kind of limit, relation and grant."""

from hypothesis import strategies as st

from schaltstelle.core.roadmap.grants import ActivityGrant, GrantPart
from schaltstelle.core.roadmap.problem import Activity, Lift, Limits, Problem, Quarter

MONEY = st.sampled_from([0.0, 10.0, 33.3, 100.0, 250.0])
DAYS = st.sampled_from([0.0, 1.0, 3.5, 10.0])
LIMIT = st.sampled_from([0.0, 40.0, 100.0, 333.3, 1000.0, float("inf")])


@st.composite
def lifts(draw: st.DrawFn) -> Lift:
    target = draw(st.sampled_from(["a:basic", "b:basic", "c:basic"]))
    return Lift(target, draw(st.sampled_from([0.0, 5.0, 20.0])), draw(st.sampled_from([0.3, 1.0])))


@st.composite
def grants(draw: st.DrawFn, investive: float, consumptive: float) -> ActivityGrant:
    """Money of one programme or two, for a start from some quarter to another."""
    shares = draw(st.sampled_from([(0.5,), (1.0,), (0.3, 0.6)]))
    parts = tuple(
        GrantPart(f"p{number}", f"Programm {number}", investive * share, consumptive * share)
        for number, share in enumerate(shares)
    )
    first = draw(st.integers(-1, 3))
    return ActivityGrant(parts, first, first + draw(st.integers(0, 3)))


@st.composite
def activities(draw: st.DrawFn, index: int) -> Activity:
    duty = draw(st.sampled_from(["voluntary", "voluntary", "mandatory", "instructed"]))
    earlier = st.sampled_from([f"m{each}" for each in range(index)] or ["elsewhere"])
    needs = draw(st.sets(earlier, max_size=1))
    investive, consumptive = draw(MONEY), draw(MONEY)
    return Activity(
        id=f"m{index}",
        title=f"Maßnahme {index}",
        duration=draw(st.integers(1, 4)),
        investive=investive,
        consumptive=consumptive,
        yearly_cost=draw(MONEY),
        staff_days=draw(DAYS),
        yearly_staff_days=draw(DAYS),
        duty=duty,
        deadline=None if duty == "voluntary" else draw(st.none() | st.integers(-2, 8)),
        security=draw(st.booleans()),
        lifts=tuple(draw(st.lists(lifts(), max_size=3))),
        prerequisites=tuple(sorted(needs)),
        excludes=tuple(sorted(draw(st.sets(earlier, max_size=1)) - needs)),
        earliest=draw(st.sampled_from([0, 0, 0, 2])),
        continued=draw(st.booleans()),
        required=draw(st.sampled_from([False, False, False, True])),
        grant=draw(st.none() | grants(investive, consumptive)),
    )


@st.composite
def problems(draw: st.DrawFn, *, most: int = 7, quarters: int = 6) -> Problem:
    count = draw(st.integers(0, most))
    length = draw(st.integers(1, quarters))
    start = Quarter(2027, draw(st.integers(1, 4)))
    years = (start + (length - 1)).year - start.year + 1
    yearly = st.lists(LIMIT, min_size=years, max_size=years).map(tuple)
    limits = Limits(
        start=start,
        quarters=length,
        investive=draw(yearly),
        consumptive=draw(yearly),
        staff_days=tuple(draw(st.lists(LIMIT, min_size=length, max_size=length))),
        provisional_until=draw(st.none() | st.integers(-1, 3).map(lambda each: start + each)),
        voluntary_cap=draw(st.none() | yearly),
    )
    return Problem(tuple(draw(activities(each)) for each in range(count)), limits)
