"""INKAR indicators by Kreis and year (CSV)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.sources.files import number, read_records
from schaltstelle.sources.source import Source

VARIABLES = (
    "share_65plus",
    "median_age",
    "share_foreign",
    "share_female",
    "gdp_per_capita",
    "share_primary_sector",
    "share_secondary_sector",
    "share_tertiary_sector",
    "share_micro_enterprises",
    "share_large_enterprises",
    "unemployment_rate",
    "share_longterm_unemployed",
    "youth_unemployment_rate",
    "share_abitur",
    "share_no_degree",
    "students_per_100",
    "apprentices_per_100",
    "purchasing_power",
    "share_low_income_hh",
    "physician_density",
    "hospital_beds_per_capita",
    "gp_density",
    "childcare_under3",
    "childcare_3to6",
    "building_permits_per_capita",
    "rent_level",
    "living_space_per_capita",
    "cars_per_capita",
    "municipal_debt_per_capita",
    "tax_revenue_per_capita",
)
# Zeros that stand for "no figure": nobody lives without purchasing power, and the debts of the
# city states are those of their Land.
NEVER_ZERO = ("purchasing_power",)
DEBT = "municipal_debt_per_capita"
CITY_STATES = ("02", "04", "11")
# A year counts as available once it holds values for nearly all Kreise.
ENOUGH_KREISE = 0.9


@dataclass(frozen=True, slots=True)
class KreisYear:
    """All variables of one Kreis in one year, in the order of VARIABLES, NaN unknown."""

    kreis: str
    year: int
    figures: tuple[float, ...]


@dataclass(frozen=True)
class LatestFigures:
    """Each variable in its latest available year: columns kreis_<variable>, and those years.

    `dropped` names, in German, the zeros that count as unknown.
    """

    matrix: LabelledMatrix
    years: Mapping[str, int]
    dropped: tuple[str, ...]


def parse(path: Path) -> tuple[KreisYear, ...]:
    """All Kreise and years; SourceError with every fault."""
    return read_records(path, ("county_code", "year", *VARIABLES), _row)


def _row(record: Mapping[str, str]) -> KreisYear:
    kreis = record["county_code"]
    if not re.fullmatch(r"\d{5}", kreis):
        raise ValueError(f"„{kreis}“ ist kein Kreisschlüssel.")
    if not re.fullmatch(r"\d{4}(\.0)?", record["year"]):
        raise ValueError(f"„{record['year']}“ ist kein Jahr.")
    figures = []
    for variable in VARIABLES:
        try:
            figures.append(number(record[variable]))
        except ValueError:
            raise ValueError(f"{kreis}: {variable} „{record[variable]}“ ist keine Zahl.") from None
    return KreisYear(kreis, int(record["year"][:4]), tuple(figures))


def compile_rows(rows: Sequence[KreisYear]) -> LatestFigures:
    """The latest available year of each variable for every Kreis."""
    kreise = tuple(sorted({row.kreis for row in rows}))
    years = sorted({row.year for row in rows})
    cube = np.full((len(years), len(kreise), len(VARIABLES)), np.nan)
    position = {kreis: at for at, kreis in enumerate(kreise)}
    for row in rows:
        cube[years.index(row.year), position[row.kreis]] = row.figures
    known = np.isfinite(cube).mean(axis=1) >= ENOUGH_KREISE
    latest = {
        variable: max((at for at in range(len(years)) if known[at, column]), default=len(years) - 1)
        for column, variable in enumerate(VARIABLES)
    }
    values = np.column_stack(
        [cube[latest[variable], :, column] for column, variable in enumerate(VARIABLES)]
    )
    dropped = _drop_false_zeros(kreise, values)
    columns = tuple(f"kreis_{variable}" for variable in VARIABLES)
    return LatestFigures(
        LabelledMatrix(kreise, columns, values),
        {f"kreis_{variable}": years[at] for variable, at in latest.items()},
        dropped,
    )


def _drop_false_zeros(kreise: Sequence[str], values: NDArray[np.float64]) -> tuple[str, ...]:
    dropped = []
    for row, column in np.argwhere(values == 0).tolist():
        kreis, variable = kreise[row], VARIABLES[column]
        if variable in NEVER_ZERO or (variable == DEBT and kreis[:2] in CITY_STATES):
            values[row, column] = np.nan
            dropped.append(
                f"Kreis {kreis}: {variable} 0 heißt „keine Angabe“ und gilt als unbekannt."
            )
    return tuple(dropped)


def vintage(rows: Sequence[KreisYear], path: Path) -> str:
    """The latest years in use."""
    used = compile_rows(rows).years.values()
    return f"{min(used)} bis {max(used)} je nach Kennzahl"


SOURCE = Source(
    id="inkar",
    title="INKAR: Indikatoren und Karten zur Raum- und Stadtentwicklung",
    publisher="Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR), aufbereitet durch GERDA",
    address="https://www.inkar.de",
    licence="Datenlizenz Deutschland – Namensnennung – Version 2.0; Aufbereitung MIT",
    pattern="inkar_kreise_*.csv",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
