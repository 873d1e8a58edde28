"""What helps: the use of each measure here, its urgency, and the order of recommendation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.competence import Competent
from schaltstelle.core.framework import (
    LEVELS,
    Criterion,
    Field,
    LegalBasis,
    Level,
    binding_of,
    target,
)
from schaltstelle.core.gaps import PeerCount, lacks_known_security, legal_in
from schaltstelle.core.german import NO_BREAK, number
from schaltstelle.core.measures import CriterionLift, Measure
from schaltstelle.core.rules import Facts, Outcome, evaluate
from schaltstelle.core.size import Range, SizeClass, place_in_class
from schaltstelle.core.standing import LevelState

DRAWS = 256
QUANTILE = 0.2
QUARTERS_A_YEAR = 4
YEARS_AFTER_HORIZON = 2


@dataclass(frozen=True, slots=True)
class Effect:
    """What a measure does for one criterion level here.

    `people` are concerned a year; `missing` is the probability that the level is not met yet;
    `share` is the part of the criterion that this level makes up; `use` is the weighted number
    of people a year who gain, if the measure succeeds for certain.
    """

    criterion: str
    title: str
    level: Level
    people: float
    unit: str
    weight: float
    lift: float
    missing: float
    share: float

    @property
    def target(self) -> str:
        """The name of the criterion level."""
        return target(self.criterion, self.level)

    @property
    def use(self) -> float:
        """Field weight × people a year × expected lift, before the chance of success."""
        return self.weight * self.people * self.lift * self.missing * self.share


@dataclass(frozen=True, slots=True)
class DutyHere:
    """A legal duty that a measure serves here, and whether it is known to be unmet."""

    criterion: str
    title: str
    legal: tuple[LegalBasis, ...]
    known: bool
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A measure for one administration.

    `use` and `urgency` count people (weighted) who gain: a year, and for each quarter of delay
    the part that is lost. `use_low` is the lower 20 % quantile of the use per 1,000 euros, own
    staff days counted at the day rate. `size_place` is where the administration stands in its size
    class, 0 to 1; it tells which part of a range to reckon with (size.expected).
    `security_targets` are the levels of basic security that it lifts and that are missing here.
    """

    measure: Measure
    rank: int
    use: float
    use_low: float
    urgency: float
    chance: float
    effects: tuple[Effect, ...]
    duties: tuple[DutyHere, ...]
    security_targets: tuple[str, ...]
    competent: Competent
    cost_one_off: Range
    cost_yearly: Range
    days_one_off: Range
    days_yearly: Range
    peers: PeerCount | None
    unknown_people: tuple[str, ...]
    size_place: float

    @property
    def decides(self) -> str:
        """Who decides on it here: the head of the administration, or the competent body."""
        here = self.measure.decides.replace(" (laufende Verwaltung)", "")
        return here if here.startswith("Leitung") else self.competent.decides

    @property
    def security(self) -> bool:
        """Whether it serves basic security that is missing or likely to be."""
        return bool(self.security_targets)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is recommended, in words."""
        return tuple(_reasons(self))


@dataclass(frozen=True, slots=True)
class NotCompetent:
    """A measure that is another body's task, and whose."""

    measure: Measure
    competent: Competent


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures, sorted by what they are for this administration."""

    recommended: tuple[Recommendation, ...]
    done: tuple[Measure, ...]
    not_competent: tuple[NotCompetent, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """All that the use of a measure depends on, for one administration."""

    size: SizeClass
    land: str
    facts: Facts
    criteria: Mapping[str, Criterion]
    fields: Mapping[str, Field]
    states: Mapping[str, LevelState]
    competent: Mapping[str, Competent]
    peer_counts: Mapping[str, PeerCount]
    years: float
    day_rate: float
    seed: int
    _people: dict[str, Outcome] = field(default_factory=dict)

    @property
    def size_place(self) -> float:
        """Where the administration stands within its size class, from 0 to 1."""
        population = self.facts["population"]
        return place_in_class(population) if isinstance(population, int | float) else 0.5

    def people(self, criterion: Criterion) -> Outcome:
        """How many people a year a criterion concerns here; many measures ask for the same."""
        if criterion.id not in self._people:
            self._people[criterion.id] = evaluate(criterion.people.formula, self.facts)
        return self._people[criterion.id]


def recommend(measures: Sequence[Measure], setting: Setting) -> Measures:
    """Sort and rank the measures.

    They rank by the lower 20 % quantile of use per euro and day. A measure whose levels are all
    known to be met is done; one whose task is not the administration's own is only named.
    """
    useful: list[Recommendation] = []
    done: list[Measure] = []
    others: list[NotCompetent] = []
    for measure in measures:
        if evaluate(measure.applies_to, setting.facts).value is False:
            continue
        competent = setting.competent[measure.task]
        if not competent.own:
            others.append(NotCompetent(measure, competent))
            continue
        targets = lifted_targets(measure, setting)
        if not targets:
            continue
        if all(is_met(setting.states[name]) for name, _ in targets):
            done.append(measure)
            continue
        useful.append(_recommendation(measure, targets, competent, setting))
    return Measures(_ranked(useful, setting), tuple(done), tuple(others))


def _ranked(useful: Sequence[Recommendation], setting: Setting) -> tuple[Recommendation, ...]:
    lows = _lower_quantiles(useful, setting)
    order = sorted(zip(lows, useful, strict=True), key=lambda pair: (-pair[0], pair[1].measure.id))
    return tuple(
        replace(item, rank=place, use_low=low) for place, (low, item) in enumerate(order, start=1)
    )


def is_met(state: LevelState) -> bool:
    """Whether a level is known to be met."""
    return state.evidence is not None and state.evidence.met


def lifted_targets(measure: Measure, setting: Setting) -> list[tuple[str, CriterionLift]]:
    """Every applicable level that a measure lifts, each once with its highest lift.

    A lift to a level lifts the levels below it too.
    """
    best: dict[str, CriterionLift] = {}
    for lift in measure.lifts:
        criterion = setting.criteria[lift.criterion]
        for level in criterion.levels:
            name = target(criterion.id, level.level)
            below = LEVELS.index(level.level) <= LEVELS.index(lift.to)
            if (
                below
                and name in setting.states
                and (name not in best or lift.lift > best[name].lift)
            ):
                best[name] = lift
    return list(best.items())


def _recommendation(
    measure: Measure,
    targets: Sequence[tuple[str, CriterionLift]],
    competent: Competent,
    setting: Setting,
) -> Recommendation:
    effects, unknown = _effects(targets, setting)
    gain = sum(effect.use for effect in effects)
    chance = measure.chance.successes / (measure.chance.successes + measure.chance.failures)
    duties = tuple(_duties(targets, setting))
    counts = [
        setting.peer_counts[effect.target]
        for effect in effects
        if effect.target in setting.peer_counts
    ]
    return Recommendation(
        measure=measure,
        rank=0,
        use=gain * chance,
        use_low=0.0,  # ranked together with the others, see _ranked
        urgency=gain * chance / QUARTERS_A_YEAR,
        chance=chance,
        effects=effects,
        duties=duties,
        security_targets=tuple(e.target for e in effects if _basic_security(e, setting)),
        competent=competent,
        cost_one_off=measure.cost.one_off.of(setting.size),
        cost_yearly=measure.cost.yearly.of(setting.size),
        days_one_off=measure.staff_days.one_off.of(setting.size),
        days_yearly=measure.staff_days.yearly.of(setting.size),
        peers=counts[0] if counts else None,
        unknown_people=unknown,
        size_place=setting.size_place,
    )


def _basic_security(effect: Effect, setting: Setting) -> bool:
    """Whether an effect is on security that is known, or at the first level rather likely, to be
    missing."""
    criterion = setting.criteria[effect.criterion]
    if lacks_known_security(criterion, setting.states[effect.target]):
        return True
    return binding_of(criterion, effect.level) == "security" and effect.missing > 0.5


def _effects(
    targets: Sequence[tuple[str, CriterionLift]], setting: Setting
) -> tuple[tuple[Effect, ...], tuple[str, ...]]:
    """The effects on levels not known to be met, and the facts missing for a number of people."""
    effects: list[Effect] = []
    unknown: set[str] = set()
    for name, lift in targets:
        state = setting.states[name]
        if is_met(state):
            continue
        criterion = setting.criteria[lift.criterion]
        people = setting.people(criterion)
        if not isinstance(people.value, int | float):
            unknown |= people.missing
            continue
        effects.append(
            Effect(
                criterion=criterion.id,
                title=criterion.title,
                level=state.level,
                people=max(0.0, float(people.value)),
                unit=criterion.people.unit,
                weight=setting.fields[criterion.field].weight,
                lift=lift.lift,
                missing=1 - state.probability,
                share=1 / len(criterion.levels),
            )
        )
    return tuple(effects), tuple(sorted(unknown))


def _duties(targets: Sequence[tuple[str, CriterionLift]], setting: Setting) -> list[DutyHere]:
    found = []
    for name, lift in targets:
        state = setting.states[name]
        criterion = setting.criteria[lift.criterion]
        legal = legal_in(criterion, setting.land)
        if binding_of(criterion, state.level) == "law" and legal and not is_met(state):
            deadlines = [basis.deadline for basis in legal if basis.deadline is not None]
            known = state.evidence is not None
            deadline = min(deadlines) if deadlines else None
            found.append(DutyHere(criterion.id, criterion.title, legal, known, deadline))
    return found


def _lower_quantiles(useful: Sequence[Recommendation], setting: Setting) -> list[float]:
    """The lower 20 % quantile of use per 1,000 euros of each, staff days at the day rate.

    Chance of success is drawn from its Beta prior, cost and days evenly within their ranges. Use
    and follow-up cost count from the end of the measure until two years past the horizon.
    """
    if not useful:
        return []
    draws = np.array([_measure_draws(setting.seed, item.measure) for item in useful])
    chance, *evenly = np.moveaxis(draws, 1, 0)
    quarters = np.array([item.measure.duration.quarters for item in useful])
    years = np.maximum(0.25, setting.years + YEARS_AFTER_HORIZON - quarters / QUARTERS_A_YEAR)
    ranges = np.array(
        [(i.cost_one_off, i.cost_yearly, i.days_one_off, i.days_yearly) for i in useful]
    )
    low, high = ranges[:, :, 0], ranges[:, :, 1]
    spent = [low[:, n, None] + (high - low)[:, n, None] * part for n, part in enumerate(evenly)]
    cost, cost_yearly, days, days_yearly = spent
    over = years[:, None]
    effort = cost + over * cost_yearly + (days + over * days_yearly) * setting.day_rate
    gain = np.array([sum(effect.use for effect in item.effects) for item in useful])
    worth = chance * (gain * years)[:, None] / np.maximum(effort, setting.day_rate)
    position = int(QUANTILE * DRAWS)
    return [float(low) * 1000 for low in np.partition(worth, position, axis=1)[:, position]]


def _measure_draws(seed: int, measure: Measure) -> NDArray[np.float64]:
    return _draws(seed, measure.id, measure.chance.successes, measure.chance.failures)


@lru_cache(maxsize=2048)
def _draws(seed: int, name: str, successes: float, failures: float) -> NDArray[np.float64]:
    """Chance of success, then four even numbers from 0 to 1, shape (5, DRAWS).

    They depend on the seed and the measure alone, so that other measures do not change its rank.
    """
    draw = np.random.default_rng([seed, crc32(name.encode())])
    return np.vstack([draw.beta(successes, failures, DRAWS), draw.random((4, DRAWS))])


def _reasons(item: Recommendation) -> list[str]:
    reasons = []
    for duty in item.duties[:2]:
        state = "ist nicht erfüllt" if duty.known else "ist zu prüfen"
        reasons.append(f"Gesetzliche Pflicht ({duty.legal[0].title}): „{duty.title}“ {state}.")
    if item.security:
        reasons.append("Gehört zur grundlegenden IT-Sicherheit.")
    for effect in _main_effects(item.effects):
        people = number(round(effect.people, -1 if effect.people >= 100 else 0))
        reasons.append(
            f"„{effect.title}“: betrifft hier etwa {people}{NO_BREAK}{effect.unit} (Schätzung)."
        )
    if item.peers is not None and item.peers.known:
        count = item.peers
        reasons.append(f"{count.met} von {count.known}{NO_BREAK}Vergleichskommunen haben es.")
    if item.unknown_people:
        reasons.append("Wie viele Menschen es betrifft, ist nicht für alle Wirkungen bekannt.")
    return reasons


def _main_effects(effects: Sequence[Effect]) -> list[Effect]:
    """The two criteria that gain most, each with its most useful level."""
    best: dict[str, Effect] = {}
    for effect in sorted(effects, key=lambda effect: -effect.use):
        if effect.people >= 1:
            best.setdefault(effect.criterion, effect)
    return list(best.values())[:2]
