"""Why this step, why now, why not that one: in plain German, recomputed from problem and plan.

Every sentence rests on a calculation: what blocks an earlier quarter is found by trying it against
what the plan leaves of each limit, not by what the planner remembers.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from schaltstelle.core.german import count, euro, join_and, number
from schaltstelle.core.roadmap.aim import objective
from schaltstelle.core.roadmap.check import ABSOLUTE_TOLERANCE, RELATIVE_TOLERANCE, Check
from schaltstelle.core.roadmap.grants import ActivityGrant
from schaltstelle.core.roadmap.problem import VOLUNTARY, Activity, Problem, Quarter, Solution
from schaltstelle.core.roadmap.schedule import Schedule
from schaltstelle.core.roadmap.table import Table

QUARTERS_A_YEAR = 4
NAMED_TARGETS = 3  # more would not be read


@dataclass(frozen=True, slots=True)
class Step:
    """One planned activity with its reasons."""

    id: str
    title: str
    start: Quarter
    finish: Quarter
    """The last quarter of work."""
    use: float
    """Use units that the plan would lose without it alone (what builds on it kept)."""
    why: tuple[str, ...]
    why_now: str
    grant: ActivityGrant | None = None
    """What programmes pay of it in this plan; None if nothing, or if it starts at a time for which
    they don't."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One activity that is not planned, and why."""

    id: str
    title: str
    required: bool
    """An unmet wish: the reason says what collides."""
    why_not: str


@dataclass(frozen=True, slots=True)
class Shortage:
    """What is missing of one limit in one period if an activity starts in some quarter."""

    kind: str
    """``staff``, ``investive``, ``consumptive`` or ``voluntary``."""
    period: str
    need: float
    left: float

    @property
    def text(self) -> str:
        if self.kind == "staff":
            return f"im {self.period} {_days(self.need)} nötig, {figure(self.left)} frei"
        name = _MONEY_NAMES[self.kind]
        return f"{self.period} {euro(self.need)} {name} nötig, {euro(self.left)} frei"


_MONEY_NAMES = {
    "investive": "für Investitionen",
    "consumptive": "für laufende Ausgaben",
    "voluntary": "für Freiwilliges",
}


@dataclass(frozen=True)
class Situation:
    """A plan as the sentences need it: values to print, integers to try other quarters fast."""

    problem: Problem
    solution: Solution
    checked: Check
    schedule: Schedule
    labels: Mapping[str, str]
    """Targets as the reader knows them; without a label the key is shown."""

    @property
    def starts(self) -> Mapping[str, int]:
        return self.solution.starts

    def lost_use(self, activity: Activity) -> float:
        """Use units that the plan loses without one activity, all else kept."""
        schedule = self.schedule.copy()
        table, index = schedule.table, schedule.table.ids.index(activity.id)
        before = sum(schedule.covered)
        alone = table.uses.alone[index] * table.quarters_of_effect(index, self.starts[activity.id])
        schedule.remove(index)
        return (alone + before - sum(schedule.covered)) * table.uses.unit


def explain(
    table: Table, solution: Solution, checked: Check, labels: Mapping[str, str]
) -> tuple[tuple[Step, ...], tuple[LeftOut, ...]]:
    """Reasons for every planned activity by start (duties, then security first), and all others.

    Unmet wishes come first among those left out, then duties. ``checked`` is the check of this
    plan.
    """
    schedule = Schedule.of(table, solution.starts)
    situation = Situation(table.problem, solution, checked, schedule, labels)
    planned = sorted(
        (table.problem.by_id[each] for each in solution.starts),
        key=lambda each: (solution.starts[each.id], not each.is_dated_duty, not each.security),
    )
    steps = tuple(_step(situation, each) for each in planned)
    absent = [each for each in table.problem.activities if each.id not in solution.starts]
    absent.sort(key=lambda activity: (not activity.required, not activity.is_dated_duty))
    left_out = tuple(
        LeftOut(each.id, each.title, each.required, _why_not(situation, each)) for each in absent
    )
    return steps, left_out


