"""Addresses of places: by AGS for a municipality, else by the register's key."""

from django.urls import reverse

from schaltstelle.core.places import Level, Places


def place_key(places: Places, row: int) -> str:
    """The key that stands in addresses."""
    if places.level[row] == Level.MUNICIPALITY:
        return places.ags[row]
    return places.key(row)


def place_address(places: Places, row: int) -> str:
    """The address of the page of a place."""
    return reverse("place", args=[place_key(places, row)])
