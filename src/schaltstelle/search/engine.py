"""The search: a query in, results out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np

from schaltstelle.core.german.letters import fold
from schaltstelle.core.place_search import PlaceIndex
from schaltstelle.core.query import KIND_LABELS, KINDS, Context, Query
from schaltstelle.search import candidates
from schaltstelle.search.catalogue import Mask, Rows
from schaltstelle.search.columns import Columns
from schaltstelle.search.documents import PUBLIC, Document
from schaltstelle.search.facets import facets_of
from schaltstelle.search.fitting import fit, quality
from schaltstelle.search.index import Index
from schaltstelle.search.passages import Marker
from schaltstelle.search.places import NamedPlaces, place_hits, places_in
from schaltstelle.search.ranking import Judgement, judge
from schaltstelle.search.reading import Correction, read_question
from schaltstelle.search.reasons import reasons
from schaltstelle.search.results import Group, Hit, Results
from schaltstelle.search.suggestions import notes_of, suggestions_of

# How many of the best by the rough order are judged closely.
JUDGED = 160
# How many hits of each kind a group shows.
IN_GROUP = 3


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
    named = places_in(query.text, places) if places and _wants_places(query) else NamedPlaces()
    with index.reading():
        search = _Search(index, query, context, today, named)
        return search.results(access, place_hits(named.rows, places) if places else ())


def _wants_places(query: Query) -> bool:
    return not query.kinds or "place" in query.kinds


@dataclass(frozen=True, slots=True)
class _Judged:
    """A document of the result with its place in the order."""

    row: int
    score: float
    judgement: Judgement
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
        self.question = read_question(
            query.text,
            index.language,
            index.counts,
            self._similar,
            self.catalogue.size,
            named.words,
        )
        self.marker = Marker(self.question, index.language.analyser)
        self._hits: dict[int, Hit] = {}

    def _similar(self, typed: str) -> Correction | None:
        """What an unknown word may mean: a word it begins, else one that looks alike."""
        word = fold(typed)
        seen = self.index.words
        begun = seen.known.begun(word)
        if begun:
            return Correction(typed, tuple(seen.written[one] for one in begun), "begins")
        alike = [seen.written[one] for one in seen.known.similar(word)]
        if not alike:
            thesaurus = self.index.language.thesaurus
            alike = [thesaurus.words[one] for one in thesaurus.known_words.similar(word)]
        return Correction(typed, tuple(alike), "similar") if alike else None

    def results(self, access: Collection[str], places: tuple[Hit, ...]) -> Results:
        found = self._found()
        catalogue = self.catalogue
        at = catalogue.positions(found.rows)
        allowed = catalogue.allowed(at, access)
        rows, rough, at = found.rows[allowed], found.scores[allowed], at[allowed]
        filters = catalogue.filters(self.query, at, self.today)
        keeps: Mask = np.logical_and.reduce(list(filters.values()))
        counts = catalogue.counts(at, filters, self.today)
        order = self._ordered(rows[keeps], rough[keeps])
        first = (self.query.page - 1) * self.query.limit
        return Results(
            query=self.query,
            total=len(order),
            hits=tuple(self._hit(item) for item in order[first : first + self.query.limit]),
            groups=self._groups(order),
            places=places,
            facets=facets_of(self.query, counts, catalogue.field_titles),
            notes=notes_of(self.query, self.question),
            suggestions=suggestions_of(self.query, self.question, len(order), len(rows)),
        )

    def _found(self) -> candidates.Candidates:
        if not self.query.text.strip():
            rows = self.catalogue.rows
            return candidates.Candidates(rows, np.zeros(len(rows)))
        return candidates.find(self.index.connection, self.question)

    # Order --------------------------------------------------------------------------------------

    def _ordered(self, rows: Rows, rough: candidates.Scores) -> list[_Judged]:
        """The best by the rough order judged closely, then all others in the rough order."""
        order = np.lexsort((rows, -rough))
        if not self.question.concepts:
            kinds = self.catalogue.kind[self.catalogue.positions(rows)]
            return [
                _Judged(row, 0.0, _NONE, ()) for row in rows[np.lexsort((rows, kinds))].tolist()
            ]
        best = self._judged(rows[order[:JUDGED]].tolist())
        others = rows[order[JUDGED:]].tolist()
        return [*best, *(_Judged(row, 0.0, _NONE, ()) for row in others)]

    def _judged(self, rows: list[int]) -> list[_Judged]:
        columns = self.index.columns(rows)
        details = self.index.details(rows)
        found = []
        for row in rows:
            detail = details[row]
            judgement = judge(self.question, columns[row], detail.length)
            at = int(self.catalogue.at[row])
            factor, notes = fit(self.context, detail, *self.catalogue.suits(at))
            factor *= quality(detail.kind, self.catalogue.status_of(at, self.today))
            found.append(_Judged(row, judgement.score * factor, judgement, notes))
        return sorted(found, key=lambda item: (-item.score, item.row))

    # Hits ---------------------------------------------------------------------------------------

    def _hit(self, item: _Judged) -> Hit:
        if item.row not in self._hits:
            document = self.index.document(item.row)
            columns = self.index.columns([item.row])[item.row]
            self._hits[item.row] = self._made(item, document, columns)
        return self._hits[item.row]

    def _made(self, item: _Judged, document: Document, columns: Columns) -> Hit:
        passage = self.marker.passage(document, columns)
        section = document.sections[passage.section] if passage.section >= 0 else None
        judgement = item.judgement
        if judgement is _NONE and self.question.concepts:
            judgement = judge(self.question, columns, len(columns.body))
        return Hit(
            kind=document.kind,
            id=document.id,
            title=self.marker.mark(document.title),
            passage=passage.segments,
            heading=section.heading if section else "",
            anchor=section.anchor if section else "",
            reasons=reasons(judgement),
            notes=item.notes,
            status=document.status(self.today),
            fields=document.fields,
            lands=document.lands,
            source=document.source,
            place=document.place,
            score=item.score,
        )

    def _groups(self, order: list[_Judged]) -> tuple[Group, ...]:
        """The kinds in the order of their best hit."""
        kinds = self.catalogue.kind[self.catalogue.at[[item.row for item in order]]].tolist()
        members: dict[int, list[_Judged]] = {}
        for item, kind in zip(order, kinds, strict=True):
            members.setdefault(kind, []).append(item)
        return tuple(
            Group(
                KINDS[kind],
                KIND_LABELS[KINDS[kind]][1],
                len(items),
                tuple(self._hit(item) for item in items[:IN_GROUP]),
            )
            for kind, items in members.items()
        )


_NONE = Judgement(0.0, 0.0)
