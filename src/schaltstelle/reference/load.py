"""The one loader of the reference tables: facts about places as arrays."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

import numpy as np
import platformdirs
import pyarrow as pa
from numpy.typing import NDArray

from schaltstelle.core.controls import Control
from schaltstelle.core.german import refusal
from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.places import Places, Succession, from_columns
from schaltstelle.reference import controls
from schaltstelle.reference.tables import (
    SUFFIX,
    ColumnRecord,
    SourceRecord,
    StoredTable,
    TableHead,
    read_head,
    read_table,
)

SHIPPED = Path(__file__).parent / "tables"
TABLE_NAMES = (
    "places",
    "successions",
    "municipality_values",
    "kreis_values",
    "mail",
    "outlines",
    "estimated",
    controls.TABLE,
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value that is estimated, and why. `key` is an AGS or the 5 digits of a Kreis."""

    key: str
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class MailRecord:
    """What public registers such as DNS show about the mail of one municipality.

    The booleans are None where the scan gives no answer; `website` and `domain` are empty
    where the data name none, which is not a "no".
    """

    ags: str
    domain: str
    website: str
    provider: str
    category: str
    gateway: str
    scan_valid: bool
    dane_supported: bool | None
    has_spf: bool | None
    has_good_spf: bool | None
    has_dmarc: bool | None
    has_good_dmarc: bool | None


@dataclass(frozen=True, eq=False)
class MailTable:
    """The mail records by AGS, kept in columns."""

    columns: Mapping[str, tuple[object, ...]]

    def __len__(self) -> int:
        return len(self.columns["ags"])

    @cached_property
    def _positions(self) -> dict[object, int]:
        return {ags: position for position, ags in enumerate(self.columns["ags"])}

    def __contains__(self, ags: object) -> bool:
        return ags in self._positions

    def of(self, ags: str) -> MailRecord | None:
        """The record of a municipality, None where the data have no row for it."""
        position = self._positions.get(ags)
        if position is None:
            return None
        return MailRecord(**{name: values[position] for name, values in self.columns.items()})  # type: ignore[arg-type]

    def domain(self, ags: str) -> str:
        """The mail domain of a municipality, empty where unknown."""
        position = self._positions.get(ags)
        return "" if position is None else str(self.columns["domain"][position])


@dataclass(frozen=True, eq=False)
class Outline:
    """One border line for an overview map: WGS84 degrees, in order along the line."""

    lon: NDArray[np.float32]
    lat: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TableRecord:
    """One reference table: rows, bytes, hash of the file, ids of its sources."""

    name: str
    rows: int
    bytes: int
    sha256: str
    sources: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Reference:
    """All facts from public registers, with their origin.

    `municipality_values` has a row per inhabited municipality (AGS), `kreis_values` one per Kreis
    (5 digits). `version` changes whenever any table changes.
    """

    places: Places
    municipality_values: LabelledMatrix
    kreis_values: LabelledMatrix
    mail: MailTable
    estimated: tuple[Estimate, ...]
    outlines: tuple[Outline, ...]
    sources: tuple[SourceRecord, ...]
    columns: Mapping[str, ColumnRecord]
    tables: tuple[TableRecord, ...]
    directory: Path
    version: str

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The security controls of all catalogues, read when first asked for: an advice that
        does without them starts sooner. Raises TablesError where their table is damaged by then.
        """
        path = self.directory / f"{controls.TABLE}{SUFFIX}"
        with _explained(self.directory):
            return controls.from_table(read_table(path))

    def source(self, source_id: str) -> SourceRecord:
        """The source with this id; KeyError when no table comes from it."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KeyError(source_id)


def user_directory() -> Path:
    """Where tables built by the user lie: SCHALTSTELLE_DATA or the user's data directory."""
    base = os.environ.get("SCHALTSTELLE_DATA") or platformdirs.user_data_dir("schaltstelle")
    return Path(base) / "tables"


def tables_directory() -> Path:
    """The tables in use: the user's own where they are complete, else the shipped ones."""
    own = user_directory()
    if all((own / f"{name}{SUFFIX}").is_file() for name in TABLE_NAMES):
        return own
    return SHIPPED


