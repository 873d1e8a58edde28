"""What is due for review, and what of the knowledge somebody has seen a source of."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from schaltstelle.content.load import Content, collect, parse
from schaltstelle.content.review import KINDS, REVIEW_AFTER, due, records, verified_counts
from schaltstelle.core.keys import LAND_NAMES
from tests.content.small_content import write_content

CHECKED = date(2026, 11, 22)


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """One record of every kind, checked on one day."""
    return collect(parse(write_content(tmp_path))[0], "test")


def changed(content: Content, kind: str, **changes: Any) -> Content:
    """The content with its one record of a kind changed."""
    (record,) = records(content, kind)
    return replace(content, **{kind: (replace(record, **changes),)})


def test_every_kind_of_record_is_reviewed_and_counted() -> None:
    """A new kind must not be forgotten."""
    assert KINDS.keys() == REVIEW_AFTER.keys()


@pytest.mark.parametrize("kind", sorted(REVIEW_AFTER))
def test_a_record_is_due_when_its_time_has_passed(content: Content, kind: str) -> None:
    """Not a day before, and from that day on."""
    on = CHECKED + REVIEW_AFTER[kind]
    assert kind not in {item.kind for item in due(content, on - timedelta(days=1))}
    found = next(item for item in due(content, on) if item.kind == kind)
    assert found.reason == "zuletzt geprüft am 22.11.2026"
    assert kind in {item.kind for item in due(content, on + timedelta(days=1))}


def test_what_has_run_out_is_due_at_once_with_the_reason(content: Content) -> None:
    """On its last day it still holds."""
    ended = changed(content, "programmes", valid_to=CHECKED)
    assert due(ended, CHECKED) == []
    (found,) = due(ended, CHECKED + timedelta(days=1))
    assert (found.kind, found.id) == ("programmes", "programm")
    assert found.reason == "gilt seit 22.11.2026 nicht mehr"


def test_the_oldest_source_counts(content: Content) -> None:
    """One page looked at today does not make the other one fresh."""
    (source,) = records(content, "law")[0].sources
    old = replace(source, checked=date(2025, 1, 1))
    (found,) = due(changed(content, "law", sources=(source, old)), CHECKED)
    assert found.reason == "zuletzt geprüft am 01.01.2025"


def test_a_record_without_a_source_was_never_checked(content: Content) -> None:
    """It is due, and the list says why."""
    (found,) = due(changed(content, "courses", sources=()), CHECKED)
    assert found.reason == "nie geprüft"


def count_of(content: Content, title: str) -> Any:
    return next(item for item in verified_counts(content) if item.kind == title)


def test_only_records_with_a_source_that_was_seen_count_as_verified(content: Content) -> None:
    """A record without a real source does not count."""
    seen = count_of(content, "Standards")
    assert (seen.records, seen.verified) == (1, 1)
    (source,) = records(content, "standards")[0].sources
    unseen = replace(source, verified=False)
    none = count_of(changed(content, "standards", sources=(unseen,)), "Standards")
    assert (none.records, none.verified, set(none.by_land.values())) == (1, 0, {0})
    both = count_of(changed(content, "standards", sources=(unseen, source)), "Standards")
    assert both.verified == 1


def test_verified_records_are_counted_by_land(content: Content) -> None:
    """A practice where it is, another record where it is for; what is for all has no Land."""
    assert count_of(content, "Praxisbeispiele").by_land["08"] == 1
    assert count_of(content, "Recht").by_land[""] == 1
    two = count_of(changed(content, "law", lands=("05", "09")), "Recht")
    assert {land for land, number in two.by_land.items() if number} == {"05", "09"}
    abroad = changed(content, "practices", place="", country="DK")
    assert count_of(abroad, "Praxisbeispiele").by_land[""] == 1
    assert set(two.by_land) == {"", *LAND_NAMES}
