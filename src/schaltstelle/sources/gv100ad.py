"""Gemeindeverzeichnis GV100AD: the official register of all places, fixed width, UTF-8.

Record layout (columns from 1): 1-2 record type, 3-10 date, 11-18 key, 19-22 association,
23-72 name, 73-122 seat, 123-124 kind, 129-139 hectares, 140-150 population, 151-161 male,
166-170 postcode.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schaltstelle.core.keys import LAND_NAMES, ars_of
from schaltstelle.core.places import Level
from schaltstelle.sources.errors import Faults
from schaltstelle.sources.files import read_text
from schaltstelle.sources.source import Source, german_date

KEY_LENGTH = {10: 2, 20: 3, 30: 4, 40: 5, 50: 5, 60: 8}
KINDS = {40: range(41, 46), 50: range(50, 59), 60: range(60, 68)}
SHORTEST_LINE = 170


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One record: a place of any level. Population and area are 0 above the municipality."""

    line: int
    date: str
    level: Level
    ars: str
    name: str
    seat: str
    kind: int
    area_hectares: int
    population: int
    male: int
    postcode: str

    @property
    def ags(self) -> str:
        """The AGS of a municipality, else the digits of its key."""
        return self.ars[:5] + self.ars[9:] if len(self.ars) == 12 else self.ars


def parse(path: Path) -> tuple[RegisterRow, ...]:
    """All records of a register file, in file order; SourceError with every fault."""
    faults = Faults(path)
    rows: list[RegisterRow] = []
    for line, text in enumerate(read_text(path).splitlines(), start=1):
        try:
            rows.append(_row(line, text))
        except ValueError as error:
            faults.add(line, str(error))
    _check_whole(rows, faults)
    faults.raise_if_any()
    if not rows:
        raise faults.stop("Die Datei enthält keine Sätze.")
    return tuple(rows)


def _row(line: int, text: str) -> RegisterRow:
    if text[:2] not in ("10", "20", "30", "40", "50", "60"):
        raise ValueError(f"Unbekannte Satzart „{text[:2]}“ (erlaubt: 10, 20, 30, 40, 50, 60).")
    if len(text) < SHORTEST_LINE:
        raise ValueError(f"Die Zeile hat {len(text)} statt 220 Zeichen.")
    level = Level(int(text[:2]))
    figures = level is Level.MUNICIPALITY
    row = RegisterRow(
        line=line,
        date=_date(text[2:10]),
        level=level,
        ars=_key(text, level),
        name=text[22:72].strip(),
        seat="" if figures else text[72:122].strip(),
        kind=_kind(text[122:124].strip(), level),
        area_hectares=_count(text[128:139], "Fläche") if figures else 0,
        population=_count(text[139:150], "Bevölkerung") if figures else 0,
        male=_count(text[150:161], "männliche Bevölkerung") if figures else 0,
        postcode=text[165:170].strip() if figures else "",
    )
    if not row.name:
        raise ValueError("Der Name fehlt.")
    if row.male > row.population:
        raise ValueError(f"Männliche Bevölkerung {row.male} über der gesamten {row.population}.")
    return row


def _date(text: str) -> str:
    if not (text.isdigit() and "01" <= text[4:6] <= "12" and "01" <= text[6:8] <= "31"):
        raise ValueError(f"„{text}“ ist kein Datum JJJJMMTT (Spalten 3–10).")
    return text


def _key(text: str, level: Level) -> str:
    key = text[10:18].rstrip()
    if len(key) != KEY_LENGTH[level] or not key.isdigit() or key[:2] not in LAND_NAMES:
        raise ValueError(f"„{key}“ ist kein Schlüssel der Satzart {level.value} (Spalten 11–18).")
    association = text[18:22].strip()
    if level < Level.ASSOCIATION:
        return key
    if len(association) != 4 or not association.isdigit():
        raise ValueError(f"„{association}“ ist kein Verbandsschlüssel (Spalten 19–22).")
    return ars_of(key, association) if level is Level.MUNICIPALITY else key + association


def _kind(text: str, level: Level) -> int:
    allowed = KINDS.get(level)
    if not text or allowed is None:
        return 0
    if not text.isdigit() or int(text) not in allowed:
        raise ValueError(f"„{text}“ ist kein Textkennzeichen der Satzart {level.value}.")
    return int(text)


def _count(text: str, what: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{what}: „{text}“ ist keine Zahl.")
    return int(text)


def _check_whole(rows: Sequence[RegisterRow], faults: Faults) -> None:
    """Keys occur once, all rows are of one day, and what a row lies in exists."""
    held: set[str] = set()
    for row in rows:
        if row.ars in held:
            faults.add(row.line, f"Der Schlüssel {row.ars} kommt zweimal vor.")
        held.add(row.ars)
        if row.date != rows[0].date:
            faults.add(row.line, f"Gebietsstand {row.date} statt {rows[0].date}.")
    for row in rows:
        if row.level is Level.MUNICIPALITY and row.ars[:9] not in held:
            faults.add(row.line, f"{row.name}: Der Verband {row.ars[:9]} fehlt.")
        if row.level >= Level.KREIS and row.ars[:2] not in held:
            faults.add(row.line, f"{row.name}: Das Land {row.ars[:2]} fehlt.")


def compile_rows(rows: Sequence[RegisterRow]) -> tuple[RegisterRow, ...]:
    """The records in the order of their ARS, so that each is followed by what lies in it."""
    return tuple(sorted(rows, key=lambda row: row.ars))


def vintage(rows: Sequence[RegisterRow], path: Path) -> str:
    """The day of the territory, e.g. 28.02.2026."""
    return f"Gebietsstand {german_date(rows[0].date)}"


SOURCE = Source(
    id="gv100ad",
    title="Gemeindeverzeichnis GV100AD",
    publisher="Statistisches Bundesamt",
    address="https://www.destatis.de",
    licence="Vervielfältigung und Verbreitung, auch auszugsweise, mit Quellenangabe gestattet",
    pattern="GV100AD*.txt",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
