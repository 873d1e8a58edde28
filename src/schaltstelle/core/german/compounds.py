"""What a German compound is made of: "Wohngeldantrag" is Wohngeld and Antrag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.stems import stem

SHORTEST_PART = 3
SHORTEST_COMPOUND = 7
SHORTEST_BEGINNING = 5
LONGEST_COMPOUND = 60
# Linking elements between parts, as in Verwaltungs|portal, Sirenen|netz, Kind|er|garten.
_LINKS = ("", "s", "n", "en", "es", "e", "er", "ns")
# A split with fewer and longer parts is the likelier one; a part that is only seen in the records
# is less sure than one of the list.
_COST_OF_PART = 1.0
_COST_OF_SHORT = 0.6
_COST_OF_LINK = 0.1
_COST_OF_SEEN = 0.3
_DEAREST = 99.0
_SHORT = 3
_LONGEST_PART = 24
# "eAkte", "XRechnung": one letter before a word that stands by itself.
_LETTER_PREFIXES = ("e", "x", "i")


@dataclass(frozen=True)
class Lexicon:
    """Words that compounds are made of, folded.

    `whole` are never split further and may stand at any place; `seen` are words of the records,
    which may be parts too and may be compounds themselves.
    """

    whole: frozenset[str]
    seen: frozenset[str] = frozenset()
    _stems: frozenset[str] = field(init=False, repr=False)
    _whole_stems: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_whole_stems", frozenset(map(stem, self.whole)))
        object.__setattr__(self, "_stems", self._whole_stems | frozenset(map(stem, self.seen)))

    @classmethod
    def of(cls, whole: Iterable[str], seen: Iterable[str] = ()) -> Lexicon:
        """A lexicon of words in natural spelling."""
        return cls(frozenset(map(fold, whole)), frozenset(map(fold, seen)))

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word as folded words, in order; empty where it is no compound.

        A part that is a compound itself stays whole; split() takes it further.
        """
        if not SHORTEST_PART + 1 < len(word) <= LONGEST_COMPOUND or not word.isalpha():
            return ()
        if word in self.whole or stem(word) in self._whole_stems:
            return ()
        if len(word) >= SHORTEST_COMPOUND:
            found = self._cheapest(word)
            if found:
                return found
        rest = word[1:]
        if word[0] in _LETTER_PREFIXES and len(rest) > _SHORT and self._known(rest):
            return (rest,)
        return ()

    def _known(self, word: str) -> bool:
        return word in self.whole or word in self.seen or stem(word) in self._stems

    def beginning(self, word: str) -> tuple[str, ...]:
        """The parts of the longest known beginning of a folded word that is not known as a whole:
        of "gewerbeflachenvermarktung" gewerbe and flache, where nobody knows the rest."""
        best = self._splits(word)
        for end in range(len(word) - SHORTEST_PART, SHORTEST_BEGINNING - 1, -1):
            found = best[end]
            if found is not None:
                return found[1]
        return ()

    def _cheapest(self, word: str) -> tuple[str, ...]:
        whole = self._splits(word)[len(word)]
        return whole[1] if whole else ()

    def _splits(self, word: str) -> list[tuple[float, tuple[str, ...]] | None]:
        """Dynamic programming from the left: entry i is cost and parts of the cheapest split of
        word[:i], None where there is none."""
        size = len(word)
        best: list[tuple[float, tuple[str, ...]] | None] = [None] * (size + 1)
        best[0] = (0.0, ())
        for start in range(size - SHORTEST_PART + 1):
            before = best[start]
            if before is None:
                continue
            for end in range(start + SHORTEST_PART, min(size, start + _LONGEST_PART) + 1):
                if start == 0 and end == size:
                    continue
                found = self._part(word[start:end], last=end == size)
                if found is None:
                    continue
                cost = before[0] + found[0]
                known = best[end]
                if known is None or cost < known[0]:
                    best[end] = (cost, (*before[1], found[1]))
        return best

    def _part(self, text: str, last: bool) -> tuple[float, str] | None:
        """Cost and base of a piece of a compound; None where it is no word."""
        if not last:
            return self._joints.get(text)
        base = self._last(text)
        return (self._cost(base), base) if base else None

    @cached_property
    def _joints(self) -> dict[str, tuple[float, str]]:
        """Every word with every linking element: cost and word, the cheapest of each spelling."""
        found: dict[str, tuple[float, str]] = {}
        for base in self.whole | self.seen:
            if len(base) < SHORTEST_PART:
                continue
            cost = self._cost(base)
            for link in _LINKS:
                joint = (cost + (_COST_OF_LINK if link else 0.0), base)
                if joint < found.get(base + link, (_DEAREST, "")):
                    found[base + link] = joint
        return found

    def _last(self, text: str) -> str:
        """The last part may be inflected."""
        if text in self.whole or text in self.seen:
            return text
        if len(text) > _SHORT and stem(text) in self._stems:
            return text
        return ""

    def _cost(self, base: str) -> float:
        cost = _COST_OF_PART + (_COST_OF_SHORT if len(base) <= _SHORT else 0.0)
        listed = base in self.whole or stem(base) in self._whole_stems
        return cost if listed else cost + _COST_OF_SEEN
