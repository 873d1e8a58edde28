"""Places in a search: a group of their own."""

from datetime import date

import pytest

from schaltstelle.core.place_search import PlaceIndex
from schaltstelle.core.query import Query
from schaltstelle.reference.load import load
from schaltstelle.search.engine import search
from schaltstelle.search.index import Index
from schaltstelle.search.places import EVERYDAY, places_in
from schaltstelle.search.results import Results


@pytest.fixture(scope="module")
def places() -> PlaceIndex:
    return PlaceIndex(load().places)


def look(index: Index, places: PlaceIndex, text: str) -> Results:
    return search(index, Query(text=text), today=date(2026, 11, 22), places=places)


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("Wohngeld Tengen", "Tengen", "wohngeld-online"),
        ("tengen wohngeld", "Tengen", "wohngeld-online"),
        ("Sirenen prüfen in Bad Säckingen", "Bad Säckingen", "sirenen-erneuern"),
        ("Wer bezahlt die Sirenen in Essen?", "Essen", "sirenen-geld"),
        ("wohngeld cottbus", "Cottbus/Chóśebuz", "wohngeld-online"),
    ],
)
def test_a_place_and_a_topic_are_both_found(
    index: Index, places: PlaceIndex, text: str, place: str, first: str
) -> None:
    """The name of the place neither hides the topic nor is corrected."""
    results = look(index, places, text)
    assert results.places[0].name == place
    assert results.hits[0].id == first
    assert results.notes == ()


def test_a_name_alone_or_begun_or_a_key_finds_the_place(index: Index, places: PlaceIndex) -> None:
    """As in the search for places."""
    for text in ("Tengen", "teng", "08335080"):
        results = look(index, places, text)
        assert results.places[0].name == "Tengen"
        assert "Landkreis Konstanz" in results.places[0].passage[0][0]
        assert results.places[0].id == "083350080080"


@pytest.mark.parametrize("text", ["wie und was", "12345", "0833508x", "xyzzyq", ""])
def test_what_is_no_name_finds_no_place(index: Index, places: PlaceIndex, text: str) -> None:
    """Wrong keys are no error in a search."""
    assert look(index, places, text).places == ()


def test_other_kinds_leave_places_out(index: Index, places: PlaceIndex) -> None:
    """Who asks for programmes gets programmes."""
    query = Query(text="Sirenen Tengen", kinds=("programme",))
    results = search(index, query, today=date(2026, 11, 22), places=places)
    assert results.places == ()


def named(places: PlaceIndex, text: str) -> list[str]:
    """The names of the places that a text names."""
    return [places.places[row].display_name for row in places_in(text, places).rows]


@pytest.mark.parametrize(
    "text",
    [
        "Termine online buchen",
        "Termine online Buchen",
        "welche Daten nutzen wir",
        "was hätten wir davon",
        "wie mails sicher senden",
        "sirenen und wehr",
        "kita (essen)",
    ],
)
def test_an_everyday_word_in_a_question_is_no_place(places: PlaceIndex, text: str) -> None:
    """Büchen, Nützen, Hatten, Senden, Wehr, Essen: a verb must not bring a place to the top."""
    assert named(places, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("bauantrag tengen", "Tengen"),
        ("termine in büchen", "Büchen"),
        ("termine buechen", "Büchen"),
        ("Termine Büchen", "Büchen"),
        ("Wohngeld in Senden", "Senden"),
        ("wie geht das in (Essen)?", "Essen"),
        ("sirenen bad sackingen", "Bad Säckingen"),
        ("wohngeld munster", "Munster"),
        ("wohngeld muenchen", "München"),
        ("buchen", "Büchen"),
        ("munchen", "München"),
        ("senden", "Senden"),
        ("essen?", "Essen"),
    ],
)
def test_a_place_is_known_by_its_spelling(places: PlaceIndex, text: str, place: str) -> None:
    """Small letters and ue are fine; u for ü only in a name of several words or standing alone."""
    assert named(places, text)[0] == place


def test_every_everyday_word_is_a_place_with_a_capital_letter(places: PlaceIndex) -> None:
    """The list holds nothing but names of the register, and a capital letter still finds them."""
    missed = [word for word in EVERYDAY if not named(places, f"Wohngeld in {word.capitalize()}")]
    assert missed == []


def test_what_names_no_place_stays_in_the_topic(places: PlaceIndex) -> None:
    """Else the question would lose its verb."""
    assert places_in("Termine online buchen", places).words == frozenset()
