"""From recommendations and a frame of money and staff to the problem that the roadmap solves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from schaltstelle.core.eligibility import Eligibility
from schaltstelle.core.funding import Cost, Grant, Option, combine
from schaltstelle.core.german import euro, posts
from schaltstelle.core.parameters import DefaultLimits
from schaltstelle.core.recommend import QUARTERS_A_YEAR, DutyHere, Recommendation
from schaltstelle.core.roadmap.grants import ActivityGrant, GrantPart
from schaltstelle.core.roadmap.problem import Activity, Lift, Limits, Problem, Quarter
from schaltstelle.core.rules import Facts, evaluate
from schaltstelle.core.size import SIZE_LABELS, SizeClass, expected

MOST_YEARS = 10


class FrameError(ValueError):
    """A frame that cannot be planned with; the message is German."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the administration says it has; None: not said.

    `budget` (euros a year) stands for both kinds of money together and is split; `investive` and
    `consumptive` name them one by one and go first. `staff` is in full posts. `voluntary_cap`
    (euros a year) is the limit of a Haushaltssicherung. `wishes` are measures that must be in.
    """

    start: Quarter
    years: int = 5
    budget: float | None = None
    investive: float | None = None
    consumptive: float | None = None
    staff: float | None = None
    provisional_until: Quarter | None = None
    voluntary_cap: float | None = None
    wishes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.years <= MOST_YEARS:
            raise FrameError(f"Die Zahl der Jahre muss zwischen 1 und {MOST_YEARS} liegen.")
        amounts = {
            "Das Budget": self.budget,
            "Das Geld für Investitionen": self.investive,
            "Das Geld für laufende Ausgaben": self.consumptive,
            "Die Zahl der Stellen": self.staff,
            "Die Obergrenze für Freiwilliges": self.voluntary_cap,
        }
        for name, amount in amounts.items():
            if amount is not None and not 0 <= amount < 1e12:
                raise FrameError(f"{name} muss eine Zahl ab 0 sein.")


@dataclass(frozen=True, slots=True)
class YearlyLimits:
    """The frame the plan is made with, and which part of it is assumed, in words."""

    investive: float
    consumptive: float
    staff: float
    voluntary_cap: float | None
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The model figures that planning needs (content/rules/parameters.yaml).

    A voluntary measure waits up to `waiting_quarters` for money that pays at least `waiting_share`
    of its one-off cost: who begins before the approval gets nothing.
    """

    investive_share: float
    working_days: float
    considered: int
    waiting_share: float = 1.0
    waiting_quarters: int = 0


def yearly_limits(
    frame: Frame,
    size: SizeClass,
    facts: Facts,
    defaults: Sequence[DefaultLimits],
    figures: Figures,
) -> YearlyLimits:
    """Fill what the frame does not say from the defaults of the size class, and say so."""
    body = "kreis" if facts.get("status") == "kreis" else "local"
    default = next(d for d in defaults if d.size == size and d.body == body)
    split, assumed = [], []
    investive, consumptive = frame.investive, frame.consumptive
    if frame.budget is not None and (investive is None or consumptive is None):
        investive, consumptive = _split(frame, figures.investive_share)
        split.append(
            f"das Budget geteilt in {euro(investive)} für Investitionen und "
            f"{euro(consumptive)} für laufende Ausgaben im Jahr"
        )
    if investive is None:
        investive = _amount(default.investive, facts)
        assumed.append(f"{euro(investive)} im Jahr für Investitionen")
    if consumptive is None:
        consumptive = _amount(default.consumptive, facts)
        assumed.append(f"{euro(consumptive)} im Jahr für laufende Ausgaben und Folgekosten")
    staff = frame.staff
    if staff is None:
        staff = _amount(default.staff, facts)
        assumed.append(f"{posts(staff)} für digitale Vorhaben")
    if assumed:
        label = f"Annahme für Verwaltungen dieser Größe ({SIZE_LABELS[size]})"
        assumed.append(f"{label}: {default.origin.reason}")
    return YearlyLimits(investive, consumptive, staff, frame.voluntary_cap, (*split, *assumed))


def _split(frame: Frame, investive_share: float) -> tuple[float, float]:
    """Both kinds of money from a total; what one of them leaves goes to the other."""
    total = frame.budget or 0.0
    if frame.investive is not None:
        return frame.investive, max(0.0, total - frame.investive)
    if frame.consumptive is not None:
        return max(0.0, total - frame.consumptive), frame.consumptive
    return total * investive_share, total * (1 - investive_share)


