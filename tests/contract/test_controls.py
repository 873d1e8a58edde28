"""Links of measures to security controls: every one leads somewhere and says why."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from time import perf_counter

import pytest

from schaltstelle import reference
from schaltstelle.content.load import Content, load
from schaltstelle.core.controls import Control, ControlLink, plan_coverage

LEAST_MEASURES = 25
LEAST_LINKS = 150
# Sums of the catalogue of 29.07.2026: 674 of the kernel, 95 of the methodology.
BASIC_CONTROLS = 769
MOST_MILLISECONDS = 25


@lru_cache(maxsize=1)
def content() -> Content:
    return load()


@lru_cache(maxsize=1)
def controls() -> dict[tuple[str, str], Control]:
    return {control.key: control for control in reference.load(reference.SHIPPED).controls}


EVERY_LINK = pytest.mark.parametrize("link", content().controls, ids=lambda link: link.id)


@EVERY_LINK
def test_each_control_exists(link: ControlLink) -> None:
    """A link to a control that the catalogue dropped would silently cover nothing."""
    missing = [name for name in link.controls if (link.catalogue, name) not in controls()]
    assert not missing


@EVERY_LINK
def test_each_link_says_why(link: ControlLink) -> None:
    """A reason is whole sentences of plain length, not a label."""
    assert link.reason.endswith(".") and 40 <= len(link.reason) <= 220
    assert "  " not in link.reason


def test_links_are_many_and_none_twice() -> None:
    """At least 150 pairs of 25 measures; a pair said twice could contradict itself."""
    pairs = Counter(
        (link.measure, link.catalogue, name)
        for link in content().controls
        for name in link.controls
    )
    assert max(pairs.values()) == 1
    assert len(pairs) >= LEAST_LINKS
    assert len({measure for measure, _, _ in pairs}) >= LEAST_MEASURES


def test_controls_named_as_standards_of_measures_exist() -> None:
    """Measures cite controls by number in their standards; these numbers stay right too."""
    cited = {
        number
        for measure in content().measures
        for standard in measure.standards
        if standard.standard == "grundschutz-plus-plus"
        for number in re.findall(r"\b[A-Z]{2,4}(?:\.\d+)+", standard.why)
    }
    assert cited and cited <= {name for _, name in controls()}


def test_all_measures_together_cover_a_part_of_the_basic_level() -> None:
    """The links claim neither nothing nor all: most of the catalogue is work of other kinds."""
    every = [measure.id for measure in content().measures]
    coverage = plan_coverage(content().controls, controls().values(), every)
    assert coverage.total == BASIC_CONTROLS
    assert 15 <= coverage.full <= 100
    assert 100 <= coverage.full + coverage.part < BASIC_CONTROLS / 2
    assert len(coverage.groups) == 19


def test_coverage_takes_milliseconds() -> None:
    """It is computed for every plan that is shown."""
    every = [measure.id for measure in content().measures]
    links, all_controls = content().controls, tuple(controls().values())

    def once() -> float:
        start = perf_counter()
        plan_coverage(links, all_controls, every)
        return perf_counter() - start

    assert min(once() for _ in range(5)) * 1000 < MOST_MILLISECONDS
