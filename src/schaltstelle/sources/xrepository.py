"""Code list of the Regionalschlüssel from the XRepository (JSON)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schaltstelle.sources.errors import Faults
from schaltstelle.sources.files import read_json
from schaltstelle.sources.source import Source, german_date

COLUMNS = ["SCHLUESSEL", "Bezeichnung", "Hinweis"]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code: an ARS, its name, and a remark (e.g. that it is only a city district)."""

    ars: str
    name: str
    remark: str
    version: str


def parse(path: Path) -> tuple[CodeRow, ...]:
    """All codes of the list; SourceError with every fault. Lines count the codes from 1."""
    document = read_json(path)
    faults = Faults(path)
    try:
        columns = [column["spaltennameLang"] for column in document["spalten"]]
        version = str(document["metadaten"]["version"])
        entries = document["daten"]
    except (KeyError, TypeError):
        raise faults.stop("„metadaten“, „spalten“ oder „daten“ fehlen.") from None
    if columns != COLUMNS:
        raise faults.stop(f"Die Spalten heißen nicht {', '.join(COLUMNS)}.")
    rows = []
    for line, entry in enumerate(entries, start=1):
        if len(entry) != len(COLUMNS) or not re.fullmatch(r"\d{12}", str(entry[0])):
            faults.add(line, f"Eintrag {line}: „{entry[0]}“ ist kein Regionalschlüssel.")
            continue
        rows.append(CodeRow(str(entry[0]), str(entry[1]), str(entry[2] or ""), version))
    faults.raise_if_any()
    if not rows:
        raise faults.stop("Die Liste ist leer.")
    return tuple(rows)


def compile_rows(rows: Sequence[CodeRow]) -> dict[str, str]:
    """Names by ARS."""
    return {row.ars: row.name for row in rows}


def vintage(rows: Sequence[CodeRow], path: Path) -> str:
    """The version of the list, which is a day."""
    return german_date(rows[0].version)


SOURCE = Source(
    id="xrepository",
    title="Codeliste Regionalschlüssel",
    publisher="Statistisches Bundesamt, XRepository",
    address="https://www.xrepository.de",
    licence="Vervielfältigung und Verbreitung, auch auszugsweise, mit Quellenangabe gestattet",
    pattern="xrepository_rs_*.json",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
