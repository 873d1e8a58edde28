"""The table of places from the register: mended, summed up the hierarchy, with coordinates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.german import number
from schaltstelle.core.places import UNINHABITED_KIND, Level, hierarchy
from schaltstelle.reference.load import Estimate
from schaltstelle.sources import administration, gv100ad
from schaltstelle.sources.auszug_gv import ExtractRow
from schaltstelle.sources.gv100ad import RegisterRow
from schaltstelle.sources.overrides import FIGURES
from schaltstelle.sources.succession import Origins

# Changes between two registers beyond these are reported: a fall to less than half or a rise to
# more than double among places that had at least so many people.
JUMP_FACTOR = 2.0
JUMP_FROM_PEOPLE = 100
MENDED_COLUMNS = ("population", "male", "area_hectares")


@dataclass(frozen=True)
class RegisterTable:
    """Columns as in Places (without parent and last), with notes for the report, in German."""

    columns: Mapping[str, list[object]]
    estimated: tuple[Estimate, ...]
    notes: tuple[str, ...]


def mend(rows: Sequence[RegisterRow]) -> tuple[tuple[RegisterRow, ...], tuple[Estimate, ...]]:
    """Replace the wrong figures that overrides name; the register stays as it is elsewhere."""
    wrong = {override.ags: override for override in FIGURES}
    mended, estimated = [], []
    for row in rows:
        override = wrong.get(row.ags) if row.level is Level.MUNICIPALITY else None
        if (
            override
            and row.population == override.wrong_population
            and row.area_hectares == override.wrong_area_hectares
        ):
            row = replace(
                row,
                population=override.population,
                male=override.male,
                area_hectares=override.area_hectares,
            )
            estimated += [Estimate(row.ags, name, override.reason) for name in MENDED_COLUMNS]
        mended.append(row)
    return tuple(mended), tuple(estimated)


def jumps(rows: Sequence[RegisterRow], former: Sequence[RegisterRow]) -> tuple[str, ...]:
    """Municipalities whose population or area fell or rose implausibly between two registers."""
    before = {row.ags: row for row in former if row.level is Level.MUNICIPALITY}
    found = []
    for row in rows:
        old = before.get(row.ags) if row.level is Level.MUNICIPALITY else None
        if old is None or old.population < JUMP_FROM_PEOPLE:
            continue
        for what, now, then in (
            ("Einwohner", row.population, old.population),
            ("Hektar", row.area_hectares, old.area_hectares),
        ):
            if now * JUMP_FACTOR < then or now > then * JUMP_FACTOR:
                found.append(f"{row.name} ({row.ags}): {number(then)} → {number(now)} {what}")
    return tuple(found)


def build(
    rows: Sequence[RegisterRow], extract: Mapping[str, ExtractRow], origins: Origins
) -> RegisterTable:
    """The columns of the table of places from register rows and the extract with coordinates."""
    mended, estimated = mend(rows)
    ordered = gv100ad.compile_rows(mended)
    acting = administration.assign(ordered)
    _parent, last = hierarchy([row.ars for row in ordered])
    located = [_extract(row, extract, origins) for row in ordered]
    inhabited = np.array(
        [row.level is Level.MUNICIPALITY and row.kind != UNINHABITED_KIND for row in ordered]
    )
    population = _summed([row.population for row in ordered], last)
    lon, lat = (_centres(located, name, ordered, population, last) for name in ("lon", "lat"))
    columns: dict[str, list[object]] = {
        "ars": [row.ars for row in ordered],
        "ags": [row.ags if len(row.ars) in (5, 12) else "" for row in ordered],
        "name": [row.name for row in ordered],
        "level": [int(row.level) for row in ordered],
        "kind": [row.kind for row in ordered],
        "population": population.tolist(),
        "male": _summed([row.male for row in ordered], last).tolist(),
        "area_hectares": _summed([row.area_hectares for row in ordered], last).tolist(),
        "postcode": [row.postcode for row in ordered],
        "seat": [row.seat for row in ordered],
        "lon": lon.tolist(),
        "lat": lat.tolist(),
        "urbanisation": [entry.urbanisation if entry else np.nan for entry in located],
        "travel_region": [entry.travel_region if entry else "" for entry in located],
        "administration": list(acting.administration),
        "partner": list(acting.partner),
        "inhabited": (_summed(inhabited.astype(np.int64), last) > 0).tolist(),
    }
    return RegisterTable(columns, estimated, acting.unresolved)


def _extract(
    row: RegisterRow, extract: Mapping[str, ExtractRow], origins: Origins
) -> ExtractRow | None:
    if row.level is not Level.MUNICIPALITY:
        return None
    if row.ags in extract:
        return extract[row.ags]
    # A new key for the same place: the centre of the former one, by equal name.
    for step in origins.of(row.ags):
        if step.kind == "recoded" and step.old_key in extract:
            return extract[step.old_key]
    return None


def _summed(
    values: Sequence[int] | NDArray[np.int64], last: NDArray[np.int32]
) -> NDArray[np.int64]:
    """For each row the sum over itself and its descendants."""
    total = np.concatenate([[0], np.cumsum(np.asarray(values, dtype=np.int64))])
    return np.asarray(total[last] - total[:-1])


def _centres(
    located: Sequence[ExtractRow | None],
    name: str,
    rows: Sequence[RegisterRow],
    population: NDArray[np.int64],
    last: NDArray[np.int32],
) -> NDArray[np.float64]:
    """Coordinates of municipalities; above them the mean weighted by population."""
    own = np.array([getattr(entry, name) if entry else np.nan for entry in located])
    municipal = np.array([row.level is Level.MUNICIPALITY for row in rows])
    weight = np.where(municipal & np.isfinite(own), population, 0).astype(np.float64)
    sums = np.concatenate([[0.0], np.cumsum(weight * np.nan_to_num(own))])
    weights = np.concatenate([[0.0], np.cumsum(weight)])
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (sums[last] - sums[:-1]) / (weights[last] - weights[:-1])
    return np.where(municipal, own, mean)
