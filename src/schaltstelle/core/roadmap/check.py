"""Independent check of a plan: every limit recomputed from the problem and the starts alone.

Nothing here uses the tables or the arithmetic of the search: what the planner got wrong, this
finds. It runs on every plan that is shown.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from schaltstelle.core.german import number
from schaltstelle.core.roadmap.problem import (
    QUARTERS_AFTER_HORIZON,
    VOLUNTARY,
    Activity,
    Limits,
    Objective,
    Problem,
    Quarter,
    Solution,
)

RELATIVE_TOLERANCE = 1e-9
ABSOLUTE_TOLERANCE = 0.01  # a cent, or five minutes of a day


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that a plan breaks."""

    kind: str
    """``unknown``, ``horizon``, ``earliest``, ``provisional``, ``prerequisite``, ``exclusion``,
    ``investive``, ``consumptive``, ``voluntary``, ``staff`` or ``objective``."""
    message: str
    """In German, with the numbers."""


@dataclass(frozen=True, slots=True)
class YearUse:
    """Money in a calendar year of the horizon, EUR: used and allowed."""

    year: int
    investive: float
    investive_limit: float
    consumptive: float
    consumptive_limit: float
    voluntary: float
    """All money of voluntary activities, whether it is capped or not."""
    voluntary_limit: float | None
    """``None`` without budget consolidation."""
    granted: float
    """What programmes pay besides, as far as the plan counts on them."""


@dataclass(frozen=True, slots=True)
class QuarterUse:
    """Own staff in a quarter, days: used and allowed."""

    quarter: Quarter
    staff_days: float
    limit: float


@dataclass(frozen=True, slots=True)
class Check:
    """What the check found; ``ok`` if the plan keeps every rule."""

    findings: tuple[Finding, ...]
    years: tuple[YearUse, ...]
    quarters: tuple[QuarterUse, ...]
    objective: Objective
    """Recomputed."""
    unmet_wishes: tuple[str, ...]
    """Required activities that are not in the plan: no broken rule, but to be explained."""

    @property
    def ok(self) -> bool:
        return not self.findings


def check(problem: Problem, solution: Solution) -> Check:
    """Recompute every limit and rule of a plan; never raises on a wrong plan."""
    known = {each.id: each for each in problem.activities}
    findings = [
        Finding("unknown", f"Die Maßnahme {each} kommt in der Aufgabe nicht vor.")
        for each in solution.starts
        if each not in known
    ]
    planned = [(known[each], start) for each, start in solution.starts.items() if each in known]
    for activity, start in planned:
        findings += _time_findings(problem, activity, start)
        findings += _relation_findings(known, solution.starts, activity, start)
    years, quarters = _years(problem, planned), _quarters(problem, planned)
    findings += _money_findings(years) + _staff_findings(quarters)
    reached = _objective(problem, solution.starts)
    findings += _objective_findings(reached, solution.objective)
    return Check(
        findings=tuple(findings),
        years=years,
        quarters=quarters,
        objective=reached,
        unmet_wishes=tuple(
            each.id
            for each in problem.activities
            if each.required and each.id not in solution.starts
        ),
    )


def _time_findings(problem: Problem, activity: Activity, start: int) -> list[Finding]:
    limits, title = problem.limits, activity.title
    findings = []
    if start < 0 or start + activity.duration > limits.quarters:
        findings.append(Finding("horizon", f"„{title}“ liegt nicht ganz im Zeitraum."))
    if 0 <= start < activity.earliest:
        findings.append(Finding("earliest", f"„{title}“ beginnt, bevor es beginnen darf."))
    if _starts_too_soon_for_budget(limits, activity, start):
        text = f"„{title}“ darf in der vorläufigen Haushaltsführung nicht beginnen."
        findings.append(Finding("provisional", text))
    return findings


def _starts_too_soon_for_budget(limits: Limits, activity: Activity, start: int) -> bool:
    """Unless continued, not to be postponed, or a duty that would be late if it began after."""
    if limits.provisional_until is None or limits.start + start > limits.provisional_until:
        return False
    if activity.continued or activity.unpostponable:
        return False
    if activity.duty == VOLUNTARY or activity.deadline is None:
        return True
    finish_if_begun_after = limits.provisional_until - limits.start + activity.duration
    return finish_if_begun_after <= activity.deadline


def _relation_findings(
    known: Mapping[str, Activity], starts: Mapping[str, int], activity: Activity, start: int
) -> list[Finding]:
    findings = []
    for other in activity.prerequisites:
        if other not in known:
            continue
        if other not in starts or starts[other] + known[other].duration > start:
            text = f"„{activity.title}“ beginnt, bevor „{known[other].title}“ abgeschlossen ist."
            findings.append(Finding("prerequisite", text))
    for other in activity.excludes:
        if other in starts and other in known:
            text = f"„{activity.title}“ und „{known[other].title}“ schließen sich aus."
            findings.append(Finding("exclusion", text))
    return findings


