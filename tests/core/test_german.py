"""Protects the one place that writes figures and dates in German."""

import datetime as dt

import pytest

from schaltstelle.core import german


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234.56, 1, "1.234,6"),
        (1234567, 0, "1.234.567"),
        (-0.04, 1, "0,0"),
        (-12.5, 1, "−12,5"),
    ],
)
def test_number_follows_german_signs(value: float, decimals: int, text: str) -> None:
    """Dots between thousands, a comma before decimals, a real minus sign."""
    assert german.number(value, decimals) == text


def test_units_stay_on_the_line_of_their_figure() -> None:
    """A line must not break between figure and unit."""
    assert german.euro(1234) == "1.234\u00a0€"
    assert german.percent(12.5, 1) == "12,5\u00a0%"


def test_ranges_collapse_where_both_ends_read_alike() -> None:
    """ "1.000 bis 1.000 €" would look like an error."""
    assert german.euro_range(1000, 2000) == "1.000 bis 2.000\u00a0€"
    assert german.euro_range(1000, 1000.2) == "1.000\u00a0€"
    assert german.number_range(3, 5) == "3 bis 5"
    assert german.number_range(3.01, 3.02, 1) == "3,0"


def test_dates_and_quarters_are_written_out() -> None:
    """Councils read months, not numbers."""
    assert german.long_date(dt.date(2026, 3, 3)) == "3.\u00a0März 2026"
    assert german.quarter(2027, 2) == "2.\u00a0Quartal 2027"


def test_counts_and_lists_read_as_sentences() -> None:
    """One is singular; a list ends with "und"."""
    assert german.count(1, "Gemeinde", "Gemeinden") == "1 Gemeinde"
    assert german.count(1200, "Gemeinde", "Gemeinden") == "1.200 Gemeinden"
    assert german.join_and([]) == ""
    assert german.join_and(["a"]) == "a"
    assert german.join_and(["a", "b", "c"]) == "a, b und c"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50000", 50000),
        ("50.000", 50000),
        ("1.250.000,50 €", 1250000.5),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("0.125", 0.125),
        (" 2 000 ", 2000),
    ],
)
def test_numbers_are_read_as_germans_and_programmers_write_them(text: str, value: float) -> None:
    """50.000 euros must not become 50."""
    assert german.parse_number(text) == value


@pytest.mark.parametrize("text", ["", "viel", "1,5,2", "nan", "inf", "--3"])
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    """The message names what was typed."""
    with pytest.raises(ValueError, match="ist keine Zahl"):
        german.parse_number(text)


@pytest.mark.parametrize(
    ("full", "text"),
    [
        (1, "1\u00a0Stelle"),
        (0.25, "0,25\u00a0Stellen"),
        (8.8, "8,8\u00a0Stellen"),
        (0, "0\u00a0Stellen"),
    ],
)
def test_posts_have_no_empty_decimals_and_one_is_singular(full: float, text: str) -> None:
    """Half a post and one post as one says them."""
    assert german.posts(full) == text
