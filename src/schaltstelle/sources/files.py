"""Opening the kinds of files that sources come in, with German errors."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from python_calamine import CalamineError, CalamineWorkbook

from schaltstelle.core.german import refusal
from schaltstelle.sources.errors import Faults

SheetRow = list[Any]
Row = TypeVar("Row")


def read_text(path: Path) -> str:
    """The text of a UTF-8 file without byte-order mark."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Faults(path).stop(
            f"Die Datei ist nicht in UTF-8 kodiert (Byte {error.start})."
        ) from None
    except OSError as error:
        raise Faults(path).stop(f"Die Datei lässt sich nicht lesen: {refusal(error)}.") from None


def read_json(path: Path) -> Any:
    """The value of a JSON file."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        faults = Faults(path)
        faults.add(error.lineno, f"Das ist kein gültiges JSON (Spalte {error.colno}).")
        faults.raise_if_any()


def read_csv(path: Path, wanted: Sequence[str], delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a CSV file as dictionaries; line n of the file is row n - 2.

    Raises SourceError when a wanted column is missing or a row has another number of fields.
    """
    reader = csv.reader(io.StringIO(read_text(path)), delimiter=delimiter)
    header = next(reader, [])
    faults = Faults(path)
    missing = [column for column in wanted if column not in header]
    if missing:
        faults.add(1, f"Es fehlen die Spalten: {', '.join(missing)}.")
        faults.raise_if_any()
    rows = []
    for line, fields in enumerate(reader, start=2):
        if len(fields) != len(header):
            faults.add(line, f"{len(fields)} Felder statt {len(header)}.")
        else:
            rows.append(dict(zip(header, fields, strict=True)))
    faults.raise_if_any()
    if not rows:
        raise faults.stop("Die Datei enthält keine Zeilen.")
    return rows


def read_records(
    path: Path,
    wanted: Sequence[str],
    convert: Callable[[Mapping[str, str]], Row],
    delimiter: str = ",",
) -> tuple[Row, ...]:
    """The rows of a CSV file through `convert`, which raises ValueError with a German reason.

    Raises SourceError with every fault.
    """
    rows: list[Row] = []
    faults = Faults(path)
    for line, record in enumerate(read_csv(path, wanted, delimiter), start=2):
        try:
            rows.append(convert(record))
        except ValueError as error:
            faults.add(line, str(error))
    faults.raise_if_any()
    return tuple(rows)


def read_sheet(path: Path, name_part: str) -> list[SheetRow]:
    """The rows of the first sheet whose name contains `name_part`; row n of the sheet is n - 1."""
    book = open_book(path)
    for name in book.sheet_names:
        if name_part in name:
            return book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    raise Faults(path).stop(f"Ein Tabellenblatt mit „{name_part}“ im Namen fehlt.")


def open_book(path: Path) -> CalamineWorkbook:
    """An Excel workbook."""
    try:
        return CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, ValueError) as error:
        raise Faults(path).stop(f"Das ist keine lesbare Excel-Datei ({error}).") from None


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without decimals, the rest stripped."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def number(text: str) -> float:
    """A decimal number, NaN for an empty field; ValueError for anything else."""
    text = text.strip()
    if text in ("", "NA", "NaN"):
        return float("nan")
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(text)
    return value
