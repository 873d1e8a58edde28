"""The ways to narrow a search, with the number of hits behind each."""

from __future__ import annotations

from collections.abc import Mapping

from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.query import KIND_LABELS, STATUS_LABELS, Query
from schaltstelle.core.size import SIZE_LABELS
from schaltstelle.search.results import Facet, FacetValue

_LABELS = {
    "kind": "Art",
    "field": "Handlungsfeld",
    "land": "Land",
    "size": "Größe",
    "status": "Stand",
}
# The name of the facet in a query.
_NAMES = {"kind": "kinds", "field": "fields", "land": "lands", "size": "sizes", "status": "status"}


def facets_of(
    query: Query, counts: Mapping[str, Mapping[str, int]], field_titles: Mapping[str, str]
) -> tuple[Facet, ...]:
    """All facets. A value without a hit is left out unless it is chosen."""
    labels: dict[str, Mapping[str, str]] = {
        "kind": {kind: plural for kind, (_, plural) in KIND_LABELS.items()},
        "field": field_titles,
        "land": LAND_NAMES,
        "size": {str(size): label for size, label in SIZE_LABELS.items()},
        "status": {str(status): label for status, label in STATUS_LABELS.items()},
    }
    return tuple(
        Facet(name, label, _values(query, name, counts[name], labels[name]))
        for name, label in _LABELS.items()
    )


def _values(
    query: Query, facet: str, counts: Mapping[str, int], labels: Mapping[str, str]
) -> tuple[FacetValue, ...]:
    name = _NAMES[facet]
    chosen: tuple[str, ...] = getattr(query, name)
    return tuple(
        FacetValue(value, label, counts.get(value, 0), value in chosen, name, query)
        for value, label in labels.items()
        if counts.get(value, 0) or value in chosen
    )
