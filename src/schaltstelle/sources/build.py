"""Compile the reference tables from a folder of official files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from schaltstelle.core.places import Level, Succession
from schaltstelle.reference import controls
from schaltstelle.reference.load import Estimate, Reference
from schaltstelle.reference.tables import SourceRecord, Table, write_tables
from schaltstelle.sources import (
    auszug_gv,
    borders,
    census,
    inkar,
    joins,
    mail,
    mail_values,
    oscal,
    outlines,
    register,
    succession,
    xrepository,
)
from schaltstelle.sources.collect import Collected, Progress, collect
from schaltstelle.sources.former import (
    former_extract,
    former_lines,
    former_mail,
    former_records,
    former_successions,
    mail_domains_of,
    require_whole,
    with_former_register,
)
from schaltstelle.sources.joins import Join, Yardstick
from schaltstelle.sources.succession import Origins
from schaltstelle.sources.values import (
    Records,
    Values,
    kreis_values,
    municipal_values,
    names_at,
)

PLACE_TYPES = {
    "level": pa.int16(),
    "kind": pa.int16(),
    "population": pa.int64(),
    "male": pa.int64(),
    "area_hectares": pa.int64(),
    "lon": pa.float64(),
    "lat": pa.float64(),
    "urbanisation": pa.float32(),
    "administration": pa.int32(),
    "partner": pa.int32(),
    "inhabited": pa.bool_(),
}


@dataclass(frozen=True)
class BuildReport:
    """What was built, for people to read: joins, jumps between registers, other notes."""

    joins: tuple[Join, ...]
    jumps: tuple[str, ...]
    notes: tuple[str, ...]
    mended: tuple[Estimate, ...]
    records: tuple[SourceRecord, ...]
    kept: tuple[str, ...]


def build(
    directory: Path, target: Path, former: Reference | None, progress: Progress
) -> BuildReport:
    """Read all sources in `directory` and replace the tables in `target`.

    For a source that the folder lacks, what `former` tables hold is kept, with its origin.
    Raises SourceError, with every fault, and leaves `target` untouched when a file is damaged,
    NotReplaceable when `target` is not a folder of tables.
    """
    collected = with_former_register(collect(directory, progress), former)
    require_whole(collected, former)
    records = former_records(collected, former)
    steps = succession.gather(collected) + former_successions(collected, former)
    origins = Origins(steps, succession.populations(collected))
    extract = auszug_gv.compile_rows(collected.of("auszug_gv")) or former_extract(former)
    places = register.build(collected.register, extract, origins)
    measure = joins.yardstick(collected.register, (step.old_key for step in steps))
    names = _inhabited(places, measure)
    municipal = municipal_values(collected, names, origins, former, records)
    kreise = kreis_values(collected, places.columns, former, records)
    estimated = (*places.estimated, *municipal.estimated, *kreise.estimated)
    tables = (
        _places_table(places, records),
        _successions_table(steps, records),
        _values_table("municipality_values", "ags", municipal, records),
        _values_table("kreis_values", "kreis", kreise, records),
        _mail_table(collected, tuple(names), former, records),
        _outlines_table(collected, former, records),
        _estimated_table(estimated),
        _controls_table(collected, former, records),
    )
    write_tables(tables, target)
    return BuildReport(
        joins=_joins(collected, measure, places, municipal, kreise),
        jumps=register.jumps(collected.register, collected.former_register),
        notes=_notes(collected, places, steps),
        mended=places.estimated,
        records=tuple(record for own in records.values() for record in own),
        kept=tuple(sorted(set(records) - set(collected.records))),
    )


def _inhabited(places: register.RegisterTable, measure: Yardstick) -> dict[str, str]:
    """Names of the inhabited municipalities by AGS, in the order of the table of places."""
    names = names_at(places.columns, Level.MUNICIPALITY)
    return {ags: name for ags, name in names.items() if ags in measure.names}


def _of(records: Records, *ids: str) -> tuple[SourceRecord, ...]:
    return tuple(record for source_id in ids for record in records.get(source_id, ()))


# Tables -----------------------------------------------------------------------------------------


def _places_table(places: register.RegisterTable, records: Records) -> Table:
    columns = {
        name: pa.array(values, type=PLACE_TYPES.get(name, pa.string()))
        for name, values in places.columns.items()
    }
    sources = (*_of(records, "gv100ad")[:1], *_of(records, "auszug_gv"))
    return Table("places", columns, sources)


def _successions_table(steps: Sequence[Succession], records: Records) -> Table:
    columns = {
        field.name: pa.array(
            [getattr(step, field.name) for step in steps],
            type=pa.float64() if field.name == "share" else pa.string(),
        )
        for field in fields(Succession)
    }
    sources = _of(records, "territory_changes", "key_conversion", "gv100ad")
    return Table("successions", columns, sources)


def _values_table(name: str, key: str, values: Values, records: Records) -> Table:
    columns: dict[str, Any] = {key: pa.array(values.matrix.rows, type=pa.string())}
    for column in values.matrix.columns:
        columns[column] = pa.array(values.matrix.column(column).astype(np.float32))
    ids = dict.fromkeys(column.source for column in values.described)
    extra = ("mail_domains",) if "mail" in ids else ()
    return Table(name, columns, _of(records, *ids, *extra), values.described)


def _estimated_table(estimated: Sequence[Estimate]) -> Table:
    columns = {
        name: pa.array([getattr(entry, name) for entry in estimated], type=pa.string())
        for name in ("key", "column", "reason")
    }
    return Table("estimated", columns, ())


def _mail_table(
    collected: Collected, keys: Sequence[str], former: Reference | None, records: Records
) -> Table:
    rows = mail.compile_rows(collected.of("mail"))
    if rows:
        columns = mail_values.table(keys, rows, mail_domains_of(collected, former))
    else:
        columns = former_mail(former, keys)
    return Table("mail", columns, _of(records, "mail", "mail_domains"))


def _outlines_table(collected: Collected, former: Reference | None, records: Records) -> Table:
    rows = collected.of("outlines")
    lines = outlines.compile_rows(rows) if rows else former_lines(former)
    columns = {"line": lines.line, "lon": lines.lon, "lat": lines.lat}
    return Table("outlines", columns, _of(records, "outlines"))


def _controls_table(collected: Collected, former: Reference | None, records: Records) -> Table:
    held = oscal.compile_rows(collected.of("oscal")) or (former.controls if former else ())
    return Table(controls.TABLE, controls.columns(held), _of(records, "oscal"))


# Report -----------------------------------------------------------------------------------------


def _joins(
    collected: Collected,
    measure: Yardstick,
    places: register.RegisterTable,
    municipal: Values,
    kreise: Values,
) -> tuple[Join, ...]:
    """The joins of the sources that the folder holds, in the order of the data description."""
    found: list[Join] = []
    if codes := xrepository.compile_rows(collected.of("xrepository")):
        found.append(joins.join_codes("Codeliste (ARS)", measure, codes))
    if shapes := borders.compile_rows(collected.of("borders")):
        found.append(joins.join("Gemeindegrenzen", measure, shapes))
    if extract := auszug_gv.compile_rows(collected.of("auszug_gv")):
        located = {key for key, row in extract.items() if np.isfinite(row.lon)}
        found.append(joins.join("Koordinaten", measure, located, _located(places, located)))
    for source_id, title in (
        ("census", "Zensus 2022"),
        ("mail", "Mail"),
        ("broadband", "Festnetz"),
    ):
        if held := _held(collected, source_id):
            recovered = municipal.recovered.get(source_id, ())
            found.append(joins.join(title, measure, held, recovered))
    together = [joins.join_all(found, measure.keys)] if found else []
    names = names_at(places.columns, Level.KREIS)
    for source_id, title in (("inkar", "INKAR (Kreise)"), ("mobile", "Mobilfunk (Kreise)")):
        if rows := collected.of(source_id):
            held = frozenset(row.kreis for row in rows)
            recovered = kreise.recovered.get(source_id, ())
            found.append(joins.join_kreise(title, names, held, recovered))
    return (*found, *together)


def _held(collected: Collected, source_id: str) -> frozenset[str]:
    rows = collected.of(source_id)
    if source_id == "mail":
        return frozenset(mail.compile_rows(rows))
    return frozenset(row.ags for row in rows)


def _located(places: register.RegisterTable, direct: set[str]) -> tuple[str, ...]:
    columns = places.columns
    return tuple(
        str(ags)
        for ags, lon, level in zip(columns["ags"], columns["lon"], columns["level"], strict=True)
        if level == Level.MUNICIPALITY and ags not in direct and np.isfinite(lon)  # type: ignore[call-overload]
    )


def _notes(
    collected: Collected, places: register.RegisterTable, steps: Sequence[Succession]
) -> tuple[str, ...]:
    gone = succession.unexplained(collected.register, collected.former_register, steps)
    return (
        *places.notes,
        *census.implausible(collected.of("census")),
        *(inkar.compile_rows(rows).dropped if (rows := collected.of("inkar")) else ()),
        *(f"{row.name} ({row.ags}) ist verschwunden, Nachfolge unbekannt." for row in gone),
    )
