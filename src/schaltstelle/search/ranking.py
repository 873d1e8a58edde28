"""How well a document answers a question. All weights stand here and in strength.py, each with its
reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise

from schaltstelle.search.columns import LINE, Columns
from schaltstelle.search.question import Alternative, Concept, Question
from schaltstelle.search.strength import WEIGHTS

# BM25: a word met often says little more than one met a few times. Higher than the usual 1.2, as
# the counts are weighted by column: a title alone is half of what a word can give.
SATURATION = 5.0

# A document with all concepts comes before one with half of them, however often it has those.
POWER_OF_COVERAGE = 0.7
# A document of the kind that was asked for, whatever words it has.
STRENGTH_OF_KIND = 0.8
# The parts of a compound far from each other: "Handyempfang" is not a mobile phone here and the
# reception of an invoice there.
APART = 0.8
# A compound that stands there as one word, beside its parts.
SHARE_OF_WHOLE = 0.4
# Neighbouring words of the question that stand side by side, or at least in one section.
BONUS_SIDE_BY_SIDE = 0.25
BONUS_SAME_SECTION = 0.1
# A title that says what was asked and hardly anything else; one that says exactly that.
BONUS_TITLE = 0.5
BONUS_EXACT_TITLE = 0.6

# Columns as places of a term, the most telling first.
_TELLING = sorted(WEIGHTS, key=lambda name: -WEIGHTS[name])
_TITLES = ("title", "title_parts")


@dataclass(slots=True)
class Match:
    """How a document answers one concept: the alternative that does it best, where it stands best
    (a column), how strongly (0 to 1), and how much of the concept that is (0 to 1)."""

    concept: Concept
    alternative: Alternative
    column: str
    strength: float
    part: float


@dataclass(slots=True)
class Judgement:
    """How a document answers a question; `score` has no upper end, 0 is none."""

    score: float
    coverage: float
    matches: list[Match] = field(default_factory=list)


class Judge:
    """Judges documents by one question."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.weight = question.weight
        self.wholes = {whole.stem: whole.weight for whole in question.wholes}
        chain = question.chain
        self.pairs = [f" {a} {b} " for a, b in pairwise(chain)]
        self.said = {*chain, *self.wholes}

    def judge(self, columns: Columns, amounts: Mapping[str, float]) -> Judgement:
        """Judge a document by its columns and by how strongly it has the stems and phrases of the
        question (see strength.amounts_of); those that it has not are left out."""
        text = _Text(columns)
        matches = [m for c in self.question.concepts if (m := _match(c, text, amounts)) is not None]
        if not matches or self.weight <= 0:
            return Judgement(0.0, 0.0)
        self._weaken_apart(text, matches, amounts)
        covered, answer = 0.0, self._wholes(amounts)
        for match in matches:
            covered += match.concept.weight * match.part
            answer += match.concept.weight * match.strength
        coverage = covered / self.weight
        bonus = 1 + self._nearness(text, matches) + self._title(columns.title, matches)
        score = answer / self.weight * coverage**POWER_OF_COVERAGE * bonus
        return Judgement(score, coverage, matches)

    def _weaken_apart(
        self, text: _Text, matches: Sequence[Match], amounts: Mapping[str, float]
    ) -> None:
        """The parts of a compound that stand in different sections do not mean the compound."""
        if len(matches) < 2 or any(stem in amounts for stem in self.wholes):
            return
        typed: dict[str, list[Match]] = {}
        for match in matches:
            if match.alternative.why == "written":
                typed.setdefault(match.concept.typed, []).append(match)
        for parts in typed.values():
            if len(parts) < 2:
                continue
            stems = [f" {match.alternative.stems} " for match in parts]
            if text.most_in_a_section(stems) < len(stems):
                for match in parts:
                    match.part *= APART
                    match.strength *= APART

    def _wholes(self, amounts: Mapping[str, float]) -> float:
        found = 0.0
        for stem, weight in self.wholes.items():
            amount = amounts.get(stem, 0.0)
            found += SHARE_OF_WHOLE * weight * amount / (amount + SATURATION)
        return found

    def _nearness(self, text: _Text, matches: Sequence[Match]) -> float:
        """The share of neighbouring words of the question that are neighbours here too."""
        bonus = 0.0
        if self.pairs:
            bonus = BONUS_SIDE_BY_SIDE * text.has_pairs(self.pairs) / len(self.pairs)
        if len(matches) > 1:
            stems = [f" {match.alternative.stems} " for match in matches]
            most = text.most_in_a_section(stems)
            bonus += BONUS_SAME_SECTION * (most - 1) / (len(stems) - 1) if most else 0.0
        return bonus

    def _title(self, title: str, matches: Sequence[Match]) -> float:
        """How much of the best title or short name the question says, and of the question it
        says."""
        share = 0.0
        answered = self.said.copy()
        for match in matches:
            answered.update(match.alternative.stems.split())
            if match.column in _TITLES:
                share += match.concept.weight * match.part / self.weight
        if not share:
            return 0.0
        best = max(_share_said(line.split(), answered) for line in title.split(LINE))
        exact = BONUS_EXACT_TITLE if best == 1.0 and share > 0.99 else 0.0
        return BONUS_TITLE * best * share + exact


