"""The roadmap as pure values: activities, limits, objective, and what makes a problem valid.

Time is counted in quarters from 0 (the quarter ``Limits.start``). An activity that starts in
quarter ``s`` and takes ``d`` quarters occupies ``s .. s+d-1``, is finished at the end of ``s+d-1``
and has its effect and its follow-up cost from quarter ``s+d``. It must finish within the horizon.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Self

from schaltstelle.core.german import quarter as quarter_in_words
from schaltstelle.core.measures import Duty
from schaltstelle.core.roadmap.grants import ActivityGrant, grant_faults

QUARTERS_AFTER_HORIZON = 8
"""Use and follow-up cost count until two years past the horizon (DESIGN, section 7)."""

MANDATORY, INSTRUCTED, VOLUNTARY = "mandatory", "instructed", "voluntary"
DUTIES = (MANDATORY, INSTRUCTED)

_QUARTER_TEXT = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter such as 2027-Q2; ordered, ``quarter + n`` moves, a difference counts."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"Ein Quartal hat die Nummer 1 bis 4, nicht {self.number}.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2027-Q2``; raises ``ValueError`` with a German message."""
        match = _QUARTER_TEXT.fullmatch(text.strip().upper())
        if match is None:
            raise ValueError(f"„{text}“ ist kein Quartal; erwartet wird etwa 2027-Q2.")
        return cls(int(match[1]), int(match[2]))

    def __add__(self, quarters: int) -> "Quarter":
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, index + 1)

    def __sub__(self, other: "Quarter") -> int:
        return (self.year - other.year) * 4 + self.number - other.number

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def label(self) -> str:
        """As printed: ``2. Quartal 2027``."""
        return quarter_in_words(self.year, self.number)


@dataclass(frozen=True, slots=True)
class Lift:
    """One criterion level that an activity raises."""

    target: str
    """For example ``mail-dmarc:basic``."""
    use: float
    """Use units per quarter if the level is met for certain."""
    chance: float
    """Expected lift times chance of success, 0 to 1."""

    @property
    def value(self) -> float:
        """Expected use units per quarter."""
        return self.use * self.chance


@dataclass(frozen=True, slots=True)
class Activity:
    """Something the administration can do, with its effort, its duties and its effect."""

    id: str
    title: str
    duration: int
    """Quarters, at least 1."""
    investive: float
    """One-off EUR, investive, spread evenly over the duration."""
    consumptive: float
    """One-off EUR, consumptive, spread evenly over the duration."""
    yearly_cost: float
    """EUR a year, consumptive, from the quarter after the end; a quarter of it each quarter."""
    staff_days: float
    """Own staff days, spread evenly over the duration."""
    yearly_staff_days: float
    """Own staff days a year, from the quarter after the end."""
    duty: Duty
    deadline: int | None
    """Quarter by whose end a legal duty must be met; 0 or negative: already due."""
    security: bool
    """Lifts basic security."""
    lifts: tuple[Lift, ...]
    prerequisites: tuple[str, ...] = ()
    """Must be finished before this starts; ids outside the problem count as done already."""
    excludes: tuple[str, ...] = ()
    """Never together in one plan, whichever of the two names the other."""
    earliest: int = 0
    """First quarter in which it may start."""
    continued: bool = False
    """A continued investment, allowed under provisional budgeting."""
    unpostponable: bool = False
    """May not wait, allowed under provisional budgeting."""
    required: bool = False
    """A wish of the place: must be in the plan."""
    grant: ActivityGrant | None = None
    """What programmes pay of the one-off cost, if it starts in time for that."""

    @property
    def is_dated_duty(self) -> bool:
        """Counts for the lateness of duties."""
        return self.deadline is not None and self.duty in DUTIES

    def lateness(self, finish: int) -> int:
        """Quarters late when finished at the end of quarter ``finish``; 0 without a dated duty.

        A deadline already past counts from quarter 0, so that earlier is better.
        """
        if self.deadline is None or self.duty not in DUTIES:
            return 0
        return max(0, finish - max(self.deadline, 0))

    def grant_at(self, start: int) -> ActivityGrant | None:
        """The grant, if it pays for a start in this quarter."""
        return self.grant if self.grant is not None and self.grant.pays(start) else None

    def own_money(self, start: int) -> tuple[float, float]:
        """EUR, one-off, investive and consumptive, that programmes leave to the administration."""
        grant = self.grant_at(start)
        if grant is None:
            return self.investive, self.consumptive
        left = self.investive - grant.investive, self.consumptive - grant.consumptive
        return max(0.0, left[0]), max(0.0, left[1])

    def cost(self, start: int, quarters: int) -> float:
        """EUR of own money until two years past the horizon: one-off and follow-up."""
        investive, consumptive = self.own_money(start)
        years = (quarters + QUARTERS_AFTER_HORIZON - start - self.duration) / 4
        return investive + consumptive + self.yearly_cost * years


