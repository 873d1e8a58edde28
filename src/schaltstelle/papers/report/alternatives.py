"""What the council can choose between: nothing, the duties alone, the whole plan."""

from collections.abc import Collection
from dataclasses import dataclass

from schaltstelle.core.advice import Advice
from schaltstelle.core.german import count, euro, number
from schaltstelle.core.roadmap.plan import Plan
from schaltstelle.core.roadmap.problem import Activity

QUARTERS_A_YEAR = 4


@dataclass(frozen=True, slots=True)
class Alternative:
    """One choice with what it takes within the horizon and every year after it."""

    name: str
    steps: str
    money: str
    days: str
    follow_up: str
    follow_up_days: str
    consequence: str


def alternatives(advice: Advice) -> tuple[Alternative, ...]:
    """Three choices, computed from the steps of the plan."""
    plan = advice.roadmap.plan
    everything = [step.id for step in plan.steps]
    duties = with_prerequisites(plan, _with_duty(advice))
    check = sum(gap.kind == "law" for gap in advice.gaps)
    open_duties = count(check, "Pflicht bleibt", "Pflichten bleiben")
    missing = number(len(everything) - len(duties))
    return (
        _alternative(
            plan,
            "A: nichts tun",
            (),
            f"Kein neuer Aufwand. {open_duties} ungeprüft oder unerfüllt; die "
            "IT-Sicherheit bleibt, wie sie ist.",
        ),
        _alternative(
            plan,
            "B: nur Pflichten",
            duties,
            "Prüft und erfüllt die gesetzlichen Pflichten, soweit sie im Fahrplan stehen. "
            f"{missing} weitere Schritte entfallen, auch solche zur grundlegenden IT-Sicherheit.",
        ),
        _alternative(
            plan,
            "C: ganzer Fahrplan",
            everything,
            "Pflichten, IT-Sicherheit und die Schritte mit dem größten Nutzen im "
            f"{'angenommenen ' if advice.roadmap.yearly.assumed else ''}Rahmen.",
        ),
    )


def _with_duty(advice: Advice) -> list[str]:
    dated = [each.id for each in advice.roadmap.plan.problem.activities if each.is_dated_duty]
    return dated + [item.measure.id for item in advice.measures.recommended if item.duties]


def with_prerequisites(plan: Plan, wanted: Collection[str]) -> tuple[str, ...]:
    """The wanted steps of a plan and those that they require, in the order of the plan."""
    chosen = {each for each in wanted if each in plan.solution.starts}
    waiting = list(chosen)
    while waiting:
        for needed in plan.problem.by_id[waiting.pop()].prerequisites:
            if needed in plan.solution.starts and needed not in chosen:
                chosen.add(needed)
                waiting.append(needed)
    return tuple(step.id for step in plan.steps if step.id in chosen)


def _alternative(plan: Plan, name: str, chosen: Collection[str], consequence: str) -> Alternative:
    activities = [plan.problem.by_id[each] for each in chosen]
    return Alternative(
        name=name,
        steps=number(len(activities)),
        money=euro(sum(money_within(plan, each) for each in activities)),
        days=number(sum(days_within(plan, each) for each in activities)),
        follow_up=euro(sum(each.yearly_cost for each in activities)),
        follow_up_days=number(sum(each.yearly_staff_days for each in activities)),
        consequence=consequence,
    )


def money_within(plan: Plan, activity: Activity) -> float:
    """Euros of own money for a planned activity within the horizon: once, and yearly after its
    end."""
    yearly = activity.yearly_cost * _years_after(plan, activity)
    return sum(activity.own_money(plan.solution.starts[activity.id])) + yearly


def days_within(plan: Plan, activity: Activity) -> float:
    """Staff days that a planned activity takes within the horizon."""
    return activity.staff_days + activity.yearly_staff_days * _years_after(plan, activity)


def _years_after(plan: Plan, activity: Activity) -> float:
    end = plan.solution.starts[activity.id] + activity.duration
    return (plan.problem.limits.quarters - end) / QUARTERS_A_YEAR
