"""Which documents come into question, and a rough order of them, by the full-text index alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schaltstelle.search.catalogue import Rows
from schaltstelle.search.ranking import IN_ORDER
from schaltstelle.search.reading import Concept, Question

# A document is a hit when it has concepts that make up this share of the question. Where that
# finds too few, less is enough: a half answer is better than none.
SHARES = (0.5, 0.34, 0.2, 0.0)
FEW = 3
# Documents with a word as frequent as this are not counted out where another word is rarer.
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
    """Rows, and how likely each is a good answer: only good enough to choose whom to judge."""

    rows: Rows
    scores: Scores


def find(connection: sqlite3.Connection, question: Question) -> Candidates:
    """All hits of a question."""
    counted = _to_count(connection, question)
    if not counted:
        return Candidates(NO_ROWS, np.empty(0))
    highest = max(int(rows[-1]) for _, rows in counted if len(rows)) + 1
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
    return Candidates(rows, share + _order(connection, question, rows, highest))


def _to_count(connection: sqlite3.Connection, question: Question) -> list[tuple[Concept, Rows]]:
    """The concepts with the rows that have them, without common ones where there are rarer."""
    found = [
        (concept, rows)
        for concept in sorted(question.concepts, key=lambda concept: -concept.weight)
        if concept.weight > 0 and len(rows := _rows(connection, expression([concept])))
    ]
    rare = [(concept, rows) for concept, rows in found if len(rows) <= COMMON]
    return rare or found[:1]


def _order(connection: sqlite3.Connection, question: Question, rows: Rows, highest: int) -> Scores:
    """What the title and the number of words add, from 0 to about 2."""
    value = np.zeros(highest)
    for concept in question.concepts:
        wanted = expression([concept])
        titled = _rows(connection, f"{_TITLE}({wanted})")
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
    """The words that find any of some concepts, as FTS5 takes them.

    Stems are letters and digits only; the quotation marks make phrases and leave no syntax.
    """
    stems = dict.fromkeys(a.stems for concept in concepts for a in concept.finding)
    return " OR ".join(f'"{words}"' for words in stems) or '""'


def _rows(connection: sqlite3.Connection, wanted: str) -> Rows:
    found: Sequence[tuple[int]] = connection.execute(
        "SELECT rowid FROM text WHERE text MATCH ?", (wanted,)
    ).fetchall()
    return np.fromiter((row for (row,) in found), dtype=np.int64, count=len(found))
