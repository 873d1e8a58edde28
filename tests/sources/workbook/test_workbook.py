"""Editors may work in a spreadsheet: nothing is lost on the way there and back."""

import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter

from schaltstelle.content.load import ROOT, parse
from schaltstelle.sources.workbook.export import NoCell, export
from schaltstelle.sources.workbook.importing import WorkbookErrors, apply, read_changes
from schaltstelle.sources.workbook.sheets import SHEETS
from tests.content.small_content import LAW, write_content
from tests.content.test_check import GOOD_FIELDS, GOOD_MEASURE

Rows = list[list[Any]]
Edit = Callable[[Rows], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small content folder with every kind of record, that tests may change."""
    root = write_content(tmp_path / "content")
    second = GOOD_MEASURE.replace("Eine Maßnahme", "Zweite") + "prerequisites: [massnahme]\n"
    (root / "measures/zweite.yaml").write_text(second, encoding="utf-8")
    return root


@pytest.fixture
def copy_of_shipped(tmp_path: Path) -> Path:
    """A copy of the shipped content, which others may be changing meanwhile."""
    copy = tmp_path / "shipped"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "*.json"))
    return copy


def write_sheet(target: Path, title: str, rows: Rows) -> Path:
    """A workbook with one sheet, as a spreadsheet program would save it."""
    with xlsxwriter.Workbook(str(target)) as book:
        page = book.add_worksheet(title)
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, at, cell)
                elif isinstance(cell, bool):
                    page.write_boolean(number, at, cell)
                elif isinstance(cell, date):
                    page.write_datetime(number, at, cell, dated)
                else:
                    page.write_number(number, at, cell)
    return target


def edited(root: Path, title: str, edit: Edit) -> Path:
    """The exported workbook with one sheet changed."""
    source = root.parent / "before.xlsx"
    export(parse(root)[0], source)
    book = python_calamine.load_workbook(str(source))
    rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    edit(rows)
    return write_sheet(root.parent / "edited.xlsx", title, rows)


def change(name: str, column: str, value: Any) -> Edit:
    """Put a value into the row of a record."""

    def edit(rows: Rows) -> None:
        next(row for row in rows if row[0] == name)[rows[0].index(column)] = value

    return edit


def bytes_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")}


def records_of(root: Path, kind: str) -> dict[str, Any]:
    name = "term" if kind == "terms" else "id"
    return {getattr(i.record, name): i.record for i in parse(root)[0] if i.kind == kind}


def errors_of(root: Path, workbook: Path) -> list[str]:
    """The errors of a workbook; the content files stay as they are."""
    before = bytes_of(root)
    with pytest.raises(WorkbookErrors) as caught:
        read_changes(workbook, root)
    assert bytes_of(root) == before
    return [str(error) for error in caught.value.errors]


def test_export_and_import_of_the_shipped_content_change_nothing(
    copy_of_shipped: Path, tmp_path: Path
) -> None:
    """Every record of every sheet comes back equal: the round trip loses nothing."""
    located, _ = parse(copy_of_shipped)
    counts = export(located, tmp_path / "inhalt.xlsx")
    found = read_changes(tmp_path / "inhalt.xlsx", copy_of_shipped)
    assert (found.changed, found.added, found.files) == ([], [], [])
    assert found.unchanged == sum(counts.values()) > 900
    assert set(counts) == {sheet.title for sheet in SHEETS}


def test_every_sheet_has_a_record_in_the_small_content(root: Path, tmp_path: Path) -> None:
    """Else the other tests would say nothing of the kinds that are missing."""
    assert min(export(parse(root)[0], tmp_path / "a.xlsx").values()) >= 1
    found = read_changes(tmp_path / "a.xlsx", root)
    assert (found.changed, found.added) == ([], [])


def test_a_changed_cell_changes_one_file_only(root: Path) -> None:
    """What an editor did not touch stays as it is, byte for byte."""
    before = bytes_of(root)
    workbook = edited(root, "Maßnahmen", change("massnahme", "title", "Neuer Titel"))
    found = read_changes(workbook, root)
    assert (found.changed, found.added, found.unchanged) == (["massnahme"], [], 1)
    assert bytes_of(root) == before
    apply(found, root)
    after = bytes_of(root)
    assert [name for name in before if before[name] != after[name]] == ["measures/massnahme.yaml"]
    assert records_of(root, "measures")["massnahme"].title == "Neuer Titel"
    assert read_changes(workbook, root).changed == []


@pytest.mark.parametrize(
    ("title", "kind", "name", "column", "value"),
    [
        ("Praxisbeispiele", "practices", "beispiel", "since", 2020.0),
        ("Förderprogramme", "programmes", "programm", "valid_to", date(2028, 1, 31)),
        ("Förderprogramme", "programmes", "programm", "before_start", "nein"),
        ("Förderprogramme", "programmes", "programm", "window", "known: true\nrolling: true"),
        ("Standards", "standards", "standard", "sizes", "town\r\ncity\n"),
        ("Standards", "standards", "standard", "version", 2.0),
        ("Kurse", "courses", "kurs", "free", True),
        ("Wörter", "terms", "Reisepass", "everyday", "Pass"),
        ("Fragen zur Förderung", "declared_facts", "not_begun", "planned", False),
    ],
)
def test_cells_of_every_shape_are_understood(
    root: Path, title: str, kind: str, name: str, column: str, value: Any
) -> None:
    """Numbers, dates, truths, lists and groups, as a spreadsheet program gives them."""
    before = records_of(root, kind)[name]
    found = read_changes(edited(root, title, change(name, column, value)), root)
    apply(found, root)
    after = records_of(root, kind)[name]
    changed = [n for n in before.__dataclass_fields__ if getattr(before, n) != getattr(after, n)]
    assert changed == [column]


def test_a_list_file_keeps_its_other_records_and_comment(root: Path) -> None:
    """Words share a file: the others in it stay equal, the heading comment stays."""
    before = records_of(root, "terms")
    found = read_changes(edited(root, "Wörter", change("Reisepass", "same", "Pass")), root)
    apply(found, root)
    after = records_of(root, "terms")
    assert [key for key in before if before[key] != after[key]] == found.changed == ["Reisepass"]
    assert list(before) == list(after)
    text = (root / "vocabulary/terms/rathaus.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Wörter des Rathauses.\n")


def test_a_criterion_that_gets_another_field_moves_to_its_file(root: Path) -> None:
    """The file says the field: whoever changes the field would otherwise change nothing."""
    other = GOOD_FIELDS.splitlines()[1].replace("id: feld", "id: wiese").replace("r: 1", "r: 2")
    (root / "framework/fields.yaml").write_text(f"{GOOD_FIELDS}{other}\n", encoding="utf-8")
    found = read_changes(edited(root, "Kriterien", change("kriterium", "field", "wiese")), root)
    apply(found, root)
    assert records_of(root, "criteria")["kriterium"].field == "wiese"
    assert len([i for i in parse(root)[0] if i.kind == "criteria"]) == 1


@pytest.mark.parametrize(
    ("title", "name", "new", "file"),
    [
        ("Maßnahmen", "zweite", "ganz-neu", "measures/ganz-neu.yaml"),
        ("Wörter", "Reisepass", "Ausweis", "vocabulary/terms/ergaenzt.yaml"),
        ("Fragen zur Förderung", "not_begun", "is_member", "rules/declared_facts.yaml"),
        ("Kriterien", "kriterium", "zweites", "framework/criteria/feld.yaml"),
    ],
)
def test_a_new_row_becomes_a_new_record(
    root: Path, title: str, name: str, new: str, file: str
) -> None:
    """An editor adds a record without touching YAML."""

    def add(rows: Rows) -> None:
        copy = list(next(row for row in rows if row[0] == name))
        copy[0] = new
        rows.append(copy)

    before = len(parse(root)[0])
    found = read_changes(edited(root, title, add), root)
    assert (found.changed, found.added, [f.file for f in found.files]) == ([], [new], [file])
    apply(found, root)
    assert len(parse(root)[0]) == before + 1


def test_errors_name_sheet_row_and_column(root: Path) -> None:
    """Whoever works in a spreadsheet finds the cell at once; all errors come together."""

    def spoil(rows: Rows) -> None:
        good = list(rows[1])
        for column, value in (
            ("duty", "vielleicht"),
            ("cost", "one_off: {village: [1, 2"),
            ("sources", "- {title: a, title: b}"),
            ("sources", "- {checked: 2026-02-30}"),
            ("lifts", "&a [*a]"),
            ("investive_share", "halb"),
            ("unpostponable", "vielleicht"),
        ):
            rows.append(list(good))
            rows[-1][0] = f"neu-{len(rows)}"
            rows[-1][rows[0].index(column)] = value
        rows.append(list(good))

    found = errors_of(root, edited(root, "Maßnahmen", spoil))
    expected = [
        (4, "duty", "ist hier nicht möglich"),
        (5, "cost", "in Zeile 1 der Zelle nicht lesbar"),
        (6, "sources", "steht doppelt da"),
        (7, "sources", "weder ein Datum noch eine Zahl"),
        (8, "lifts", "im Kreis"),
        (9, "investive_share", "Hier wird eine Zahl erwartet"),
        (10, "unpostponable", "true oder false"),
        (11, "id", "steht schon in Zeile 2"),
    ]
    for (row, column, message), error in zip(expected, found, strict=True):
        assert error.startswith(f"Blatt „Maßnahmen“, Zeile {row}, Spalte „{column}“: "), error
        assert message in error


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (["id", "titel"], "Spalte „titel“: Diese Spalte gibt es nicht."),
        (["title"], "Spalte „id“: Diese Spalte fehlt."),
        (["id", "title", "title"], "Spalte „title“: Diese Spalte steht doppelt da."),
        (["id", "title"], "Spalte „field“: Die Angabe „field“ fehlt."),
    ],
)
def test_wrong_columns_are_named(root: Path, head: list[str], message: str) -> None:
    """Nothing is taken over from a sheet whose columns are not those of the export."""
    rows: Rows = [head, ["massnahme"] * len(head)]
    found = errors_of(root, write_sheet(root.parent / "a.xlsx", "Maßnahmen", rows))
    assert any(message in error for error in found), found


def test_broken_references_are_found_before_anything_is_written(root: Path) -> None:
    """A measure that needs one that does not exist, or itself, is refused."""
    for value, message in (("gibt-es-nicht", "gibt-es-nicht"), ("zweite", "im Kreis")):
        edit = change("massnahme", "prerequisites", value)
        found = errors_of(root, edited(root, "Maßnahmen", edit))
        assert any(message in error for error in found), found


def test_errors_in_the_content_itself_are_shown_first(root: Path) -> None:
    """A workbook is not compared with files that cannot be read."""
    workbook = edited(root, "Maßnahmen", change("massnahme", "title", "Neu"))
    (root / "law/regel.yaml").write_text("title: 'offen", encoding="utf-8")
    (found,) = errors_of(root, workbook)
    assert found.startswith("law/regel.yaml:1:")


@pytest.mark.parametrize(
    ("title", "name", "column"),
    [("Maßnahmen", "massnahme", "id"), ("Kriterien", "kriterium", "field")],
)
def test_what_names_a_file_never_leaves_its_folder(
    root: Path, title: str, name: str, column: str
) -> None:
    """ "../x" would write elsewhere: refused before the first file is made."""
    beside = sorted(root.parent.iterdir())
    workbook = edited(root, title, change(name, column, "../../../boese"))
    found = errors_of(root, workbook)
    assert any("Kennung hat nur" in error for error in found)
    assert sorted(set(root.parent.iterdir()) - set(beside)) == [
        root.parent / "before.xlsx",
        workbook,
    ]


def test_formulas_stay_text(root: Path, tmp_path: Path) -> None:
    """A title that begins like a formula is never worked out by the program that opens it."""
    (root / "law/formel.yaml").write_text(LAW.replace("Ein Titel", "=1+2"), encoding="utf-8")
    export(parse(root)[0], tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert not [n for n in archive.namelist() if b"<f>" in archive.read(n)]
    assert read_changes(tmp_path / "a.xlsx", root).changed == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("body: Lang.", f"body: {'x' * 40_000}", "länger als 32767 Zeichen"),
        ("[kriterium]", '["kriterium\\nnoch eins"]', "selbst mehrere Zeilen"),
    ],
)
def test_what_no_cell_holds_is_refused_and_the_workbook_of_before_stays(
    root: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    """An export that fails must not cost the editor the last one."""
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"vorher")
    path = root / "law/regel.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(NoCell, match=message) as caught:
        export(parse(root)[0], target)
    assert "Blatt „Recht“, Zeile 2, Spalte" in str(caught.value)
    assert target.read_bytes() == b"vorher"
    assert not list(tmp_path.glob("*.new"))


def test_a_folder_that_is_not_there_is_an_error_of_the_system(root: Path, tmp_path: Path) -> None:
    """The command has words for those."""
    with pytest.raises(FileNotFoundError):
        export(parse(root)[0], tmp_path / "fehlt" / "a.xlsx")


def far_away(path: Path) -> Path:
    """A workbook of a few kilobytes with a cell in the last corner of a sheet."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Maßnahmen")
        page.write_string(0, 0, "id")
        page.write_string(1_048_575, 16_383, "x")
    return path


