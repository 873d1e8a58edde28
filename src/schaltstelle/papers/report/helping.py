"""The measures that help most, and their first steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from schaltstelle.core.advice import Advice
from schaltstelle.core.german import NO_BREAK, euro_range, number, number_range
from schaltstelle.core.measures import DUTY_LABELS, Measure
from schaltstelle.core.recommend import Effect, Recommendation
from schaltstelle.papers.report.wording import ESTIMATE, grade, of, quoted, without_repeats

TOP = 10
STARTED = 3
NAMED_EFFECTS = 2


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One recommended measure as printed; amounts are ranges with how sure they are."""

    rank: str
    title: str
    summary: str
    reasons: tuple[str, ...]
    duty_words: str
    once: str
    yearly: str
    days: str
    days_yearly: str
    grade: str
    grade_words: str
    decides: str
    is_planned: bool
    planned: str
    planned_words: str


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What to do on Monday morning for one measure."""

    title: str
    steps: tuple[str, ...]
    participants: str


def measure_lines(advice: Advice) -> tuple[MeasureLine, ...]:
    """The ten measures that rank first."""
    planned = {step.id: step.start.label for step in advice.roadmap.plan.steps}
    return tuple(
        _line(item, planned.get(item.measure.id, "")) for item in advice.measures.recommended[:TOP]
    )


def _line(item: Recommendation, planned: str) -> MeasureLine:
    measure = item.measure
    return MeasureLine(
        rank=str(item.rank),
        title=measure.title,
        summary=measure.summary,
        reasons=reasons(item),
        duty_words=f"Aufgabe: {DUTY_LABELS[measure.duty]}.",
        once=euro_range(*item.cost_one_off),
        yearly=euro_range(*item.cost_yearly),
        days=number_range(*item.days_one_off),
        days_yearly=number_range(*item.days_yearly),
        grade=_grade(measure),
        grade_words=_grade_words(measure),
        decides=item.decides,
        is_planned=bool(planned),
        planned=f"im Fahrplan ab {planned}" if planned else "nicht im Fahrplan",
        planned_words=f"Im Fahrplan ab {planned}." if planned else "Passt nicht in den Fahrplan.",
    )


def _grade(measure: Measure) -> str:
    """How sure cost and days are, in one or two words."""
    both = {grade(measure.cost.origin), grade(measure.staff_days.origin)}
    return both.pop() if len(both) == 1 else f"teils {ESTIMATE}"


def _grade_words(measure: Measure) -> str:
    """How sure cost and days are."""
    cost, days = grade(measure.cost.origin), grade(measure.staff_days.origin)
    if cost == days:
        return f"Kosten und Tage: {cost}."
    return f"Kosten: {cost}. Tage: {days}."


def reasons(item: Recommendation) -> tuple[str, ...]:
    """Why this measure here: duty, security, people, peers, each said once."""
    found = []
    for duty in item.duties[:1]:
        state = "nicht erfüllt" if duty.known else "zu prüfen, ob erfüllt"
        found.append(f"Gesetzliche Pflicht: {quoted(duty.title)} ({state}).")
    if item.security:
        found.append("Gehört zur grundlegenden IT-Sicherheit.")
    found.extend(people_reasons(item.effects)[:NAMED_EFFECTS])
    if item.peers is not None and item.peers.known:
        found.append(f"{of(item.peers.met, item.peers.known)} Vergleichskommunen haben es.")
    return tuple(found)


def people_reasons(effects: Sequence[Effect]) -> list[str]:
    """Whom a measure concerns, a sentence for each criterion, the most useful first."""
    by_criterion: dict[str, Effect] = {}
    for effect in sorted(effects, key=lambda effect: -effect.use):
        by_criterion.setdefault(effect.criterion, effect)
    # Two criteria may concern the same people.
    return list(
        without_repeats(
            f"Betrifft etwa {rounded(effect.people)}{NO_BREAK}{effect.unit} (Schätzung)."
            for effect in by_criterion.values()
            if effect.people >= 1
        )
    )


def rounded(people: float) -> str:
    """A number of people to two leading digits: an estimate has no more."""
    digits = len(str(int(people)))
    return number(round(people, min(0, 2 - digits)))


def first_steps(advice: Advice) -> tuple[FirstSteps, ...]:
    """The first three steps of the measures with which the roadmap begins."""
    by_id = {item.measure.id: item.measure for item in advice.measures.recommended}
    ids = [step.id for step in advice.roadmap.plan.steps if step.id in by_id]
    if not ids:
        ids = [item.measure.id for item in advice.measures.recommended]
    return tuple(
        FirstSteps(
            title=by_id[name].title,
            steps=by_id[name].first_steps,
            participants=", ".join(by_id[name].participants),
        )
        for name in ids[:STARTED]
    )
