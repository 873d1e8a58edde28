"""How fast and how good the roadmap is, beside the exact solver and beside list scheduling alone.

The problems are random and harsh: about two in five activities fit, and duties and basic security
ask for more than there is in the first years. `python -m tests.bench.bench_roadmap` prints it.
"""

import time
from collections.abc import Callable
from statistics import mean, median

from schaltstelle.core.roadmap import bound, plan, schedule, usual_changes
from schaltstelle.core.roadmap.problem import Problem, Solution
from schaltstelle.referee import ask_referee
from tests.core.roadmap.build import problem
from tests.core.roadmap.instances import town_hall

PROBLEMS = range(2)
REPEATS = 7
EFFORT = 0.5
"""Deterministic time of the referee a level: enough to prove some levels, not all."""


def rows() -> list[dict[str, object]]:
    """Times, and what the plan reaches, each beside its peer; means over the problems."""
    asked = [town_hall(seed) for seed in PROBLEMS]
    fast = [schedule(each) for each in asked]
    listed = [schedule(each, steps=0) for each in asked]
    start_up = _milliseconds(lambda: ask_referee(problem()))
    begun = time.perf_counter()
    best = [ask_referee(each, effort=EFFORT) for each in asked]
    exact = (time.perf_counter() - begun) * 1000 / len(asked) - start_up
    proven = sum(sum(each.proven) for each in best)
    referee = f"CP-SAT, {proven} of {5 * len(best)} levels proven,"
    solved = [each.solution for each in best]
    return [
        *_time_rows(asked, fast, exact),
        *_quality_rows(referee, fast, solved),
        *_quality_rows("list scheduling alone", fast, listed),
    ]


def _time_rows(asked: list[Problem], fast: list[Solution], exact: float) -> list[dict[str, object]]:
    scheduling = mean(_median_time(lambda each=each: schedule(each)) for each in asked)
    pairs = list(zip(asked, fast, strict=True))
    bounding = mean(_median_time(lambda pair=pair: bound(*pair)) for pair in pairs)
    changes = usual_changes(working_days=200)
    whole = mean(_median_time(lambda each=each: plan(each, changes=changes)) for each in asked)
    size = "60 activities, 20 quarters"
    return [
        _row(f"roadmap: schedule, {size}", scheduling, "ms", "CP-SAT", exact),
        _row(f"roadmap: bound by HiGHS, {size}", bounding, "ms", "allowance", 50.0),
        _row(f"roadmap: plan, check, bound, reasons, {size}", whole, "ms", "allowance", 70.0),
    ]


def _quality_rows(
    peer: str, fast: list[Solution], others: list[Solution]
) -> list[dict[str, object]]:
    """Use can only be compared where both levels of lateness are alike, so all three are told."""

    def means(solutions: list[Solution]) -> list[float]:
        reached = [each.objective for each in solutions]
        return [mean(level) for level in zip(*reached, strict=True)][:3]

    names = (
        ("lateness of duties", "quarters"),
        ("lateness of basic security", "quarters"),
        ("use gained", "units"),
    )
    return [
        _row(f"roadmap: {name}", value, unit, peer, other)
        for (name, unit), value, other in zip(names, means(fast), means(others), strict=True)
    ]


def _row(name: str, value: float, unit: str, peer: str, other: float) -> dict[str, object]:
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "peer": f"{peer} {other:.1f}",
        "ratio": value / other,
    }


def _median_time(call: Callable[[], object]) -> float:
    return median(_milliseconds(call) for _ in range(REPEATS))


def _milliseconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    for line in rows():
        print(line)
