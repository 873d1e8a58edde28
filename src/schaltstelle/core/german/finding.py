"""Where some terms stand in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from schaltstelle.core.german.analysis import PARAGRAPH, Analyser, Forms, Word
from schaltstelle.core.german.tokens import spans

# Folding that keeps the number of letters. Replacing one after the other is many times faster than
# translate() with a table.
_PLAIN = (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "s"), ("é", "e"))
_PLAIN_LETTERS = str.maketrans(dict(_PLAIN))
_LETTERS_COMPARED = 4
# A text as short as this is read as a whole in less time.
_SHORT_TEXT = 300
_NOTHING = r"(?!)"
# The term of "Einer für Alle", which is read as its abbreviation, and how that begins.
_ONE_FOR_ALL = ("efa", "eine")


class TermFinder:
    """Finds the words of texts that have one of some terms; remembers the words that it has met."""

    def __init__(self, analyser: Analyser, terms: Iterable[str]) -> None:
        self.analyser = analyser
        self.terms = frozenset(terms)
        self._beginnings = _beginnings(self.terms)
        self._met: dict[str, Forms | None] = {}

    def words(self, text: str) -> list[Word]:
        """The words of a text that have one of the terms, in their order."""
        found = []
        met = self._met
        for span in spans(text) if len(text) < _SHORT_TEXT else self._promising(text):
            surface = span[0]
            forms = met[surface] if surface in met else self._meet(surface)
            if forms is not None:
                found.append(Word(span.start(), span.end(), forms))
        return found

    def _meet(self, surface: str) -> Forms | None:
        """The forms of a word that has one of the terms; None for all others."""
        forms = self.analyser.of(surface)
        found = self._met[surface] = None if self.terms.isdisjoint(forms.all) else forms
        return found

    def _promising(self, text: str) -> Iterator[re.Match[str]]:
        """The words around the places that begin like one of the terms: in a long text that leaves
        most words unread."""
        plain = text.lower()
        for letter, other in _PLAIN:
            plain = plain.replace(letter, other)
        if len(plain) != len(text):  # a rare letter has changed its length: places would be wrong
            plain = "".join(map(_one_small_letter, text))
        end = 0
        for hit in self._beginnings.finditer(plain):
            if hit.start() < end:
                continue
            for span in spans(text, max(end, _word_start(text, hit.start()))):
                end = span.end()
                if end > hit.start():
                    yield span
                    break


def _beginnings(terms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds the first letters of terms in a text, wherever in a word."""
    found = set()
    for term in terms:
        if term.startswith(PARAGRAPH) and term[len(PARAGRAPH) :][:1].isdigit():
            found.add("§")
        elif term[0].isdigit():
            found.add(term[0])
        else:
            # "ss" may have been "ß", which is one "s" here.
            found.add(term[:_LETTERS_COMPARED].partition("ss")[0] or "s")
        if term == _ONE_FOR_ALL[0]:
            found.add(_ONE_FOR_ALL[1])
    # "E-Akte" and "IT-Sicherheit" have the terms eakt and itsicherheit.
    return re.compile("|".join(r"\W?".join(begin) for begin in sorted(found, key=len)) or _NOTHING)


def _one_small_letter(letter: str) -> str:
    small = letter.lower()
    return small.translate(_PLAIN_LETTERS) if len(small) == 1 else letter


def _word_start(text: str, place: int) -> int:
    """Where to begin to read for the word around a place: after the second blank before it, as a
    single "e" belongs to the word after it and a sign to its paragraph."""
    before = text.rfind(" ", 0, place)
    return text.rfind(" ", 0, before) + 1 if before > 0 else 0
