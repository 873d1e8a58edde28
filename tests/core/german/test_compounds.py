"""Compounds: what they are made of, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.content.load import load
from schaltstelle.core.german.compounds import LONGEST_COMPOUND, Lexicon
from schaltstelle.core.german.letters import fold

WORDS = "verwaltung digitalisierung wohngeld antrag sirene kind garten bad betrieb akte rechnung"
small = Lexicon.of(WORDS.split(), ["bauantrag", "verfahren"])


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The lexicon of the shipped content."""
    return Lexicon.of(word for part in load().compound_parts for word in part.words)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Verwaltungsdigitalisierung", ("verwaltung", "digitalisierung")),
        ("Wohngeldantrag", ("wohngeld", "antrag")),
        ("Wohngeldanträge", ("wohngeld", "antrage")),
        ("Sirenenantrag", ("sirene", "antrag")),
        ("Kindergarten", ("kind", "garten")),
        ("eAkte", ("akte",)),
        ("XRechnung", ("rechnung",)),
        ("Bauantragsverfahren", ("bauantrag", "verfahren")),
    ],
)
def test_compounds_are_split_with_their_linking_elements(word: str, parts: tuple[str, ...]) -> None:
    """-s, -n, -en, -er between parts, an inflected end, a letter before."""
    assert small.split(fold(word)) == parts


@pytest.mark.parametrize(
    "word", ["Wohngeld", "Verwaltung", "Antrag", "Digital", "xyz", "", "Kinder"]
)
def test_words_of_the_list_and_unknown_words_stay_whole(word: str) -> None:
    """What is in the list is never split further."""
    assert small.split(fold(word)) == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Handyparken", ("handy", "parken")),
        ("Wärmeplanung", ("warme", "planung")),
        ("Bebauungsplanverfahren", ("bebauungsplan", "verfahren")),
        ("Informationssicherheit", ("information", "sicherheit")),
        ("Gewerbeanmeldung", ("gewerbe", "anmeldung")),
        ("Müllabfuhrkalender", ("mullabfuhr", "kalender")),
        ("Straßenbeleuchtung", ()),
        ("Personalausweis", ()),
        ("Bürgermeister", ()),
        ("Unternehmen", ()),
        ("Vereinfachen", ()),
        ("Verwaltung", ()),
        ("Beratung", ()),
    ],
)
def test_the_shipped_parts_split_what_they_should(
    lexicon: Lexicon, word: str, parts: tuple[str, ...]
) -> None:
    """The list of the content makes the compounds of the field, and no nonsense."""
    expected = tuple(map(fold, parts))
    found = lexicon.split(fold(word))
    assert found == expected


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=LONGEST_COMPOUND + 20))
def test_a_split_has_parts_in_their_order(word: str) -> None:
    """Each part begins in the word where the one before has ended, so splitting ends."""
    at = 0
    for part in small.split(word):
        assert len(part) < len(word)
        found = word.find(part[:3], at)
        assert found >= at
        at = found + 1
