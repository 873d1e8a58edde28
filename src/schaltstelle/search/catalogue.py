"""What filters and facets need of every record, as arrays: one state of the index in memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.query import KINDS, LAND_WORDS, Kind, Query, Status
from schaltstelle.core.size import SIZE_CLASSES, SizeClass

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

_COLUMNS = "row, kind, access, fields, lands, sizes, verified, valid_from, valid_to, opens, closes"

_MOST_FIELDS = 62

# Nobody has seen the source yet: a little less sure, not less fitting.
UNVERIFIED = 0.95
# What no longer holds is still worth reading, after what holds.
EXPIRED = 0.7
# "Wer hat …?" asks for examples, "Müssen wir …?" for law.
ASKED_FOR = 1.3
# What one can do, must do, pay it with, and who did it comes before what stands behind that; fields
# are wide; key figures and controls are answers only where one asks for them.
KIND_FACTORS: dict[Kind, float] = {
    "measure": 1.15,
    "criterion": 1.15,
    "practice": 1.1,
    "programme": 1.1,
    "field": 0.8,
    "control": 0.8,
    "indicator": 0.8,
    "document": 0.9,
}


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The records of one generation of the index. `at[row]` is the position of a row in all other
    arrays, -1 where there is none. Bits in `lands` and `sizes`: 0 suits all."""

    generation: int
    rows: Rows
    at: Rows
    kind: NDArray[np.int8]
    access: NDArray[np.int32]
    access_tags: tuple[str, ...]
    fields: NDArray[np.int64]
    field_names: tuple[str, ...]
    field_titles: dict[str, str]
    lands: Rows
    sizes: Rows
    verified: Mask
    begins: Rows
    ends: Rows
    applies: Mask
    length: Rows

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(self.kind)

    def positions(self, rows: Rows) -> Rows:
        """Positions of rows."""
        return self.at[rows]

    def allowed(self, at: Rows, access: Collection[str]) -> Mask:
        """Which may be shown to somebody with these access tags."""
        codes = [number for number, tag in enumerate(self.access_tags) if tag in access]
        return np.isin(self.access[at], codes)

    def suits(self, at: int) -> tuple[tuple[str, ...], tuple[SizeClass, ...]]:
        """The Länder and sizes that one record names."""
        lands, sizes = int(self.lands[at]), int(self.sizes[at])
        return (
            tuple(land for land in LAND_WORDS if lands >> int(land) & 1),
            tuple(size for bit, size in enumerate(SIZE_CLASSES) if sizes >> bit & 1),
        )

    def quality(self, at: Rows, today: date, asked: Collection[Kind] = ()) -> NDArray[np.float64]:
        """The factor for what records are, and whether their kind is asked for."""
        of_kind = [KIND_FACTORS.get(k, 1.0) * (ASKED_FOR if k in asked else 1.0) for k in KINDS]
        factor = np.array(of_kind)[self.kind[at]]
        status = self.status(at, today)
        factor[status["unverified"]] *= UNVERIFIED
        factor[status["expired"]] *= EXPIRED
        return factor

    def status_of(self, at: int, today: date) -> tuple[Status, ...]:
        """What holds of one record on a day."""
        day = today.toordinal()
        found: list[Status] = ["verified" if self.verified[at] else "unverified"]
        if self.ends[at] < day:
            found.append("expired")
        elif self.applies[at] and self.begins[at] <= day:
            found.append("open")
        return tuple(found)

    def status(self, at: Rows, today: date) -> dict[Status, Mask]:
        """What holds of records on a day."""
        day = today.toordinal()
        expired = self.ends[at] < day
        return {
            "verified": self.verified[at],
            "unverified": ~self.verified[at],
            "open": self.applies[at] & ~expired & (self.begins[at] <= day),
            "expired": expired,
        }

    def filters(self, query: Query, at: Rows, today: date) -> dict[str, Mask]:
        """Which records keep each limit of a query: kind, field, land, size, status."""
        kinds = [KINDS.index(kind) for kind in query.kinds]
        fields = [self.field_names.index(f) for f in query.fields if f in self.field_names]
        sizes = [SIZE_CLASSES.index(size) for size in query.sizes]
        status = self.status(at, today)
        everything = np.ones(len(at), dtype=bool)
        return {
            "kind": np.isin(self.kind[at], kinds) if kinds else everything,
            "field": _any_bit(self.fields[at], fields) if query.fields else everything,
            "land": _suits(self.lands[at], [int(land) for land in query.lands]),
            "size": _suits(self.sizes[at], sizes),
            "status": np.any([status[name] for name in query.status], axis=0)
            if query.status
            else everything,
        }

    def counts(self, at: Rows, filters: dict[str, Mask], today: date) -> dict[str, dict[str, int]]:
        """Per facet and value: how many records have it that keep all other limits."""

        def keep(facet: str) -> Rows:
            others = [mask for name, mask in filters.items() if name != facet]
            return at[np.logical_and.reduce(others)]

        of_kind = np.bincount(self.kind[keep("kind")], minlength=len(KINDS))
        status_of = keep("status")
        return {
            "kind": dict(zip(KINDS, of_kind.tolist(), strict=True)),
            "field": _bit_counts(self.fields[keep("field")], self.field_names),
            "land": _suiting(self.lands[keep("land")], {k: int(k) for k in LAND_WORDS}),
            "size": _suiting(
                self.sizes[keep("size")], {size: n for n, size in enumerate(SIZE_CLASSES)}
            ),
            "status": {
                name: int(mask.sum()) for name, mask in self.status(status_of, today).items()
            },
        }


