"""Why this step, why now, why not that one: in plain German, recomputed from problem and plan.

Every sentence rests on a calculation: what blocks an earlier quarter is found by trying it against
what the plan leaves of each limit, not by what the planner remembers.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from schaltstelle.core.roadmap.check import Check, check
from schaltstelle.core.roadmap.problem import (
    VOLUNTARY,
    Activity,
    Problem,
    Quarter,
    Solution,
)
from schaltstelle.core.roadmap.table import objective

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
            return (
                f"im {self.period} {_number(self.need)} Personaltage nötig, "
                f"{_number(self.left)} frei"
            )
        name = _MONEY_NAMES[self.kind]
        return f"{self.period} {_euros(self.need)} {name} nötig, {_euros(self.left)} frei"


_MONEY_NAMES = {
    "investive": "investiv",
    "consumptive": "konsumtiv",
    "voluntary": "für Freiwilliges",
}


def explain_steps(
    problem: Problem, solution: Solution, checked: Check, labels: Mapping[str, str] | None = None
) -> tuple[Step, ...]:
    """Reasons for every planned activity, in the order of the plan.

    ``labels`` names targets for the reader; without it their keys are shown.
    """
    return tuple(
        _step(problem, solution, checked, problem.by_id[each], labels or {})
        for each in solution.starts
    )


def explain_left_out(problem: Problem, solution: Solution, checked: Check) -> tuple[LeftOut, ...]:
    """Reasons for every activity that is not planned, unmet wishes first."""
    absent = [each for each in problem.activities if each.id not in solution.starts]
    absent.sort(key=lambda activity: not activity.required)
    return tuple(
        LeftOut(each.id, each.title, each.required, _why_not(problem, solution, checked, each))
        for each in absent
    )


def _step(
    problem: Problem,
    solution: Solution,
    checked: Check,
    activity: Activity,
    labels: Mapping[str, str],
) -> Step:
    start = solution.starts[activity.id]
    without = {each: quarter for each, quarter in solution.starts.items() if each != activity.id}
    use = solution.objective.use - objective(problem, without).use
    return Step(
        id=activity.id,
        title=activity.title,
        start=problem.limits.start + start,
        finish=problem.limits.start + (start + activity.duration - 1),
        use=use,
        why=_why(problem, solution, activity, use, labels),
        why_now=_why_now(problem, solution, checked, activity),
    )


def _why(
    problem: Problem,
    solution: Solution,
    activity: Activity,
    use: float,
    labels: Mapping[str, str],
) -> tuple[str, ...]:
    reasons = []
    if activity.required:
        reasons.append("Vom Ort gewünscht.")
    if activity.is_dated_duty:
        reasons.append(_duty_text(problem, activity, solution.starts[activity.id]))
    if activity.security:
        reasons.append("Stärkt den Grundschutz der Informationssicherheit.")
    followers = [
        each.title
        for each in problem.activities
        if activity.id in each.prerequisites and each.id in solution.starts
    ]
    if followers:
        reasons.append(f"Voraussetzung für {_names(followers)}.")
    if activity.lifts:
        reasons.append(_lift_text(activity, use, labels))
    return tuple(reasons)


def _duty_text(problem: Problem, activity: Activity, start: int) -> str:
    late = activity.lateness(start + activity.duration - 1)
    delay = f"fertig {_quarters(late)} danach" if late else "der Plan hält sie ein"
    deadline = activity.deadline or 0
    if deadline < 0:
        delay = f"fertig nach {_quarters(late + 1)}"
        return f"Gesetzliche Pflicht, die schon fällig ist; {delay}."
    return f"Gesetzliche Pflicht bis Ende {problem.label(deadline)}; {delay}."


def _lift_text(activity: Activity, use: float, labels: Mapping[str, str]) -> str:
    largest = sorted(activity.lifts, key=lambda lift: -lift.value)
    names = [labels.get(lift.target, lift.target) for lift in largest[:NAMED_TARGETS]]
    more = len(largest) - len(names)
    listed = _names(names) if not more else f"{', '.join(_quoted(names))} und {more} weitere"
    each_quarter = sum(lift.value for lift in activity.lifts)
    text = f"Hebt {listed}: zusammen {_number(each_quarter)} Nutzeneinheiten je Quartal (geschätzt)"
    if use <= 0:
        return f"{text}, die im Plan schon andere Schritte bringen."
    return f"{text}, im Zeitraum {_number(use)} mehr als ohne diesen Schritt."


def _why_now(problem: Problem, solution: Solution, checked: Check, activity: Activity) -> str:
    start = solution.starts[activity.id]
    if start == 0:
        return "Beginnt sofort: nichts steht dem entgegen."
    earlier = start - 1
    if earlier < activity.earliest:
        return f"Kann frühestens im {problem.label(activity.earliest)} beginnen."
    if earlier < problem.first_start(activity):
        return "Beginnt nach der vorläufigen Haushaltsführung, so früh wie erlaubt."
    for other in activity.prerequisites:
        if other in solution.starts:
            before = problem.by_id[other]
            if solution.starts[other] + before.duration > earlier:
                return f"Beginnt, sobald „{before.title}“ abgeschlossen ist."
    missing = shortages(problem, checked, activity, earlier, solution.starts)
    if missing:
        return f"Ein Quartal früher reicht es nicht: {_shortage_text(missing)}."
    return "Früher begonnen brächte es nicht mehr Nutzen, aber mehr Folgekosten."


def _why_not(problem: Problem, solution: Solution, checked: Check, activity: Activity) -> str:
    rivals = [
        other.title
        for other in problem.activities
        if other.id in solution.starts
        and (other.id in activity.excludes or activity.id in other.excludes)
    ]
    if rivals:
        return f"Schließt sich aus mit {_names(rivals)}."
    first, last = problem.first_start(activity), problem.last_start(activity)
    if first > last:
        return (
            f"Dauert {_quarters(activity.duration)} und würde im Zeitraum nicht mehr fertig; "
            f"frühester Beginn wäre {problem.label(first)}."
        )
    missing = [each for each in activity.prerequisites if each in problem.by_id]
    missing = [each for each in missing if each not in solution.starts]
    if missing:
        return _missing_prerequisites(problem, solution, checked, missing)
    return _no_room(problem, solution, checked, activity)


def _missing_prerequisites(
    problem: Problem, solution: Solution, checked: Check, missing: list[str]
) -> str:
    titles = _names([problem.by_id[each].title for each in missing])
    reason = _why_not(problem, solution, checked, problem.by_id[missing[0]])
    return f"Setzt {titles} voraus, was nicht im Plan ist ({reason.rstrip('.')})."


def _no_room(problem: Problem, solution: Solution, checked: Check, activity: Activity) -> str:
    ready = [
        solution.starts[each] + problem.by_id[each].duration
        for each in activity.prerequisites
        if each in solution.starts
    ]
    first = max([problem.first_start(activity), *ready])
    tries = [
        (shortages(problem, checked, activity, start, solution.starts), start)
        for start in range(first, problem.last_start(activity) + 1)
    ]
    if not tries:
        return "Wird nach seinen Voraussetzungen im Zeitraum nicht mehr fertig."
    missing, start = min(tries, key=lambda each: (len(each[0]), each[1]))
    if missing:
        alone = _alone(problem, activity, first)
        begin = problem.label(start)
        return f"{alone}; am wenigsten fehlt bei Beginn im {begin}: {_shortage_text(missing)}."
    starts = {**solution.starts, activity.id: start}
    if objective(problem, starts).use <= solution.objective.use:
        return "Brächte keinen Nutzen, den der Plan nicht schon bringt."
    return "Passt in keinen Plan, der gefunden wurde, ohne Wichtigeres zu verschieben."


def _alone(problem: Problem, activity: Activity, first: int) -> str:
    """Whether the limits alone are too small, or what else is planned takes them."""
    empty = check(problem, Solution({}, objective(problem, {})))
    fits = any(
        not shortages(problem, empty, activity, start, {})
        for start in range(first, problem.last_start(activity) + 1)
    )
    if fits:
        return "Passt neben dem, was vorgeht, in keinem Quartal in den Rahmen"
    return "Passt auch für sich allein in keinem Quartal in den Rahmen"


def shortages(
    problem: Problem, checked: Check, activity: Activity, start: int, starts: Mapping[str, int]
) -> tuple[Shortage, ...]:
    """Limits that an activity would exceed if it started in a quarter, the rest of the plan kept.

    ``checked`` is the check of the plan with these ``starts``. Counts what the activity itself uses
    in the plan as free.
    """
    need = _load(problem, activity, start)
    own = _load(problem, activity, starts[activity.id]) if activity.id in starts else None
    found = []
    for kind, row in need.items():
        for index, amount in row.items():
            period, used, limit = _used(checked, kind, index)
            left = limit - used + (own[kind].get(index, 0.0) if own else 0.0)
            if amount > left + 0.01 + 1e-9 * limit:
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
    for quarter in range(start, limits.quarters):
        year, working = limits.year_of(quarter), quarter < end
        length = activity.duration
        days = activity.staff_days / length if working else activity.yearly_staff_days / 4
        euros = activity.consumptive / length if working else activity.yearly_cost / 4
        staff[quarter] = days
        running[year] = running.get(year, 0.0) + euros
        if working:
            investive[year] = investive.get(year, 0.0) + activity.investive / length
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


def _quarters(count: int) -> str:
    return "ein Quartal" if count == 1 else f"{count} Quartale"


def _quoted(names: list[str]) -> list[str]:
    return [f"„{name}“" for name in names]


def _names(names: list[str]) -> str:
    *most, last = _quoted(names)
    return f"{', '.join(most)} und {last}" if most else last


def _number(value: float) -> str:
    """German figures: 1.234 from 100 on, below that one decimal."""
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.1f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".").removesuffix(",0")


def _euros(value: float) -> str:
    return f"{value:,.0f} €".replace(",", ".")
