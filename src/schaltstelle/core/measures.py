"""Measures: what an administration can do, what it lifts, costs, needs."""

from dataclasses import dataclass
from typing import Literal

from schaltstelle.core.citation import Citation, Origin
from schaltstelle.core.framework import Level
from schaltstelle.core.records import Role
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
class StandardUse:
    """A standard that the measure should follow or demand, and why."""

    standard: str
    why: str


VariantKind = Literal["own", "shared", "existing"]

VARIANT_LABELS: dict[VariantKind, str] = {
    "own": "selbst machen",
    "shared": "gemeinsam machen",
    "existing": "Vorhandenes nachnutzen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A way to do it: on one's own, together with others, or with a service that exists.

    `address` is that of the existing service, where there is one.
    """

    kind: VariantKind
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A known way to fail, and what helps against it."""

    text: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something an administration can do.

    `cost` is in euros, `staff_days` in days of the administration's own staff. `investive_share`
    (0..1) is the part of the one-off cost that is investive. `unpostponable` marks what must not
    wait even under provisional budgeting. `checks_duties` marks the measure by which an
    administration finds out which of its open duties are met. `decides` says in German who must
    decide it. `prerequisites` must be finished before; after those in `better_after` it is easier,
    but it need not wait. `checklist` is what to settle before taking it over from elsewhere.
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
    audience: tuple[Role, ...] = ()
    variants: tuple[Variant, ...] = ()
    checklist: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    standards: tuple[StandardUse, ...] = ()
    prerequisites: tuple[str, ...] = ()
    better_after: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    unpostponable: bool = False
    checks_duties: bool = False
    applies_to: str = ""
