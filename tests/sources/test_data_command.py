"""`schaltstelle data`: what is printed and with which exit code."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from schaltstelle import reference
from schaltstelle.cli import data
from tests.sources.small_files import small_country, write_all, write_register

# As it is, before own_data puts another one in its place.
former_tables = data._former


def run(*arguments: str) -> int:
    """Run the command with these arguments."""
    parser = argparse.ArgumentParser()
    data.register(parser.add_subparsers(required=True))
    options = parser.parse_args(["data", *arguments])
    code: int = options.run(options)
    return code


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory of the test's own, and no earlier tables: the small country is not Germany,
    so beside the shipped ones its register would count as cut off."""
    monkeypatch.setenv("SCHALTSTELLE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(data, "_former", lambda: None)
    return tmp_path / "data"


def test_build_fills_the_data_directory(
    tmp_path: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The built tables are in use at once, and the join report is printed without colours."""
    files = tmp_path / "files"
    files.mkdir()
    assert run("build", "--from", str(write_all(files))) == 0
    shown = capsys.readouterr()
    assert "Zensus 2022" in shown.out and "alles zugleich" in shown.out
    assert "110.0 %" in shown.out
    assert "\x1b" not in shown.out and shown.err == ""
    assert reference.load().directory == own_data / "tables"


def test_build_goes_where_it_is_told(tmp_path: Path, own_data: Path) -> None:
    """With --to the data directory stays as it is."""
    files = tmp_path / "files"
    files.mkdir()
    target = tmp_path / "elsewhere"
    assert run("build", "--from", str(write_all(files)), "--to", str(target)) == 0
    assert (target / "places.parquet").is_file() and not own_data.exists()


def test_a_damaged_file_ends_with_2(
    tmp_path: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The fault is named on standard error, nothing is written."""
    write_register(tmp_path / "GV100AD_1.txt", ["60 kaputt"])
    assert run("build", "--from", str(tmp_path)) == 2
    shown = capsys.readouterr()
    assert "GV100AD_1.txt, Zeile 1: " in shown.err and "Nichts wurde geändert" in shown.err
    assert shown.out == "" and not own_data.exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gebietsaenderungen_2024.xlsx", b"PK\x03\x04 broken", "keine lesbare Excel-Datei"),
        ("zensus2022_gemeinden.csv", b"AGS;Name\n1;2\n", "Es fehlen die Spalten: ags"),
        ("inkar_kreise_x.csv", b"\xff\xfe", "nicht in UTF-8 kodiert"),
        ("mxmap_domains_de.json", b'{"generated": ', "kein gültiges JSON"),
    ],
)
def test_every_kind_of_damage_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, reason: str
) -> None:
    """A broken workbook, a wrong header, a wrong encoding, half a JSON: file and reason."""
    write_register(tmp_path / "GV100AD_1.txt", small_country())
    (tmp_path / name).write_bytes(content)
    assert run("build", "--from", str(tmp_path)) == 2
    shown = capsys.readouterr().err
    assert name in shown and reason in shown and "Nichts wurde geändert" in shown


def test_a_register_cut_off_between_two_lines_is_refused(
    tmp_path: Path,
    own_data: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half a country in a file without any fault in it must not become the whole."""
    monkeypatch.setattr(data, "_former", former_tables)
    lines = small_country()
    write_register(tmp_path / "GV100AD_1.txt", lines)
    assert run("build", "--from", str(tmp_path)) == 2
    assert "wahrscheinlich abgeschnitten" in capsys.readouterr().err
    assert not own_data.exists()


def test_an_empty_folder_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a register there is nothing to build; the message names the file to look for."""
    (tmp_path / "empty").mkdir()
    assert run("build", "--from", str(tmp_path / "empty")) == 2
    assert "GV100AD*.txt" in capsys.readouterr().err


def test_a_folder_of_other_things_is_never_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever names a folder of documents by mistake must find them afterwards."""
    files = tmp_path / "files"
    files.mkdir()
    write_all(files)
    kept = sorted(path.name for path in files.iterdir())
    assert run("build", "--from", str(files), "--to", str(files)) == 2
    assert "enthält anderes als Tabellen" in capsys.readouterr().err
    assert sorted(path.name for path in files.iterdir()) == kept
    assert run("build", "--from", str(files), "--to", str(files / kept[0])) == 2
    assert "ist kein Ordner" in capsys.readouterr().err


def test_a_data_directory_that_is_a_file_ends_with_1(
    tmp_path: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """SCHALTSTELLE_DATA on a file: said in German, and the file stays."""
    files = tmp_path / "files"
    files.mkdir()
    own_data.write_text("wichtig")
    assert run("build", "--from", str(write_all(files))) == 1
    assert "ließen sich nicht schreiben: dort liegt schon etwas" in capsys.readouterr().err
    assert own_data.read_text() == "wichtig"
    assert reference.tables_directory() == reference.SHIPPED


def test_from_damaged_tables_nothing_is_kept_but_from_the_shipped(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Otherwise a build from a register alone would lose census, mail and the rest."""
    (own_data / "tables").mkdir(parents=True)
    for path in reference.SHIPPED.glob("*.parquet"):
        (own_data / "tables" / path.name).write_bytes(b"broken")
    held = former_tables()
    assert held.directory == reference.SHIPPED
    assert "gelten die mitgelieferten" in capsys.readouterr().err


def test_a_missing_folder_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped folder is wrong input."""
    assert run("build", "--from", str(tmp_path / "nowhere")) == 2
    assert "gibt es nicht" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A failure that is not the user's input."""
    files = tmp_path / "files"
    files.mkdir()
    (tmp_path / "file").write_text("")
    target = tmp_path / "file" / "tables"
    assert run("build", "--from", str(write_all(files)), "--to", str(target)) == 1
    assert "ließen sich nicht schreiben" in capsys.readouterr().err


def test_list_shows_every_table_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    """Table, rows, source, licence, vintage and hash, as shipped."""
    assert run("list") == 0
    shown = capsys.readouterr().out
    held = reference.load()
    for table in held.tables:
        assert table.name in shown and table.sha256[:16] in shown
    for source in held.sources:
        assert source.sha256 in shown and source.vintage.split()[-1] in shown
    assert "\x1b" not in shown


def test_list_of_damaged_tables_ends_with_1(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tables that can't be read are said to be so."""
    (own_data / "tables").mkdir(parents=True)
    for path in reference.SHIPPED.glob("*.parquet"):
        (own_data / "tables" / path.name).write_bytes(b"broken")
    assert run("list") == 1
    assert "sind beschädigt" in capsys.readouterr().err
