"""Who may get the money: never yes without knowing, never open when it is over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.eligibility import assess, assess_all, window_on
from schaltstelle.core.programmes import Window
from tests.core.programmes import ROLLING, programme

DAY = date(2026, 11, 22)
NB = "\N{NO-BREAK SPACE}"
FACTS = {"land": "05", "population": 9000.0, "schools": None, "weak": None}
DAYS = st.none() | st.dates(date(2025, 1, 1), date(2029, 1, 1))
WINDOWS = st.builds(Window, known=st.booleans(), rolling=st.booleans(), opens=DAYS, closes=DAYS)
RULES = st.lists(
    st.sampled_from(["population < 10000", "population > 10000", "schools", "not weak"]), max_size=3
)


@pytest.mark.parametrize(
    ("conditions", "answer", "missing"),
    [
        (["population < 10000"], "yes", ()),
        (["population < 10000", "population > 10000"], "no", ()),
        (["population < 10000", "schools"], "open", ("schools",)),
        (["population > 10000", "schools"], "no", ()),
        (["schools or weak", "weak"], "open", ("schools", "weak")),
        (["schools or population < 10000"], "yes", ()),
    ],
)
def test_the_conditions_decide_where_the_window_is_open(conditions, answer, missing):
    """One broken condition is enough for a no, whatever is unknown; a yes needs all."""
    found = assess(programme(conditions=conditions), FACTS, DAY)
    assert (found.answer, found.missing) == (answer, missing)


def test_every_condition_is_a_reason_with_the_question_to_answer():
    """Who reads "open" must see what to find out, who reads "no" why."""
    rules = ["population < 10000", "population > 10000", "schools", "weak"]
    found = assess(programme(conditions=rules), FACTS, DAY, {"schools": "Gibt es Schulen?"})
    assert found.reasons == (
        "Erfüllt: Es gilt population < 10000.",
        "Nicht erfüllt: Es gilt population > 10000.",
        "Noch offen: Es gilt schools. Zu klären: Gibt es Schulen?",
        "Noch offen: Es gilt weak. Zu klären: Die Register sagen dazu nichts.",
        "Anträge sind laufend möglich.",
    )


def test_an_answer_decides_what_was_open():
    """Declared answers are facts like any other."""
    asked = programme(conditions=["schools"])
    assert assess(asked, {**FACTS, "schools": True}, DAY).answer == "yes"
    assert assess(asked, {**FACTS, "schools": False}, DAY).answer == "no"


def test_a_programme_of_another_land_is_a_no_for_that_reason_alone():
    """Nobody in Hessen needs to read the conditions of Bavaria."""
    asked = programme(conditions=["schools"], lands=("08", "09"))
    found = assess(asked, FACTS, DAY)
    assert found.answer == "no"
    assert [each.reason for each in found.conditions] == [
        "Nicht erfüllt: Das Programm gilt nur in Baden-Württemberg und Bayern."
    ]
    assert assess(programme(lands=("05",)), FACTS, DAY).answer == "yes"


@pytest.mark.parametrize(
    ("window", "answer", "verdict", "text"),
    [
        (ROLLING, "yes", "ja", "Anträge sind laufend möglich."),
        (
            Window(known=True, closes=DAY),
            "yes",
            "ja",
            f"Anträge sind bis 22.{NB}November 2026 möglich.",
        ),
        (
            Window(known=True, opens=date(2027, 3, 1), closes=date(2027, 5, 31)),
            "yes",
            f"ja, ab 1.{NB}März 2027",
            f"Anträge sind ab 1.{NB}März 2027 bis 31.{NB}Mai 2027 möglich.",
        ),
        (
            Window(known=True, closes=date(2026, 11, 21)),
            "no",
            "nein",
            f"Die Frist für Anträge endete am 21.{NB}November 2026.",
        ),
        (
            Window(known=False, closes=date(2025, 1, 1), note="Neuer Aufruf erwartet."),
            "open",
            "noch offen",
            "Eine aktuelle Frist für Anträge ist nicht bekannt. Neuer Aufruf erwartet.",
        ),
    ],
)
def test_the_window_is_told_as_it_is_on_the_day(window, answer, verdict, text):
    """Open until its last day, announced before its first, unknown where nobody saw a date."""
    found = assess(programme(window=window), FACTS, DAY)
    assert (found.answer, found.verdict, found.window.text) == (answer, verdict, text)


@given(window=WINDOWS, ended=DAYS, began=DAYS, rules=RULES, after=st.integers(0, 800))
def test_what_is_over_is_never_open_and_yes_needs_a_known_window(
    window, ended, began, rules, after
):
    """The promise of the centre: nothing expired is shown as open, no date is made up."""
    asked = programme(conditions=rules, window=window, valid_from=began, valid_to=ended)
    day = DAY + timedelta(days=after)
    found = assess(asked, FACTS, day)
    over = window.known and window.closes is not None and window.closes < day
    if asked.expired(day) or over:
        assert found.answer == "no" and found.window.kind == "closed"
    if found.answer == "yes":
        assert window.known and found.window.opens >= day
        assert all(condition.met for condition in found.conditions)
    assert (found.answer == "no") == (
        found.window.kind == "closed" or any(each.met is False for each in found.conditions)
    )
    assert (window_on(asked, day).kind == "unknown") <= (not window.known)


@pytest.mark.parametrize(
    ("shares", "share", "exact", "missing"),
    [
        ((), None, True, ()),
        ((0.5,), 0.5, True, ()),
        (((0.9, "population < 10000"), 0.5), 0.9, True, ()),
        (((0.9, "weak"), 0.5), 0.5, False, ("weak",)),
        (((0.3, "weak"), (0.9, "schools"), 0.5), 0.3, False, ("schools", "weak")),
        (((0.9, "population > 10000"),), None, True, ()),
        (((0.9, "weak"),), None, False, ("weak",)),
    ],
)
def test_the_share_is_the_one_that_is_certain(shares, share, exact, missing):
    """While it is not known which share holds, the lowest that may hold is reckoned with."""
    found = assess(programme(shares=shares), FACTS, DAY).share
    assert (found.share, found.exact, found.missing) == (share, exact, missing)


def test_all_are_assessed_in_the_order_given():
    """One pass for an advice."""
    asked = [programme("b"), programme("a", conditions=["schools"])]
    found = assess_all(asked, FACTS, DAY)
    assert [(each.programme.id, each.answer) for each in found] == [("b", "yes"), ("a", "open")]
