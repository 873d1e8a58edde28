"""What every record of the knowledge has in common: when it holds, for whom, how surely."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.records import (
    ROLE_LABELS,
    Record,
    due_for_review,
    is_verified,
    last_checked,
)
from tests.core.examples import SOURCE

DAY = date(2026, 11, 22)
ONE = timedelta(days=1)
PLAIN = Record(
    id="r",
    title="Titel",
    summary="Kurz.",
    body="Lang.",
    fields=("feld",),
    sources=(SOURCE,),
    audience=("it",),
)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_without_dates_it_always_holds() -> None:
    """What has no date never expires by itself."""
    assert PLAIN.holds(date.min) and PLAIN.holds(date.max)
    assert not PLAIN.expired(date.max)


def test_first_and_last_day_are_included() -> None:
    """„bis 22.11.2026“ means that day too."""
    record = replace(PLAIN, valid_from=DAY, valid_to=DAY)
    assert record.holds(DAY) and not record.expired(DAY)
    assert not record.holds(DAY - ONE) and not record.expired(DAY - ONE)
    assert not record.holds(DAY + ONE) and record.expired(DAY + ONE)


@given(first=DAYS, last=DAYS, day=DAYS)
def test_what_has_expired_never_holds_again(first: date, last: date, day: date) -> None:
    """On no later day is it shown as valid."""
    record = replace(PLAIN, valid_from=first, valid_to=last)
    assert not (record.expired(day) and record.holds(day))
    assert record.expired(last + ONE) and not record.holds(max(day, last) + ONE)


@pytest.mark.parametrize(
    ("sizes", "lands", "suits"),
    [
        ((), (), True),
        (("village", "town"), (), True),
        (("city",), (), False),
        ((), ("08", "09"), True),
        ((), ("05",), False),
        (("town",), ("05",), False),
        (("city",), ("08",), False),
    ],
)
def test_it_suits_by_size_and_land_together(sizes: tuple, lands: tuple, suits: bool) -> None:  # type: ignore[type-arg]
    """An empty list means all; otherwise both must fit."""
    assert replace(PLAIN, sizes=sizes, lands=lands).suits("town", "08") is suits


def test_one_source_that_was_seen_is_enough() -> None:
    """And without any source nothing is verified."""
    unseen = replace(SOURCE, verified=False)
    assert is_verified((unseen, SOURCE)) and PLAIN.verified
    assert not is_verified((unseen,)) and not is_verified(())
    assert not replace(PLAIN, sources=(unseen,)).verified


def test_the_oldest_check_tells_how_fresh_it_is() -> None:
    """No source, no day."""
    older = replace(SOURCE, checked=date(2024, 5, 1))
    assert last_checked((SOURCE, older)) == date(2024, 5, 1)
    assert last_checked(()) is None


def test_due_for_review() -> None:
    """After the time, when it has run out, or when nobody ever looked; else not."""
    every = timedelta(days=90)
    on = SOURCE.checked + every
    assert due_for_review(PLAIN, on, every)
    assert not due_for_review(PLAIN, on - ONE, every)
    assert due_for_review(replace(PLAIN, sources=()), date.min, every)
    out = replace(PLAIN, valid_to=SOURCE.checked)
    assert due_for_review(out, SOURCE.checked + ONE, every)
    assert not due_for_review(out, SOURCE.checked, every)


def test_every_role_has_a_german_name() -> None:
    """A page never shows an English key."""
    assert len(set(ROLE_LABELS.values())) == len(ROLE_LABELS)
    assert all(label[0].isupper() for label in ROLE_LABELS.values())
