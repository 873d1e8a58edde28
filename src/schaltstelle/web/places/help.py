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
from schaltstelle.web.places.support import SupportRow

SHOWN = 10
ESTIMATE = "Schätzung"


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
    """Gaps of one kind."""

    id: str
    title: str
    explanation: str
    rows: list[GapRow]


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """One recommended measure; `estimate` is the mark of estimated figures, or empty."""

    id: str
    rank: int
    title: str
    summary: str
    duty: str
    decides: str
    cost: str
    cost_yearly: str
    cost_estimate: str
    days: str
    days_yearly: str
    days_estimate: str
    duration: str
    duration_estimate: str
    reasons: tuple[str, ...]
    support: SupportRow


@dataclass(frozen=True, slots=True)
class OtherMeasure:
    """A measure that is done here or that others decide."""

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
    measures: list[MeasureCard]
    more: list[MeasureCard]
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


def measure_cards(advice: Advice, support: Mapping[str, SupportRow]) -> dict[str, MeasureCard]:
    """The recommended measures by id, the most useful first."""
    return {
        item.measure.id: _card(item, support[item.measure.id])
        for item in advice.measures.recommended
    }


def help_view(advice: Advice, ranked: Mapping[str, MeasureCard]) -> HelpView:
    """What is missing and what helps."""
    cards = list(ranked.values())
    return HelpView(
        gaps=_gap_groups(advice.gaps),
        measures=cards[:SHOWN],
        more=cards[SHOWN:],
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


def _gap_groups(gaps: Sequence[Gap]) -> list[GapGroup]:
    groups = []
    for kind, state, title, explanation in _GROUPS:
        rows = [_gap(gap) for gap in gaps if (gap.kind, gap.state) == (kind, state)]
        if rows:
            groups.append(GapGroup(f"luecken-{kind}-{state}", title, explanation, rows))
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


def _card(item: Recommendation, support: SupportRow) -> MeasureCard:
    measure = item.measure
    return MeasureCard(
        id=measure.id,
        rank=item.rank,
        title=measure.title,
        summary=measure.summary,
        duty=DUTY_LABELS[measure.duty],
        decides=measure.decides,
        cost=_money(item.cost_one_off, "einmalig"),
        cost_yearly=_money(item.cost_yearly, "im Jahr"),
        cost_estimate=_mark(measure.cost.origin),
        days=_days(item.days_one_off, "einmalig"),
        days_yearly=_days(item.days_yearly, "im Jahr"),
        days_estimate=_mark(measure.staff_days.origin),
        duration=count(measure.duration.quarters, "Quartal", "Quartale"),
        duration_estimate=_mark(measure.duration.origin),
        reasons=item.reasons,
        support=support,
    )


def _mark(origin: Origin) -> str:
    return ESTIMATE if origin.kind == "estimate" else ""


def _money(bounds: Range, when: str) -> str:
    return f"{euro_range(*bounds)} {when}" if bounds[1] > 0 else f"keine Kosten {when}"


def _days(bounds: Range, when: str) -> str:
    return f"{number_range(*bounds)} Tage {when}" if bounds[1] > 0 else f"keine Tage {when}"
