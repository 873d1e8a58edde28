"""The words of a question cut into leaves: words, or parts of compounds, that are not split."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from schaltstelle.core.german.analysis import Analyser, Word
from schaltstelle.core.german.compounds import Lexicon
from schaltstelle.core.german.stems import stem
from schaltstelle.core.german.tokens import with_signs
from schaltstelle.search.question import Alternative

# A longer question is cut: every word costs time.
MOST_WORDS = 16
# So many words, or parts of words, may be one term of the vocabulary.
_LONGEST_TERM = 5


@dataclass(slots=True)
class Leaf:
    """`typed` is the word as it was typed, `word` the folded leaf, `alternatives` are by stems."""

    typed: str
    word: str
    stem: str
    alternatives: dict[str, Alternative] = field(default_factory=dict)

    def add(self, alternative: Alternative) -> None:
        """Add an alternative, or give a known one its higher weight."""
        known = self.alternatives.get(alternative.stems)
        if known is None or known.weight < alternative.weight:
            self.alternatives[alternative.stems] = alternative


@dataclass(frozen=True, slots=True)
class Unit:
    """Leaves [start:end] that are one word together, with its stem."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A question, its leaves, the compounds they form, and the stems as they were typed."""

    text: str
    leaves: list[Leaf]
    units: list[Unit]
    chain: tuple[str, ...]

    def stretches(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Leaves [start:end] as stems that may be one term: each step a leaf or a compound."""
        steps = [(number, number + 1, leaf.stem) for number, leaf in enumerate(self.leaves)]
        steps += [(unit.start, unit.end, unit.stem) for unit in self.units]
        begun: list[tuple[int, int, tuple[str, ...]]] = [(a, b, (word,)) for a, b, word in steps]
        for _ in range(_LONGEST_TERM):
            yield from begun
            begun = [
                (start, end, (*before, word))
                for start, middle, before in begun
                for begin, end, word in steps
                if begin == middle
            ]


def cut(text: str, analyser: Analyser, names: Collection[str] = ()) -> Cut:
    """Cut a question; folded words in `names` stay whole."""
    text = with_signs(text)
    words = [word for word in analyser.words(text) if word.forms.main][:MOST_WORDS]
    cutter = _Cutter(analyser.lexicon, names)
    for word in words:
        cutter.enter(text[word.start : word.end], word)
    chain = tuple(term for word in words for term in word.forms.main)
    return Cut(text, cutter.leaves, list(dict.fromkeys(cutter.units)), chain)


class _Cutter:
    def __init__(self, lexicon: Lexicon, names: Collection[str]) -> None:
        self.lexicon = lexicon
        self.names = names
        self.leaves: list[Leaf] = []
        self.units: list[Unit] = []

    def enter(self, typed: str, word: Word) -> None:
        forms = word.forms
        start = len(self.leaves)
        for folded, term in zip(forms.words, forms.main, strict=True):
            begin = len(self.leaves)
            leaves = () if folded in self.names else self._smallest(folded)
            if not leaves:
                self.leaves.append(Leaf(typed, folded, term))
                continue
            self.leaves += [Leaf(typed, leaf, stem(leaf)) for leaf in leaves]
            self.units.append(Unit(term, begin, len(self.leaves)))
            self._enter_parts(folded, begin)
        if len(forms.main) > 1 and forms.parts:
            # The joined spelling of a word with hyphens.
            self.units.append(Unit(forms.parts[0], start, len(self.leaves)))

    def _smallest(self, folded: str) -> Sequence[str]:
        """The smallest parts of a word, empty where it is no compound."""
        parts = self.lexicon.split(folded)
        return [leaf for part in parts for leaf in (self._smallest(part) or (part,))]

    def _enter_parts(self, folded: str, start: int) -> None:
        """The larger parts that are compounds themselves."""
        for part in self.lexicon.split(folded):
            size = len(self._smallest(part)) or 1
            if size > 1:
                self.units.append(Unit(stem(part), start, start + size))
                self._enter_parts(part, start)
            start += size
