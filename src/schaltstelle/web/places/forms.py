"""What the visitor sets on the page of a place: limits of the roadmap, lens, weights.

Everything is in the address, so that a page can be shared and computed again. A value that can't
be understood is kept in its field with a message, and the last good one is used instead.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from schaltstelle.core.advice import Request
from schaltstelle.core.german import parse_number
from schaltstelle.core.lenses import Lens
from schaltstelle.core.planning import MOST_YEARS, Frame
from schaltstelle.core.roadmap.problem import Quarter
from schaltstelle.web.addresses import PROGRAMME
from schaltstelle.web.places.answers import pairs, read_declared, read_known

BEFORE = "vorher"
LENS = "linse"
WISH = "wunsch"
WEIGHT = "gewicht-"
DEFAULT_LENS = "overall"
DEFAULT_YEARS = 5
MOST_MONEY = 1e12
FACTORS = ((0.0, "gar nicht"), (0.5, "halb"), (1.0, "normal"), (2.0, "doppelt"), (4.0, "vierfach"))


@dataclass(frozen=True, slots=True)
class FormField:
    """One field as shown: what was typed, and what is wrong with it."""

    name: str
    label: str
    hint: str
    text: str
    error: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: the request to compute with, the fields to show, the query to share.

    `query` holds only what was understood, without defaults; `programme` is the programme that the
    visitor wants to know about.
    """

    request: Request
    fields: tuple[FormField, ...]
    lens: str
    factors: Mapping[str, float]
    query: tuple[tuple[str, str], ...]
    errors: tuple[str, ...]
    programme: str = ""

    @property
    def limits_query(self) -> str:
        """The limits that were understood, as a query."""
        return urlencode([(k, v) for k, v in self.query if k in _FIELDS])

    def asking(self, programme: str) -> "Wanted":
        """The same with a question about one programme; the address keeps it."""
        if not programme:
            return self
        return replace(self, programme=programme, query=(*self.query, (PROGRAMME, programme)))

    def failed(self, message: str, fallback: Frame) -> "Wanted":
        """The same with a frame that can be planned with, and why the one asked for can't."""
        request = replace(self.request, frame=fallback)
        return replace(self, request=request, errors=(*self.errors, message))


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    hint: str
    read: Callable[[str], Any]
    key: str
    unit: str = ""


def _money(text: str) -> float:
    value = parse_number(text)
    if not 0 <= value < MOST_MONEY:
        raise ValueError(f"„{text.strip()}“ liegt nicht zwischen 0 und einer Billion.")
    return value


