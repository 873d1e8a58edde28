"""Funding programmes (Förderprogramme), with their rules as data."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from schaltstelle.core.records import Record

Funder = Literal["eu", "bund", "land", "kfw", "foundation", "other"]
FundingKind = Literal["grant", "loan", "advice", "prize"]
Spending = Literal["investive", "consumptive", "both"]

FUNDER_LABELS: dict[Funder, str] = {
    "eu": "Europäische Union",
    "bund": "Bund",
    "land": "Land",
    "kfw": "KfW",
    "foundation": "Stiftung",
    "other": "andere",
}
FUNDING_KIND_LABELS: dict[FundingKind, str] = {
    "grant": "Zuschuss",
    "loan": "Kredit",
    "advice": "Beratung ohne eigenes Geld",
    "prize": "Preis oder Wettbewerb",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFact:
    """Something that no register shows and a programme asks for: a question, answered yes or no.

    `id` is the name in expressions. `planned` marks what holds of everything in a plan that is yet
    to come, `task` what the table of competence answers: whether that task is the administration's
    own. Whoever answers the question overrules both.
    """

    id: str
    question: str
    help: str = ""
    planned: bool = False
    task: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold to get the money: in words, and as an expression over facts."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The highest share of the eligible cost (0 to 1) where `rule` holds (empty: always)."""

    share: float
    text: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When one may apply.

    `opens` and `closes` are included; `rolling` means all the time while the programme runs.
    `known` is false where no current date was seen: then nobody may say that it is open.
    """

    known: bool
    rolling: bool = False
    opens: date | None = None
    closes: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Whether it may be combined with other public money; `other` is a programme or empty: any."""

    allowed: bool
    text: str
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """Money that municipalities can use.

    All `conditions` must hold; of `shares` the first whose rule holds counts (none: the share is
    not published). `least_cost` is the smallest eligible cost, `least_grant` and `most_grant`
    limit the payment, all in euros. `spending` says which cost it pays; `lead_quarters` is how long
    the decision usually takes (whole quarters, an estimate); `before_start` means that work must
    not begin before the approval. `measures` are those it can pay for.
    """

    funder: Funder
    provider: str
    kind: FundingKind
    measures: tuple[str, ...]
    conditions: tuple[Condition, ...]
    shares: tuple[Share, ...] = ()
    least_cost: float | None = None
    least_grant: float | None = None
    most_grant: float | None = None
    spending: Spending = "both"
    window: Window
    combination: tuple[Combination, ...] = ()
    lead_quarters: int = 2
    before_start: bool = True
    address: str
