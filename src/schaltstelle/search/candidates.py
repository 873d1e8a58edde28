"""Which documents come into question, and a rough order of them, by the lists of terms alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from schaltstelle.search.lookup import Lookup
from schaltstelle.search.postings import Posting
from schaltstelle.search.question import Concept, Question
from schaltstelle.search.ranking import (
    POWER_OF_COVERAGE,
    SATURATION,
    SHARE_OF_WHOLE,
    STRENGTH_OF_KIND,
)
from schaltstelle.search.sets import Mask, Rows

# A document is a hit when it has concepts that make up this share of the question. Where that
# finds too few, less is enough: a half answer is better than none.
SHARES = (0.5, 0.4, 0.3, 0.15, 0.0)
FEW = 5

Scores = NDArray[np.float64]
# For all rows at once, where a few digits are enough.
Dense = NDArray[np.float32]
NO_ROWS: Rows = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Candidates:
    """Rows, and how good an answer each is, leaving aside where in the document its words stand.

    `postings` are those of all stems and phrases of the question.
    """

    rows: Rows
    scores: Scores
    postings: Mapping[str, Posting] = field(default_factory=dict)

    def amounts(self, rows: Rows) -> list[dict[str, float]]:
        """For some rows, how strongly each has the stems and phrases of the question."""
        there = {stems: posting for stems, posting in self.postings.items() if len(posting.rows)}
        table = np.zeros((len(there), len(rows)), dtype=np.float32)
        for line, posting in zip(table, there.values(), strict=True):
            at = np.minimum(posting.rows.searchsorted(rows), len(posting.rows) - 1)
            np.multiply(posting.amounts[at], posting.rows[at] == rows, out=line)
        return [
            {stems: amount for stems, amount in zip(there, column, strict=True) if amount}
            for column in table.T.tolist()
        ]


NOTHING = Candidates(NO_ROWS, np.empty(0))


def find(index: Lookup, question: Question) -> Candidates:
    """All hits of a question."""
    postings = index.postings(_stems(question))
    size = max((int(p.rows[-1]) for p in postings.values() if len(p.rows)), default=-1) + 1
    parts = [_part(concept, postings, size) for concept in question.concepts]
    heavy = essential(question, SHARES[0])
    rows, share = _shares(heavy, parts, question.concepts)
    if int((share >= SHARES[0]).sum()) < FEW and len(heavy) < len(question.concepts):
        rows, share = _shares(question.concepts, parts, question.concepts)
    if not len(rows):
        return NOTHING
    rows = rows[_best(share)]
    return Candidates(rows, _scores(question, postings, parts, rows), postings)


def essential(question: Question, least: float) -> Sequence[Concept]:
    """The heaviest concepts, so many that all others together make up less than the least share.

    A document without any of these is no hit; the others only matter for the order.
    """
    concepts = sorted(question.concepts, key=lambda concept: -concept.weight)
    left = question.weight
    found: list[Concept] = []
    for concept in concepts:
        if found and left < least * question.weight:
            break
        if concept.weight > 0:
            found.append(concept)
            left -= concept.weight
    return found


def _stems(question: Question) -> Iterable[str]:
    yield from (a.stems for concept in question.concepts for a in concept.alternatives)
    yield from (whole.stem for whole in question.wholes)


def _part(concept: Concept, postings: Mapping[str, Posting], size: int) -> Dense:
    """How much of a concept every row has: the weight of the best alternative in it."""
    part = np.zeros(size, dtype=np.float32)
    for alternative in reversed(concept.alternatives):
        part[postings[alternative.stems].rows] = alternative.weight
    return part


def _shares(
    some: Sequence[Concept], parts: Sequence[Dense], concepts: Sequence[Concept]
) -> tuple[Rows, Scores]:
    """All rows that have any of some concepts, and the share of them that each has."""
    chosen = [(c, p) for c, p in zip(concepts, parts, strict=True) if any(c is one for one in some)]
    if not chosen:
        return NO_ROWS, np.empty(0)
    (first, part), *others = chosen
    have = part * np.float32(first.weight)
    for concept, part in others:
        have += part * np.float32(concept.weight)
    rows = (have > 0).nonzero()[0]
    whole = max(sum(concept.weight for concept, _ in chosen), 1e-9)
    return rows, have[rows].astype(np.float64) / whole


def _best(share: Scores) -> Mask:
    for least in SHARES:
        fitting: Mask = share >= least
        if int(fitting.sum()) >= min(FEW, len(share)):
            return fitting
    return np.ones(len(share), dtype=bool)


def _scores(
    question: Question, postings: Mapping[str, Posting], parts: Sequence[Dense], rows: Rows
) -> Scores:
    """The score of ranking without its bonus for nearness and titles."""
    answer = np.zeros(len(rows))
    coverage = np.zeros(len(rows))
    # Used again and again: a new one each time would take longer than the reckoning.
    dense = np.zeros_like(parts[0])
    for concept, part in zip(question.concepts, parts, strict=True):
        weighted = [(a.weight, postings[a.stems]) for a in concept.alternatives]
        amounts = _added_up(weighted, dense, rows)
        here = part[rows].astype(np.float64)
        strength = _strength(amounts)
        for alternative in concept.alternatives:
            if alternative.why == "kind":
                best = here == np.float32(alternative.weight)
                strength[best] = np.maximum(strength[best], STRENGTH_OF_KIND)
        answer += concept.weight * here * strength
        coverage += concept.weight * here
    for whole in question.wholes:
        amounts = _added_up([(1.0, postings[whole.stem])], dense, rows)
        answer += SHARE_OF_WHOLE * whole.weight * _strength(amounts)
    total = question.weight or 1.0
    scores: Scores = answer / total * (coverage / total) ** POWER_OF_COVERAGE
    return scores


def _added_up(weighted: Sequence[tuple[float, Posting]], dense: Dense, rows: Rows) -> Dense:
    """The weighted amounts of some postings in some rows; `dense` has a 0 for every row, also
    afterwards."""
    for weight, posting in weighted:
        dense[posting.rows] += np.float32(weight) * posting.amounts
    found = dense[rows]
    for _, posting in weighted:
        dense[posting.rows] = 0
    return found


def _strength(amounts: Dense) -> Scores:
    exact = amounts.astype(np.float64)
    strength: Scores = exact / (exact + SATURATION)
    return strength
