"""The roadmap: steps, picture, money and staff by year, what more would change, what is left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from schaltstelle.core.advice import Advice
from schaltstelle.core.german import NO_BREAK, euro, number, percent
from schaltstelle.core.measures import DUTY_LABELS, Duty
from schaltstelle.core.recommend import DutyHere, Recommendation
from schaltstelle.core.roadmap.explain import Step
from schaltstelle.core.roadmap.plan import Plan
from schaltstelle.core.roadmap.problem import Activity
from schaltstelle.papers.report.helping import people_reasons
from schaltstelle.papers.report.wording import decides, quoted, span

EXPLAINED_LEFT_OUT = 12
DAY_DECIMALS = 0


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as printed. `begin` and `length` are quarters for the picture, `kind` one of
    "duty", "security" and "voluntary"."""

    number: str
    when: str
    title: str
    kind: str
    duty: str
    why: str
    why_now: str
    once: str
    yearly: str
    days: str
    days_yearly: str
    decides: str
    begin: int
    length: int


@dataclass(frozen=True, slots=True)
class Use:
    """Used and allowed of one limit in one year, as printed."""

    used: str
    limit: str


@dataclass(frozen=True, slots=True)
class YearLine:
    """Money and staff of one calendar year."""

    year: str
    investive: Use
    consumptive: Use
    days: Use
    voluntary: Use | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What the whole plan takes within its horizon."""

    money: str
    investive: str
    consumptive: str
    days: str
    follow_up: str
    follow_up_days: str


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A measure that is not planned, and why."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class CourseView:
    """The whole roadmap as printed."""

    period: str
    frame: tuple[str, ...]
    assumed: tuple[str, ...]
    steps: tuple[StepLine, ...]
    first_year: int
    first_quarter: int
    quarters: int
    years: tuple[YearLine, ...]
    totals: Totals
    check: str
    marginals: tuple[str, ...]
    collisions: tuple[LeftOutLine, ...]
    left_out: tuple[LeftOutLine, ...]
    left_out_besides: tuple[str, ...]


def course_view(advice: Advice) -> CourseView:
    """The roadmap of an advice."""
    plan = advice.roadmap.plan
    limits = plan.problem.limits
    last = limits.start + (limits.quarters - 1)
    left_out = [
        LeftOutLine(each.title, each.why_not) for each in plan.left_out if not each.required
    ]
    return CourseView(
        period=f"{limits.start.label} bis {last.label}",
        frame=_frame(advice),
        assumed=advice.roadmap.yearly.assumed,
        steps=step_lines(advice),
        first_year=limits.start.year,
        first_quarter=limits.start.number,
        quarters=limits.quarters,
        years=year_lines(plan),
        totals=totals(plan),
        check=_check(plan),
        marginals=tuple(each.text for each in plan.marginals),
        collisions=tuple(LeftOutLine(each.title, each.why_not) for each in plan.collisions),
        left_out=tuple(left_out[:EXPLAINED_LEFT_OUT]),
        left_out_besides=tuple(each.title for each in left_out[EXPLAINED_LEFT_OUT:]),
    )


def _frame(advice: Advice) -> tuple[str, ...]:
    yearly, frame = advice.roadmap.yearly, advice.request.frame
    lines = [
        f"{euro(yearly.investive)} im Jahr für Investitionen",
        f"{euro(yearly.consumptive)} im Jahr für laufende Ausgaben und Folgekosten",
        f"{number(yearly.staff, 2)} Stellen für digitale Vorhaben",
    ]
    if yearly.voluntary_cap is not None:
        lines.append(f"höchstens {euro(yearly.voluntary_cap)} im Jahr für freiwillige Aufgaben")
    if frame.provisional_until is not None:
        lines.append(f"vorläufige Haushaltsführung bis {frame.provisional_until.label}")
    return tuple(lines)


def _check(plan: Plan) -> str:
    kept = (
        "Der Plan wurde unabhängig nachgerechnet und hält jeden Rahmen ein."
        if plan.check.ok
        else "Die Nachrechnung hat Verstöße gegen den Rahmen gefunden."
    )
    return f"{kept} Rechnerisch wären höchstens {percent(plan.bound.gap * 100, 1)} mehr Nutzen möglich."


def step_lines(advice: Advice) -> tuple[StepLine, ...]:
    """All steps by start."""
    plan = advice.roadmap.plan
    items = {item.measure.id: item for item in advice.measures.recommended}
    return tuple(
        _step_line(str(place), step, plan, items[step.id])
        for place, step in enumerate(plan.steps, start=1)
    )


def _step_line(place: str, step: Step, plan: Plan, item: Recommendation) -> StepLine:
    activity = plan.problem.by_id[step.id]
    return StepLine(
        number=place,
        when=span(step.start, step.finish),
        title=step.title,
        kind=_kind(activity),
        duty=DUTY_LABELS[_duty(activity)],
        why=_why(activity, plan, item),
        why_now=step.why_now,
        once=euro(activity.investive + activity.consumptive),
        yearly=euro(activity.yearly_cost),
        days=number(activity.staff_days, DAY_DECIMALS),
        days_yearly=number(activity.yearly_staff_days, DAY_DECIMALS),
        decides=decides(item),
        begin=step.start - plan.problem.limits.start,
        length=activity.duration,
    )


def _duty(activity: Activity) -> Duty:
    found: Mapping[str, Duty] = {"mandatory": "mandatory", "instructed": "instructed"}
    return found.get(activity.duty, "voluntary")


def _kind(activity: Activity) -> str:
    if activity.is_dated_duty:
        return "duty"
    return "security" if activity.security else "voluntary"


def _why(activity: Activity, plan: Plan, item: Recommendation) -> str:
    """Duty, security and prerequisites; else whom it concerns."""
    found = ["Eigener Wunsch."] if activity.required else []
    if item.duties:
        found.append(_duty_reason(item.duties[0]))
    if activity.security:
        found.append("Grundschutz der Informationssicherheit.")
    followers = [
        quoted(other.title)
        for other in plan.problem.activities
        if activity.id in other.prerequisites and other.id in plan.solution.starts
    ]
    if followers:
        found.append(f"Voraussetzung für {' und '.join(followers[:2])}.")
    if len(found) < 2:
        found.extend(people_reasons(item.effects)[:1])
    return " ".join(found)


def _duty_reason(duty: DutyHere) -> str:
    state = "nicht erfüllt" if duty.known else "ob erfüllt, ist zu prüfen"
    return f"Rechtspflicht ({duty.legal[0].title}); {state}."


def year_lines(plan: Plan) -> tuple[YearLine, ...]:
    """Money and staff by calendar year, used and allowed."""
    days: dict[int, list[float]] = {}
    for quarter in plan.check.quarters:
        used = days.setdefault(quarter.quarter.year, [0.0, 0.0])
        used[0] += quarter.staff_days
        used[1] += quarter.limit
    return tuple(
        YearLine(
            year=str(year.year),
            investive=Use(euro(year.investive), euro(year.investive_limit)),
            consumptive=Use(euro(year.consumptive), euro(year.consumptive_limit)),
            days=Use(number(days[year.year][0]), number(days[year.year][1])),
            voluntary=(
                None
                if year.voluntary_limit is None
                else Use(euro(year.voluntary), euro(year.voluntary_limit))
            ),
        )
        for year in plan.check.years
    )


def totals(plan: Plan) -> Totals:
    """Money and days within the horizon, and what remains to be paid every year after it."""
    investive = sum(year.investive for year in plan.check.years)
    consumptive = sum(year.consumptive for year in plan.check.years)
    planned = [plan.problem.by_id[step.id] for step in plan.steps]
    return Totals(
        money=euro(investive + consumptive),
        investive=euro(investive),
        consumptive=euro(consumptive),
        days=number(sum(quarter.staff_days for quarter in plan.check.quarters)),
        follow_up=euro(sum(activity.yearly_cost for activity in planned)),
        follow_up_days=number(sum(activity.yearly_staff_days for activity in planned)),
    )


def duties_in(plan: Plan) -> int:
    """How many steps serve a dated legal duty."""
    return sum(plan.problem.by_id[step.id].is_dated_duty for step in plan.steps)


def no_break(text: str) -> str:
    """The text without a place to break."""
    return text.replace(" ", NO_BREAK)
