"""What earlier tables hold, kept where a folder lacks a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.places import Level, Succession
from schaltstelle.reference.load import Estimate, Reference
from schaltstelle.reference.tables import ColumnRecord, SourceRecord
from schaltstelle.sources.auszug_gv import ExtractRow
from schaltstelle.sources.collect import Collected

MAIL_COLUMNS = (
    "ags",
    "domain",
    "website",
    "provider",
    "category",
    "gateway",
    "scan_valid",
    "dane_supported",
    "has_spf",
    "has_good_spf",
    "has_dmarc",
    "has_good_dmarc",
)


@dataclass(frozen=True)
class Kept:
    """Columns of earlier tables for the keys of today."""

    matrix: LabelledMatrix
    estimated: tuple[Estimate, ...]
    described: tuple[ColumnRecord, ...]


def former_records(
    collected: Collected, former: Reference | None
) -> dict[str, tuple[SourceRecord, ...]]:
    """The provenance of all sources: of the folder, and of what is kept."""
    records = dict(collected.records)
    for record in former.sources if former else ():
        if record.id not in collected.records:
            records[record.id] = (*records.get(record.id, ()), record)
    return records


def former_successions(collected: Collected, former: Reference | None) -> tuple[Succession, ...]:
    """Successions known before from sources that the folder lacks."""
    lacking = {"territory_changes", "key_conversion"} - set(collected.records)
    held = {row.ags for row in collected.register if row.level is Level.MUNICIPALITY}
    steps = former.places.successions if former else ()
    return tuple(step for step in steps if step.source in lacking and step.old_key not in held)


def former_extract(former: Reference | None) -> dict[str, ExtractRow]:
    """Coordinates, urbanisation and tourism region by AGS."""
    if former is None:
        return {}
    places = former.places
    return {
        places.ags[at]: ExtractRow(
            places.ags[at],
            places.name[at],
            places.postcode[at],
            float(places.lon[at]),
            float(places.lat[at]),
            places.travel_region[at],
            float(places.urbanisation[at]),
        )
        for at in range(len(places))
        if places.level[at] == Level.MUNICIPALITY
    }


def former_columns(
    former: Reference | None, table: str, present: set[str], keys: Sequence[str]
) -> Kept | None:
    """The columns of a table that come from sources which are not `present` in the folder."""
    if former is None:
        return None
    matrix: LabelledMatrix = getattr(former, table)
    described = tuple(
        former.columns[column]
        for column in matrix.columns
        if former.columns[column].source not in present
    )
    if not described:
        return None
    ids = {column.id for column in described}
    estimated = tuple(entry for entry in former.estimated if entry.column in ids)
    kept = matrix.select_columns([column.id for column in described]).align_rows(keys)
    return Kept(kept, estimated, described)


def former_mail(former: Reference | None, keys: Sequence[str]) -> dict[str, list[Any]]:
    """The mail table for the keys of today."""
    if former is None:
        return {name: [] for name in MAIL_COLUMNS}
    held = [key for key in keys if key in former.mail]
    records = [former.mail.of(key) for key in held]
    return {name: [getattr(record, name) for record in records] for name in MAIL_COLUMNS}
