"""Views of the start page and of finding a place."""

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from schaltstelle import centre
from schaltstelle.centre import Centre
from schaltstelle.web.addresses import PROGRAMME
from schaltstelle.web.caching import kept
from schaltstelle.web.start import presenters

MOST_SUGGESTIONS = 8
LONGEST_QUERY = 120


@kept
def start(request: HttpRequest) -> HttpResponse:
    """What this is, and the search box."""
    return render(
        request, "start/start.html", {"page": presenters.start_page(centre.open_centre())}
    )


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Go to the one place that is meant, or help to find it; what is no place is searched for."""
    opened = centre.open_centre()
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    programme = _programme(request, opened)
    if not text:
        return redirect("programme", key=programme) if programme else redirect("start")
    page = presenters.find_page(opened, text, date.today(), programme)
    if page.only:
        return redirect(page.only)
    status = 200 if page.options else 404
    return render(request, "start/find.html", {"page": page}, status=status)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Places whose name begins with what was typed."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    opened = centre.open_centre()
    rows = opened.complete(text, MOST_SUGGESTIONS) if text else ()
    programme = _programme(request, opened)
    places = [presenters.option(opened, int(row), programme) for row in rows]
    response = JsonResponse(
        {"places": [{"name": p.name, "where": p.where, "address": p.address} for p in places]}
    )
    response["Cache-Control"] = "max-age=300"
    return response


def _programme(request: HttpRequest, opened: Centre) -> str:
    """The programme to be checked for a place; empty where none is named or known."""
    named = request.GET.get(PROGRAMME, "")
    return named if named in opened.content.programme else ""
