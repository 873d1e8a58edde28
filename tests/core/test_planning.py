"""From recommendations to the problem: limits, duties and assumptions are said, not hidden."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.eligibility import assess
from schaltstelle.core.funding import options
from schaltstelle.core.parameters import DefaultLimits
from schaltstelle.core.planning import (
    Figures,
    Frame,
    FrameError,
    deadline_quarter,
    granted_starts,
    limits_of,
    one_off_cost,
    problem_of,
    secures,
    yearly_limits,
)
from schaltstelle.core.programmes import Combination, Window
from schaltstelle.core.recommend import recommend
from schaltstelle.core.roadmap.problem import Quarter, validate
from schaltstelle.core.standing import LevelEvidence
from tests.core.examples import ESTIMATE, LAW, criterion, measure
from tests.core.programmes import ROLLING, programme
from tests.core.test_recommend import UNMET, setting

FIGURES = Figures(investive_share=0.4, working_days=200, considered=2)
START = Quarter(2027, 1)
DEFAULTS = [
    DefaultLimits(
        size="village",
        body="local",
        investive="population * 2",
        consumptive="population * 3",
        staff="0.25",
        origin=ESTIMATE,
    )
]
FACTS = {"population": 1000.0}


def limits_for(**frame):
    return yearly_limits(Frame(start=START, **frame), "village", FACTS, DEFAULTS, FIGURES)


def test_without_a_frame_the_defaults_hold_and_are_said():
    """Assumed limits must be visible as such."""
    yearly = limits_for()
    assert (yearly.investive, yearly.consumptive, yearly.staff) == (2000, 3000, 0.25)
    assert any("2.000" in text for text in yearly.assumed)
    assert any("Annahme" in text for text in yearly.assumed)


def test_a_total_budget_is_split_openly():
    """The two kinds of money sum to what was given."""
    yearly = limits_for(budget=50_000, staff=0.5)
    assert (yearly.investive, yearly.consumptive) == (20_000, 30_000)
    assert len(yearly.assumed) == 1 and "geteilt" in yearly.assumed[0]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"investive": 15_000.0}, (15_000, 35_000)),
        ({"consumptive": 15_000.0}, (35_000, 15_000)),
        ({"investive": 60_000.0}, (60_000, 0)),
    ],
)
def test_what_one_kind_of_money_leaves_of_the_budget_goes_to_the_other(named, expected):
    """The budget is not spent twice, and never below nothing."""
    yearly = limits_for(budget=50_000, staff=1, **named)
    assert (yearly.investive, yearly.consumptive) == expected


def test_a_kreis_has_defaults_of_its_own():
    """A Kreis has fewer tasks for each person than its municipalities."""
    kreis = replace(DEFAULTS[0], body="kreis", investive="population")
    facts = {**FACTS, "status": "kreis"}
    yearly = yearly_limits(Frame(start=START), "village", facts, [*DEFAULTS, kreis], FIGURES)
    assert yearly.investive == 1000


def test_a_full_frame_assumes_nothing():
    """Who says everything is not told of assumptions."""
    assert limits_for(investive=1.0, consumptive=2.0, staff=3.0).assumed == ()


@given(
    number=st.integers(1, 4),
    years=st.integers(1, 10),
    money=st.floats(0, 1e7),
)
def test_money_over_the_horizon_is_years_times_the_yearly_amount(number, years, money):
    """A year begun in part counts pro rata, so no money is invented or lost."""
    frame = Frame(
        start=Quarter(2027, number),
        years=years,
        investive=money,
        consumptive=0,
        staff=1,
        voluntary_cap=money,
    )
    yearly = yearly_limits(frame, "village", FACTS, DEFAULTS, FIGURES)
    limits = limits_of(frame, yearly, FIGURES)
    assert sum(limits.investive) == pytest.approx(money * years)
    assert limits.voluntary_cap == limits.investive
    assert len(limits.investive) == len(limits.years)
    assert sum(limits.staff_days) == pytest.approx(200 * years)


@pytest.mark.parametrize(
    "frame", [{"years": 0}, {"years": 11}, {"budget": -1.0}, {"staff": float("nan")}]
)
def test_an_impossible_frame_is_refused_in_german(frame):
    """A wrong input gets a clear message."""
    with pytest.raises(FrameError, match="muss"):
        Frame(start=START, **frame)


def problem_for(items, criteria, evidence=None, **frame):
    here = setting(*criteria, evidence=evidence or {}, probability=0.4)
    found = recommend(items, here)
    asked = Frame(start=START, investive=1e6, consumptive=1e6, staff=5, **frame)
    yearly = yearly_limits(asked, "village", FACTS, DEFAULTS, FIGURES)
    return problem_of(found.recommended, asked, limits_of(asked, yearly, FIGURES), FIGURES)


def duty(deadline=None):
    basis = replace(LAW, deadline=deadline)
    return criterion("k", (0.4,), binding="law", legal=(basis,), people="population * 0")


def test_a_known_duty_and_what_it_needs_is_always_in():
    """A duty must not fall out of the plan because it ranks low."""
    criteria = [duty(), *(criterion(f"o{n}", people="population") for n in range(3))]
    items = [
        measure("duty", prerequisites=("base",)),
        measure("base", lifts=(("o0", "basic", 0.01),)),
        *(measure(f"m{n}", lifts=((f"o{n}", "basic", 0.9),)) for n in range(3)),
    ]
    problem = problem_for(items, criteria, {"k:basic": UNMET})
    assert {"duty", "base"} <= set(problem.by_id)
    assert problem.by_id["duty"].deadline == 0
    assert problem.by_id["duty"].duty == "mandatory"
    assert len(problem.activities) == 4, "the best two by rank, the duty and what it needs"
    assert validate(problem) == ()


def test_an_open_duty_is_checked_first_not_presumed_unmet():
    """Law in force is presumed to be kept; checking it is what is due."""
    criteria = [duty(), criterion("list", people="population * 0")]
    check = measure("check", lifts=(("list", "basic", 0.9),), checks_duties=True)
    problem = problem_for([measure("duty"), check], criteria)
    assert problem.by_id["check"].deadline == 0
    assert "duty" not in problem.by_id, "no use, no date: nothing to plan yet"
    met = LevelEvidence(True, "register", "Register", "2026")
    nothing_open = problem_for([measure("duty"), check], criteria, {"k:basic": met})
    assert "check" not in nothing_open.by_id


def test_a_deadline_ahead_is_planned_if_the_duty_is_rather_unmet():
    """Who has probably not done it yet must do it by then."""
    problem = problem_for([measure("duty")], [duty(date(2028, 6, 30))])
    assert problem.by_id["duty"].deadline == 5


def test_a_deadline_within_the_first_quarter_still_lies_ahead():
    """Until that day the duty does not bind; a deadline of the quarter before binds already."""
    check = measure("check", lifts=(("list", "basic", 0.9),), checks_duties=True)
    for deadline, dated in ((date(2027, 3, 31), {"duty"}), (date(2026, 12, 31), {"check"})):
        criteria = [duty(deadline), criterion("list", people="population * 0")]
        problem = problem_for([measure("duty"), check], criteria)
        assert {each.id for each in problem.activities if each.is_dated_duty} == dated


def test_an_unknown_wish_is_named():
    """A wish that cannot be planned must not vanish silently."""
    with pytest.raises(FrameError, match="„unsinn“"):
        problem_for([measure("m")], [criterion("k")], wishes=("unsinn",))


def test_a_deadline_becomes_the_quarter_it_falls_in():
    """By whose end the duty must be met; past deadlines bind at once."""
    assert deadline_quarter(date(2028, 6, 30), START) == 5
    assert deadline_quarter(date(2020, 1, 1), START) == 0
    assert deadline_quarter(None, START) == 0


TODAY = date(2026, 11, 22)
TOGETHER = (Combination(allowed=True, text="Geht zusammen."),)


def funded(*programmes, figures=FIGURES, **frame):
    """The activity of measure m, with what these programmes pay of it, and its cost."""
    found = recommend([measure("m")], setting(criterion("k"), evidence={}, probability=0.4))
    asked = Frame(start=START, investive=1e6, consumptive=1e6, staff=5, **frame)
    limits = limits_of(asked, yearly_limits(asked, "village", FACTS, DEFAULTS, FIGURES), FIGURES)
    (item,) = found.recommended
    cost = one_off_cost(item)
    may = options([assess(each, {**FACTS, "declared": None}, TODAY) for each in programmes], cost)
    problem = problem_of(found.recommended, asked, limits, figures, {"m": may})
    assert validate(problem) == ()
    assert problem.by_id["m"].investive + problem.by_id["m"].consumptive == cost.total
    return problem.by_id["m"], cost


def test_what_a_programme_pays_is_in_the_plan_with_its_name():
    """Both kinds of cost by their own part, from the quarter in which it can be approved."""
    activity, cost = funded(programme(shares=(0.8,)))
    (part,) = activity.grant.parts
    assert (part.programme, part.title) == ("p", "Programm p")
    assert part.investive == pytest.approx(cost.investive * 0.8)
    assert part.consumptive == pytest.approx(cost.consumptive * 0.8)
    assert (activity.grant.first, activity.grant.last) == (1, 19)


@pytest.mark.parametrize(
    "settings",
    [
        {"conditions": ["declared"]},
        {"window": Window(known=False)},
        {"kind": "loan"},
        {"shares": ()},
        {"window": Window(known=True, opens=date(2033, 1, 1))},
    ],
)
def test_money_that_is_open_lent_unknown_or_too_late_is_not_counted(settings):
    """A plan must not rest on money that may never come."""
    assert funded(programme(**settings))[0].grant is None


@pytest.mark.parametrize(
    ("settings", "starts"),
    [
        ({"window": ROLLING}, range(1, 19)),
        ({"window": ROLLING, "before_start": False}, range(19)),
        ({"window": ROLLING, "lead_quarters": 0}, range(19)),
        ({"window": ROLLING, "valid_to": date(2027, 9, 30)}, range(1, 3)),
        ({"window": Window(known=True, closes=date(2027, 3, 31))}, range(1, 3)),
        (
            {"window": Window(known=True, opens=date(2027, 4, 1), closes=date(2027, 6, 30))},
            range(3, 4),
        ),
        (
            {
                "window": Window(known=True, opens=date(2027, 4, 1), closes=date(2027, 6, 30)),
                "before_start": False,
            },
            range(1, 4),
        ),
        ({"window": Window(known=True, opens=date(2026, 1, 1))}, range(1, 19)),
        ({"window": Window(known=False)}, range(0)),
        ({"window": ROLLING, "lead_quarters": 40}, range(0)),
    ],
)
def test_a_start_is_in_time_from_the_first_decision_to_the_last(settings, starts):
    """Applied for on 22 November 2026 at the earliest, decided two quarters later; the plan has
    20 quarters from 2027, and the work takes two."""
    frame = Frame(start=START, investive=1, consumptive=1, staff=1)
    yearly = yearly_limits(frame, "village", FACTS, DEFAULTS, FIGURES)
    eligibility = assess(programme(**settings), FACTS, TODAY)
    found = granted_starts(eligibility, limits_of(frame, yearly, FIGURES), 2)
    assert list(found) == list(starts)


def test_programmes_that_may_be_combined_pay_together_while_both_can():
    """The starts in time for both; where there is none, the larger sum alone."""
    early = Window(known=True, closes=date(2027, 6, 30))
    late = Window(known=True, opens=date(2028, 1, 1))
    one = programme("a", shares=(0.5,), window=early, combination=TOGETHER)
    other = programme("b", shares=(0.3,), combination=TOGETHER)
    activity, cost = funded(one, other)
    assert [part.programme for part in activity.grant.parts] == ["a", "b"]
    assert activity.grant.amount == pytest.approx(cost.total * 0.8)
    assert (activity.grant.first, activity.grant.last) == (1, 3)
    apart, cost = funded(one, replace(other, window=late))
    assert [part.programme for part in apart.grant.parts] == ["a"]
    assert apart.grant.amount == pytest.approx(cost.total * 0.5)
    alone, cost = funded(one, replace(other, combination=()))
    assert [part.programme for part in alone.grant.parts] == ["a"]


@pytest.mark.parametrize(
    ("shares", "waiting_quarters", "wishes", "earliest"),
    [
        ((0.5,), 4, (), 1),
        ((0.2,), 4, (), 0),
        ((0.5,), 0, (), 0),
        ((0.5,), 4, ("m",), 0),
    ],
)
def test_a_voluntary_measure_waits_for_money_that_is_worth_it(
    shares, waiting_quarters, wishes, earliest
):
    """Not for a small share, not too long, and not where somebody wants it at once."""
    figures = replace(FIGURES, waiting_share=0.3, waiting_quarters=waiting_quarters)
    activity, _ = funded(programme(shares=shares), figures=figures, wishes=wishes)
    assert activity.grant is not None and activity.grant.first == 1
    assert activity.earliest == earliest


def test_what_its_prerequisite_brings_makes_a_measure_no_basic_security():
    """An advanced step of security does not go before all use only because it repeats the basic."""
    secured = criterion("k", binding="security")
    first, second = measure("first"), measure("second", prerequisites=("first",))
    found = recommend([first, second], setting(secured, evidence={}, probability=0.1))
    by_id = {item.measure.id: item for item in found.recommended}
    assert by_id["second"].security_targets
    assert secures(by_id["first"], by_id)
    assert not secures(by_id["second"], by_id)
    alone = {"second": by_id["second"]}
    assert secures(by_id["second"], alone)
