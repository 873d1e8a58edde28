"""mxmap: mail domain, provider and mail security of municipalities (xlsx)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schaltstelle.sources.errors import Faults
from schaltstelle.sources.files import cell_text, read_sheet
from schaltstelle.sources.source import Source

SHEET = "Municipalities"
FLAGS = (
    "scan_valid",
    "dane_supported",
    "dane_partial",
    "has_spf",
    "has_good_spf",
    "has_dmarc",
    "has_good_dmarc",
)
TEXTS = ("country", "code", "name", "domain", "provider", "category", "gateway", "mx")
PROVIDERS = ("domestic", "microsoft", "google", "aws", "foreign", "unknown")
CATEGORIES = ("us-cloud", "de-based", "at-based", "ch-based", "foreign", "unknown")


@dataclass(frozen=True, slots=True)
class MailRow:
    """One municipality of Germany, Austria or Switzerland; code is the AGS in Germany."""

    country: str
    code: str
    name: str
    domain: str
    provider: str
    category: str
    gateway: str
    mx: str
    scan_valid: bool
    dane_supported: bool
    dane_partial: bool
    has_spf: bool
    has_good_spf: bool
    has_dmarc: bool
    has_good_dmarc: bool


def parse(path: Path) -> tuple[MailRow, ...]:
    """All rows of the sheet; SourceError with every fault."""
    sheet = read_sheet(path, SHEET)
    header = [cell_text(cell) for cell in sheet[0]] if sheet else []
    faults = Faults(path)
    missing = [name for name in (*TEXTS, *FLAGS) if name not in header]
    if missing:
        faults.add(1, f"Es fehlen die Spalten: {', '.join(missing)}.")
        faults.raise_if_any()
    rows = []
    for line, cells in enumerate(sheet[1:], start=2):
        try:
            rows.append(_row(dict(zip(header, cells, strict=True))))
        except ValueError as error:
            faults.add(line, str(error))
    faults.raise_if_any()
    if not rows:
        raise faults.stop("Das Blatt enthält keine Zeilen.")
    return tuple(rows)


def _row(record: Mapping[str, object]) -> MailRow:
    texts = {name: cell_text(record[name]) for name in TEXTS}
    if texts["country"] not in ("DE", "AT", "CH"):
        raise ValueError(f"„{texts['country']}“ ist kein Land (DE, AT, CH).")
    if texts["country"] == "DE" and not re.fullmatch(r"\d{8}", texts["code"]):
        raise ValueError(f"„{texts['code']}“ ist kein Gemeindeschlüssel.")
    if texts["provider"] not in PROVIDERS or texts["category"] not in CATEGORIES:
        raise ValueError(
            f"{texts['code']}: Anbieter „{texts['provider']}“ oder Art „{texts['category']}“ "
            "ist unbekannt."
        )
    for name in FLAGS:
        if not isinstance(record[name], bool):
            raise ValueError(f"{texts['code']}: {name} „{record[name]}“ ist nicht wahr/falsch.")
    values: dict[str, Any] = {**texts, **{name: record[name] for name in FLAGS}}
    return MailRow(**values)


def compile_rows(rows: Sequence[MailRow]) -> dict[str, MailRow]:
    """The German rows by AGS."""
    return {row.code: row for row in rows if row.country == "DE"}


def vintage(rows: Sequence[MailRow], path: Path) -> str:
    """Month and year, from the name of the file."""
    found = re.search(r"(\d{4})-(\d{2})", path.stem)
    return f"{found[2]}/{found[1]}" if found else path.stem


SOURCE = Source(
    id="mail",
    title="mxmap: E-Mail provider dependencies in municipalities",
    publisher="mxmap",
    address="",
    licence="MIT",
    pattern="mxmap_[0-9]*.xlsx",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