def _years(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_YEARS:
        raise ValueError(f"„{text}“ ist keine ganze Zahl von 1 bis {MOST_YEARS}.")
    return int(text)


_EMPTY = "leer lassen für den üblichen Wert"
_FIELDS: dict[str, _Field] = {
    "geld": _Field(
        "Geld im Jahr",
        "Investitionen und laufende Ausgaben zusammen; " + _EMPTY,
        _money,
        "budget",
        "€",
    ),
    "investiv": _Field("davon Investitionen", _EMPTY, _money, "investive", "€"),
    "stellen": _Field("Stellen für Digitales", "zum Beispiel 0,5; " + _EMPTY, _money, "staff"),
    "jahre": _Field("Jahre", f"1 bis {MOST_YEARS}", _years, "years"),
    "beginn": _Field("Beginn", "Quartal, zum Beispiel 2027-Q1", Quarter.parse, "start"),
    "vorlaeufig": _Field(
        "Vorläufige Haushaltsführung bis",
        "Quartal, zum Beispiel 2027-Q2, oder leer",
        Quarter.parse,
        "provisional_until",
    ),
    "freiwillig": _Field(
        "Haushaltssicherung: höchstens für Freiwilliges im Jahr",
        "leer: keine Grenze",
        _money,
        "voluntary_cap",
        "€",
    ),
}


def next_quarter(today: date) -> Quarter:
    """The quarter after the one of a day: the first that can still be planned."""
    return Quarter(today.year, (today.month - 1) // 3 + 1) + 1


def default_frame(today: date) -> Frame:
    """The frame where nothing is said."""
    return Frame(start=next_quarter(today), years=DEFAULT_YEARS)


@dataclass(frozen=True, slots=True)
class Choices:
    """Ids that an address may name: of measures, of facts to declare, of skills, of programmes."""

    wishes: Collection[str]
    facts: Collection[str] = ()
    skills: Collection[str] = ()
    programmes: Collection[str] = ()


def read_wanted(
    query: QueryDict, lenses: Mapping[str, Lens], choices: Choices, today: date
) -> Wanted:
    """Read the address."""
    typed = _read_limits(query)
    wishes = tuple(wish for wish in query.getlist(WISH) if wish in choices.wishes)
    frame = replace(default_frame(today), **typed.values, wishes=wishes)
    lens = query.get(LENS, DEFAULT_LENS)
    errors = list(typed.errors)
    if lens not in lenses:
        errors.append(f"Die Vergleichslinse „{lens[:40]}“ gibt es nicht.")
        lens = DEFAULT_LENS
    programme = query.get(PROGRAMME, "")
    request = Request(
        frame=frame,
        lens=lens,
        weights=_factors(query, lenses[lens]),
        declared=read_declared(query, choices.facts),
        known_skills=read_known(query, choices.skills),
        day=today,
    )
    return Wanted(
        request,
        tuple(_filled(typed.shown, frame)),
        lens,
        request.weights,
        (*typed.understood, *_parameters(request)),
        tuple(errors),
    ).asking(programme if programme in choices.programmes else "")


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed into the fields of limits, and what of it was understood."""

    shown: list[FormField]
    values: dict[str, Any]
    understood: list[tuple[str, str]]
    errors: list[str]


def _read_limits(query: QueryDict) -> _Typed:
    before = dict(parse_qsl(query.get(BEFORE, "")[:1000]))
    typed = _Typed([], {}, [], [])
    for name, field in _FIELDS.items():
        text = query.get(name, "").strip()[:40]
        value, error = _read(field, text)
        good = text
        if error:
            good = before.get(name, "")
            value, again = _read(field, good)
            value, good = (None, "") if again else (value, good)
            typed.errors.append(f"{field.label}: {error}")
        if value is not None:
            typed.values[field.key] = value
            typed.understood.append((name, good))
        typed.shown.append(FormField(name, field.label, field.hint, text, error, field.unit))
    return typed


def _parameters(request: Request) -> list[tuple[str, str]]:
    """All but the limits as parameters of an address, without what is usual."""
    found = [(LENS, request.lens)] if request.lens != DEFAULT_LENS else []
    found += [(f"{WEIGHT}{name}", f"{factor:g}") for name, factor in request.weights.items()]
    found += [(WISH, wish) for wish in request.frame.wishes]
    return [*found, *pairs(dict(request.declared), request.known_skills)]


def _read(field: _Field, text: str) -> tuple[Any, str]:
    if not text:
        return None, ""
    try:
        return field.read(text), ""
    except ValueError as error:
        return None, str(error)


def _filled(shown: Sequence[FormField], frame: Frame) -> list[FormField]:
    """Start and years always show the value in use."""
    known = {"jahre": str(frame.years), "beginn": str(frame.start)}
    return [replace(f, text=f.text or known.get(f.name, "")) for f in shown]


def _factors(query: QueryDict, lens: Lens) -> dict[str, float]:
    """Factors other than 1 for the variables of a lens; what is no factor counts as 1."""
    allowed = {f"{value:g}": value for value, _ in FACTORS}
    found = {name: allowed.get(query.get(f"{WEIGHT}{name}", "1"), 1.0) for name in lens.weights}
    moved = {name: factor for name, factor in found.items() if factor != 1.0}
    # With every weight at 0 nothing is left to compare by.
    return {} if all(factor == 0.0 for factor in found.values()) else moved