def _step(situation: Situation, activity: Activity) -> Step:
    begin = situation.problem.limits.start + situation.starts[activity.id]
    use = situation.lost_use(activity)
    return Step(
        id=activity.id,
        title=activity.title,
        start=begin,
        finish=begin + (activity.duration - 1),
        use=use,
        why=_why(situation, activity, use),
        why_now=_why_now(situation, activity),
        grant=activity.grant_at(situation.starts[activity.id]),
    )


def _why(situation: Situation, activity: Activity, use: float) -> tuple[str, ...]:
    reasons = []
    if activity.required:
        reasons.append("Vom Ort gewünscht.")
    if activity.is_dated_duty:
        reasons.append(_duty_text(situation, activity))
    if activity.security:
        reasons.append("Gehört zur grundlegenden IT-Sicherheit.")
    followers = [
        each.title
        for each in situation.problem.activities
        if activity.id in each.prerequisites and each.id in situation.starts
    ]
    if followers:
        reasons.append(f"Voraussetzung für {_names(followers)}.")
    if activity.lifts:
        reasons.append(_lift_text(activity, use, situation.labels))
    if activity.grant is not None:
        start = situation.starts[activity.id]
        reasons.append(_grant_text(situation.problem, activity.grant, start))
    return tuple(reasons)


def _duty_text(situation: Situation, activity: Activity) -> str:
    finish = situation.starts[activity.id] + activity.duration - 1
    done = situation.problem.label(finish)
    if activity.deadline is None or activity.deadline <= 0:
        return f"Es geht um gesetzliche Pflichten, die schon gelten; erledigt Ende {done}."
    late = activity.lateness(finish)
    delay = f"erfüllt {_quarters(late)} danach" if late else "der Plan hält die Frist ein"
    return f"Gesetzliche Pflicht bis Ende {situation.problem.label(activity.deadline)}; {delay}."


def _grant_text(problem: Problem, grant: ActivityGrant, start: int) -> str:
    names = _programmes(grant)
    if grant.pays(start):
        can = "kann" if len(grant.parts) == 1 else "können zusammen"
        return f"{names} {can} bis zu {euro(grant.amount)} zahlen, wenn der Antrag bewilligt wird."
    missed = f"Ohne Förderung gerechnet: bis zu {euro(grant.amount)} aus {names} gibt es"
    if start < grant.first:
        return f"{missed} erst bei Beginn ab dem {problem.label(grant.first)}."
    return f"{missed} nur bei Beginn bis zum {problem.label(grant.last)}."


def _programmes(grant: ActivityGrant) -> str:
    return _names([part.title for part in grant.parts])


def _lift_text(activity: Activity, use: float, labels: Mapping[str, str]) -> str:
    largest = sorted(activity.lifts, key=lambda lift: -lift.value)
    names = list(dict.fromkeys(labels.get(lift.target, lift.target) for lift in largest))
    more = len(names) - NAMED_TARGETS
    if more > 0:
        rest = "ein weiteres Kriterium" if more == 1 else f"{more} weitere Kriterien"
        listed = f"{', '.join(_quoted(names[:NAMED_TARGETS]))} und {rest}"
    else:
        listed = _names(names)
    text = f"Bringt voran: {listed}."
    if use <= 0:
        return f"{text} Das leisten im Plan auch andere Schritte."
    people = sum(lift.value for lift in activity.lifts) * QUARTERS_A_YEAR
    return f"{text} {_gain(people)}"


def _gain(people: float) -> str:
    """Who gains in a year, to two leading digits: an estimate has no more."""
    whole = round(people)
    if whole < 2:
        return "Wie viele im Jahr etwas davon haben, ist gering (Schätzung)."
    rounded = number(round(whole, min(0, 2 - len(str(whole)))))
    return f"Etwa {rounded} Menschen mehr im Jahr haben etwas davon (Schätzung)."


