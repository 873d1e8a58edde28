"""Does the interval of the standing hold what it promises, also where the model is wrong?

Administrations are simulated from the model and from worlds that break one of its assumptions;
each is then assessed by the model as it is. Counted is how often the true number of levels met
lies in the interval, and how good the probabilities of the open levels are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from schaltstelle.core.framework import target
from schaltstelle.core.itembank import Array, ItemBank, calibrate, states
from schaltstelle.core.size import SizeClass
from schaltstelle.core.standing import LevelEvidence, Situation, Standing, determine

KNOWN = (0, 8, 30, 80)
SEED = 20_260_401


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One line of the study: how the standing did under one assumption.

    `known` criteria had answers; `coverage` is the share of the `simulated` administrations whose
    true number of levels lies in the interval; `mean_width` is the width of the interval as a
    share of the applicable levels. Over the open levels, `predicted` is the mean probability,
    `observed` the share truly met and `brier` the mean squared difference (0.25 is a coin).
    """

    assumption: str
    label: str
    known: int
    coverage: float
    mean_width: float
    brier: float
    predicted: float
    observed: float
    simulated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What is true in a simulated world. All zero: the model is right.

    `discrimination_sd`: standard deviation of the logarithm of the discrimination of a criterion.
    `over_reporting`: probability that an answer claims one level more than is met.
    `ability_shift`: logits by which half of a size class lies above and half below the class.
    `single_error`, `common_error`: standard deviation, in logits, of the error of the stated
    prevalence, of each criterion on its own and of all criteria together.
    """

    id: str
    label: str
    discrimination_sd: float = 0.0
    over_reporting: float = 0.0
    ability_shift: float = 0.0
    single_error: float = 0.0
    common_error: float = 0.0


ASSUMPTIONS = (
    Assumption(id="right", label="Das Modell stimmt"),
    Assumption(
        id="discrimination",
        label="Die Kriterien trennen verschieden scharf",
        discrimination_sd=0.5,
    ),
    Assumption(
        id="over_reporting",
        label="Jede fünfte Antwort nennt eine Stufe zu viel",
        over_reporting=0.2,
    ),
    Assumption(
        id="size",
        label="Die Größe wirkt auch innerhalb einer Größenklasse",
        ability_shift=0.5,
    ),
    Assumption(
        id="single_prevalence",
        label="Die Verbreitung ist je Kriterium falsch geschätzt",
        single_error=0.5,
    ),
    Assumption(
        id="common_prevalence",
        label="Die Verbreitung ist überall zu hoch oder überall zu niedrig geschätzt",
        common_error=0.5,
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """An administration to simulate: `applicable` has one entry for each criterion."""

    size: SizeClass
    applicable: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """How the simulation is run.

    `ability_sd` is the true spread of ability, which the bank need not share. The subjects are
    dealt out to the `worlds`; the errors of an assumption are drawn anew in each.
    """

    bank: ItemBank
    subjects: Sequence[Subject]
    ability_sd: float
    reliability: dict[str, float]
    worlds: int
    seed: int = SEED


@dataclass(frozen=True, eq=False)
class _World:
    """How criteria really behave: discrimination and error of prevalence of each criterion."""

    study: Study
    discrimination: Array
    error: Array
    _difficulties: dict[SizeClass, Array] = field(default_factory=dict)

    @classmethod
    def drawn(cls, study: Study, assumption: Assumption, random: Generator) -> "_World":
        """A world in which an assumption holds."""
        count = len(study.bank.criteria)
        sd = assumption.discrimination_sd
        single = random.normal(0.0, 1.0, count) * assumption.single_error
        common = random.normal() * assumption.common_error
        return cls(study, np.exp(random.normal(0.0, 1.0, count) * sd), single + common)

    def difficulties(self, size: SizeClass) -> Array:
        """Step difficulties that give the true prevalence, shape (criteria, 3)."""
        if size not in self._difficulties:
            stated = self.study.bank.prevalence(size)
            odds = np.log(stated / (1 - stated)) + self.error[:, None]
            nodes = np.linspace(-4.0, 4.0, 33)
            prior = np.exp(-0.5 * nodes**2)
            self._difficulties[size] = calibrate(
                1 / (1 + np.exp(-odds)),
                nodes * self.study.ability_sd,
                prior / prior.sum(),
                self.discrimination,
            )
        return self._difficulties[size]

    def states(self, subject: Subject, ability: float, random: Generator) -> NDArray[np.intp]:
        """The true state of each criterion, shape (criteria,)."""
        difficulties = self.difficulties(subject.size)
        shares = states(np.array([ability]), difficulties, self.discrimination)[0]
        draw = random.random((len(shares), 1))
        return np.asarray((np.cumsum(shares, axis=1)[:, :-1] < draw).sum(axis=1))


@dataclass(slots=True)
class _Tally:
    """What is counted over the simulated administrations."""

    inside: list[bool] = field(default_factory=list)
    width: list[float] = field(default_factory=list)
    predicted: list[float] = field(default_factory=list)
    observed: list[bool] = field(default_factory=list)

    def count(self, standing: Standing, bank: ItemBank, state: NDArray[np.intp]) -> None:
        """Compare the standing of one administration with the truth."""
        rows = {criterion.id: row for row, criterion in enumerate(bank.criteria)}
        truth = 0
        for cell in standing.levels:
            row = rows[cell.criterion]
            names = [level.level for level in bank.criteria[row].levels]
            met = bool(state[row] > names.index(cell.level))
            truth += met
            if cell.evidence is None:
                self.predicted.append(cell.probability)
                self.observed.append(met)
        overall = standing.overall
        self.inside.append(overall.low <= truth <= overall.high)
        self.width.append((overall.high - overall.low) / overall.applicable)

    def line(self, assumption: Assumption, known: int) -> Coverage:
        """The figures of the study."""
        predicted, observed = np.array(self.predicted), np.array(self.observed, dtype=float)
        return Coverage(
            assumption=assumption.id,
            label=assumption.label,
            known=known,
            coverage=round(float(np.mean(self.inside)), 3),
            mean_width=round(float(np.mean(self.width)), 3),
            brier=round(float(np.mean((predicted - observed) ** 2)), 4),
            predicted=round(float(predicted.mean()), 3),
            observed=round(float(observed.mean()), 3),
            simulated=len(self.inside),
        )


def coverage(
    study: Study, assumption: Assumption, numbers_known: Sequence[int] = KNOWN
) -> tuple[Coverage, ...]:
    """One line for each number of criteria with answers; they share the simulated truths."""
    random = np.random.default_rng(study.seed)
    tallies = {known: _Tally() for known in numbers_known}
    for number in range(study.worlds):
        world = _World.drawn(study, assumption, random)
        for subject in study.subjects[number :: study.worlds]:
            shift = assumption.ability_shift * random.choice((-1.0, 1.0))
            ability = random.normal() * study.ability_sd + shift
            state = world.states(subject, ability, random)
            order = random.permutation(np.flatnonzero(subject.applicable))
            claimed = state + (random.random(len(state)) < assumption.over_reporting)
            for known, tally in tallies.items():
                answers = _answers(study.bank, order[:known], claimed)
                situation = Situation(subject.size, subject.applicable, answers, study.reliability)
                tally.count(determine(study.bank, (), situation), study.bank, state)
    return tuple(tally.line(assumption, known) for known, tally in tallies.items())


def _answers(
    bank: ItemBank, rows: NDArray[np.intp], claimed: NDArray[np.intp]
) -> dict[str, LevelEvidence]:
    """Self-reported evidence on all levels of some criteria, by target name."""
    return {
        target(bank.criteria[row].id, level.level): LevelEvidence(
            bool(claimed[row] > number), "self_reported", "", ""
        )
        for row in rows
        for number, level in enumerate(bank.criteria[row].levels)
    }
