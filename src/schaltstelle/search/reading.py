"""From what was typed to what is looked for: concepts with all the words that stand for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log
from typing import Literal

from schaltstelle.core.german.analysis import Forms
from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.stems import stem
from schaltstelle.core.german.stopwords import FILLERS
from schaltstelle.search.columns import kind_term
from schaltstelle.search.index import Language
from schaltstelle.search.intents import INTENTS
from schaltstelle.search.vocabulary import Relation, Synonym

Why = Literal["written", "same", "abbreviation", "everyday", "related", "similar", "begins", "kind"]

# Words such as "brauchen" or "Gemeinde" stand in half of all questions and say little.
_WEIGHT_OF_FILLER = 0.15
# A word that asks for a kind of thing ("Wer bezahlt …?") is answered by the kind; that a document
# has the word too says less.
_WEIGHT_OF_KIND = 1.0
_WEIGHT_BESIDE_KIND = 0.5
# Words that the documents write in small letters are verbs and adjectives, which say less of the
# subject than nouns do.
_WEIGHT_OF_SMALL = 0.65
_WEIGHT_OF_SIMILAR = 0.7
_WEIGHT_OF_BEGINNING = 0.8
# A longer question is cut: every word costs time.
_MOST_WORDS = 16
# What only lies near does not make a document a hit by itself.
LEAST_WEIGHT_TO_FIND = 0.4


@dataclass(frozen=True, slots=True)
class Alternative:
    """Stems, with a blank between them, that stand for a concept; `name` is how to say them, and
    `typed` the words for which they stand."""

    stems: str
    weight: float
    why: Why
    name: str
    typed: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is looked for.

    `typed` is the word as it was typed, `name` the part of it that this concept is. `weight` is its
    rarity among the documents. Stretches [start:end] of concepts share an alternative where it
    stands for all of them together.
    """

    typed: str
    name: str
    weight: float
    alternatives: tuple[Alternative, ...]

    @property
    def finding(self) -> tuple[Alternative, ...]:
        """The alternatives by which a document is found."""
        return tuple(a for a in self.alternatives if a.weight >= LEAST_WEIGHT_TO_FIND)


@dataclass(frozen=True, slots=True)
class Whole:
    """A compound as one word: a document that has it itself is better than one with its parts."""

    stem: str
    weight: float


