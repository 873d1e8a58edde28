"""Finding places by what people type, on the shipped register."""

import pytest

from schaltstelle import reference
from schaltstelle.core.keys import InvalidKey
from schaltstelle.core.place_names import after_for, folded, loose, loose_all
from schaltstelle.core.place_search import PlaceIndex
from schaltstelle.core.places import Level


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    """The names of the shipped places."""
    return PlaceIndex(reference.load(reference.SHIPPED).places)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Tengen", "08335080"),
        ("tengen, Stadt", "08335080"),
        ("Kiel", "01002000"),
        ("Tübingen", "08416041"),
        ("Tuebingen", "08416041"),
        ("TUBINGEN", "08416041"),
        ("Neustadt an der Weinstraße", "07316000"),
        ("Neustadt a.d. Weinstrasse", "07316000"),
        ("Neustadt, Hessen", "06534016"),
        ("Tölz", "09173112"),
        ("Bautzen", "14625020"),
        ("Budyšin", "14625020"),
        ("Weisswasser", "14626600"),
        ("Sankt Ingbert", "10045117"),
        ("Ribnitz Damgarten", "13073075"),
        ("Frankfurt Oder", "12053000"),
        ("Essen", "05113000"),
        ("Berlin", "11000000"),
        ("Landkreis Konstanz", "08335"),
        ("Konstanz", "08335043"),
        ("Plön", "01057057"),
        ("Kreis Plön", "01057"),
        ("Rostock", "13003000"),
        ("Landkreis Rostock", "13072"),
        ("Vogelsbergkreis", "06535"),
        ("Verbandsgemeinde Adenau", "071315001"),
        ("08335080", "08335080"),
        ("083350080080", "08335080"),
        ("08335", "08335"),
        ("Bayern", "09"),
    ],
)
def test_one_place_is_found(index: PlaceIndex, text: str, key: str) -> None:
    """Umlauts, ß, titles, hyphens, "Bad", Sorbian halves and Kreis words don't matter."""
    found = index.find(text)
    assert found.kind == "one"
    assert found.candidates == (index.places.by_key(key),)


@pytest.mark.parametrize("text", ["Neustadt", "Frankfurt", "Mühlhausen", "Halle", "Freiburg"])
def test_ambiguous_names_list_their_candidates(index: PlaceIndex, text: str) -> None:
    """The user chooses; the largest comes first, all are municipalities of that name."""
    found = index.find(text)
    assert found.kind == "several" and len(found.candidates) > 1
    people = [int(index.places.population[row]) for row in found.candidates]
    assert people == sorted(people, reverse=True)
    assert all(loose(text) in loose(index.places[row].name) for row in found.candidates)


@pytest.mark.parametrize(
    ("text", "key"), [("Tengn", "08335080"), ("Münhcen", "09162000"), ("Hambrug", "02000000")]
)
def test_slips_get_suggestions(index: PlaceIndex, text: str, key: str) -> None:
    """A typing error suggests the place meant first, and never decides by itself."""
    found = index.find(text)
    assert found.kind == "suggestions"
    assert found.candidates[0] == index.places.by_key(key)


@pytest.mark.parametrize(
    ("text", "new_key"),
    [
        ("16077003", "16077043"),
        ("Dobitschen", "16077043"),
        ("06435014", "06415000"),
        ("Kleinschwabhausen", "16071025"),
    ],
)
def test_dissolved_places_say_what_they_became(index: PlaceIndex, text: str, new_key: str) -> None:
    """A former key or name leads on to the place of today, with the date."""
    found = index.find(text)
    assert found.kind == "dissolved"
    assert found.candidates == (index.places.by_key(new_key),)
    assert all(step.date for step in found.successions)


@pytest.mark.parametrize("text", ["xqzjkv", "!?", "", "16099999"])
def test_nothing_fits(index: PlaceIndex, text: str) -> None:
    """Noise finds nothing instead of something."""
    found = index.find(text)
    assert found.kind == "none" and not found.candidates


def test_a_broken_key_is_refused(index: PlaceIndex) -> None:
    """Digits that are no key are an input error with a reason."""
    with pytest.raises(InvalidKey, match="6 Stellen"):
        index.find("833508")


def test_completion_is_by_prefix_and_size(index: PlaceIndex) -> None:
    """An exact name comes first, then towns by size."""
    rows = index.complete("Halle", 5)
    assert all(loose(index.places[row].name).startswith("hall") for row in rows[:2])
    assert index.complete("teng", 3)[0] == index.places.by_key("08335080")
    assert index.places.level[index.complete("münch", 1)[0]] == Level.MUNICIPALITY
    assert index.complete("", 5) == ()
    assert len(index.complete("b", 7)) == 7


@pytest.mark.parametrize("text", ["Weißwasser/O.L., Stadt", "Jabłońc", "St. Ingbert", "  ", "ä ö"])
def test_folding_many_equals_folding_one(text: str) -> None:
    """The index and the query are folded alike, or nothing would be found."""
    assert loose_all([text, "Kiel", text]) == [loose(text), "kiel", loose(text)]


def test_folding() -> None:
    """Umlauts are written out, accents dropped, abbreviations spelt out."""
    assert folded("Lübbenau/Spreewald / Lubnjow/Błota") == "luebbenau spreewald lubnjow blota"
    assert folded("Bad Homburg v. d. Höhe") == "bad homburg vor der hoehe"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Tengen", "Tengen"),
        ("Amt Eiderstedt", "das Amt Eiderstedt"),
        ("Bodenseekreis", "den Bodenseekreis"),
        ("Landkreis Konstanz", "den Landkreis Konstanz"),
        ("Märkischer Kreis", "Märkischer Kreis"),
        ("Verwaltungsgemeinschaft Nassenfels", "die Verwaltungsgemeinschaft Nassenfels"),
        ("Amt", "Amt"),
    ],
)
def test_names_of_kinds_get_their_article(name, said):
    """An advice is "für das Amt Eiderstedt", but "für Tengen"."""
    assert after_for(name) == said
