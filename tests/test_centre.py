"""The one door: what it says when facts or content cannot be opened."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schaltstelle import centre, reference
from schaltstelle.centre import CentreError
from schaltstelle.cli.main import main
from schaltstelle.content.lines import ContentError, ContentErrors

# Without its cache: the damage must not stay for other tests.
open_afresh = centre.open_centre.__wrapped__


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own complete tables, which go before the shipped ones."""
    monkeypatch.setenv("SCHALTSTELLE_DATA", str(tmp_path))
    shutil.copytree(reference.SHIPPED, tmp_path / "tables")
    assert reference.tables_directory() == tmp_path / "tables"
    return tmp_path / "tables"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    """A table of another program."""
    pq.write_table(pa.table({"a": [1]}), path)


def column_less(path: Path) -> None:
    """A table of another version of this program."""
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(table.column_names[1]), path)


def folder(path: Path) -> None:
    """Not even a file: then the tables are not complete."""
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [cut, empty, foreign, column_less])
@pytest.mark.parametrize("name", ["places", "estimated", "mail"])
def test_damaged_tables_are_said_to_be_so(
    tables: Path, name: str, damage: Callable[[Path], None]
) -> None:
    """In German, with the folder and what to do; never another exception."""
    damage(tables / f"{name}.parquet")
    with pytest.raises(CentreError, match=r"sind beschädigt.*data build") as raised:
        open_afresh()
    assert str(tables) in str(raised.value)


def test_incomplete_own_tables_leave_the_shipped_in_use(tables: Path) -> None:
    """A build that was interrupted must not stop the advice."""
    folder(tables / "mail.parquet")
    assert open_afresh().reference.directory == reference.SHIPPED


def test_errors_in_the_content_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With file and line, so that they can be mended."""

    def broken() -> None:
        raise ContentErrors([ContentError("measures/a.yaml", 7, "Die Angabe fehlt.")])

    monkeypatch.setattr(centre, "load_content", broken)
    with pytest.raises(CentreError, match=r"measures/a\.yaml:7: Die Angabe fehlt"):
        open_afresh()


def test_the_command_ends_with_1_and_the_message(
    tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A failure is not the fault of what was typed: no traceback, nothing on standard output."""
    cut(tables / "places.parquet")
    monkeypatch.setattr("schaltstelle.cli.advise.open_centre", open_afresh)
    assert main(["advise", "Tengen"]) == 1
    shown = capsys.readouterr()
    assert shown.out == "" and "sind beschädigt" in shown.err


def test_versions_name_data_content_and_code() -> None:
    """They are the key of every cache: other tables or content must give another one."""
    opened = open_afresh()
    versions = opened.versions
    assert versions.data == opened.reference.version and len(versions.data) == 16
    assert versions.content == opened.content.version and len(versions.content) == 16
    assert versions.code
