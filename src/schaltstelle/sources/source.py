"""What every source says about itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schaltstelle.reference.tables import SourceRecord


@dataclass(frozen=True)
class Source:
    """One outside format: where it comes from, how its files are named, read and compiled.

    parse(path) gives typed rows and raises SourceError with every fault; compile(rows) gives
    what the reference tables need of them; vintage(rows, path) says of when they are.
    """

    id: str
    title: str
    publisher: str
    address: str
    licence: str
    pattern: str
    parse: Callable[[Path], Any]
    compile: Callable[[Any], Any]
    vintage: Callable[[Any, Path], str]

    def record(self, path: Path, rows: Any) -> SourceRecord:
        """The provenance of the rows that were read from a file."""
        return SourceRecord(
            id=self.id,
            title=self.title,
            publisher=self.publisher,
            address=self.address,
            licence=self.licence,
            vintage=self.vintage(rows, path),
            file=path.name,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            rows=len(rows),
        )


def german_date(text: str) -> str:
    """A date YYYYMMDD or YYYY-MM-DD as day.month.year."""
    digits = text.replace("-", "")
    return f"{digits[6:8]}.{digits[4:6]}.{digits[:4]}"