@dataclass(frozen=True, slots=True)
class Limits:
    """The frame of money, staff and budget law.

    Money is limited per calendar year touched by the horizon. If the horizon begins or ends within
    a year, the figure of that year is taken whole, not pro rata: whoever has spent a part of it
    already passes what is left. ``math.inf`` stands for no limit.

    Provisional budgeting: up to and including the quarter ``provisional_until`` only these may
    start, and since an activity spends from its start on, only they spend: what is ``continued``,
    what is ``unpostponable``, and dated legal duties that would be late if they began only after it
    (those already due among them). All else starts in the quarter after it at the earliest.

    Budget consolidation: ``voluntary_cap`` limits all money of voluntary activities in a year,
    investive, consumptive and follow-up together, in addition to the other limits.
    """

    start: Quarter
    quarters: int
    investive: tuple[float, ...]
    """EUR for each calendar year touched."""
    consumptive: tuple[float, ...]
    """EUR for each calendar year touched; one-off consumptive and follow-up cost count."""
    staff_days: tuple[float, ...]
    """Days for each quarter."""
    provisional_until: Quarter | None = None
    voluntary_cap: tuple[float, ...] | None = None
    """EUR for each calendar year touched."""

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years touched by the horizon."""
        last = self.start + (self.quarters - 1)
        return tuple(range(self.start.year, last.year + 1))

    @property
    def free_from(self) -> int:
        """First quarter after provisional budgeting; 0 if there is none."""
        if self.provisional_until is None:
            return 0
        return max(0, self.provisional_until - self.start + 1)

    def year_of(self, quarter: int) -> int:
        """Position of the calendar year of a quarter in ``years``."""
        return (self.start.number - 1 + quarter) // 4

    def allowed_provisionally(self, activity: Activity) -> bool:
        """Whether the activity may start while the budget is provisional."""
        if activity.continued or activity.unpostponable:
            return True
        if activity.deadline is None or activity.duty not in DUTIES:
            return False
        latest_in_time = activity.deadline - activity.duration + 1
        return latest_in_time < self.free_from


@dataclass(frozen=True)
class Problem:
    """What may be done, and within which limits."""

    activities: tuple[Activity, ...]
    limits: Limits

    @cached_property
    def by_id(self) -> Mapping[str, Activity]:
        """Activities by their id."""
        return {activity.id: activity for activity in self.activities}

    def without_grants(self) -> "Problem":
        """The same with every activity paid from own money alone."""
        bare = (replace(each, grant=None) if each.grant else each for each in self.activities)
        return Problem(tuple(bare), self.limits)

    def first_start(self, activity: Activity) -> int:
        """Earliest quarter allowed by the activity itself and by provisional budgeting."""
        first = max(0, activity.earliest)
        if self.limits.allowed_provisionally(activity):
            return first
        return max(first, self.limits.free_from)

    def last_start(self, activity: Activity) -> int:
        """Latest quarter with which the activity finishes within the horizon; may be negative."""
        return self.limits.quarters - activity.duration

    def label(self, quarter: int) -> str:
        """A quarter index as printed: ``2. Quartal 2027``."""
        return (self.limits.start + quarter).label


class Objective(NamedTuple):
    """What a plan reaches; read from left to right, the first difference decides.

    Wishes of the place (``required``) stand above all four: a plan leaves one out only if no way
    was found to fit it.
    """

    duty_lateness: int
    """Quarters late, summed over dated duties; not planned counts as quarter ``horizon + 1``."""
    security_lateness: int
    """Finish quarters of basic security, summed; not planned counts as ``horizon + 1``."""
    use: float
    """Use units gained until two years past the horizon; higher is better."""
    cost: float
    """EUR of own money until two years past the horizon; lower is better."""

    @property
    def rank(self) -> tuple[int, int, float, float]:
        """Sorts the better plan first."""
        return (self.duty_lateness, self.security_lateness, -self.use, self.cost)


@dataclass(frozen=True)
class Solution:
    """When each planned activity starts; what is not named is left out."""

    starts: Mapping[str, int]
    objective: Objective


class ProblemError(ValueError):
    """The problem contradicts itself; ``messages`` says in German where."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


