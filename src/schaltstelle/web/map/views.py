"""Views of the map."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from schaltstelle import centre
from schaltstelle.centre import Centre
from schaltstelle.core.evidence import Indicator
from schaltstelle.web.caching import kept
from schaltstelle.web.map import presenters
from schaltstelle.web.map.picture import svg
from schaltstelle.web.map.values import layer
from schaltstelle.web.mapping import is_mappable

FIRST = "density"


def _asked(request: HttpRequest, opened: Centre) -> Indicator:
    """The indicator asked for; what may not be mapped does not exist here."""
    found = opened.content.indicator.get(request.GET.get("kennzahl", FIRST))
    if found is None or not is_mappable(found):
        raise Http404("Diese Kennzahl gibt es auf der Karte nicht.")
    return found


@kept
def page(request: HttpRequest) -> HttpResponse:
    """Map or table of one indicator."""
    opened = centre.open_centre()
    shown = layer(opened, _asked(request, opened))
    view = presenters.map_page(opened, shown)
    table = None
    if request.GET.get("ansicht") == "tabelle":
        land = request.GET.get("land", "")
        table = presenters.table_page(opened, shown, land, request.GET.get("seite", "1"))
    template = "map/table.html" if table else "map/map.html"
    return render(request, template, {"page": view, "table": table})


@kept
def picture(request: HttpRequest) -> HttpResponse:
    """The map as a picture."""
    opened = centre.open_centre()
    shown = layer(opened, _asked(request, opened))
    drawn = svg(shown, opened.reference.outlines, request.GET.get("farben") == "dunkel")
    return HttpResponse(drawn, content_type="image/svg+xml")


@kept
def data(request: HttpRequest) -> HttpResponse:
    """Positions, classes, names and values for the map that can be moved."""
    opened = centre.open_centre()
    shown = layer(opened, _asked(request, opened))
    text = json.dumps(presenters.map_data(opened, shown), ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json")
