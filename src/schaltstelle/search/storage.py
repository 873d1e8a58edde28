"""Rows of the index: how a document is written, read back and removed."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from schaltstelle.core.size import SIZE_CLASSES
from schaltstelle.search.columns import Analysed, Columns, Reader
from schaltstelle.search.documents import PUBLIC, Document, Section, dump, fingerprint, read
from schaltstelle.search.portions import marks
from schaltstelle.search.postings import PostingWriter
from schaltstelle.search.schema import FIRST_DAY, LAST_DAY
from schaltstelle.search.strength import Phrases, amounts_of

# A first build of 50,000 documents takes less than this.
_PATIENCE_SECONDS = 120
_MAPPED_BYTES = 1 << 30
_CACHE_KIBIBYTES = 32_000


def connect(path: Path) -> sqlite3.Connection:
    """A connection that waits for other writers and reads beside them."""
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
    return connection


def set_meta(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a value of the index as a whole."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def count_up(connection: sqlite3.Connection, name: str) -> None:
    """Raise a number of the index as a whole by one; 0 where there was none."""
    connection.execute(
        "INSERT INTO meta VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET value = value + 1",
        (name,),
    )


def stored_document(connection: sqlite3.Connection, row: int) -> Document:
    """The document of a row; LookupError where there is none."""
    found = connection.execute("SELECT head, rest FROM record WHERE row = ?", (row,)).fetchone()
    if found is None:
        raise LookupError(row)
    parts = connection.execute(
        "SELECT heading, text, anchor FROM section WHERE row = ? ORDER BY number", (row,)
    )
    sections = tuple(Section(heading=h, text=t, anchor=a) for h, t, a in parts)
    return read(found[0], found[1], sections)


class Writer:
    """Writes rows inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, reader: Reader, phrases: Phrases) -> None:
        self.connection = connection
        self.reader = reader
        self.phrases = phrases
        self.postings = PostingWriter(connection)
        self.surfaces: Counter[str] = Counter()

    def add(self, documents: Iterable[tuple[str, Document]]) -> None:
        """Add documents with their collection, each with a row that no other has ever had."""
        row = last = self._last_row()
        for row, (collection, document) in enumerate(documents, last + 1):
            analysed = self.reader.read(document)
            self.connection.execute(
                f"INSERT INTO record VALUES ({marks(range(18))})",  # noqa: S608
                _record(row, collection, document),
            )
            self._insert_texts(row, document, analysed.columns)
            self.postings.add(row, amounts_of(analysed.columns, self.phrases))
            self._count(document, analysed, +1)
        set_meta(self.connection, "last row", str(row))
        self._store_counts()

    def _last_row(self) -> int:
        found = self.connection.execute("SELECT value FROM meta WHERE name = 'last row'").fetchone()
        return int(found[0]) if found else 0

    def _insert_texts(self, row: int, document: Document, columns: Columns) -> None:
        execute, executemany = self.connection.execute, self.connection.executemany
        execute(
            f"INSERT INTO text (rowid, {', '.join(Columns._fields)})"  # noqa: S608
            f" VALUES (?, {marks(Columns._fields)})",
            (row, *columns),
        )
        sections = enumerate(document.sections)
        executemany(
            "INSERT INTO section VALUES (?, ?, ?, ?, ?)",
            [(row, number, part.heading, part.anchor, part.text) for number, part in sections],
        )
        executemany("INSERT INTO link VALUES (?, ?)", [(row, link) for link in document.links])

    def remove(self, rows: Iterable[int]) -> None:
        """Remove rows with everything that belongs to them."""
        for row in rows:
            document = stored_document(self.connection, row)
            analysed = self.reader.read(document)
            self.postings.remove(row, amounts_of(analysed.columns, self.phrases))
            self._count(document, analysed, -1)
            for table in ("record", "section", "link", "text"):
                key = "rowid" if table == "text" else "row"
                self.connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (row,))  # noqa: S608
        self._store_counts()

    def _count(self, document: Document, analysed: Analysed, by: int) -> None:
        # What is proposed for an unknown word must not come from what is not for everybody.
        if document.access == PUBLIC:
            count = self.surfaces.update if by > 0 else self.surfaces.subtract
            count(analysed.surfaces)

    def _store_counts(self) -> None:
        self.postings.flush()
        words, written = self.reader.words(self.surfaces)
        self.connection.executemany(
            "INSERT INTO word VALUES (?, ?, ?) ON CONFLICT (word) DO UPDATE"
            " SET count = count + excluded.count, written = max(written, excluded.written)",
            [(word, written[word], count) for word, count in words.items()],
        )
        fewer = [(word,) for word, count in words.items() if count < 0]
        self.connection.executemany("DELETE FROM word WHERE word = ? AND count <= 0", fewer)
        self.surfaces.clear()


def _record(row: int, collection: str, document: Document) -> tuple[object, ...]:
    dumped = dump(document)
    return (
        row,
        collection,
        document.kind,
        document.id,
        fingerprint(document, dumped),
        document.access,
        " ".join(document.fields),
        _bits(int(land) for land in document.lands if land.isdecimal() and int(land) < 63),
        _bits(SIZE_CLASSES.index(size) for size in document.sizes),
        int(document.verified),
        _day(document.valid_from, FIRST_DAY),
        _day(document.valid_to, LAST_DAY),
        _day(document.opens, FIRST_DAY),
        _day(document.closes, LAST_DAY),
        int(document.application in ("rolling", "dates")),
        json.dumps([*document.links, *(f"criterion:{name}" for name in document.criteria)]),
        *dumped,
    )


def _bits(numbers: Iterable[int]) -> int:
    """One number with a bit for each of the numbers."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def _day(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise
