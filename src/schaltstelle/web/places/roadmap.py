"""The roadmap as plain values: bars to draw, steps with reasons, limits."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schaltstelle.core.advice import Advice
from schaltstelle.core.german import euro, join_and, number, percent, quarter
from schaltstelle.core.recommend import Recommendation
from schaltstelle.core.roadmap import LeftOut, Step
from schaltstelle.core.roadmap.problem import Limits, Quarter
from schaltstelle.web.places.help import MeasureCard

QUARTER_WIDTH = 12
ROW_HEIGHT = 20
BAR_MARGIN = 4
MARKS = {"duty": "Rechtspflicht", "security": "grundlegende Sicherheit", "free": ""}


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step, numbered: its bar as a path in quarters of 12 units, when, what it takes, why."""

    number: str
    card: MeasureCard
    when: str
    bar: str
    kind: str
    mark: str
    why: tuple[str, ...]
    why_now: str
    grant: str


@dataclass(frozen=True, slots=True)
class YearMark:
    """A calendar year on the time axis with the number of its quarters in the plan."""

    label: str
    first: int
    quarters: int


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The time of the plan. `grid` draws the years and `provisional` the time of provisional
    budgeting, behind the bars of all steps."""

    period: str
    years: list[YearMark]
    view_box: str
    grid: str
    provisional: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """Money in a year: planned and allowed."""

    year: str
    investive: str
    investive_limit: str
    consumptive: str
    consumptive_limit: str
    voluntary: str
    voluntary_limit: str


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """Staff days in a quarter: planned and available."""

    quarter: str
    days: str
    limit: str


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A measure that is not planned, and why."""

    id: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """The whole roadmap, and the query that was asked."""

    steps: list[StepRow]
    axis: TimeAxis
    assumed: tuple[str, ...]
    money: list[YearRow]
    capped: bool
    staff: list[QuarterRow]
    query: Sequence[tuple[str, str]]
    left_out: list[LeftOutRow]
    collisions: list[LeftOutRow]
    duties_left_out: list[LeftOutRow]
    marginals: list[str]
    bound: str
    checked: bool


def roadmap_view(
    advice: Advice, cards: Mapping[str, MeasureCard], query: Sequence[tuple[str, str]]
) -> RoadmapView:
    """The roadmap of an advice that was asked for with a query."""
    plan = advice.roadmap.plan
    limits = plan.problem.limits
    kinds = {item.measure.id: _kind(item) for item in advice.measures.recommended}
    left_out = [out for out in plan.left_out if not out.required]
    return RoadmapView(
        steps=[
            _step(n, step, cards[step.id], kinds[step.id], limits.start)
            for n, step in enumerate(plan.steps, 1)
        ],
        axis=_axis(limits),
        assumed=advice.roadmap.yearly.assumed,
        money=_money(advice),
        capped=limits.voluntary_cap is not None,
        staff=_staff(advice),
        query=query,
        left_out=[_left_out(out) for out in left_out],
        collisions=[_left_out(out) for out in plan.collisions],
        duties_left_out=[
            _left_out(out) for out in left_out if plan.problem.by_id[out.id].is_dated_duty
        ],
        marginals=[marginal.text for marginal in plan.marginals],
        bound=percent(plan.bound.gap * 100, 1),
        checked=plan.check.ok,
    )


def _axis(limits: Limits) -> TimeAxis:
    years = _years(limits.start, limits.quarters)
    last = limits.start + (limits.quarters - 1)
    free_from = min(limits.free_from, limits.quarters)
    return TimeAxis(
        f"{_name(limits.start)} bis {_name(last)}",
        years,
        f"0 0 {limits.quarters * QUARTER_WIDTH} {ROW_HEIGHT}",
        "".join(_box(year.first, year.quarters, 0) for year in years),
        _box(0, free_from, 0) if free_from else "",
    )


def _staff(advice: Advice) -> list[QuarterRow]:
    return [
        QuarterRow(_name(use.quarter), number(use.staff_days, 1), _limit(use.limit, 1))
        for use in advice.roadmap.plan.check.quarters
    ]


def _grant(step: Step) -> str:
    """Which programmes pay how much of it in this plan."""
    if step.grant is None:
        return ""
    parts = [f"„{part.title}“ bis zu {euro(part.amount)}" for part in step.grant.parts]
    return f"Eingeplantes Geld (Schätzung): {join_and(parts)}."


def _left_out(out: LeftOut) -> LeftOutRow:
    return LeftOutRow(out.id, out.title, out.why_not)


def _name(when: Quarter) -> str:
    return quarter(when.year, when.number)


def _limit(value: float, decimals: int = 0) -> str:
    return "ohne Grenze" if math.isinf(value) else number(value, decimals)


def _step(position: int, step: Step, card: MeasureCard, kind: str, start: Quarter) -> StepRow:
    length = step.finish - step.start + 1
    first, last = _name(step.start), _name(step.finish)
    return StepRow(
        number=str(position),
        card=card,
        when=first if length == 1 else f"{first} bis {last}",
        bar=_box(step.start - start, length, BAR_MARGIN),
        kind=kind,
        mark=MARKS[kind],
        why=step.why,
        why_now=step.why_now,
        grant=_grant(step),
    )


def _kind(item: Recommendation) -> str:
    if item.duties:
        return "duty"
    return "security" if item.security else "free"


def _years(start: Quarter, quarters: int) -> list[YearMark]:
    marks: list[YearMark] = []
    for year in range(start.year, (start + (quarters - 1)).year + 1):
        first = max(0, Quarter(year, 1) - start)
        end = min(quarters, Quarter(year + 1, 1) - start)
        marks.append(YearMark(str(year), first, end - first))
    return marks


def _box(first: int, quarters: int, margin: int) -> str:
    """A rectangle over some quarters of a row, as a path."""
    width, height = quarters * QUARTER_WIDTH, ROW_HEIGHT - 2 * margin
    return f"M{first * QUARTER_WIDTH} {margin}h{width}v{height}h{-width}z"


def _money(advice: Advice) -> list[YearRow]:
    def text(value: float | None) -> str:
        if value is None:
            return ""
        return "ohne Grenze" if math.isinf(value) else euro(value)

    return [
        YearRow(
            str(use.year),
            euro(use.investive),
            text(use.investive_limit),
            euro(use.consumptive),
            text(use.consumptive_limit),
            euro(use.voluntary),
            text(use.voluntary_limit),
        )
        for use in advice.roadmap.plan.check.years
    ]