def rows_without_names(path: Path) -> Path:
    """The same, the far row told by its number and its cells by none."""
    far_away(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    begin, _, end = parts[sheet].partition(b'<row r="1048576"')
    many = b"<c><v>1</v></c>" * 16_000
    tail = end[end.index(b"</row>") :]
    parts[sheet] = begin + b"<row r='1048576'>" + many + tail
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_files_that_are_no_workbook_say_so(root: Path, tmp_path: Path) -> None:
    """Text, a bomb of any kind, a file of 500 MB: a sentence, no traceback, no full memory."""
    text = tmp_path / "text.xlsx"
    text.write_text("kein Archiv", encoding="utf-8")
    assert "beschädigt" in errors_of(root, text)[0]
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(4 * 1024 * 1024))
    assert "nicht geöffnet" in errors_of(root, bomb)[0]
    empty = tmp_path / "empty.xlsx"
    xlsxwriter.Workbook(str(empty)).close()
    assert "Kein Blatt mit Einträgen" in errors_of(root, empty)[0]
    huge = tmp_path / "huge.xlsx"
    with huge.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    assert "zu groß" in errors_of(root, huge)[0]
    for make in (far_away, rows_without_names):
        assert "weit außerhalb der Einträge" in errors_of(root, make(tmp_path / "far.xlsx"))[0]
    assert "muss auf .xlsx enden" in errors_of(root, tmp_path / "a.ods")[0]
    assert "keine lesbare" in errors_of(root, tmp_path / "fehlt.xlsx")[0]