def validate(problem: Problem) -> tuple[str, ...]:
    """Everything wrong with a problem, as German sentences; empty if it can be planned."""
    messages = [*_limit_faults(problem.limits), *_duplicates(problem)]
    for activity in problem.activities:
        messages += [
            f"Maßnahme „{activity.title}“ ({activity.id}): {fault}"
            for fault in (*_activity_faults(activity), *_relation_faults(problem, activity))
        ]
    return (*messages, *_cycle_faults(problem))


def require_valid(problem: Problem) -> None:
    """Raise ``ProblemError`` if the problem cannot be planned."""
    messages = validate(problem)
    if messages:
        raise ProblemError(messages)


def _limit_faults(limits: Limits) -> list[str]:
    if limits.quarters < 1:
        return ["Der Zeitraum muss mindestens ein Quartal umfassen."]
    years = len(limits.years)
    series = {
        "Geld für Investitionen": (limits.investive, years, "Kalenderjahr"),
        "Geld für laufende Ausgaben": (limits.consumptive, years, "Kalenderjahr"),
        "Arbeitstage": (limits.staff_days, limits.quarters, "Quartal"),
    }
    if limits.voluntary_cap is not None:
        series["Obergrenze für Freiwilliges"] = (limits.voluntary_cap, years, "Kalenderjahr")
    faults = []
    for name, (values, expected, unit) in series.items():
        if len(values) != expected:
            faults.append(
                f"{name}: {expected} Werte erwartet (je {unit}), {len(values)} angegeben."
            )
        if any(math.isnan(value) or value < 0 for value in values):
            faults.append(f"{name}: Werte müssen null oder größer sein.")
    return faults


def _duplicates(problem: Problem) -> list[str]:
    times = Counter(activity.id for activity in problem.activities)
    return [f"Die Kennung {each} kommt mehrfach vor." for each, count in times.items() if count > 1]


def _activity_faults(activity: Activity) -> list[str]:
    faults = []
    if activity.duration < 1:
        faults.append("die Dauer muss mindestens ein Quartal sein.")
    amounts = {
        "Kosten für Investitionen": activity.investive,
        "laufende Kosten bei der Einführung": activity.consumptive,
        "Folgekosten im Jahr": activity.yearly_cost,
        "Arbeitstage": activity.staff_days,
        "Arbeitstage im Jahr": activity.yearly_staff_days,
    }
    faults += [
        f"{name}: {amount:g} ist keine endliche Zahl ab null."
        for name, amount in amounts.items()
        if not (math.isfinite(amount) and amount >= 0)
    ]
    if activity.duty not in (*DUTIES, VOLUNTARY):
        faults.append(f"unbekannte Aufgabenart „{activity.duty}“.")
    if activity.deadline is not None and activity.duty == VOLUNTARY:
        faults.append("eine freiwillige Maßnahme kann keine gesetzliche Frist haben.")
    for lift in activity.lifts:
        if not (math.isfinite(lift.use) and lift.use >= 0 and 0 <= lift.chance <= 1):
            faults.append(
                f"Wirkung auf {lift.target}: Nutzen ab null, Chance von 0 bis 1 erwartet."
            )
    if activity.grant is not None:
        faults += grant_faults(activity.grant, activity.investive, activity.consumptive)
    return faults


def _relation_faults(problem: Problem, activity: Activity) -> list[str]:
    faults = []
    if activity.id in activity.excludes:
        faults.append("sie schließt sich selbst aus.")
    for other in activity.prerequisites:
        rival = problem.by_id.get(other)
        if rival and (other in activity.excludes or activity.id in rival.excludes):
            faults.append(f"sie setzt {other} voraus und schließt es zugleich aus.")
    return faults


def _cycle_faults(problem: Problem) -> list[str]:
    """Activities that in the end require themselves: those never freed of open prerequisites."""
    open_ids = {
        activity.id: {each for each in activity.prerequisites if each in problem.by_id}
        for activity in problem.activities
    }
    while free := {each for each, needs in open_ids.items() if not needs}:
        open_ids = {each: needs - free for each, needs in open_ids.items() if each not in free}
    if not open_ids:
        return []
    names = ", ".join(sorted(open_ids))
    return [f"Die Voraussetzungen drehen sich im Kreis oder hängen daran: {names}."]
