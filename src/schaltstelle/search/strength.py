"""How strongly a document has each of its terms: how often, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import mul

from schaltstelle.search.columns import Columns

# What a word is worth by where it stands. The title says what a thing is; its compounds nearly as
# much ("Wohngeldantrag" for Wohngeld); a summary is two sentences about it; a body mentions much,
# and so do the titles of linked things.
WEIGHTS: dict[str, float] = {
    "title": 5.0,
    "title_parts": 4.0,
    "summary": 2.5,
    "headings": 2.0,
    "body": 0.4,
    "parts": 0.4,
    "topics": 0.6,
}
# How far the length of a body counts (0 not at all, 1 in full), and the usual one in words.
LENGTH_SHARE = 0.5
USUAL_LENGTH = 250.0

# Phrases of the vocabulary (stems with a blank between them) by the first two of their stems.
Phrases = Mapping[tuple[str, str], Iterable[str]]


def amounts_of(columns: Columns, phrases: Phrases) -> dict[str, float]:
    """Every term of a document, and every phrase of the vocabulary within a line: how often, times
    the weight of the column. In a long body a word is worth less."""
    stretch = 1 / (1 - LENGTH_SHARE + LENGTH_SHARE * max(length_of(columns), 1) / USUAL_LENGTH)
    weights = [
        WEIGHTS[name] * (stretch if name in ("body", "parts") else 1.0) for name in Columns._fields
    ]
    found: dict[str, float] = {}
    for column, weight in zip(columns, weights, strict=True):
        for term in column.split():
            if term in found:
                found[term] += weight
            else:
                found[term] = weight
    found.update(_phrases_in(columns, weights, phrases))
    return found


def _phrases_in(
    columns: Columns, weights: Sequence[float], phrases: Phrases
) -> Iterator[tuple[str, float]]:
    # Nothing stands between two terms but one blank, or the sign of a new line or column.
    whole = f" {' | '.join(columns)} "
    terms = whole.split(" ")
    for pair in {pair for pair in pairwise(terms) if pair in phrases}:
        for stems in phrases[pair]:
            wanted = f" {stems} "
            if wanted in whole:
                counts = [f" {column} ".count(wanted) for column in columns]
                yield stems, sum(map(mul, weights, counts))


def length_of(columns: Columns) -> int:
    """The words of summary and body."""
    return columns.summary.count(" ") + columns.body.count(" ") + columns.body.count("\n")
