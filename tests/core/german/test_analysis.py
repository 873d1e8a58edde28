"""From a text to terms."""

from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.german.analysis import Analyser, term_of
from schaltstelle.core.german.compounds import Lexicon
from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.stopwords import STOP_WORDS

PARTS = "verwaltung digitalisierung online antrag akte bürger portal"
LEXICON = Lexicon.of(PARTS.split())
german = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßABCDEÄÖÜ §0123456789.,-:*/", max_size=80)


def all_terms(text: str) -> set[str]:
    return {term for forms in Analyser(LEXICON).forms(text) for term in forms.all}


@given(german)
def test_capitals_and_umlauts_do_not_change_the_terms(text: str) -> None:
    """ "Buergerbuero" and "BÜRGERBÜRO" are what is written."""
    plain = text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    analyser = Analyser(LEXICON)
    for word in text.split():
        if word.isalpha() and word.isascii():
            assert analyser.terms(word.upper()) == analyser.terms(word)
    assert [fold(part) for part in plain.split()] == [
        fold(part.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")) for part in text.split()
    ]


@given(st.text(max_size=120))
def test_terms_are_plain_words_for_the_index(text: str) -> None:
    """No blank and no sign of a query language ever reaches the index."""
    for forms in Analyser(LEXICON).forms(text):
        for term in forms.all:
            assert term and not set(term) & set(" \"'()*:^+-.,;{}[]")


def test_compounds_and_phrases_meet_in_their_parts() -> None:
    """ "Verwaltungsdigitalisierung" finds "Digitalisierung der Verwaltung" and vice versa."""
    compound = all_terms("Verwaltungsdigitalisierung")
    phrase = all_terms("die Digitalisierung der Verwaltung")
    assert phrase < compound


def test_hyphens_and_joined_spelling_meet() -> None:
    """ "Online-Antrag" and "Onlineantrag" are one thing."""
    assert all_terms("Online-Antrag") == all_terms("Onlineantrag")
    assert all_terms("E-Akte") == all_terms("eAkte") == all_terms("e akte")


def test_gender_signs_do_not_hide_a_word() -> None:
    """Whichever way people are addressed."""
    ways = ("Bürger", "Bürgerinnen", "Bürger:innen", "Bürger*innen", "BürgerInnen", "Bürger_innen")
    assert {tuple(Analyser(LEXICON).terms(way)) for way in ways} == {("burger",)}


def test_paragraphs_and_numbers_are_terms() -> None:
    """§ 75 is neither 75 nor § 7."""
    assert term_of("§75a") == "par75a"
    assert Analyser(LEXICON).terms("§ 75 HGrG") == Analyser(LEXICON).terms("§75 hgrg")
    assert term_of("1.000") == term_of("1000")
    assert term_of("2.0") != term_of("20")


def test_words_without_subject_have_no_terms() -> None:
    """They would stand in every text."""
    assert Analyser(LEXICON).terms("Wie und wann wird das von uns, z. B. hier, sein?") == ()
    assert "wie" in STOP_WORDS
