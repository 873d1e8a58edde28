""" "Auch interessant": what belongs to a record or is like it, other kinds first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from math import log

import numpy as np

from schaltstelle.core.query import Kind, Status
from schaltstelle.search.catalogue import Catalogue
from schaltstelle.search.documents import PUBLIC
from schaltstelle.search.index import Index
from schaltstelle.search.results import Hit
from schaltstelle.search.shown import Shown, hit_of

# One names the other.
LINKED = 3.0
# Both name the same third thing; the more things name it, the less that says.
SHARED = 2.0
# The words of title and summary are the same, at most.
ALIKE = 2.0
# Of the same kind one finds more by the search itself.
SAME_KIND = 0.5
# What no longer holds or nobody has seen the source of is no good recommendation.
EXPIRED = 0.5
UNVERIFIED = 0.9
# At most so many of one kind before all others have had their turn.
IN_A_ROW = 2

_WORDS = 12
_LONGEST_SUMMARY = 240
_MOST_SHARING = 200


@dataclass(slots=True)
class _Candidate:
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, score: float, reason: str) -> None:
        self.score += score
        if reason not in self.reasons:
            self.reasons.append(reason)


def related(
    index: Index,
    kind: Kind,
    name: str,
    limit: int,
    *,
    today: date | None = None,
    access: Collection[str] = (PUBLIC,),
) -> tuple[Hit, ...]:
    """What else is interesting beside a record; empty where there is no such record.

    With `today` what has run out comes later and is marked.
    """
    with index.reading():
        row = index.row_of(kind, name)
        if row is None:
            return ()
        found = _candidates(index, row, f"{kind}:{name}")
        catalogue = index.catalogue
        rows = np.array(sorted(found), dtype=np.int64)
        rows = rows[catalogue.allowed(catalogue.positions(rows), access)]
        shown = index.shown(rows.tolist())
        status = {at: _status(catalogue, at, today) for at in shown}
        scores = {at: found[at].score * _factor(shown[at], kind, status[at]) for at in shown}
        order = sorted(shown, key=lambda at: (-scores[at], at))
        return tuple(
            _hit(shown[at], found[at], status[at], scores[at])
            for at in _mixed(order, shown)[:limit]
        )


def _status(catalogue: Catalogue, row: int, today: date | None) -> tuple[Status, ...]:
    return catalogue.status_of(int(catalogue.at[row]), today) if today else ()


def _factor(shown: Shown, kind: Kind, status: Collection[Status]) -> float:
    factor = SAME_KIND if shown.kind == kind else 1.0
    if not shown.head["verified"]:
        factor *= UNVERIFIED
    return factor * EXPIRED if "expired" in status else factor


def _candidates(index: Index, row: int, target: str) -> dict[int, _Candidate]:
    found: dict[int, _Candidate] = {}
    for at in index.linking(target):
        found.setdefault(at, _Candidate()).add(LINKED, "gehört dazu")
    for link in index.links_of(row):
        kind, _, name = link.partition(":")
        named = index.row_of(kind, name)
        if named is not None:
            found.setdefault(named, _Candidate()).add(LINKED, "gehört dazu")
        _add_sharing(index, link, named, found)
    for at, likeness in _alike(index, row).items():
        found.setdefault(at, _Candidate()).add(ALIKE * likeness, "ähnlicher Inhalt")
    found.pop(row, None)
    return found


def _add_sharing(index: Index, link: str, at: int | None, found: dict[int, _Candidate]) -> None:
    sharing = index.linking(link)
    # What everything belongs to, such as a field, tells nothing.
    if len(sharing) > _MOST_SHARING:
        return
    title = index.shown([at])[at].title if at is not None else ""
    reason = f"gehört auch zu „{title}“" if title else "gehört zum Gleichen"
    for other in sharing:
        found.setdefault(other, _Candidate()).add(SHARED / log(2 + len(sharing)), reason)


def _alike(index: Index, row: int) -> dict[int, float]:
    """Rows with rare words of the title and summary: the share of their weight, from 0 to 1."""
    columns = index.columns([row])[row]
    terms = Counter(f"{columns.title} {columns.title_parts} {columns.summary}".split())
    counts = index.counts(terms)
    weights = {term: log(1 + index.size / count) for term, count in counts.items() if count > 1}
    best = sorted(weights, key=lambda term: (-weights[term] * terms[term], term))[:_WORDS]
    total = sum(weights[term] for term in best)
    likeness: dict[int, float] = {}
    for term in best:
        for other in index.rows_with(term):
            likeness[other] = likeness.get(other, 0.0) + weights[term] / total
    return {at: value for at, value in likeness.items() if value > 1 / 3}


def _mixed(order: Iterable[int], shown: dict[int, Shown]) -> list[int]:
    """The order, but no more than a few of one kind before the others."""
    taken: Counter[str] = Counter()
    first: list[int] = []
    later: list[int] = []
    for at in order:
        kind = shown[at].kind
        (first if taken[kind] < IN_A_ROW else later).append(at)
        taken[kind] += 1
    return first + later


def _hit(shown: Shown, candidate: _Candidate, status: tuple[Status, ...], score: float) -> Hit:
    summary = shown.summary
    if len(summary) > _LONGEST_SUMMARY:
        summary = summary[: summary.rfind(" ", 0, _LONGEST_SUMMARY)] + " …"
    return hit_of(
        shown,
        title=((shown.title, False),),
        passage=((summary, False),) if summary else (),
        status=status,
        reasons=tuple(candidate.reasons[:2]),
        score=score,
    )
