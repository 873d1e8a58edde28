"""Gebietsänderungen (xlsx): which municipality became part of which, and when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from schaltstelle.core.place_names import bare_name
from schaltstelle.core.places import Succession
from schaltstelle.sources.errors import Faults
from schaltstelle.sources.files import SheetRow, cell_text, read_sheet
from schaltstelle.sources.source import Source

SHEET = "Gebietsaenderungen"
UNITS = ("Gemeinde", "Gemeindeverband", "Kreis", "Regierungsbezirk")
FIRST_ROW = 4
_REFERENCE = re.compile(r"\d\d/\d{4}/.+")
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
_AGS = re.compile(r"\d{8}")


class ChangeKind(IntEnum):
    """Änderungsart of the sheet."""

    DISSOLVED = 1
    PART_CEDED = 2
    RECODED = 3
    RENAMED = 4


@dataclass(frozen=True, slots=True)
class TerritoryChange:
    """One row: a unit, or a part of it, went over to another one. Area in square metres."""

    unit: str
    old_key: str
    old_name: str
    kinds: frozenset[ChangeKind]
    area: float
    population: float
    new_key: str
    new_name: str
    date: str


def parse(path: Path) -> tuple[TerritoryChange, ...]:
    """All changes of a file; SourceError with every fault."""
    sheet = read_sheet(path, SHEET)
    faults = Faults(path)
    if len(sheet) < FIRST_ROW or cell_text(sheet[1][0]) != "Kennziffer" or len(sheet[1]) < 13:
        raise faults.stop("Die Kopfzeile mit „Kennziffer“ und 13 Spalten fehlt.")
    rows = []
    for line, cells in enumerate(sheet[FIRST_ROW:], start=FIRST_ROW + 1):
        # Footnotes have text in the first column only; everything else must be a change.
        if not any(cell_text(cell) for cell in cells[1:]):
            continue
        try:
            rows.append(_row(cells))
        except ValueError as error:
            faults.add(line, str(error))
    faults.raise_if_any()
    return tuple(rows)


def _row(cells: SheetRow) -> TerritoryChange:
    reference, unit = cell_text(cells[0]), cell_text(cells[1])
    if not _REFERENCE.fullmatch(reference):
        raise ValueError(f"„{reference}“ ist keine Kennziffer.")
    if unit not in UNITS:
        raise ValueError(f"„{unit}“ ist keine Regionaleinheit.")
    column = 3 if unit == "Gemeinde" else 2
    old, new = cell_text(cells[column]), cell_text(cells[column + 6])
    if unit == "Gemeinde" and not (_AGS.fullmatch(old) and _AGS.fullmatch(new)):
        raise ValueError(f"„{old}“ und „{new}“ sind nicht beide Gemeindeschlüssel.")
    return TerritoryChange(
        unit=unit,
        old_key=old,
        old_name=cell_text(cells[4]),
        kinds=_kinds(cell_text(cells[5])),
        area=_amount(cells[6], "Fläche"),
        population=_amount(cells[7], "Einwohner"),
        new_key=new,
        new_name=cell_text(cells[10]),
        date=_date(cell_text(cells[11])),
    )


def _kinds(text: str) -> frozenset[ChangeKind]:
    """One code, or several as in "3, 4": another key and another name at once."""
    codes = [code.strip() for code in text.split(",")]
    if not set(codes) <= {"1", "2", "3", "4"}:
        raise ValueError(f"„{text}“ ist keine Änderungsart (1 bis 4).")
    return frozenset(ChangeKind(int(code)) for code in codes)


def _amount(cell: object, what: str) -> float:
    text = cell_text(cell)
    if not text:
        return 0.0
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{what} „{text}“ ist keine Zahl.") from None
    if value < 0:
        raise ValueError(f"{what} {text} ist negativ.")
    return value


def _date(text: str) -> str:
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(f"„{text}“ ist kein Datum TT.MM.JJJJ.")
    day, month, year = found.groups()
    return f"{year}-{month}-{day}"


def compile_rows(rows: Sequence[TerritoryChange]) -> tuple[Succession, ...]:
    """Successions of municipalities that were dissolved, got another key or another name.

    Ceded parts are left out, as both municipalities live on. The share is by population, by
    area where nobody lives.
    """
    whole: dict[str, list[TerritoryChange]] = defaultdict(list)
    steps = []
    for row in rows:
        if row.unit != "Gemeinde":
            continue
        if ChangeKind.DISSOLVED in row.kinds:
            whole[row.old_key].append(row)
        elif ChangeKind.RECODED in row.kinds and row.old_key != row.new_key:
            steps.append(_succession(row, 1.0, "recoded"))
        elif ChangeKind.RENAMED in row.kinds and _has_other_name(row):
            steps.append(_succession(row, 1.0, "renamed"))
    for parts in whole.values():
        weights = [part.population for part in parts]
        if not sum(weights):
            weights = [part.area for part in parts]
        total = sum(weights) or 1.0
        for part, weight in zip(parts, weights, strict=True):
            if part.new_key != part.old_key:
                steps.append(_succession(part, weight / total, "dissolved"))
    return tuple(steps)


def _has_other_name(row: TerritoryChange) -> bool:
    """Whether the name itself changed, not only a title after the comma."""
    return bare_name(row.old_name) != bare_name(row.new_name)


def _succession(row: TerritoryChange, share: float, kind: str) -> Succession:
    return Succession(
        row.old_key, row.old_name, row.new_key, row.new_name, row.date, share, kind, SOURCE.id
    )


def vintage(rows: Sequence[TerritoryChange], path: Path) -> str:
    """The period that the file covers, from the days of its changes."""
    title = cell_text(read_sheet(path, SHEET)[0][0])
    return title.removeprefix("Gebietsänderungen vom ").strip() or path.stem


SOURCE = Source(
    id="territory_changes",
    title="Gebietsänderungen",
    publisher="Statistisches Bundesamt",
    address="https://www.destatis.de",
    licence="Vervielfältigung und Verbreitung, auch auszugsweise, mit Quellenangabe gestattet",
    pattern="gebietsaenderungen_*.xlsx",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
