"""A document as columns of terms, the way the index keeps and the ranking reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from schaltstelle.core.german.analysis import Analyser
from schaltstelle.core.german.stopwords import FILLERS
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.query import Kind
from schaltstelle.search.documents import Document

# Between lines; with blanks, so that every term has one on both sides.
LINE = " \n "

# A document that suits more Länder than this is not "of" any of them.
_MOST_LANDS = 3


class Columns(NamedTuple):
    """Terms with a blank between them, lines set apart as in the document.

    `title` has the title, then a line per short name; `title_parts` are the parts of their
    compounds; `headings` and `body` have a line per section; the lines of `parts` belong to the
    summary and then to each section; `topics` are the titles of linked things, compounds and their
    parts alike, and the kind.
    """

    title: str
    title_parts: str
    summary: str
    headings: str
    body: str
    parts: str
    topics: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """The columns of a document, and its distinct words as written."""

    columns: Columns
    surfaces: frozenset[str]


def kind_term(kind: Kind) -> str:
    """The term that every document of a kind carries; no word has it."""
    return f"zzkind{kind}"


class Reader:
    """Reads documents with one analyser."""

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser
        self._topics: dict[str, str] = {}

    def read(self, document: Document) -> Analysed:
        """The columns of a document."""
        seen: set[str] = set()
        title = [self._line(text, seen) for text in (document.title, *document.names)]
        summary = self._line(document.summary, seen)
        body = [self._line(section.text, seen) for section in document.sections]
        headings = [self._line(section.heading, seen) for section in document.sections]
        topics = [self._topic(text) for text in (*document.topics, *_lands(document))]
        columns = Columns(
            title=LINE.join(main for main, _ in title),
            title_parts=" ".join(parts for _, parts in title if parts),
            summary=summary[0],
            headings=LINE.join(main for main, _ in headings),
            body=LINE.join(main for main, _ in body),
            parts=LINE.join(parts for _, parts in (summary, *body)),
            topics=" ".join([*topics, kind_term(document.kind)]),
        )
        return Analysed(columns, frozenset(seen))

    def _line(self, text: str, seen: set[str]) -> tuple[str, str]:
        """The terms of what is written and of its parts; the words go to `seen`."""
        surfaces, main, parts = self.analyser.lines(text)
        seen.update(surfaces)
        return main, parts

    def _topic(self, text: str) -> str:
        """All terms of a title of something linked. The same ones stand in many documents."""
        known = self._topics.get(text)
        if known is None:
            known = self._topics[text] = " ".join(self._line(text, set())).strip()
        return known

    def words(self, surfaces: Mapping[str, int]) -> tuple[Counter[str], dict[str, str]]:
        """The number of each folded word, given that of each word as written, and one way in which
        it is written: of several the one in small letters, which sorts last and tells a verb."""
        counts: Counter[str] = Counter()
        written: dict[str, str] = {}
        for surface, number in surfaces.items():
            forms = self.analyser.of(surface)
            if len(forms.words) == 1:
                word = forms.words[0]
                counts[word] += number
                written[word] = max(surface, written.get(word, ""))
        return counts, written


def _lands(document: Document) -> Iterable[str]:
    if len(document.lands) > _MOST_LANDS:
        return ()
    return (LAND_NAMES[land] for land in document.lands if land in LAND_NAMES)


# Where a word of the records may be a part of compounds: a noun of some length that is met more
# than by chance. Shorter ones would split words that are none ("Ver|ein").
_SHORTEST_SEEN = 5
_LONGEST_SEEN = 16
_FEWEST_DOCUMENTS = 3


def parts_seen(counts: Mapping[str, int], written: Mapping[str, str]) -> list[str]:
    """The folded words of the records that compounds may be made of.

    `counts` is how often each folded word is met, once per document and spelling; `written` is
    its spelling.
    """
    return sorted(
        word
        for word, count in counts.items()
        if count >= _FEWEST_DOCUMENTS
        and _SHORTEST_SEEN <= len(word) <= _LONGEST_SEEN
        and word.isalpha()
        and word not in FILLERS
        and written[word][:1].isupper()
        and not written[word].isupper()
    )
