"""What earlier tables hold, kept where a folder lacks a source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from schaltstelle.core.german import number
from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.places import Level, Place, Succession
from schaltstelle.reference.load import Estimate, MailRecord, Reference
from schaltstelle.reference.tables import ColumnRecord, SourceRecord
from schaltstelle.sources import gv100ad, mail_domains
from schaltstelle.sources.auszug_gv import ExtractRow
from schaltstelle.sources.collect import Collected
from schaltstelle.sources.errors import Issue, SourceError
from schaltstelle.sources.gv100ad import RegisterRow
from schaltstelle.sources.mail_domains import DomainRow
from schaltstelle.sources.outlines import Lines

# Mergers of many years stay far above this share of the municipalities.
LEAST_SHARE_LEFT = 0.8


@dataclass(frozen=True)
class Kept:
    """Columns of earlier tables for the keys of today."""

    matrix: LabelledMatrix
    estimated: tuple[Estimate, ...]
    described: tuple[ColumnRecord, ...]


def require_whole(collected: Collected, former: Reference | None) -> None:
    """Raise SourceError where the register holds far fewer municipalities than the former one.

    A file that broke off between two lines has no other fault.
    """
    if former is None:
        return
    now = sum(row.level is Level.MUNICIPALITY for row in collected.register)
    before = int((former.places.level == Level.MUNICIPALITY).sum())
    if now < LEAST_SHARE_LEFT * before:
        reason = (
            f"Das Verzeichnis hat nur {number(now)} Gemeinden, bisher waren es {number(before)}: "
            "Die Datei ist wahrscheinlich abgeschnitten."
        )
        raise SourceError([Issue(collected.records[gv100ad.SOURCE.id][0].file, 0, reason)])


def former_records(
    collected: Collected, former: Reference | None
) -> dict[str, tuple[SourceRecord, ...]]:
    """The provenance of all sources: of the folder, and of what is kept."""
    records = dict(collected.records)
    for record in former.sources if former else ():
        if record.id not in collected.records:
            records[record.id] = (*records.get(record.id, ()), record)
    return records


def with_former_register(collected: Collected, former: Reference | None) -> Collected:
    """Compare with the places in use where these are older and the folder has one register."""
    if collected.former_register or former is None:
        return collected
    day, month, year = former.source(gv100ad.SOURCE.id).vintage.split()[-1].split(".")
    date = year + month + day
    if date >= collected.register[0].date:
        return collected
    rows = tuple(_register_row(place, date) for place in former.places if len(place.ars) == 12)
    return replace(collected, former_register=rows)


def _register_row(place: Place, date: str) -> RegisterRow:
    return RegisterRow(
        line=0,
        date=date,
        level=place.level,
        ars=place.ars,
        name=place.name,
        seat=place.seat,
        kind=place.kind,
        area_hectares=place.area_hectares,
        population=place.population,
        male=place.population,
        postcode=place.postcode,
    )


def former_successions(collected: Collected, former: Reference | None) -> tuple[Succession, ...]:
    """Successions known before from sources that the folder lacks."""
    lacking = {"territory_changes", "key_conversion"} - set(collected.records)
    held = {row.ags for row in collected.register if row.level is Level.MUNICIPALITY}
    steps = former.places.successions if former else ()
    return tuple(
        step
        for step in steps
        if step.source in lacking and (step.kind == "renamed" or step.old_key not in held)
    )


def former_extract(former: Reference | None) -> dict[str, ExtractRow]:
    """Coordinates, urbanisation and tourism region by AGS."""
    if former is None:
        return {}
    places = former.places
    return {
        places.ags[at]: ExtractRow(
            places.ags[at],
            places.name[at],
            places.postcode[at],
            float(places.lon[at]),
            float(places.lat[at]),
            places.travel_region[at],
            float(places.urbanisation[at]),
        )
        for at in range(len(places))
        if places.level[at] == Level.MUNICIPALITY
    }


def former_columns(
    former: Reference | None, table: str, present: Sequence[str], keys: Sequence[str]
) -> Kept | None:
    """The columns of a table of which none of the same name is `present`."""
    if former is None:
        return None
    matrix: LabelledMatrix = getattr(former, table)
    described = tuple(former.columns[column] for column in matrix.columns if column not in present)
    if not described:
        return None
    ids, wanted = {column.id for column in described}, set(keys)
    estimated = tuple(
        entry for entry in former.estimated if entry.column in ids and entry.key in wanted
    )
    kept = matrix.select_columns([column.id for column in described]).align_rows(keys)
    return Kept(kept, estimated, described)


def mail_domains_of(collected: Collected, former: Reference | None) -> dict[str, DomainRow]:
    """Websites by AGS: from the folder, else as the former tables have them."""
    rows = collected.of("mail_domains")
    if rows or former is None:
        return mail_domains.compile_rows(rows)
    ags, websites = former.mail.columns["ags"], former.mail.columns["website"]
    return {
        str(key): DomainRow(str(key), "", str(website), (), "")
        for key, website in zip(ags, websites, strict=True)
    }


def former_mail(former: Reference | None, keys: Sequence[str]) -> dict[str, list[Any]]:
    """The mail table for the keys of today."""
    records = [] if former is None else [former.mail.of(key) for key in keys]
    held = [record for record in records if record is not None]
    return {
        field.name: [getattr(record, field.name) for record in held] for field in fields(MailRecord)
    }


def former_lines(former: Reference | None) -> Lines:
    """The border lines of the earlier tables."""
    kept = former.outlines if former else ()
    numbers = [np.full(len(entry.lon), at, np.int32) for at, entry in enumerate(kept)]
    empty = np.empty(0, np.float32)
    return Lines(
        np.concatenate([np.empty(0, np.int32), *numbers]),
        np.concatenate([empty, *(entry.lon for entry in kept)]),
        np.concatenate([empty, *(entry.lat for entry in kept)]),
    )
