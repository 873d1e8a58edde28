"""Borders of municipalities (TopoJSON of VG250): which municipalities have one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schaltstelle.sources.errors import Faults
from schaltstelle.sources.files import read_json
from schaltstelle.sources.source import Source

LAYER = "VG250_GEM"


@dataclass(frozen=True, slots=True)
class BorderRow:
    """One shape: AGS and name of its municipality, which may have several shapes."""

    ags: str
    name: str


def parse(path: Path) -> tuple[BorderRow, ...]:
    """All shapes; SourceError with every fault. Lines count the shapes from 1."""
    document = read_json(path)
    faults = Faults(path)
    try:
        shapes = list(document["objects"][LAYER]["geometries"])
    except (KeyError, TypeError):
        raise faults.stop(f"Die Ebene „{LAYER}“ fehlt.") from None
    rows = []
    for line, shape in enumerate(shapes, start=1):
        ags = str(shape.get("id", ""))
        if not re.fullmatch(r"\d{8}", ags):
            faults.add(line, f"Umriss {line}: „{ags}“ ist kein Gemeindeschlüssel.")
            continue
        rows.append(BorderRow(ags, str(shape.get("properties", {}).get("name", ""))))
    faults.raise_if_any()
    if not rows:
        raise faults.stop("Die Ebene ist leer.")
    return tuple(rows)


def compile_rows(rows: Sequence[BorderRow]) -> frozenset[str]:
    """The AGS that have a border."""
    return frozenset(row.ags for row in rows)


def vintage(rows: Sequence[BorderRow], path: Path) -> str:
    """The year of the territory; the file doesn't carry it."""
    return "2025"


SOURCE = Source(
    id="borders",
    title="Verwaltungsgebiete 1:250 000 (VG250), Gemeinden, vereinfacht",
    publisher="© GeoBasis-DE / BKG",
    address="https://gdz.bkg.bund.de",
    licence="Datenlizenz Deutschland – Namensnennung – Version 2.0",
    pattern="de-gemeinden*.topo.json",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
