"""Under which weighting, and among whom, administrations are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

# Pairwise traits that a lens may weigh besides the indicators.
NEIGHBOURHOOD = "neighbourhood"
KREIS = "kreis"
LAND = "land"
KIND = "kind"
SPATIAL_LABELS: dict[str, str] = {
    NEIGHBOURHOOD: "Entfernung",
    KREIS: "gleicher Kreis",
    LAND: "gleiches Landesrecht",
    KIND: "gleiche Art der Verwaltung",
}
DIFFERENT_LABELS: dict[str, str] = {
    KREIS: "anderer Kreis",
    LAND: "anderes Landesrecht",
    KIND: "andere Art der Verwaltung",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A weighting of context variables.

    `weights` maps context indicators, or the traits of SPATIAL_LABELS, to weights above 0; what
    it does not name does not count. `shrinkage` (0 to 1) pulls the correlations of the variables
    towards none: at 1 variables that say the same count twice, at 0 they count once.
    """

    id: str
    label: str
    summary: str
    shrinkage: float
    weights: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Administrations with the same tasks; `label` is the plural on the screen."""

    id: str
    label: str


GROUPS: dict[str, Group] = {
    group.id: group
    for group in (
        Group("kreis", "Kreise"),
        Group("kreisfrei", "kreisfreie Städte"),
        Group("stadtstaat", "Stadtstaaten"),
        Group("gemeinde", "kreisangehörige Gemeinden und Städte mit eigener Verwaltung"),
        Group("samtgemeinde", "Samtgemeinden und Verbandsgemeinden"),
        Group("amt", "Ämter"),
        Group("verwaltungsgemeinschaft", "Verwaltungsgemeinschaften und Verwaltungsverbände"),
    )
}

# Codes of the register (type 50). Samt- and Verbandsgemeinden have councils and tasks of their
# own; Ämter and Verwaltungsgemeinschaften mainly carry out what their members decide.
_ASSOCIATION_GROUPS = {51: "amt", 55: "amt", 52: "samtgemeinde", 53: "samtgemeinde"}


def group_of(status: str, kind: int) -> str:
    """The group of an administration with this status (see Places.status) and register kind."""
    if status == "verband":
        return _ASSOCIATION_GROUPS.get(kind, "verwaltungsgemeinschaft")
    return "gemeinde" if status == "grosse_kreisstadt" else status


def groups_of(status: Sequence[str], kinds: Sequence[int]) -> tuple[str, ...]:
    """The group of every administration."""
    return tuple(group_of(s, int(k)) for s, k in zip(status, kinds, strict=True))
