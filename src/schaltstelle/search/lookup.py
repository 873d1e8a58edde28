"""What the index can be asked: words, columns, documents, all records as arrays."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from schaltstelle.core.german.analysis import Analyser
from schaltstelle.core.german.compounds import Lexicon
from schaltstelle.core.german.finding import PieceReader
from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.similar import KnownWords
from schaltstelle.core.query import Kind
from schaltstelle.search.catalogue import Catalogue, catalogue_of
from schaltstelle.search.columns import Columns
from schaltstelle.search.documents import Document, Section
from schaltstelle.search.numbers import load
from schaltstelle.search.portions import marks, portions
from schaltstelle.search.postings import NOWHERE, Posting, read_postings
from schaltstelle.search.question import Correction
from schaltstelle.search.shown import Shown
from schaltstelle.search.storage import connect, stored_document
from schaltstelle.search.strength import WEIGHTS
from schaltstelle.search.vocabulary import Thesaurus, Vocabulary


@dataclass(frozen=True)
class Language:
    """How this index reads texts: settled when it was built, the same for texts and questions."""

    analyser: Analyser
    vocabulary: Vocabulary

    @cached_property
    def pieces(self) -> PieceReader:
        """Reads texts to mark words in them."""
        return PieceReader(self.analyser)

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The words of the field by their stems."""
        return Thesaurus(self.vocabulary.terms, self.analyser)


@dataclass(frozen=True, eq=False)
class SeenWords:
    """The words of one generation of the index: to compare with, and as they are written."""

    generation: int
    known: KnownWords
    written: dict[str, str]