@dataclass(frozen=True, slots=True)
class Correction:
    """An unknown word and the words that were searched for instead."""

    typed: str
    used: tuple[str, ...]
    why: Literal["similar", "begins"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for. `chain` are the stems in their order, for nearness; `unknown` are words
    that stand nowhere and resemble none."""

    concepts: tuple[Concept, ...] = ()
    wholes: tuple[Whole, ...] = ()
    chain: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """The weight of all concepts together."""
        return sum(concept.weight for concept in self.concepts)


Counts = Callable[[Iterable[str]], Mapping[str, int]]
# How the documents write folded words.
Written = Callable[[Iterable[str]], Mapping[str, str]]
# Words of the documents or of the vocabulary that resemble an unknown one.
Similar = Callable[[str], Correction | None]


@dataclass(slots=True)
class _Leaf:
    """A word of the question, or a part of one, that is not split any further."""

    typed: str
    name: str
    stem: str
    alternatives: dict[str, Alternative] = field(default_factory=dict)

    def add(self, alternative: Alternative) -> None:
        known = self.alternatives.get(alternative.stems)
        if known is None or known.weight < alternative.weight:
            self.alternatives[alternative.stems] = alternative


@dataclass(frozen=True, slots=True)
class _Unit:
    """Leaves [start:end] that are one word together, with its stem."""

    stem: str
    start: int
    end: int


def read_question(
    text: str,
    language: Language,
    counts: Counts,
    similar: Similar,
    documents: int,
    places: Collection[str] = (),
) -> Question:
    """The concepts of a text.

    `counts` gives the number of documents by stem, `documents` that of all; words in `places`
    (folded) that stand in no document name a place and need no correction.
    """
    return _Reading(language, counts, similar, documents, places).read(text)


class _Reading:
    def __init__(
        self,
        language: Language,
        counts: Counts,
        similar: Similar,
        documents: int,
        places: Collection[str],
    ) -> None:
        self.language = language
        self.counts = counts
        self.similar = similar
        self.documents = documents
        self.places = places
        self.leaves: list[_Leaf] = []
        self.units: list[_Unit] = []
        self.corrections: list[Correction] = []
        self.unknown: list[str] = []

    def read(self, text: str) -> Question:
        words = self._words(text)
        for typed, forms in words:
            for folded, term in zip(forms.words, forms.main, strict=True):
                self._enter(typed, folded, term, whole=len(forms.main) == 1)
            if len(forms.main) > 1:
                start = len(self.leaves) - sum(len(self._split(w)) or 1 for w in forms.words)
                self.units.append(_Unit(forms.parts[0], start, len(self.leaves)))
        self._add_synonyms()
        self._add_kinds()
        known = self._counted()
        self._drop_unknown(known)
        concepts = [self._concept(leaf, known) for leaf in self.leaves]
        return Question(
            concepts=tuple(_once(concepts)),
            wholes=tuple(self._wholes(known)),
            chain=tuple(term for _, forms in words for term in forms.main),
            corrections=tuple(self.corrections),
            unknown=tuple(self.unknown),
        )

    def _words(self, text: str) -> list[tuple[str, Forms]]:
        analyser = self.language.analyser
        found = [(text[w.start : w.end], w.forms) for w in analyser.words(text) if w.forms.main]
        return found[:_MOST_WORDS]

    def _split(self, folded: str) -> tuple[str, ...]:
        """The smallest parts of a word, empty where it is no compound."""
        lexicon = self.language.analyser.lexicon
        parts = lexicon.split(folded)
        return tuple(leaf for part in parts for leaf in (self._split(part) or (part,)))

    def _enter(self, typed: str, folded: str, term: str, whole: bool) -> None:
        """Add the leaves of one word, and the larger parts that are words themselves."""
        leaves = self._split(folded)
        start = len(self.leaves)
        if not leaves:
            name = typed if whole else folded
            self.leaves.append(_Leaf(typed, name, term))
            return
        for leaf in leaves:
            self.leaves.append(_Leaf(typed, leaf, stem(leaf)))
        self.units.append(_Unit(term, start, len(self.leaves)))
        self._enter_parts(folded, start)

    def _enter_parts(self, folded: str, start: int) -> None:
        for part in self.language.analyser.lexicon.split(folded):
            size = len(self._split(part)) or 1
            if size > 1:
                self.units.append(_Unit(stem(part), start, start + size))
                self._enter_parts(part, start)
            start += size

    # What else stands for it --------------------------------------------------------------------

    def _add_synonyms(self) -> None:
        for leaf in self.leaves:
            leaf.add(Alternative(leaf.stem, 1.0, "written", leaf.name, leaf.typed))
        thesaurus = self.language.thesaurus
        covered: set[int] = set()
        for start, end, stems in self._stretches():
            inside = set(range(start, end))
            if inside <= covered:
                continue
            synonyms = thesaurus.synonyms(stems)
            if synonyms:
                covered |= inside
            for synonym in synonyms:
                self._share(start, end, synonym)

    def _stretches(self) -> list[tuple[int, int, tuple[str, ...]]]:
        """Leaves that may be a word of the vocabulary together, the longest first."""
        stems = [leaf.stem for leaf in self.leaves]
        pieces: list[tuple[int, int, tuple[str, ...]]] = [
            (number, number + 1, (term,)) for number, term in enumerate(stems)
        ]
        pieces += [(unit.start, unit.end, (unit.stem,)) for unit in self.units]
        # Sequences of words: each step is a leaf or a whole compound.
        sequences = list(pieces)
        longer = list(pieces)
        for _ in range(4):
            longer = [
                (start, end, (*before, *after))
                for start, middle, before in longer
                for other, end, after in pieces
                if other == middle
            ]
            sequences += longer
        thesaurus = self.language.thesaurus
        fitting = {item for item in sequences if item[2] in thesaurus}
        return sorted(fitting, key=lambda item: (item[0] - item[1], item[0], item[2]))

    def _share(self, start: int, end: int, synonym: Synonym) -> None:
        """Give a synonym to all leaves that it stands for together."""
        typed = " ".join(dict.fromkeys(leaf.typed for leaf in self.leaves[start:end]))
        stems = " ".join(synonym.stems)
        for leaf in self.leaves[start:end]:
            leaf.add(Alternative(stems, synonym.weight, synonym.relation, synonym.name, typed))

    def _add_kinds(self) -> None:
        for number, leaf in enumerate(self.leaves):
            stems = [leaf.stem]
            stems += [unit.stem for unit in self.units if unit.start <= number < unit.end]
            kind = next((INTENTS[stem] for stem in stems if stem in INTENTS), None)
            if kind is None:
                continue
            for key, other in leaf.alternatives.items():
                leaf.alternatives[key] = replace(other, weight=other.weight * _WEIGHT_BESIDE_KIND)
            leaf.add(Alternative(kind_term(kind), _WEIGHT_OF_KIND, "kind", kind, leaf.typed))

    # What the documents know --------------------------------------------------------------------

    def _counted(self) -> dict[str, int]:
        return self._count(
            {
                *(stems for leaf in self.leaves for stems in leaf.alternatives),
                *(unit.stem for unit in self.units),
            }
        )

    def _count(self, phrases: Collection[str]) -> dict[str, int]:
        """How many documents have each phrase: at most as many as have its rarest stem."""
        counts = self.counts(term for phrase in phrases for term in phrase.split())
        return {phrase: min(counts.get(term, 0) for term in phrase.split()) for phrase in phrases}

    def _drop_unknown(self, known: dict[str, int]) -> None:
        """Correct or leave out words that stand nowhere."""
        whole = {unit.stem for unit in self.units if known.get(unit.stem, 0)}
        found = [self._stands_somewhere(leaf, known) for leaf in self.leaves]
        typed = {leaf.typed for leaf, stands in zip(self.leaves, found, strict=True) if stands}
        kept = []
        for leaf, stands in zip(self.leaves, found, strict=True):
            if not stands and leaf.typed not in typed:
                typed.add(leaf.typed)
                stands = self._corrected(leaf, known)
            if stands:
                kept.append(leaf)
        self.leaves = kept
        self.units = [unit for unit in self.units if unit.stem in whole]

    @staticmethod
    def _stands_somewhere(leaf: _Leaf, known: Mapping[str, int]) -> bool:
        return any(
            known.get(stems, 0) and alternative.weight >= LEAST_WEIGHT_TO_FIND
            for stems, alternative in leaf.alternatives.items()
        )

    def _corrected(self, leaf: _Leaf, known: dict[str, int]) -> bool:
        """Give an unknown word the words that it may mean; False where there are none."""
        if leaf.stem in _FILLER_STEMS or fold(leaf.typed) in self.places:
            return False
        correction = self.similar(leaf.typed)
        if correction is None:
            self.unknown.append(leaf.typed)
            return False
        self.corrections.append(correction)
        weight = _WEIGHT_OF_SIMILAR if correction.why == "similar" else _WEIGHT_OF_BEGINNING
        for used in correction.used:
            stems = self.language.analyser.terms(used)
            leaf.add(Alternative(" ".join(stems), weight, correction.why, used, leaf.typed))
            for synonym in self.language.thesaurus.synonyms(stems):
                leaf.add(
                    Alternative(
                        " ".join(synonym.stems),
                        weight * synonym.weight,
                        correction.why,
                        synonym.name,
                        leaf.typed,
                    )
                )
        known.update(self._count(leaf.alternatives))
        return self._stands_somewhere(leaf, known)

    def _concept(self, leaf: _Leaf, known: Mapping[str, int]) -> Concept:
        alternatives = [a for a in leaf.alternatives.values() if known.get(a.stems, 0)]
        words = [a for a in alternatives if a.why != "kind"] or alternatives
        count = max((known[a.stems] for a in words if a.weight >= LEAST_WEIGHT_TO_FIND), default=1)
        weight = self._rarity(count)
        if leaf.stem in _FILLER_STEMS and len(self.leaves) > 1:
            weight *= _WEIGHT_OF_FILLER
        return Concept(
            leaf.typed,
            leaf.name,
            weight,
            tuple(sorted(alternatives, key=lambda a: (-a.weight, a.stems))),
        )

    def _wholes(self, known: Mapping[str, int]) -> Iterator[Whole]:
        for unit in dict.fromkeys(self.units):
            count = known.get(unit.stem, 0)
            if count:
                yield Whole(unit.stem, self._rarity(count))

    def _rarity(self, count: int) -> float:
        """The inverse document frequency of BM25; never below zero."""
        return log(1 + (self.documents - count + 0.5) / (count + 0.5))


_FILLER_STEMS = frozenset(map(stem, FILLERS))


def _once(concepts: Sequence[Concept]) -> Iterator[Concept]:
    """Every concept once; a word typed twice counts no more."""
    seen: set[tuple[Alternative, ...]] = set()
    for concept in concepts:
        if concept.alternatives not in seen:
            seen.add(concept.alternatives)
            yield concept
