"""Towns that by the law of their Land have more tasks than others of a Kreis.

The register shows a special status only for the Große Kreisstädte of two Länder (kind 67); the
others are listed here, each list with its source.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from schaltstelle.core.citation import Citation

Special = Literal[
    "grosse_kreisangehoerige_stadt",
    "mittlere_kreisangehoerige_stadt",
    "grosse_selbstaendige_stadt",
    "selbstaendige_gemeinde",
    "sonderstatusstadt",
    "mittelstadt",
    "grosse_kreisstadt",
    "regionsangehoerig",
]

NO_SPECIAL_STATUS = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialTown:
    """A municipality with a special status, by its key (AGS, 8 digits)."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialStatus:
    """The towns of one Land with the same special status."""

    land: str
    status: Special
    towns: tuple[SpecialTown, ...]
    sources: tuple[Citation, ...]
    note: str = ""


def special_by_key(lists: Iterable[SpecialStatus]) -> dict[str, str]:
    """The special status of each town by its AGS; towns without one are not in it."""
    return {town.key: item.status for item in lists for town in item.towns}
