"""Where a hit leads, as the routes have it."""

from django.urls import reverse

from schaltstelle.centre import Centre
from schaltstelle.core.query import Kind
from schaltstelle.web.addresses import place_address

_ROUTES: dict[Kind, str] = {
    "field": "field",
    "criterion": "criterion",
    "measure": "measure",
    "practice": "practice",
    "standard": "standard",
    "programme": "programme",
    "course": "course",
    "skill": "skill",
    "law": "law-rule",
    "indicator": "indicator",
    "document": "document",
}


def address_of(opened: Centre, kind: Kind, key: str, anchor: str = "") -> str:
    """The address of something found; `key` is its id, for a place its key."""
    if kind == "place":
        row = opened.places.by_key(key)
        return "" if row is None else place_address(opened.places, row)
    if kind == "control":
        catalogue, _, name = key.partition("/")
        return reverse("control", args=[catalogue, name])
    address = reverse(_ROUTES[kind], args=[key])
    # Only imported documents have a place on their page for each passage.
    return f"{address}#{anchor}" if anchor and kind == "document" else address
