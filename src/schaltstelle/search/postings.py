"""In which documents a term stands, and how strongly: lists of numbers, read at once.

FTS5 knows that too, but goes through all places of a word: of a word that stands in thousands of
documents that takes milliseconds. Rows are kept in blocks, so that a new document touches only the
last block of each of its lists.
"""

from __future__ import annotations

import itertools
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from schaltstelle.search.portions import marks, portions

# Rows of one block: as many as 16 bits can tell apart.
BLOCK = 65_536
# After so many rows what was added is written, to save memory.
_PORTION = 10_000
_ENTRY = np.dtype([("row", "<u2"), ("amount", "<f2")])

Rows = NDArray[np.int64]
Amounts = NDArray[np.float32]


class Posting(NamedTuple):
    """The rows that have a term, in their order, and how strongly each has it."""

    rows: Rows
    amounts: Amounts


NOWHERE = Posting(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


def read_postings(connection: sqlite3.Connection, terms: Iterable[str]) -> dict[str, Posting]:
    """The postings of terms; those that stand nowhere are left out."""
    blocks: dict[str, list[tuple[int, bytes]]] = {}
    for some in portions(sorted(set(terms))):
        for term, block, entries in connection.execute(
            f"SELECT term, block, entries FROM posting WHERE term IN ({marks(some)})"  # noqa: S608
            " ORDER BY term, block",
            some,
        ):
            blocks.setdefault(term, []).append((block, entries))
    return {term: _joined(found) for term, found in blocks.items()}


def _joined(blocks: list[tuple[int, bytes]]) -> Posting:
    entries = np.frombuffer(b"".join(entries for _, entries in blocks), dtype=_ENTRY)
    rows = entries["row"].astype(np.int64)
    if len(blocks) == 1:
        rows += blocks[0][0] * BLOCK
    else:
        sizes = [len(entries) // _ENTRY.itemsize for _, entries in blocks]
        rows += np.repeat([block * BLOCK for block, _ in blocks], sizes)
    return Posting(rows, entries["amount"].astype(np.float32))


class PostingWriter:
    """Writes postings inside a transaction. New rows must come in their order and be higher than
    all that were there before; flush() ends the writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._block = 0
        self._begin()
        self._gone: dict[tuple[str, int], set[int]] = {}

    def add(self, row: int, amounts: Mapping[str, float]) -> None:
        """Enter a row under all of its terms."""
        block, number = divmod(row, BLOCK)
        if block != self._block or len(self._numbers) >= _PORTION:
            self.flush()
            self._block = block
        self._numbers.append(number)
        self._lengths.append(len(amounts))
        self._terms.extend(map(self._known.__getitem__, amounts))
        self._amounts.extend(amounts.values())

    def remove(self, row: int, terms: Iterable[str]) -> None:
        """Take a row out from under all of its terms."""
        block, number = divmod(row, BLOCK)
        for term in terms:
            self._gone.setdefault((term, block), set()).add(number)

    def flush(self) -> None:
        """Write what was removed and what was added."""
        for (term, block), numbers in self._gone.items():
            self._take_out(term, block, numbers)
        self._gone.clear()
        self.connection.executemany(
            "INSERT INTO posting VALUES (?, ?, ?) ON CONFLICT (term, block) DO UPDATE"
            " SET entries = CAST(entries || excluded.entries AS BLOB)",
            self._entries(),
        )
        self._begin()

    def _begin(self) -> None:
        """Nothing new: no rows with their numbers of terms, no terms with their amounts."""
        self._known: defaultdict[str, int] = defaultdict(itertools.count().__next__)
        self._numbers, self._lengths = array("I"), array("I")
        self._terms, self._amounts = array("I"), array("f")

    def _entries(self) -> Iterator[tuple[str, int, bytes]]:
        """The new rows of every term of the block."""
        terms = np.frombuffer(self._terms, dtype=np.uint32)
        entries = np.empty(len(terms), dtype=_ENTRY)
        entries["row"] = np.repeat(np.array(self._numbers), np.array(self._lengths))
        entries["amount"] = np.frombuffer(self._amounts, dtype=np.float32)
        order = np.argsort(terms, kind="stable")
        ends = np.cumsum(np.bincount(terms, minlength=len(self._known))) * _ENTRY.itemsize
        whole = entries[order].tobytes()
        limits = [0, *ends.tolist()]
        # Sorted, a table by term is written from one end to the other.
        for term, number in sorted(self._known.items()):
            yield term, self._block, whole[limits[number] : limits[number + 1]]

    def _take_out(self, term: str, block: int, numbers: set[int]) -> None:
        key = (term, block)
        found = self.connection.execute(
            "SELECT entries FROM posting WHERE term = ? AND block = ?", key
        ).fetchone()
        if found is None:
            return
        entries = np.frombuffer(found[0], dtype=_ENTRY)
        left = entries[~np.isin(entries["row"], list(numbers))]
        if len(left):
            self.connection.execute(
                "UPDATE posting SET entries = ? WHERE term = ? AND block = ?",
                (left.tobytes(), *key),
            )
        else:
            self.connection.execute("DELETE FROM posting WHERE term = ? AND block = ?", key)
