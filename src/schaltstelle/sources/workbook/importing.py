"""Workbook → changes of content files, checked as a whole before anything is written."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schaltstelle.content import structure
from schaltstelle.content.check import check
from schaltstelle.content.lines import ContentError
from schaltstelle.content.load import Located, collect, parse
from schaltstelle.content.write import FileChange, list_file, record_file, save
from schaltstelle.sources.archives import ArchiveError
from schaltstelle.sources.workbook.extent import require_readable
from schaltstelle.sources.workbook.sheets import SHEETS, Cell, Sheet, WrongCell, from_cell

SLUG = "abcdefghijklmnopqrstuvwxyz0123456789-"


@dataclass(frozen=True, slots=True)
class WorkbookError:
    """Something wrong in a workbook: where, and what to do (German). `row` counts from 1."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                f"Blatt „{self.sheet}“" if self.sheet else "",
                f"Zeile {self.row}" if self.row else "",
                f"Spalte „{self.column}“" if self.column else "",
            )
            if part
        )
        return f"{place}: {self.message}" if place else self.message


class WorkbookErrors(ValueError):
    """All errors found in a workbook, or in the content that it would make."""

    def __init__(self, errors: Sequence[WorkbookError | ContentError]) -> None:
        self.errors = list(errors)
        super().__init__("\n".join(str(error) for error in errors))


@dataclass(slots=True)
class Import:
    """What a workbook changes: ids of changed and new records, the files to write."""

    changed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    unchanged: int = 0
    files: list[FileChange] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """A record of the workbook, as a plain value."""

    sheet: Sheet
    number: int
    record: Any

    @property
    def identity(self) -> str:
        text: str = getattr(self.record, self.sheet.identity)
        return text


def read_changes(workbook: Path, root: Path) -> Import:
    """What a workbook would change in the content folder; nothing is written.

    Raises WorkbookErrors with every error: of form with sheet, row and column; of references with
    the file that would be made.
    """
    located, broken = parse(root)
    if broken:
        raise WorkbookErrors(broken)
    rows, errors = _read(workbook)
    if errors:
        raise WorkbookErrors(errors)
    result = Import()
    for sheet in SHEETS:
        of_kind = [item for item in located if item.kind == sheet.kind]
        _compare(sheet, [row for row in rows if row.sheet is sheet], of_kind, root, result)
    faults = _faults(root, result.files)
    if faults:
        raise WorkbookErrors(faults)
    return result


def apply(result: Import, root: Path) -> None:
    """Write the files of an import; raises OSError."""
    save(root, result.files)


def _read(workbook: Path) -> tuple[list[_Row], list[WorkbookError]]:
    import python_calamine

    if workbook.suffix.lower() != ".xlsx":
        return [], [WorkbookError("", 0, "", f"{workbook.name} muss auf .xlsx enden.")]
    try:
        require_readable(workbook)
        book = python_calamine.load_workbook(str(workbook))
    except ArchiveError as error:
        return [], [WorkbookError("", 0, "", str(error))]
    except (python_calamine.CalamineError, OSError, ValueError):
        return [], [WorkbookError("", 0, "", f"{workbook.name} ist keine lesbare XLSX-Datei.")]
    rows: list[_Row] = []
    errors: list[WorkbookError] = []
    known = {sheet.title: sheet for sheet in SHEETS}
    for name in book.sheet_names:
        if name in known:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            found, problems = _read_sheet(known[name], cells)
            rows.extend(found)
            errors.extend(problems)
    if not rows and not errors:
        titles = ", ".join(known)
        errors.append(
            WorkbookError("", 0, "", f"Kein Blatt mit Einträgen gefunden. Erwartet: {titles}.")
        )
    return rows, errors


def _read_sheet(sheet: Sheet, cells: list[list[Any]]) -> tuple[list[_Row], list[WorkbookError]]:
    if not cells:
        return [], []
    names = [str(cell).strip() for cell in cells[0]]
    shapes = {column.name: column.shape for column in sheet.columns}
    errors = [
        WorkbookError(sheet.title, 1, name, "Diese Spalte gibt es nicht.")
        for name in names
        if name and name not in shapes
    ]
    errors += [
        WorkbookError(sheet.title, 1, name, "Diese Spalte steht doppelt da.")
        for name in shapes
        if names.count(name) > 1
    ]
    if sheet.identity not in names:
        errors.append(WorkbookError(sheet.title, 1, sheet.identity, "Diese Spalte fehlt."))
    if errors:
        return [], errors
    rows: list[_Row] = []
    for number, line in enumerate(cells[1:], start=2):
        if any(str(cell).strip() for cell in line):
            row, problems = _read_row(sheet, number, dict(zip(names, line, strict=False)))
            errors.extend(problems)
            rows.extend([row] if row else [])
    errors.extend(_repeated(sheet, rows))
    return rows, errors


