"""Which open question would change the advice most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schaltstelle.core.framework import Criterion, Level
from schaltstelle.core.recommend import Recommendation
from schaltstelle.core.standing import LevelState

TOP = 10


@dataclass(frozen=True, slots=True)
class Question:
    """An open criterion level. `worth` is p(1 - p) times the use of the top ten that hangs on it;
    `measures` are the titles of those measures."""

    criterion: str
    level: Level
    statement: str
    worth: float
    measures: tuple[str, ...]


def next_questions(
    recommended: Sequence[Recommendation],
    states: Mapping[str, LevelState],
    criteria: Mapping[str, Criterion],
    count: int,
) -> tuple[Question, ...]:
    """The `count` open levels whose answer is expected to change the top ten measures most.

    Whether a level is met or not changes the use of a measure that lifts it by its whole effect;
    how likely the answer is a surprise is p(1 - p).
    """
    worth: dict[str, float] = {}
    titles: dict[str, list[str]] = {}
    for item in recommended[:TOP]:
        for effect in item.effects:
            state = states[effect.target]
            if state.evidence is not None:
                continue
            whole = effect.weight * effect.people * effect.lift * effect.share * item.chance
            doubt = state.probability * (1 - state.probability)
            worth[effect.target] = worth.get(effect.target, 0.0) + doubt * whole
            titles.setdefault(effect.target, []).append(item.measure.title)
    best = sorted(worth, key=lambda name: (-worth[name], name))[:count]
    return tuple(_question(states[name], criteria, worth[name], titles[name]) for name in best)


def _question(
    state: LevelState, criteria: Mapping[str, Criterion], worth: float, titles: Iterable[str]
) -> Question:
    levels = criteria[state.criterion].levels
    statement = next(level.statement for level in levels if level.level == state.level)
    return Question(state.criterion, state.level, statement, worth, tuple(titles))
