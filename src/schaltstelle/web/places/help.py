"""What is missing and what helps, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schaltstelle.core.advice import Advice
from schaltstelle.core.citation import Origin
from schaltstelle.core.competence import BODY_LABELS
from schaltstelle.core.framework import LEVEL_LABELS
from schaltstelle.core.gaps import Gap
from schaltstelle.core.german import count, euro_range, number_range
from schaltstelle.core.measures import DUTY_LABELS
from schaltstelle.core.recommend import Recommendation
from schaltstelle.core.size import Range
from schaltstelle.web.places.support import SHOWN, SupportRow

# More gaps of one kind than this are folded.
MOST_GAPS = 3
# So many of the measures after those are named with their cost.
MORE = 30


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap."""

    criterion: str
    title: str
    level: str
    statement: str
    reason: str
    security: bool
    legal: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Gaps of one kind; long lists of what is only to be checked are folded."""

    id: str
    title: str
    explanation: str
    rows: list[GapRow]
    folded: bool


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """One recommended measure; `effort` says what it takes and who decides."""

    id: str
    title: str
    summary: str
    effort: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A recommended measure with what helps to carry it out."""

    card: MeasureCard
    support: SupportRow


@dataclass(frozen=True, slots=True)
class OtherMeasure:
    """A measure that comes later, is done here, or that others decide."""

    id: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """An open level whose answer would sharpen the advice most."""

    criterion: str
    statement: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpView:
    """Gaps, measures, questions."""

    gaps: list[GapGroup]
    measures: list[ShownMeasure]
    more: list[OtherMeasure]
    rank_of_more: int
    done: list[OtherMeasure]
    others: list[OtherMeasure]
    questions: list[QuestionRow]


_GROUPS = (
    ("law", "unmet", "Pflichten, die nicht erfüllt sind", "Ein öffentliches Register zeigt es."),
    (
        "law",
        "to_check",
        "Pflichten, die Sie prüfen sollten",
        "Kein Register zeigt, ob sie erfüllt sind. Offen heißt nicht „nein“.",
    ),
    ("peers", "unmet", "Was vergleichbare Orte meist haben", "Hier fehlt es nach den Registern."),
    ("target", "unmet", "Eigene Ziele, noch nicht erreicht", ""),
    ("target", "to_check", "Eigene Ziele, deren Stand offen ist", ""),
)


def measure_cards(advice: Advice) -> dict[str, MeasureCard]:
    """The recommended measures that are shown with their effort, by id: the most useful, and all
    steps of the roadmap."""
    recommended = advice.measures.recommended
    shown = {item.measure.id for item in recommended[:SHOWN]}
    shown |= {step.id for step in advice.roadmap.plan.steps}
    return {item.measure.id: _card(item) for item in recommended if item.measure.id in shown}


def help_view(
    advice: Advice, cards: Mapping[str, MeasureCard], support: Mapping[str, SupportRow]
) -> HelpView:
    """What is missing and what helps."""
    recommended = advice.measures.recommended
    return HelpView(
        gaps=_gap_groups(advice.gaps),
        measures=[
            ShownMeasure(cards[item.measure.id], support[item.measure.id])
            for item in recommended[:SHOWN]
        ],
        more=[_later(item) for item in recommended[SHOWN : SHOWN + MORE]],
        rank_of_more=SHOWN + 1,
        done=[OtherMeasure(m.id, m.title, "") for m in advice.measures.done],
        others=[
            OtherMeasure(
                item.measure.id,
                item.measure.title,
                BODY_LABELS[item.competent.body],
            )
            for item in advice.measures.not_competent
        ],
        questions=[
            QuestionRow(question.criterion, question.statement, question.measures)
            for question in advice.questions
        ],
    )


def _later(item: Recommendation) -> OtherMeasure:
    cost = f"{_money(item.cost_one_off, 'einmalig')}{_mark(item.measure.cost.origin)}"
    return OtherMeasure(item.measure.id, item.measure.title, f"Kosten: {cost}")


def _gap_groups(gaps: Sequence[Gap]) -> list[GapGroup]:
    groups = []
    for kind, state, title, explanation in _GROUPS:
        rows = [_gap(gap) for gap in gaps if (gap.kind, gap.state) == (kind, state)]
        if rows:
            folded = state == "to_check" and len(rows) > MOST_GAPS
            name = f"luecken-{kind}-{state}"
            groups.append(GapGroup(name, title, explanation, rows, folded))
    return groups


def _gap(gap: Gap) -> GapRow:
    legal = [(basis.title, basis.address, basis.verified) for basis in gap.legal]
    return GapRow(
        gap.criterion,
        gap.title,
        LEVEL_LABELS[gap.level],
        gap.statement,
        # That no register shows it is said once for the group; the legal basis stands below.
        "" if gap.state == "to_check" and gap.kind == "law" else gap.reason,
        gap.security,
        legal,
    )


def _card(item: Recommendation) -> MeasureCard:
    measure = item.measure
    return MeasureCard(measure.id, measure.title, measure.summary, _effort(item), item.reasons)


def _effort(item: Recommendation) -> str:
    """What a measure takes, in sentences, each figure with its mark where it is an estimate."""
    measure = item.measure
    cost = f"{_money(item.cost_one_off, 'einmalig')}, {_money(item.cost_yearly, 'im Jahr')}"
    days = f"{_days(item.days_one_off, 'einmalig')}, {_days(item.days_yearly, 'im Jahr')}"
    duration = count(measure.duration.quarters, "Quartal", "Quartale")
    return (
        f"Kosten: {cost}{_mark(measure.cost.origin)}. "
        f"Eigene Arbeit: {days}{_mark(measure.staff_days.origin)}. "
        f"Dauer: {duration}{_mark(measure.duration.origin)}. "
        f"Es entscheidet: {measure.decides}. Aufgabe: {DUTY_LABELS[measure.duty]}."
    )


def _mark(origin: Origin) -> str:
    return " (Schätzung)" if origin.kind == "estimate" else ""


def _money(bounds: Range, when: str) -> str:
    return f"{euro_range(*bounds)} {when}" if bounds[1] > 0 else f"{when} keine"


def _days(bounds: Range, when: str) -> str:
    return f"{number_range(*bounds)} Tage {when}" if bounds[1] > 0 else f"{when} keine"
