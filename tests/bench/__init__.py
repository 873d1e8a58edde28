"""Measurements with a peer beside each: `python -m tests.bench`, see docs/bench.md."""

import time
from collections.abc import Callable
from statistics import median

Row = dict[str, object]


def row(name: str, value: float, unit: str, peer: str, ratio: float) -> Row:
    """One line of the table and of bench.json; `name` is "part: what", `ratio` value to peer."""
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "peer": peer,
        "ratio": round(ratio, 3),
    }


def milliseconds(work: Callable[[], object], repeats: int) -> float:
    """Median time of a call."""
    return median(once(work) for _ in range(repeats))


def once(work: Callable[[], object]) -> float:
    """Time of one call, in milliseconds."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)
