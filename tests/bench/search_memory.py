"""Memory of a process that searches: `python -m tests.bench.search_memory INDEX` prints, as JSON,
MiB of its own before the index is opened and after all queries, and MiB of mapped files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.bench.search_judged import judged_queries
from tests.bench.search_own import ask, open_own


def memory() -> tuple[float, float]:
    """MiB that belong to this process alone, and MiB of files that it maps."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    values = dict(line.split(":", 1) for line in lines)
    return (
        int(values["RssAnon"].split()[0]) / 1024,
        int(values["RssFile"].split()[0]) / 1024,
    )


def main(path: Path) -> None:
    """Ask everything once and tell."""
    queries = [query.text for query in judged_queries()]
    before, files = memory()
    index = open_own(path)
    for text in queries:
        ask(index, text, 20)
    after, mapped = memory()
    print(json.dumps([before, after, mapped - files]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
