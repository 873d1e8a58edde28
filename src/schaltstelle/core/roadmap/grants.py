"""Money of others for an activity: how much, and for which starts."""

import math
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GrantPart:
    """What one programme pays of the one-off cost, EUR."""

    programme: str
    title: str
    investive: float
    consumptive: float

    @property
    def amount(self) -> float:
        """EUR of both kinds."""
        return self.investive + self.consumptive


@dataclass(frozen=True, slots=True)
class ActivityGrant:
    """Money of a programme for one activity, or of several that may be combined.

    It pays only if the activity starts in one of the quarters ``first`` to ``last`` (both included,
    counted from 0 like starts): before, the money cannot have been approved, and after, it is no
    longer granted. It comes as the cost does, evenly over the duration. What a programme pays to
    several activities together is not limited here: its ceiling holds for each project.
    """

    parts: tuple[GrantPart, ...]
    first: int
    last: int

    @property
    def investive(self) -> float:
        """EUR of the investive cost."""
        return sum(part.investive for part in self.parts)

    @property
    def consumptive(self) -> float:
        """EUR of the consumptive cost."""
        return sum(part.consumptive for part in self.parts)

    @property
    def amount(self) -> float:
        """EUR of both kinds."""
        return self.investive + self.consumptive

    def pays(self, start: int) -> bool:
        """Whether an activity that starts in this quarter gets the money."""
        return self.first <= start <= self.last


def grant_faults(grant: ActivityGrant, investive: float, consumptive: float) -> list[str]:
    """What is wrong with a grant for an activity of this one-off cost, in German."""
    faults = []
    if not grant.parts:
        faults.append("die Förderung nennt kein Programm.")
    if grant.first > grant.last:
        faults.append("die Förderung endet, bevor sie beginnt.")
    amounts = [amount for part in grant.parts for amount in (part.investive, part.consumptive)]
    if not all(math.isfinite(amount) and amount >= 0 for amount in amounts):
        faults.append("Förderung: eine Summe ist keine endliche Zahl ab null.")
    elif _exceeds(grant.investive, investive) or _exceeds(grant.consumptive, consumptive):
        faults.append("die Förderung ist höher als die Kosten.")
    repeated = [each for each, n in Counter(p.programme for p in grant.parts).items() if n > 1]
    faults += [f"das Programm {each} kommt in der Förderung mehrfach vor." for each in repeated]
    return faults


def _exceeds(paid: float, cost: float) -> bool:
    return paid > cost * (1 + 1e-9)
