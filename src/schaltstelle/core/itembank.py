"""The partial-credit Rasch model behind P(a, c, level): difficulties, and ability from evidence.

Masters, G. N. (1982): A Rasch model for partial credit scoring, Psychometrika 47, 149-174. A
criterion with levels 1..K is an item with states 0..K (the highest level met); in a size class
P(state k | ability t) is proportional to exp(k*t - (d_1 + .. + d_k)). All criteria discriminate
equally. Ability is normal with mean 0 in every size class, so the difficulties d are those at
which the model reproduces the prevalence that the framework states for that class.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.framework import Criterion
from schaltstelle.core.size import SizeClass

Array = NDArray[np.float64]

STATES = 4  # none, basic, advanced, exemplary
NODES = 17
_ROUNDS = 200
_RAREST = 1e-6  # two levels of equal prevalence leave no one between them
_EXACT = 1e-6


@dataclass(frozen=True)
class ItemBank:
    """The criteria as items. `ability_sd` is the standard deviation of ability in a class.

    It should hold what is uncertain about all prevalences together, too.
    """

    criteria: tuple[Criterion, ...]
    ability_sd: float
    _difficulties: dict[SizeClass, Array] = field(default_factory=dict, compare=False, repr=False)
    _states: dict[SizeClass, Array] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def level_counts(self) -> NDArray[np.intp]:
        """Number of levels of each criterion, shape (criteria,)."""
        return np.array([len(criterion.levels) for criterion in self.criteria])

    @cached_property
    def nodes(self) -> Array:
        """Abilities at which the model is evaluated, shape (NODES,)."""
        return np.linspace(-4.0, 4.0, NODES) * self.ability_sd

    @cached_property
    def prior(self) -> Array:
        """Probability of each node, shape (NODES,)."""
        density = np.exp(-0.5 * (self.nodes / self.ability_sd) ** 2)
        return np.asarray(density / density.sum())

    def difficulties(self, size: SizeClass) -> Array:
        """Step difficulties, shape (criteria, 3); NaN where a criterion has fewer levels."""
        if size not in self._difficulties:
            self._difficulties[size] = calibrate(self.prevalence(size), self.nodes, self.prior)
        return self._difficulties[size]

    def state_probabilities(self, size: SizeClass) -> Array:
        """P(state | node), shape (NODES, criteria, STATES)."""
        if size not in self._states:
            self._states[size] = states(self.nodes, self.difficulties(size))
        return self._states[size]

    def prevalence(self, size: SizeClass) -> Array:
        """Stated share that meets each level, shape (criteria, 3); NaN beyond the last level."""
        shares = np.full((len(self.criteria), STATES - 1), np.nan)
        for row, criterion in enumerate(self.criteria):
            for column, level in enumerate(criterion.levels):
                shares[row, column] = level.prevalence.of(size)
        return shares


def calibrate(
    prevalence: Array, nodes: Array, prior: Array, discrimination: Array | float = 1.0
) -> Array:
    """Step difficulties, shape (criteria, 3), at which the model reproduces a prevalence.

    `prevalence` is the share that meets each level, shape (criteria, 3), NaN beyond the last.
    The difficulties move until the share in each state is the stated one. Difficulty k governs
    the odds of state k against state k - 1, so each round corrects it by the difference of the
    expected and the wanted log odds.
    """
    wanted = _step_odds(_shares_by_state(prevalence))
    difficulties = -wanted
    for _ in range(_ROUNDS):
        expected = np.tensordot(prior, states(nodes, difficulties, discrimination), 1)
        correction = _step_odds(expected) - wanted
        difficulties = difficulties + correction
        if np.nanmax(np.abs(correction), initial=0.0) < _EXACT:
            break
    return difficulties


def states(nodes: Array, difficulties: Array, discrimination: Array | float = 1.0) -> Array:
    """P(state | ability), shape (nodes, criteria, STATES), of step difficulties (criteria, 3).

    `discrimination` (one figure, or one for each criterion) is 1 in the model.
    """
    steps = np.where(np.isnan(difficulties), np.inf, difficulties)
    hurdles = np.concatenate([np.zeros((len(steps), 1)), np.cumsum(steps, axis=1)], axis=1)
    slopes = np.broadcast_to(discrimination, len(steps))[:, None] * np.arange(STATES)
    logits = nodes[:, None, None] * slopes - hurdles
    logits -= logits.max(axis=2, keepdims=True)
    weights = np.exp(logits)
    return np.asarray(weights / weights.sum(axis=2, keepdims=True))


def at_least(probabilities: Array) -> Array:
    """P(state >= level) for levels 1..3 from P(state), along the last axis."""
    return np.cumsum(probabilities[..., ::-1], axis=-1)[..., ::-1][..., 1:]


def _shares_by_state(prevalence: Array) -> Array:
    """Share in each state, shape (criteria, STATES), from the shares that meet each level."""
    ends = np.concatenate([np.ones((len(prevalence), 1)), prevalence], axis=1)
    following = np.concatenate([prevalence, np.full((len(prevalence), 1), np.nan)], axis=1)
    return np.asarray(ends - np.where(np.isnan(following), 0.0, following))


def _step_odds(shares: Array) -> Array:
    """Log odds of each state against the one below it; NaN beyond the last level."""
    bounded = np.maximum(shares, _RAREST)
    return np.asarray(np.log(bounded[:, 1:] / bounded[:, :-1]))


@dataclass(frozen=True, slots=True)
class Possible:
    """Lowest and highest state that evidence leaves open for a criterion, and its reliability.

    `verified`: someone other than the administration vouches for it (see `standing.VERIFIED`).
    """

    lowest: int
    highest: int
    reliability: float
    verified: bool


def posterior(bank: ItemBank, size: SizeClass, known: Sequence[tuple[int, Possible]]) -> Array:
    """Probability of each ability node given evidence on some criteria, shape (NODES,).

    Evidence of reliability r counts a state it allows with weight r, any other with 1 - r.
    """
    probabilities = bank.state_probabilities(size)
    logs = np.log(bank.prior)
    for row, possible in known:
        inside = probabilities[:, row, possible.lowest : possible.highest + 1].sum(axis=1)
        r = possible.reliability
        logs = logs + np.log(r * inside + (1 - r) * (1 - inside))
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())
