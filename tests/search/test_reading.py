"""From what was typed to what is looked for."""

import pytest

from schaltstelle.search.index import Index
from schaltstelle.search.intents import kinds_asked_for
from schaltstelle.search.question import Question
from schaltstelle.search.reading import read_question


def read(index: Index, text: str) -> Question:
    return read_question(text, index.language, index)


def stems(question: Question) -> list[set[str]]:
    return [{a.stems for a in concept.alternatives} for concept in question.concepts]


def test_a_compound_is_as_many_concepts_as_it_has_parts(index: Index) -> None:
    """The word as a whole counts besides."""
    question = read(index, "Wohngeldantrag")
    assert [concept.name for concept in question.concepts] == ["Wohngeld", "Antrag"]
    assert {whole.stem for whole in question.wholes} == {"wohngeldantrag"}
    assert all(concept.typed == "Wohngeldantrag" for concept in question.concepts)


def test_a_compound_weighs_little_more_than_one_word(index: Index) -> None:
    """Long words must not drown the short ones beside them."""
    whole = sum(concept.weight for concept in read(index, "Verwaltungsdigitalisierung").concepts)
    parts = [concept.weight for concept in read(index, "Verwaltung Digitalisierung").concepts]
    assert max(parts) < whole < sum(parts)


def test_words_of_the_vocabulary_stand_for_each_other(index: Index) -> None:
    """Abbreviation, everyday word and phrase; the phrase for all of its words together."""
    assert {"personalausweis"} <= stems(read(index, "Perso"))[0]
    assert all("eakt" in found or "elektron akt" in found for found in stems(read(index, "DMS")))
    phrase = read(index, "elektronische Akte")
    assert len(phrase.concepts) == 2
    assert all(
        a.typed == "elektronische Akte"
        for c in phrase.concepts
        for a in c.alternatives
        if a.why == "same"
    )


def test_only_what_documents_have_is_looked_for(index: Index) -> None:
    """Alternatives without a document cost time and find nothing."""
    known = index.counts(s for found in stems(read(index, "Perso Sirene")) for s in found)
    for found in stems(read(index, "Perso Sirene")):
        assert all(known.get(stem) for phrase in found for stem in phrase.split())


def test_fillers_and_verbs_weigh_less_than_the_subject(index: Index) -> None:
    """ "Wie bekommen wir ..." says nothing of the subject."""
    question = read(index, "Wo finden wir die Sirene der Gemeinde")
    weights = {concept.name: concept.weight for concept in question.concepts}
    assert weights["Sirene"] == max(weights.values())


def test_the_same_word_twice_counts_once(index: Index) -> None:
    """Repeating oneself does not help."""
    assert read(index, "Wohngeld Wohngeld wohngeld").concepts == read(index, "Wohngeld").concepts


@pytest.mark.parametrize(
    ("typed", "used", "why"),
    [
        ("wonhgeld", "Wohngeld", "similar"),
        ("wohnge", "Wohngeld", "begins"),
        ("Sirenenquatsch", "Sirenen", "part"),
    ],
)
def test_unknown_words_are_corrected_completed_or_taken_apart(
    index: Index, typed: str, used: str, why: str
) -> None:
    """In this order of trust; what was done is told."""
    question = read(index, typed)
    assert [(c.typed, c.why) for c in question.corrections] == [(typed, why)]
    assert used in question.corrections[0].used
    assert question.unknown == ()
    assert question.concepts


def test_what_resembles_nothing_is_said_to_be_unknown(index: Index) -> None:
    """And leaves the rest of the question alone."""
    question = read(index, "Sirene xyzzyq")
    assert question.unknown == ("xyzzyq",)
    assert [concept.typed for concept in question.concepts] == ["Sirene"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wer bezahlt uns die Sirenen?", "programme"),
        ("Gibt es Geld für Sirenen?", "programme"),
        ("Wer hat schon eine E-Akte?", "practice"),
        ("Welche Gemeinden teilen sich die IT", "practice"),
        ("Müssen wir Anträge online anbieten?", "law"),
        ("Bis wann gilt das?", "law"),
        ("wie fangen wir an", "measure"),
        ("Wo lernt man das", "course"),
    ],
)
def test_turns_of_a_question_ask_for_a_kind(text: str, kind: str) -> None:
    """What kind of answer a question wants stands in its small words."""
    assert kind in kinds_asked_for(text)


@pytest.mark.parametrize("text", ["Wohngeld", "mit Karte zahlen", "Sirenen prüfen", ""])
def test_a_subject_asks_for_no_kind(text: str) -> None:
    """Paying by card is no question for money."""
    assert kinds_asked_for(text) == frozenset()


def test_a_word_for_a_kind_is_answered_by_the_kind(index: Index) -> None:
    """ "Förderung" by every programme, whatever words it has."""
    alternatives = read(index, "Förderung Sirenen").concepts[0].alternatives
    assert alternatives[0].why == "kind" and alternatives[0].name == "programme"
