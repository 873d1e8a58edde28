"""Measures: what an administration can do, what it lifts, costs, needs."""

from dataclasses import dataclass
from typing import Literal

from schaltstelle.core.citation import Citation, Origin
from schaltstelle.core.framework import Level
from schaltstelle.core.size import RangeBySize

Duty = Literal["mandatory", "instructed", "voluntary"]

DUTY_LABELS: dict[Duty, str] = {
    "mandatory": "pflichtig",
    "instructed": "nach Weisung",
    "voluntary": "freiwillig",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLift:
    """The expected lift of one criterion to one level.

    `lift` is the probability that a level not met before is met after the measure has
    succeeded (0..1).
    """

    criterion: str
    to: Level
    lift: float
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Cost or staff days as ranges by size class: once, and every year afterwards."""

    one_off: RangeBySize
    yearly: RangeBySize
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """Quarters from the start until the measure takes effect."""

    quarters: int
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Chance of success as a Beta prior: as if `successes` of all tries had succeeded."""

    successes: float
    failures: float
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A standard that the measure should follow or demand."""

    name: str
    address: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something an administration can do.

    `cost` is in euros, `staff_days` in days of the administration's own staff. `investive_share`
    (0..1) is the part of the one-off cost that is investive. `unpostponable` marks what must not
    wait even under provisional budgeting. `checks_duties` marks the measure by which an
    administration finds out which of its open duties are met. `decides` says in German who must
    decide it.
    """

    id: str
    field: str
    title: str
    summary: str
    body: str
    lifts: tuple[CriterionLift, ...]
    cost: Effort
    staff_days: Effort
    duration: Duration
    chance: Chance
    duty: Duty
    investive_share: float
    investive_origin: Origin
    decides: str
    task: str
    participants: tuple[str, ...]
    first_steps: tuple[str, ...]
    sources: tuple[Citation, ...]
    standards: tuple[Standard, ...] = ()
    prerequisites: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    unpostponable: bool = False
    checks_duties: bool = False
    applies_to: str = ""
