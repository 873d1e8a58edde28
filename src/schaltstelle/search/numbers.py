"""The numbers of all records as they stand in the index: read once, then only what has changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.query import KINDS

# The columns of the table, as they stand in the index; the last four days are numbers too.
COLUMNS = (
    "row",
    "kind",
    "access",
    "fields",
    "lands",
    "sizes",
    "verified",
    "applies",
    "valid_from",
    "valid_to",
    "opens",
    "closes",
)
# Members of a set in one number, a bit each.
MOST_MEMBERS = 63

Table = NDArray[np.int64]
_CODE_OF_KIND = {kind: code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True, eq=False)
class Numbers:
    """All records of one generation, in the order of their rows.

    `table` has a line per record with COLUMNS: kind and access as codes (KINDS, `tags`), fields as
    bits (`names`), lands and sizes as bits. Between two readings of everything, the epochs, no row
    is used twice.
    """

    epoch: str
    table: Table
    tags: tuple[str, ...]
    names: tuple[str, ...]
    titles: dict[str, str]

    def column(self, name: str) -> Table:
        """One of COLUMNS."""
        return np.ascontiguousarray(self.table[:, COLUMNS.index(name)])


NOTHING = Numbers("", np.empty((0, len(COLUMNS)), dtype=np.int64), (), (), {})


def load(connection: sqlite3.Connection, known: Numbers = NOTHING) -> Numbers:
    """The numbers in the state that a connection sees, given those of an earlier one."""
    found = connection.execute("SELECT value FROM meta WHERE name = 'epoch'").fetchone()
    epoch = found[0] if found else ""
    if epoch != known.epoch:
        known = NOTHING
    last = int(known.table[-1, 0]) if len(known.table) else -1
    tags, names = list(known.tags), list(known.names)
    new = [
        (row, _CODE_OF_KIND[kind], _code(access, tags), _bits(fields.split(), names), *others)
        for row, kind, access, fields, *others in connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM record WHERE row > ? ORDER BY row",  # noqa: S608
            (last,),
        )
    ]
    added = np.array(new, dtype=np.int64).reshape(-1, len(COLUMNS))
    return Numbers(
        epoch=epoch,
        table=np.concatenate((_still_there(connection, known.table), added)),
        tags=tuple(tags),
        names=tuple(names),
        titles=_titles(connection),
    )


def _still_there(connection: sqlite3.Connection, table: Table) -> Table:
    """The lines of a table whose rows have not been removed."""
    if not len(table):
        return table
    # As one text they come four times faster than one by one.
    (rows,) = connection.execute(
        "SELECT group_concat(row) FROM record WHERE row <= ?", (int(table[-1, 0]),)
    ).fetchone()
    left = np.fromstring(rows or "", dtype=np.int64, sep=",")
    return table if len(left) == len(table) else table[np.isin(table[:, 0], left)]


def _code(tag: str, tags: list[str]) -> int:
    if tag not in tags:
        tags.append(tag)
    return tags.index(tag)


def _bits(members: Iterable[str], names: list[str]) -> int:
    """One bit each. Content has sixteen fields; more can only come from documents with names of
    their own, and those beyond the last bit are left out."""
    found = 0
    for name in members:
        if name not in names and len(names) < MOST_MEMBERS:
            names.append(name)
        if name in names:
            found |= 1 << names.index(name)
    return found


def _titles(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT id, head FROM record WHERE kind = 'field' ORDER BY row")
    return {name: str(json.loads(head)["title"]) for name, head in rows}
