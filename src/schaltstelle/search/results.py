"""What a search gives back, as values for terminal, web and API."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from schaltstelle.core.query import KIND_LABELS, STATUS_LABELS, Kind, Query, Status

# A passage in pieces: text, and whether it is marked. Never markup.
Segments = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found.

    `heading` and `anchor` are those of the section that the passage is from, empty for the
    summary. `reasons` say in German why it was found, `notes` why it stands higher or lower here.
    `score` only compares hits of one search.
    """

    kind: Kind
    id: str
    title: Segments
    passage: Segments
    heading: str = ""
    anchor: str = ""
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    fields: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()
    source: str = ""
    place: str = ""
    score: float = 0.0

    @property
    def name(self) -> str:
        """The title as one text."""
        return "".join(text for text, _ in self.title)


@dataclass(frozen=True, slots=True)
class Group:
    """One kind: how many hits there are, and those of the first page; none where all are further
    behind."""

    kind: Kind
    label: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value to narrow a search by, of the limit `name` of the search that was made."""

    value: str
    label: str
    count: int
    chosen: bool
    name: str
    asked: Query

    @property
    def query(self) -> Query:
        """The first page of the search with this value chosen or, where it is chosen, without."""
        chosen: tuple[str, ...] = getattr(self.asked, self.name)
        others = tuple(one for one in chosen if one != self.value)
        values = others if self.chosen else (*chosen, self.value)
        turned: Query = replace(self.asked, page=1, **{self.name: values})  # type: ignore[arg-type]
        return turned


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search: kind, field, land, size or status."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What one could search for instead, and why."""

    text: str
    query: Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The answer to a query. `total` counts all hits without places; `hits` are those of the page,
    best first; `groups` are all kinds found, with their hits of the first page; `notes` say in
    German what was searched for besides or instead."""

    query: Query
    total: int
    hits: tuple[Hit, ...] = ()
    groups: tuple[Group, ...] = ()
    places: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.query.limit))

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "query": self.query.to_params(),
            "total": self.total,
            "page": self.query.page,
            "pages": self.pages,
            "notes": [*self.query.notes, *self.notes],
            "places": [_hit(hit) for hit in self.places],
            "hits": [_hit(hit) for hit in self.hits],
            "groups": [
                {
                    "kind": group.kind,
                    "label": group.label,
                    "count": group.count,
                    "hits": [_hit(hit) for hit in group.hits],
                }
                for group in self.groups
            ],
            "facets": [
                {
                    "name": facet.name,
                    "label": facet.label,
                    "values": [
                        {
                            "value": value.value,
                            "label": value.label,
                            "count": value.count,
                            "chosen": value.chosen,
                            "query": value.query.to_params(),
                        }
                        for value in facet.values
                    ],
                }
                for facet in self.facets
            ],
            "suggestions": [
                {"text": suggestion.text, "query": suggestion.query.to_params()}
                for suggestion in self.suggestions
            ],
        }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "kind_label": KIND_LABELS[hit.kind][0],
        "id": hit.id,
        "title": hit.name,
        "passage": [{"text": text, "marked": marked} for text, marked in hit.passage],
        "heading": hit.heading,
        "anchor": hit.anchor,
        "reasons": list(hit.reasons),
        "notes": list(hit.notes),
        "status": [{"value": name, "label": STATUS_LABELS[name]} for name in hit.status],
        "fields": list(hit.fields),
        "lands": list(hit.lands),
        "place": hit.place,
        "source": hit.source,
        "score": round(hit.score, 4),
    }
