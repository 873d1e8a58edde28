"""Where an administration stands: P(a, c, level), and the share of levels met with its interval."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.evidence import Grade
from schaltstelle.core.framework import Criterion, Field, Level, target
from schaltstelle.core.german import NO_BREAK, count, number_range
from schaltstelle.core.itembank import (
    STATES,
    Array,
    ItemBank,
    Possible,
    at_least,
    posterior,
)
from schaltstelle.core.size import SizeClass

INTERVAL = 0.95
# Evidence that counts as certain in the interval. What an administration says of itself, or what is
# estimated, counts by its reliability: taken as certain, an interval from 80 answers of which a
# fifth claim too much holds the truth in 3 of 100 cases (docs/standing.md).
VERIFIED: frozenset[Grade] = frozenset(("register", "document", "peer_verified"))
# How much more or less reliable the answers of this administration are than usual: from certain (1)
# to as far below the usual reliability (-1). Its answers err together, not one by one.
TRUSTS = (-1.0, 0.0, 1.0)
FEWEST_KNOWN = 3  # fewer known criteria in a field: not determinable yet (DESIGN, section 7)


@dataclass(frozen=True, slots=True)
class LevelEvidence:
    """What is known about one criterion level: met or not, how well, and from where."""

    met: bool
    grade: Grade
    source: str
    vintage: str


@dataclass(frozen=True, slots=True)
class LevelState:
    """One cell of the table P(a, c, level). `evidence` is None where the level is open."""

    criterion: str
    level: Level
    probability: float
    evidence: LevelEvidence | None

    @property
    def target(self) -> str:
        """The name of the criterion level."""
        return target(self.criterion, self.level)


@dataclass(frozen=True, slots=True)
class FieldStanding:
    """Levels met, not met and open, and the interval in which the number met probably lies."""

    field: str
    title: str
    applicable: int
    met: int
    unmet: int
    open: int
    low: int
    high: int
    known_criteria: int
    determinable: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole standing: overall, by field, and level by level."""

    overall: FieldStanding
    fields: tuple[FieldStanding, ...]
    levels: tuple[LevelState, ...]

    def states(self) -> dict[str, LevelState]:
        """The level states by target name."""
        return {state.target: state for state in self.levels}


@dataclass(frozen=True, slots=True)
class Situation:
    """What the model needs to know of one administration.

    `applicable` has one entry for each criterion of the bank; `evidence` is by target name;
    `reliability` is the probability by grade that evidence is right.
    """

    size: SizeClass
    applicable: NDArray[np.bool_]
    evidence: Mapping[str, LevelEvidence]
    reliability: Mapping[str, float]


def determine(bank: ItemBank, fields: Sequence[Field], situation: Situation) -> Standing:
    """The standing of one administration, for the criteria that apply to it."""
    assessment = _Assessment.of(bank, situation)
    parts = []
    for field in fields:
        own = [row for row in assessment.possible if bank.criteria[row].field == field.id]
        if own:
            parts.append(_summary(assessment, field.id, field.title, own))
    overall = _summary(assessment, "", "Insgesamt", list(assessment.possible))
    return Standing(overall, tuple(parts), tuple(_level_states(assessment)))


@dataclass(frozen=True)
class _Assessment:
    """What evidence and model say of one administration.

    `possible` holds the states that the evidence allows by row of an applicable criterion;
    `ability` is the probability of each node, shape (NODES,).
    """

    bank: ItemBank
    situation: Situation
    possible: Mapping[int, Possible]
    ability: Array

    @classmethod
    def of(cls, bank: ItemBank, situation: Situation) -> "_Assessment":
        rows = [int(row) for row in np.flatnonzero(situation.applicable)]
        possible = {row: possible_states(bank.criteria[row], situation) for row in rows}
        known = [(row, possible[row]) for row in rows if is_known(bank.criteria[row], situation)]
        return cls(bank, situation, possible, posterior(bank, situation.size, known))

    @property
    def model(self) -> Array:
        """P(state | node) before evidence, shape (NODES, criteria, STATES)."""
        return self.bank.state_probabilities(self.situation.size)


def is_known(criterion: Criterion, situation: Situation) -> bool:
    """Whether there is evidence on any level of a criterion."""
    names = (target(criterion.id, level.level) for level in criterion.levels)
    return any(name in situation.evidence for name in names)


def possible_states(criterion: Criterion, situation: Situation) -> Possible:
    """The states (number of the highest level met) that the evidence on a criterion allows.

    Levels build on each other: a level met counts those below as met, a level not met those above
    as not met. Where two pieces of evidence contradict each other, the level met counts.
    """
    lowest, highest, reliability, verified = 0, len(criterion.levels), 1.0, True
    for number, level in enumerate(criterion.levels, start=1):
        evidence = situation.evidence.get(target(criterion.id, level.level))
        if evidence is None:
            continue
        reliability = min(reliability, situation.reliability[evidence.grade])
        verified = verified and evidence.grade in VERIFIED
        if evidence.met:
            lowest = number
        else:
            highest = min(highest, number - 1)
    return Possible(lowest, max(lowest, highest), reliability, verified)


def _level_states(assessment: _Assessment) -> Iterable[LevelState]:
    situation = assessment.situation
    for row, share in zip(assessment.possible, _level_shares(assessment), strict=True):
        criterion = assessment.bank.criteria[row]
        known = is_known(criterion, situation)
        for number, level in enumerate(criterion.levels):
            evidence = _level_evidence(criterion, number, situation) if known else None
            yield LevelState(criterion.id, level.level, float(share[number]), evidence)


