"""Protects the map: what may be shown by name, true classes, and the table as its equal."""

from collections.abc import Callable

import numpy as np
import pytest
from django.test import Client

from schaltstelle import centre
from schaltstelle.web.map.presenters import map_page
from schaltstelle.web.map.values import class_breaks, layer, sort_key
from schaltstelle.web.mapping import is_mappable

INDICATORS = centre.open_centre().content.indicators


@pytest.mark.parametrize("indicator", [i.id for i in INDICATORS if not is_mappable(i)])
@pytest.mark.parametrize("address", ["/karte", "/karte/bild.svg", "/karte/daten.json"])
def test_security_is_never_mapped_or_listed(client: Client, address: str, indicator: str) -> None:
    for view in ("", "tabelle"):
        response = client.get(address, {"kennzahl": indicator, "ansicht": view})
        assert response.status_code == 404


def test_only_context_and_broadband_are_mappable() -> None:
    for indicator in INDICATORS:
        if indicator.role == "security" or indicator.id.startswith("mail"):
            assert not is_mappable(indicator), indicator.id
    assert {i.source for i in INDICATORS if i.role == "outcome" and is_mappable(i)} == {"broadband"}


def test_the_choice_offers_only_what_is_mappable(text: Callable[..., str]) -> None:
    html = text("/karte")
    for indicator in INDICATORS:
        assert (f'<option value="{indicator.id}"' in html) == is_mappable(indicator)


@pytest.mark.parametrize("indicator", [i.id for i in INDICATORS if is_mappable(i)])
def test_every_municipality_is_in_exactly_one_class(indicator: str) -> None:
    opened = centre.open_centre()
    shown = layer(opened, opened.content.indicator[indicator])
    assert len(shown.rows) == 10_749
    unknown = np.isnan(shown.values)
    assert (shown.classes[unknown] == 0).all()
    assert shown.classes[~unknown].min() == 1
    assert shown.classes.max() == len(shown.breaks) + 1 <= 5
    for number, bound in enumerate(shown.breaks, start=2):
        assert shown.values[shown.classes == number].min() >= bound
        assert shown.values[shown.classes == number - 1].max() < bound
    legend = map_page(opened, shown).legend
    counted = [int(line.count.split()[0].replace(".", "")) for line in legend]
    assert sum(counted) == len(shown.rows)


def test_classes_of_quintiles_and_of_few_values() -> None:
    assert class_breaks(np.arange(100.0), 0) == (20, 40, 59, 79)
    assert class_breaks(np.array([1.0, 2.0, 3.0, 1.0, np.nan]), 0) == (2.0, 3.0)
    assert class_breaks(np.array([np.nan]), 0) == ()


def test_the_map_shows_the_value_of_the_municipality_not_of_its_administration() -> None:
    opened = centre.open_centre()
    shown = layer(opened, opened.content.indicator["population"])
    row = opened.places.by_key("01051122")
    at = int(np.flatnonzero(shown.rows == row)[0])
    assert shown.values[at] == opened.places.population[row]


def test_the_table_is_alphabetical_and_complete(text: Callable[..., str], client: Client) -> None:
    html = text("/karte", kennzahl="density", ansicht="tabelle", land="10")
    assert "52 Gemeinden in alphabetischer Reihenfolge, Seite 1 von 1" in html
    assert html.index(">Saarbrücken<") < html.index(">Wadern<")
    first = text("/karte", kennzahl="density", ansicht="tabelle")
    assert "10.749 Gemeinden" in first
    assert "Seite 1 von 108" in first
    assert "seite=2" in first


def test_umlauts_sort_as_in_a_directory() -> None:
    names = ["Zell", "Öhringen", "Ohlsbach", "Oelde", "Straßberg", "Strassen"]
    assert sorted(names, key=sort_key) == [
        "Oelde",
        "Ohlsbach",
        "Öhringen",
        "Straßberg",
        "Strassen",
        "Zell",
    ]


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", ""])
def test_an_impossible_page_of_the_table_is_mended(text: Callable[..., str], page: str) -> None:
    assert "Seite" in text("/karte", kennzahl="density", ansicht="tabelle", seite=page)


def test_broadband_says_that_it_is_old(text: Callable[..., str]) -> None:
    html = text("/karte", kennzahl="bb_1000")
    assert "2021" in html
    assert "nicht der heutige Stand" in html


def test_data_and_picture_hold_the_same_places(client: Client) -> None:
    data = client.get("/karte/daten.json").json()
    columns = {len(data[name]) for name in ("keys", "names", "x", "y", "classes", "texts")}
    assert len(columns) == 1
    dots = client.get("/karte/bild.svg").content.decode().count("h0")
    # Each dot is drawn twice, edge and fill.
    assert dots == 2 * columns.pop()
    assert data["place"] == "/ort/{key}/"
