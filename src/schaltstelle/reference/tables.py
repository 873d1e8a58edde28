"""Columnar files with provenance: writing a set of reference tables and reading one."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

METADATA_KEY = b"schaltstelle"
COMPRESSION = "zstd"
SUFFIX = ".parquet"


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Where facts come from: a file of a publisher, as it was when the tables were made.

    `rows` counts the records read from it; `sha256` is the hash of the raw file.
    """

    id: str
    title: str
    publisher: str
    address: str
    licence: str
    vintage: str
    file: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class ColumnRecord:
    """Source and vintage of one column of values, with a note on what was done to it."""

    id: str
    source: str
    vintage: str
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A table to write: named columns of equal length and what is known about their origin."""

    name: str
    columns: Mapping[str, Any]
    sources: tuple[SourceRecord, ...]
    described: tuple[ColumnRecord, ...] = ()


@dataclass(frozen=True)
class TableHead:
    """What is known about a stored table without its columns: origin, size, hash of its file."""

    name: str
    rows: int
    sources: tuple[SourceRecord, ...]
    described: tuple[ColumnRecord, ...]
    sha256: str
    bytes: int


@dataclass(frozen=True)
class StoredTable(TableHead):
    """A table as read, with its arrow columns."""

    data: pa.Table

    def strings(self, column: str) -> tuple[str, ...]:
        """A text column as a tuple."""
        return tuple(self.data.column(column).to_pylist())

    def array(self, column: str) -> Any:
        """A number column as a NumPy array. Raises ValueError where a value is null."""
        values = self.data.column(column).combine_chunks()
        if values.null_count:
            raise ValueError(f"Die Spalte {column} der Tabelle {self.name} hat leere Werte.")
        if pa.types.is_boolean(values.type):
            # Neither cast() nor to_numpy(): they load modules that take long and do little here.
            return np.array(values.to_pylist(), dtype=bool)
        # to_numpy() would load pandas where that is installed, which takes seconds.
        return np.from_dlpack(values)


class NotReplaceable(ValueError):
    """The folder is not one of tables, so it must not be replaced; the message is German."""


def require_replaceable(directory: Path) -> None:
    """Raise NotReplaceable where the path is a file or a folder that holds more than tables."""
    if directory.is_dir():
        foreign = sorted(path.name for path in directory.iterdir() if path.suffix != SUFFIX)
        if foreign:
            raise NotReplaceable(
                f"Der Ordner {directory} enthält anderes als Tabellen ({foreign[0]}) und wird "
                "deshalb nicht ersetzt. Bitte einen leeren oder neuen Ordner nennen."
            )
    elif directory.exists():
        raise NotReplaceable(f"{directory} ist kein Ordner. Bitte einen Ordner nennen.")


def write_tables(tables: Sequence[Table], directory: Path) -> None:
    """Replace the tables in `directory` by these, all or none.

    They are written beside it first; a failure leaves what was there untouched. Raises
    NotReplaceable where `directory` is not a folder of tables.
    """
    directory = directory.resolve()
    require_replaceable(directory)
    directory.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        for table in tables:
            _write(table, fresh / f"{table.name}{SUFFIX}")
        fresh.chmod(0o755)
        _exchange(fresh, directory)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _exchange(fresh: Path, directory: Path) -> None:
    former = directory.with_name(f".{directory.name}-former")
    shutil.rmtree(former, ignore_errors=True)
    if directory.exists():
        directory.rename(former)
    try:
        fresh.rename(directory)
    except OSError:
        if former.exists():
            former.rename(directory)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _write(table: Table, path: Path) -> None:
    metadata = {
        "table": table.name,
        "sources": [asdict(source) for source in table.sources],
        "columns": [asdict(column) for column in table.described],
    }
    data = pa.table(dict(table.columns))
    text = json.dumps(metadata, ensure_ascii=False, sort_keys=True)
    data = data.replace_schema_metadata({METADATA_KEY: text.encode()})
    pq.write_table(data, path, compression=COMPRESSION, compression_level=19)


def read_head(path: Path) -> TableHead:
    """What a table says about itself; its columns stay unread. Errors as read_table()."""
    return _head(path.read_bytes())


def read_table(path: Path) -> StoredTable:
    """Read one table with its provenance.

    A damaged file raises OSError, ArrowException, LookupError, TypeError or ValueError.
    """
    content = path.read_bytes()
    # Not pq.read_table: it loads pyarrow.dataset, and with it pandas where that is installed.
    data = pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)
    return StoredTable(**vars(_head(content)), data=data)


def _head(content: bytes) -> TableHead:
    file = pq.ParquetFile(pa.BufferReader(content))
    metadata = json.loads((file.schema_arrow.metadata or {})[METADATA_KEY])
    return TableHead(
        name=metadata["table"],
        rows=file.metadata.num_rows,
        sources=tuple(SourceRecord(**source) for source in metadata["sources"]),
        described=tuple(ColumnRecord(**column) for column in metadata["columns"]),
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
    )
