"""Benchmark part "standing": does the interval hold the truth, also where the model is wrong?

`python -m tests.bench.bench_standing --write` runs the whole study, writes its figures to
content/rules/coverage.yaml, where the method page reads them, and prints them as Markdown.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from math import sqrt

import numpy as np
import yaml

from schaltstelle.centre import open_centre
from schaltstelle.content.load import ROOT
from schaltstelle.core.coverage import ASSUMPTIONS, SEED, Coverage, Study, Subject, coverage
from schaltstelle.core.knowledge import Knowledge, applicable, competences
from schaltstelle.core.standing import INTERVAL
from tests.bench import Row, row

FILE = ROOT / "rules" / "coverage.yaml"
HEADER = """\
# Trefferquote der Standortbestimmung, gemessen an simulierten Verwaltungen (docs/standing.md).
# Erzeugt mit: python -m tests.bench.bench_standing --write
"""
WHOLE = 600
REDUCED = 100


def study(knowledge: Knowledge, count: int) -> Study:
    """A study of `count` administrations drawn from the register, each in a world of its own."""
    places = knowledge.places
    administrations = np.unique(places.administration[places.administration >= 0])
    drawn = np.random.default_rng(SEED).choice(administrations, count, replace=False)
    return Study(
        bank=knowledge.bank,
        subjects=[subject(knowledge, int(row)) for row in drawn],
        ability_sd=knowledge.figures["ability_sd"],
        reliability=knowledge.reliability,
        worlds=count,
    )


def subject(knowledge: Knowledge, administration: int) -> Subject:
    """Size and applicable criteria of a real administration; its evidence is not used."""
    facts = knowledge.facts(administration)
    applies = applicable(knowledge, facts, competences(knowledge, facts))
    return Subject(knowledge.values.size(administration), applies)


def measured(count: int) -> list[Coverage]:
    """One line for each assumption and number of known criteria."""
    whole = study(open_centre().knowledge, count)
    return [line for assumption in ASSUMPTIONS for line in coverage(whole, assumption)]


def sampling_error(line: Coverage, published: Coverage) -> float:
    """Standard error of the difference of two coverages."""
    share = (line.coverage + published.coverage) / 2
    return sqrt(share * (1 - share) * (1 / line.simulated + 1 / published.simulated))


def rows() -> list[Row]:
    """A reduced run: coverage beside the stated 95 %, Brier beside the prevalence alone, and how
    far the figures are from the published ones, in standard errors."""
    lines = measured(REDUCED)
    published = {(line.assumption, line.known): line for line in open_centre().content.coverage}
    found, unsure, distance = [], {}, 0.0
    for line in lines:
        name = f"{line.assumption}, {line.known} known"
        found.append(
            row(
                f"standing: coverage, {name}",
                line.coverage,
                "share",
                "0.95 stated",
                line.coverage / INTERVAL,
            )
        )
        if line.known == 0:
            unsure[line.assumption] = line.brier
        else:
            alone = unsure[line.assumption]
            peer = f"prevalence alone {alone:.4f}"
            found.append(
                row(f"standing: Brier, {name}", line.brier, "share", peer, line.brier / alone)
            )
        other = published[line.assumption, line.known]
        error = max(sampling_error(line, other), 1 / line.simulated)
        distance = max(distance, abs(line.coverage - other.coverage) / error)
    name = f"standing: farthest of {len(lines)} coverages from the published one"
    return [*found, row(name, distance, "standard errors", "4 by chance", distance / 4)]


def table(lines: Sequence[Coverage]) -> str:
    """The figures as Markdown."""
    found = [
        "| assumption | known | coverage | width | Brier | predicted | observed |",
        "|---|---|---|---|---|---|---|",
    ]
    for line in lines:
        figures = (line.coverage, line.mean_width, line.brier, line.predicted, line.observed)
        cells = " | ".join(f"{figure:.3f}" for figure in figures)
        found.append(f"| {line.assumption} | {line.known} | {cells} |")
    return "\n".join(found)


def write(lines: Sequence[Coverage]) -> None:
    """Publish the figures as content."""
    records = [asdict(line) for line in lines]
    text = yaml.safe_dump(
        {"coverage": records}, allow_unicode=True, sort_keys=False, default_flow_style=None
    )
    FILE.write_text(HEADER + text, encoding="utf-8")


if __name__ == "__main__":
    result = measured(WHOLE)
    if "--write" in sys.argv[1:]:
        write(result)
    print(table(result))
