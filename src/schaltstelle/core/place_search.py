"""Finding a place by what people type: key, exact name, part of a name, name with a slip."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from schaltstelle.core.keys import looks_like_key
from schaltstelle.core.place_names import bare_name, loose, loose_all, variants
from schaltstelle.core.places import KREISFREI_KINDS, Indices, Level, Places, Succession

FoundKind = Literal["one", "several", "suggestions", "dissolved", "none"]

MOST_CANDIDATES = 60
MOST_SUGGESTIONS = 8
# Similarity from 0 to 100 below which a name is no suggestion: one slip in five letters stays.
LEAST_SIMILARITY = 75
# Towns are looked for more often than the Kreise and associations they lie in.
WEIGHT_OF_UNIONS = 0.1
# Shorter texts resemble too many names.
SHORTEST_FUZZY = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of a search: rows, best first, or what a dissolved place became.

    one: exactly one candidate; several: the name is ambiguous; suggestions: nothing has that name,
    these are similar; dissolved: `successions` says what it became; none: nothing fits.
    """

    kind: FoundKind
    candidates: tuple[int, ...] = ()
    successions: tuple[Succession, ...] = ()


class PlaceIndex:
    """Names of all places, folded and sorted once; searching then takes milliseconds.

    Rows that only repeat another one are left out: the Kreis and association rows of a city
    without Kreis, the association rows of municipalities without association, uninhabited areas.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self.rows = _searchable(places)
        self._exact: dict[str, list[int]] = {}
        self._wider: dict[str, list[int]] = {}
        self._enter_names()
        entries = sorted(
            (name, row)
            for names in (self._exact, self._wider)
            for name, rows in names.items()
            for row in rows
        )
        self._names = [name for name, _row in entries]
        self._name_rows = np.array([row for _name, row in entries], dtype=np.int32)
        self._dissolved: dict[str, list[Succession]] = {}
        for step in places.successions:
            self._dissolved.setdefault(loose(bare_name(step.old_name)), []).append(step)

    def _enter_names(self) -> None:
        places = self.places
        texts: list[str] = []
        owners: list[tuple[dict[str, list[int]], int]] = []
        for row, kind in zip(self.rows.tolist(), places.kind[self.rows].tolist(), strict=True):
            name = places.name[row]
            full = [bare_name(name)]
            # Of a Sorbian double name the German half is a full name too: "Bautzen / Budyšin".
            if " / " in name:
                full.append(bare_name(name.partition(" / ")[0]))
            wider = [text for text in variants(name, kind, places.ars[row]) if text not in full]
            texts += full + wider
            owners += [(self._exact, row)] * len(full) + [(self._wider, row)] * len(wider)
        for (names, row), name in zip(owners, loose_all(texts), strict=True):
            rows = names.setdefault(name, [])
            if row not in rows:
                rows.append(row)

    # Finding ------------------------------------------------------------------------------------

    def find(self, text: str) -> Found:
        """The place meant by a key or a name; raises InvalidKey for digits that are no key."""
        if looks_like_key(text):
            return self._by_key(text)
        wanted = loose(text)
        if not wanted:
            return Found("none")
        found = self._by_name(wanted) or self._qualified(text)
        if found:
            return found
        steps = self._dissolved_steps(wanted)
        if steps:
            return Found("dissolved", self._rows_of(steps), steps)
        similar = self.similar(wanted)
        return Found("suggestions", similar) if similar else Found("none")

    def _by_key(self, text: str) -> Found:
        row = self.places.by_key(text)
        if row is not None:
            return Found("one", (row,))
        steps = self.places.successors(text)
        if steps:
            return Found("dissolved", self._rows_of(steps), steps)
        return Found("none")

    def _by_name(self, wanted: str) -> Found | None:
        """The one row with exactly this name, else all whose name is it or begins with it."""
        exact = self._preferred(self._exact.get(wanted, []))
        if len(exact) == 1 and self.places.level[exact[0]] == Level.MUNICIPALITY:
            return Found("one", tuple(exact))
        named = self._preferred([*exact, *self._wider.get(wanted, [])])
        if len(exact) == 1 and named == exact:
            return Found("one", tuple(exact))
        rows = self._ranked(self._preferred([*named, *self._starting(wanted + " ")]))
        if not rows:
            return None
        return Found("one" if len(rows) == 1 else "several", tuple(rows[:MOST_CANDIDATES]))

    def _qualified(self, text: str) -> Found | None:
        """A name with its Kreis or Land: "Neustadt, Hessen" or "Neustadt (Marburg-Biedenkopf)"."""
        head, _sign, tail = text.replace("(", ",").replace(")", "").rpartition(",")
        name, region = loose(head), loose(tail)
        if not name or not region:
            return None
        rows = [*self._exact.get(name, []), *self._wider.get(name, []), *self._starting(name + " ")]
        fitting = [row for row in dict.fromkeys(rows) if region in self._region(row)]
        ranked = self._ranked(self._preferred(fitting))
        if not ranked:
            # A title that the register writes otherwise: "Tengen, Stadt".
            return self._by_name(name)
        return Found("one" if len(ranked) == 1 else "several", tuple(ranked))

    def _region(self, row: int) -> str:
        places = self.places
        above = (places.kreis_of(row), places.land_of(row))
        return " ".join(loose(places[at].display_name) for at in above if at >= 0)

    def _preferred(self, rows: Iterable[int]) -> list[int]:
        """Municipalities where there are any; else associations; else what is left."""
        rows = list(dict.fromkeys(rows))
        for level in (Level.MUNICIPALITY, Level.ASSOCIATION, Level.KREIS):
            fitting = [row for row in rows if self.places.level[row] == level]
            if fitting:
                return fitting
        return rows

    def _ranked(self, rows: Sequence[int]) -> list[int]:
        return sorted(rows, key=lambda row: (-int(self.places.population[row]), row))

    def _starting(self, prefix: str) -> list[int]:
        first = bisect_left(self._names, prefix)
        last = bisect_left(self._names, prefix + "\uffff")
        return list(dict.fromkeys(int(row) for row in self._name_rows[first:last]))

    def _dissolved_steps(self, wanted: str) -> tuple[Succession, ...]:
        found: list[Succession] = []
        for step in self._dissolved.get(wanted, ()):
            found.extend([step] if step.kind == "renamed" else self.places.successors(step.old_key))
        return tuple(dict.fromkeys(found))

    def _rows_of(self, steps: Sequence[Succession]) -> tuple[int, ...]:
        rows = (self.places.by_key(step.new_key) for step in steps)
        return tuple(dict.fromkeys(row for row in rows if row is not None))

    def similar(self, text: str) -> tuple[int, ...]:
        """Rows with names like this one, the most similar first, larger places first among equals.

        Empty when none is similar enough.
        """
        # Imported at first use: most searches end before a slip has to be found.
        from rapidfuzz import fuzz, process

        wanted = loose(text)
        if len(wanted) < SHORTEST_FUZZY:
            return ()
        scores = process.cdist([wanted], self._names, scorer=fuzz.ratio, dtype=np.uint8)[0]
        near = np.flatnonzero(scores >= LEAST_SIMILARITY)
        rows = self._name_rows[near]
        order = np.lexsort((-self.places.population[rows], -scores[near].astype(np.int16)))
        return tuple(dict.fromkeys(int(row) for row in rows[order]))[:MOST_SUGGESTIONS]

    # Completing ---------------------------------------------------------------------------------

    def complete(self, text: str, limit: int = 10) -> tuple[int, ...]:
        """Rows whose name begins with the text: an exact name first, then the largest places."""
        wanted = loose(text)
        if not wanted:
            return ()
        first = bisect_left(self._names, wanted)
        last = bisect_left(self._names, wanted + "\uffff")
        rows = np.unique(self._name_rows[first:last])
        exact = np.isin(rows, self._exact.get(wanted, []))
        population = self.places.population[rows].astype(np.float64)
        weight = np.where(self.places.level[rows] == Level.MUNICIPALITY, 1.0, WEIGHT_OF_UNIONS)
        order = np.lexsort((rows, -population * weight, ~exact))
        return tuple(int(row) for row in rows[order[:limit]])


def _searchable(places: Places) -> Indices:
    level, kind = places.level, places.kind
    repeated = (level == Level.KREIS) & np.isin(kind, KREISFREI_KINDS)
    repeated |= (level == Level.ASSOCIATION) & (kind <= 50)
    regions = (level == Level.REGION_DISTRICT) | (level == Level.REGION)
    city_states = (level == Level.LAND) & np.isin(places.ars, ["02", "11"])
    return np.flatnonzero(places.inhabited & ~repeated & ~regions & ~city_states).astype(np.int32)
