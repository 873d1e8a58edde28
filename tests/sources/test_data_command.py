"""`schaltstelle data`: what is printed and with which exit code."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from schaltstelle import reference
from schaltstelle.cli import data
from tests.sources.small_files import write_all, write_register


def run(*arguments: str) -> int:
    """Run the command with these arguments."""
    parser = argparse.ArgumentParser()
    data.register(parser.add_subparsers(required=True))
    options = parser.parse_args(["data", *arguments])
    code: int = options.run(options)
    return code


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory of the test's own."""
    monkeypatch.setenv("SCHALTSTELLE_DATA", str(tmp_path / "data"))
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
    assert "lassen sich nicht lesen" in capsys.readouterr().err
