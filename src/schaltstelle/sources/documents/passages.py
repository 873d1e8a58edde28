"""The text of a document cut into passages: by headings, then by paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from schaltstelle.sources.documents.values import Passage

MOST_CHARACTERS = 1_200
HEADING_LEVELS = 6

_SENTENCE_END = re.compile(r"(?<=[.!?…])(\s+)(?=[A-ZÄÖÜ„\"(\d])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (outermost) to 6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text; `page` counts from 1."""

    text: str
    page: int | None = None


Block = Heading | Paragraph


def passages(blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """Paragraphs under the same heading and on the same page together, up to 1,200 characters."""
    cutting = _Cutting()
    found: list[Passage] = []
    for block in blocks:
        if isinstance(block, Heading):
            found.extend(cutting.close())
            cutting.enter(block)
        else:
            found.extend(cutting.add(block))
    found.extend(cutting.close())
    return tuple(found)


def pieces(text: str, most: int = MOST_CHARACTERS) -> Iterator[str]:
    """A text in pieces of at most `most` characters: between sentences, else between words."""
    parts = _SENTENCE_END.split(text)
    rest = ""
    for gap, sentence in zip(["", *parts[1::2]], parts[::2], strict=True):
        joined = f"{rest}{gap}{sentence}" if rest else sentence
        if len(joined) <= most:
            rest = joined
            continue
        if rest:
            yield rest
        *whole, rest = _words(sentence, most)
        yield from whole
    if rest:
        yield rest


def _words(sentence: str, most: int) -> list[str]:
    """A sentence cut between words, and a word that is longer than a piece within it."""
    found = []
    while len(sentence) > most:
        cut = sentence.rfind(" ", 1, most + 1)
        cut = cut if cut > 0 else most
        found.append(sentence[:cut].rstrip())
        sentence = sentence[cut:].lstrip()
    return [*found, sentence]


def anchor(text: str) -> str:
    """A heading in small ASCII letters, joined by hyphens."""
    return _NO_WORD.sub("-", text.lower().translate(_UMLAUTS)).strip("-")[:80].strip("-")


@dataclass
class _Cutting:
    """Where one is in the document, and the paragraphs that wait to become a passage."""

    path: list[Heading] = field(default_factory=list)
    anchor: str = ""
    used: dict[str, int] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    page: int | None = None

    def enter(self, heading: Heading) -> None:
        """Go below a heading."""
        while self.path and self.path[-1].level >= heading.level:
            self.path.pop()
        self.path.append(heading)
        name = anchor(heading.text) or "abschnitt"
        self.used[name] = self.used.get(name, 0) + 1
        self.anchor = name if self.used[name] == 1 else f"{name}-{self.used[name]}"

    def add(self, paragraph: Paragraph) -> Iterator[Passage]:
        """Take a paragraph; what it completes comes out."""
        for piece in pieces(paragraph.text.strip()):
            length = sum(len(text) + 2 for text in self.waiting) + len(piece)
            if paragraph.page != self.page or length > MOST_CHARACTERS:
                yield from self.close()
            self.page = paragraph.page
            self.waiting.append(piece)

    def close(self) -> Iterator[Passage]:
        """The passage of the paragraphs that waited."""
        if self.waiting:
            yield Passage(
                headings=tuple(heading.text for heading in self.path),
                text="\n\n".join(self.waiting),
                anchor=self.anchor,
                page=self.page,
            )
            self.waiting = []