def _read_row(
    sheet: Sheet, number: int, cells: dict[str, Cell]
) -> tuple[_Row | None, list[WorkbookError]]:
    value, errors = {}, []
    for column in sheet.columns:
        try:
            found = from_cell(cells.get(column.name), column.shape)
        except WrongCell as error:
            errors.append(WorkbookError(sheet.title, number, column.name, str(error)))
            continue
        if found is not None:
            value[column.name] = found
    if errors:
        return None, errors
    record, problems = structure.build(value, sheet.type)
    for position, message in problems:
        name = str(position[0]) if position else ""
        errors.append(WorkbookError(sheet.title, number, name, message))
    if record is None:
        return None, errors
    # What becomes the name of a file must not lead out of its folder.
    named = "field" if sheet.kind == "criteria" else sheet.identity
    if (sheet.key is None or named == "field") and not set(getattr(record, named)) <= set(SLUG):
        message = "Eine Kennung hat nur kleine Buchstaben ohne Umlaute, Ziffern und Striche."
        errors.append(WorkbookError(sheet.title, number, named, message))
    return _Row(sheet, number, record), errors


def _repeated(sheet: Sheet, rows: Sequence[_Row]) -> Iterator[WorkbookError]:
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row.identity, row.number)
        if first != row.number:
            message = f"„{row.identity}“ steht schon in Zeile {first}."
            yield WorkbookError(sheet.title, row.number, sheet.identity, message)


def _compare(
    sheet: Sheet, rows: Sequence[_Row], located: Sequence[Located], root: Path, result: Import
) -> None:
    """Sort the rows into unchanged, changed and new, and make the files of the last two."""
    held = {getattr(item.record, sheet.identity): item for item in located}
    touched: dict[str, dict[str, Any]] = {}
    for row in rows:
        item = held.get(row.identity)
        if item is not None and item.record == row.record:
            result.unchanged += 1
            continue
        (result.changed if item else result.added).append(row.identity)
        value = structure.dump(row.record)
        if sheet.key is None:
            result.files.append(record_file(f"{sheet.kind}/{row.identity}.yaml", value))
            continue
        file = _list_of(sheet, row.record, item)
        if item is not None and item.document.file != file:
            touched.setdefault(item.document.file, {})[row.identity] = None
        touched.setdefault(file, {})[row.identity] = value
    for file, values in touched.items():
        result.files.append(_merged(sheet, file, values, located, root))


def _merged(
    sheet: Sheet, file: str, values: dict[str, Any], located: Sequence[Located], root: Path
) -> FileChange:
    """A list file with some of its records replaced, or taken out (None), and new at its end."""
    merged: dict[str, Any] = {
        getattr(item.record, sheet.identity): structure.dump(item.record)
        for item in located
        if item.document.file == file
    }
    merged.update(values)
    records = [dict(value) for value in merged.values() if value is not None]
    if sheet.kind == "criteria":
        for record in records:
            record.pop("field")  # the name of the file says it
    return list_file(root, file, sheet.key or "", records)


def _list_of(sheet: Sheet, record: Any, item: Located | None) -> str:
    """The file of a list in which a record stands, or into which a new one goes."""
    if sheet.kind == "criteria":
        return f"framework/criteria/{record.field}.yaml"
    if item is not None:
        return item.document.file
    return "vocabulary/terms/ergaenzt.yaml" if sheet.kind == "terms" else f"rules/{sheet.kind}.yaml"


def _faults(root: Path, files: Sequence[FileChange]) -> list[ContentError]:
    """The errors that the content would have with these files, found on a copy."""
    if not files:
        return []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "content"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "*.json"))
        save(copy, files)
        located, errors = parse(copy)
        return [*errors, *check(located, collect(located, "import"))]
