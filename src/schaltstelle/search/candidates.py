"""Which documents come into question, and a rough order of them, by the full-text index alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from schaltstelle.search.catalogue import Rows
from schaltstelle.search.question import Concept, Question
from schaltstelle.search.ranking import IN_ORDER

# A document is a hit when it has concepts that make up this share of the question. Where that
# finds too few, less is enough: a half answer is better than none.
SHARES = (0.6, 0.45, 0.3, 0.15, 0.0)
FEW = 5
# Documents that have only concepts as frequent as this are no hits where another one is rarer.
COMMON = 8_000
# Up to so many are put in order by how often they have the words; of more, only those that have
# them in a prominent place.
MOST_WEIGHED = 2_500
# A word in the title counts this much more in the rough order.
TITLE = 0.7
_PROMINENT = "{title title_parts summary} : "
_TITLE = "{title title_parts} : "

Scores = NDArray[np.float64]
NO_ROWS: Rows = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Candidates:
    """Rows, and how likely each is a good answer: only good enough to choose whom to judge.

    `having` are the rows that have the stems and phrases of the question.
    """

    rows: Rows
    scores: Scores
    having: Mapping[str, Rows] = field(default_factory=dict)

    def present(self, rows: Rows) -> dict[int, set[str]]:
        """Which stems and phrases of the question stand in some rows."""
        found: dict[int, set[str]] = {row: set() for row in rows.tolist()}
        for stems, having in self.having.items():
            if len(having):
                # Rows of the index come in their order.
                at = np.minimum(np.searchsorted(having, rows), len(having) - 1)
                for row in rows[having[at] == rows].tolist():
                    found[row].add(stems)
        return found


def find(connection: sqlite3.Connection, question: Question, enough: int) -> Candidates:
    """All hits of a question; put into an order only where there are more than enough."""
    having = _having(connection, question)
    counted = _to_count(question, having)
    if not counted:
        return Candidates(NO_ROWS, np.empty(0))
    highest = max(int(rows.max()) for _, rows in counted) + 1
    have = np.zeros(highest)
    for concept, rows in counted:
        have[rows] += concept.weight
    rows = np.flatnonzero(have)
    share = have[rows] / question.weight
    for least in SHARES:
        fitting = share >= least
        if int(fitting.sum()) >= min(FEW, len(rows)):
            break
    rows, share = rows[fitting], share[fitting]
    if len(rows) > enough:
        share = share + _order(connection, question, rows, highest)
    return Candidates(rows, share, having)


def _having(connection: sqlite3.Connection, question: Question) -> dict[str, Rows]:
    """The rows that have each alternative or whole compound of a question."""
    wanted = [a.stems for concept in question.concepts for a in concept.alternatives]
    wanted += [whole.stem for whole in question.wholes]
    return {stems: _rows(connection, quoted(stems)) for stems in dict.fromkeys(wanted)}


def _to_count(question: Question, having: Mapping[str, Rows]) -> list[tuple[Concept, Rows]]:
    """The concepts with the rows that have them, without common ones where there are rarer."""
    found = []
    for concept in sorted(question.concepts, key=lambda concept: -concept.weight):
        rows = [having[alternative.stems] for alternative in concept.finding]
        joined = np.unique(np.concatenate(rows)) if rows else NO_ROWS
        if concept.weight > 0 and len(joined):
            found.append((concept, joined))
    rare = [(concept, rows) for concept, rows in found if len(rows) <= COMMON]
    return rare or found[:1]


def _order(connection: sqlite3.Connection, question: Question, rows: Rows, highest: int) -> Scores:
    """What the title and the number of words add, from 0 to about 2."""
    value = np.zeros(highest)
    for concept in question.concepts:
        titled = _rows(connection, f"{_TITLE}({expression([concept])})")
        titled = titled[titled < highest]
        value[titled] += TITLE * concept.weight / question.weight
    where = "" if len(rows) <= MOST_WEIGHED else _PROMINENT
    weighed = connection.execute(
        f"SELECT rowid, bm25(text, {', '.join(map(str, IN_ORDER))}) FROM text WHERE text MATCH ?",  # noqa: S608
        (f"{where}({expression(question.concepts)})",),
    ).fetchall()
    if weighed:
        found = np.array(weighed)
        at = found[:, 0].astype(np.int64)
        inside = at < highest
        # FTS5 gives better documents lower numbers.
        value[at[inside]] += found[inside, 1] / min(found[:, 1].min(), -1e-9)
    ordered: Scores = value[rows]
    return ordered


def expression(concepts: Iterable[Concept]) -> str:
    """The words that find any of some concepts, as FTS5 takes them."""
    stems = dict.fromkeys(a.stems for concept in concepts for a in concept.finding)
    return " OR ".join(map(quoted, stems)) or quoted("")


def quoted(stems: str) -> str:
    """Stems as a phrase. They are letters and digits only, and the marks leave no syntax."""
    return f'"{stems}"'


def _rows(connection: sqlite3.Connection, wanted: str) -> Rows:
    found = connection.execute("SELECT rowid FROM text WHERE text MATCH ?", (wanted,)).fetchall()
    return np.fromiter((row for (row,) in found), dtype=np.int64, count=len(found))
