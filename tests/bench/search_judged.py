"""The relevance set: German queries with graded judgements, and what a list of results is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

FOLDER = Path(__file__).parent / "relevance"
# 3: exactly what is meant, 2: good, 1: related.
GRADES = (3, 2, 1)
AT = 10
RECALL_AT = 20
# What must not be missed: the good ones, or the related ones where there are no better.
WORTH_FINDING = 2

# Settings of the peers were chosen on the first half only.
Part = Literal["tuning", "held-out"]
PARTS: tuple[Part, ...] = get_args(Part)


class RelevanceError(ValueError):
    """The set is not well-formed; the message names the file and the query."""


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query, the kind of query (the name of its file), and the grade of each document, by
    "kind:id". What has no grade was seen and does not answer it."""

    text: str
    kind: str
    part: Part
    grades: Mapping[str, int]


@cache
def judged_queries() -> tuple[JudgedQuery, ...]:
    """The whole set, in the order of the files."""
    return read_queries(FOLDER)


def read_queries(folder: Path) -> tuple[JudgedQuery, ...]:
    """The queries of all files in a folder. Raises RelevanceError."""
    entries = [(path, entry) for path in sorted(folder.glob("*.yaml")) for entry in _read(path)]
    own = {entry["query"]: entry["grades"] for _, entry in entries if "grades" in entry}
    return tuple(_judged(path, entry, own) for path, entry in entries)


def _read(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _judged(path: Path, entry: dict[str, Any], own: Mapping[str, Any]) -> JudgedQuery:
    """A query has grades of its own or, spelt in another way, those of the query it is `like`."""
    where = f"{path.name}, {entry.get('query')!r}"
    expected = {"query", "part", "like" if "like" in entry else "grades"}
    if set(entry) != expected or entry["part"] not in PARTS:
        raise RelevanceError(f"{where}: {sorted(entry)} or the part is wrong")
    grades = own.get(entry["like"]) if "like" in entry else entry["grades"]
    if not grades or not set(grades) <= set(GRADES):
        raise RelevanceError(f"{where}: no grades, or others than 1, 2 and 3")
    listed = [(name, grade) for grade in grades for name in grades[grade]]
    if len(listed) != len(dict(listed)):
        raise RelevanceError(f"{where}: a document has two grades")
    return JudgedQuery(entry["query"], path.stem, entry["part"], dict(listed))


def gain(found: Sequence[str], query: JudgedQuery) -> float:
    """nDCG@10 with 2 to the power of the grade, less 1, as the gain (Järvelin and Kekäläinen 2002,
    in the form of Burges and others 2005)."""
    best = sorted(query.grades.values(), reverse=True)
    return _gain([query.grades.get(name, 0) for name in found]) / _gain(best)


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades[:AT]))


def recall(found: Sequence[str], query: JudgedQuery) -> float:
    """The share of the good documents among the first 20; of more than 20, twenty are all."""
    least = min(WORTH_FINDING, max(query.grades.values()))
    good = {name for name, grade in query.grades.items() if grade >= least}
    return len(good.intersection(found[:RECALL_AT])) / min(len(good), RECALL_AT)


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over some queries, and how many of them found nothing at all."""

    queries: int
    gain: float
    recall: float
    empty: int


def quality(found: Mapping[str, Sequence[str]], queries: Sequence[JudgedQuery]) -> Quality:
    """How good the results of a system are, by the text of each query."""
    lists = [(found[query.text], query) for query in queries]
    return Quality(
        queries=len(lists),
        gain=sum(gain(names, query) for names, query in lists) / len(lists),
        recall=sum(recall(names, query) for names, query in lists) / len(lists),
        empty=sum(not names for names, _ in lists),
    )
