"""How well peers foretell digital outcomes that took no part in the distance, and how fast.

`python -m tests.bench.bench_peers` prints the table of docs/peers.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from schaltstelle.centre import open_centre
from schaltstelle.core.evidence import AdministrationValues
from schaltstelle.core.lenses import Lens
from schaltstelle.core.neighbours import Neighbours, all_pairs
from schaltstelle.core.peers import COUNT, Peers
from schaltstelle.core.size import size_class
from schaltstelle.core.spaces import space

Floats = NDArray[np.float64]

OUTCOMES = ("bb_1000", "fibre_1000", "mail_dmarc", "mail_spf_strict", "mail_microsoft")
# The half of the administrations on which the weights of the lenses and the shrinkage were chosen;
# every figure is reported on the other half.
SPLIT_SEED = 1
RANDOM_SEED = 5
# Pseudo-observations to choose from, on the first half only.
STRENGTHS = (0.5, 1, 2, 3, 5, 8, 12, 20, 30, 50, 80)
LAND_STRENGTH = 5
# Peers to draw on, so that 15 stay when those with the same mail domain are left out.
REACH = 45


@dataclass(frozen=True)
class Score:
    """How well one prediction did on the half that took no part in choosing."""

    r2: float
    mae: float


@dataclass(frozen=True)
class Sample:
    """The local administrations, their classes and domains, and which half they belong to."""

    land: NDArray[np.str_]
    land_size: NDArray[np.str_]
    kreis: NDArray[np.str_]
    domain: NDArray[np.str_]
    local: NDArray[np.bool_]
    chosen_on: NDArray[np.bool_]

    @classmethod
    def of(cls, values: AdministrationValues) -> Sample:
        """The sample of all administrations that are no Kreis."""
        keys = values.values.rows
        sizes = [size_class(people) for people in values.values.column("population")]
        return cls(
            land=np.array([key[:2] for key in keys]),
            land_size=np.array([key[:2] + size for key, size in zip(keys, sizes, strict=True)]),
            kreis=np.array([key[:5] for key in keys]),
            domain=np.array(values.mail_domain),
            local=np.array([status != "kreis" for status in values.status]),
            chosen_on=np.random.default_rng(SPLIT_SEED).random(len(keys)) < 0.5,
        )


def group_mean(labels: NDArray[np.str_], y: Floats, prior: Floats, strength: float) -> Floats:
    """Leave-one-out mean of the group of each place, shrunk to `prior`, which stands if alone."""
    _, group = np.unique(labels, return_inverse=True)
    known = ~np.isnan(y)
    filled = np.where(known, y, 0.0)
    total = np.bincount(group, weights=filled)[group] - filled
    count = np.bincount(group, weights=known)[group] - known
    return np.where(
        count + strength > 0,
        (total + strength * prior) / np.maximum(count + strength, 1e-9),
        prior,
    )


def land_size_mean(sample: Sample, y: Floats) -> Floats:
    """The Land × size mean, shrunk to that of the Land, and this to the national one."""
    nation = group_mean(np.full(len(y), "DE"), y, np.zeros(len(y)), 0)
    land = group_mean(sample.land, y, nation, LAND_STRENGTH)
    return group_mean(sample.land_size, y, land, LAND_STRENGTH)


def peer_mean(near: Neighbours, sample: Sample, y: Floats) -> tuple[Floats, Floats]:
    """Mean over the 15 nearest with a known value and another mail domain, and its weight in
    observations; closer peers count more: exp(-2 d² / d² of the farthest of them)."""
    at = np.maximum(near.positions, 0)
    domain = sample.domain
    other = (domain[at] != domain[:, None]) | (domain[:, None] == "")
    usable = (near.positions >= 0) & ~np.isnan(y[at]) & other
    usable &= np.cumsum(usable, axis=1) <= COUNT
    squared = np.where(usable, near.squared, 0.0)
    weight = np.exp(-2 * squared / np.maximum(squared.max(axis=1), 1e-9)[:, None]) * usable
    total = np.maximum(weight.sum(axis=1), 1e-9)
    mean = (weight * np.where(usable, y[at], 0.0)).sum(axis=1) / total
    return mean, total**2 / np.maximum((weight**2).sum(axis=1), 1e-9)


def random_mean(sample: Sample, y: Floats) -> Floats:
    """Mean of 15 random places of the same Land and size class (as many as there are)."""
    draw = np.random.default_rng(RANDOM_SEED)
    known = np.flatnonzero(~np.isnan(y))
    found = np.full(len(y), np.nan)
    for label in np.unique(sample.land_size):
        among = known[sample.land_size[known] == label]
        for row in np.flatnonzero(sample.land_size == label):
            others = among[among != row]
            if len(others):
                found[row] = y[draw.permutation(others)[:COUNT]].mean()
    return np.where(np.isnan(found), np.nanmean(y), found)


def score(y: Floats, predicted: Floats, among: NDArray[np.bool_]) -> Score:
    """R² and mean absolute error where the outcome is known."""
    rows = among & ~np.isnan(y)
    error = y[rows] - predicted[rows]
    spread = y[rows] - y[rows].mean()
    return Score(1 - float(error @ error / (spread @ spread)), float(np.abs(error).mean()))


def best_strength(predict: Callable[[float], Floats], y: Floats, sample: Sample) -> float:
    """The pseudo-observations that predict best on the half for choosing."""
    return max(STRENGTHS, key=lambda strength: score(y, predict(strength), sample.chosen_on).r2)


def anchors(sample: Sample, y: Floats) -> dict[str, Score]:
    """The predictions to beat, on the half for reporting."""
    report = ~sample.chosen_on
    prior = land_size_mean(sample, y)

    def kreis(strength: float) -> Floats:
        return group_mean(sample.kreis, y, prior, strength)

    return {
        "15 random of Land × size": score(y, random_mean(sample, y), report),
        "Land × size mean": score(y, prior, report),
        "Kreis mean": score(y, kreis(0), report),
        "Kreis mean, shrunk": score(y, kreis(best_strength(kreis, y, sample)), report),
    }


def lens_score(near: Neighbours, sample: Sample, y: Floats) -> Score:
    """The peers' mean, shrunk to the Land × size mean, on the half for reporting."""
    mean, count = peer_mean(near, sample, y)
    prior = land_size_mean(sample, y)

    def predict(strength: float) -> Floats:
        return (count * mean + strength * prior) / (count + strength)

    return score(y, predict(best_strength(predict, y, sample)), ~sample.chosen_on)


