"""From a text to terms: what is written, and what its compounds are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from schaltstelle.core.german.compounds import Lexicon
from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.stems import stem
from schaltstelle.core.german.stopwords import STOP_WORDS
from schaltstelle.core.german.tokens import pieces, spans, surfaces

PARAGRAPH = "par"
# Terms are letters and digits only: "2.0" becomes "2p0".
_INSIDE_NUMBERS = str.maketrans(".,:", "ppp")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
# Words that an analyser remembers before it starts anew.
_MOST_WORDS = 300_000


@dataclass(frozen=True, slots=True)
class Forms:
    """The terms of one word.

    `main` are the stems of what is written (several with hyphens), `parts` those of the compounds
    in it and of the joined spelling, `words` the folded words themselves; `all` are both kinds of
    terms, `line` and `parts_line` each kind with blanks between them. A word without a subject of
    its own has none.
    """

    main: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    all: frozenset[str] = field(init=False, compare=False)
    line: str = field(init=False, compare=False)
    parts_line: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "all", frozenset(self.main + self.parts))
        object.__setattr__(self, "line", " ".join(self.main))
        object.__setattr__(self, "parts_line", " ".join(self.parts))


NOTHING = Forms()
_LINE, _PARTS_LINE = attrgetter("line"), attrgetter("parts_line")


class Word(NamedTuple):
    """A word of a text: text[start:end] and its terms."""

    start: int
    end: int
    forms: Forms


@dataclass(frozen=True)
class Analyser:
    """Reads texts over one lexicon; remembers the words that it has met."""

    lexicon: Lexicon
    _met: dict[str, Forms] = field(default_factory=dict, repr=False)

    def words(self, text: str) -> Iterator[Word]:
        """Every word of a text, also those without a subject."""
        for found in spans(text):
            yield Word(found.start(), found.end(), self.of(found[0]))

    def of(self, surface: str) -> Forms:
        """The terms of one word as tokens cut it."""
        return self._met.get(surface) or self._meet(surface)

    def of_all(self, text: str) -> tuple[list[str], list[Forms]]:
        """The words of a text as they are written, and the terms of each; faster than words()."""
        known, meet = self._met.get, self._meet
        found = surfaces(text)
        return found, [known(surface) or meet(surface) for surface in found]

    def lines(self, text: str) -> tuple[list[str], str, str]:
        """The words of a text as they are written, and all terms of what is written and of its
        parts with a blank between them."""
        found, forms = self.of_all(text)
        main = " ".join(filter(None, map(_LINE, forms)))
        return found, main, " ".join(filter(None, map(_PARTS_LINE, forms)))

    def _meet(self, surface: str) -> Forms:
        if len(self._met) > _MOST_WORDS:
            self._met.clear()
        forms = self._met[surface] = self._forms(pieces(surface))
        return forms

    def forms(self, text: str) -> list[Forms]:
        """The terms of the words that have any, in the order of the text."""
        return [forms for forms in self.of_all(text)[1] if forms.main]

    def terms(self, text: str) -> tuple[str, ...]:
        """The stems of what is written, in the order of the text."""
        return tuple(term for forms in self.forms(text) for term in forms.main)

    def _forms(self, pieces: tuple[str, ...]) -> Forms:
        folded = [folded for folded in map(fold, pieces) if _has_subject(folded)]
        if not folded:
            return NOTHING
        main = tuple(term_of(word) for word in folded)
        parts: list[str] = []
        if len(pieces) > 1:
            parts.append(stem("".join(map(fold, pieces))))
        for word in folded:
            parts.extend(map(stem, self._parts(word)))
        return Forms(main, tuple(dict.fromkeys(p for p in parts if p not in main)), tuple(folded))

    def _parts(self, word: str) -> list[str]:
        """Parts of a compound, and parts of these, larger before smaller."""
        found: list[str] = []
        for part in self.lexicon.split(word):
            found.append(part)
            found.extend(self._parts(part))
        return found


def term_of(folded: str) -> str:
    """The term of one folded word, number or paragraph."""
    if folded.startswith("§"):
        return PARAGRAPH + folded[1:]
    if folded[0].isdigit() and not folded.isalnum():
        plain = folded.replace(".", "") if _THOUSANDS.fullmatch(folded) else folded
        return plain.translate(_INSIDE_NUMBERS)
    return stem(folded)


def _has_subject(folded: str) -> bool:
    if len(folded) == 1:
        return folded.isdigit()
    return folded not in STOP_WORDS
