"""Auszug aus dem Gemeindeverzeichnis (xlsx): coordinates, urbanisation, tourism region."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schaltstelle.sources.errors import Faults
from schaltstelle.sources.files import SheetRow, cell_text, read_sheet
from schaltstelle.sources.source import Source

SHEET = "Onlineprodukt_Gemeinden"
FIELDS = {7: "Gemeindename", 14: "Geografische Mittelpunktkoordinaten", 16: "Reisegebiete"}
LON_RANGE = (5.5, 15.5)
LAT_RANGE = (47.0, 55.2)


@dataclass(frozen=True, slots=True)
class ExtractRow:
    """One municipality; lon, lat in WGS84 degrees and urbanisation (1 to 3) are NaN if unknown."""

    ags: str
    name: str
    postcode: str
    lon: float
    lat: float
    travel_region: str
    urbanisation: float


def parse(path: Path) -> tuple[ExtractRow, ...]:
    """The municipalities of the sheet; SourceError with every fault."""
    sheet = read_sheet(path, SHEET)
    faults = Faults(path)
    _check_header(sheet, faults)
    rows = []
    for line, cells in enumerate(sheet, start=1):
        if cell_text(cells[0]) != "60":
            continue
        try:
            rows.append(_row(cells))
        except ValueError as error:
            faults.add(line, str(error))
    faults.raise_if_any()
    if not rows:
        raise faults.stop("Das Blatt enthält keine Gemeinden (Satzart 60).")
    return tuple(rows)


def _check_header(sheet: Sequence[SheetRow], faults: Faults) -> None:
    header = [cell_text(cell) for cell in sheet[2]] if len(sheet) > 2 else []
    for position, title in FIELDS.items():
        if position >= len(header) or header[position] != title:
            faults.add(3, f"Spalte {position + 1} heißt nicht „{title}“.")
    faults.raise_if_any()


def _row(cells: SheetRow) -> ExtractRow:
    land, district, kreis, municipality = (cell_text(cells[at]) for at in (2, 3, 4, 6))
    ags = land + district + kreis + municipality
    if not re.fullmatch(r"\d{8}", ags):
        raise ValueError(f"„{ags}“ ist kein Gemeindeschlüssel.")
    urbanisation = cell_text(cells[18])
    if urbanisation not in ("", "01", "02", "03"):
        raise ValueError(f"{ags}: „{urbanisation}“ ist kein Grad der Verstädterung (01 bis 03).")
    return ExtractRow(
        ags=ags,
        name=cell_text(cells[7]),
        postcode=cell_text(cells[13]),
        lon=_degrees(cells[14], LON_RANGE, f"{ags}: Längengrad"),
        lat=_degrees(cells[15], LAT_RANGE, f"{ags}: Breitengrad"),
        travel_region=cell_text(cells[17]),
        urbanisation=float(urbanisation) if urbanisation else math.nan,
    )


def _degrees(cell: object, limits: tuple[float, float], what: str) -> float:
    text = cell_text(cell)
    # Areas at sea and at the border carry 0 for "no coordinate".
    if text in ("", "0"):
        return math.nan
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f"{what} „{text}“ ist keine Dezimalzahl.") from None
    if not limits[0] <= value <= limits[1]:
        raise ValueError(f"{what} {text} liegt außerhalb Deutschlands.")
    return value


def compile_rows(rows: Sequence[ExtractRow]) -> dict[str, ExtractRow]:
    """The rows by AGS."""
    return {row.ags: row for row in rows}


def vintage(rows: Sequence[ExtractRow], path: Path) -> str:
    """The day of the territory, from the name of the sheet (…31122024)."""
    sheet = read_sheet(path, SHEET)
    found = re.search(r"\d{2}\.\d{2}\.\d{4}", cell_text(sheet[0][0]))
    return f"Gebietsstand {found.group()}" if found else path.stem


SOURCE = Source(
    id="auszug_gv",
    title="Auszug aus dem Gemeindeverzeichnis: Koordinaten, Verstädterung, Reisegebiete",
    publisher="Statistisches Bundesamt",
    address="https://www.destatis.de",
    licence="Vervielfältigung und Verbreitung, auch auszugsweise, mit Quellenangabe gestattet",
    pattern="AuszugGV*.xlsx",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
