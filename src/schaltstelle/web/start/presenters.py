"""Plain values for the start page and for finding a place."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from schaltstelle.centre import Centre
from schaltstelle.core.german import count, join_and, long_date, number, percent
from schaltstelle.core.identity import LEVEL_LABELS
from schaltstelle.core.keys import InvalidKey, looks_like_key
from schaltstelle.core.place_search import Found
from schaltstelle.core.places import Level, Places, Succession
from schaltstelle.core.query import Query
from schaltstelle.web.addresses import place_address

# A town, a city without Kreis, an association, a Kreis.
EXAMPLES = ("08335080", "01002000", "010515172", "08335")


@dataclass(frozen=True, slots=True)
class Option:
    """A place to choose."""

    name: str
    where: str
    address: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """Figures on the start page and places to try."""

    municipalities: str
    criteria: int
    measures: int
    examples: list[Option]


@dataclass(frozen=True, slots=True)
class FindPage:
    """The outcome of looking for a place; `only` is where to go at once.

    `programme` is the programme to be checked for the place, if one is.
    """

    text: str
    programme: str
    only: str = ""
    heading: str = ""
    explanation: str = ""
    options: tuple[Option, ...] = ()
    search: str = ""
    topics: str = ""


def start_page(opened: Centre) -> StartPage:
    """The start page; an example that the register no longer holds is left out."""
    places = opened.reference.places
    administered = (places.level == Level.MUNICIPALITY) & (places.administration >= 0)
    found = [places.by_key(key) for key in EXAMPLES]
    return StartPage(
        number(int(administered.sum())),
        len(opened.content.criteria),
        len(opened.content.measures),
        [option(opened, row) for row in found if row is not None],
    )


def option(opened: Centre, row: int, programme: str = "") -> Option:
    """One place with Kreis and Land; it leads to the answer about a programme, if one is named."""
    places = opened.reference.places
    place = places[row]
    return Option(place.display_name, where(places, row), place_address(places, row, programme))


def where(places: Places, row: int) -> str:
    """Kind, Kreis and Land of a place: "Gemeinde, Landkreis Konstanz, Baden-Württemberg"."""
    above = (places.kreis_of(row), places.land_of(row))
    names = [places[at].display_name for at in above if at >= 0 and at != row]
    own = places[row].display_name
    return ", ".join([LEVEL_LABELS[places[row].level], *(n for n in names if n != own)])


def find_page(opened: Centre, text: str, today: dt.date, programme: str = "") -> FindPage:
    """Which places a text means, in words; what means none is looked for in everything else,
    unless a programme is to be checked for a place."""
    try:
        found = opened.find(text)
    except InvalidKey as error:
        return FindPage(
            text, programme, heading="Dieser Schlüssel stimmt nicht", explanation=str(error)
        )
    if found.kind == "one":
        only = place_address(opened.reference.places, found.candidates[0], programme)
        return FindPage(text, programme, only=only)
    topics = 0 if programme else opened.search(Query(text=text, limit=1), today=today).total
    search = f"{reverse('search')}?{urlencode({'q': text})}" if topics else ""
    if search and found.kind == "none" and not looks_like_key(text):
        return FindPage(text, programme, only=search)
    heading, explanation = _outcome(text, found)
    return FindPage(
        text,
        programme,
        heading=heading,
        explanation=explanation,
        options=tuple(option(opened, row, programme) for row in found.candidates),
        search=search,
        topics=count(topics, "Treffer", "Treffer"),
    )


def _outcome(text: str, found: Found) -> tuple[str, str]:
    """Heading and explanation where no single place is meant."""
    if found.kind == "several":
        return "Welchen Ort meinen Sie?", f"„{text}“ gibt es mehrmals."
    if found.kind == "suggestions":
        return "Meinten Sie einen dieser Orte?", f"„{text}“ haben wir nicht gefunden."
    if found.kind == "dissolved":
        return f"„{text}“ gibt es so nicht mehr", became(found.successions)
    return (
        f"„{text}“ haben wir nicht gefunden",
        "Prüfen Sie die Schreibweise, geben Sie den Namen der Gemeinde statt des Ortsteils ein "
        "oder den amtlichen Schlüssel.",
    )


def became(steps: tuple[Succession, ...]) -> str:
    """What became of a place: "Altdorf wurde am 1. Januar 2024 Teil von Neustadt."."""
    if not steps:
        return ""
    first = steps[0]
    new = join_and([_part(step) for step in steps])
    return f"{first.old_name} ({first.old_key}) {_when(first.date)} zu {new}."


def _part(step: Succession) -> str:
    share = f" zu {percent(step.share * 100)}" if step.share < 0.995 else ""
    return f"{step.new_name}{share}"


def _when(date: str) -> str:
    if len(date) == 10:
        return f"wurde am {long_date(dt.date.fromisoformat(date))}"
    return f"wurde im Jahr {date}" if date else "wurde"
