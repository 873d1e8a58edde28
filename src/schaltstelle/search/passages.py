"""The passage of a document that answers a question best, with the words that do it marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from schaltstelle.core.german.analysis import Analyser, Word, beginnings
from schaltstelle.search.columns import LINE, Columns
from schaltstelle.search.question import Question
from schaltstelle.search.results import Segments

# About two lines of text.
LONGEST_PASSAGE = 240
_BEFORE = 60
GAP = " … "
# In letters.
_LONGEST_PHRASE = 120


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a marked word says: which concept, and how well."""

    concept: int
    weight: float


@dataclass(frozen=True, slots=True)
class _Mark:
    """A marked stretch of a text."""

    start: int
    end: int
    sign: _Sign


class Marker:
    """Marks the words that answer a question."""

    def __init__(self, question: Question, analyser: Analyser) -> None:
        self.analyser = analyser
        self._single: dict[str, _Sign] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], _Sign]]] = {}
        for number, concept in enumerate(question.concepts):
            for alternative in concept.alternatives:
                if alternative.why != "kind":
                    sign = _Sign(number, concept.weight * alternative.weight)
                    self._enter(tuple(alternative.stems.split()), sign)
        for whole in question.wholes:
            self._enter((whole.stem,), _Sign(-1, whole.weight))
        self._terms = self._single.keys() | self._phrases.keys()
        self._beginnings = beginnings(self._terms)

    def _enter(self, stems: tuple[str, ...], sign: _Sign) -> None:
        if len(stems) > 1:
            self._phrases.setdefault(stems[0], []).append((stems, sign))
        elif stems[0] not in self._single or self._single[stems[0]].weight < sign.weight:
            self._single[stems[0]] = sign

    def mark(self, text: str) -> Segments:
        """The whole text with the words marked."""
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
        whole = f" {columns.summary} {columns.body} {columns.parts} "
        present = [(wanted, sign) for wanted, sign in self._wanted if wanted in whole]
        if not present:
            return -1
        parts = columns.parts.split(LINE)
        lines = [columns.summary, *columns.body.split(LINE)]
        values = [
            _value(f" {line} {part} ", present) for line, part in zip(lines, parts, strict=False)
        ]
        return values.index(max(values)) - 1

    @cached_property
    def _wanted(self) -> list[tuple[str, _Sign]]:
        """All stems as they stand in columns, the heaviest first."""
        found = [(f" {stem} ", sign) for stem, sign in self._single.items()]
        for phrases in self._phrases.values():
            found += [(f" {' '.join(stems)} ", sign) for stems, sign in phrases]
        return sorted(found, key=lambda item: -item[1].weight)

    def _marks(self, text: str) -> list[_Mark]:
        """The marked stretches in their order, none inside of another."""
        marks: list[_Mark] = []
        for word in self.analyser.places(text, self._terms, self._beginnings):
            sign = self._heaviest(word)
            if sign is not None:
                marks.append(_Mark(word.start, word.end, sign))
            marks += self._phrases_at(text, word)
        marks.sort(key=lambda mark: (mark.start, -mark.end))
        found: list[_Mark] = []
        for mark in marks:
            if not found or mark.start >= found[-1].end:
                found.append(mark)
        return found

    def _heaviest(self, word: Word) -> _Sign | None:
        signs = [self._single[term] for term in word.forms.all if term in self._single]
        return max(signs, key=lambda sign: sign.weight) if signs else None

    def _phrases_at(self, text: str, first: Word) -> Iterator[_Mark]:
        for stems, sign in self._phrases.get(first.forms.main[0], ()):
            end = self._phrase_end(text, first.start, stems)
            if end:
                yield _Mark(first.start, end, sign)

    def _phrase_end(self, text: str, start: int, stems: tuple[str, ...]) -> int:
        """Where a phrase ends that begins at a place; 0 where it does not go on."""
        found: tuple[str, ...] = ()
        for word in self.analyser.words(text[start : start + _LONGEST_PHRASE]):
            found += word.forms.main
            if found == stems:
                return start + word.end
            if found != stems[: len(found)]:
                return 0
        return 0


def _value(line: str, present: Sequence[tuple[str, _Sign]]) -> float:
    """The weight of the concepts that a line has; `present` begins with the heaviest."""
    best: dict[int, float] = {}
    for wanted, sign in present:
        if sign.concept not in best and wanted in line:
            best[sign.concept] = sign.weight
    return sum(best.values())


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
