"""Where some terms stand: the short cut for long texts finds what a full reading finds."""

from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.german.analysis import Analyser, Word
from schaltstelle.core.german.compounds import Lexicon
from schaltstelle.core.german.finding import TermFinder

LEXICON = Lexicon.of(["verwaltung", "digital", "antrag", "bürger", "büro", "straße", "wohngeld"])
WORDS = (
    "Verwaltung", "Verwaltungen", "Digitalisierung", "Wohngeldantrag", "Bürgerbüro", "BÜRGER",
    "Straßen", "E-Akte", "e Akte", "§ 75a", "2.0", "12.000", "Café", "und", "Bürger:innen",
    "Einer für Alle", "Straßen",
)  # fmt: skip
# In small letters it is one letter longer.
RARE = "İstanbul"
SIGNS = st.sampled_from([" ", ", ", ". ", "\n", " – ", " („"])
texts = st.lists(st.tuples(st.sampled_from([*WORDS, RARE]), SIGNS), min_size=1, max_size=12).map(
    lambda pieces: "".join(word + sign for word, sign in pieces)
)
# Long enough not to be read as a whole.
LONG = "xyz " * 100


def read(text: str, terms: frozenset[str]) -> list[Word]:
    """Every word with one of the terms, by reading all."""
    words = Analyser(LEXICON).words(text)
    return [word for word in words if not terms.isdisjoint(word.forms.all)]


@given(texts, st.sets(st.sampled_from(WORDS), min_size=1))
def test_the_short_cut_finds_what_a_full_reading_finds(text: str, wanted: set[str]) -> None:
    """Umlauts, ß, hyphens, paragraphs and numbers too, in texts of any length."""
    analyser = Analyser(LEXICON)
    terms = frozenset(term for word in wanted for f in analyser.forms(word) for term in f.all)
    for whole in (text, text + LONG, LONG + text):
        assert TermFinder(analyser, terms).words(whole) == read(whole, terms)


@given(st.text(max_size=400), st.sets(st.sampled_from(["verwalt", "par75a", "2p0"])))
def test_any_text_is_harmless(text: str, terms: set[str]) -> None:
    """What is marked lies in the text, in order, and does not overlap."""
    end = 0
    for word in TermFinder(Analyser(LEXICON), terms).words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end
