"""How much of the money: what programmes pay of the cost of a measure, alone and together.

All sums are upper limits: what part of the cost counts and how much is granted is decided by
whoever gives the money.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from schaltstelle.core.eligibility import Answer, Eligibility
from schaltstelle.core.german import euro, join_and, percent
from schaltstelle.core.programmes import FundingKind, Programme

PAYING: tuple[FundingKind, ...] = ("grant",)
"""Kinds that lower the cost: loans are paid back, advice is no money, prizes are uncertain."""
USUAL_MOST = 0.9
"""Programmes together seldom pay more of a cost: a tenth of one's own is asked for as a rule."""

_NO_MONEY: dict[FundingKind, str] = {
    "loan": "Das Geld muss zurückgezahlt werden.",
    "advice": "Hier gibt es Beratung, kein Geld.",
    "prize": "Ein Preis ist ungewiss und zählt deshalb nicht mit.",
}
_ANSWER_RANK: dict[Answer, int] = {"yes": 0, "open": 1, "no": 2}


@dataclass(frozen=True, slots=True)
class Cost:
    """What something costs once, in euros."""

    investive: float
    consumptive: float

    @property
    def total(self) -> float:
        """Both kinds."""
        return self.investive + self.consumptive


@dataclass(frozen=True, slots=True)
class Grant:
    """What a programme pays of a cost at most, in euros, and how that comes about."""

    eligibility: Eligibility
    share: float
    investive: float
    consumptive: float
    text: str

    @property
    def programme(self) -> Programme:
        """The programme that pays."""
        return self.eligibility.programme

    @property
    def amount(self) -> float:
        """Both kinds."""
        return self.investive + self.consumptive


@dataclass(frozen=True, slots=True)
class Financing:
    """Grants that may be had together for one cost, and what they bring in words."""

    grants: tuple[Grant, ...]
    text: str

    @property
    def amount(self) -> float:
        """Euros of all grants."""
        return sum(each.amount for each in self.grants)


@dataclass(frozen=True, slots=True)
class Option:
    """A programme that may pay for a measure: how much, or why no sum can be named."""

    eligibility: Eligibility
    grant: Grant | None
    text: str


def grant(eligibility: Eligibility, cost: Cost) -> Grant | None:
    """What the programme pays of a cost at most; None if nothing, or if no sum can be named.

    An open answer gives the sum that it would be; a no gives none.
    """
    found = _pay(eligibility, cost)
    return found if isinstance(found, Grant) else None


def _pay(eligibility: Eligibility, cost: Cost) -> Grant | str:
    """The grant, or in German why there is none."""
    programme, share = eligibility.programme, eligibility.share.share
    if eligibility.answer == "no":
        return "Von hier kann kein Antrag gestellt werden."
    if programme.kind not in PAYING:
        return _NO_MONEY[programme.kind]
    if share is None:
        return eligibility.share.text
    base = _eligible(programme, cost)
    if base.total <= 0:
        return "Diese Art von Kosten bezahlt das Programm nicht."
    if programme.least_cost is not None and base.total < programme.least_cost:
        return f"Gefördert wird erst ab Kosten von {euro(programme.least_cost)}."
    most = base.total * share
    amount = most if programme.most_grant is None else min(most, programme.most_grant)
    if programme.least_grant is not None and amount < programme.least_grant:
        return f"Gezahlt wird erst ab einer Summe von {euro(programme.least_grant)}."
    part = amount / base.total
    text = _sum_text(eligibility, base, share, is_cut=amount < most)
    return Grant(eligibility, share, base.investive * part, base.consumptive * part, text)


def _eligible(programme: Programme, cost: Cost) -> Cost:
    return Cost(
        0.0 if programme.spending == "consumptive" else cost.investive,
        0.0 if programme.spending == "investive" else cost.consumptive,
    )


def _sum_text(eligibility: Eligibility, base: Cost, share: float, *, is_cut: bool) -> str:
    """How the sum comes about."""
    programme = eligibility.programme
    kinds = {"investive": " für Investitionen", "consumptive": " für laufende Ausgaben", "both": ""}
    text = f"Bis zu {percent(share * 100)} von {euro(base.total)}{kinds[programme.spending]}"
    if is_cut and programme.most_grant is not None:
        text += f", höchstens {euro(programme.most_grant)}"
    if not eligibility.share.exact:
        text += "; je nach offenen Angaben auch mehr"
    return f"{text}."


