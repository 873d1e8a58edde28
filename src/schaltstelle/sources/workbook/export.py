"""Content → workbook."""

import io
from datetime import date
from pathlib import Path
from typing import Any

from schaltstelle.content import structure
from schaltstelle.content.load import Located
from schaltstelle.sources.workbook.sheets import SHEETS, Cell, Column, Sheet, to_cell

LONGEST_CELL = 32_767

GUIDE = (
    "Jedes Blatt ist eine Art von Eintrag, jede Zeile ein Eintrag, jede Spalte eine Angabe.",
    "Die erste Spalte ist die Kennung. Sie bleibt, wie sie ist; eine neue Zeile mit einer neuen "
    "Kennung wird ein neuer Eintrag.",
    "Eine leere Zelle heißt: keine Angabe. Mehrere Werte stehen in der Zelle untereinander.",
    "Gruppen von Angaben, zum Beispiel Quellen, stehen in der Zelle so, wie in den Inhaltsdateien "
    "(YAML): je Zeile „Name: Wert“, jede Gruppe beginnt mit einem Strich.",
    "Eine Zeile zu löschen, löscht den Eintrag nicht. Dafür bitte die Inhaltsdatei löschen.",
    "Einlesen: schaltstelle content import DATEI.xlsx. Bei Fehlern wird nichts geändert; jede "
    "Meldung nennt Blatt, Zeile und Spalte.",
)


class NoCell(ValueError):
    """A value that no cell can hold; the message is German."""


def export(located: list[Located], target: Path) -> dict[str, int]:
    """Write all records to a workbook; returns how many stand on each sheet.

    A workbook that is there is replaced when all is written. Raises OSError where it cannot be
    written, NoCell for a value that fits into no cell.
    """
    import xlsxwriter

    counts = {}
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_urls": False, "in_memory": True}) as book:
        _write_guide(book)
        for sheet in SHEETS:
            records = [item.record for item in located if item.kind == sheet.kind]
            _write_sheet(book, sheet, [structure.dump(record) for record in records])
            counts[sheet.title] = len(records)
    aside = target.with_name(f"{target.name}.new")
    try:
        aside.write_bytes(content.getvalue())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return counts


def _write_guide(book: Any) -> None:
    page = book.add_worksheet("Anleitung")
    page.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
    for row, line in enumerate(GUIDE):
        page.write_string(row, 0, line)


def _write_sheet(book: Any, sheet: Sheet, values: list[dict[str, Any]]) -> None:
    page = book.add_worksheet(sheet.title)
    heading = book.add_format({"bold": True, "bg_color": "#e6e6e6"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    dated = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    page.freeze_panes(1, 1)
    page.set_column(0, len(sheet.columns) - 1, 30, wrapped)
    for at, column in enumerate(sheet.columns):
        page.write_string(0, at, column.name, heading)
    for row, value in enumerate(values, start=1):
        for at, column in enumerate(sheet.columns):
            try:
                cell = _cell(value.get(column.name), column)
            except NoCell as error:
                where = f"Blatt „{sheet.title}“, Zeile {row + 1}, Spalte „{column.name}“"
                raise NoCell(f"{where}: {error}") from None
            if isinstance(cell, str):
                page.write_string(row, at, cell, wrapped)
            elif isinstance(cell, bool):
                page.write_boolean(row, at, cell, wrapped)
            elif isinstance(cell, date):
                page.write_datetime(row, at, cell, dated)
            elif cell is not None:
                page.write_number(row, at, cell, wrapped)


def _cell(value: Any, column: Column) -> Cell:
    if column.shape == "lines" and any("\n" in line for line in value or ()):
        raise NoCell("Ein Wert der Liste hat selbst mehrere Zeilen.")
    cell = to_cell(value, column.shape)
    if isinstance(cell, str) and len(cell) > LONGEST_CELL:
        raise NoCell(f"Der Text ist länger als {LONGEST_CELL} Zeichen.")
    return cell
