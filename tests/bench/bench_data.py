"""Benchmark part "data": building the reference tables, loading them, and their size."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from pyarrow.parquet import read_table

from schaltstelle import reference
from schaltstelle.content.load import load as load_content
from schaltstelle.sources.build import build
from tests.bench import Row, milliseconds, once, row

# The official files are not part of the checkout; where they are at hand they lie beside it.
OFFICIAL_FILES = Path(__file__).parents[3] / "shared" / "data"
MEBIBYTE = 2**20
LIMIT = 20  # seconds


def rows() -> list[Row]:
    """Building beside its limit, loading beside pyarrow reading the same files."""
    return [*_build(), *_tables()]


def _build() -> list[Row]:
    if not OFFICIAL_FILES.is_dir():
        print("data: build skipped, the official files are not at hand.", file=sys.stderr)
        return []
    former = reference.load()
    with tempfile.TemporaryDirectory() as target:
        whole = once(lambda: build(OFFICIAL_FILES, Path(target), former, _silent)) / 1000
        size = _bytes(Path(target))
    shipped = _bytes(reference.SHIPPED)
    return [
        row("data: build of all sources", whole, "s", f"limit {LIMIT} s", whole / LIMIT),
        row("data: tables just built", size / MEBIBYTE, "MiB", "shipped tables", size / shipped),
    ]


def _silent(_title: str, _done: int, _total: int) -> None:
    """Progress that no one watches."""


def _tables() -> list[Row]:
    directory = reference.tables_directory()
    files = sorted(directory.glob("*.parquet"))
    reading = milliseconds(lambda: [read_table(path) for path in files], 5)
    loading = milliseconds(lambda: reference.load(), 5)
    content = milliseconds(load_content, 5)
    size = _bytes(reference.SHIPPED)
    peer = f"pyarrow alone {reading:.1f} ms"
    return [
        row("data: loading the tables", loading, "ms", peer, loading / reading),
        row("data: loading the content", content, "ms", "loading the tables", content / loading),
        row(
            "data: size of the shipped tables", size / MEBIBYTE, "MiB", "8 MiB", size / MEBIBYTE / 8
        ),
    ]


def _bytes(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
