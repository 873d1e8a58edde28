"""Breitbandatlas: mobile coverage by Kreis, technology and use of the area (CSV)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.sources.broadband import percent
from schaltstelle.sources.files import read_records
from schaltstelle.sources.source import Source

HOUSING = "Wohnbaufläche"
FARMLAND = "Landwirtschaftliche Flächen"
# Column of the reference table: technology and use of the area. The file has no figure for the
# total area and no sizes to make one: housing says what people have at home, farmland what the
# open country has.
COLUMNS: dict[str, tuple[str, str]] = {
    "mobile_4g": ("LTE10", HOUSING),
    "mobile_5g": ("5G2", HOUSING),
    "mobile_4g_farmland": ("LTE10", FARMLAND),
    "mobile_5g_farmland": ("5G2", FARMLAND),
}
NOTES: dict[str, str] = {
    "mobile_4g": "LTE mit mindestens 10 Mbit/s, Anteil der Wohnbaufläche",
    "mobile_5g": "5G mit mindestens 2 Mbit/s, Anteil der Wohnbaufläche",
    "mobile_4g_farmland": "LTE mit mindestens 10 Mbit/s, Anteil der Landwirtschaftsfläche",
    "mobile_5g_farmland": "5G mit mindestens 2 Mbit/s, Anteil der Landwirtschaftsfläche",
}
TECHNOLOGIES = ("5G2", "LTE2", "LTE6", "LTE10", "Mobil Alle")
FIELDS = ("AGS", "Technologie", "Flaechenart", "Verfügbarkeit")


@dataclass(frozen=True, slots=True)
class MobileRow:
    """Share of an area use of one Kreis that a technology covers, in per cent."""

    kreis: str
    technology: str
    area_use: str
    share: float


def parse(path: Path) -> tuple[MobileRow, ...]:
    """All rows; SourceError with every fault."""
    return read_records(path, FIELDS, _row, delimiter=";")


def _row(record: Mapping[str, str]) -> MobileRow:
    kreis, technology = record["AGS"], record["Technologie"]
    if not re.fullmatch(r"\d{5}", kreis):
        raise ValueError(f"„{kreis}“ ist kein Kreisschlüssel.")
    if technology not in TECHNOLOGIES:
        raise ValueError(f"„{technology}“ ist keine bekannte Technologie.")
    return MobileRow(kreis, technology, record["Flaechenart"], percent(record, "Verfügbarkeit"))


def compile_rows(rows: Sequence[MobileRow]) -> LabelledMatrix:
    """The shares by Kreis (5 digits), NaN where the file has none."""
    kreise = tuple(sorted({row.kreis for row in rows}))
    position = {kreis: at for at, kreis in enumerate(kreise)}
    column = {wanted: at for at, wanted in enumerate(COLUMNS.values())}
    values = np.full((len(kreise), len(COLUMNS)), np.nan)
    for row in rows:
        at = column.get((row.technology, row.area_use))
        if at is not None:
            values[position[row.kreis], at] = row.share
    return LabelledMatrix(kreise, tuple(COLUMNS), values)


def vintage(rows: Sequence[MobileRow], path: Path) -> str:
    """The year, from the name of the file."""
    found = re.search(r"_(\d{4})(_|$)", path.stem)
    return found[1] if found else path.stem


SOURCE = Source(
    id="mobile",
    title="Breitbandatlas: Mobilfunk nach Kreisen",
    publisher="Bundesnetzagentur, Gigabit-Grundbuch",
    address="https://gigabitgrundbuch.bund.de",
    licence="frei bei Nennung „Breitbandatlas / Gigabit-Grundbuch“",
    pattern="landkreis_mobilfunk_stats_*.csv",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
