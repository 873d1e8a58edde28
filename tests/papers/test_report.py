"""The report: wording and choices that PDF and DOCX share."""

from dataclasses import replace
from datetime import date

import pytest

from schaltstelle.centre import open_centre
from schaltstelle.core.roadmap.problem import Quarter
from schaltstelle.papers.report import report_of
from schaltstelle.papers.report.helping import rounded
from schaltstelle.papers.report.missing import binding_since
from schaltstelle.papers.report.wording import capital, dated, span
from tests.core.examples import LAW
from tests.papers.places import KINDS, TENGEN, VILLAGE, advice_for


@pytest.mark.parametrize(
    ("start", "finish", "expected"),
    [
        (Quarter(2027, 1), Quarter(2027, 1), "1/2027"),
        (Quarter(2027, 1), Quarter(2027, 3), "1–3/2027"),
        (Quarter(2027, 3), Quarter(2028, 2), "3/2027–2/2028"),
    ],
)
def test_span(start: Quarter, finish: Quarter, expected: str) -> None:
    """Quarters are written as short as they can be and never ambiguous."""
    assert span(start, finish) == expected


@pytest.mark.parametrize(
    ("people", "expected"), [(963.6, "960"), (48.2, "48"), (7.4, "7"), (1_473_000, "1.500.000")]
)
def test_estimates_show_two_digits(people: float, expected: str) -> None:
    """An estimate does not pretend to be a count."""
    assert rounded(people) == expected


@pytest.mark.parametrize(
    ("start", "day"), [(Quarter(2027, 1), "2026-10-01"), (Quarter(2027, 4), "2027-07-01")]
)
def test_date_comes_from_the_advice(start: Quarter, day: str) -> None:
    """The date inside a paper is that of the quarter in which one plans, not of the clock."""
    assert dated(start).date().isoformat() == day


@pytest.mark.parametrize("key", KINDS)
def test_facts_name_source_date_and_kind(key: str) -> None:
    """No figure without where it comes from; its number is in the list of sources."""
    report = report_of(open_centre(), advice_for(key))
    numbers = [source.number for source in report.sources]
    assert len(report.facts) > 10
    assert len(set(numbers)) == len(numbers)
    for fact in report.facts:
        assert fact.source in numbers
        assert fact.vintage
        assert fact.remark


def test_facts_of_the_kreis_are_marked() -> None:
    """A town must not take the value of its Kreis for its own."""
    remarks = {
        fact.label: fact.remark for fact in report_of(open_centre(), advice_for(TENGEN)).facts
    }
    assert remarks["Arbeitslosenquote"] == "Register, Wert des ganzen Kreises"
    assert remarks["Einwohnerzahl"] == "Register"


@pytest.mark.parametrize("key", KINDS)
def test_a_reason_is_said_once(key: str) -> None:
    """A measure that lifts two levels of one criterion does not repeat itself."""
    for line in report_of(open_centre(), advice_for(key)).measures:
        assert len(set(line.reasons)) == len(line.reasons)


@pytest.mark.parametrize("key", KINDS)
def test_every_step_says_who_decides_and_why_now(key: str) -> None:
    """A council must see at each step who decides on it and why it comes when it comes."""
    course = report_of(open_centre(), advice_for(key)).course
    assert course.steps
    for step in course.steps:
        assert step.decides
        assert step.why
        assert step.why_now
        assert step.begin + step.length <= course.quarters


def test_words_keep_their_capitals() -> None:
    """German nouns stay nouns at the start of a sentence: "Nach Weisung"."""
    assert capital("nach Weisung") == "Nach Weisung"
    assert capital("") == ""


def test_members_decide_for_themselves() -> None:
    """In an association the organs named are those of its members or its own, never just "Rat"."""
    steps = report_of(open_centre(), advice_for(VILLAGE)).course.steps
    bodies = {step.decides for step in steps}
    assert any("amtsangehörigen Gemeinden" in body or "Amtsausschuss" in body for body in bodies)
    assert "Rat" not in bodies


def test_the_command_gives_the_same_frame() -> None:
    """The printed command names every input of the advice."""
    lines = dict(report_of(open_centre(), advice_for(TENGEN)).recompute)
    expected = "schaltstelle advise 083350080080 --start 2027-Q1 --years 5 --lens overall"
    expected += " --day 2027-01-01 --seed 0"
    assert lines["Befehl"] == expected


def test_a_deadline_in_the_past_is_told_as_such() -> None:
    """ "bis 23. September 2020" in a plan from 2027 would be nonsense."""
    past, ahead = date(2020, 9, 23), date(2028, 6, 30)
    start = Quarter(2027, 1)
    assert binding_since((replace(LAW, deadline=past),), start).startswith("Frist war der 23.")
    assert binding_since((replace(LAW, deadline=ahead),), start).startswith("bis 30.")
    assert binding_since((replace(LAW, deadline=None),), start) == "gilt bereits"


def test_security_shown_by_registers_is_printed_with_what_it_takes() -> None:
    """The one thing that is known must not be lost between standing and plan."""
    report = report_of(open_centre(), advice_for(TENGEN))
    assert {gap.title for gap in report.gaps.security} <= {
        gap.title for gap in advice_for(TENGEN).gaps if gap.kind == "security"
    }
    assert report.gaps.security and all(gap.statement for gap in report.gaps.security)


def test_nothing_is_estimated_where_registers_say_nothing() -> None:
    """Page one and the table of fields must not contradict each other."""
    report = report_of(open_centre(), advice_for(VILLAGE))
    assert report.standing.overall.words == "noch nicht bestimmbar"
    assert "Wahrscheinlich" not in report.summary.known
