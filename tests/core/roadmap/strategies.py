"""Hypothesis strategies: small problems with every kind of limit and relation."""

from hypothesis import strategies as st

from schaltstelle.core.roadmap.problem import Activity, Lift, Limits, Problem, Quarter

MONEY = st.sampled_from([0.0, 10.0, 33.3, 100.0, 250.0])
DAYS = st.sampled_from([0.0, 1.0, 3.5, 10.0])
LIMIT = st.sampled_from([0.0, 40.0, 100.0, 333.3, 1000.0, float("inf")])


@st.composite
def lifts(draw: st.DrawFn) -> Lift:
    target = draw(st.sampled_from(["a:basic", "b:basic", "c:basic"]))
    return Lift(target, draw(st.sampled_from([0.0, 5.0, 20.0])), draw(st.sampled_from([0.3, 1.0])))


@st.composite
def activities(draw: st.DrawFn, index: int) -> Activity:
    duty = draw(st.sampled_from(["voluntary", "voluntary", "mandatory", "instructed"]))
    earlier = st.sampled_from([f"m{each}" for each in range(index)] or ["elsewhere"])
    needs = draw(st.sets(earlier, max_size=1))
    return Activity(
        id=f"m{index}",
        title=f"Maßnahme {index}",
        duration=draw(st.integers(1, 4)),
        investive=draw(MONEY),
        consumptive=draw(MONEY),
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
