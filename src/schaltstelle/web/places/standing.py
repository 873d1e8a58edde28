"""How far an administration is, as plain values with bars to draw."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.evidence import GRADE_LABELS
from schaltstelle.core.framework import LEVEL_LABELS
from schaltstelle.core.german import join_and
from schaltstelle.core.standing import FieldStanding, LevelEvidence, LevelState

BAR = 200.0


@dataclass(frozen=True, slots=True)
class StandingBar:
    """Widths in a bar of 200 units: levels met for certain, and the range that is probable."""

    met: float
    low: float
    width: float


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level that is known: its state in words, with source."""

    criterion: str
    title: str
    level: str
    statement: str
    state: str
    state_id: str
    source: str


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One field: the levels that are known, and the open ones in a sentence."""

    id: str
    title: str
    sentence: str
    determinable: bool
    bar: StandingBar
    known: list[LevelRow]
    open: str


@dataclass(frozen=True, slots=True)
class StandingView:
    """Overall and by field; of `open_fields` too little is known to say how far they are."""

    overall: StandingRow
    fields: list[StandingRow]
    open_fields: list[StandingRow]


def standing_view(opened: Centre, advice: Advice) -> StandingView:
    """The standing of an advice."""
    by_field: dict[str, list[LevelState]] = {}
    for state in advice.standing.levels:
        field = opened.content.criterion[state.criterion].field
        by_field.setdefault(field, []).append(state)
    rows = [_row(opened, part, by_field[part.field]) for part in advice.standing.fields]
    return StandingView(
        _row(opened, advice.standing.overall, []),
        [row for row in rows if row.determinable],
        [row for row in rows if not row.determinable],
    )


def _row(opened: Centre, part: FieldStanding, states: list[LevelState]) -> StandingRow:
    scale = BAR / max(1, part.applicable)
    bar = StandingBar(
        met=round(part.met * scale, 1),
        low=round(part.low * scale, 1),
        width=round((part.high - part.low) * scale, 1),
    )
    known = [_level(opened, state, state.evidence) for state in states if state.evidence]
    unknown = [state for state in states if state.evidence is None]
    return StandingRow(
        part.field,
        part.title,
        part.sentence,
        part.determinable,
        bar,
        known,
        _open_levels(opened, unknown),
    )


def _open_levels(opened: Centre, states: list[LevelState]) -> str:
    """The open levels by criterion: "Titel (Grundstufe und Ausbaustufe); …"."""
    levels: dict[str, list[str]] = {}
    for state in states:
        levels.setdefault(state.criterion, []).append(LEVEL_LABELS[state.level])
    return "; ".join(
        f"{opened.content.criterion[key].title} ({join_and(names)})"
        for key, names in levels.items()
    )


def _level(opened: Centre, state: LevelState, evidence: LevelEvidence) -> LevelRow:
    criterion = opened.content.criterion[state.criterion]
    statement = next(one.statement for one in criterion.levels if one.level == state.level)
    word, word_id = ("erfüllt", "met") if evidence.met else ("nicht erfüllt", "unmet")
    parts = (evidence.source, evidence.vintage, GRADE_LABELS[evidence.grade])
    source = ", ".join(part for part in parts if part)
    return LevelRow(
        criterion.id, criterion.title, LEVEL_LABELS[state.level], statement, word, word_id, source
    )
