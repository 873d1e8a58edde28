"""A short way to write a practice in a test."""

from schaltstelle.core.practices import Practice
from tests.core.examples import SOURCE


def practice(identity="p", place="", measures=("m",), **more):
    """A practice of a place, by its key."""
    settings = {
        "title": f"Beispiel {identity}",
        "summary": "Kurz.",
        "body": "Lang.",
        "fields": ("feld",),
        "sources": (SOURCE,),
        "audience": ("it",),
        "place": place,
        "place_name": "Ort",
        "measures": measures,
        "contact": "Hauptamt",
    }
    return Practice(id=identity, **{**settings, **more})
