"""`python -m tests.bench [part …]`: run the parts, print the table, write bench.json.

A part is a file bench_<part>.py with `rows() -> list[dict]`. One that fails is reported and the
rest goes on; the exit code is then 1. A missed target is shown and does not fail: times depend on
the machine.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Literal

from rich.console import Console
from rich.table import Table

from tests.bench import Row

FOLDER = Path(__file__).parent
OUTPUT = FOLDER.parents[1] / "bench.json"
KEYS = ("name", "value", "unit", "peer", "ratio")
WIDTH = 170


@dataclass(frozen=True)
class Target:
    """What is to be reached: `column` of the rows whose name fits the pattern, and the limit."""

    pattern: str
    column: Literal["value", "ratio"]
    side: Literal["under", "over"]
    limit: float
    note: str = ""

    def met_by(self, row: Row) -> bool:
        """Whether a row reaches it."""
        value = float(str(row[self.column]))
        return value < self.limit if self.side == "under" else value > self.limit

    def text(self, row: Row) -> str:
        """The target as shown beside a row."""
        sign = "<" if self.side == "under" else ">"
        unit = row["unit"] if self.column == "value" else "× peer"
        return f"{sign} {self.limit:.3g} {unit}{self.note}"


TARGETS = (
    Target("advise: Tengen as JSON*", "value", "under", 2),
    Target("advise: computation, first time*", "value", "under", 100),
    Target("data: build*", "value", "under", 20),
    Target("data: size*", "value", "under", 8),
    Target("peers: 15 peers of all places", "ratio", "under", 2),
    Target("peers: lens overall,*", "ratio", "over", 1),
    Target("peers: lens regional,*", "ratio", "over", 1, " (3 of 5)"),
    Target("search: nDCG@10, *held-out*", "ratio", "over", 1.25),
    Target("search: queries that find nothing", "value", "under", 1),
    Target("search: index of 50,000 documents", "value", "under", 60),
    Target("search: median query*", "value", "under", 10),
    Target("search: p99 query*", "value", "under", 50),
    Target("web: first answer*", "value", "under", 3),
    Target("web: page of a place, warm*", "value", "under", 40),
    Target("web: page of a place, cold*", "value", "under", 250),
    Target("web: throughput*", "ratio", "over", 1 / 3),
    Target("web: memory*", "value", "under", 300),
)


def parts() -> tuple[str, ...]:
    """The names of all parts."""
    return tuple(sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py")))


def run(part: str) -> tuple[list[Row], bool]:
    """The rows of a part, and whether it went through."""
    start = perf_counter()
    print(f"{part} …", file=sys.stderr)
    try:
        found = import_module(f"tests.bench.bench_{part}").rows()
        rows = [{key: line[key] for key in KEYS} for line in found]
    except Exception:
        print(f"{part} failed:\n{traceback.format_exc()}", file=sys.stderr)
        return [], False
    print(f"{part} done after {perf_counter() - start:.0f} s", file=sys.stderr)
    return rows, True


def table(rows: Sequence[Row]) -> Table:
    """All rows with peer, ratio and target."""
    shown = Table()
    shown.add_column("name", min_width=60)
    shown.add_column("value", justify="right")
    shown.add_column("unit")
    shown.add_column("peer", overflow="fold")
    shown.add_column("ratio", justify="right")
    shown.add_column("target")
    shown.add_column("met")
    for line in rows:
        target = next((t for t in TARGETS if fnmatchcase(str(line["name"]), t.pattern)), None)
        wanted, met = ("", "")
        if target is not None:
            wanted, met = target.text(line), "yes" if target.met_by(line) else "NO"
        value, ratio = (f"{float(str(line[key])):.4g}" for key in ("value", "ratio"))
        shown.add_row(
            str(line["name"]), value, str(line["unit"]), str(line["peer"]), ratio, wanted, met
        )
    return shown


def main(wanted: Sequence[str]) -> int:
    """Run some or all parts; 0 done, 1 one failed, 2 no such part."""
    unknown = sorted(set(wanted) - set(parts()))
    if unknown:
        print(f"No such part: {', '.join(unknown)}. Parts: {', '.join(parts())}", file=sys.stderr)
        return 2
    results = [run(part) for part in wanted or parts()]
    rows = [line for lines, _ in results for line in lines]
    OUTPUT.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    console = Console()
    (console if console.is_terminal else Console(width=WIDTH)).print(table(rows))
    return 0 if all(went_through for _, went_through in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
