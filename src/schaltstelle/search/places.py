"""Places in a search: what is named in the text becomes a group of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.stopwords import FILLERS, STOP_WORDS
from schaltstelle.core.identity import place_view
from schaltstelle.core.keys import InvalidKey, looks_like_key
from schaltstelle.core.place_names import bare_name, folded, loose
from schaltstelle.core.place_search import PlaceIndex
from schaltstelle.search.results import Hit, Segments

MOST_PLACES = 5
_LONGEST_NAME = 4
_MOST_WORDS = 12
_SHORTEST_NAME = 3
_AROUND_A_WORD = ",.;:?!()„“\"'"

# Names in the register that, written small, are everyday words in a question.
_EVERYDAY = """
acht bergen binnen brechen breit einig engen fahren gering gilten glatten gleichen halbe haste
hausen holt jucken kalt kamen lachen langen laufen lauter leer lehrte loose mauern mehren much nahe
reich scheuern schwarz schwarzen senden springe stemmen süßen tauche wallen weisen wenden winden
wirft
berg boden bogen brand bruch brücken brunnen buch burg erden essen forst graben grube haar halle
heide hof horn hütten kuchen küsten lage lauf lehre löhne mandel mauer mengen norden osten pracht
puls regen rohr salz schleife schmelz schuld schutz seelen sinn spalt speicher stapel stein stelle
wald wehr weiden welle wellen welt wiesen wolken
"""
EVERYDAY = frozenset(_EVERYDAY.split())


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """Rows of the register that a text names, and the words, folded, that name them: `words` by
    themselves, `parts` only together with others ("Bad" in "Bad Säckingen")."""

    rows: tuple[int, ...] = ()
    words: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


NO_PLACES = NamedPlaces()


def places_in(text: str, places: PlaceIndex) -> NamedPlaces:
    """The places that a text names: by key, by its whole text, or by some of its words.

    Of a text that is one name as a whole also those that begin with it are found. Umlauts may be
    left out ("bad sackingen") in a name of several words or one that is the whole text. A single
    word among others has to be spelt like the place, in capital or small letters, with ü or ue:
    "buchen" is not Büchen; and where it is an everyday word too ("senden", "welle"), only with a
    capital letter.
    """
    if looks_like_key(text):
        return NamedPlaces(_by_key(text, places), frozenset(map(fold, text.split())))
    words = text.split()[:_MOST_WORDS]
    whole = " ".join(words)
    rows = list(places.complete(whole, MOST_PLACES)) if len(loose(whole)) >= _SHORTEST_NAME else []
    # "Neustadt" is a name, also where all places of that name have more words.
    begun = any(f"{places.places.name[row]} ".startswith(f"{whole} ") for row in rows)
    naming: set[str] = set(map(fold, words)) if begun and len(words) == 1 else set()
    parts: set[str] = set()
    for some in _stretches(words):
        among_others = len(some) == 1 < len(words)
        name = " ".join(some)
        found = _spelt(name, places) if among_others else _named(name, places)
        if found:
            rows += found
            words_of_name = (fold(word.strip(_AROUND_A_WORD)) for word in some)
            (naming if len(some) == 1 else parts).update(words_of_name)
    chosen = tuple(dict.fromkeys(rows))[:MOST_PLACES]
    return NamedPlaces(chosen, frozenset(naming - parts), frozenset(parts))


def _by_key(text: str, places: PlaceIndex) -> tuple[int, ...]:
    try:
        return places.find(text).candidates[:MOST_PLACES]
    except InvalidKey:
        return ()


def _stretches(words: list[str]) -> Iterator[list[str]]:
    """Stretches of words that may be a name, the longest first."""
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            some = words[start : start + length]
            if length > 1 or not _is_ordinary(some[0]):
                yield some


def _is_ordinary(word: str) -> bool:
    return fold(word) in STOP_WORDS | FILLERS


def _named(name: str, places: PlaceIndex) -> list[int]:
    """The places of exactly this name, largest first."""
    wanted = loose(name)
    if len(wanted) < _SHORTEST_NAME:
        return []
    return [
        row
        for row in places.complete(name, MOST_PLACES)
        if wanted in map(loose, _names(row, places))
    ]


def _names(row: int, places: PlaceIndex) -> Iterator[str]:
    """What a place is called: also by the first of its names in two languages."""
    register = places.places
    bare = bare_name(register.name[row])
    yield bare
    yield register[row].display_name
    if "/" in bare:
        yield bare.partition("/")[0].strip()


def _spelt(word: str, places: PlaceIndex) -> list[int]:
    """The places of exactly this name in exactly this spelling, largest first."""
    bare = word.strip(_AROUND_A_WORD)
    if bare in EVERYDAY:
        return []
    wanted = folded(bare)
    return [row for row in _named(word, places) if wanted in map(folded, _names(row, places))]


def place_hits(rows: tuple[int, ...], places: PlaceIndex) -> tuple[Hit, ...]:
    """The places as hits; the passage says where they lie."""
    found = []
    for row in rows:
        view = place_view(places.places, row)
        region = [part for part in (view.kreis, view.land) if part and part != view.name]
        where: Segments = ((", ".join([view.kind, *region]), False),)
        found.append(
            Hit(
                kind="place",
                id=view.key,
                title=((view.name, True),),
                passage=where,
                place=view.key,
                reasons=("heißt so",),
            )
        )
    return tuple(found)
