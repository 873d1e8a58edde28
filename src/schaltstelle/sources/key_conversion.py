"""Umsteigeschlüssel of the BBSR (xlsx): municipalities of one year in those of the next."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from schaltstelle.core.places import Succession
from schaltstelle.sources.errors import Faults
from schaltstelle.sources.files import SheetRow, cell_text, open_book
from schaltstelle.sources.source import Source

_TITLE = re.compile(r"Gemeinden\s+31\.12\.(\d{4})")


@dataclass(frozen=True, slots=True)
class ConversionRow:
    """The part of an old municipality that lies in a new one, as shares of area and people.

    `population` is that of the whole old municipality, in persons.
    """

    old_key: str
    old_name: str
    new_key: str
    new_name: str
    area_share: float
    population_share: float
    population: float
    year: str


@dataclass(frozen=True, slots=True)
class _Columns:
    old: int
    old_name: int
    area: int
    population: int
    people: int
    people_unit: int
    new: int
    new_name: int
    year: str


def parse(path: Path) -> tuple[ConversionRow, ...]:
    """The rows of all sheets; SourceError with every fault."""
    book = open_book(path)
    faults = Faults(path)
    rows: list[ConversionRow] = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name).to_python()
        columns = _columns(sheet[0] if sheet else [])
        if columns is None:
            faults.add(1, f"Blatt {name}: Die Spalten des Umsteigeschlüssels fehlen.")
            continue
        for line, cells in enumerate(sheet[1:], start=2):
            try:
                rows.append(_row(cells, columns))
            except ValueError as error:
                faults.add(line, f"Blatt {name}: {error}")
    faults.raise_if_any()
    if not rows:
        raise faults.stop("Die Datei enthält keine Zeilen.")
    return tuple(rows)


def _columns(header: SheetRow) -> _Columns | None:
    titles = [" ".join(cell_text(cell).replace("-\n", "").split()) for cell in header]
    keys = [(at, found[1]) for at, title in enumerate(titles) if (found := _TITLE.fullmatch(title))]
    names = [at for at, title in enumerate(titles) if title.startswith("Gemeindename")]
    shares = [
        at for at, title in enumerate(titles) if title.endswith("schlüssel") and "prop" in title
    ]
    people = [at for at, title in enumerate(titles) if title.startswith("Bevölkerung am")]
    if len(keys) != 2 or len(names) != 2 or len(shares) < 2 or len(people) != 1:
        return None
    return _Columns(
        old=keys[0][0],
        old_name=names[0],
        area=shares[0],
        population=shares[1],
        people=people[0],
        people_unit=100 if titles[people[0]].endswith("in 100") else 1,
        new=keys[1][0],
        new_name=names[1],
        year=keys[1][1],
    )


def _row(cells: SheetRow, columns: _Columns) -> ConversionRow:
    return ConversionRow(
        old_key=_key(cells[columns.old]),
        old_name=cell_text(cells[columns.old_name]),
        new_key=_key(cells[columns.new]),
        new_name=cell_text(cells[columns.new_name]),
        area_share=_share(cells[columns.area]),
        population_share=_share(cells[columns.population]),
        population=_amount(cells[columns.people]) * columns.people_unit,
        year=columns.year,
    )


def _key(cell: object) -> str:
    text = cell_text(cell).zfill(8)
    if not re.fullmatch(r"\d{8}", text):
        raise ValueError(f"„{text}“ ist kein Gemeindeschlüssel.")
    return text


def _share(cell: object) -> float:
    try:
        value = float(cell_text(cell))
    except ValueError:
        raise ValueError(f"„{cell_text(cell)}“ ist kein Anteil.") from None
    if not 0 <= value <= 1:
        raise ValueError(f"Der Anteil {value} liegt nicht zwischen 0 und 1.")
    return value


def _amount(cell: object) -> float:
    try:
        return float(cell_text(cell))
    except ValueError:
        raise ValueError(f"„{cell_text(cell)}“ ist keine Bevölkerungszahl.") from None


def compile_rows(rows: Sequence[ConversionRow]) -> tuple[Succession, ...]:
    """Successions of the municipalities that don't live on under their key in the next year."""
    parts: dict[tuple[str, str], list[ConversionRow]] = defaultdict(list)
    for row in rows:
        parts[row.year, row.old_key].append(row)
    return tuple(
        step
        for group in parts.values()
        if all(row.new_key != row.old_key for row in group)
        for step in _successions(group)
    )


def _successions(group: Sequence[ConversionRow]) -> Iterator[Succession]:
    by_people = sum(row.population_share for row in group) > 0
    for row in group:
        share = row.population_share if by_people else row.area_share
        yield Succession(
            row.old_key,
            row.old_name,
            row.new_key,
            row.new_name,
            row.year,
            share,
            "dissolved",
            SOURCE.id,
        )


def vintage(rows: Sequence[ConversionRow], path: Path) -> str:
    """The years that the file covers."""
    years = sorted({int(row.year) for row in rows})
    return f"{years[0] - 1} bis {years[-1]}"


SOURCE = Source(
    id="key_conversion",
    title="Umsteigeschlüssel für Gemeinden",
    publisher="Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR)",
    address="https://www.bbsr.bund.de",
    licence="Datenlizenz Deutschland – Namensnennung – Version 2.0",
    pattern="bbsr_gemeinden_umstieg_*.xlsx",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