def _years(problem: Problem, planned: list[tuple[Activity, int]]) -> tuple[YearUse, ...]:
    limits = problem.limits
    sums = {year: [0.0, 0.0, 0.0, 0.0] for year in limits.years}
    for activity, start in planned:
        once = _one_off(activity, start)
        for quarter in range(max(start, 0), limits.quarters):
            investive, consumptive, granted = _money(activity, once, quarter - start)
            year = sums[(limits.start + quarter).year]
            year[0] += investive
            year[1] += consumptive
            year[2] += (investive + consumptive) * (activity.duty == VOLUNTARY)
            year[3] += granted
    return tuple(
        YearUse(
            year=year,
            investive=investive,
            investive_limit=limits.investive[index],
            consumptive=consumptive,
            consumptive_limit=limits.consumptive[index],
            voluntary=voluntary,
            voluntary_limit=None if limits.voluntary_cap is None else limits.voluntary_cap[index],
            granted=granted,
        )
        for index, (year, (investive, consumptive, voluntary, granted)) in enumerate(sums.items())
    )


OneOff = tuple[float, float, float]


def _one_off(activity: Activity, start: int) -> OneOff:
    """Own investive and consumptive EUR and those of programmes, for a start in a quarter."""
    investive, consumptive, granted = activity.investive, activity.consumptive, 0.0
    grant = activity.grant
    if grant is not None and grant.first <= start <= grant.last:
        for part in grant.parts:
            investive -= part.investive
            consumptive -= part.consumptive
            granted += part.investive + part.consumptive
    return investive, consumptive, granted


def _money(activity: Activity, once: OneOff, quarters_in: int) -> OneOff:
    """The same for one quarter, so many quarters after the start, with follow-up cost."""
    if quarters_in < activity.duration:
        investive, consumptive, granted = once
        length = activity.duration
        return investive / length, consumptive / length, granted / length
    return 0.0, activity.yearly_cost / 4, 0.0


def _quarters(problem: Problem, planned: list[tuple[Activity, int]]) -> tuple[QuarterUse, ...]:
    limits = problem.limits
    days = [0.0] * limits.quarters
    for activity, start in planned:
        for quarter in range(max(start, 0), limits.quarters):
            if quarter < start + activity.duration:
                days[quarter] += activity.staff_days / activity.duration
            else:
                days[quarter] += activity.yearly_staff_days / 4
    return tuple(
        QuarterUse(limits.start + quarter, used, limits.staff_days[quarter])
        for quarter, used in enumerate(days)
    )


def _exceeds(used: float, limit: float) -> bool:
    return used > limit + ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * limit


def _money_findings(years: tuple[YearUse, ...]) -> list[Finding]:
    findings = []
    for each in years:
        for kind, name, used, limit in (
            ("investive", "für Investitionen", each.investive, each.investive_limit),
            ("consumptive", "für laufende Ausgaben", each.consumptive, each.consumptive_limit),
            ("voluntary", "für Freiwilliges", each.voluntary, each.voluntary_limit),
        ):
            if limit is not None and _exceeds(used, limit):
                amounts = f"{number(used, 2)} € {name} geplant, {number(limit, 2)} € erlaubt"
                text = f"{each.year}: {amounts}."
                findings.append(Finding(kind, text))
    return findings


def _staff_findings(quarters: tuple[QuarterUse, ...]) -> list[Finding]:
    return [
        Finding(
            "staff",
            f"{each.quarter.label}: {number(each.staff_days, 2)} Arbeitstage geplant, "
            f"{number(each.limit, 2)} vorhanden.",
        )
        for each in quarters
        if _exceeds(each.staff_days, each.limit)
    ]


def _objective(problem: Problem, starts: Mapping[str, int]) -> Objective:
    """The aim from its definition, quarter by quarter."""
    quarters = problem.limits.quarters
    duty = security = 0
    use = cost = 0.0
    for activity in problem.activities:
        planned = activity.id in starts
        finish = starts[activity.id] + activity.duration - 1 if planned else quarters + 1
        if activity.deadline is not None and activity.duty != VOLUNTARY:
            duty += max(0, finish - max(activity.deadline, 0))
        security += finish if activity.security else 0
        if planned:
            after = quarters + QUARTERS_AFTER_HORIZON - finish - 1
            investive, consumptive, _ = _one_off(activity, starts[activity.id])
            cost += investive + consumptive + activity.yearly_cost / 4 * after
    for quarter in range(quarters + QUARTERS_AFTER_HORIZON):
        use += sum(_effects(problem, starts, quarter).values())
    return Objective(duty, security, use, cost)


def _effects(problem: Problem, starts: Mapping[str, int], quarter: int) -> dict[str, float]:
    """For each target the best effect of all that is finished before a quarter."""
    effects: dict[str, float] = {}
    for activity in problem.activities:
        if activity.id in starts and starts[activity.id] + activity.duration <= quarter:
            for lift in activity.lifts:
                effect = lift.use * lift.chance
                effects[lift.target] = max(effects.get(lift.target, 0.0), effect)
    return effects


def _objective_findings(reached: Objective, claimed: Objective) -> list[Finding]:
    pairs = zip(reached, claimed, strict=True)
    if all(math.isclose(one, other, rel_tol=1e-6, abs_tol=0.01) for one, other in pairs):
        return []
    return [Finding("objective", f"Der Plan erreicht {reached}, behauptet wird {claimed}.")]
