"""The search: a query in, results out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np

from schaltstelle.core.place_search import PlaceIndex
from schaltstelle.core.query import KIND_LABELS, KINDS, Context, Query
from schaltstelle.search.candidates import Candidates, Scores, find
from schaltstelle.search.catalogue import Mask, Rows
from schaltstelle.search.columns import Columns
from schaltstelle.search.documents import PUBLIC
from schaltstelle.search.facets import facets_of
from schaltstelle.search.fitting import fit
from schaltstelle.search.index import Index
from schaltstelle.search.passages import Marker
from schaltstelle.search.places import NO_PLACES, NamedPlaces, place_hits, places_in
from schaltstelle.search.ranking import Judgement, judge
from schaltstelle.search.reading import read_question
from schaltstelle.search.reasons import reasons
from schaltstelle.search.results import Group, Hit, Results
from schaltstelle.search.shown import hit_of
from schaltstelle.search.suggestions import notes_of, suggestions_of

# How many of the best by the rough order are judged closely.
JUDGED = 50
# How many hits of each kind a group shows at most.
IN_GROUP = 5


def search(
    index: Index,
    query: Query,
    context: Context | None = None,
    *,
    today: date,
    access: Collection[str] = (PUBLIC,),
    places: PlaceIndex | None = None,
) -> Results:
    """What fits a query, best first. Any text is harmless; nothing found is a result too.

    A query without a text gives everything that keeps its limits. `context` moves what suits a
    place up, and says so; `access` are the tags of what may be shown; `places` adds those named.
    """
    named = places_in(query.text, places) if places and _wants_places(query) else NO_PLACES
    with index.reading():
        search = _Search(index, query, context, today, named)
        return search.results(access, place_hits(named.rows, places) if places else ())


def _wants_places(query: Query) -> bool:
    return not query.kinds or "place" in query.kinds


@dataclass(frozen=True, slots=True)
class _Judged:
    """A document that was judged closely."""

    row: int
    score: float
    judgement: Judgement
    columns: Columns
    notes: tuple[str, ...]


class _Search:
    """One search over one state of the index."""

    def __init__(
        self,
        index: Index,
        query: Query,
        context: Context | None,
        today: date,
        named: NamedPlaces,
    ) -> None:
        self.index = index
        self.query = query
        self.context = context
        self.today = today
        self.catalogue = index.catalogue
        self.question = read_question(query.text, index.language, index, named)
        self.marker = Marker(self.question, index.language.analyser)
        self._judged: dict[int, _Judged] = {}
        self._hits: dict[int, Hit] = {}

    def results(self, access: Collection[str], places: tuple[Hit, ...]) -> Results:
        found = self._found()
        catalogue = self.catalogue
        at = catalogue.positions(found.rows)
        allowed = catalogue.allowed(at, access)
        rows, rough, at = found.rows[allowed], found.scores[allowed], at[allowed]
        filters = catalogue.filters(self.query, at, self.today)
        keeps: Mask = np.logical_and.reduce(list(filters.values()))
        counts = catalogue.counts(at, filters, self.today)
        order = self._ordered(rows[keeps], rough[keeps], found)
        first = (self.query.page - 1) * self.query.limit
        return Results(
            query=self.query,
            total=len(order),
            hits=tuple(self._hit(row) for row in order[first : first + self.query.limit].tolist()),
            groups=self._groups(order),
            places=places,
            facets=facets_of(self.query, counts, catalogue.field_titles),
            notes=notes_of(self.question),
            suggestions=suggestions_of(self.query, self.question, len(order), len(rows)),
        )

    def _found(self) -> Candidates:
        if not self.query.text.strip():
            rows = self.catalogue.rows
            return Candidates(rows, np.zeros(len(rows)))
        return find(self.index.connection, self.question, JUDGED)

    # Order --------------------------------------------------------------------------------------

    def _ordered(self, rows: Rows, rough: Scores, found: Candidates) -> Rows:
        """The best by the rough order judged closely, then all others in the rough order."""
        if not self.question.concepts:
            kinds = self.catalogue.kind[self.catalogue.positions(rows)]
            return rows[np.lexsort((rows, kinds))]
        at = self.catalogue.positions(rows)
        factors = self.catalogue.quality(at, self.today, self.question.kinds)
        order = np.lexsort((rows, -rough * factors))
        best = self._judge(rows[order[:JUDGED]], factors[order[:JUDGED]], found)
        return np.concatenate((best, rows[order[JUDGED:]]))

    def _judge(self, rows: Rows, factors: Scores, found: Candidates) -> Rows:
        """The rows in their order, after a close look at each."""
        columns = self.index.columns(rows.tolist())
        present = found.present(rows)
        at = self.catalogue.positions(rows)
        lengths = self.catalogue.length[at].tolist()
        fits = self._fits(rows.tolist(), at)
        for row, length, factor in zip(rows.tolist(), lengths, factors.tolist(), strict=True):
            judgement = judge(self.question, columns[row], length, present[row])
            fit_factor, notes = fits.get(row, (1.0, ()))
            score = judgement.score * factor * fit_factor
            self._judged[row] = _Judged(row, score, judgement, columns[row], notes)
        best = sorted(self._judged.values(), key=lambda item: (-item.score, item.row))
        return np.array([item.row for item in best], dtype=np.int64)

    def _fits(self, rows: list[int], at: Rows) -> dict[int, tuple[float, tuple[str, ...]]]:
        """How documents fit the place that asks, with the reasons; empty where none does."""
        if self.context is None:
            return {}
        details = self.index.details(rows)
        return {
            row: fit(self.context, details[row], *self.catalogue.suits(position))
            for row, position in zip(rows, at.tolist(), strict=True)
        }

    # Hits ---------------------------------------------------------------------------------------

    def _hit(self, row: int) -> Hit:
        if row not in self._hits:
            self._hits[row] = self._made(self._judged.get(row) or self._looked_at(row))
        return self._hits[row]

    def _looked_at(self, row: int) -> _Judged:
        """A document that was not judged for the order, for its reasons."""
        columns = self.index.columns([row])[row]
        judgement = judge(self.question, columns, columns.body.count(" "))
        return _Judged(row, 0.0, judgement, columns, ())

    def _made(self, item: _Judged) -> Hit:
        number = self.marker.best_section(item.columns)
        shown = self.index.shown(item.row)
        if number < 0 and not shown.summary:
            number = 0
        section = self.index.section(item.row, number) if number >= 0 else None
        return hit_of(
            shown,
            title=self.marker.mark(shown.title),
            passage=self.marker.cut(section.text if section else shown.summary),
            heading=section.heading if section else "",
            anchor=section.anchor if section else "",
            reasons=reasons(item.judgement),
            notes=item.notes,
            status=self.catalogue.status_of(int(self.catalogue.at[item.row]), self.today),
            score=item.score,
        )

    def _groups(self, order: Rows) -> tuple[Group, ...]:
        """The kinds in the order of their best hit, each with its hits of the first page."""
        kinds = self.catalogue.kind[self.catalogue.positions(order)]
        codes, firsts, counts = np.unique(kinds, return_index=True, return_counts=True)
        page = kinds[: self.query.limit]
        groups = []
        for number in np.argsort(firsts).tolist():
            kind = KINDS[codes[number]]
            rows = order[np.flatnonzero(page == codes[number])[:IN_GROUP]]
            hits = tuple(self._hit(row) for row in rows.tolist())
            groups.append(Group(kind, KIND_LABELS[kind][1], int(counts[number]), hits))
        return tuple(groups)
