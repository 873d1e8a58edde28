"""The passage of a document that answers a question best, with the words that do it marked."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from schaltstelle.core.german.analysis import Forms
from schaltstelle.core.german.finding import PieceReader, TermFinder
from schaltstelle.search.columns import LINE, Columns
from schaltstelle.search.question import Question
from schaltstelle.search.results import Segments

# About two lines of text.
LONGEST_PASSAGE = 240
_BEFORE = 60
GAP = " … "
# In letters.
_LONGEST_PHRASE = 120


class _Sign(NamedTuple):
    """What a marked word says: which concept, and how well."""

    concept: int
    weight: float


class _Mark(NamedTuple):
    """A marked stretch of a text."""

    start: int
    end: int
    sign: _Sign


class _Sense(NamedTuple):
    """What a word says by itself, and the phrases that may begin with it, each with its stems."""

    sign: _Sign | None
    phrases: tuple[tuple[str, _Sign], ...]


class Marker:
    """Knows the words that answer a question."""

    def __init__(self, question: Question, reader: PieceReader) -> None:
        found: dict[str, _Sign] = {}
        for number, concept in enumerate(question.concepts):
            for alternative in concept.alternatives:
                if alternative.why != "kind":
                    sign = _Sign(number, concept.weight * alternative.weight)
                    _enter(found, alternative.stems, sign)
        for whole in question.wholes:
            _enter(found, whole.stem, _Sign(-1, whole.weight))
        # The heaviest first.
        self.signs = dict(sorted(found.items(), key=lambda item: -item[1].weight))
        self._phrases: dict[str, list[tuple[str, _Sign]]] = {}
        for stems, sign in found.items():
            if " " in stems:
                self._phrases.setdefault(stems.split()[0], []).append((stems, sign))
        firsts = {stems.split()[0] for stems in found}
        self.finder = TermFinder(reader, firsts, self._sense)

    def _sense(self, forms: Forms) -> _Sense:
        signs = [self.signs[term] for term in forms.all if term in self.signs]
        phrases = self._phrases.get(forms.main[0], ())
        return _Sense(max(signs, key=_weight, default=None), tuple(phrases))

    def among(self, present: Container[str]) -> Marking:
        """Marks a document that has only some of the stems and phrases."""
        return Marking(self, present)


def _enter(signs: dict[str, _Sign], stems: str, sign: _Sign) -> None:
    if stems not in signs or signs[stems].weight < sign.weight:
        signs[stems] = sign


def _weight(sign: _Sign) -> float:
    return sign.weight


class Marking:
    """Marks the words of one document, which has the stems and phrases that are `present`."""

    def __init__(self, marker: Marker, present: Container[str]) -> None:
        self.finder = marker.finder
        self.analyser = marker.finder.reader.analyser
        self.signs = marker.signs
        self.present = present

    def mark(self, text: str, terms: str) -> Segments:
        """The whole text with the words marked; `terms` are those of the text, to see at once
        where there is nothing to mark."""
        if self.finder.terms.isdisjoint(terms.split()):
            return ((text, False),) if text else ()
        return _segments(text, self._marks(text), 0, len(text))

    def cut(self, text: str) -> Segments:
        """The stretch of a text with the heaviest different concepts, marked."""
        marks = self._marks(text)
        start, end = _window(text, marks)
        segments = _segments(text, marks, start, end)
        if start > 0:
            segments = ((GAP.lstrip(), False), *segments)
        if end < len(text):
            segments = (*segments, (GAP.rstrip(), False))
        return segments

    def best_section(self, columns: Columns) -> int:
        """The number of the section with the heaviest different concepts; -1, the summary, where
        it has as many."""
        wanted = [(f" {s} ", sign) for s, sign in self.signs.items() if s in self.present]
        most = len({sign.concept for _, sign in wanted})
        parts = columns.parts.split(LINE)
        lines = [columns.summary, *columns.body.split(LINE)]
        best, found = 0.0, -1
        for number, (line, part) in enumerate(zip(lines, parts, strict=False), -1):
            here = _concepts(f" {line}  {part} ", wanted)
            value = sum(here.values())
            if value > best:
                best, found = value, number
            if number < 0 and len(here) == most:
                break
        return found

    def _marks(self, text: str) -> list[_Mark]:
        """The marked stretches in their order, none inside of another."""
        marks: list[_Mark] = []
        several = False
        for start, end, sense in self.finder.words(text):
            if sense.sign is not None:
                marks.append(_Mark(start, end, sense.sign))
            for stems, sign in sense.phrases:
                if stems in self.present and (last := self._phrase_end(text, start, stems)):
                    marks.append(_Mark(start, last, sign))
                    several = True
        return _apart(marks) if several else marks

    def _phrase_end(self, text: str, start: int, stems: str) -> int:
        """Where a phrase ends that begins at a place; 0 where it does not go on."""
        wanted = tuple(stems.split())
        found: tuple[str, ...] = ()
        for word in self.analyser.words(text[start : start + _LONGEST_PHRASE]):
            found += word.forms.main
            if found == wanted:
                return start + word.end
            if found != wanted[: len(found)]:
                return 0
        return 0


def _apart(marks: list[_Mark]) -> list[_Mark]:
    """The longest of those that begin at the same place, without those that lie in another."""
    found: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not found or mark.start >= found[-1].end:
            found.append(mark)
    return found


def _concepts(line: str, wanted: Sequence[tuple[str, _Sign]]) -> dict[int, float]:
    """The concepts that a line has, with their weight; `wanted` begins with the heaviest."""
    found: dict[int, float] = {}
    for stems, sign in wanted:
        if sign.concept not in found and stems in line:
            found[sign.concept] = sign.weight
    return found


def _window(text: str, marks: Sequence[_Mark]) -> tuple[int, int]:
    """Start and end of the passage, at blanks."""
    if len(text) <= LONGEST_PASSAGE:
        return 0, len(text)
    first, best = 0, 0.0
    for number, mark in enumerate(marks):
        inside: dict[int, float] = {}
        for other in marks[number:]:
            if other.end - mark.start > LONGEST_PASSAGE - _BEFORE:
                break
            known = inside.get(other.sign.concept, 0.0)
            inside[other.sign.concept] = max(known, other.sign.weight)
        if sum(inside.values()) > best:
            first, best = mark.start, sum(inside.values())
    start = _sentence_before(text, first)
    end = min(start + LONGEST_PASSAGE, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), start + LONGEST_PASSAGE // 2)
    return start, end


def _sentence_before(text: str, place: int) -> int:
    """Where to begin: at the sentence if it is near, else at a word."""
    low = max(0, place - _BEFORE)
    if low == 0:
        return 0
    for sign in (". ", "! ", "? ", "\n"):
        found = text.rfind(sign, low, place)
        if found >= 0:
            return found + len(sign)
    blank = text.find(" ", low, place)
    return blank + 1 if blank >= 0 else place


def _segments(text: str, marks: Sequence[_Mark], start: int, end: int) -> Segments:
    found: list[tuple[str, bool]] = []
    at = start
    for mark in marks:
        if mark.start < start or mark.end > end:
            continue
        if mark.start > at:
            found.append((text[at : mark.start], False))
        found.append((text[mark.start : mark.end], True))
        at = mark.end
    if at < end:
        found.append((text[at:end], False))
    return tuple(found)
