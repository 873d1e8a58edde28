"""How well a document answers a question. All weights stand here, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from schaltstelle.search.columns import LINE, Columns
from schaltstelle.search.question import Alternative, Concept, Question

# What a word is worth by where it stands. The title says what a thing is; its compounds nearly as
# much ("Wohngeldantrag" for Wohngeld); a summary is two sentences about it; a body mentions much,
# and so do the titles of linked things.
WEIGHTS: dict[str, float] = {
    "title": 5.0,
    "title_parts": 4.0,
    "summary": 2.5,
    "headings": 2.0,
    "body": 0.4,
    "parts": 0.4,
    "topics": 0.6,
}
# In the order of the columns, as FTS5 takes them for its first, rough order.
IN_ORDER: tuple[float, ...] = tuple(WEIGHTS[name] for name in Columns._fields)

# BM25: a word met often says little more than one met a few times. Higher than the usual 1.2, as
# the counts are weighted by column: a title alone is half of what a word can give.
SATURATION = 5.0
# How far the length of a body counts (0 not at all, 1 in full), and the usual one in words.
LENGTH_SHARE = 0.5
USUAL_LENGTH = 250.0

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

_INDEX = {name: number for number, name in enumerate(Columns._fields)}
_SUMMARY, _BODY, _PARTS = _INDEX["summary"], _INDEX["body"], _INDEX["parts"]


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


def judge(
    question: Question,
    columns: Columns,
    length: int,
    present: Mapping[str, bool] = MappingProxyType({}),
) -> Judgement:
    """Judge one document by its columns; `length` is that of summary and body in words.

    `present` says of stems and phrases of the question whether they stand in it, where that is
    known.
    """
    text = _Text(columns, length, present)
    matches = [m for c in question.concepts if (m := _match(c, text)) is not None]
    _weaken_apart(question, text, matches)
    total = question.weight
    if not matches or total <= 0:
        return Judgement(0.0, 0.0)
    coverage = sum(m.concept.weight * m.part for m in matches) / total
    answer = sum(m.concept.weight * m.strength for m in matches) / total
    answer += _wholes(question, text) / total
    bonus = 1 + _nearness(question, text, matches) + _title(question, columns.title, matches)
    return Judgement(answer * coverage**POWER_OF_COVERAGE * bonus, coverage, matches)


class _Text:
    """The columns of a document with a blank around every term, all of them in one, and weights
    for this document: in a long body a word is worth less."""

    def __init__(self, columns: Columns, length: int, present: Mapping[str, bool]) -> None:
        stretch = 1 / (1 - LENGTH_SHARE + LENGTH_SHARE * max(length, 1) / USUAL_LENGTH)
        weights = list(IN_ORDER)
        weights[_BODY] *= stretch
        weights[_PARTS] *= stretch
        self.weights = weights
        self.columns = [f" {column} " for column in columns]
        self.whole = "|".join(self.columns)
        self.present = present
        self._sections: list[str] | None = None
        # The parts of a compound share their synonyms.
        self._amounts: dict[str, list[tuple[int, float]]] = {}

    def has(self, stems: str) -> bool:
        """Whether some stems of the question stand anywhere, side by side."""
        known = self.present.get(stems)
        return f" {stems} " in self.whole if known is None else known

    def has_pair(self, one: str, other: str) -> bool:
        """Whether two stems stand side by side."""
        return f" {one} {other} " in self.whole

    @property
    def sections(self) -> list[str]:
        """Title, summary and sections, each with the parts of its compounds."""
        if self._sections is None:
            bodies, parts = self.columns[_BODY].split("\n"), self.columns[_PARTS].split("\n")
            self._sections = [
                self.columns[0] + self.columns[1],
                self.columns[_SUMMARY] + parts[0],
                *(body + part for body, part in zip(bodies, parts[1:], strict=False)),
            ]
        return self._sections

    def amounts(self, stems: str) -> list[tuple[int, float]]:
        """The columns that have some stems, with how often times the weight of the column."""
        known = self._amounts.get(stems)
        if known is None:
            known = self._amounts[stems] = self._counted(stems) if self.has(stems) else []
        return known

    def _counted(self, stems: str) -> list[tuple[int, float]]:
        wanted = f" {stems} "
        counts = [column.count(wanted) for column in self.columns]
        return [(at, self.weights[at] * count) for at, count in enumerate(counts) if count]


def _match(concept: Concept, text: _Text) -> Match | None:
    """All alternatives add up; the best one that is there, and its best column, are named."""
    amount = 0.0
    best: tuple[float, float] = (0.0, 0.0)
    found: tuple[Alternative, int] | None = None
    for alternative in concept.alternatives:
        for column, value in text.amounts(alternative.stems):
            amount += value * alternative.weight
            worth = (alternative.weight, text.weights[column])
            if worth > best:
                best, found = worth, (alternative, column)
    if found is None:
        return None
    alternative, column = found
    strength = amount / (amount + SATURATION)
    if alternative.why == "kind":
        strength = max(strength, STRENGTH_OF_KIND)
    # No amount of weaker words makes up for the word itself.
    weight = alternative.weight
    return Match(concept, alternative, Columns._fields[column], weight * strength, weight)


def _weaken_apart(question: Question, text: _Text, matches: list[Match]) -> None:
    """The parts of a compound that stand in different sections do not mean the compound."""
    typed: dict[str, list[Match]] = {}
    for match in matches:
        if match.alternative.why == "written":
            typed.setdefault(match.concept.typed, []).append(match)
    for parts in typed.values():
        if len(parts) < 2 or any(text.has(whole.stem) for whole in question.wholes):
            continue
        stems = [f" {match.alternative.stems} " for match in parts]
        if not any(all(stem in section for stem in stems) for section in text.sections):
            for match in parts:
                match.part *= APART
                match.strength *= APART


def _wholes(question: Question, text: _Text) -> float:
    found = 0.0
    for whole in question.wholes:
        amount = sum(value for _, value in text.amounts(whole.stem))
        found += SHARE_OF_WHOLE * whole.weight * amount / (amount + SATURATION)
    return found


def _nearness(question: Question, text: _Text, matches: Sequence[Match]) -> float:
    """The share of neighbouring words of the question that are neighbours in the document too."""
    pairs = list(zip(question.chain, question.chain[1:], strict=False))
    side = sum(text.has_pair(a, b) for a, b in pairs)
    bonus = BONUS_SIDE_BY_SIDE * side / len(pairs) if pairs else 0.0
    if len(matches) > 1:
        stems = [f" {match.alternative.stems} " for match in matches]
        most = max(sum(stem in section for stem in stems) for section in text.sections)
        bonus += BONUS_SAME_SECTION * (most - 1) / (len(stems) - 1) if most else 0.0
    return bonus


def _title(question: Question, title: str, matches: Sequence[Match]) -> float:
    """How much of the best title or short name the question says, and of the question it says."""
    answered = {term for m in matches for term in m.alternative.stems.split()}
    answered |= set(question.chain)
    answered |= {whole.stem for whole in question.wholes}
    in_title = sum(
        m.concept.weight * m.part for m in matches if m.column in ("title", "title_parts")
    )
    share = in_title / question.weight
    best = 0.0
    for line in title.split(LINE):
        stems = line.split()
        if stems:
            said = sum(stem in answered for stem in stems) / len(stems)
            exact = BONUS_EXACT_TITLE if said == 1.0 and share > 0.99 else 0.0
            best = max(best, BONUS_TITLE * said * share + exact)
    return best
