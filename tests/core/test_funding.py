"""How much of the money: no more than the rules allow, and never more than the cost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.eligibility import assess
from schaltstelle.core.funding import (
    USUAL_MOST,
    Cost,
    by_measure,
    combine,
    grant,
    may_combine,
    options,
)
from schaltstelle.core.german import euro, percent
from schaltstelle.core.programmes import Combination, Window
from tests.core.programmes import programme

DAY = date(2026, 11, 22)
FACTS = {"land": "05", "open": None}
MONEY = st.floats(0, 1e6)
YES = Combination(allowed=True, text="Geht zusammen.")
NO = Combination(allowed=False, text="Geht nicht zusammen.")


def paid(cost=Cost(6000.0, 4000.0), **settings):  # noqa: B008 - a value that never changes
    return grant(assess(programme(**settings), FACTS, DAY), cost)


def option(cost=Cost(6000.0, 4000.0), **settings):  # noqa: B008 - a value that never changes
    (found,) = options([assess(programme(**settings), FACTS, DAY)], cost)
    return found


@pytest.mark.parametrize(
    ("settings", "investive", "consumptive"),
    [
        ({}, 3000, 2000),
        ({"spending": "investive"}, 3000, 0),
        ({"spending": "consumptive"}, 0, 2000),
        ({"most_grant": 2500.0}, 1500, 1000),
        ({"least_cost": 10_000.0, "least_grant": 5000.0}, 3000, 2000),
    ],
)
def test_a_share_of_the_cost_is_paid_within_floor_and_ceiling(settings, investive, consumptive):
    """By kind of cost, the ceiling shared between both kinds."""
    found = paid(**settings)
    assert (found.investive, found.consumptive) == pytest.approx((investive, consumptive))


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"least_cost": 10_001.0}, f"Gefördert wird erst ab Kosten von {euro(10_001)}."),
        ({"least_grant": 5001.0}, f"Gezahlt wird erst ab einer Summe von {euro(5001)}."),
        ({"kind": "loan"}, "Das Geld muss zurückgezahlt werden."),
        ({"kind": "advice"}, "Hier gibt es Beratung, kein Geld."),
        ({"kind": "prize"}, "Ein Preis ist ungewiss und zählt deshalb nicht mit."),
        ({"shares": ()}, "Wie viel gezahlt wird, ist nicht veröffentlicht."),
        ({"shares": ((0.5, "open"),)}, "Wie viel gezahlt wird, hängt an offenen Angaben."),
        (
            {"spending": "investive", "cost": Cost(0.0, 10.0)},
            "Diese Art von Kosten bezahlt das Programm nicht.",
        ),
    ],
)
def test_without_a_sum_the_reason_is_told(settings, reason):
    """No invented money: where nothing is paid or nobody says how much, that is said."""
    assert paid(**settings) is None
    assert option(**settings).text == reason


def test_the_sum_says_how_it_comes_about():
    """Share, part of the cost, ceiling, and that more may be possible."""
    found = option(
        spending="investive", most_grant=2000.0, shares=((0.9, "open"), 0.5), kind="grant"
    )
    assert found.grant.amount == 2000.0
    assert found.text == (
        f"Bis zu {percent(50)} von {euro(6000)} für Investitionen, höchstens {euro(2000)}; "
        "je nach offenen Angaben auch mehr."
    )


def test_a_no_pays_nothing_and_is_no_option():
    """What cannot be had is not offered."""
    found = assess(programme(lands=("08",)), FACTS, DAY)
    assert grant(found, Cost(1.0, 1.0)) is None
    assert options([found], Cost(1.0, 1.0)) == ()
    assert by_measure([found]) == {}


def test_yes_comes_before_open_and_the_larger_sum_first():
    """The money that is certain is named first."""
    asked = [
        programme("small", shares=(0.2,)),
        programme("unknown", shares=()),
        programme("open", shares=(0.9,), window=Window(known=False)),
        programme("large", shares=(0.5,)),
        programme("elsewhere", measures=("other",)),
    ]
    may = by_measure(assess(each, FACTS, DAY) for each in asked)
    assert set(may) == {"m", "other"}
    names = [each.eligibility.programme.id for each in options(may["m"], Cost(100.0, 0.0))]
    assert names == ["large", "small", "unknown", "open"]


@pytest.mark.parametrize(
    ("one", "other", "allowed"),
    [
        ((), (), None),
        ((YES,), (), None),
        ((YES,), (YES,), True),
        ((YES,), (NO,), False),
        ((Combination(allowed=True, text="Mit b.", other="b"),), (), True),
        ((Combination(allowed=True, text="Mit b.", other="b"), NO), (YES,), True),
        ((Combination(allowed=False, text="Nicht mit b.", other="b"), YES), (YES,), False),
        ((Combination(allowed=True, text="Mit c.", other="c"),), (), None),
    ],
)
def test_a_programme_named_goes_before_any_and_silence_is_no_yes(one, other, allowed):
    """Money is only added up where somebody said that it may be."""
    pair = programme("a", combination=one), programme("b", combination=other)
    assert may_combine(*pair) is allowed
    assert may_combine(*reversed(pair)) is allowed


def grants(cost, *settings):
    asked = [programme(f"p{number}", **each) for number, each in enumerate(settings)]
    return [grant(assess(each, FACTS, DAY), cost) for each in asked]


def test_two_small_ones_that_go_together_beat_a_large_one_alone():
    """The best of what is allowed, not the first that comes."""
    cost = Cost(1000.0, 0.0)
    both = {"combination": (YES,)}
    alone = {"shares": (0.6,), "combination": (NO,)}
    given = grants(cost, alone, {"shares": (0.4,), **both}, {"shares": (0.35,), **both})
    found = combine(given, cost)
    assert [each.programme.id for each in found.grants] == ["p1", "p2"]
    assert found.amount == pytest.approx(750)
    assert found.text == (
        f"„Programm p1“ und „Programm p2“ dürfen zusammen genutzt werden: bis zu {euro(750)}."
    )
    assert combine(given[:1], cost).text == f"„Programm p0“: bis zu {euro(600)}."


def test_a_share_of_the_own_remains_unless_one_programme_pays_all():
    """A tenth as a rule; the floor of a payment that would be cut below it rules it out."""
    cost = Cost(1000.0, 0.0)
    both = {"combination": (YES,)}
    found = combine(grants(cost, {"shares": (0.7,), **both}, {"shares": (0.5,), **both}), cost)
    assert [each.amount for each in found.grants] == pytest.approx([700, 200])
    full = combine(grants(cost, {"shares": (1.0,), **both}, {"shares": (0.5,), **both}), cost)
    assert [each.amount for each in full.grants] == [1000]
    floors = [{"shares": (s,), "least_grant": g, **both} for s, g in ((0.7, 500.0), (0.5, 300.0))]
    assert combine(grants(cost, *floors), cost).amount == 700
    assert combine([], cost) is None


@given(
    st.lists(st.floats(0.05, 1), min_size=1, max_size=4),
    st.lists(st.sampled_from(["investive", "consumptive", "both"]), min_size=4, max_size=4),
    MONEY,
    MONEY,
)
def test_together_they_never_pay_more_than_allowed(shares, spending, investive, consumptive):
    """Of each kind at most 90 percent or the largest share; and never less than the best alone."""
    cost = Cost(investive, consumptive)
    pairs = zip(shares, spending, strict=False)
    settings = [{"shares": (s,), "spending": kind, "combination": (YES,)} for s, kind in pairs]
    given = [each for each in grants(cost, *settings) if each is not None and each.amount > 0]
    found = combine(given, cost)
    if found is None:
        assert not given
        return
    most = max(USUAL_MOST, *shares) * (1 + 1e-9)
    assert sum(each.investive for each in found.grants) <= investive * most
    assert sum(each.consumptive for each in found.grants) <= consumptive * most
    assert found.amount >= max(each.amount for each in given) * (1 - 1e-9)