def _amount(expression: str, facts: Facts) -> float:
    value = evaluate(expression, facts).value
    if not isinstance(value, int | float):
        raise FrameError("Für den Rahmen fehlt die Einwohnerzahl; bitte Geld und Stellen angeben.")
    return float(value)


def limits_of(frame: Frame, yearly: YearlyLimits, figures: Figures) -> Limits:
    """The limits by calendar year and quarter; a year begun or ended in part counts pro rata."""
    quarters = frame.years * QUARTERS_A_YEAR
    touched = [(frame.start + step).year for step in range(quarters)]
    shares = [touched.count(year) / QUARTERS_A_YEAR for year in sorted(set(touched))]
    days = yearly.staff * figures.working_days / QUARTERS_A_YEAR
    cap = yearly.voluntary_cap
    return Limits(
        start=frame.start,
        quarters=quarters,
        investive=tuple(yearly.investive * share for share in shares),
        consumptive=tuple(yearly.consumptive * share for share in shares),
        staff_days=(days,) * quarters,
        provisional_until=frame.provisional_until,
        voluntary_cap=None if cap is None else tuple(cap * share for share in shares),
    )


def problem_of(
    recommended: Sequence[Recommendation],
    frame: Frame,
    limits: Limits,
    figures: Figures,
    grants: Mapping[str, Sequence[Option]] | None = None,
) -> Problem:
    """The activities to choose from: wishes, duties, basic security, the best by rank, and what
    any of them requires. Cost and days are those to reckon with at this size. `grants` are the
    programmes that may pay, by measure; only those that answer yes count."""
    by_id = {item.measure.id: item for item in recommended}
    for wish in frame.wishes:
        if wish not in by_id:
            raise FrameError(f"Die gewünschte Maßnahme „{wish}“ kommt hier nicht in Frage.")
    due = {item.measure.id: due_quarter(item, recommended, frame.start) for item in recommended}
    secure = {item.measure.id for item in recommended if secures(item, by_id)}
    chosen = {
        item.measure.id
        for item in recommended
        if item.measure.id in secure
        or due[item.measure.id] is not None
        or item.measure.id in frame.wishes
    }
    chosen |= {item.measure.id for item in recommended[: figures.considered] if item.use > 0}
    waiting = list(chosen)
    while waiting:
        for needed in by_id[waiting.pop()].measure.prerequisites:
            if needed in by_id and needed not in chosen:
                chosen.add(needed)
                waiting.append(needed)
    kept = [item for item in recommended if item.measure.id in chosen]
    activities = [_activity(item, frame, chosen, secure, due[item.measure.id]) for item in kept]
    if grants:
        activities = [_with_grant(each, grants.get(each.id, ()), limits) for each in activities]
        activities = [_waiting(each, figures) for each in activities]
    return Problem(tuple(activities), limits)


def secures(item: Recommendation, by_id: Mapping[str, Recommendation]) -> bool:
    """Whether a measure itself brings basic security that is missing: what it needs before, and
    what brings the same already, leaves it nothing to bring."""
    brought: set[str] = set()
    waiting = list(item.measure.prerequisites)
    while waiting:
        before = by_id.get(waiting.pop())
        if before is not None:
            brought.update(before.security_targets)
            waiting.extend(before.measure.prerequisites)
    return not brought.issuperset(item.security_targets)


def one_off_cost(item: Recommendation) -> Cost:
    """The one-off cost to reckon with at this size, in euros."""
    one_off = expected(item.cost_one_off, item.size_place)
    share = item.measure.investive_share
    return Cost(one_off * share, one_off * (1 - share))


def _with_grant(activity: Activity, options: Sequence[Option], limits: Limits) -> Activity:
    """The activity with the best that programmes pay for a start within the horizon."""
    starts, grants = {}, []
    for option in options:
        paid = option.grant
        if paid is not None and option.eligibility.answer == "yes":
            found = granted_starts(option.eligibility, limits, activity.duration)
            if found:
                starts[paid.programme.id] = found
                grants.append(paid)
    best = _together_in_time(grants, starts, Cost(activity.investive, activity.consumptive))
    return activity if best is None else replace(activity, grant=best)


def _waiting(activity: Activity, figures: Figures) -> Activity:
    """The activity, not before its money can be approved where that is worth waiting for."""
    grant = activity.grant
    if grant is None or activity.duty != "voluntary" or activity.security or activity.required:
        return activity
    cost = activity.investive + activity.consumptive
    if grant.first > figures.waiting_quarters or grant.amount < figures.waiting_share * cost:
        return activity
    return replace(activity, earliest=max(activity.earliest, grant.first))


