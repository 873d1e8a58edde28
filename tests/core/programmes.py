"""A short way to write a programme in a test."""

from schaltstelle.core.programmes import Condition, Programme, Share, Window
from tests.core.examples import SOURCE

ROLLING = Window(known=True, rolling=True)


def programme(identity="p", conditions=(), shares=(0.5,), **more):
    """A grant with a rolling window; conditions are rules, shares numbers or (number, rule)."""
    pairs = [each if isinstance(each, tuple) else (each, "") for each in shares]
    settings = {
        "title": f"Programm {identity}",
        "summary": "Kurz.",
        "body": "Lang.",
        "fields": ("feld",),
        "sources": (SOURCE,),
        "audience": ("treasury",),
        "funder": "land",
        "provider": "Ministerium",
        "kind": "grant",
        "measures": ("m",),
        "conditions": tuple(Condition(text=f"Es gilt {rule}.", rule=rule) for rule in conditions),
        "shares": tuple(
            Share(share=share, text=f"bis zu {share:.0%}", rule=rule) for share, rule in pairs
        ),
        "window": ROLLING,
        "address": "https://example.org/",
    }
    return Programme(id=identity, **{**settings, **more})
