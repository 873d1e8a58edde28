"""The index: one SQLite file with full-text search, kept up to date record by record.

Several processes may open, read and write the same file. Writers wait for each other; readers see
the state before or after a write, never one between. A folder that cannot be written leads to a
temporary file of this process with the same behaviour.
"""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from schaltstelle.core.german.analysis import Analyser
from schaltstelle.core.german.compounds import Lexicon
from schaltstelle.reference.load import user_directory
from schaltstelle.search.columns import Reader, parts_seen
from schaltstelle.search.documents import PUBLIC, Document, fingerprint
from schaltstelle.search.lookup import Lookup
from schaltstelle.search.portions import marks, portions
from schaltstelle.search.schema import CREATE, READING, TABLES
from schaltstelle.search.storage import Writer, count_up, set_meta
from schaltstelle.search.vocabulary import Vocabulary

# What SQLite says of a file that is no index, or not one of this version. An extended code keeps
# the primary one in its lowest byte.
_DAMAGED = (
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_SCHEMA,
)

CONTENT = "content"
LIBRARY = "library"

# So many documents show which words compounds are made of.
_SAMPLE = 2_000


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


class Index(Lookup):
    """An open index. Threads may share it: each has a connection of its own."""

    def __init__(self, path: Path, vocabulary: Vocabulary) -> None:
        super().__init__(path, vocabulary)
        if not self._has_tables():
            self._make_tables()
        self._keep_reading()

    def _has_tables(self) -> bool:
        found = self.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'")
        return found.fetchone() is not None

    def _make_tables(self) -> None:
        with self.writing() as connection:
            if not self._has_tables():  # another process may have made them meanwhile
                for statement in CREATE.split(";\n"):
                    connection.execute(statement)
                set_meta(connection, "generation", "0")

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

    def _keep_reading(self) -> None:
        """Read all documents anew where they were read with another vocabulary or other rules."""
        wanted = f"{READING}-{self.vocabulary.fingerprint}"
        if self.meta("reading").partition("/")[0] == wanted:
            return
        with self.writing() as connection:
            if self.meta("reading").partition("/")[0] == wanted:
                return  # another process has done it meanwhile
            stored = connection.execute("SELECT collection, row FROM record").fetchall()
            self._read_anew(connection, [(name, self.document(row)) for name, row in stored])

    def _read_anew(
        self, connection: sqlite3.Connection, documents: Sequence[tuple[str, Document]]
    ) -> None:
        for table in ("record", "section", "text", "link", "posting", "word"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
        seen = self._words_for_compounds([document for _, document in documents])
        reading = f"{READING}-{self.vocabulary.fingerprint}/{len(documents)}"
        set_meta(connection, "seen", " ".join(seen))
        # Rows begin anew: who remembers some must forget them.
        set_meta(connection, "last row", "0")
        count_up(connection, "epoch")
        set_meta(connection, "reading", reading)
        self._writer(connection).add(documents)
        count_up(connection, "generation")

    def _writer(self, connection: sqlite3.Connection) -> Writer:
        language = self.language
        return Writer(connection, Reader(language.analyser), language.thesaurus.phrases)

    @staticmethod
    def _words_for_compounds(documents: Sequence[Document]) -> list[str]:
        """The words that the documents give to the lexicon, which stays so until the next build."""
        reader = Reader(Analyser(Lexicon.of(())))
        surfaces: Counter[str] = Counter()
        public = [document for document in documents if document.access == PUBLIC]
        for document in public[:: -(-len(public) // _SAMPLE) or 1]:
            surfaces.update(reader.read(document).surfaces)
        return parts_seen(*reader.words(surfaces))

    # Keeping up to date -------------------------------------------------------------------------

    def is_current(self, version: str, collection: str = CONTENT) -> bool:
        """Whether a collection was last updated to this version."""
        return bool(version) and self.meta(f"version {collection}") == version

    def update(
        self, documents: Iterable[Document], collection: str = CONTENT, version: str = ""
    ) -> Updated:
        """Make a collection hold exactly these documents; only what differs is written."""
        wanted = {(document.kind, document.id): document for document in documents}
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
            changed = {
                key: row
                for key, (row, old) in known.items()
                if key in wanted and fingerprint(wanted[key]) != old
            }
            stale = list(changed.values())
            new = [key for key in wanted if key not in known or key in changed]
            if new or gone:
                self._replace(connection, collection, [*gone, *stale], [wanted[k] for k in new])
            set_meta(connection, f"version {collection}", version)
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
            set_meta(connection, f"number {collection}", str(max(done, up_to)))
            changed = sum(document.id in rows for document in new)
            return Updated(len(new) - changed, changed, len(rows) - changed)

    def follow(self, library: str, latest: int, collection: str = LIBRARY) -> None:
        """Follow a library (its identity) whose last change has this number.

        Where that is another library than before, or one with fewer changes, as after a backup
        was played back, what the index holds of it is forgotten.
        """
        same = self.meta(f"library {collection}") == library
        if same and latest >= self.change_number(collection):
            return
        with self.writing() as connection:
            rows = connection.execute(
                "SELECT row FROM record WHERE collection = ?", (collection,)
            ).fetchall()
            if rows:
                self._replace(connection, collection, [row for (row,) in rows], [])
            set_meta(connection, f"number {collection}", "0")
            set_meta(connection, f"library {collection}", library)

    def change_number(self, collection: str = LIBRARY) -> int:
        """The number of the last change that the index has caught up with; 0 at first."""
        return int(self.meta(f"number {collection}") or 0)

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
        writer = self._writer(connection)
        writer.remove(rows)
        writer.add([(collection, document) for document in documents])
        count_up(connection, "generation")

    @staticmethod
    def _rows_of(
        connection: sqlite3.Connection, collection: str, ids: Sequence[str]
    ) -> dict[str, int]:
        return {
            name: row
            for some in portions(ids)
            for name, row in connection.execute(
                f"SELECT id, row FROM record WHERE collection = ? AND id IN ({marks(some)})",  # noqa: S608
                (collection, *some),
            )
        }


def open_index(vocabulary: Vocabulary, folder: Path | None = None) -> Index:
    """The index in a folder (default: beside the user's tables), made where there is none.

    A damaged file is made anew; where the folder cannot be written, the index lives in a temporary
    folder as long as the process.
    """
    path = (folder or user_directory().parent / "search") / f"search-{TABLES}.sqlite3"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _opened(path, vocabulary)
    except (OSError, sqlite3.Error):
        temporary = Path(tempfile.mkdtemp(prefix="schaltstelle-"))
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
        return Index(temporary / path.name, vocabulary)


def _opened(path: Path, vocabulary: Vocabulary) -> Index:
    """The index in a file; a file that is none, or one of other tables, is replaced."""
    try:
        return Index(path, vocabulary)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _DAMAGED:
            raise
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    return Index(path, vocabulary)
