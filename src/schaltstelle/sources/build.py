"""Compile the reference tables from a folder of official files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.places import Level, Succession
from schaltstelle.reference.load import Estimate, Reference
from schaltstelle.reference.tables import ColumnRecord, SourceRecord, Table, write_tables
from schaltstelle.sources import (
    auszug_gv,
    borders,
    broadband,
    carry,
    census,
    inkar,
    joins,
    mail,
    mail_domains,
    mail_values,
    mobile,
    outlines,
    register,
    succession,
    xrepository,
)
from schaltstelle.sources.collect import Collected, Progress, collect
from schaltstelle.sources.former import (
    former_columns,
    former_extract,
    former_mail,
    former_records,
    former_successions,
)
from schaltstelle.sources.joins import Join, Yardstick
from schaltstelle.sources.succession import Origins

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


@dataclass(frozen=True)
class _Values:
    """A matrix of values with what is estimated and the columns' origin."""

    matrix: LabelledMatrix
    estimated: tuple[Estimate, ...]
    described: tuple[ColumnRecord, ...]
    recovered: Mapping[str, Sequence[str]]


def build(
    directory: Path, target: Path, former: Reference | None, progress: Progress
) -> BuildReport:
    """Read all sources in `directory` and replace the tables in `target`.

    For a source that the folder lacks, what `former` tables hold is kept, with its origin.
    Raises SourceError, with every fault, and leaves `target` untouched when a file is damaged.
    """
    collected = collect(directory, progress)
    records = former_records(collected, former)
    steps = succession.gather(collected) + former_successions(collected, former)
    origins = Origins(steps, succession.populations(collected))
    extract = auszug_gv.compile(collected.of("auszug_gv")) or former_extract(former)
    places = register.build(collected.register, extract, origins)
    measure = joins.yardstick(collected.register, (step.old_key for step in steps))
    keys = [str(ags) for ags in places.columns["ags"] if ags in measure.names]
    municipal = _municipal_values(collected, keys, origins, measure, former, records)
    kreise = _kreis_values(collected, places, former, records)
    mails = (
        mail_values.table(
            keys,
            mail.compile(collected.of("mail")),
            mail_domains.compile(collected.of("mail_domains")),
        )
        if collected.of("mail")
        else former_mail(former, keys)
    )
    estimated = (*places.estimated, *municipal.estimated, *kreise.estimated)
    lines = _outlines(collected, former)
    write_tables(
        [
            _places_table(places, records),
            _successions_table(steps, records),
            _values_table("municipality_values", "ags", municipal, records),
            _values_table("kreis_values", "kreis", kreise, records),
            Table("mail", mails, _of(records, "mail", "mail_domains")),
            Table("outlines", lines, _of(records, "outlines")),
            _estimated_table(estimated),
        ],
        target,
    )
    return BuildReport(
        joins=_joins(collected, measure, places, municipal, kreise),
        jumps=register.jumps(collected.register, collected.former_register),
        notes=_notes(collected, places, steps),
        mended=places.estimated,
        records=tuple(record for own in records.values() for record in own),
        kept=tuple(sorted(set(records) - set(collected.records))),
    )


def _of(records: Mapping[str, Sequence[SourceRecord]], *ids: str) -> tuple[SourceRecord, ...]:
    return tuple(record for source_id in ids for record in records.get(source_id, ()))


# Values -----------------------------------------------------------------------------------------


def _municipal_values(
    collected: Collected,
    keys: Sequence[str],
    origins: Origins,
    measure: Yardstick,
    former: Reference | None,
    records: Mapping[str, Sequence[SourceRecord]],
) -> _Values:
    parts: list[tuple[str, carry.Carried]] = []
    if collected.of("census"):
        data = census.compile(collected.of("census"))
        sums = ("census_population", "dwellings")
        parts.append(("census", carry.through_changes(data, keys, origins, sums)))
    if collected.of("broadband"):
        data = broadband.compile(collected.of("broadband"))
        carried = carry.through_changes(data, keys, origins)
        parts.append(("broadband", carry.through_former_names(carried, data, measure.names)))
    if collected.of("mail"):
        mails = mail.compile(collected.of("mail"))
        domains = mail_domains.compile(collected.of("mail_domains"))
        held = [key for key in {**mails, **domains} if key]
        data = mail_values.values(held, mails, domains)
        parts.append(("mail", _same_territory_only(data, keys, origins)))
    return _assembled("municipality_values", keys, parts, former, records)


def _same_territory_only(
    data: LabelledMatrix, keys: Sequence[str], origins: Origins
) -> carry.Carried:
    """Mail can't be averaged over merged municipalities: only a mere change of key is followed."""
    carried = carry.through_changes(data, keys, origins)
    merged = {entry.key for entry in carried.estimated}
    values = carried.matrix.values.copy()
    for key in merged:
        values[carried.matrix.position(key)] = np.nan
    matrix = LabelledMatrix(carried.matrix.rows, carried.matrix.columns, values)
    recovered = tuple(key for key in carried.recovered if key not in merged)
    return carry.Carried(matrix, (), recovered)


