"""Values of former municipalities and Kreise carried over to those of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.place_names import bare_name
from schaltstelle.reference.load import Estimate
from schaltstelle.sources.overrides import FORMER_NAMES, KREIS_PREDECESSORS
from schaltstelle.sources.succession import Origin, Origins


@dataclass(frozen=True)
class Carried:
    """A matrix for the keys of today, what in it is estimated, and which keys were recovered."""

    matrix: LabelledMatrix
    estimated: tuple[Estimate, ...]
    recovered: tuple[str, ...]


def through_changes(
    data: LabelledMatrix, keys: Sequence[str], origins: Origins, sums: Sequence[str] = ()
) -> Carried:
    """Fill keys that the data lack from the former municipalities they were made of.

    Columns named in `sums` are added up, the others averaged by population. The same territory
    under another key keeps its values as they are; a merger makes an estimate.
    """
    aligned = data.align_rows(keys)
    values = aligned.values.copy()
    estimated: list[Estimate] = []
    recovered: list[str] = []
    for at, key in enumerate(keys):
        if key in data:
            continue
        parts = origins.among(key, data)
        merged = _merged(data, parts, sums)
        if merged is None:
            continue
        values[at] = merged
        recovered.append(key)
        if not (len(parts) == 1 and parts[0].same_territory):
            names = ", ".join(sorted({bare_name(part.name) for part in parts}))
            reason = f"aus den Vorgängergemeinden {names} errechnet, nach Einwohnern gewichtet"
            estimated.extend(_estimates(key, aligned.columns, values[at], reason))
    matrix = LabelledMatrix(aligned.rows, aligned.columns, values)
    return Carried(matrix, tuple(estimated), tuple(recovered))


def _merged(
    data: LabelledMatrix, parts: Sequence[Origin], sums: Sequence[str]
) -> NDArray[np.float64] | None:
    weights = np.array([part.weight for part in parts], dtype=np.float64)
    if not parts or (len(parts) > 1 and weights.sum() <= 0):
        return None
    if len(parts) == 1:
        weights = np.ones(1)
    rows = np.array([data.row(part.key) for part in parts], dtype=np.float64)
    mean = (rows * weights[:, np.newaxis]).sum(axis=0) / weights.sum()
    summed = np.isin(data.columns, list(sums))
    return np.asarray(np.where(summed, rows.sum(axis=0), mean))


def through_former_names(
    carried: Carried, data: LabelledMatrix, names: Mapping[str, str]
) -> Carried:
    """Fill keys still missing by a unique equal name in the predecessor of their Kreis.

    `names` gives the name of each key of today. All values found so are estimates.
    """
    values = carried.matrix.values.copy()
    estimated, recovered = list(carried.estimated), list(carried.recovered)
    for at, key in enumerate(carried.matrix.rows):
        if key in data or key in carried.recovered:
            continue
        former = former_key(key, names[key])
        if former is None or former not in data:
            continue
        values[at] = data.row(former)
        recovered.append(key)
        reason = f"über den gleichen Namen im Vorgängerkreis {former[:5]} zugeordnet ({former})"
        estimated.extend(_estimates(key, data.columns, values[at], reason))
    matrix = LabelledMatrix(carried.matrix.rows, carried.matrix.columns, values)
    return Carried(matrix, tuple(estimated), tuple(recovered))


def former_key(key: str, name: str) -> str | None:
    """The key that a municipality of this name had in a predecessor of its Kreis, if only one."""
    found = [
        f"{kreis}{number:03d}"
        for kreis in KREIS_PREDECESSORS.get(key[:5], ())
        for number, former in FORMER_NAMES.get(kreis, {}).items()
        if former == bare_name(name)
    ]
    return found[0] if len(found) == 1 else None


def to_kreise(data: LabelledMatrix, kreise: Sequence[str], people: Mapping[str, float]) -> Carried:
    """Fill Kreise that the data lack from their predecessors, weighted by `people` of each."""
    aligned = data.align_rows(kreise)
    values = aligned.values.copy()
    estimated: list[Estimate] = []
    recovered: list[str] = []
    for at, kreis in enumerate(kreise):
        former = [old for old in KREIS_PREDECESSORS.get(kreis, ()) if old in data]
        if kreis in data or not former:
            continue
        weights = np.array([people.get(old, 0.0) for old in former])
        if len(former) == 1 or weights.sum() <= 0:
            weights = np.ones(len(former))
        rows = np.array([data.row(old) for old in former], dtype=np.float64)
        values[at] = (rows * weights[:, np.newaxis]).sum(axis=0) / weights.sum()
        recovered.append(kreis)
        reason = f"vom früheren Kreis {' und '.join(former)} übernommen"
        estimated.extend(_estimates(kreis, aligned.columns, values[at], reason))
    matrix = LabelledMatrix(aligned.rows, aligned.columns, values)
    return Carried(matrix, tuple(estimated), tuple(recovered))


def people_of_former_kreise(
    names: Mapping[str, str], people: Mapping[str, float]
) -> dict[str, float]:
    """Inhabitants today of what lay in each former Kreis, from the names of its municipalities."""
    found: dict[str, float] = {}
    for key, name in names.items():
        former = former_key(key, name)
        if former is not None:
            found[former[:5]] = found.get(former[:5], 0.0) + people[key]
    return found


def _estimates(
    key: str, columns: Sequence[str], values: NDArray[np.float64] | NDArray[np.float32], reason: str
) -> list[Estimate]:
    return [
        Estimate(key, column, reason)
        for column, value in zip(columns, values, strict=True)
        if np.isfinite(value)
    ]