def _any_bit(values: Rows, bits: Sequence[int]) -> Mask:
    wanted = np.int64(sum(1 << bit for bit in bits))
    found: Mask = (values & wanted) != 0
    return found


def _suits(values: Rows, bits: Sequence[int]) -> Mask:
    if not bits:
        return np.ones(len(values), dtype=bool)
    found: Mask = (values == 0) | _any_bit(values, bits)
    return found


def _bit_counts(values: Rows, names: Sequence[str]) -> dict[str, int]:
    return {name: int(((values >> bit) & 1).sum()) for bit, name in enumerate(names)}


def _suiting(values: Rows, bits: dict[str, int]) -> dict[str, int]:
    """How many suit each: those that name it and those that name none."""
    everywhere = int((values == 0).sum())
    return {name: everywhere + int(((values >> bit) & 1).sum()) for name, bit in bits.items()}


def load(connection: sqlite3.Connection) -> Catalogue:
    """The catalogue of the state that a connection sees."""
    generation = int(
        connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()[0]
    )
    rows = connection.execute(f"SELECT {_COLUMNS}, applies, length FROM record").fetchall()  # noqa: S608
    columns = list(zip(*rows, strict=True)) if rows else [()] * 13
    numbers = [np.array(column, dtype=np.int64) for column in (columns[0], *columns[4:])]
    row, lands, sizes, verified, valid_from, valid_to, opens, closes, applies, length = numbers
    at = np.full(int(row.max()) + 1 if len(row) else 1, -1, dtype=np.int64)
    at[row] = np.arange(len(row))
    tags = sorted(set(columns[2]))
    # One bit each; content has sixteen, more can only come from documents with names of their own.
    names = sorted({name for text in set(columns[3]) for name in text.split()})[:_MOST_FIELDS]
    titles = {
        name: str(json.loads(head)["title"])
        for name, head in connection.execute(
            "SELECT id, head FROM record WHERE kind = 'field' ORDER BY row"
        )
    }
    bits_of = {
        text: sum(1 << names.index(name) for name in set(text.split()) if name in names)
        for text in set(columns[3])
    }
    return Catalogue(
        generation=generation,
        rows=row,
        at=at,
        kind=np.array([KINDS.index(kind) for kind in columns[1]], dtype=np.int8),
        access=np.array([tags.index(tag) for tag in columns[2]], dtype=np.int32),
        access_tags=tuple(tags),
        fields=np.array([bits_of[text] for text in columns[3]], dtype=np.int64),
        field_names=tuple(names),
        field_titles={name: titles.get(name, name) for name in names},
        lands=lands,
        sizes=sizes,
        verified=verified.astype(bool),
        begins=np.maximum(valid_from, opens),
        ends=np.minimum(valid_to, closes),
        applies=applies.astype(bool),
        length=length,
    )
