"""Editors may work in a spreadsheet: nothing is lost on the way there and back."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter

from schaltstelle.content.load import ROOT, parse
from schaltstelle.sources.workbook.export import export
from schaltstelle.sources.workbook.importing import WorkbookErrors, apply, read_changes
from schaltstelle.sources.workbook.sheets import SHEETS

Edit = Callable[[list[list[Any]]], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the shipped content that tests may change."""
    copy = tmp_path / "content"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "*.json"))
    return copy


def edited(root: Path, target: Path, title: str, edit: Edit) -> Path:
    """The exported workbook with one sheet changed, as a spreadsheet program would save it."""
    source = target.with_suffix(".before.xlsx")
    export(parse(root)[0], source)
    book = python_calamine.load_workbook(str(source))
    with xlsxwriter.Workbook(str(target)) as copy:
        rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        edit(rows)
        page = copy.add_worksheet(title)
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, at, cell)
                elif isinstance(cell, bool):
                    page.write_boolean(number, at, cell)
                elif isinstance(cell, float):
                    page.write_number(number, at, cell)
                else:
                    layout = copy.add_format({"num_format": "yyyy-mm-dd"})
                    page.write_datetime(number, at, cell, layout)
    return target


def test_export_and_import_change_nothing(root: Path, tmp_path: Path) -> None:
    """Every record of every sheet comes back equal: the round trip loses nothing."""
    located, _ = parse(root)
    counts = export(located, tmp_path / "inhalt.xlsx")
    found = read_changes(tmp_path / "inhalt.xlsx", root)
    assert (found.changed, found.added, found.files) == ([], [], [])
    assert found.unchanged == sum(counts.values()) > 200
    assert set(counts) == {sheet.title for sheet in SHEETS}


def test_a_changed_cell_changes_one_file_only(root: Path, tmp_path: Path) -> None:
    """What an editor did not touch stays as it is, byte for byte."""

    def rename(rows: list[list[Any]]) -> None:
        line = next(row for row in rows if row[0] == "dmarc-einrichten")
        line[rows[0].index("title")] = "Neuer Titel"

    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    found = read_changes(edited(root, tmp_path / "a.xlsx", "Maßnahmen", rename), root)
    assert (found.changed, found.added) == (["dmarc-einrichten"], [])
    apply(found, root)
    after = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    assert [path.stem for path in before if before[path] != after[path]] == ["dmarc-einrichten"]
    record = next(i.record for i in parse(root)[0] if i.record.id == "dmarc-einrichten")
    assert record.title == "Neuer Titel"


def test_a_list_file_keeps_its_other_records_and_comment(root: Path, tmp_path: Path) -> None:
    """Criteria share a file: the others in it stay equal, the heading comment stays."""

    def rename(rows: list[list[Any]]) -> None:
        rows[1][rows[0].index("title")] = "Neuer Titel"

    before = {i.record.id: i.record for i in parse(root)[0] if i.kind == "criteria"}
    found = read_changes(edited(root, tmp_path / "a.xlsx", "Kriterien", rename), root)
    apply(found, root)
    after = {i.record.id: i.record for i in parse(root)[0] if i.kind == "criteria"}
    assert [key for key in before if before[key] != after[key]] == found.changed
    assert before.keys() == after.keys()


def test_a_new_row_becomes_a_new_file(root: Path, tmp_path: Path) -> None:
    """An editor adds a record without touching YAML."""

    def add(rows: list[list[Any]]) -> None:
        copy = list(next(row for row in rows if row[0] == "dmarc-einrichten"))
        copy[0] = "ganz-neu"
        rows.append(copy)

    found = read_changes(edited(root, tmp_path / "a.xlsx", "Maßnahmen", add), root)
    assert (found.changed, found.added) == ([], ["ganz-neu"])
    apply(found, root)
    assert (root / "measures" / "ganz-neu.yaml").exists()


def errors_of(root: Path, workbook: Path) -> list[str]:
    with pytest.raises(WorkbookErrors) as caught:
        read_changes(workbook, root)
    return [str(error) for error in caught.value.errors]


def test_errors_name_sheet_row_and_column(root: Path, tmp_path: Path) -> None:
    """Whoever works in a spreadsheet finds the cell at once."""

    def spoil(rows: list[list[Any]]) -> None:
        rows[3][rows[0].index("duty")] = "vielleicht"
        rows[4][rows[0].index("cost")] = "one_off: {village: [1, 2"
        rows[5][0] = rows[6][0]

    found = errors_of(root, edited(root, tmp_path / "a.xlsx", "Maßnahmen", spoil))
    assert any(e.startswith("Blatt „Maßnahmen“, Zeile 4, Spalte „duty“") for e in found)
    assert any(e.startswith("Blatt „Maßnahmen“, Zeile 5, Spalte „cost“") for e in found)
    assert any("steht schon in Zeile 6" in e for e in found)


def test_broken_references_are_found_before_anything_is_written(root: Path, tmp_path: Path) -> None:
    """A measure that needs one that does not exist is refused; the files stay."""

    def spoil(rows: list[list[Any]]) -> None:
        line = next(row for row in rows if row[0] == "dmarc-einrichten")
        line[rows[0].index("prerequisites")] = "gibt-es-nicht"

    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    found = errors_of(root, edited(root, tmp_path / "a.xlsx", "Maßnahmen", spoil))
    assert any("gibt-es-nicht" in error for error in found)
    assert before == {path: path.read_bytes() for path in root.rglob("*.yaml")}


def test_an_identity_never_leaves_its_folder(root: Path, tmp_path: Path) -> None:
    """ "../x" as an identity would write elsewhere: refused."""

    def spoil(rows: list[list[Any]]) -> None:
        rows[2][0] = "../boese"

    found = errors_of(root, edited(root, tmp_path / "a.xlsx", "Maßnahmen", spoil))
    assert any("Kennung hat nur" in error for error in found)


def test_files_that_are_no_workbook_say_so(root: Path, tmp_path: Path) -> None:
    """Text, a zip bomb and a workbook without known sheets give a sentence, no traceback."""
    text = tmp_path / "text.xlsx"
    text.write_text("kein Archiv", encoding="utf-8")
    assert "beschädigt" in errors_of(root, text)[0]
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(20 * 1024 * 1024))
    assert "nicht geöffnet" in errors_of(root, bomb)[0]
    empty = tmp_path / "empty.xlsx"
    xlsxwriter.Workbook(str(empty)).close()
    assert "Kein Blatt mit Einträgen" in errors_of(root, empty)[0]