def _kreis_values(
    collected: Collected,
    places: register.RegisterTable,
    former: Reference | None,
    records: Mapping[str, Sequence[SourceRecord]],
) -> _Values:
    columns = places.columns
    names = _names(columns, Level.MUNICIPALITY)
    population = dict(zip(columns["ags"], columns["population"], strict=True))
    people = carry.people_of_former_kreise(names, population)  # type: ignore[arg-type]
    kreise = list(_names(columns, Level.KREIS))
    parts: list[tuple[str, carry.Carried]] = []
    if collected.of("inkar"):
        data = inkar.compile(collected.of("inkar")).matrix
        parts.append(("inkar", carry.to_kreise(data, kreise, people)))
    if collected.of("mobile"):
        data = mobile.compile(collected.of("mobile"))
        parts.append(("mobile", carry.to_kreise(data, kreise, people)))
    assembled = _assembled("kreis_values", kreise, parts, former, records)
    return _with_years(assembled, collected)


def _names(columns: Mapping[str, Sequence[Any]], level: Level) -> dict[str, str]:
    return {
        ags: name
        for ags, name, own in zip(columns["ags"], columns["name"], columns["level"], strict=True)
        if own == level
    }


def _assembled(
    table: str,
    keys: Sequence[str],
    parts: Sequence[tuple[str, carry.Carried]],
    former: Reference | None,
    records: Mapping[str, Sequence[SourceRecord]],
) -> _Values:
    matrix = LabelledMatrix(tuple(keys), (), np.empty((len(keys), 0)))
    estimated: list[Estimate] = []
    described: list[ColumnRecord] = []
    for source_id, carried in parts:
        matrix = matrix.beside(carried.matrix)
        estimated.extend(carried.estimated)
        described.extend(
            ColumnRecord(column, source_id, records[source_id][0].vintage)
            for column in carried.matrix.columns
        )
    kept = former_columns(former, table, {source_id for source_id, _carried in parts}, keys)
    if kept is not None:
        matrix = matrix.beside(kept.matrix)
        estimated.extend(kept.estimated)
        described.extend(kept.described)
    recovered = {source_id: carried.recovered for source_id, carried in parts}
    return _Values(matrix, tuple(estimated), tuple(described), recovered)


def _with_years(values: _Values, collected: Collected) -> _Values:
    """Give each INKAR column its own year, each mobile column what it measures."""
    years = inkar.compile(collected.of("inkar")).years if collected.of("inkar") else {}
    described = tuple(
        ColumnRecord(
            column.id,
            column.source,
            str(years.get(column.id, column.vintage)),
            mobile.NOTES.get(column.id, column.note),
        )
        for column in values.described
    )
    return _Values(values.matrix, values.estimated, described, values.recovered)


# Tables -----------------------------------------------------------------------------------------


def _places_table(
    places: register.RegisterTable, records: Mapping[str, Sequence[SourceRecord]]
) -> Table:
    columns = {
        name: pa.array(values, type=PLACE_TYPES.get(name, pa.string()))
        for name, values in places.columns.items()
    }
    sources = (*_of(records, "gv100ad")[:1], *_of(records, "auszug_gv"))
    return Table("places", columns, sources)


def _successions_table(
    steps: Sequence[Succession], records: Mapping[str, Sequence[SourceRecord]]
) -> Table:
    columns = {
        field.name: pa.array(
            [getattr(step, field.name) for step in steps],
            type=pa.float64() if field.name == "share" else pa.string(),
        )
        for field in fields(Succession)
    }
    sources = _of(records, "territory_changes", "key_conversion", "gv100ad")
    return Table("successions", columns, sources)


def _values_table(
    name: str, key: str, values: _Values, records: Mapping[str, Sequence[SourceRecord]]
) -> Table:
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


def _outlines(collected: Collected, former: Reference | None) -> dict[str, Any]:
    rows = collected.of("outlines")
    if rows:
        lines = outlines.compile(rows)
        return {"line": lines.line, "lon": lines.lon, "lat": lines.lat}
    kept = former.outlines if former else ()
    numbers = [np.full(len(entry.lon), at, np.int32) for at, entry in enumerate(kept)]
    empty = np.empty(0, np.float32)
    return {
        "line": np.concatenate([np.empty(0, np.int32), *numbers]),
        "lon": np.concatenate([empty, *(entry.lon for entry in kept)]),
        "lat": np.concatenate([empty, *(entry.lat for entry in kept)]),
    }


# Report -----------------------------------------------------------------------------------------


def _joins(
    collected: Collected,
    measure: Yardstick,
    places: register.RegisterTable,
    municipal: _Values,
    kreise: _Values,
) -> tuple[Join, ...]:
    """The joins of the sources that the folder holds, in the order of the data description."""
    found: list[Join] = []
    if codes := xrepository.compile(collected.of("xrepository")):
        found.append(joins.join_codes("Codeliste (ARS)", measure, codes))
    if shapes := borders.compile(collected.of("borders")):
        found.append(joins.join("Gemeindegrenzen", measure, shapes))
    if extract := auszug_gv.compile(collected.of("auszug_gv")):
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
    together = joins.join_all(found, measure.keys)
    names = _names(places.columns, Level.KREIS)
    for source_id, title in (("inkar", "INKAR (Kreise)"), ("mobile", "Mobilfunk (Kreise)")):
        if rows := collected.of(source_id):
            held = frozenset(row.kreis for row in rows)
            recovered = kreise.recovered.get(source_id, ())
            found.append(joins.join_kreise(title, names, held, recovered))
    return (*found, together)


def _held(collected: Collected, source_id: str) -> frozenset[str]:
    rows = collected.of(source_id)
    if source_id == "mail":
        return frozenset(mail.compile(rows))
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
        *(f"{row.name} ({row.ags}) ist verschwunden, Nachfolge unbekannt." for row in gone),
    )
