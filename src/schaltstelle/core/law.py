"""Rules of law by Land with their validity: thresholds, duties, deadlines."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from schaltstelle.core.competence import Status
from schaltstelle.core.records import Record

Topic = Literal["procurement", "egovernment", "security", "budget", "deadline", "data"]

TOPIC_LABELS: dict[Topic, str] = {
    "procurement": "Vergabe",
    "egovernment": "Digitale Verwaltung",
    "security": "Informationssicherheit",
    "budget": "Haushalt",
    "deadline": "Fristen",
    "data": "Daten und Barrierefreiheit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A threshold or other figure of a rule: for what, how much, in which unit."""

    what: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRule(Record):
    """A rule of law that shapes what an administration may or must do.

    `act` is the citation ("§ 81 GemO BW"), `text` the address of the official text; empty
    `status` means every administration; `deadline` is the day by which it must be met.
    """

    topic: Topic
    act: str
    text: str
    status: tuple[Status, ...] = ()
    amounts: tuple[Amount, ...] = ()
    deadline: date | None = None
    measures: tuple[str, ...] = ()
