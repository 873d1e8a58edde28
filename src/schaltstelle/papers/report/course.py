"""The roadmap: steps, money and staff by year, what more would change, what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from schaltstelle.core.advice import Advice
from schaltstelle.core.german import euro, join_and, number, percent, posts
from schaltstelle.core.measures import DUTY_LABELS
from schaltstelle.core.recommend import DutyHere, Recommendation
from schaltstelle.core.roadmap.explain import Step
from schaltstelle.core.roadmap.plan import Plan
from schaltstelle.core.roadmap.problem import Activity, Quarter
from schaltstelle.papers.report.helping import people_reasons
from schaltstelle.papers.report.missing import binding_since
from schaltstelle.papers.report.wording import capital, of, quoted, span

EXPLAINED_LEFT_OUT = 12
# More steps than these would not fit on twelve pages with every reason.
DETAILED_STEPS = 40
# The picture has room for titles of this length; with many steps its letters are smaller.
SHORT_TITLE = 46
SHORT_TITLE_SMALL = 52
FEW_STEPS = 25
OWN_MONEY = "Das einmalige Geld ist das eigene, ohne das aus Programmen."
CHECK_NOTE = "Zeigt die Prüfung, dass eine Pflicht nicht erfüllt ist, rückt ihr Schritt nach vorn."


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as printed. `begin` and `length` are quarters for the picture, `kind` one of
    "duty", "security" and "other"; `short` is the title cut for the picture, `why_short` leaves
    out what builds on it, and whom a duty or a step for security concerns. `once` is own money,
    `granted` what programmes pay besides in this plan (empty: nothing), `grant` says it in words,
    or when they would pay."""

    number: str
    when: str
    title: str
    short: str
    kind: str
    why: str
    why_short: str
    why_now: str
    once: str
    granted: str
    grant: str
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
    """Own money and staff of one calendar year; `granted` is what programmes pay besides, empty
    where nothing."""

    year: str
    investive: Use
    consumptive: Use
    days: Use
    voluntary: Use | None
    granted: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What the whole plan takes within its horizon: own money, and what programmes pay besides,
    empty where nothing."""

    money: str
    investive: str
    consumptive: str
    days: str
    follow_up: str
    follow_up_days: str
    granted: str


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A measure that is not planned, and why."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class CourseView:
    """The whole roadmap as printed. `missed` are dated duties that find no place, `collisions`
    wishes; `left_out` holds neither. `own_money` says that the money of programmes is not in the
    sums, where there is any."""

    period: str
    frame: tuple[str, ...]
    assumed: str
    steps: tuple[StepLine, ...]
    first_year: int
    first_quarter: int
    quarters: int
    years: tuple[YearLine, ...]
    totals: Totals
    own_money: str
    check: str
    note: str
    marginals: tuple[str, ...]
    collisions: tuple[LeftOutLine, ...]
    missed: tuple[LeftOutLine, ...]
    left_out: tuple[LeftOutLine, ...]
    left_out_besides: tuple[str, ...]


def course_view(advice: Advice) -> CourseView:
    """The roadmap of an advice."""
    plan = advice.roadmap.plan
    limits = plan.problem.limits
    last = limits.start + (limits.quarters - 1)
    others = [each for each in plan.left_out if not each.required]
    missed = [each for each in others if plan.problem.by_id[each.id].is_dated_duty]
    left_out = [LeftOutLine(each.title, each.why_not) for each in others if each not in missed]
    return CourseView(
        period=f"{limits.start.label} bis {last.label}",
        frame=_frame(advice),
        assumed=_assumed(advice),
        steps=step_lines(advice),
        first_year=limits.start.year,
        first_quarter=limits.start.number,
        quarters=limits.quarters,
        years=year_lines(plan),
        totals=totals(plan),
        own_money=OWN_MONEY if any(step.grant for step in plan.steps) else "",
        check=_check(plan),
        note=_note(advice),
        marginals=_marginals(plan),
        collisions=tuple(LeftOutLine(each.title, each.why_not) for each in plan.collisions),
        missed=tuple(LeftOutLine(each.title, each.why_not) for each in missed),
        left_out=tuple(left_out[:EXPLAINED_LEFT_OUT]),
        left_out_besides=tuple(each.title for each in left_out[EXPLAINED_LEFT_OUT:]),
    )


def _frame(advice: Advice) -> tuple[str, ...]:
    yearly, frame = advice.roadmap.yearly, advice.request.frame
    lines = [
        f"{euro(yearly.investive)} im Jahr für Investitionen",
        f"{euro(yearly.consumptive)} im Jahr für laufende Ausgaben und Folgekosten",
        f"{posts(yearly.staff)} für digitale Vorhaben",
    ]
    if yearly.voluntary_cap is not None:
        lines.append(f"höchstens {euro(yearly.voluntary_cap)} im Jahr für freiwillige Aufgaben")
    if frame.provisional_until is not None:
        lines.append(f"vorläufige Haushaltsführung bis {frame.provisional_until.label}")
    return tuple(lines)


def _assumed(advice: Advice) -> str:
    """What of the frame is assumed; where nothing was given, the reason alone says it all."""
    assumed = advice.roadmap.yearly.assumed
    if not assumed:
        return ""
    frame = advice.request.frame
    given = (frame.budget, frame.investive, frame.consumptive, frame.staff)
    if all(each is None for each in given):
        return f"Eigene Angaben lagen nicht vor. {assumed[-1]}"
    return f"Nicht angegeben und deshalb angenommen: {'; '.join(assumed).rstrip('.')}."


def _check(plan: Plan) -> str:
    kept = (
        "Der Plan wurde unabhängig nachgerechnet und hält jeden Rahmen ein."
        if plan.check.ok
        else "Die Nachrechnung hat Verstöße gegen den Rahmen gefunden."
    )
    if not plan.bound.use or not plan.solution.objective.use:
        return kept
    more = 100 * (plan.bound.use / plan.solution.objective.use - 1)
    return (
        f"{kept} Kein anderer Plan, der Pflichten und IT-Sicherheit so früh erfüllt, brächte mehr "
        f"als {percent(more, 1)} zusätzlichen Nutzen."
    )


def _note(advice: Advice) -> str:
    """What the plan was chosen from, and what checking the duties may change."""
    possible = len(advice.measures.recommended)
    considered = len(advice.roadmap.plan.problem.activities)
    chosen = f"Gewählt wurde aus {of(considered, possible)} Maßnahmen, die in Frage kommen."
    to_check = any(gap.state == "to_check" for gap in advice.gaps)
    return f"{chosen} {CHECK_NOTE}" if to_check else chosen


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
    needs, people = _why(activity, plan, item), people_reasons(item.effects)[:1]
    why = needs + _followers(activity, plan)
    needed = _kind(activity, item) != "other"
    return StepLine(
        number=place,
        when=span(step.start, step.finish),
        title=step.title,
        short=shorten(step.title, _room(plan), placeholder=" …"),
        kind=_kind(activity, item),
        why=" ".join([*why, *(people if _room_for_people(plan, why) else [])]),
        why_short=" ".join(needs if needed else [*needs, *people]),
        why_now=step.why_now,
        once=euro(sum(activity.own_money(plan.solution.starts[step.id]))),
        granted=euro(step.grant.amount) if step.grant else "",
        grant=_grant(step, activity, plan.problem.limits.start),
        yearly=euro(activity.yearly_cost),
        days=days_text(activity.staff_days),
        days_yearly=days_text(activity.yearly_staff_days),
        decides=item.decides,
        begin=step.start - plan.problem.limits.start,
        length=activity.duration,
    )


def _room(plan: Plan) -> int:
    return SHORT_TITLE if len(plan.steps) <= FEW_STEPS else SHORT_TITLE_SMALL


def _kind(activity: Activity, item: Recommendation) -> str:
    if item.duties or activity.is_dated_duty:
        return "duty"
    return "security" if activity.security else "other"


def _room_for_people(plan: Plan, reasons: Sequence[str]) -> bool:
    return len(plan.steps) <= DETAILED_STEPS or len(reasons) < 2


def _why(activity: Activity, plan: Plan, item: Recommendation) -> list[str]:
    """Wish, duty and security."""
    found = ["Eigener Wunsch."] if activity.required else []
    if item.duties:
        found.append(_duty_reason(item.duties[0], plan.problem.limits.start))
    elif activity.is_dated_duty:
        found.append("Zeigt, welche gesetzlichen Pflichten erfüllt sind und welche nicht.")
    elif activity.security:
        found.append(f"{capital(DUTY_LABELS[activity.duty])}, aber grundlegend für die Sicherheit.")
    else:
        found.append(f"{capital(DUTY_LABELS[activity.duty])}.")
    return found


def _followers(activity: Activity, plan: Plan) -> list[str]:
    """What builds on it."""
    titles = [
        quoted(other.title)
        for other in plan.problem.activities
        if activity.id in other.prerequisites and other.id in plan.solution.starts
    ]
    return [f"Voraussetzung für {' und '.join(titles[:2])}."] if titles else []


def _grant(step: Step, activity: Activity, start: Quarter) -> str:
    """Which programmes pay how much of it in this plan, or when they would."""
    grant = activity.grant
    if grant is None:
        return ""
    parts = join_and([f"{quoted(part.title)} bis zu {euro(part.amount)}" for part in grant.parts])
    if step.grant is not None:
        return f"Eingeplantes Geld (Schätzung): {parts}."
    first, last = start + grant.first, start + grant.last
    return f"Ohne Förderung gerechnet: {parts} nur bei Beginn {_between(first, last)}."


def _between(first: Quarter, last: Quarter) -> str:
    return f"im {first.label}" if first == last else f"vom {first.label} bis {last.label}"


def _marginals(plan: Plan) -> tuple[str, ...]:
    """What the money of programmes brings, then what more of each limit would."""
    grants = () if plan.grants_bring is None else (plan.grants_bring.text,)
    return (*grants, *(each.text for each in plan.marginals))


def _duty_reason(duty: DutyHere, start: Quarter) -> str:
    state = "nicht erfüllt" if duty.known else "ob erfüllt, ist zu prüfen"
    return f"Gesetzliche Pflicht ({binding_since(duty.legal, start)}); {state}."


def year_lines(plan: Plan) -> tuple[YearLine, ...]:
    """Own money and staff by calendar year, used and allowed, and the money of programmes."""
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
            granted=euro(year.granted) if year.granted > 0 else "",
        )
        for year in plan.check.years
    )


def granted_besides(year: YearLine) -> str:
    """What programmes pay in a year besides the own money, as part of a sentence."""
    return f"; dazu {year.granted} aus Förderprogrammen, wenn bewilligt" if year.granted else ""


def totals(plan: Plan) -> Totals:
    """Money and days within the horizon, and what remains to be paid every year after it."""
    investive = sum(year.investive for year in plan.check.years)
    consumptive = sum(year.consumptive for year in plan.check.years)
    granted = sum(year.granted for year in plan.check.years)
    planned = [plan.problem.by_id[step.id] for step in plan.steps]
    return Totals(
        money=euro(investive + consumptive),
        investive=euro(investive),
        consumptive=euro(consumptive),
        days=number(sum(quarter.staff_days for quarter in plan.check.quarters)),
        follow_up=euro(sum(activity.yearly_cost for activity in planned)),
        follow_up_days=number(sum(activity.yearly_staff_days for activity in planned)),
        granted=euro(granted) if granted > 0 else "",
    )


def duties_in(advice: Advice) -> int:
    """How many steps serve a legal duty that is unmet or to be checked."""
    plan = advice.roadmap.plan
    serving = {item.measure.id for item in advice.measures.recommended if item.duties}
    serving |= {activity.id for activity in plan.problem.activities if activity.is_dated_duty}
    return sum(step.id in serving for step in plan.steps)


def days_text(days: float) -> str:
    """Working days; below ten with a half where there is one."""
    return number(days, 0 if days >= 10 or days == int(days) else 1)
