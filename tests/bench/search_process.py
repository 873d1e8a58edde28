"""A process that only searches, as a server does: `python -m tests.bench.search_process INDEX`.

It prints, as JSON, the milliseconds of all queries, sorted, and MiB of its own before the index is
opened and after all queries, and MiB of mapped files.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from tests.bench import once
from tests.bench.search_judged import judged_queries
from tests.bench.search_own import ask, open_own

PAGE = 20
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """What such a process tells."""

    asked: Sequence[float]
    before: float
    after: float
    mapped: float


def measured(path: Path) -> Measured:
    """Run such a process over the index in a file."""
    command = [sys.executable, "-m", "tests.bench.search_process", str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measured(**json.loads(told.stdout))


def times(search: Callable[[str], object]) -> list[float]:
    """Milliseconds of all queries of the set, in several rounds after a first one that warms up."""
    calls = [partial(search, query.text) for query in judged_queries()]
    for call in calls:
        call()
    return sorted(once(call) for _ in range(ROUNDS) for call in calls)


def _memory() -> tuple[float, float]:
    """MiB that belong to this process alone, and MiB of files that it maps."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    values = dict(line.split(":", 1) for line in lines)
    return (
        int(values["RssAnon"].split()[0]) / 1024,
        int(values["RssFile"].split()[0]) / 1024,
    )


def main(path: Path) -> None:
    """Ask everything and tell."""
    judged_queries()
    before, files = _memory()
    index = open_own(path)
    asked = times(lambda text: ask(index, text, PAGE))
    after, mapped = _memory()
    print(json.dumps(asdict(Measured(asked, before, after, mapped - files))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