def _why_now(situation: Situation, activity: Activity) -> str:
    problem, starts = situation.problem, situation.starts
    earlier = starts[activity.id] - 1
    if earlier < 0:
        return "Beginnt sofort."
    if activity.grant is not None and activity.earliest == activity.grant.first == earlier + 1:
        return (
            f"Wartet auf die Zusage aus {_programmes(activity.grant)}; wer vorher beginnt, bekommt "
            "meist nichts."
        )
    if earlier < activity.earliest:
        return f"Kann frühestens im {problem.label(activity.earliest)} beginnen."
    if earlier < problem.first_start(activity):
        return (
            "Beginnt gleich nach der vorläufigen Haushaltsführung; bis dahin ist nur erlaubt, was "
            "Pflicht und fällig oder unaufschiebbar ist."
        )
    for other in activity.prerequisites:
        if other in starts and starts[other] + problem.by_id[other].duration > earlier:
            return f"Beginnt, sobald „{problem.by_id[other].title}“ abgeschlossen ist."
    missing = shortages(situation, activity, earlier)
    grant = _waits_for(situation, activity, earlier)
    if grant is not None:
        without = f"vorher reicht der Rahmen nicht: {_shortage_text(missing)}"
        why = without if missing else "früher begonnen kostete es mehr eigenes Geld"
        return f"Wartet auf Geld aus {_programmes(grant)}; {why}."
    if missing:
        return f"Früher reicht der Rahmen nicht: {_shortage_text(missing)}."
    return "Früher begonnen brächte es nicht mehr Nutzen, aber mehr Folgekosten."


def _waits_for(situation: Situation, activity: Activity, earlier: int) -> ActivityGrant | None:
    """The grant, if it pays now, did not a quarter earlier, and nothing else was short then."""
    grant = activity.grant
    if grant is None or grant.first != earlier + 1:
        return None
    in_time = replace(activity, grant=replace(grant, first=earlier))
    return None if shortages(situation, in_time, earlier) else grant


def _why_not(situation: Situation, activity: Activity) -> str:
    problem, starts = situation.problem, situation.starts
    rivals = [
        other.title
        for other in problem.activities
        if other.id in starts and (other.id in activity.excludes or activity.id in other.excludes)
    ]
    if rivals:
        return f"Schließt sich aus mit {_names(rivals)}."
    first, last = problem.first_start(activity), problem.last_start(activity)
    if first > last:
        return (
            f"Dauert {_quarters(activity.duration)} und würde im Zeitraum nicht mehr fertig; "
            f"frühester Beginn wäre im {problem.label(first)}."
        )
    needed = [problem.by_id[each] for each in activity.prerequisites if each in problem.by_id]
    missing = [each for each in needed if each.id not in starts]
    if missing:
        reason = _why_not(situation, missing[0])
        titles = _names([each.title for each in missing])
        return f"Setzt {titles} voraus, was nicht im Plan ist. Der Grund dafür: {reason}"
    ready = [starts[each.id] + each.duration for each in needed]
    return _no_room(situation, activity, max([first, *ready]))


def _no_room(situation: Situation, activity: Activity, first: int) -> str:
    """Nothing but limits and the aim stand against it: what is missing where least is missing."""
    schedule, problem = situation.schedule, situation.problem
    table = schedule.table
    taken = table.taken[table.ids.index(activity.id)][first:]
    if not taken:
        return "Wird nach seinen Voraussetzungen im Zeitraum nicht mehr fertig."
    exceeded = [(table.guard & ~(schedule.left - each)).bit_count() for each in taken]
    start = first + exceeded.index(min(exceeded))
    missing = shortages(situation, activity, start)
    if missing:
        fits_alone = any((table.room - each) & table.guard == table.guard for each in taken)
        what = "neben den vorrangigen Schritten" if fits_alone else "auch für sich allein"
        return (
            f"Passt {what} nie in den Rahmen; am wenigsten fehlt bei Beginn im "
            f"{problem.label(start)}: {_shortage_text(missing)}."
        )
    starts = {**situation.starts, activity.id: start}
    if objective(problem, starts).use <= situation.solution.objective.use:
        return "Brächte keinen Nutzen, den der Plan nicht schon bringt."
    return "Passt in keinen Plan, der gefunden wurde, ohne Wichtigeres zu verschieben."


