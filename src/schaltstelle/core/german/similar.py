"""Words that look like an unknown one: typing errors and words only begun."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

# Shorter words resemble too many others.
SHORTEST_SIMILAR = 4
MOST_SIMILAR = 3
MOST_BEGUN = 5
# A beginning must be this share of the word at least: "bauant" for Bauantrag.
_LEAST_BEGUN = 0.5


class KnownWords:
    """Folded words with the number of documents that have them, ready to compare."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self._sorted = sorted(counts)
        self._by_length: dict[int, list[str]] = {}
        for word in self._sorted:
            self._by_length.setdefault(len(word), []).append(word)

    def begun(self, word: str) -> tuple[str, ...]:
        """Words that begin with a folded word, the most frequent first."""
        if len(word) < SHORTEST_SIMILAR:
            return ()
        first = bisect_left(self._sorted, word)
        last = bisect_left(self._sorted, word + "\uffff")
        found = [w for w in self._sorted[first:last] if len(word) >= len(w) * _LEAST_BEGUN]
        return tuple(sorted(found, key=lambda w: (-self.counts[w], w))[:MOST_BEGUN])

    def similar(self, word: str) -> tuple[str, ...]:
        """Words with few letters wrong, missing, too many or swapped; the most alike first.

        One slip in words of four to six letters, two up to eleven, three in longer ones.
        """
        if len(word) < SHORTEST_SIMILAR:
            return ()
        # Imported at first use: most searches have no unknown word.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = most_slips(word)
        lengths = range(len(word) - most, len(word) + most + 1)
        as_long = [w for length in lengths for w in self._by_length.get(length, ())]
        found = process.extract(word, as_long, scorer=OSA.distance, score_cutoff=most, limit=50)
        if not found:
            return ()
        least = min(distance for _, distance, _ in found)
        near = [w for w, distance, _ in found if distance == least]
        near.sort(key=lambda w: (w[0] != word[0], -self.counts[w], w))
        return tuple(near[:MOST_SIMILAR])


def most_slips(word: str) -> int:
    """How many slips a word of this length may have."""
    if len(word) < 7:
        return 1
    return 2 if len(word) < 12 else 3
