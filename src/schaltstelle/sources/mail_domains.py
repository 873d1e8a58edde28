"""mxmap: websites and mail domains of German municipalities (JSON)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schaltstelle.sources.errors import Faults
from schaltstelle.sources.files import read_json
from schaltstelle.sources.source import Source, german_date


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One municipality: host name of its website (empty: none named) and its mail domains."""

    ags: str
    name: str
    website: str
    mail_domains: tuple[str, ...]
    generated: str


def parse(path: Path) -> tuple[DomainRow, ...]:
    """All municipalities; SourceError with every fault. Lines count the entries from 1."""
    document = read_json(path)
    faults = Faults(path)
    try:
        generated = str(document["generated"])[:10]
        entries = list(document["municipalities"])
    except (KeyError, TypeError):
        raise faults.stop("„generated“ oder „municipalities“ fehlen.") from None
    rows = []
    for line, entry in enumerate(entries, start=1):
        try:
            rows.append(_row(entry, generated))
        except (KeyError, TypeError):
            faults.add(line, f"Eintrag {line}: code, name, website oder emails fehlen.")
        except ValueError as error:
            faults.add(line, f"Eintrag {line}: {error}")
    faults.raise_if_any()
    if not rows:
        raise faults.stop("Die Datei enthält keine Gemeinden.")
    return tuple(rows)


def _row(entry: dict[str, object], generated: str) -> DomainRow:
    ags, mails = str(entry["code"]), entry["emails"]
    if not re.fullmatch(r"\d{8}", ags):
        raise ValueError(f"„{ags}“ ist kein Gemeindeschlüssel.")
    if not isinstance(mails, list):
        raise ValueError("„emails“ ist keine Liste.")
    website = str(entry["website"] or "").lower().removeprefix("www.")
    return DomainRow(
        ags, str(entry["name"]), website, tuple(str(mail).lower() for mail in mails), generated
    )


def compile_rows(rows: Sequence[DomainRow]) -> dict[str, DomainRow]:
    """The rows by AGS."""
    return {row.ags: row for row in rows}


def vintage(rows: Sequence[DomainRow], path: Path) -> str:
    """The day on which the file was made."""
    return german_date(rows[0].generated)


SOURCE = Source(
    id="mail_domains",
    title="mxmap: Websites und Maildomänen",
    publisher="mxmap",
    address="",
    licence="MIT",
    pattern="mxmap_domains_de*.json",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
