"""Security controls (Anforderungen), which measures fulfil them, and what a plan covers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

Extent = Literal["full", "part"]
Obligation = Literal["must", "should", "may"]
SecurityLevel = Literal["basic", "elevated"]

OBLIGATION_LABELS: dict[Obligation, str] = {"must": "MUSS", "should": "SOLLTE", "may": "KANN"}
SECURITY_LEVEL_LABELS: dict[SecurityLevel, str] = {
    "basic": "übliches Sicherheitsniveau",
    "elevated": "erhöhtes Sicherheitsniveau",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLink:
    """What a measure does for controls of a catalogue: fulfils them or does a part.

    `catalogue` is the id of the catalogue in the reference tables, `controls` are ids in it.
    """

    id: str
    measure: str
    catalogue: str
    controls: tuple[str, ...]
    extent: Extent
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A published catalogue of controls. The id comes from the title, so it outlives versions."""

    id: str
    title: str
    version: str
    published: date
    publisher: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlGroup:
    """A chapter of a catalogue. The description is empty where the catalogue has none."""

    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One control in the words of its catalogue, parameters inserted into the statement.

    `groups` lead to it, the outermost (in Grundschutz++ the Praktik) first; `parent` is the control
    that it refines. `effort` is the catalogue's own level from 0 to 5; it, `level` and
    `obligation` are None where the catalogue states none. `related` and `required` are ids of
    other controls.
    """

    catalogue: Catalogue
    id: str
    title: str
    statement: str
    guidance: str
    groups: tuple[ControlGroup, ...]
    level: SecurityLevel | None = None
    obligation: Obligation | None = None
    effort: int | None = None
    action: str = ""
    targets: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    parent: str = ""
    related: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Catalogue and id: unique among all controls."""
        return (self.catalogue.id, self.id)


# Coverage of a plan -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CoveredControl:
    """A control that a plan fulfils or does a part of, with the links whose measures do it.

    Links that fulfil it come first, otherwise in the order given.
    """

    control: Control
    extent: Extent
    links: tuple[ControlLink, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """Ids of the measures, each once."""
        return tuple(dict.fromkeys(link.measure for link in self.links))


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """What a plan does for the controls of one outermost group of a catalogue."""

    catalogue: Catalogue
    group: ControlGroup
    full: tuple[CoveredControl, ...]
    part: tuple[CoveredControl, ...]
    none: tuple[Control, ...]

    @property
    def total(self) -> int:
        """How many controls count."""
        return len(self.full) + len(self.part) + len(self.none)


@dataclass(frozen=True, slots=True)
class ControlCoverage:
    """What a plan does for all controls of a level, by group in the order of the catalogues.

    A control that is covered in part may need more than all its measures together: nobody can
    tell from the links alone, so parts never add up to a whole.
    """

    groups: tuple[GroupCoverage, ...]

    @property
    def full(self) -> int:
        """How many controls the plan fulfils."""
        return sum(len(group.full) for group in self.groups)

    @property
    def part(self) -> int:
        """How many controls the plan does a part of."""
        return sum(len(group.part) for group in self.groups)

    @property
    def none(self) -> int:
        """How many controls the plan leaves untouched."""
        return sum(len(group.none) for group in self.groups)

    @property
    def total(self) -> int:
        """How many controls count."""
        return self.full + self.part + self.none


def plan_coverage(
    links: Iterable[ControlLink],
    controls: Iterable[Control],
    measures: Iterable[str],
    level: SecurityLevel | None = "basic",
) -> ControlCoverage:
    """The controls of a level that the measures of a plan fulfil, do a part of, or leave.

    `controls` stand in the order of their catalogues; with level None all of them count. Links of
    measures outside the plan and to controls that do not count are passed over.
    """
    doing = _links_by_control(links, frozenset(measures))
    counting = (control for control in controls if level is None or control.level == level)
    return ControlCoverage(
        tuple(
            _group_coverage(tuple(members), doing)
            for _, members in groupby(counting, key=_outermost)
        )
    )


def _links_by_control(
    links: Iterable[ControlLink], measures: frozenset[str]
) -> dict[tuple[str, str], list[ControlLink]]:
    found: dict[tuple[str, str], list[ControlLink]] = {}
    for link in links:
        if link.measure in measures:
            for control in link.controls:
                found.setdefault((link.catalogue, control), []).append(link)
    return found


def _outermost(control: Control) -> tuple[str, str]:
    return (control.catalogue.id, control.groups[0].id if control.groups else "")


def _group_coverage(
    controls: tuple[Control, ...], doing: Mapping[tuple[str, str], list[ControlLink]]
) -> GroupCoverage:
    covered = [
        _covered(control, doing[control.key]) for control in controls if control.key in doing
    ]
    first = controls[0]
    return GroupCoverage(
        catalogue=first.catalogue,
        group=first.groups[0] if first.groups else ControlGroup(id="", title=first.catalogue.title),
        full=tuple(entry for entry in covered if entry.extent == "full"),
        part=tuple(entry for entry in covered if entry.extent == "part"),
        none=tuple(control for control in controls if control.key not in doing),
    )


def _covered(control: Control, links: list[ControlLink]) -> CoveredControl:
    ordered = tuple(sorted(links, key=lambda link: link.extent != "full"))
    return CoveredControl(control, ordered[0].extent, ordered)