def outcome_scores() -> dict[str, dict[str, Score]]:
    """For each outcome the score of every lens and anchor."""
    opened = open_centre()
    values = opened.values
    peers = Peers.prepare(values, opened.content.lenses)
    sample = Sample.of(values)
    near = {lens.id: peers.nearest_all(lens.id, REACH) for lens in opened.content.lenses}
    found: dict[str, dict[str, Score]] = {}
    for outcome in OUTCOMES:
        y = np.where(sample.local, values.values.column(outcome), np.nan)
        lenses = {
            f"lens {name}": lens_score(found_by, sample, y) for name, found_by in near.items()
        }
        found[outcome] = lenses | anchors(sample, y)
    return found


def seconds(work: Callable[[], object]) -> float:
    """Time of a call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def milliseconds(work: Callable[[], object], repeats: int) -> float:
    """Median time of a call."""
    return 1000 * median(seconds(work) for _ in range(repeats))


def side_by_side(
    work: Callable[[], object], peer: Callable[[], object], repeats: int
) -> tuple[float, float]:
    """Median milliseconds and median ratio to a peer, taken in turn, as the machine is shared."""
    pairs = [(seconds(work), seconds(peer)) for _ in range(repeats)]
    return 1000 * median(own for own, _ in pairs), median(own / other for own, other in pairs)


def municipal_points() -> NDArray[np.float32]:
    """All 10,749 municipalities in the coordinates of all context variables, equally weighted."""
    opened = open_centre()
    context = [item for item in opened.content.indicators if item.role == "context"]
    alone = opened.municipal_values(context)
    matrix = alone.values.values.astype(np.float64)
    here = space(np.arange(len(matrix)), matrix, context, {})
    weights = {item.id: 1.0 for item in context}
    lens = Lens(id="all", label="all", summary="all", shrinkage=0.5, weights=weights)
    return here.points(here.metric(lens))


def speed_rows() -> list[dict[str, object]]:
    """Live queries, their stability included, and all pairs beside the bare product."""
    opened = open_centre()
    peers = Peers.prepare(opened.values, opened.content.lenses)
    place = opened.places.by_key("08335079")
    assert place is not None
    points = municipal_points()
    pairs, ratio = side_by_side(lambda: all_pairs(points, COUNT), lambda: points @ points.T, 7)
    live = milliseconds(lambda: peers.nearest(place, "overall"), 41)
    moved = milliseconds(lambda: peers.nearest(place, "overall", {"population": 2.0}), 41)
    shape = f"{points.shape[0]} × {points.shape[1]}"
    return [
        row("15 peers of all places", pairs, "ms", f"bare product {shape}", ratio),
        row("15 peers with reasons and stability", live, "ms", "target 13 ms", live / 13),
        row("the same with moved weights", moved, "ms", "target 13 ms", moved / 13),
    ]


def row(name: str, value: float, unit: str, peer: str, ratio: float) -> dict[str, object]:
    """One line of the benchmark table."""
    return {
        "name": f"peers: {name}",
        "value": round(value, 4),
        "unit": unit,
        "peer": peer,
        "ratio": round(ratio, 3),
    }


def rows() -> list[dict[str, object]]:
    """Every lens beside its anchor: overall and the other two beside the better of the two Land ×
    size anchors, regional beside the Kreis mean. R² as ratio of lens to anchor, then speed."""
    lines = []
    for outcome, scores in outcome_scores().items():
        for name in (name for name in scores if name.startswith("lens ")):
            rivals = ("Kreis mean", "Kreis mean, shrunk")
            if name != "lens regional":
                rivals = ("15 random of Land × size", "Land × size mean")
            best = max(rivals, key=lambda rival: scores[rival].r2)
            for anchor in rivals if name == "lens regional" else (best,):
                ratio = scores[name].r2 / scores[anchor].r2
                peer = f"{anchor} {scores[anchor].r2:.3f}"
                lines.append(row(f"{name}, {outcome}", scores[name].r2, "R²", peer, ratio))
    return lines + speed_rows()


def table() -> str:
    """Markdown: R² and mean absolute error of every lens and anchor."""
    scores = outcome_scores()
    names = list(next(iter(scores.values())))
    lines = ["| prediction | " + " | ".join(scores) + " |", "|---" * (len(scores) + 1) + "|"]
    for name in names:
        cells = (f"{found[name].r2:.3f} ({found[name].mae:.2f})" for found in scores.values())
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
    for line in speed_rows():
        print(line)