def _level_shares(assessment: _Assessment) -> Array:
    """P(level met) of each applicable criterion after its own evidence, shape (rows, 3)."""
    possible = assessment.possible
    weights = np.array([_weights(each) for each in possible.values()]).reshape(-1, STATES)
    after = _weighted(assessment.model[:, list(possible)], weights)
    return at_least(np.tensordot(assessment.ability, after, 1))


def _weights(possible: Possible) -> Array:
    """How much each state counts given the evidence on a criterion, shape (STATES,)."""
    weights = np.full(STATES, 1 - possible.reliability)
    weights[possible.lowest : possible.highest + 1] = possible.reliability
    return weights


def _weighted(model: Array, weights: Array) -> Array:
    """P(state) after evidence, along the last axis."""
    after = model * weights
    return np.asarray(after / after.sum(axis=-1, keepdims=True))


def _level_evidence(
    criterion: Criterion, number: int, situation: Situation
) -> LevelEvidence | None:
    name = target(criterion.id, criterion.levels[number].level)
    return situation.evidence.get(name) or _implied(criterion, number, situation)


def _implied(criterion: Criterion, number: int, situation: Situation) -> LevelEvidence | None:
    """Evidence on a level from a higher level that is met, or a lower one that is not."""
    for other, level in enumerate(criterion.levels):
        evidence = situation.evidence.get(target(criterion.id, level.level))
        if evidence is not None and (other > number if evidence.met else other < number):
            return evidence
    return None


def _summary(assessment: _Assessment, field: str, title: str, rows: Sequence[int]) -> FieldStanding:
    """The counts and the interval of some of the applicable criteria."""
    bank, possible = assessment.bank, assessment.possible
    applicable = int(bank.level_counts[list(rows)].sum())
    met = sum(possible[row].lowest for row in rows)
    unmet = sum(int(bank.level_counts[row]) - possible[row].highest for row in rows)
    low, high = _interval(assessment, rows)
    known = sum(is_known(bank.criteria[row], assessment.situation) for row in rows)
    determinable = known >= FEWEST_KNOWN
    counts = (met, unmet, applicable - met - unmet)
    sentence = _sentence(counts, applicable, (low, high), determinable)
    return FieldStanding(
        field, title, applicable, *counts, low, high, known, determinable, sentence
    )


def _interval(assessment: _Assessment, rows: Sequence[int]) -> tuple[int, int]:
    """The central 95 % interval of the number of levels met.

    Given ability and trust, criteria are independent: the distribution at each node is a
    convolution; the nodes are then mixed by their posterior probability.
    """
    possible, level_counts = assessment.possible, assessment.bank.level_counts
    trusts = (0.0,) if all(possible[row].verified for row in rows) else TRUSTS
    model = np.tile(assessment.model, (len(trusts), 1, 1))
    ability = np.tile(assessment.ability, len(trusts)) / len(trusts)
    certain = sum(possible[row].lowest for row in rows if possible[row].verified)
    sums = np.ones((len(ability), 1))
    for row in rows:
        added = _added(model[:, row], possible[row], trusts)[:, : level_counts[row] + 1]
        sums = _convolved(sums, added)
    cumulative = np.cumsum(ability @ sums)
    tail = (1 - INTERVAL) / 2
    low = int(np.searchsorted(cumulative, tail))
    high = int(np.searchsorted(cumulative, 1 - tail))
    return certain + low, certain + min(high, sums.shape[1] - 1)


def _convolved(sums: Array, added: Array) -> Array:
    """The distribution of the sum of two counts at each node, both of shape (nodes, any)."""
    together = np.zeros((len(sums), sums.shape[1] + added.shape[1] - 1))
    for extra in range(added.shape[1]):
        together[:, extra : extra + sums.shape[1]] += sums * added[:, extra : extra + 1]
    return together


def _added(model: Array, possible: Possible, trusts: Sequence[float]) -> Array:
    """P(0, 1, .. levels of a criterion on top of what is certain) at each trust and node."""
    if possible.verified:
        inside = model[:, possible.lowest : possible.highest + 1]
        return np.asarray(inside / inside.sum(axis=1, keepdims=True))
    weights = [_weights(_trusted(possible, trust)) for trust in trusts]
    return _weighted(model, np.repeat(weights, len(model) // len(trusts), axis=0))


def _trusted(possible: Possible, trust: float) -> Possible:
    reliability = possible.reliability + trust * (1 - possible.reliability)
    return replace(possible, reliability=max(reliability, 0.0))


def _sentence(
    counts: tuple[int, int, int], applicable: int, interval: tuple[int, int], determinable: bool
) -> str:
    met, unmet, unknown = counts
    span = number_range(*interval)
    doubt = "Schätzung; eigene Angaben können irren" if interval[0] < met else "Schätzung"
    if unknown == 0:
        whole = f"{met} von {count(applicable, 'Stufe', 'Stufen')} erfüllt, alle Angaben liegen vor"
        return (
            f"{whole}." if interval == (met, met) else f"{whole}: wahrscheinlich {span} ({doubt})."
        )
    known = f"{met} erfüllt, {unmet} nicht, {unknown} offen"
    if not determinable:
        return f"{known}: noch nicht bestimmbar."
    return f"{known}: wahrscheinlich {span} von{NO_BREAK}{applicable} ({doubt})."