def may_combine(one: Programme, other: Programme) -> bool | None:
    """Whether the money of both may be had for the same cost; None where nobody has said so.

    What a programme says of the other one goes before what it says of any. One no is enough; a yes
    needs both, or one that names the other.
    """
    said = [_says(one, other), _says(other, one)]
    if any(allowed is False for allowed, _ in said):
        return False
    both = all(allowed for allowed, _ in said)
    return True if both or any(allowed and named for allowed, named in said) else None


def _says(programme: Programme, other: Programme) -> tuple[bool | None, bool]:
    """What a programme says of being combined with another, and whether it names it."""
    for name in (other.id, ""):
        said = [each.allowed for each in programme.combination if each.other == name]
        if said:
            return all(said), bool(name)
    return None, False


def combine(grants: Sequence[Grant], cost: Cost) -> Financing | None:
    """The grants that bring most together for one cost; None if there are none.

    Only what is known to be allowed is combined. Together they pay at most 90 percent of each kind
    of cost, or the largest single share if that is more; the last one is cut to that.
    """
    ordered = sorted(grants, key=lambda each: (-each.amount, each.programme.id))
    tried = [_together([first, *ordered], cost) for first in ordered]
    best = max(tried, key=lambda taken: sum(each.amount for each in taken), default=())
    return Financing(best, _financing_text(best)) if best else None


def _together(ordered: Sequence[Grant], cost: Cost) -> tuple[Grant, ...]:
    """Each in turn that may be combined with all before it, as far as the cost leaves room."""
    taken: list[Grant] = []
    for each in ordered:
        if not all(may_combine(each.programme, other.programme) for other in taken):
            continue
        if any(each.programme.id == other.programme.id for other in taken):
            continue
        most = max(USUAL_MOST, each.share, *(other.share for other in taken))
        cut = _cut(each, taken, Cost(cost.investive * most, cost.consumptive * most))
        least = each.programme.least_grant or 0.0
        if cut.amount > 0 and cut.amount >= least:
            taken.append(cut)
    return tuple(taken)


def _cut(each: Grant, taken: Sequence[Grant], most: Cost) -> Grant:
    investive = most.investive - sum(other.investive for other in taken)
    consumptive = most.consumptive - sum(other.consumptive for other in taken)
    return replace(
        each,
        investive=min(each.investive, max(0.0, investive)),
        consumptive=min(each.consumptive, max(0.0, consumptive)),
    )


def _financing_text(grants: Sequence[Grant]) -> str:
    names = join_and([f"„{each.programme.title}“" for each in grants])
    total = euro(sum(each.amount for each in grants))
    if len(grants) == 1:
        return f"{names}: bis zu {total}."
    return f"{names} dürfen zusammen genutzt werden: bis zu {total}."


def by_measure(eligibilities: Iterable[Eligibility]) -> dict[str, tuple[Eligibility, ...]]:
    """The programmes that may pay (yes or open), by measure."""
    found: dict[str, list[Eligibility]] = {}
    for each in eligibilities:
        if each.answer != "no":
            for measure in each.programme.measures:
                found.setdefault(measure, []).append(each)
    return {measure: tuple(items) for measure, items in found.items()}


def options(eligibilities: Iterable[Eligibility], cost: Cost) -> tuple[Option, ...]:
    """What may pay for a measure of this cost: yes before open, then the larger sum first."""
    found = []
    for each in eligibilities:
        if each.answer == "no":
            continue
        paid = _pay(each, cost)
        if isinstance(paid, Grant):
            found.append(Option(each, paid, paid.text))
        else:
            found.append(Option(each, None, paid))
    return tuple(sorted(found, key=_option_rank))


def _option_rank(option: Option) -> tuple[int, float, str]:
    amount = option.grant.amount if option.grant else 0.0
    return (
        _ANSWER_RANK[option.eligibility.answer],
        -amount,
        option.eligibility.programme.id,
    )
