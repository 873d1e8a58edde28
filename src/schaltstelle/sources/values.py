"""The values of municipalities and Kreise: each source joined with the places of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.places import Level
from schaltstelle.reference.load import Estimate, Reference
from schaltstelle.reference.tables import ColumnRecord, SourceRecord
from schaltstelle.sources import broadband, carry, census, inkar, mail, mail_values, mobile
from schaltstelle.sources.collect import Collected
from schaltstelle.sources.former import former_columns, mail_domains_of
from schaltstelle.sources.succession import Origins

Records = Mapping[str, Sequence[SourceRecord]]
PlaceColumns = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Values:
    """A matrix of values with what is estimated and the columns' origin."""

    matrix: LabelledMatrix
    estimated: tuple[Estimate, ...]
    described: tuple[ColumnRecord, ...]
    recovered: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class _Part:
    """The columns of one source, joined with the places of today."""

    source: str
    carried: carry.Carried


def municipal_values(
    collected: Collected,
    names: Mapping[str, str],
    origins: Origins,
    former: Reference | None,
    records: Records,
) -> Values:
    """Census, broadband and mail for the inhabited municipalities, whose names by AGS are given.

    Columns of sources that the folder lacks come from the former tables.
    """
    keys = tuple(names)
    parts: list[_Part] = []
    if rows := collected.of("census"):
        data = census.compile_rows(rows)
        sums = ("census_population", "dwellings")
        parts.append(_Part("census", carry.through_changes(data, keys, origins, sums)))
    if rows := collected.of("broadband"):
        data = broadband.compile_rows(rows)
        carried = carry.through_changes(data, keys, origins)
        parts.append(_Part("broadband", carry.through_former_names(carried, data, names)))
    if rows := collected.of("mail"):
        mails, domains = mail.compile_rows(rows), mail_domains_of(collected, former)
        data = mail_values.values(list({**mails, **domains}), mails, domains)
        parts.append(_Part("mail", _same_territory_only(data, keys, origins)))
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


def kreis_values(
    collected: Collected, columns: PlaceColumns, former: Reference | None, records: Records
) -> Values:
    """INKAR and mobile coverage for the Kreise of the table of places with these columns."""
    population = dict(zip(columns["ags"], columns["population"], strict=True))
    names = names_at(columns, Level.MUNICIPALITY)
    people = carry.people_of_former_kreise(names, population)
    kreise = tuple(names_at(columns, Level.KREIS))
    parts: list[_Part] = []
    years: Mapping[str, int] = {}
    if rows := collected.of("inkar"):
        latest = inkar.compile_rows(rows)
        years = latest.years
        parts.append(_Part("inkar", carry.to_kreise(latest.matrix, kreise, people)))
    if rows := collected.of("mobile"):
        parts.append(_Part("mobile", carry.to_kreise(mobile.compile_rows(rows), kreise, people)))
    values = _assembled("kreis_values", kreise, parts, former, records)
    described = tuple(_with_year(column, years) for column in values.described)
    return Values(values.matrix, values.estimated, described, values.recovered)


def names_at(columns: PlaceColumns, level: Level) -> dict[str, str]:
    """The names of all places of a level, by AGS or Kreis key, in the order of the table."""
    return {
        ags: name
        for ags, name, own in zip(columns["ags"], columns["name"], columns["level"], strict=True)
        if own == level
    }


def _with_year(column: ColumnRecord, years: Mapping[str, int]) -> ColumnRecord:
    """Give an INKAR column its own year, a mobile column what it measures."""
    vintage = str(years.get(column.id, column.vintage))
    return ColumnRecord(column.id, column.source, vintage, mobile.NOTES.get(column.id, column.note))


def _assembled(
    table: str,
    keys: Sequence[str],
    parts: Sequence[_Part],
    former: Reference | None,
    records: Records,
) -> Values:
    """All parts side by side, then what the former tables hold of other sources."""
    matrix = LabelledMatrix(tuple(keys), (), np.empty((len(keys), 0)))
    estimated: list[Estimate] = []
    described: list[ColumnRecord] = []
    for part in parts:
        matrix = matrix.beside(part.carried.matrix)
        estimated.extend(part.carried.estimated)
        described.extend(
            _column(name, part.source, records) for name in part.carried.matrix.columns
        )
    kept = former_columns(former, table, [column.id for column in described], keys)
    if kept is not None:
        matrix = matrix.beside(kept.matrix)
        estimated.extend(kept.estimated)
        described.extend(kept.described)
    recovered = {part.source: part.carried.recovered for part in parts}
    return Values(matrix, tuple(estimated), tuple(described), recovered)


def _column(name: str, source: str, records: Records) -> ColumnRecord:
    """Websites stand in the second file of the mail data."""
    if name.startswith("website_") and "mail_domains" in records:
        source = "mail_domains"
    return ColumnRecord(name, source, records[source][0].vintage)
