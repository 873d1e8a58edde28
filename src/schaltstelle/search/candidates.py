"""Which documents come into question, and a rough order of them, by the full-text index alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from schaltstelle.search.catalogue import Mask, Rows
from schaltstelle.search.question import Concept, Question
from schaltstelle.search.ranking import IN_ORDER

# A document is a hit when it has concepts that make up this share of the question. Where that
# finds too few, less is enough: a half answer is better than none.
SHARES = (0.5, 0.4, 0.3, 0.15, 0.0)
FEW = 5
# Up to so many rows are put in order by how often they have the words; with more that would take
# too long, and titles must do.
MOST_WEIGHED = 800
# What a word in the title adds to the rough order.
TITLE = 0.7

Scores = NDArray[np.float64]
NO_ROWS: Rows = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Candidates:
    """Rows, and how likely each is a good answer: only good enough to choose whom to judge.

    `having` are those of the rows that have the stems and phrases of the question.
    """

    rows: Rows
    scores: Scores
    having: Mapping[str, Rows] = field(default_factory=dict)

    def present(self, rows: Rows) -> dict[int, dict[str, bool]]:
        """For some rows, which stems and phrases of the question stand in them."""
        found: dict[int, dict[str, bool]] = {
            row: dict.fromkeys(self.having, False) for row in rows.tolist()
        }
        for stems, having in self.having.items():
            for row in rows[_among(rows, having)].tolist():
                found[row][stems] = True
        return found


NOTHING = Candidates(NO_ROWS, np.empty(0))


def find(connection: sqlite3.Connection, question: Question, enough: int) -> Candidates:
    """All hits of a question; put into an order only where there are more than enough."""
    heavy = essential(question, SHARES[0])
    having = {stems: _rows(connection, quoted(stems)) for stems in _stems(heavy)}
    rows, share = _shares(heavy, having)
    if int((share >= SHARES[0]).sum()) < FEW and len(heavy) < len(question.concepts):
        heavy = question.concepts
        others = _stems(heavy) - having.keys()
        having |= {stems: _rows(connection, quoted(stems)) for stems in others}
        rows, share = _shares(heavy, having)
    if not len(rows):
        return NOTHING
    best = _best(share)
    scores = share[best]
    if int(best.sum()) > enough:
        scores = scores + _order(connection, question, heavy, rows)[best]
    return Candidates(rows[best], scores, having)


def essential(question: Question, least: float) -> Sequence[Concept]:
    """The heaviest concepts, so many that all others together make up less than the least share.

    A document without any of these is no hit; the others only matter for the order, and their
    words are the frequent ones, which take time to find.
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


def _stems(concepts: Iterable[Concept]) -> set[str]:
    return {alternative.stems for concept in concepts for alternative in concept.alternatives}


def _shares(concepts: Sequence[Concept], having: Mapping[str, Rows]) -> tuple[Rows, Scores]:
    """All rows that have any of some concepts, and the share of them that each has."""
    highest = max((int(rows[-1]) for rows in having.values() if len(rows)), default=-1) + 1
    have = np.zeros(highest)
    for concept in concepts:
        part = np.zeros(highest)
        for alternative in reversed(concept.alternatives):
            # The best alternative comes last and counts.
            part[having[alternative.stems]] = alternative.weight
        have += part * concept.weight
    rows = np.flatnonzero(have)
    return rows, have[rows] / max(sum(concept.weight for concept in concepts), 1e-9)


def _best(share: Scores) -> Mask:
    for least in SHARES:
        fitting: Mask = share >= least
        if int(fitting.sum()) >= min(FEW, len(share)):
            return fitting
    return np.ones(len(share), dtype=bool)


def _order(
    connection: sqlite3.Connection, question: Question, heavy: Sequence[Concept], rows: Rows
) -> Scores:
    """What titles and the number of words add, from 0 to about 2."""
    value = np.zeros(len(rows))
    for concept in question.concepts:
        titled = _rows(connection, expression([concept]), "titles")
        value[_among(rows, titled)] += TITLE * concept.weight / question.weight
    if len(rows) <= MOST_WEIGHED:
        weights = ", ".join(map(str, IN_ORDER))
        found = dict(
            connection.execute(
                f"SELECT rowid, bm25(text, {weights}) FROM text WHERE text MATCH ?",  # noqa: S608
                (expression(heavy),),
            ).fetchall()
        )
        # FTS5 gives better documents lower numbers.
        lowest = min([*found.values(), -1e-9])
        value += [found.get(row, 0.0) / lowest for row in rows.tolist()]
    return value


def _among(rows: Rows, some: Rows) -> Mask:
    """Which rows are among some others; both in their order, as the index gives them."""
    if not len(some):
        return np.zeros(len(rows), dtype=bool)
    at = np.minimum(np.searchsorted(some, rows), len(some) - 1)
    found: Mask = some[at] == rows
    return found


def expression(concepts: Iterable[Concept]) -> str:
    """The words that find any of some concepts, as FTS5 takes them."""
    stems = dict.fromkeys(a.stems for concept in concepts for a in concept.alternatives)
    return " OR ".join(map(quoted, stems)) or quoted("")


def quoted(stems: str) -> str:
    """Stems as a phrase. They are letters and digits only, and the marks leave no syntax."""
    return f'"{stems}"'


def _rows(connection: sqlite3.Connection, wanted: str, table: str = "text") -> Rows:
    """Rows in their order. As one text they come four times faster than one by one."""
    (found,) = connection.execute(
        f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ?",  # noqa: S608
        (wanted,),
    ).fetchone()
    return np.fromstring(found, dtype=np.int64, sep=",") if found else NO_ROWS