def _share_said(stems: Sequence[str], answered: AbstractSet[str]) -> float:
    """The share of the words of a title that a question says."""
    return len([stem for stem in stems if stem in answered]) / len(stems) if stems else 0.0


class _Text:
    """The columns of a document with a blank around every term."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    def has_pairs(self, pairs: Sequence[str]) -> int:
        """How many pairs of stems stand side by side somewhere."""
        whole = f" {' | '.join(self.columns)} "
        return sum(pair in whole for pair in pairs)

    def most_in_a_section(self, stems: Sequence[str]) -> int:
        """How many of some stems stand in the section that has most of them. Title and summary are
        sections too, and each goes with the parts of its compounds."""
        most = 0
        for section in self._sections():
            here = len([stem for stem in stems if stem in section])
            if here == len(stems):
                return here
            most = max(most, here)
        return most

    def _sections(self) -> Iterator[str]:
        columns = self.columns
        yield f" {columns.title}  {columns.title_parts} "
        parts = columns.parts.split("\n")
        yield f" {columns.summary}  {parts[0]} "
        for body, part in zip(columns.body.split("\n"), parts[1:], strict=False):
            yield f" {body}  {part} "

    def best_column(self, stems: str) -> str:
        """The most telling column that has some stems."""
        wanted = f" {stems} "
        for name in _TELLING:
            if wanted in f" {getattr(self.columns, name)} ":
                return name
        return _TELLING[-1]


def _match(concept: Concept, text: _Text, amounts: Mapping[str, float]) -> Match | None:
    """All alternatives add up; the best one that is there, and its best column, are named."""
    there = [a for a in concept.alternatives if a.stems in amounts]
    if not there:
        return None
    best, amount = there[0], 0.0
    for alternative in there:
        amount += amounts[alternative.stems] * alternative.weight
    column = text.best_column(best.stems)
    if len(there) > 1 and there[1].weight == best.weight:
        best, column = _best_of(there, text)
    strength = amount / (amount + SATURATION)
    if best.why == "kind":
        strength = max(strength, STRENGTH_OF_KIND)
    # No amount of weaker words makes up for the word itself.
    return Match(concept, best, column, best.weight * strength, best.weight)


def _best_of(there: Sequence[Alternative], text: _Text) -> tuple[Alternative, str]:
    """Of alternatives that weigh the same the one in the most telling column."""
    alike = [a for a in there if a.weight == there[0].weight]
    columns = [text.best_column(a.stems) for a in alike]
    at = min(range(len(alike)), key=lambda number: _TELLING.index(columns[number]))
    return alike[at], columns[at]
