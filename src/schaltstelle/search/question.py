"""What is looked for, as a value: concepts with all the words that stand for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schaltstelle.core.query import Kind

Why = Literal[
    "written", "same", "abbreviation", "everyday", "related", "similar", "begins", "part", "kind"
]

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
    rarity among the documents, less for words that say little of a subject. `alternatives` are the
    words that find it, best first.
    """

    typed: str
    name: str
    weight: float
    alternatives: tuple[Alternative, ...]


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
    why: Literal["similar", "begins", "part"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for. `chain` are the stems in their order, for nearness; `unknown` are words
    that stand nowhere and resemble none; `kinds` are those that the question asks for."""

    concepts: tuple[Concept, ...] = ()
    wholes: tuple[Whole, ...] = ()
    chain: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()

    @property
    def weight(self) -> float:
        """The weight of all concepts together."""
        return sum(concept.weight for concept in self.concepts)
