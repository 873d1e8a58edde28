"""The words of the field, ready to look up: what else stands for the words of a question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from schaltstelle.core.german.analysis import Analyser, Forms
from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.similar import KnownWords
from schaltstelle.core.vocabulary import Term

Relation = Literal["same", "abbreviation", "everyday", "related"]

# How far a word stands for another one. Same and abbreviation lose a little, so that what is
# written comes before its synonym; an everyday word may be wider or narrower; what only lies near
# must never beat what was asked for.
_LIKENESS: dict[tuple[Relation, Relation], float] = {
    ("same", "same"): 0.95,
    ("same", "abbreviation"): 0.95,
    ("same", "everyday"): 0.6,
    ("everyday", "same"): 0.85,
    ("everyday", "abbreviation"): 0.8,
    ("everyday", "everyday"): 0.55,
}
_RELATED = 0.25
_SHORTEST_NAME = 2
# Shorter ones ("App", "VHS") would be met by chance inside other words.
_SHORTEST_PART = 4


@dataclass(frozen=True, slots=True)
class Synonym:
    """Stems that may stand for other ones; `name` is their natural spelling, `weight` up to 1."""

    stems: tuple[str, ...]
    weight: float
    name: str
    relation: Relation


@dataclass(frozen=True)
class Vocabulary:
    """The terms of the field and the parts of its compounds, as the content files have them."""

    terms: tuple[Term, ...] = ()
    parts: tuple[str, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """A hash: another vocabulary reads texts differently."""
        return hashlib.sha256(repr((self.terms, sorted(self.parts))).encode()).hexdigest()[:16]

    @cached_property
    def single_words(self) -> frozenset[str]:
        """Everything in it that is one word: compounds may be made of it."""
        return frozenset(
            name
            for term in self.terms
            for name, _ in names_of(term)
            if name.isalpha() and len(name) >= _SHORTEST_PART
        )


def names_of(term: Term) -> Iterator[tuple[str, Relation]]:
    """All words for a thing, with how they stand to it."""
    yield term.term, "same"
    for name in term.same:
        yield name, "same"
    for name in term.abbreviations:
        yield name, "abbreviation"
    for name in term.everyday:
        yield name, "everyday"
    for name in term.related:
        yield name, "related"


class Thesaurus:
    """The terms by the stems of all their names."""

    def __init__(self, terms: Sequence[Term], analyser: Analyser) -> None:
        self._names: list[list[Synonym]] = []
        self._by_stems: dict[tuple[str, ...], list[tuple[int, Relation]]] = {}
        for number, term in enumerate(terms):
            names = [
                Synonym(stems, 1.0, name, relation)
                for name, relation in names_of(term)
                for stems in spellings(analyser.forms(name), len(name.split()))
            ]
            self._names.append(names)
            for name in names:
                if name.relation != "related":
                    self._by_stems.setdefault(name.stems, []).append((number, name.relation))

    def __contains__(self, stems: tuple[str, ...]) -> bool:
        return stems in self._by_stems

    def synonyms(self, stems: tuple[str, ...]) -> tuple[Synonym, ...]:
        """What stands for a word of the vocabulary, best first; empty where it is none."""
        best: dict[tuple[str, ...], Synonym] = {}
        for number, relation in self._by_stems.get(stems, ()):
            for name in self._names[number]:
                weight = _likeness(relation, name.relation)
                known = best.get(name.stems)
                if name.stems != stems and (known is None or known.weight < weight):
                    best[name.stems] = Synonym(name.stems, weight, name.name, name.relation)
        return tuple(sorted(best.values(), key=lambda synonym: -synonym.weight))

    @cached_property
    def phrases(self) -> dict[tuple[str, str], frozenset[str]]:
        """The stems of all names that have several, with a blank between them, by the first two."""
        found: dict[tuple[str, str], set[str]] = {}
        for names in self._names:
            for name in names:
                if len(name.stems) > 1:
                    first, second, *_ = name.stems
                    found.setdefault((first, second), set()).add(" ".join(name.stems))
        return {pair: frozenset(phrases) for pair, phrases in found.items()}

    def is_phrase(self, stems: str) -> bool:
        """Whether several stems with a blank between them are such a name."""
        first, second, *_ = stems.split()
        return stems in self.phrases.get((first, second), ())

    @cached_property
    def words(self) -> dict[str, str]:
        """Names of one word, folded, with their natural spelling: what typing errors may mean."""
        return {
            fold(name.name): name.name
            for names in self._names
            for name in names
            if name.name.isalpha()
        }

    @cached_property
    def known_words(self) -> KnownWords:
        """The same words, to compare with."""
        return KnownWords(dict.fromkeys(self.words, 1))


def _likeness(typed: Relation, other: Relation) -> float:
    if other == "related":
        return _RELATED
    return _LIKENESS[("same" if typed == "abbreviation" else typed, other)]


def spellings(forms: Sequence[Forms], words: int = 1) -> list[tuple[str, ...]]:
    """The stems of a name; of one word with hyphens also those of the joined spelling.

    None for a name that says too little: of several `words` only one that has a subject ("kein
    Netz"), or nothing but a letter or two.
    """
    stems = tuple(stem for word in forms for stem in word.main)
    if len(forms) == 1 and len(stems) > 1 and forms[0].parts:
        return [stems, forms[0].parts[:1]]
    if not stems or (len(stems) == 1 and (words > 1 or len(stems[0]) < _SHORTEST_NAME)):
        return []
    return [stems]