def _together_in_time(
    grants: Sequence[Grant], starts: Mapping[str, range], cost: Cost
) -> ActivityGrant | None:
    """What brings most together, if there is a start in time for all of it, else the largest."""
    largest = sorted(grants, key=lambda each: -each.amount)[:1]
    for tried in (grants, largest):
        financing = combine(tried, cost)
        if financing is None:
            continue
        first = max(starts[each.programme.id].start for each in financing.grants)
        last = min(starts[each.programme.id].stop for each in financing.grants) - 1
        if first <= last:
            parts = tuple(
                GrantPart(each.programme.id, each.programme.title, each.investive, each.consumptive)
                for each in financing.grants
            )
            return ActivityGrant(parts, first, last)
    return None


def granted_starts(eligibility: Eligibility, limits: Limits, duration: int) -> range:
    """The quarters of the horizon in which something may start with the money of a programme.

    The decision takes `lead_quarters` from the application on. Where work must not begin before it,
    the first start is that long after the first day on which one can apply. The last one is that
    long after the window closes; where one may apply all the time, at the end of the programme.
    """
    window, programme = eligibility.window, eligibility.programme
    if window.opens is None:
        return range(0)
    lead = programme.lead_quarters
    first = _quarter_of(window.opens) - limits.start + (lead if programme.before_start else 0)
    last = limits.quarters - duration
    if window.closes is not None:
        closing = _quarter_of(window.closes) - limits.start
        last = min(last, closing if programme.window.rolling else closing + lead)
    return range(max(0, first), last + 1)


def due_quarter(
    item: Recommendation, recommended: Sequence[Recommendation], start: Quarter
) -> int | None:
    """The quarter by whose end a measure must have met its duty; None where it has no date.

    A duty known to be unmet is due. One that is open is due by a deadline that lies ahead, where it
    is rather unmet than met; where the law binds already, it is presumed to be kept and must be
    checked first: that is due, by the measure that checks it.
    """
    quarters = [deadline_quarter(duty.deadline, start) for duty in item.duties if duty.known]
    quarters += [
        deadline_quarter(duty.deadline, start)
        for duty in item.duties
        if not duty.known and lies_ahead(duty.deadline, start) and is_rather_missing(duty, item)
    ]
    if item.measure.checks_duties and any(to_check(other, start) for other in recommended):
        quarters.append(0)
    return min(quarters, default=None)


def to_check(item: Recommendation, start: Quarter) -> bool:
    """Whether a measure serves a duty that binds already and about which nothing is known."""
    return any(not duty.known and not lies_ahead(duty.deadline, start) for duty in item.duties)


def lies_ahead(deadline: date | None, start: Quarter) -> bool:
    """Whether a deadline falls into the plan."""
    return deadline is not None and _quarter_of(deadline) >= start


def is_rather_missing(duty: DutyHere, item: Recommendation) -> bool:
    """Whether a duty is more likely unmet than met."""
    return any(e.criterion == duty.criterion and e.missing > 0.5 for e in item.effects)


def _activity(
    item: Recommendation, frame: Frame, chosen: set[str], secure: set[str], deadline: int | None
) -> Activity:
    measure, cost = item.measure, one_off_cost(item)
    return Activity(
        id=measure.id,
        title=measure.title,
        duration=measure.duration.quarters,
        investive=cost.investive,
        consumptive=cost.consumptive,
        yearly_cost=expected(item.cost_yearly, item.size_place),
        staff_days=expected(item.days_one_off, item.size_place),
        yearly_staff_days=expected(item.days_yearly, item.size_place),
        duty="mandatory" if deadline is not None and measure.duty == "voluntary" else measure.duty,
        deadline=deadline,
        security=item.measure.id in secure,
        lifts=tuple(
            Lift(
                effect.target,
                effect.weight * effect.people * effect.missing * effect.share / QUARTERS_A_YEAR,
                effect.lift * item.chance,
            )
            for effect in item.effects
        ),
        prerequisites=tuple(other for other in measure.prerequisites if other in chosen),
        excludes=tuple(other for other in measure.excludes if other in chosen),
        unpostponable=measure.unpostponable,
        required=measure.id in frame.wishes,
    )


def deadline_quarter(deadline: date | None, start: Quarter) -> int:
    """The quarter by whose end a duty must be met; 0 where it binds already."""
    return 0 if deadline is None else max(0, _quarter_of(deadline) - start)


def _quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month - 1) // 3 + 1)
