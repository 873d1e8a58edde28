"""What is known about an administration: indicators and the evidence for each value."""

from dataclasses import dataclass
from typing import Literal

Grade = Literal["register", "document", "peer_verified", "self_reported", "estimated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A measured quantity with unit, direction, source and vintage.

    `column` names the raw column of the reference tables, `formula` an expression over other
    indicators instead. `aggregation` says how values of member municipalities become the value
    of their administration. `role`: "context" variables may enter a peer lens, "outcome" ones
    (digital results) never do, "security" ones are neither mapped nor listed.
    """

    id: str
    label: str
    short: str
    unit: str
    decimals: int
    direction: Literal["higher_better", "lower_better", "none"]
    denominator: str
    group: str
    source: str
    vintage: str
    level: Literal["municipality", "kreis"]
    role: Literal["context", "outcome", "security"]
    aggregation: Literal[
        "sum", "population_mean", "household_mean", "area_mean", "worst", "shared_domain", "formula"
    ]
    explanation: str
    column: str = ""
    formula: str = ""
