"""Views of the search."""

from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schaltstelle import centre
from schaltstelle.core.keys import InvalidKey
from schaltstelle.core.query import Context, Query
from schaltstelle.domain.library.searchable import catch_up
from schaltstelle.search.results import Results
from schaltstelle.web.search.presenters import PLACE, search_page


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that fits, by kind."""
    results, context, key = _found(request.GET)
    page = search_page(centre.open_centre(), results, context, key, date.today())
    return render(request, "search/search.html", {"page": page})


@require_safe
def search_json(request: HttpRequest) -> JsonResponse:
    """The same as JSON."""
    results, _context, _key = _found(request.GET)
    return JsonResponse(results.as_dict(), json_dumps_params={"ensure_ascii": False})


def _found(params: QueryDict) -> tuple[Results, Context | None, str]:
    opened = centre.open_centre()
    query = Query.from_params({name: params.getlist(name) for name in params})
    key = params.get(PLACE, "").strip()[:20]
    context = _context(key, date.today()) if key else None
    catch_up(opened.search_index)
    results = opened.search(query, context, today=date.today())
    return results, context, key if context else ""


@lru_cache(maxsize=256)
def _context(key: str, today: date) -> Context | None:
    """What a chosen place brings to a search; None for a key that is none."""
    opened = centre.open_centre()
    try:
        row = opened.places.by_key(key)
    except InvalidKey:
        return None
    return None if row is None else opened.search_context(row, today)
