"""Where some terms stand in texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from schaltstelle.core.german.analysis import Analyser, Forms, Word

# What a word that goes on after a blank ends with: "§ 12", "e Akte", "Einer für Alle".
_GOES_ON = re.compile(r"(?:§|(?<!\w)[eE](?:iner(?:[ -]für)?)?)$")
# Pieces that are remembered before all are forgotten.
_MOST_PIECES = 200_000

Meaning = TypeVar("Meaning")


class _Piece(NamedTuple):
    """What stands between two blanks: its words with their places in it, all of their terms, and
    whether the last word may go on after the blank."""

    words: tuple[Word, ...]
    terms: frozenset[str]
    goes_on: bool


class PieceReader:
    """Reads texts piece by piece; remembers the pieces that it has met, for all finders."""

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser
        self.met: dict[str, _Piece] = {}

    def meet(self, text: str) -> _Piece:
        """A piece that was not met before."""
        if len(self.met) > _MOST_PIECES:
            self.met.clear()
        words = tuple(word for word in self.analyser.words(text) if word.forms.main)
        terms = frozenset(term for word in words for term in word.forms.all)
        found = self.met[text] = _Piece(words, terms, _GOES_ON.search(text) is not None)
        return found


class TermFinder(Generic[Meaning]):
    """Finds the words of texts that have one of some terms, with what they mean to the caller."""

    def __init__(
        self, reader: PieceReader, terms: Iterable[str], meaning: Callable[[Forms], Meaning]
    ) -> None:
        self.reader = reader
        self.terms = frozenset(terms)
        self._meaning = meaning

    def words(self, text: str) -> list[tuple[int, int, Meaning]]:
        """The words text[start:end] that have one of the terms, in their order."""
        met, terms = self.reader.met.get, self.terms
        found: list[Word] = []
        at, begun = 0, ""
        for part in text.split(" "):
            whole = begun + part
            piece = met(whole) or self.reader.meet(whole)
            if piece.goes_on and at + len(whole) < len(text):
                begun = f"{whole} "
                continue
            if not terms.isdisjoint(piece.terms):
                found += [Word(at + word.start, at + word.end, word.forms) for word in piece.words]
            at += len(whole) + 1
            begun = ""
        return [
            (word.start, word.end, self._meaning(word.forms))
            for word in found
            if not terms.isdisjoint(word.forms.all)
        ]
