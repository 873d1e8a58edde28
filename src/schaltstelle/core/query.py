"""What is searched for, as one value: shared by address, API, terminal and web."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, get_args

from schaltstelle.core.german.letters import fold
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.size import SIZE_LABELS, SizeClass

Kind = Literal[
    "place",
    "field",
    "criterion",
    "measure",
    "practice",
    "standard",
    "programme",
    "course",
    "skill",
    "law",
    "control",
    "indicator",
    "document",
]
Status = Literal["verified", "unverified", "open", "expired"]

KINDS: tuple[Kind, ...] = get_args(Kind)
STATUSES: tuple[Status, ...] = get_args(Status)

# One thing, several things, and the word in an address.
KIND_LABELS: dict[Kind, tuple[str, str]] = {
    "place": ("Ort", "Orte"),
    "field": ("Handlungsfeld", "Handlungsfelder"),
    "criterion": ("Kriterium", "Kriterien"),
    "measure": ("Maßnahme", "Maßnahmen"),
    "practice": ("Praxisbeispiel", "Praxisbeispiele"),
    "standard": ("Standard", "Standards"),
    "programme": ("Förderprogramm", "Förderprogramme"),
    "course": ("Kurs", "Kurse"),
    "skill": ("Fähigkeit", "Fähigkeiten"),
    "law": ("Rechtsregel", "Recht"),
    "control": ("Sicherheitsanforderung", "Sicherheitsanforderungen"),
    "indicator": ("Kennzahl", "Kennzahlen"),
    "document": ("Dokument", "Dokumente"),
}
KIND_WORDS: dict[Kind, str] = {
    "place": "ort",
    "field": "handlungsfeld",
    "criterion": "kriterium",
    "measure": "massnahme",
    "practice": "praxisbeispiel",
    "standard": "standard",
    "programme": "foerderprogramm",
    "course": "kurs",
    "skill": "faehigkeit",
    "law": "recht",
    "control": "anforderung",
    "indicator": "kennzahl",
    "document": "dokument",
}
STATUS_LABELS: dict[Status, str] = {
    "verified": "Quelle gesehen",
    "unverified": "Quelle noch nicht gesehen",
    "open": "Antrag heute möglich",
    "expired": "abgelaufen",
}
STATUS_WORDS: dict[Status, str] = {
    "verified": "geprueft",
    "unverified": "ungeprueft",
    "open": "offen",
    "expired": "abgelaufen",
}
SIZE_WORDS: dict[SizeClass, str] = {
    "village": "dorf",
    "small_town": "kleinstadt",
    "town": "mittelstadt",
    "city": "grossstadt",
}
LAND_WORDS: dict[str, str] = {
    "01": "sh",
    "02": "hh",
    "03": "ni",
    "04": "hb",
    "05": "nw",
    "06": "he",
    "07": "rp",
    "08": "bw",
    "09": "by",
    "10": "sl",
    "11": "be",
    "12": "bb",
    "13": "mv",
    "14": "sn",
    "15": "st",
    "16": "th",
}

PAGE_LENGTH = 20
MOST_ON_A_PAGE = 100
LAST_PAGE = 500
# Longer texts are cut: nobody types them, and every word costs time.
MOST_CHARACTERS = 300

Params = Mapping[str, str | Sequence[str]]
Value = TypeVar("Value", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search. Empty tuples do not narrow it; several values of one kind are alternatives.

    `fields` are ids of fields, `lands` keys of two digits, `page` counts from 1, `limit` is the
    number of hits on a page. `notes` say in German what of an address was not understood; they are
    no part of the search.
    """

    text: str = ""
    kinds: tuple[Kind, ...] = ()
    fields: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()
    sizes: tuple[SizeClass, ...] = ()
    status: tuple[Status, ...] = ()
    page: int = 1
    limit: int = PAGE_LENGTH
    notes: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_params(cls, params: Params) -> Query:
        """The query of an address: q, art, feld, land, groesse, stand, seite, anzahl.

        Several values stand in one parameter, set apart by commas, or in several of one name.
        Unknown names of parameters are left alone; wrong values become notes. Never raises.
        """
        notes: list[str] = []
        text = _text(" ".join(_values(params, "q", split=False)))
        if len(text) > MOST_CHARACTERS:
            text = text[:MOST_CHARACTERS].strip()
            notes.append(f"Gesucht wird nach den ersten {MOST_CHARACTERS} Zeichen.")
        return cls(
            text=text,
            kinds=_known(params, "art", _reader(KIND_WORDS, KIND_LABELS), notes),
            fields=_known(params, "feld", _field, notes),
            lands=_known(params, "land", _reader(LAND_WORDS, _names(LAND_NAMES)), notes),
            sizes=_known(params, "groesse", _reader(SIZE_WORDS, _names(SIZE_LABELS)), notes),
            status=_known(params, "stand", _reader(STATUS_WORDS, _names(STATUS_LABELS)), notes),
            page=_whole(params, "seite", 1, LAST_PAGE, 1, notes),
            limit=_whole(params, "anzahl", 1, MOST_ON_A_PAGE, PAGE_LENGTH, notes),
            notes=tuple(notes),
        )

    def to_params(self) -> dict[str, str]:
        """The parameters of an address that saves this search, only what differs from none."""
        values = {
            "q": self.text,
            "art": ",".join(KIND_WORDS[kind] for kind in self.kinds),
            "feld": ",".join(self.fields),
            "land": ",".join(LAND_WORDS[land] for land in self.lands),
            "groesse": ",".join(SIZE_WORDS[size] for size in self.sizes),
            "stand": ",".join(STATUS_WORDS[status] for status in self.status),
            "seite": str(self.page) if self.page > 1 else "",
            "anzahl": str(self.limit) if self.limit != PAGE_LENGTH else "",
        }
        return {name: value for name, value in values.items() if value}

    @property
    def narrowed(self) -> bool:
        """Whether anything but the text limits the search."""
        return bool(self.kinds or self.fields or self.lands or self.sizes or self.status)

    def widened(self) -> Query:
        """The same text without any limit."""
        return Query(text=self.text, limit=self.limit)

    def on_page(self, page: int) -> Query:
        """The same search, another page."""
        return replace(self, page=page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a chosen place brings to a search; it only changes the order, never what is found.

    `gaps` are ids of criteria that the place lacks, `measures` ids of those recommended to it.
    """

    place: str
    land: str = ""
    size: SizeClass | None = None
    gaps: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()


def _text(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())


def _values(params: Params, name: str, split: bool = True) -> list[str]:
    given = params.get(name, ())
    texts = [given] if isinstance(given, str) else [str(text) for text in given]
    if not split:
        return texts
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def _known(
    params: Params, name: str, read: Callable[[str], Value | None], notes: list[str]
) -> tuple[Value, ...]:
    found: list[Value] = []
    for text in _values(params, name):
        value = read(text)
        if value is None:
            notes.append(f"„{text[:40]}“ ist bei „{name}“ unbekannt und wird nicht beachtet.")
        elif value not in found:
            found.append(value)
    return tuple(found)


def _reader(
    words: Mapping[Value, str], labels: Mapping[Value, tuple[str, ...]]
) -> Callable[[str], Value | None]:
    """Reads a value by its word in addresses, its name on the screen, or itself."""
    by_name: dict[str, Value] = {}
    for value, word in words.items():
        for name in (str(value), word, *labels[value]):
            by_name[fold(name)] = value
    return lambda text: by_name.get(fold(text))


def _names(labels: Mapping[Value, str]) -> dict[Value, tuple[str]]:
    return {value: (label,) for value, label in labels.items()}


def _field(text: str) -> str | None:
    """Which fields there are is content; here only the form of an id counts."""
    return text if len(text) <= 60 and text.replace("-", "").isalnum() else None


def _whole(params: Params, name: str, low: int, high: int, usual: int, notes: list[str]) -> int:
    texts = _values(params, name)
    if not texts:
        return usual
    text = texts[-1]
    if not (text.isascii() and text.isdigit() and len(text) < 10) or int(text) < low:
        notes.append(f"„{text[:40]}“ ist bei „{name}“ keine Zahl ab {low} und wird nicht beachtet.")
        return usual
    if int(text) > high:
        notes.append(f"„{name}“ geht nur bis {high}.")
    return min(int(text), high)
