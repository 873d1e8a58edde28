"""The search: a query in, results out."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from schaltstelle.core.place_search import PlaceIndex
from schaltstelle.core.query import KIND_LABELS, KINDS, Context, Kind, Query
from schaltstelle.search.candidates import Candidates, Scores, find
from schaltstelle.search.catalogue import all_of
from schaltstelle.search.columns import Columns
from schaltstelle.search.documents import PUBLIC
from schaltstelle.search.facets import facets_of
from schaltstelle.search.fitting import fit
from schaltstelle.search.index import Index
from schaltstelle.search.passages import Marker
from schaltstelle.search.places import NO_PLACES, NamedPlaces, place_hits, places_in
from schaltstelle.search.ranking import Judge, Judgement
from schaltstelle.search.reading import read_question
from schaltstelle.search.reasons import reasons
from schaltstelle.search.results import Group, Hit, Results
from schaltstelle.search.sets import Rows
from schaltstelle.search.shown import Shown, hit_of
from schaltstelle.search.suggestions import notes_of, suggestions_of

# How many of the best by the rough order are judged closely; more where a place asks, as what suits
# it may stand further behind.
JUDGED, JUDGED_FOR_A_PLACE = 20, 40
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
    present: Container[str]
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
        self.marker = Marker(self.question, index.language.pieces)
        self.judge = Judge(self.question)
        self._judged: dict[int, _Judged] = {}

    def results(self, access: Collection[str], places: tuple[Hit, ...]) -> Results:
        found = self.found
        catalogue = self.catalogue
        at = catalogue.positions(found.rows)
        allowed = catalogue.allowed(at, access)
        rows, rough, at = found.rows[allowed], found.scores[allowed], at[allowed]
        filters = catalogue.filters(self.query, at, self.today)
        counts = catalogue.counts(at, filters, self.today)
        keeps = all_of(filters.values(), len(at))
        order = self._ordered(rows[keeps], rough[keeps])
        first = (self.query.page - 1) * self.query.limit
        page = order[first : first + self.query.limit].tolist()
        groups = self._grouped(order)
        hits = self._hits({*page, *(row for _, _, rows in groups for row in rows)})
        return Results(
            query=self.query,
            total=len(order),
            hits=tuple(hits[row] for row in page),
            groups=tuple(
                Group(kind, KIND_LABELS[kind][1], count, tuple(hits[row] for row in rows))
                for kind, count, rows in groups
            ),
            places=places,
            facets=facets_of(self.query, counts, catalogue.field_titles),
            notes=notes_of(self.question),
            suggestions=suggestions_of(self.query, self.question, len(order), len(rows)),
        )

    @cached_property
    def found(self) -> Candidates:
        """All that come into question."""
        if not self.query.text.strip():
            rows = self.catalogue.rows
            return Candidates(rows, np.zeros(len(rows)))
        return find(self.index, self.question)

    # Order --------------------------------------------------------------------------------------

    def _ordered(self, rows: Rows, rough: Scores) -> Rows:
        """The best by the rough order judged closely, then all others in the rough order."""
        if not self.question.concepts:
            kinds = self.catalogue.kind[self.catalogue.positions(rows)]
            return rows[np.lexsort((rows, kinds))]
        at = self.catalogue.positions(rows)
        factors = self.catalogue.quality(at, self.today, self.question.kinds)
        order = np.lexsort((rows, -rough * factors))
        first = order[: JUDGED if self.context is None else JUDGED_FOR_A_PLACE]
        self._judge(rows[first], factors[first])
        best = sorted(self._judged.values(), key=lambda item: (-item.score, item.row))
        in_order = np.array([item.row for item in best], dtype=np.int64)
        return np.concatenate((in_order, rows[order[len(first) :]]))

    def _judge(self, rows: Rows, factors: Scores) -> None:
        """Take a close look at some rows; `factors` are those of quality."""
        columns = self.index.columns(rows.tolist())
        amounts = self.found.amounts(rows)
        fits = self._fits(rows.tolist(), self.catalogue.positions(rows))
        for row, having, factor in zip(rows.tolist(), amounts, factors.tolist(), strict=True):
            judgement = self.judge.judge(columns[row], having)
            fit_factor, notes = fits.get(row, (1.0, ()))
            score = judgement.score * factor * fit_factor
            self._judged[row] = _Judged(row, score, judgement, columns[row], having, notes)

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

    def _hits(self, rows: Collection[int]) -> dict[int, Hit]:
        """The hits by their rows. What was not judged for the order is judged for its reasons."""
        others = [row for row in rows if row not in self._judged]
        if others:
            self._judge(np.array(others, dtype=np.int64), np.zeros(len(others)))
        shown = self.index.shown(list(rows))
        return {row: self._hit(self._judged[row], shown[row]) for row in rows}

    def _hit(self, item: _Judged, shown: Shown) -> Hit:
        marking = self.marker.among(item.present)
        number = marking.best_section(item.columns)
        if number < 0 and not shown.summary:
            number = 0
        section = self.index.section(item.row, number) if number >= 0 else None
        terms_of_title = f"{item.columns.title} {item.columns.title_parts}"
        return hit_of(
            shown,
            title=marking.mark(shown.title, terms_of_title),
            passage=marking.cut(section.text if section else shown.summary),
            heading=section.heading if section else "",
            anchor=section.anchor if section else "",
            reasons=reasons(item.judgement),
            notes=item.notes,
            status=self.catalogue.status_of(int(self.catalogue.at[item.row]), self.today),
            score=item.score,
        )

    def _grouped(self, order: Rows) -> list[tuple[Kind, int, list[int]]]:
        """The kinds in the order of their best hit, with their number and their rows of the first
        page."""
        kinds = self.catalogue.kind[self.catalogue.positions(order)]
        counts = np.bincount(kinds, minlength=len(KINDS)).tolist()
        firsts = {code: int(np.argmax(kinds == code)) for code, count in enumerate(counts) if count}
        first = slice(self.query.limit)
        page = list(zip(kinds[first].tolist(), order[first].tolist(), strict=True))
        groups = []
        for code in sorted(firsts, key=firsts.__getitem__):
            kind = KINDS[code]
            rows = [row for of_kind, row in page if of_kind == code][:IN_GROUP]
            groups.append((kind, counts[code], rows))
        return groups
