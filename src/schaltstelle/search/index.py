"""The index: one SQLite file with full-text search, kept up to date record by record.

Several processes may open, read and write the same file. Writers wait for each other; readers see
the state before or after a write, never one between. A folder that cannot be written leads to a
temporary file of this process with the same behaviour.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from schaltstelle.core.german.analysis import Analyser
from schaltstelle.core.german.compounds import Lexicon
from schaltstelle.core.german.similar import KnownWords
from schaltstelle.core.query import Kind
from schaltstelle.core.size import SIZE_CLASSES
from schaltstelle.reference.load import user_directory
from schaltstelle.search.catalogue import Catalogue, load
from schaltstelle.search.columns import Analysed, Columns, Reader, parts_seen
from schaltstelle.search.documents import Document, dump, fingerprint, read
from schaltstelle.search.schema import CREATE, FIRST_DAY, LAST_DAY, READING, TABLES
from schaltstelle.search.vocabulary import Thesaurus, Vocabulary

CONTENT = "content"
LIBRARY = "library"

# A first build of 50,000 documents takes less than this.
_PATIENCE_SECONDS = 120
_MAPPED_BYTES = 1 << 30
_CACHE_KIBIBYTES = 32_000
_VARIABLES = 500
# So many documents show which words compounds are made of.
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the library: its number, the id of the document, and the document as it is now;
    None where it was removed."""

    number: int
    id: str
    document: Document | None


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did, in documents."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def anything(self) -> bool:
        """Whether the index is another one now."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Language:
    """How this index reads texts: settled when it was built, the same for texts and questions."""

    analyser: Analyser
    vocabulary: Vocabulary

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
    """Kind and id of a record, its length in words, and what it is linked to, as "kind:id"."""

    kind: Kind
    id: str
    length: int
    links: frozenset[str]


class Index:
    """An open index. Threads may share it: each has a connection of its own."""

    def __init__(self, path: Path, vocabulary: Vocabulary, temporary: object = None) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self._temporary = temporary  # keeps a temporary folder alive
        self._local = threading.local()
        self._language: tuple[str, Language] | None = None
        self._catalogue: Catalogue | None = None
        self._words: SeenWords | None = None
        with self.writing() as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                for statement in CREATE.split(";\n"):
                    connection.execute(statement)
                _set(connection, "generation", "0")
        self._keep_reading()

    # Connections --------------------------------------------------------------------------------

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = _connect(self.path)
        return found

    def close(self) -> None:
        """Close the connection of this thread."""
        found = getattr(self._local, "connection", None)
        if found is not None:
            found.close()
            self._local.connection = None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One write transaction: all or nothing."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the index for several questions."""
        connection = self.connection
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("COMMIT")

    @property
    def generation(self) -> int:
        """Changes with every write."""
        return int(self._meta("generation"))

    def __len__(self) -> int:
        return int(self.connection.execute("SELECT count(*) FROM record").fetchone()[0])

    # Reading texts ------------------------------------------------------------------------------

    @property
    def language(self) -> Language:
        """How this index reads texts."""
        state = self._meta("reading")
        if self._language is None or self._language[0] != state:
            whole = (*self.vocabulary.parts, *self.vocabulary.single_words)
            lexicon = Lexicon.of(self.vocabulary.parts, {*whole, *self._meta("seen").split()})
            self._language = (state, Language(Analyser(lexicon), self.vocabulary))
        return self._language[1]

    def _keep_reading(self) -> None:
        """Read all documents anew where they were read with another vocabulary or other rules."""
        wanted = f"{READING}-{self.vocabulary.fingerprint}"
        if self._meta("reading").partition("/")[0] == wanted:
            return
        with self.writing() as connection:
            if self._meta("reading").partition("/")[0] == wanted:
                return  # another process has done it meanwhile
            stored = connection.execute("SELECT collection, document FROM record").fetchall()
            self._read_anew(connection, [(name, read(text)) for name, text in stored])

    def _read_anew(
        self, connection: sqlite3.Connection, documents: Sequence[tuple[str, Document]]
    ) -> None:
        for table in ("record", "text", "link", "term", "word"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
        seen = self._words_for_compounds([document for _, document in documents])
        reading = f"{READING}-{self.vocabulary.fingerprint}/{len(documents)}"
        _set(connection, "seen", " ".join(seen))
        _set(connection, "reading", reading)
        _Writer(connection, self.language).add(documents)
        _next_generation(connection)

    @staticmethod
    def _words_for_compounds(documents: Sequence[Document]) -> list[str]:
        """The words that the documents give to the lexicon, which stays so until the next build."""
        reader = Reader(Analyser(Lexicon.of(())))
        counts: Counter[str] = Counter()
        written: dict[str, str] = {}
        for document in documents[:: -(-len(documents) // _SAMPLE) or 1]:
            words = reader.read(document).words
            counts.update(words.keys())
            written.update(words)
        return parts_seen(counts, written)

    # Keeping up to date -------------------------------------------------------------------------

    def is_current(self, version: str, collection: str = CONTENT) -> bool:
        """Whether a collection was last updated to this version."""
        return bool(version) and self._meta(f"version {collection}") == version

    def update(
        self, documents: Iterable[Document], collection: str = CONTENT, version: str = ""
    ) -> Updated:
        """Make a collection hold exactly these documents; only what differs is written."""
        wanted = {(document.kind, document.id): document for document in documents}
        hashes = {key: fingerprint(dump(document)) for key, document in wanted.items()}
        with self.writing() as connection:
            if version and self.is_current(version, collection):
                return Updated()
            known = {
                (kind, name): (row, known_hash)
                for row, kind, name, known_hash in connection.execute(
                    "SELECT row, kind, id, hash FROM record WHERE collection = ?", (collection,)
                )
            }
            gone = [row for key, (row, _) in known.items() if key not in wanted]
            stale = [row for key, (row, old) in known.items() if hashes.get(key, old) != old]
            new = [key for key in wanted if key not in known or known[key][1] != hashes[key]]
            if new or gone:
                self._replace(connection, collection, [*gone, *stale], [wanted[k] for k in new])
            _set(connection, f"version {collection}", version)
            return Updated(len(new) - len(stale), len(stale), len(gone))

    def catch_up(self, changes: Iterable[Change], up_to: int, collection: str = LIBRARY) -> Updated:
        """Apply changes of the library up to a number; those done before are passed over.

        Of several changes of one id the one with the highest number counts.
        """
        with self.writing() as connection:
            done = self.change_number(collection)
            latest: dict[str, Document | None] = {}
            for change in sorted(changes, key=lambda change: change.number):
                if done < change.number <= up_to:
                    latest[change.id] = change.document
            rows = self._rows_of(connection, collection, list(latest))
            new = [document for document in latest.values() if document is not None]
            if rows or new:
                self._replace(connection, collection, list(rows.values()), new)
            _set(connection, f"number {collection}", str(max(done, up_to)))
            changed = sum(document.id in rows for document in new)
            return Updated(len(new) - changed, changed, len(rows) - changed)

    def change_number(self, collection: str = LIBRARY) -> int:
        """The number of the last change that the index has caught up with; 0 at first."""
        return int(self._meta(f"number {collection}") or 0)

    def _replace(
        self,
        connection: sqlite3.Connection,
        collection: str,
        rows: Sequence[int],
        documents: Sequence[Document],
    ) -> None:
        if not rows and not connection.execute("SELECT 1 FROM record LIMIT 1").fetchone():
            # The first documents settle of which words compounds are made.
            self._read_anew(connection, [(collection, document) for document in documents])
            return
        writer = _Writer(connection, self.language)
        writer.remove(rows)
        writer.add([(collection, document) for document in documents])
        _next_generation(connection)

    @staticmethod
    def _rows_of(
        connection: sqlite3.Connection, collection: str, ids: Sequence[str]
    ) -> dict[str, int]:
        return {
            name: row
            for some in _portions(ids)
            for name, row in connection.execute(
                f"SELECT id, row FROM record WHERE collection = ? AND id IN ({_marks(some)})",  # noqa: S608
                (collection, *some),
            )
        }

    # Looking up ---------------------------------------------------------------------------------

    def counts(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many documents each term stands; terms that stand in none are left out."""
        return {
            term: count
            for some in _portions(sorted(set(terms)))
            for term, count in self.connection.execute(
                f"SELECT term, count FROM term WHERE term IN ({_marks(some)})",  # noqa: S608
                some,
            )
        }

    @property
    def catalogue(self) -> Catalogue:
        """The records as arrays, in the state that this thread's connection sees."""
        known = self._catalogue
        if known is None or known.generation != self.generation:
            known = self._catalogue = load(self.connection)
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
            f"SELECT id, {names} FROM text_content WHERE id IN ({_marks(rows)})",  # noqa: S608
            list(rows),
        )
        return {row: Columns(*columns) for row, *columns in found}

    def details(self, rows: Sequence[int]) -> dict[int, Details]:
        """What ranking needs of rows besides their texts."""
        found = self.connection.execute(
            f"SELECT row, kind, id, length, links FROM record WHERE row IN ({_marks(rows)})",  # noqa: S608
            list(rows),
        )
        return {
            row: Details(kind, name, length, frozenset(json.loads(links)))
            for row, kind, name, length, links in found
        }

    def document(self, row: int) -> Document:
        """The document of a row; LookupError where there is none."""
        found = self.connection.execute(
            "SELECT document FROM record WHERE row = ?", (row,)
        ).fetchone()
        if found is None:
            raise LookupError(row)
        return read(found[0])

    def row_of(self, kind: str, name: str) -> int | None:
        """The row of a document, None where there is none."""
        found = self.connection.execute(
            "SELECT row FROM record WHERE kind = ? AND id = ?", (kind, name)
        ).fetchone()
        return int(found[0]) if found else None

    def _meta(self, name: str) -> str:
        found = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""


def open_index(vocabulary: Vocabulary, folder: Path | None = None) -> Index:
    """The index in a folder (default: beside the user's tables), made where there is none.

    A damaged file is made anew; where the folder cannot be written, the index lives in a temporary
    folder as long as the process.
    """
    path = (folder or user_directory().parent / "search") / f"search-{TABLES}.sqlite3"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return Index(path, vocabulary)
    except sqlite3.DatabaseError as error:
        if not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError, sqlite3.Error):
                _remove(path)
                return Index(path, vocabulary)
    except OSError:
        pass
    temporary = tempfile.TemporaryDirectory(prefix="schaltstelle-", ignore_cleanup_errors=True)
    return Index(Path(temporary.name) / path.name, vocabulary, temporary)


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


class _Writer:
    """Writes rows inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, language: Language) -> None:
        self.connection = connection
        self.reader = Reader(language.analyser)
        self.terms: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.written: dict[str, str] = {}

    def add(self, documents: Iterable[tuple[str, Document]]) -> None:
        """Add documents with their collection."""
        first = self.connection.execute("SELECT max(row) FROM record").fetchone()[0] or 0
        for row, (collection, document) in enumerate(documents, first + 1):
            analysed = self.reader.read(document)
            self.connection.execute(
                f"INSERT INTO record VALUES ({_marks(range(18))})",  # noqa: S608
                _record(row, collection, document, analysed),
            )
            self.connection.execute(
                f"INSERT INTO text (rowid, {', '.join(Columns._fields)})"  # noqa: S608
                f" VALUES (?, {_marks(Columns._fields)})",
                (row, *analysed.columns),
            )
            self.connection.executemany(
                "INSERT INTO link VALUES (?, ?)", [(row, target) for target in document.links]
            )
            self._count(analysed, +1)
        self._store_counts()

    def remove(self, rows: Iterable[int]) -> None:
        """Remove rows with everything that belongs to them."""
        for row in rows:
            stored = self.connection.execute(
                "SELECT document FROM record WHERE row = ?", (row,)
            ).fetchone()
            self._count(self.reader.read(read(stored[0])), -1)
            for table, key in (("record", "row"), ("link", "row"), ("text", "rowid")):
                self.connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (row,))  # noqa: S608
        self._store_counts()

    def _count(self, analysed: Analysed, by: int) -> None:
        self.written.update(analysed.words)
        for counter, names in ((self.terms, analysed.terms), (self.words, analysed.words.keys())):
            if by > 0:
                counter.update(names)
            else:
                counter.subtract(names)

    def _store_counts(self) -> None:
        self.connection.executemany(
            "INSERT INTO term VALUES (?, ?)"
            " ON CONFLICT (term) DO UPDATE SET count = count + excluded.count",
            self.terms.items(),
        )
        self.connection.executemany(
            "INSERT INTO word VALUES (?, ?, ?)"
            " ON CONFLICT (word) DO UPDATE SET count = count + excluded.count",
            [(word, self.written[word], count) for word, count in self.words.items()],
        )
        if any(count < 0 for count in self.terms.values()):
            self.connection.execute("DELETE FROM term WHERE count <= 0")
            self.connection.execute("DELETE FROM word WHERE count <= 0")
        self.terms.clear()
        self.words.clear()


def _record(
    row: int, collection: str, document: Document, analysed: Analysed
) -> tuple[object, ...]:
    columns = analysed.columns
    text = dump(document)
    return (
        row,
        collection,
        document.kind,
        document.id,
        fingerprint(text),
        document.access,
        " ".join(document.fields),
        bits(int(land) for land in document.lands if land.isdecimal() and int(land) < 63),
        bits(SIZE_CLASSES.index(size) for size in document.sizes),
        int(document.verified),
        _day(document.valid_from, FIRST_DAY),
        _day(document.valid_to, LAST_DAY),
        _day(document.opens, FIRST_DAY),
        _day(document.closes, LAST_DAY),
        int(document.application in ("rolling", "dates")),
        columns.summary.count(" ") + columns.body.count(" ") + columns.body.count("\n"),
        json.dumps([*document.links, *(f"criterion:{name}" for name in document.criteria)]),
        text,
    )


def bits(numbers: Iterable[int]) -> int:
    """One number with a bit for each of the numbers."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def _day(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
    return connection


def _set(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def _next_generation(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _VARIABLES):
        yield values[start : start + _VARIABLES]