class TablesError(ValueError):
    """Tables are missing or damaged; the message is German and names the folder."""


def load(directory: Path | None = None) -> Reference:
    """Read all tables of a directory (default: tables_directory()).

    Raises TablesError when a table is missing or damaged.
    """
    directory = directory or tables_directory()
    with _explained(directory):
        return _read(directory)


@contextmanager
def _explained(directory: Path) -> Iterator[None]:
    """What goes wrong while tables are read, as TablesError."""
    try:
        yield
    except (OSError, pa.ArrowException, ValueError, LookupError, TypeError) as error:
        # Damage comes as OSError too, but without an error number of the system.
        if isinstance(error, OSError) and error.errno is not None:
            raise TablesError(f"Die Tabellen in {directory} fehlen: {refusal(error)}.") from error
        raise TablesError(f"Die Tabellen in {directory} sind beschädigt.") from error


def _read(directory: Path) -> Reference:
    stored = {
        name: read_table(directory / f"{name}{SUFFIX}")
        for name in TABLE_NAMES
        if name != controls.TABLE
    }
    heads = {**stored, controls.TABLE: read_head(directory / f"{controls.TABLE}{SUFFIX}")}
    return Reference(
        places=_places(stored["places"], stored["successions"]),
        municipality_values=_matrix(stored["municipality_values"]),
        kreis_values=_matrix(stored["kreis_values"]),
        mail=_mail(stored["mail"]),
        estimated=_estimated(stored["estimated"]),
        outlines=_outlines(stored["outlines"]),
        sources=_sources(heads),
        columns={column.id: column for table in heads.values() for column in table.described},
        tables=tuple(_record(table) for table in heads.values()),
        directory=directory,
        version=_version(heads),
    )


def _record(table: TableHead) -> TableRecord:
    ids = tuple(source.id for source in table.sources)
    return TableRecord(table.name, table.rows, table.bytes, table.sha256, ids)


def _version(heads: Mapping[str, TableHead]) -> str:
    joined = "".join(heads[name].sha256 for name in sorted(heads))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def _sources(heads: Mapping[str, TableHead]) -> tuple[SourceRecord, ...]:
    found = {
        (source.id, source.file): source for table in heads.values() for source in table.sources
    }
    # By id; of several files of one source the one that the places come from stays first.
    return tuple(sorted(found.values(), key=lambda source: source.id))


def _places(places: StoredTable, successions: StoredTable) -> Places:
    columns = {
        field.name: places.strings(field.name)
        if str(field.type) == "string"
        else places.array(field.name)
        for field in places.data.schema
    }
    names = list(successions.data.schema.names)
    rows = zip(*(successions.data.column(name).to_pylist() for name in names), strict=True)
    steps = tuple(Succession(**dict(zip(names, row, strict=True))) for row in rows)
    return from_columns(columns, steps)


def _matrix(table: StoredTable) -> LabelledMatrix:
    names = table.data.schema.names
    columns = tuple(names[1:])
    values = np.empty((table.data.num_rows, len(columns)), dtype=np.float32, order="F")
    for position, column in enumerate(columns):
        values[:, position] = table.array(column)
    return LabelledMatrix(table.strings(names[0]), columns, values)


def _mail(table: StoredTable) -> MailTable:
    return MailTable({field.name: table.strings(field.name) for field in fields(MailRecord)})


def _estimated(table: StoredTable) -> tuple[Estimate, ...]:
    rows = zip(*(table.strings(name) for name in ("key", "column", "reason")), strict=True)
    return tuple(Estimate(*row) for row in rows)


def _outlines(table: StoredTable) -> tuple[Outline, ...]:
    line, lon, lat = (table.array(name) for name in ("line", "lon", "lat"))
    cuts = np.flatnonzero(np.diff(line)) + 1
    parts = zip(np.split(lon, cuts), np.split(lat, cuts), strict=True)
    return tuple(Outline(part_lon, part_lat) for part_lon, part_lat in parts)
