"""Writing and reading tables: nothing is lost, a failure changes nothing."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from schaltstelle import reference
from schaltstelle.reference.tables import (
    ColumnRecord,
    NotReplaceable,
    SourceRecord,
    Table,
    read_table,
    write_tables,
)

SOURCE = SourceRecord(
    id="test",
    title="Prüfung",
    publisher="Amt",
    address="",
    licence="frei",
    vintage="2026",
    file="a.csv",
    sha256="0" * 64,
    rows=2,
)


def table(name: str = "numbers") -> Table:
    """Two rows with an unknown value."""
    columns = {"key": ["a", "ü"], "value": np.array([1.5, np.nan], dtype=np.float32)}
    described = (ColumnRecord("value", "test", "2026", "Anmerkung"),)
    return Table(name, columns, (SOURCE,), described)


def test_a_table_comes_back_with_its_origin(tmp_path: Path) -> None:
    """Values, NaN, sources and columns survive the file."""
    write_tables([table()], tmp_path / "tables")
    stored = read_table(tmp_path / "tables" / "numbers.parquet")
    assert stored.strings("key") == ("a", "ü")
    assert stored.array("value").tolist()[0] == 1.5 and np.isnan(stored.array("value")[1])
    assert stored.sources == (SOURCE,)
    assert stored.described[0].note == "Anmerkung"
    assert stored.bytes > 0 and len(stored.sha256) == 64


def test_writing_replaces_the_whole_set(tmp_path: Path) -> None:
    """No table of an earlier build stays behind beside the new ones."""
    write_tables([table("old")], tmp_path / "tables")
    write_tables([table("new")], tmp_path / "tables")
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["new.parquet"]
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    """A table that can't be written takes nothing with it."""
    write_tables([table("old")], tmp_path / "tables")
    broken = Table("broken", {"a": [1, 2], "b": [1]}, ())
    with pytest.raises(ValueError, match="length"):
        write_tables([table("new"), broken], tmp_path / "tables")
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["old.parquet"]
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_a_failed_exchange_puts_the_former_tables_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the disk fails between the two renames, the old set is in place again."""
    write_tables([table("old")], tmp_path / "tables")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name.startswith(".tables-") and not self.name.endswith("former"):
            raise OSError("disk full")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="disk full"):
        write_tables([table("new")], tmp_path / "tables")
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["old.parquet"]


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch])
def test_a_folder_of_other_things_stays(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """Writing replaces a folder of tables, never one that holds anything else."""
    target = tmp_path / "tables"
    target.mkdir()
    make(target / "Unterlagen")
    with pytest.raises(NotReplaceable, match="Unterlagen"):
        write_tables([table()], target)
    assert [path.name for path in target.iterdir()] == ["Unterlagen"]


def test_a_damaged_table_is_an_error(tmp_path: Path) -> None:
    """Half a file is refused instead of giving half the places."""
    write_tables([table()], tmp_path / "tables")
    path = tmp_path / "tables" / "numbers.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises((OSError, ValueError)):
        read_table(path)


def test_own_tables_take_precedence_when_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user's tables are used, unless one is missing."""
    monkeypatch.setenv("SCHALTSTELLE_DATA", str(tmp_path))
    assert reference.user_directory() == tmp_path / "tables"
    assert reference.tables_directory() == reference.SHIPPED
    (tmp_path / "tables").mkdir()
    shipped = sorted(reference.SHIPPED.glob("*.parquet"))
    for path in shipped:
        (tmp_path / "tables" / path.name).write_bytes(path.read_bytes())
    assert reference.tables_directory() == tmp_path / "tables"
    assert reference.load().version == reference.load(reference.SHIPPED).version
    (tmp_path / "tables" / shipped[0].name).unlink()
    assert reference.tables_directory() == reference.SHIPPED


def test_controls_are_only_read_when_asked_for(tmp_path: Path) -> None:
    """An advice starts without them; damage to their rows shows where they are needed."""
    for path in reference.SHIPPED.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = tmp_path / "controls.parquet"
    content = bytearray(table.read_bytes())
    content[100:50_000] = bytes(49_900)
    table.write_bytes(content)
    held = reference.load(tmp_path)
    assert held.source("oscal").rows in (901, 95)
    with pytest.raises(reference.TablesError, match="beschädigt"):
        _ = held.controls
