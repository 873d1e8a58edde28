"""How far an administration is, as plain values with bars to draw."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.evidence import GRADE_LABELS
from schaltstelle.core.framework import LEVEL_LABELS
from schaltstelle.core.standing import FieldStanding, LevelState

BAR = 200.0


@dataclass(frozen=True, slots=True)
class StandingBar:
    """Widths in a bar of 200 units: levels met for certain, and the range that is probable."""

    met: float
    low: float
    width: float


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level of a criterion: its state in words, with source where it is known."""

    criterion: str
    title: str
    level: str
    statement: str
    state: str
    state_id: str
    source: str


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One field."""

    id: str
    title: str
    sentence: str
    determinable: bool
    bar: StandingBar
    levels: list[LevelRow]


@dataclass(frozen=True, slots=True)
class StandingView:
    """Overall and by field."""

    overall: StandingRow
    fields: list[StandingRow]


def standing_view(opened: Centre, advice: Advice) -> StandingView:
    """The standing of an advice."""
    by_field: dict[str, list[LevelRow]] = {}
    for state in advice.standing.levels:
        field = opened.content.criterion[state.criterion].field
        by_field.setdefault(field, []).append(_level(opened, state))
    return StandingView(
        _row(advice.standing.overall, []),
        [_row(part, by_field[part.field]) for part in advice.standing.fields],
    )


def _row(part: FieldStanding, levels: list[LevelRow]) -> StandingRow:
    scale = BAR / max(1, part.applicable)
    bar = StandingBar(
        met=round(part.met * scale, 1),
        low=round(part.low * scale, 1),
        width=round((part.high - part.low) * scale, 1),
    )
    return StandingRow(part.field, part.title, part.sentence, part.determinable, bar, levels)


def _level(opened: Centre, state: LevelState) -> LevelRow:
    criterion = opened.content.criterion[state.criterion]
    statement = next(one.statement for one in criterion.levels if one.level == state.level)
    evidence = state.evidence
    if evidence is None:
        word, word_id, source = "offen", "open", ""
    else:
        word, word_id = ("erfüllt", "met") if evidence.met else ("nicht erfüllt", "unmet")
        parts = (evidence.source, evidence.vintage, GRADE_LABELS[evidence.grade])
        source = ", ".join(part for part in parts if part)
    return LevelRow(
        criterion.id, criterion.title, LEVEL_LABELS[state.level], statement, word, word_id, source
    )
