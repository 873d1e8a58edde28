"""Plain values for the map, its legend and its table."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.urls import reverse

from schaltstelle.centre import Centre
from schaltstelle.core.evidence import Indicator
from schaltstelle.core.german import count, number
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.reference.tables import SourceRecord
from schaltstelle.web.map.picture import DARK, LIGHT
from schaltstelle.web.map.values import HEIGHT, WIDTH, MapLayer, project
from schaltstelle.web.mapping import is_mappable

PAGE_ROWS = 100


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One class; `number` 0 is unknown."""

    number: int
    text: str
    count: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a select."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Options under a heading."""

    title: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class MapPage:
    """What stands beside the map."""

    indicator: Indicator
    groups: list[ChoiceGroup]
    legend: list[LegendLine]
    vintage: str
    source_id: str
    source: str
    publisher: str
    is_kreis: bool
    is_old: bool
    picture: str
    data: str
    table: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One municipality."""

    name: str
    address: str
    kreis: str
    land: str
    value: str


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page of the table; addresses of the pages beside it are empty where there is none."""

    rows: list[TableRow]
    lands: list[Choice]
    summary: str
    before: str
    after: str
    position: str


def map_page(opened: Centre, shown: MapLayer) -> MapPage:
    """Choice, legend and source."""
    indicator = shown.indicator
    source, vintage = _origin(opened, indicator)
    query = urlencode({"kennzahl": indicator.id})
    return MapPage(
        indicator=indicator,
        groups=_groups(opened, indicator),
        legend=_legend(shown),
        vintage=vintage,
        source_id=source.id if source else "",
        source=source.title if source else indicator.source,
        publisher=source.publisher if source else "",
        is_kreis=indicator.level == "kreis",
        is_old=indicator.role == "outcome",
        picture=f"{reverse('map-picture')}?{query}",
        data=f"{reverse('map-data')}?{query}",
        table=f"{reverse('map')}?{query}&ansicht=tabelle",
    )


def _origin(opened: Centre, indicator: Indicator) -> tuple[SourceRecord | None, str]:
    column = opened.reference.columns.get(indicator.raw_column)
    source_id = column.source if column else indicator.source
    known = {source.id: source for source in opened.reference.sources}
    return known.get(source_id), column.vintage if column else indicator.vintage


def _groups(opened: Centre, chosen: Indicator) -> list[ChoiceGroup]:
    groups: dict[str, list[Choice]] = {}
    for indicator in opened.content.indicators:
        if is_mappable(indicator):
            choice = Choice(indicator.id, indicator.label, indicator.id == chosen.id)
            groups.setdefault(indicator.group, []).append(choice)
    return [ChoiceGroup(title, choices) for title, choices in groups.items()]


def _legend(shown: MapLayer) -> list[LegendLine]:
    counts = np.bincount(shown.classes, minlength=len(shown.breaks) + 2)
    lines = [
        LegendLine(at, text, count(int(counts[at]), "Gemeinde", "Gemeinden"))
        for at, text in enumerate(_class_texts(shown), start=1)
    ]
    if counts[0]:
        lines.append(LegendLine(0, "unbekannt", count(int(counts[0]), "Gemeinde", "Gemeinden")))
    return lines


def _class_texts(shown: MapLayer) -> list[str]:
    text = shown.indicator.text
    known = shown.values[~np.isnan(shown.values)]
    if not len(known):
        return []
    single = np.unique(known)
    if len(single) == len(shown.breaks) + 1:
        return [text(float(value)) for value in single]
    bounds = [float(known.min()), *shown.breaks, float(known.max())]
    decimals = shown.indicator.decimals
    lows = [number(bound, decimals) for bound in bounds]
    lines = [f"{low} bis unter {text(high)}" for low, high in zip(lows, bounds[1:-1], strict=False)]
    return [*lines, f"{lows[-2]} bis {text(bounds[-1])}"]


def map_data(opened: Centre, shown: MapLayer) -> dict[str, Any]:
    """Columns of the places that have a position, and the lines of the borders."""
    places = opened.reference.places
    drawn = np.flatnonzero(~np.isnan(shown.x))
    rows = [int(row) for row in shown.rows[drawn]]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "colours": {"light": LIGHT, "dark": DARK},
        "place": reverse("place", args=["0" * 8]).replace("0" * 8, "{key}"),
        "keys": [places.ags[row] for row in rows],
        "names": [places[row].display_name for row in rows],
        "x": np.round(shown.x[drawn], 1).tolist(),
        "y": np.round(shown.y[drawn], 1).tolist(),
        "classes": shown.classes[drawn].tolist(),
        "texts": [_text(shown, int(at)) for at in drawn],
        "lines": [_rounded_line(outline) for outline in opened.reference.outlines],
    }


def _rounded_line(outline: Any) -> list[float]:
    x, y = project(outline.lon, outline.lat)
    pairs = np.round(np.column_stack([x, y]), 1).ravel()
    return [float(value) for value in pairs]


def _text(shown: MapLayer, at: int) -> str:
    value = float(shown.values[at])
    return "unbekannt" if np.isnan(value) else shown.indicator.text(value)


def table_page(opened: Centre, shown: MapLayer, land: str, page: str) -> TablePage:
    """A page of the table in alphabetical order; an unknown Land or page falls back to all, 1."""
    places = opened.reference.places
    land = land if land in LAND_NAMES else ""
    fitting = [at for at, row in enumerate(shown.rows) if places.ars[row].startswith(land)]
    pages = max(1, -(-len(fitting) // PAGE_ROWS))
    current = min(max(int(page), 1), pages) if page.isascii() and page.isdigit() else 1
    first = (current - 1) * PAGE_ROWS

    def address(target: int) -> str:
        known = {"kennzahl": shown.indicator.id, "ansicht": "tabelle", "land": land}
        query = urlencode({**{k: v for k, v in known.items() if v}, "seite": target})
        return f"{reverse('map')}?{query}" if 1 <= target <= pages else ""

    return TablePage(
        rows=[_row(opened, shown, at) for at in fitting[first : first + PAGE_ROWS]],
        lands=[Choice("", "Alle Länder", not land)]
        + [Choice(key, name, key == land) for key, name in LAND_NAMES.items()],
        summary=count(len(fitting), "Gemeinde", "Gemeinden"),
        before=address(current - 1),
        after=address(current + 1),
        position=f"Seite {number(current)} von {number(pages)}",
    )


def _row(opened: Centre, shown: MapLayer, at: int) -> TableRow:
    places = opened.reference.places
    row = int(shown.rows[at])
    kreis, land = places.kreis_of(row), places.land_of(row)
    return TableRow(
        places[row].display_name,
        reverse("place", args=[places.ags[row]]),
        places[kreis].display_name if kreis >= 0 else "",
        places[land].display_name,
        _text(shown, at),
    )
