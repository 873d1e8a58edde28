"""From a text to terms: what is written, and what its compounds are made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from schaltstelle.core.german.compounds import Lexicon
from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.stems import stem
from schaltstelle.core.german.stopwords import STOP_WORDS
from schaltstelle.core.german.tokens import pieces, spans

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
    in it and of the joined spelling, `words` the folded words themselves. A word without a subject
    of its own has none.
    """

    main: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every term of the word."""
        return self.main + self.parts


NOTHING = Forms()


@dataclass(frozen=True, slots=True)
class Word:
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
        known = self._met.get
        for found in spans(text):
            yield Word(found.start(), found.end(), known(found[0]) or self._meet(found))

    def surfaces(self, text: str) -> Iterator[tuple[str, Forms]]:
        """Every word of a text as it is written, with its terms; faster than words()."""
        known = self._met.get
        for found in spans(text):
            surface = found[0]
            yield surface, known(surface) or self._meet(found)

    def places(self, text: str, terms: Collection[str], beginnings: re.Pattern[str]) -> list[Word]:
        """The words of a text that have one of some terms.

        `beginnings` is the pattern of beginnings() of these terms: it leaves most words unread.
        """
        found: list[Word] = []
        plain = text.translate(_PLAIN).lower()
        if len(plain) != len(text):
            plain = text  # a rare letter has changed its length: then places would be wrong
        end = 0
        for hit in beginnings.finditer(plain):
            if hit.start() < end:
                continue
            for span in spans(text, max(end, _word_start(text, hit.start()))):
                end = span.end()
                if end > hit.start():
                    forms = self._met.get(span[0]) or self._meet(span)
                    if any(term in terms for term in forms.all):
                        found.append(Word(span.start(), end, forms))
                    break
        return found

    def _meet(self, found: re.Match[str]) -> Forms:
        if len(self._met) > _MOST_WORDS:
            self._met.clear()
        forms = self._met[found[0]] = self._forms(pieces(found[0]))
        return forms

    def forms(self, text: str) -> list[Forms]:
        """The terms of the words that have any, in the order of the text."""
        return [forms for _surface, forms in self.surfaces(text) if forms.main]

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


# Letters with the same number of letters after folding.
_PLAIN = str.maketrans("äöüÄÖÜßéèêáàâóòôúùûíìîçñ", "aouAOUseeeaaaooouuuiiicn")
_LETTERS_COMPARED = 4


def beginnings(terms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds the first letters of terms in a text, wherever in a word."""
    found = set()
    for term in terms:
        if term.startswith(PARAGRAPH) and term[len(PARAGRAPH) :].isdigit():
            found.add("§")
        elif term[0].isdigit():
            found.add(term[0])
        else:
            # "ss" may have been "ß", which is one "s" here.
            found.add(term[:_LETTERS_COMPARED].partition("ss")[0] or "s")
    return re.compile("|".join(map(re.escape, sorted(found, key=len))) or _NOTHING)


_NOTHING = r"(?!)"


def _word_start(text: str, place: int) -> int:
    """Where to begin to read for the word around a place: after the second blank before it, as a
    single "e" belongs to the word after it and a sign to its paragraph."""
    before = text.rfind(" ", 0, place)
    return text.rfind(" ", 0, before) + 1 if before > 0 else 0


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
