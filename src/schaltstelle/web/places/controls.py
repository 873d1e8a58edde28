"""What the plan does for security, as plain values."""

from dataclasses import dataclass

from schaltstelle.core.advice import Advice
from schaltstelle.core.controls import GroupCoverage


@dataclass(frozen=True, slots=True)
class ControlGroupRow:
    """One chapter of the catalogue: how many requirements the plan fulfils, or does a part of."""

    title: str
    full: int
    part: int
    total: int


@dataclass(frozen=True, slots=True)
class ControlsView:
    """What the plan covers of the usual level of security."""

    groups: list[ControlGroupRow]
    full: int
    part: int
    total: int
    catalogues: list[str]


def controls_view(advice: Advice) -> ControlsView:
    """How far the plan goes towards the requirements of the catalogues."""
    covered = advice.controls
    catalogues = dict.fromkeys(group.catalogue for group in covered.groups)
    return ControlsView(
        groups=[_group(group) for group in covered.groups],
        full=covered.full,
        part=covered.part,
        total=covered.full + covered.part + covered.none,
        catalogues=[f"{c.title}, {c.publisher}, {c.licence}" for c in catalogues],
    )


def _group(group: GroupCoverage) -> ControlGroupRow:
    return ControlGroupRow(group.group.title, len(group.full), len(group.part), group.total)
