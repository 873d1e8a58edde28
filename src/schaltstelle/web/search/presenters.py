"""Plain values for the page of a search."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from schaltstelle.centre import Centre
from schaltstelle.core.german import count
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.query import KIND_LABELS, Context, Query, Status
from schaltstelle.search.results import Facet, Group, Hit, Results, Segments
from schaltstelle.web.marks import EXPIRED, UNVERIFIED, Mark, marks_of
from schaltstelle.web.search.hits import address_of

PLACE = "ort"
VALUES_SHOWN = 16
# What officials ask in their own words; each finds things of several kinds.
EXAMPLES = (
    "Bauantrag digital",
    "Sirenen",
    "Parken mit dem Handy",
    "Wer bezahlt eine neue Website?",
    "Rechnungen ohne Papier",
    "Angriff auf die IT",
)
# Texts of others: their source belongs beside the words.
BORROWED = ("document", "control")
_MARKS: dict[Status, Mark] = {"expired": EXPIRED, "unverified": UNVERIFIED}


@dataclass(frozen=True, slots=True)
class HitRow:
    """Something found, with its address."""

    kind: str
    title: Segments
    address: str
    passage: Segments
    heading: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    marks: tuple[Mark, ...]
    source: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """The best hits of one kind, with the address of all of them."""

    id: str
    label: str
    count: int
    rows: list[HitRow]
    more: str


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value to narrow the search by."""

    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """One way to narrow the search."""

    label: str
    values: list[FacetLink]
    chosen: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the hits."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The whole page. With nothing typed or chosen yet, `examples` and `kinds` show a way in;
    `chosen` are the limits in force, each with the address without it."""

    text: str
    heading: str
    examples: list[PageLink]
    kinds: list[FacetLink]
    chosen: list[PageLink]
    hidden: list[tuple[str, str]]
    place: str
    place_key: str
    without_place: str
    notes: tuple[str, ...]
    places: list[HitRow]
    groups: list[GroupView]
    rows: list[HitRow]
    facets: list[FacetView]
    narrowed: str
    suggestions: list[PageLink]
    pages: list[PageLink]
    position: str
    json: str


def search_page(
    opened: Centre, results: Results, context: Context | None, place_key: str, day: date
) -> SearchPage:
    """The page of a search on a day; grouped by kind unless one kind is chosen or a further page
    asked."""
    query = results.query
    grouped = not query.kinds and query.page == 1 and bool(query.text)
    begin = not query.text and not query.narrowed and query.page == 1
    address = _Addresses(place_key)
    facets = [_facet(facet, address) for facet in results.facets if facet.values]
    return SearchPage(
        text=query.text,
        heading=_heading(results),
        examples=[PageLink(text, address.of(Query(text=text))) for text in EXAMPLES]
        if begin
        else [],
        kinds=facets[0].values if begin and facets else [],
        chosen=[
            PageLink(value.label, value.address)
            for facet in facets
            for value in facet.values
            if value.chosen
        ],
        hidden=[(k, v) for k, v in query.to_params().items() if k not in ("q", "seite")],
        place=context.place if context else "",
        place_key=place_key,
        without_place=_Addresses("").of(query),
        notes=(*query.notes, *results.notes),
        places=[_row(opened, hit, day) for hit in results.places],
        groups=[_group(opened, group, query, address, day) for group in results.groups]
        if grouped
        else [],
        rows=[] if grouped or begin else [_row(opened, hit, day) for hit in results.hits],
        facets=[] if begin else facets,
        narrowed=address.of(query.widened()) if query.narrowed else "",
        suggestions=[PageLink(s.text, address.of(s.query)) for s in results.suggestions],
        pages=[] if grouped or begin else _pages(results, address),
        position=""
        if grouped or begin or results.pages == 1
        else f"Seite {query.page} von {results.pages}",
        json=address.of(query, "search-json"),
    )


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Addresses of searches, with the chosen place."""

    place_key: str

    def of(self, query: Query, route: str = "search") -> str:
        params = query.to_params()
        if self.place_key:
            params[PLACE] = self.place_key
        return f"{reverse(route)}?{urlencode(params)}" if params else reverse(route)


def _heading(results: Results) -> str:
    if not results.query.text and not results.query.narrowed:
        return "Suche"
    found = results.total + len(results.places)
    text = f" zu „{results.query.text}“" if results.query.text else ""
    return f"{count(found, 'Treffer', 'Treffer')}{text}" if found else f"Nichts gefunden{text}"


def _group(
    opened: Centre, group: Group, query: Query, address: _Addresses, day: date
) -> GroupView:
    only = replace(query, kinds=(group.kind,), page=1)
    more = address.of(only) if group.count > len(group.hits) else ""
    rows = [_row(opened, hit, day) for hit in group.hits]
    return GroupView(f"art-{group.kind}", group.label, group.count, rows, more)


def _row(opened: Centre, hit: Hit, day: date) -> HitRow:
    return HitRow(
        kind=KIND_LABELS[hit.kind][0],
        title=hit.title,
        address=address_of(opened, hit.kind, hit.id, hit.anchor),
        passage=hit.passage,
        heading=hit.heading,
        reasons=hit.reasons,
        notes=(*hit.notes, *_lands(hit)),
        marks=_marks(opened, hit, day),
        source=hit.source if hit.kind in BORROWED else "",
    )


def _marks(opened: Centre, hit: Hit, day: date) -> tuple[Mark, ...]:
    """The marks of a hit; those of a programme tell more than the status in the index."""
    programme = opened.content.programme.get(hit.id) if hit.kind == "programme" else None
    if programme is not None:
        return marks_of(programme, day)
    return tuple(mark for name, mark in _MARKS.items() if name in hit.status)


def _lands(hit: Hit) -> Sequence[str]:
    """The Land, where something is of one only."""
    return (LAND_NAMES[hit.lands[0]],) if len(hit.lands) == 1 and hit.lands[0] in LAND_NAMES else ()


def _facet(facet: Facet, address: _Addresses) -> FacetView:
    values = [value for value in facet.values if value.count or value.chosen]
    links = [FacetLink(v.label, v.count, v.chosen, address.of(v.query)) for v in values]
    return FacetView(facet.label, links[:VALUES_SHOWN], any(link.chosen for link in links))


def _pages(results: Results, address: _Addresses) -> list[PageLink]:
    query = results.query
    links = []
    if query.page > 1:
        links.append(PageLink("Vorige Seite", address.of(query.on_page(query.page - 1))))
    if query.page < results.pages:
        links.append(PageLink("Nächste Seite", address.of(query.on_page(query.page + 1))))
    return links
