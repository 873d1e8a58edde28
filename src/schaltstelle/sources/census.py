"""Census 2022 by municipality (CSV)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.sources.files import number, read_records
from schaltstelle.sources.source import Source

# Column of the file: column of the reference table.
COLUMNS: dict[str, str] = {
    "population": "census_population",
    "share_under18": "share_under18",
    "share_65plus": "share_65plus",
    "share_foreign": "share_foreign",
    "share_migration_bg": "share_migration",
    "avg_household_size": "household_size",
    "total_dwellings": "dwellings",
    "vacancy_rate": "vacancy_rate",
    "share_owner_occupied": "owner_share",
    "avg_rent_per_m2": "rent_per_m2",
}
SHARES = ("share_under18", "share_65plus", "share_foreign", "share_migration_bg", "vacancy_rate")


@dataclass(frozen=True, slots=True)
class CensusRow:
    """One municipality: figures by column of the file, NaN unknown; shares in per cent."""

    ags: str
    name: str
    figures: Mapping[str, float]


def parse(path: Path) -> tuple[CensusRow, ...]:
    """All municipalities; SourceError with every fault."""
    return read_records(path, ("ags", "municipality_name", *COLUMNS), _row)


def _row(record: Mapping[str, str]) -> CensusRow:
    ags = record["ags"]
    if not re.fullmatch(r"\d{8}", ags):
        raise ValueError(f"„{ags}“ ist kein Gemeindeschlüssel.")
    figures = {}
    for column in COLUMNS:
        try:
            figures[column] = number(record[column])
        except ValueError:
            raise ValueError(f"{ags}: {column} „{record[column]}“ ist keine Zahl.") from None
        if figures[column] < 0 or (column in SHARES and figures[column] > 100):
            raise ValueError(f"{ags}: {column} {record[column]} ist kein möglicher Wert.")
    return CensusRow(ags, record["municipality_name"], figures)


def compile_rows(rows: Sequence[CensusRow]) -> LabelledMatrix:
    """The figures by AGS; owner shares over 100 %, which can't be, become unknown."""
    values = np.array(
        [[_plausible(column, row.figures[column]) for column in COLUMNS] for row in rows],
        dtype=np.float64,
    )
    return LabelledMatrix(tuple(row.ags for row in rows), tuple(COLUMNS.values()), values)


def implausible(rows: Sequence[CensusRow]) -> tuple[str, ...]:
    """The values that compile_rows() drops, in German, one each."""
    return tuple(
        f"{row.name} ({row.ags}): Eigentümerquote {row.figures['share_owner_occupied']:.1f} % "
        "ist unmöglich und gilt als unbekannt."
        for row in rows
        if row.figures["share_owner_occupied"] > 100
    )


def _plausible(column: str, value: float) -> float:
    return math.nan if column == "share_owner_occupied" and value > 100 else value


def vintage(rows: Sequence[CensusRow], path: Path) -> str:
    """The census day."""
    return "15.05.2022"


SOURCE = Source(
    id="census",
    title="Zensus 2022 nach Gemeinden",
    publisher="Statistisches Bundesamt, aufbereitet durch GERDA",
    address="https://www.zensus2022.de",
    licence="Datenlizenz Deutschland – Namensnennung – Version 2.0; Aufbereitung MIT",
    pattern="zensus2022_gemeinden*.csv",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
