"""From what was typed to what is looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import log
from typing import Protocol

from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.stems import stem
from schaltstelle.core.german.stopwords import FILLERS, LIGHT
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.search.columns import kind_term
from schaltstelle.search.intents import intents_of, kinds_asked_for
from schaltstelle.search.leaves import Cut, Leaf, cut
from schaltstelle.search.lookup import Language
from schaltstelle.search.places import NO_PLACES, NamedPlaces
from schaltstelle.search.question import (
    LEAST_WEIGHT_TO_FIND,
    Alternative,
    Concept,
    Correction,
    Question,
    Whole,
)

# Words such as "brauchen" or "Gemeinde" stand in half of all questions and say little.
_WEIGHT_OF_FILLER = 0.15
# "Online" or "Regeln" say a little.
_WEIGHT_OF_LIGHT = 0.4
# The name of a Land narrows a subject; it is none beside another one.
_WEIGHT_OF_LAND = 0.5
# Words that the documents write in small letters are verbs and adjectives, which say less of the
# subject than nouns do.
_WEIGHT_OF_SMALL = 0.5
# A word that asks for a kind of thing ("Förderung für Sirenen") is answered by the kind; that a
# text has the word too says less. Alone ("Förderung") it is the subject.
_WEIGHT_OF_KIND = 1.0
_WEIGHT_OF_SECOND_KIND = 0.8
_WEIGHT_BESIDE_KIND = 0.7
_WEIGHT_OF_KIND_ALONE = 0.6
# A word that only looks like the one that was typed.
_WEIGHT_OF_CORRECTION = {"similar": 0.7, "begins": 0.8, "part": 0.6}

# A compound says more than one word, but not as much as its parts would say one by one.
_WEIGHT_OF_COMPOUND = 1.5
# Rarer than this many documents is no more telling: it may be chance.
_RARE = 8

_FILLER_STEMS = frozenset(map(stem, FILLERS))
_LIGHT_STEMS = frozenset(map(stem, LIGHT))
_LAND_STEMS = frozenset(
    stem(fold(part)) for name in LAND_NAMES.values() for part in name.split("-")
)


class Known(Protocol):
    """What the documents know of words."""

    @property
    def size(self) -> int:
        """The number of documents."""

    def counts(self, stems: Iterable[str]) -> Mapping[str, int]:
        """In how many documents each stem or phrase stands; those in none are left out."""

    def written(self, words: Iterable[str]) -> Mapping[str, str]:
        """How folded words are written; unknown ones are left out."""

    def similar(self, typed: str) -> Correction | None:
        """What an unknown word may mean."""


def read_question(
    text: str, language: Language, known: Known, places: NamedPlaces = NO_PLACES
) -> Question:
    """The concepts of a text. Words that name one of `places` are neither split nor corrected;
    parts of such a name say little by themselves."""
    given = cut(text, language.analyser, places.words | places.parts)
    question = _Reading(given, language, known, places).question()
    return replace(question, kinds=kinds_asked_for(text))


class _Reading:
    def __init__(self, given: Cut, language: Language, known: Known, places: NamedPlaces) -> None:
        self.cut = given
        self.language = language
        self.known = known
        self.places = places
        self.corrections: list[Correction] = []
        self.unknown: list[str] = []
        self.counts: dict[str, int] = {}

    def question(self) -> Question:
        leaves = self.cut.leaves
        written = self.known.written(leaf.word for leaf in leaves)
        for leaf in leaves:
            leaf.add(Alternative(leaf.stem, 1.0, "written", _name(leaf, written), leaf.typed))
        self._add_synonyms()
        self._add_kinds()
        self._count({stems for leaf in leaves for stems in leaf.alternatives})
        self._count({unit.stem for unit in self.cut.units})
        kept = self._without_unknown()
        concepts = [self._concept(leaf, written, alone=len(kept) == 1) for leaf in kept]
        concepts = _balanced(list(_once(concepts)))
        return Question(
            concepts=tuple(concepts),
            wholes=tuple(self._wholes()),
            chain=self.cut.chain,
            corrections=tuple(self.corrections),
            unknown=tuple(self.unknown),
        )

    def _add_synonyms(self) -> None:
        """What stands for stretches of the question; the longest stretch goes first."""
        thesaurus = self.language.thesaurus
        fitting = {item for item in self.cut.stretches() if item[2] in thesaurus}
        covered: set[int] = set()
        for start, end, stems in sorted(fitting, key=lambda item: (item[0] - item[1], item)):
            inside = set(range(start, end))
            if inside <= covered:
                continue
            covered |= inside
            leaves = self.cut.leaves[start:end]
            typed = " ".join(dict.fromkeys(leaf.typed for leaf in leaves))
            for synonym in thesaurus.synonyms(stems):
                alternative = Alternative(
                    " ".join(synonym.stems), synonym.weight, synonym.relation, synonym.name, typed
                )
                for leaf in leaves:
                    leaf.add(alternative)

    def _add_kinds(self) -> None:
        intents = intents_of(self.cut.text)
        asking = [
            (leaf, next(intents[w] for w in (leaf.word, fold(leaf.typed)) if w in intents))
            for leaf in self.cut.leaves
            if leaf.word in intents or fold(leaf.typed) in intents
        ]
        alone = len(asking) == len(self.cut.leaves)
        for leaf, kinds in asking:
            beside = 1.0 if alone else _WEIGHT_BESIDE_KIND
            for stems, other in leaf.alternatives.items():
                leaf.alternatives[stems] = replace(other, weight=other.weight * beside)
            weight = _WEIGHT_OF_KIND_ALONE if alone else _WEIGHT_OF_KIND
            for kind in kinds:
                leaf.add(Alternative(kind_term(kind), weight, "kind", kind, leaf.typed))
                weight *= _WEIGHT_OF_SECOND_KIND

    # What the documents know --------------------------------------------------------------------

    def _count(self, phrases: Collection[str]) -> None:
        """How many documents have each phrase."""
        self.counts |= dict.fromkeys(phrases, 0) | dict(self.known.counts(phrases))

    def _without_unknown(self) -> list[Leaf]:
        """The leaves that stand somewhere, corrected where their whole word is unknown."""
        kept = [leaf for leaf in self.cut.leaves if self._stands_somewhere(leaf)]
        typed = {leaf.typed for leaf in kept}
        found = []
        for leaf in self.cut.leaves:
            if leaf in kept:
                found.append(leaf)
            elif leaf.typed not in typed:
                typed.add(leaf.typed)
                if self._corrected(leaf):
                    found.append(leaf)
        return found

    def _stands_somewhere(self, leaf: Leaf) -> bool:
        """Whether documents have the leaf or what stands for it. What only lies near helps where
        nothing else does; otherwise it is left out."""
        known = [a for a in leaf.alternatives.values() if self.counts[a.stems]]
        finding = [a for a in known if a.weight >= LEAST_WEIGHT_TO_FIND]
        if not finding:
            finding = [replace(a, weight=LEAST_WEIGHT_TO_FIND) for a in known if a.why == "related"]
        if finding:
            leaf.alternatives = {a.stems: a for a in finding}
        return bool(finding)

    def _corrected(self, leaf: Leaf) -> bool:
        """Give an unknown word the words that it may mean; False where there are none."""
        if leaf.stem in _FILLER_STEMS or leaf.word in self.places.words | self.places.parts:
            return False
        correction = self.known.similar(leaf.typed) or self._part_of(leaf)
        if correction is None:
            self.unknown.append(leaf.typed)
            return False
        self.corrections.append(correction)
        weight, why = _WEIGHT_OF_CORRECTION[correction.why], correction.why
        for used in correction.used:
            stems = self.language.analyser.terms(used)
            leaf.add(Alternative(" ".join(stems), weight, why, used, leaf.typed))
            for synonym in self.language.thesaurus.synonyms(stems):
                value = weight * synonym.weight
                words = " ".join(synonym.stems)
                leaf.add(Alternative(words, value, why, synonym.name, leaf.typed))
        self._count(leaf.alternatives.keys())
        return self._stands_somewhere(leaf)

    def _part_of(self, leaf: Leaf) -> Correction | None:
        """The known beginning of a long word, where nobody knows its end."""
        parts = self.language.analyser.lexicon.beginning(leaf.word)
        counts = self.known.counts(map(stem, parts))
        known = [part for part in parts if counts.get(stem(part))]
        if not known:
            return None
        # The rarest part says most.
        best = min(known, key=lambda part: (counts[stem(part)], part))
        written = self.known.written([best])
        return Correction(leaf.typed, (written.get(best, best.capitalize()),), "part")

    def _concept(self, leaf: Leaf, written: Mapping[str, str], alone: bool) -> Concept:
        alternatives = sorted(leaf.alternatives.values(), key=lambda a: (-a.weight, a.stems))
        # How rare a concept is shows the word itself, else the one that stands for it best.
        words = [a for a in alternatives if a.why in ("written", "kind")] or alternatives
        weight = self._rarity(max(self.counts[a.stems] for a in words[:1]))
        if not alone:
            weight *= self._telling(leaf, written)
        return Concept(leaf.typed, _name(leaf, written), weight, tuple(alternatives))

    def _telling(self, leaf: Leaf, written: Mapping[str, str]) -> float:
        """How much a word says of a subject, whatever its rarity: from 0 to 1."""
        if leaf.word in self.places.parts or leaf.stem in _FILLER_STEMS:
            return _WEIGHT_OF_FILLER
        if leaf.stem in _LIGHT_STEMS:
            return _WEIGHT_OF_LIGHT
        if leaf.stem in _LAND_STEMS:
            return _WEIGHT_OF_LAND
        asks_for_kind = any(a.why == "kind" for a in leaf.alternatives.values())
        small = written.get(leaf.word, "A")[0].islower() and not asks_for_kind
        return _WEIGHT_OF_SMALL if small else 1.0

    def _wholes(self) -> Iterator[Whole]:
        for unit in self.cut.units:
            if self.counts[unit.stem]:
                yield Whole(unit.stem, self._rarity(self.counts[unit.stem]))

    def _rarity(self, count: int) -> float:
        """The inverse document frequency; very rare words are no more telling than rare ones."""
        return log(1 + self.known.size / (count + _RARE))


def _name(leaf: Leaf, written: Mapping[str, str]) -> str:
    """How to say a leaf: as typed, or as the documents write the part of a compound."""
    if fold(leaf.typed) == leaf.word:
        return leaf.typed
    return written.get(leaf.word, leaf.word.capitalize())


def _balanced(concepts: Sequence[Concept]) -> list[Concept]:
    """The weights of the parts of one word brought down to what a compound weighs."""
    whole: dict[str, list[float]] = {}
    for concept in concepts:
        whole.setdefault(concept.typed, []).append(concept.weight)
    found = []
    for concept in concepts:
        parts = whole[concept.typed]
        most = _WEIGHT_OF_COMPOUND * max(parts)
        scale = min(1.0, most / sum(parts)) if sum(parts) else 1.0
        found.append(replace(concept, weight=concept.weight * scale))
    return found


def _once(concepts: Sequence[Concept]) -> Iterator[Concept]:
    """Every concept once; a word typed twice counts no more."""
    seen: set[tuple[str, ...]] = set()
    for concept in concepts:
        stems = tuple(alternative.stems for alternative in concept.alternatives)
        if stems not in seen:
            seen.add(stems)
            yield concept
