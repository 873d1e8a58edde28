"""What else stands for a word."""

from schaltstelle.core.german.analysis import Analyser
from schaltstelle.core.german.compounds import Lexicon
from schaltstelle.core.vocabulary import Term
from schaltstelle.search.vocabulary import Thesaurus, Vocabulary, spellings

ANALYSER = Analyser(Lexicon.of(["akte", "online", "antrag"]))
TERMS = (
    Term(
        term="E-Akte",
        same=("elektronische Akte",),
        abbreviations=("DMS",),
        everyday=("Papierkram", "kein Papier"),
        related=("Archiv",),
    ),
    Term(term="Online-Antrag", same=("Onlinedienst",)),
)
THESAURUS = Thesaurus(TERMS, ANALYSER)


def weights(text: str) -> dict[str, float]:
    return {s.name: s.weight for s in THESAURUS.synonyms(ANALYSER.terms(text))}


def test_every_name_stands_for_the_others() -> None:
    """The nearer, the more; never as much as what was typed."""
    typed = weights("dms")
    assert set(typed) == {"E-Akte", "elektronische Akte", "Papierkram", "Archiv"}
    assert 1 > typed["E-Akte"] > typed["Papierkram"] > typed["Archiv"] > 0


def test_everyday_words_lead_to_the_thing_and_less_to_each_other() -> None:
    """They may be wider or narrower."""
    typed = weights("papierkram")
    assert typed["E-Akte"] > typed["Archiv"]
    assert typed["E-Akte"] < weights("elektronische Akte")["E-Akte"]


def test_what_only_lies_near_leads_nowhere() -> None:
    """Whoever looks for an archive does not look for a DMS."""
    assert weights("archiv") == {}
    assert ANALYSER.terms("archiv") not in THESAURUS


def test_phrases_that_say_too_little_are_left_out() -> None:
    """ "kein Papier" would make every paper a file."""
    assert ANALYSER.terms("papier") not in THESAURUS
    assert spellings(ANALYSER.forms("Papier"), words=2) == []
    assert spellings(ANALYSER.forms("Papier"), words=1) == [("papi",)]


def test_hyphens_and_joined_spelling_are_one_name() -> None:
    """Both are typed."""
    assert THESAURUS.synonyms(("onlin", "antrag")) and THESAURUS.synonyms(("onlineantrag",))


def test_another_vocabulary_has_another_fingerprint() -> None:
    """The index must know that it has to read anew, and only then."""
    one, same = Vocabulary(TERMS, ("a", "b")), Vocabulary(TERMS, ("b", "a"))
    assert one.fingerprint == same.fingerprint
    assert one.fingerprint != Vocabulary(TERMS[:1], ("a", "b")).fingerprint
    assert one.fingerprint != Vocabulary(TERMS, ("a",)).fingerprint