@dataclass(frozen=True, slots=True)
class Details:
    """Kind and id of a record, and what it is linked to, as "kind:id"."""

    kind: Kind
    id: str
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was read of one state of the index, to read it only once."""

    meta: dict[str, str] = field(default_factory=dict)
    postings: dict[str, Posting] = field(default_factory=dict)


class Lookup:
    """An open index to read from. Threads may share it: each has a connection of its own."""

    def __init__(self, path: Path, vocabulary: Vocabulary) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self._local = threading.local()
        self._language: tuple[str, Language] | None = None
        self._catalogue: Catalogue | None = None
        self._words: SeenWords | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = connect(self.path)
        return found

    def close(self) -> None:
        """Close the connection of this thread."""
        found = getattr(self._local, "connection", None)
        if found is not None:
            found.close()
            self._local.connection = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the index for several questions, which remember what they have read."""
        connection = self.connection
        connection.execute("BEGIN")
        self._local.known = Remembered()
        try:
            yield connection
        finally:
            self._local.known = None
            connection.execute("COMMIT")

    @property
    def _known(self) -> Remembered:
        """What was read of this state; nothing outside of reading()."""
        return getattr(self._local, "known", None) or Remembered()

    @property
    def generation(self) -> int:
        """Changes with every write."""
        return int(self.meta("generation"))

    @property
    def language(self) -> Language:
        """How this index reads texts."""
        state = self.meta("reading")
        if self._language is None or self._language[0] != state:
            whole = (*self.vocabulary.parts, *self.vocabulary.single_words)
            lexicon = Lexicon.of(self.vocabulary.parts, {*whole, *self.meta("seen").split()})
            self._language = (state, Language(Analyser(lexicon), self.vocabulary))
        return self._language[1]

    def counts(self, stems: Iterable[str]) -> dict[str, int]:
        """In how many documents each stem or phrase stands; what stands in none is left out."""
        found = self.postings(stems)
        return {stem: len(posting.rows) for stem, posting in found.items() if len(posting.rows)}

    def postings(self, stems: Iterable[str]) -> dict[str, Posting]:
        """Which documents have each stem or phrase (stems with a blank between them), and how
        strongly."""
        wanted = set(stems)
        known = self._known.postings
        new = wanted - known.keys()
        if new:
            known.update(dict.fromkeys(new, NOWHERE))
            known.update(read_postings(self.connection, new))
            thesaurus = self.language.thesaurus
            for phrase in new:
                if " " in phrase and not thesaurus.is_phrase(phrase):
                    known[phrase] = self._phrase(phrase)
        return {stem: known[stem] for stem in wanted}

    def _phrase(self, stems: str) -> Posting:
        """Where a phrase stands; that it does so in the body is enough to know here."""
        found = self.connection.execute(
            "SELECT rowid FROM text WHERE text MATCH ?", (f'"{stems}"',)
        )
        rows = np.array([row for (row,) in found], dtype=np.int64)
        return Posting(rows, np.full(len(rows), WEIGHTS["body"], dtype=np.float32))

    def written(self, words: Iterable[str]) -> dict[str, str]:
        """How the documents write folded words; unknown ones are left out."""
        return {
            word: written
            for some in portions(sorted(set(words)))
            for word, written in self.connection.execute(
                f"SELECT word, written FROM word WHERE word IN ({marks(some)})",  # noqa: S608
                some,
            )
        }

    def similar(self, typed: str) -> Correction | None:
        """What an unknown word may mean: a word that it begins, else one that looks like it."""
        word = fold(typed)
        seen = self.words
        begun = seen.known.begun(word)
        if begun:
            return Correction(typed, tuple(seen.written[one] for one in begun), "begins")
        alike = [seen.written[one] for one in seen.known.similar(word)]
        if not alike:
            thesaurus = self.language.thesaurus
            alike = [thesaurus.words[one] for one in thesaurus.known_words.similar(word)]
        return Correction(typed, tuple(alike), "similar") if alike else None

    @property
    def size(self) -> int:
        """How many documents there are."""
        return self.catalogue.size

    @property
    def catalogue(self) -> Catalogue:
        """The records as arrays, in the state that this thread's connection sees."""
        known = self._catalogue
        if known is None or known.generation != self.generation:
            numbers = load(self.connection, known.numbers) if known else load(self.connection)
            known = self._catalogue = catalogue_of(numbers, self.generation)
        return known

    @property
    def words(self) -> SeenWords:
        """All words of the documents, in the state that this thread's connection sees."""
        known = self._words
        if known is None or known.generation != self.generation:
            rows = self.connection.execute("SELECT word, written, count FROM word").fetchall()
            counts = KnownWords({word: count for word, _, count in rows})
            written = {word: written for word, written, _ in rows}
            known = self._words = SeenWords(self.generation, counts, written)
        return known

    def columns(self, rows: Sequence[int]) -> dict[int, Columns]:
        """The columns of rows."""
        names = ", ".join(f"c{number}" for number in range(len(Columns._fields)))
        found = self.connection.execute(
            f"SELECT id, {names} FROM text_content WHERE id IN ({marks(rows)})",  # noqa: S608
            list(rows),
        )
        return {row: Columns(*columns) for row, *columns in found}

    def details(self, rows: Sequence[int]) -> dict[int, Details]:
        """Kind, id and links of rows."""
        found = self.connection.execute(
            f"SELECT row, kind, id, links FROM record WHERE row IN ({marks(rows)})",  # noqa: S608
            list(rows),
        )
        return {
            row: Details(kind, name, frozenset(json.loads(links)))
            for row, kind, name, links in found
        }

    def document(self, row: int) -> Document:
        """The document of a row; LookupError where there is none."""
        return stored_document(self.connection, row)

    def shown(self, rows: Sequence[int]) -> dict[int, Shown]:
        """What is shown of rows."""
        found = self.connection.execute(
            f"SELECT row, kind, id, head FROM record WHERE row IN ({marks(rows)})",  # noqa: S608
            list(rows),
        )
        rows_of = found.fetchall()
        # Read as one text, which takes less time than one after the other.
        heads = json.loads(f"[{','.join(head for *_, head in rows_of)}]")
        return {
            row: Shown(kind, name, head)
            for (row, kind, name, _), head in zip(rows_of, heads, strict=True)
        }

    def section(self, row: int, number: int) -> Section | None:
        """One section of a document, None where there is none."""
        found = self.connection.execute(
            "SELECT heading, text, anchor FROM section WHERE row = ? AND number = ?", (row, number)
        ).fetchone()
        return Section(heading=found[0], text=found[1], anchor=found[2]) if found else None

    def linking(self, target: str) -> list[int]:
        """The rows that name a document, "kind:id"."""
        found = self.connection.execute("SELECT DISTINCT row FROM link WHERE target = ?", (target,))
        return [row for (row,) in found]

    def links_of(self, row: int) -> list[str]:
        """What a row names, as "kind:id"."""
        found = self.connection.execute("SELECT DISTINCT target FROM link WHERE row = ?", (row,))
        return [target for (target,) in found]

    def rows_with(self, stem: str) -> list[int]:
        """The rows that have a stem in a prominent place."""
        wanted = f'{{title title_parts summary}} : "{stem}"'
        found = self.connection.execute("SELECT rowid FROM text WHERE text MATCH ?", (wanted,))
        return [row for (row,) in found]

    def row_of(self, kind: str, name: str) -> int | None:
        """The row of a document, None where there is none."""
        found = self.connection.execute(
            "SELECT row FROM record WHERE kind = ? AND id = ?", (kind, name)
        ).fetchone()
        return int(found[0]) if found else None

    def meta(self, name: str) -> str:
        """A value of the index as a whole, empty where it has none."""
        known = self._known.meta
        if name not in known:
            found = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,))
            row = found.fetchone()
            known[name] = str(row[0]) if row else ""
        return known[name]
