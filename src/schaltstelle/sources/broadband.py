"""Breitbandatlas: share of households with fixed broadband by municipality (CSV, mid-2021)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.sources.files import number, read_records
from schaltstelle.sources.source import Source

# Column of the reference table: column of the file.
COLUMNS: dict[str, str] = {
    "bb_50": "alle Technologien ≥ 50 Mbit/s",
    "bb_100": "alle Technologien ≥ 100 Mbit/s",
    "bb_200": "alle Technologien ≥ 200 Mbit/s",
    "bb_400": "alle Technologien ≥ 400 Mbit/s",
    "bb_1000": "alle Technologien ≥ 1000 Mbit/s",
    "fibre_1000": "FTTH/B ≥ 1000 Mbit/s",
    "cable_1000": "CATV ≥ 1000 Mbit/s",
    "dsl_50": "DSL ≥ 50 Mbit/s",
}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One municipality of the territory of about 2015/16: per cent of households."""

    ags: str
    shares: tuple[float, ...]


def parse(path: Path) -> tuple[CoverageRow, ...]:
    """All rows, also of uninhabited areas and city districts; SourceError with every fault."""
    return read_records(path, ("AGS", *COLUMNS.values()), _row)


def _row(record: Mapping[str, str]) -> CoverageRow:
    ags = record["AGS"]
    if not re.fullmatch(r"\d{8}", ags):
        raise ValueError(f"„{ags}“ ist kein Gemeindeschlüssel.")
    return CoverageRow(ags, tuple(percent(record, column) for column in COLUMNS.values()))


def percent(record: Mapping[str, str], column: str) -> float:
    """A share in per cent; ValueError with a German reason for anything else."""
    try:
        value = number(record[column])
    except ValueError:
        raise ValueError(f"{column}: „{record[column]}“ ist keine Zahl.") from None
    if not 0 <= value <= 100:
        raise ValueError(f"{column}: „{record[column]}“ liegt nicht zwischen 0 und 100.")
    return value


def compile_rows(rows: Sequence[CoverageRow]) -> LabelledMatrix:
    """The shares by AGS."""
    values = np.array([row.shares for row in rows], dtype=np.float64)
    return LabelledMatrix(tuple(row.ags for row in rows), tuple(COLUMNS), values)


def vintage(rows: Sequence[CoverageRow], path: Path) -> str:
    """Year and time of year, from the name of the file."""
    found = re.search(r"(\d{4})_(mitte|ende)", path.stem)
    return f"{found[2].capitalize()} {found[1]}" if found else path.stem


SOURCE = Source(
    id="broadband",
    title="Breitbandatlas: Festnetz nach Gemeinden",
    publisher="Bundesnetzagentur, Gigabit-Grundbuch",
    address="https://gigabitgrundbuch.bund.de",
    licence="frei bei Nennung „Breitbandatlas / Gigabit-Grundbuch“",
    pattern="gemeinde_bezirke_privat_*.csv",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
