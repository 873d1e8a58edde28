"""The passage of a document that answers a question best, with the words that do it marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schaltstelle.core.german.analysis import Analyser, Word
from schaltstelle.search.columns import LINE, Columns
from schaltstelle.search.documents import Document
from schaltstelle.search.reading import LEAST_WEIGHT_TO_FIND, Question
from schaltstelle.search.results import Segments

# About two lines of text.
LONGEST_PASSAGE = 240
_BEFORE = 60
GAP = " … "


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, and the section that it is from: -1 is the summary."""

    segments: Segments
    section: int


class Marker:
    """Marks the words that answer a question."""

    def __init__(self, question: Question, analyser: Analyser) -> None:
        self.analyser = analyser
        self.weights: dict[str, float] = {whole.stem: whole.weight for whole in question.wholes}
        self.phrases: dict[str, list[tuple[tuple[str, ...], float]]] = {}
        for concept in question.concepts:
            for alternative in concept.alternatives:
                stems = tuple(alternative.stems.split())
                if alternative.why == "kind" or alternative.weight < LEAST_WEIGHT_TO_FIND:
                    continue
                if len(stems) == 1:
                    known = self.weights.get(stems[0], 0.0)
                    self.weights[stems[0]] = max(known, concept.weight)
                else:
                    self.phrases.setdefault(stems[0], []).append((stems, concept.weight))

    def passage(self, document: Document, columns: Columns) -> Passage:
        """The best passage of a document; the beginning of the summary where none has a word."""
        section = self._best_section(columns)
        text = document.summary if section < 0 else document.sections[section].text
        if section < 0 and not text and document.sections:
            section, text = 0, document.sections[0].text
        return Passage(self.cut(text), section)

    def mark(self, text: str) -> Segments:
        """The whole text with the words marked."""
        return _segments(text, self._marked(text)[0], 0, len(text))

    def cut(self, text: str) -> Segments:
        """The stretch of a text with the heaviest different words, marked."""
        marked, weights = self._marked(text)
        start, end = _window(text, marked, weights)
        segments = _segments(text, marked, start, end)
        if start > 0:
            segments = ((GAP.lstrip(), False), *segments)
        if end < len(text):
            segments = (*segments, (GAP.rstrip(), False))
        return segments

    def _best_section(self, columns: Columns) -> int:
        """The section with the heaviest different terms; the summary where it has as many."""
        parts = columns.parts.split(LINE)
        lines = [columns.summary, *columns.body.split(LINE)]
        values = [self._value(f" {line} {part} ") for line, part in zip(lines, parts, strict=False)]
        return values.index(max(values)) - 1 if any(values) else -1

    def _value(self, line: str) -> float:
        value = sum(weight for stem, weight in self.weights.items() if f" {stem} " in line)
        for phrases in self.phrases.values():
            value += sum(weight for stems, weight in phrases if f" {' '.join(stems)} " in line)
        return value

    def _marked(self, text: str) -> tuple[list[tuple[int, int]], list[tuple[str, float]]]:
        """Places of the marked words, and for each its term and weight."""
        words = [word for word in self.analyser.words(text) if word.forms.main]
        places: list[tuple[int, int]] = []
        weights: list[tuple[str, float]] = []
        skip = 0
        for number, word in enumerate(words):
            if skip:
                skip -= 1
                continue
            found = next((t for t in word.forms.all if t in self.weights), "")
            if found:
                places.append((word.start, word.end))
                weights.append((found, self.weights[found]))
                continue
            for stems, weight in self.phrases.get(word.forms.main[0], ()):
                last = _phrase_end(words, number, stems)
                if last is not None:
                    places.append((word.start, words[last].end))
                    weights.append((" ".join(stems), weight))
                    skip = last - number
                    break
        return places, weights


def _phrase_end(words: Sequence[Word], start: int, stems: tuple[str, ...]) -> int | None:
    """The number of the last word of a phrase that begins at a word; None where it does not."""
    found: tuple[str, ...] = ()
    for number in range(start, len(words)):
        found += words[number].forms.main
        if found == stems:
            return number
        if found != stems[: len(found)]:
            return None
    return None


def _window(
    text: str, marked: Sequence[tuple[int, int]], weights: Sequence[tuple[str, float]]
) -> tuple[int, int]:
    """Start and end of the passage, at blanks."""
    if len(text) <= LONGEST_PASSAGE:
        return 0, len(text)
    first, best = 0, -1.0
    for number, (start, _) in enumerate(marked):
        inside: dict[str, float] = {}
        for (_, end), (term, weight) in zip(marked[number:], weights[number:], strict=True):
            if end - start > LONGEST_PASSAGE - _BEFORE:
                break
            inside[term] = weight
        if sum(inside.values()) > best:
            first, best = start, sum(inside.values())
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


def _segments(text: str, marked: Sequence[tuple[int, int]], start: int, end: int) -> Segments:
    found: list[tuple[str, bool]] = []
    at = start
    for first, last in marked:
        if first < start or last > end:
            continue
        if first > at:
            found.append((text[at:first], False))
        found.append((text[first:last], True))
        at = last
    if at < end:
        found.append((text[at:end], False))
    return tuple(found)
