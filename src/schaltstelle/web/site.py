"""What every page shows: navigation, footer, and which files its design needs."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from schaltstelle import __version__

VENDOR = Path(__file__).parent / "static" / "vendor"

NAVIGATION = (
    ("Ort finden", "start"),
    ("Handlungsfelder", "fields"),
    ("Maßnahmen", "measures"),
    ("Praxis", "practices"),
    ("Förderung", "programmes"),
    ("Lernen", "courses"),
    ("Wissen", "knowledge"),
)
FOOTER = (
    ("Karte", "map"),
    ("Kriterien", "criteria"),
    ("Kennzahlen", "indicators"),
    ("Quellen", "sources"),
    ("Methode", "method"),
    ("Impressum", "imprint"),
    ("Datenschutz", "privacy"),
    ("Barrierefreiheit", "accessibility"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text; `current` marks the page one is on."""

    text: str
    address: str
    current: bool = False


@cache
def has_design() -> bool:
    """Whether the files of the design system were installed; without them the site is plain."""
    return (VENDOR / "kern" / "kern.css").is_file()


def feedback_address(kind: str, page: str = "", place: str = "") -> str:
    """The address of the feedback form, filled in for a page or place."""
    known = {"art": kind, "seite": page, "ort": place}
    query = urlencode({name: value for name, value in known.items() if value})
    return f"{reverse('feedback')}?{query}"


def site(request: HttpRequest) -> dict[str, Any]:
    """The context of the base template."""
    return {
        "navigation": _links(NAVIGATION, request.path),
        "footer": _links(FOOTER, request.path),
        "barrier_address": feedback_address("barriere", request.path),
        "has_design": has_design(),
        "program_version": __version__,
        "debug": settings.DEBUG,
    }


def _links(pages: tuple[tuple[str, str], ...], path: str) -> list[Link]:
    return [Link(text, reverse(name), reverse(name) == path) for text, name in pages]