def shortages(situation: Situation, activity: Activity, start: int) -> tuple[Shortage, ...]:
    """Limits that an activity would exceed if it started in a quarter, the rest of the plan kept.

    What the activity itself uses in the plan counts as free.
    """
    need = _load(situation.problem, activity, start)
    own: dict[str, dict[int, float]] = {}
    if activity.id in situation.starts:
        own = _load(situation.problem, activity, situation.starts[activity.id])
    found = []
    for kind, row in need.items():
        for index, amount in row.items():
            period, used, limit = _used(situation.checked, kind, index)
            left = limit - used + own.get(kind, {}).get(index, 0.0)
            if amount > left + ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * limit:
                found.append(Shortage(kind, period, amount, max(left, 0.0)))
    return tuple(found)


def _used(checked: Check, kind: str, index: int) -> tuple[str, float, float]:
    """Period, used and limit of one row."""
    if kind == "staff":
        quarter = checked.quarters[index]
        return quarter.quarter.label, quarter.staff_days, quarter.limit
    year = checked.years[index]
    if kind == "investive":
        return str(year.year), year.investive, year.investive_limit
    if kind == "consumptive":
        return str(year.year), year.consumptive, year.consumptive_limit
    limit = math.inf if year.voluntary_limit is None else year.voluntary_limit
    return str(year.year), year.voluntary, limit


def _load(problem: Problem, activity: Activity, start: int) -> dict[str, dict[int, float]]:
    """What an activity takes when it starts in a quarter: days by quarter, EUR by year."""
    limits, end = problem.limits, start + activity.duration
    staff: dict[int, float] = {}
    investive: dict[int, float] = {}
    running: dict[int, float] = {}
    own_investive, own_consumptive = activity.own_money(start)
    for quarter in range(start, limits.quarters):
        year, working = limits.year_of(quarter), quarter < end
        length = activity.duration
        days = activity.staff_days / length if working else activity.yearly_staff_days / 4
        euros = own_consumptive / length if working else activity.yearly_cost / 4
        staff[quarter] = days
        running[year] = running.get(year, 0.0) + euros
        if working:
            investive[year] = investive.get(year, 0.0) + own_investive / length
    load = {"staff": staff, "investive": investive, "consumptive": running}
    if limits.voluntary_cap is not None and activity.duty == VOLUNTARY:
        load["voluntary"] = {
            year: euros + investive.get(year, 0.0) for year, euros in running.items()
        }
    return load


def _shortage_text(missing: tuple[Shortage, ...]) -> str:
    """The largest shortage of each kind, in words."""
    worst: dict[str, Shortage] = {}
    for each in missing:
        known = worst.get(each.kind)
        if known is None or each.need - each.left > known.need - known.left:
            worst[each.kind] = each
    return "; ".join(each.text for each in worst.values())


def _days(days: float) -> str:
    """ "1 Arbeitstag" or "2,5 Arbeitstage"."""
    text = figure(days)
    return f"{text} {'Arbeitstag' if text == '1' else 'Arbeitstage'}"


def _quarters(quarters: int) -> str:
    return "ein Quartal" if quarters == 1 else count(quarters, "Quartal", "Quartale")


def _quoted(names: list[str]) -> list[str]:
    return [f"„{name}“" for name in names]


def _names(names: list[str]) -> str:
    return join_and(_quoted(names))


def figure(value: float) -> str:
    """Whole numbers from 100 on, below that one decimal where there is one."""
    return number(value) if abs(value) >= 100 else number(value, 1).removesuffix(",0")
