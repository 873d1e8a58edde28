"""Views of the page of a place and its papers."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from schaltstelle import centre
from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.keys import InvalidKey
from schaltstelle.core.place_names import folded
from schaltstelle.core.planning import FrameError
from schaltstelle.core.roadmap import ProblemError
from schaltstelle.papers.registry import EXPORTERS
from schaltstelle.web.addresses import place_key
from schaltstelle.web.caching import kept
from schaltstelle.web.places.forms import Choices, Wanted, default_frame, read_wanted
from schaltstelle.web.places.presenters import place_page, region_page


@kept
def place(request: HttpRequest, key: str) -> HttpResponse:
    """The first advice for the administration that acts for a place."""
    opened = centre.open_centre()
    row = _row(opened, key)
    if row is None:
        return redirect(f"{reverse('find')}?q={key}")
    if key != place_key(opened.places, row):
        return redirect("place", key=place_key(opened.places, row), permanent=True)
    if opened.places.administration[row] < 0:
        return render(request, "places/region.html", {"page": region_page(opened, row)})
    wanted, advice = _advised(opened, row, request)
    page = place_page(opened, advice, row, wanted)
    return render(request, "places/place.html", {"page": page})


@require_safe
def paper(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """One paper of the advice, computed with the limits in the address."""
    opened = centre.open_centre()
    row = _row(opened, key)
    if row is None or opened.places.administration[row] < 0 or kind not in EXPORTERS:
        raise Http404(kind)
    _, advice = _advised(opened, row, request)
    exporter = EXPORTERS[kind]
    response = HttpResponse(exporter.export(opened, advice), content_type=exporter.media_type)
    name = folded(advice.administration.name).replace(" ", "-")
    response["Content-Disposition"] = f'attachment; filename="erstberatung-{name}.{kind}"'
    return response


def _row(opened: Centre, key: str) -> int | None:
    """The row of a key; None for one that the register had before; 404 for what is no key."""
    try:
        row = opened.places.by_key(key)
        if row is None and not opened.places.successors(key):
            raise Http404(key)
    except InvalidKey:
        raise Http404(key) from None
    return row


def _advised(opened: Centre, row: int, request: HttpRequest) -> tuple[Wanted, Advice]:
    """The advice with the limits asked for; with the usual ones where those can't be planned."""
    today = date.today()
    lenses = opened.knowledge.peers.lenses
    content = opened.content
    choices = Choices(content.measure, content.declared_fact, content.skill, content.programme)
    wanted = read_wanted(request.GET, lenses, choices, today)
    try:
        return wanted, opened.advise(row, wanted.request)
    except (FrameError, ProblemError) as error:
        wanted = wanted.failed(str(error), default_frame(today))
        return wanted, opened.advise(row, wanted.request)
