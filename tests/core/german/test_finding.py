"""Where some terms stand: reading piece by piece finds what a full reading finds."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.german.analysis import Analyser, Forms
from schaltstelle.core.german.compounds import Lexicon
from schaltstelle.core.german.finding import PieceReader, TermFinder

LEXICON = Lexicon.of(["verwaltung", "digital", "antrag", "bürger", "büro", "straße", "wohngeld"])
WORDS = (
    "Verwaltung", "Verwaltungen", "Digitalisierung", "Wohngeldantrag", "Bürgerbüro", "BÜRGER",
    "Straßen", "E-Akte", "e Akte", "§ 75a", "2.0", "12.000", "Café", "und", "Bürger:innen",
    "Einer für Alle", "Straßen",
)  # fmt: skip
SIGNS = st.sampled_from([" ", ", ", ". ", "\n", " – ", " („"])
texts = st.lists(st.tuples(st.sampled_from(WORDS), SIGNS), min_size=1, max_size=12).map(
    lambda pieces: "".join(word + sign for word, sign in pieces)
)


def finder(analyser: Analyser, terms: Iterable[str]) -> TermFinder[Forms]:
    """One that gives the forms of each word."""
    return TermFinder(PieceReader(analyser), terms, lambda forms: forms)


def read(text: str, terms: frozenset[str]) -> list[tuple[int, int, Forms]]:
    """Every word with one of the terms, by reading all."""
    words = Analyser(LEXICON).words(text)
    return [(*word,) for word in words if not terms.isdisjoint(word.forms.all)]


@given(texts, st.sets(st.sampled_from(WORDS), min_size=1))
def test_piece_by_piece_finds_what_a_full_reading_finds(text: str, wanted: set[str]) -> None:
    """Umlauts, ß, hyphens, paragraphs, numbers, and words that go on after a blank."""
    analyser = Analyser(LEXICON)
    terms = frozenset(term for word in wanted for f in analyser.forms(word) for term in f.all)
    assert finder(analyser, terms).words(text) == read(text, terms)


@given(st.text(max_size=400), st.sets(st.sampled_from(["verwalt", "par75a", "2p0"])))
def test_any_text_is_harmless(text: str, terms: set[str]) -> None:
    """What is marked lies in the text, in order, and does not overlap."""
    end = 0
    for start, last, _ in finder(Analyser(LEXICON), terms).words(text):
        assert end <= start < last <= len(text)
        end = last
