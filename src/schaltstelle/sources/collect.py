"""Finding and parsing the files of all sources in a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schaltstelle.reference.tables import SourceRecord
from schaltstelle.sources import gv100ad
from schaltstelle.sources.errors import Issue, SourceError
from schaltstelle.sources.gv100ad import RegisterRow
from schaltstelle.sources.registry import SOURCES
from schaltstelle.sources.source import Source

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Collected:
    """The parsed rows of every source found, and where they come from.

    `register` is the newest GV100AD of the folder, `former_register` the one before it (may be
    empty). `rows` holds the other sources by id, the rows of several files in one tuple.
    """

    register: tuple[RegisterRow, ...]
    former_register: tuple[RegisterRow, ...]
    rows: dict[str, tuple[Any, ...]]
    records: dict[str, tuple[SourceRecord, ...]]

    def of(self, source_id: str) -> tuple[Any, ...]:
        """The rows of a source, empty when the folder has no file of it."""
        return self.rows.get(source_id, ())


def collect(directory: Path, progress: Progress) -> Collected:
    """Parse every file that a source knows; SourceError with the faults of all files.

    `progress(title, done, total)` is called before each file and after the last one. The folder
    must hold a register; every other source may be missing.
    """
    found = [
        (source, path)
        for source in SOURCES
        for path in sorted(directory.rglob(source.pattern))
        if path.is_file()
    ]
    parsed: list[tuple[Source, Path, Any]] = []
    issues: list[Issue] = []
    for done, (source, path) in enumerate(found):
        progress(f"{source.title} ({path.name})", done, len(found))
        try:
            parsed.append((source, path, source.parse(path)))
        except SourceError as error:
            issues.extend(error.issues)
    progress("Dateien gelesen", len(found), len(found))
    if not any(source is gv100ad.SOURCE for source, _path in found):
        reason = f"Im Ordner fehlt ein Gemeindeverzeichnis ({gv100ad.SOURCE.pattern})."
        issues.append(Issue(str(directory), 0, reason))
    if issues:
        raise SourceError(issues)
    return _collected(parsed)


def _collected(parsed: list[tuple[Source, Path, Any]]) -> Collected:
    registers = sorted(
        ((rows, path) for source, path, rows in parsed if source is gv100ad.SOURCE),
        key=lambda entry: entry[0][0].date,
        reverse=True,
    )
    rows: dict[str, tuple[Any, ...]] = {}
    records: dict[str, tuple[SourceRecord, ...]] = {
        gv100ad.SOURCE.id: tuple(gv100ad.SOURCE.record(path, rows) for rows, path in registers[:2])
    }
    for source, path, own in parsed:
        if source is not gv100ad.SOURCE:
            rows[source.id] = rows.get(source.id, ()) + own
            records[source.id] = (*records.get(source.id, ()), source.record(path, own))
    former = registers[1][0] if len(registers) > 1 else ()
    return Collected(registers[0][0], former, rows, records)
