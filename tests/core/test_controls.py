"""Coverage of a plan: what its measures fulfil, do a part of, and leave."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.controls import (
    Catalogue,
    Control,
    ControlCoverage,
    ControlGroup,
    ControlLink,
    Extent,
    SecurityLevel,
    plan_coverage,
)

CATALOGUE = Catalogue(
    id="k", title="K", version="1", published=date(2026, 7, 29), publisher="Amt", licence="frei"
)
OTHER = Catalogue(
    id="o", title="O", version="1", published=date(2026, 7, 29), publisher="Amt", licence="frei"
)
GROUPS = {name: ControlGroup(id=name, title=name) for name in ("BET", "NOT")}


def control(
    name: str,
    level: SecurityLevel | None = "basic",
    group: str = "BET",
    catalogue: Catalogue = CATALOGUE,
) -> Control:
    """A control of a group."""
    return Control(
        catalogue=catalogue,
        id=name,
        title=name,
        statement=name,
        guidance="",
        groups=(GROUPS[group],) if group else (),
        level=level,
    )


def link(
    measure: str, *controls: str, extent: Extent = "full", catalogue: str = "k"
) -> ControlLink:
    """What a measure does for controls."""
    return ControlLink(
        id=f"{measure}-{'-'.join(controls)}-{extent}",
        measure=measure,
        catalogue=catalogue,
        controls=controls,
        extent=extent,
        reason="Grund.",
    )


CONTROLS = (
    control("B1"),
    control("B2"),
    control("B3", level="elevated"),
    control("N1", group="NOT"),
    control("N2", group="NOT"),
)


def ids(coverage: ControlCoverage) -> dict[str, tuple[list[str], list[str], list[str]]]:
    """The ids of the controls by group: full, part, none."""
    return {
        group.group.id: (
            [entry.control.id for entry in group.full],
            [entry.control.id for entry in group.part],
            [entry.id for entry in group.none],
        )
        for group in coverage.groups
    }


def test_controls_are_covered_fully_partly_or_not() -> None:
    """Each control of the level stands in just one place of its group."""
    links = [link("a", "B1"), link("b", "N1", extent="part")]
    coverage = plan_coverage(links, CONTROLS, ["a", "b"])
    assert ids(coverage) == {"BET": (["B1"], [], ["B2"]), "NOT": ([], ["N1"], ["N2"])}
    assert (coverage.full, coverage.part, coverage.none, coverage.total) == (1, 1, 2, 4)


def test_only_measures_of_the_plan_count() -> None:
    """What other measures could do is no coverage."""
    coverage = plan_coverage([link("a", "B1"), link("b", "B2")], CONTROLS, ["b"])
    assert ids(coverage)["BET"] == (["B2"], [], ["B1"])


def test_full_beats_part_and_all_measures_are_named() -> None:
    """One measure that fulfils a control is enough; those that help are named after it."""
    links = [link("a", "B1", extent="part"), link("b", "B1"), link("b", "B1", extent="part")]
    entry = plan_coverage(links, CONTROLS, ["a", "b"]).groups[0].full[0]
    assert entry.measures == ("b", "a")
    assert [own.extent for own in entry.links] == ["full", "part", "part"]


def test_parts_never_add_up() -> None:
    """Two halves may be the same half."""
    links = [link("a", "B1", extent="part"), link("b", "B1", extent="part")]
    coverage = plan_coverage(links, CONTROLS, ["a", "b"])
    assert (coverage.full, coverage.part) == (0, 1)


def test_the_level_decides_what_counts() -> None:
    """Elevated controls count only when asked for, or when all do."""
    links = [link("a", "B3")]
    assert plan_coverage(links, CONTROLS, ["a"]).full == 0
    assert ids(plan_coverage(links, CONTROLS, ["a"], "elevated")) == {"BET": (["B3"], [], [])}
    assert plan_coverage(links, CONTROLS, ["a"], None).total == 5


def test_catalogues_are_kept_apart() -> None:
    """The same id in another catalogue is another control."""
    controls = (control("B1"), control("B1", catalogue=OTHER))
    coverage = plan_coverage([link("a", "B1", catalogue="o")], controls, ["a"])
    assert [(group.catalogue.id, len(group.full)) for group in coverage.groups] == [
        ("k", 0),
        ("o", 1),
    ]


def test_controls_outside_any_group_stand_under_their_catalogue() -> None:
    """A catalogue without chapters is still shown."""
    coverage = plan_coverage([], [control("A", group="")], [])
    assert coverage.groups[0].group == ControlGroup(id="", title="K")


def test_an_empty_catalogue_covers_nothing() -> None:
    """Without controls there is no group, and the sums are zero."""
    coverage = plan_coverage([link("a", "B1")], (), ["a"])
    assert coverage.groups == () and coverage.total == 0


some_links = st.lists(
    st.builds(
        lambda measure, controls, extent: link(measure, *controls, extent=extent),
        st.sampled_from("abc"),
        st.lists(st.sampled_from(["B1", "B2", "B3", "N1", "N2", "?"]), min_size=1, unique=True),
        st.sampled_from(["full", "part"]),
    ),
    max_size=8,
)
some_measures = st.sets(st.sampled_from("abcd"))


@given(some_links, some_measures, some_measures)
def test_more_measures_never_cover_less(
    links: list[ControlLink], measures: set[str], more: set[str]
) -> None:
    """Adding a measure to a plan takes nothing away, and every control is counted once."""
    small = plan_coverage(links, CONTROLS, measures)
    large = plan_coverage(links, CONTROLS, measures | more)
    assert small.total == large.total == 4
    assert large.full >= small.full and large.none <= small.none
