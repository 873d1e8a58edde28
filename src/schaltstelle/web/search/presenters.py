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


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The whole page. `chosen` are the limits in force, each with the address without it.

    With nothing typed or chosen yet, `examples` and `kinds` show a way in; else there are `groups`
    of the best hits by kind or, with a kind chosen, `rows` page by page.
    """

    text: str
    heading: str
    nothing: bool
    hidden: list[tuple[str, str]]
    place: str
    place_key: str
    without_place: str
    notes: tuple[str, ...]
    suggestions: list[PageLink]
    json: str
    narrowed: str
    chosen: list[PageLink]
    facets: list[FacetView]
    examples: Sequence[PageLink] = ()
    kinds: Sequence[FacetLink] = ()
    places: Sequence[HitRow] = ()
    groups: Sequence[GroupView] = ()
    rows: Sequence[HitRow] = ()
    pages: Sequence[PageLink] = ()
    position: str = ""


def search_page(
    opened: Centre, results: Results, context: Context | None, place_key: str, day: date
) -> SearchPage:
    """The page of a search on a day."""
    query = results.query
    address = _Addresses(place_key)
    page = _frame(results, context, address)
    if not query.text and not query.narrowed and query.page == 1:
        examples = [PageLink(text, address.of(Query(text=text))) for text in EXAMPLES]
        kinds = page.facets[0].values if page.facets else []
        return replace(page, facets=[], examples=examples, kinds=kinds)
    page = replace(page, places=[_row(opened, hit, day) for hit in results.places])
    if not query.kinds and query.page == 1 and query.text:
        groups = [_group(opened, group, query, address, day) for group in results.groups]
        return replace(page, groups=groups)
    return replace(
        page,
        rows=[_row(opened, hit, day) for hit in results.hits],
        pages=_pages(results, address),
        position="" if results.pages == 1 else f"Seite {query.page} von {results.pages}",
    )


def _frame(results: Results, context: Context | None, address: "_Addresses") -> SearchPage:
    """What stands around the hits."""
    query = results.query
    facets = [_facet(facet, address) for facet in results.facets if facet.values]
    chosen = [value for facet in facets for value in facet.values if value.chosen]
    return SearchPage(
        text=query.text,
        heading=_heading(results),
        nothing=not results.total and not results.places,
        hidden=[(k, v) for k, v in query.to_params().items() if k not in ("q", "seite")],
        place=context.place if context else "",
        place_key=address.place_key,
        without_place=_Addresses("").of(query),
        notes=(*query.notes, *results.notes),
        suggestions=[PageLink(s.text, address.of(s.query)) for s in results.suggestions],
        json=address.of(query, "search-json"),
        narrowed=address.of(query.widened()) if query.narrowed else "",
        chosen=[PageLink(value.label, value.address) for value in chosen],
        facets=facets,
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


def _group(opened: Centre, group: Group, query: Query, address: _Addresses, day: date) -> GroupView:
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
