"""Addresses of places: by AGS for a municipality, else by the register's key."""

from urllib.parse import urlencode

from django.urls import reverse

from schaltstelle.core.places import Level, Places


def place_key(places: Places, row: int) -> str:
    """The key that stands in addresses."""
    if places.level[row] == Level.MUNICIPALITY:
        return places.ags[row]
    return places.key(row)


# The programme that is asked about on the page of a place, and where the answer stands there.
PROGRAMME = "programm"
FUNDING_ANCHOR = "foerderung"


def place_address(places: Places, row: int, programme: str = "") -> str:
    """The address of the page of a place; with a programme, of the answer about it there."""
    address = reverse("place", args=[place_key(places, row)])
    if not programme:
        return address
    return f"{address}?{urlencode({PROGRAMME: programme})}#{FUNDING_ANCHOR}"
