"""What filters and facets need of every record, as arrays: one state of the index in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.query import KINDS, LAND_WORDS, Kind, Query, Status
from schaltstelle.core.size import SIZE_CLASSES, SizeClass
from schaltstelle.search.numbers import Numbers
from schaltstelle.search.sets import Mask, Rows, Sets

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
    arrays, -1 where there is none. A record without `lands` or `sizes` suits all."""

    generation: int
    numbers: Numbers
    rows: Rows
    at: Rows
    kind: NDArray[np.int8]
    access: Rows
    fields: Sets
    lands: Sets
    sizes: Sets
    verified: Mask
    begins: Rows
    ends: Rows
    applies: Mask
    _days: dict[date, dict[Status, Mask]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many records there are."""
        return len(self.kind)

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields, by their number in the sets."""
        return self.numbers.names

    @property
    def field_titles(self) -> dict[str, str]:
        """The titles of the fields, by their names in order."""
        return {name: self.numbers.titles.get(name, name) for name in sorted(self.field_names)}

    def positions(self, rows: Rows) -> Rows:
        """Positions of rows."""
        return self.at[rows]

    def allowed(self, at: Rows, access: Collection[str]) -> Mask:
        """Which may be shown to somebody with these access tags."""
        codes = [number for number, tag in enumerate(self.numbers.tags) if tag in access]
        return np.isin(self.access[at], codes)

    def suits(self, at: int) -> tuple[tuple[str, ...], tuple[SizeClass, ...]]:
        """The Länder and sizes that one record names."""
        lands, sizes = self.lands.of(at), self.sizes.of(at)
        return (
            tuple(land for land in LAND_WORDS if int(land) in lands),
            tuple(size for number, size in enumerate(SIZE_CLASSES) if number in sizes),
        )

    def quality(self, at: Rows, today: date, asked: Collection[Kind] = ()) -> NDArray[np.float64]:
        """The factor for what records are, and whether their kind is asked for."""
        of_kind = [KIND_FACTORS.get(k, 1.0) * (ASKED_FOR if k in asked else 1.0) for k in KINDS]
        factor = np.array(of_kind)[self.kind[at]]
        factor[~self.verified[at]] *= UNVERIFIED
        factor[self._of_day(today)["expired"][at]] *= EXPIRED
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
        return {name: mask[at] for name, mask in self._of_day(today).items()}

    def _of_day(self, today: date) -> dict[Status, Mask]:
        """What holds of all records on a day; the last day asked for is remembered."""
        known = self._days.get(today)
        if known is None:
            day = today.toordinal()
            expired = self.ends < day
            known = {
                "verified": self.verified,
                "unverified": ~self.verified,
                "open": self.applies & ~expired & (self.begins <= day),
                "expired": expired,
            }
            self._days.clear()
            self._days[today] = known
        return known

    def filters(self, query: Query, at: Rows, today: date) -> dict[str, Mask]:
        """Which records keep each limit that a query sets: kind, field, land, size, status."""
        kinds = [KINDS.index(kind) for kind in query.kinds]
        fields = [self.field_names.index(f) for f in query.fields if f in self.field_names]
        sizes = [SIZE_CLASSES.index(size) for size in query.sizes]
        found: dict[str, Mask] = {}
        if kinds:
            found["kind"] = np.isin(self.kind[at], kinds)
        if query.fields:
            found["field"] = self.fields.any_of(at, fields)
        if query.lands:
            found["land"] = self.lands.suits(at, [int(land) for land in query.lands])
        if sizes:
            found["size"] = self.sizes.suits(at, sizes)
        if query.status:
            status = self.status(at, today)
            found["status"] = np.any([status[name] for name in query.status], axis=0)
        return found

    def counts(self, at: Rows, filters: dict[str, Mask], today: date) -> dict[str, dict[str, int]]:
        """Per facet and value: how many records have it that keep all other limits."""

        def keep(facet: str) -> Rows:
            others = [mask for name, mask in filters.items() if name != facet]
            return at[all_of(others, len(at))] if others else at

        of_kind = np.bincount(self.kind[keep("kind")], minlength=len(KINDS))
        of_field, _ = self.fields.counts(keep("field"))
        of_land, any_land = self.lands.counts(keep("land"))
        of_size, any_size = self.sizes.counts(keep("size"))
        status = self.status(keep("status"), today)
        return {
            "kind": dict(zip(KINDS, of_kind.tolist(), strict=True)),
            "field": {name: of_field[number] for number, name in enumerate(self.field_names)},
            "land": {land: of_land[int(land)] + any_land for land in LAND_WORDS},
            "size": {size: of_size[n] + any_size for n, size in enumerate(SIZE_CLASSES)},
            "status": {name: int(np.count_nonzero(mask)) for name, mask in status.items()},
        }


def all_of(masks: Iterable[Mask], size: int) -> Mask:
    """What every mask has; everything where there is none."""
    found = np.ones(size, dtype=bool)
    for mask in masks:
        found &= mask
    return found


def catalogue_of(numbers: Numbers, generation: int) -> Catalogue:
    """The catalogue of all records."""
    rows = numbers.column("row")
    at = np.full(int(rows[-1]) + 1 if len(rows) else 1, -1, dtype=np.int64)
    at[rows] = np.arange(len(rows))
    return Catalogue(
        generation=generation,
        numbers=numbers,
        rows=rows,
        at=at,
        kind=numbers.column("kind").astype(np.int8),
        access=numbers.column("access"),
        fields=Sets(numbers.column("fields")),
        lands=Sets(numbers.column("lands")),
        sizes=Sets(numbers.column("sizes")),
        verified=numbers.column("verified").astype(bool),
        begins=np.maximum(numbers.column("valid_from"), numbers.column("opens")),
        ends=np.minimum(numbers.column("valid_to"), numbers.column("closes")),
        applies=numbers.column("applies").astype(bool),
    )
