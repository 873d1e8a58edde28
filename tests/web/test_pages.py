"""Protects every page: it answers with the right status, is whole HTML and stays on this server."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.conftest import Outline

# Tengen: a town with its own administration.
TENGEN = "08335080"

PAGES = {
    "/": 200,
    "/ort-finden": 302,
    "/ort-finden?q=Tengen": 302,
    "/ort-finden?q=Neustadt": 200,
    "/ort-finden?q=Tengn": 200,
    "/ort-finden?q=Xyzxyzxyz": 404,
    "/ort-finden?q=1234": 404,
    "/orte/vorschlaege?q=Ten": 200,
    "/orte/vorschlaege": 200,
    "/wissen/": 200,
    "/praxis/": 200,
    "/standards/": 200,
    "/foerderung/": 200,
    "/lernen/": 200,
    "/recht/": 200,
    "/sicherheit/": 200,
    "/karte": 200,
    "/karte?kennzahl=bb_1000": 200,
    "/karte?kennzahl=density&ansicht=tabelle": 200,
    "/karte/bild.svg": 200,
    "/karte/bild.svg?farben=dunkel": 200,
    "/karte/daten.json": 200,
    "/karte?kennzahl=gibtesnicht": 404,
    "/felder/": 200,
    "/feld/verwaltung/": 200,
    "/feld/gibtesnicht/": 404,
    "/kriterien/": 200,
    "/kriterium/gibtesnicht/": 404,
    "/massnahmen/": 200,
    "/massnahme/gibtesnicht/": 404,
    "/kennzahlen/": 200,
    "/kennzahl/population/": 200,
    "/kennzahl/gibtesnicht/": 404,
    "/quellen/": 200,
    "/quelle/gibtesnicht/": 404,
    "/methode/": 200,
    "/impressum/": 200,
    "/datenschutz/": 200,
    "/barrierefreiheit/": 200,
    "/rueckmeldung/": 200,
    "/rueckmeldung/danke/": 200,
    f"/ort/{TENGEN}/": 200,
    "/ort/08335/": 200,
    "/ort/08/": 200,
    "/ort/99999999/": 404,
    "/ort/abc/": 404,
    f"/ort/{TENGEN}/erstberatung.xyz": 404,
    "/gibtesnicht/": 404,
}


@pytest.mark.parametrize(("address", "status"), PAGES.items())
def test_page_has_its_status(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


WHOLE = [
    address
    for address, status in PAGES.items()
    if status == 200 and not address.startswith(("/karte/", "/orte/"))
]


@pytest.mark.parametrize("address", WHOLE)
def test_page_is_whole_and_keeps_the_policy(text: Callable[..., str], address: str) -> None:
    """One h1, headings in order, German, nothing inline, nothing from another host."""
    page = Outline(text(address))
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    steps = [
        later - earlier for earlier, later in zip(page.headings, page.headings[1:], strict=False)
    ]
    assert max(steps, default=0) <= 1
    names = [tag for tag, _ in page.tags]
    assert names.count("main") == 1
    assert "style" not in names
    assert ("html", {"lang": "de"}) in page.tags
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.tags:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag
        if tag in {"link", "script", "img", "source", "form"}:
            for value in attributes.values():
                assert not re.match(r"(https?:)?//", value or ""), (tag, value)
        if tag == "script":
            assert attributes.get("src"), "scripts are files"


@pytest.mark.parametrize("address", WHOLE)
def test_every_page_leads_to_the_legal_pages_and_the_feedback_form(
    text: Callable[..., str], address: str
) -> None:
    html = text(address)
    for link in (
        "/impressum/",
        "/datenschutz/",
        "/barrierefreiheit/",
        "/rueckmeldung/?art=barriere",
    ):
        assert f'href="{link}' in html


def test_every_record_of_the_content_has_its_page(text: Callable[..., str]) -> None:
    """No list leads into a dead end: each criterion, measure, indicator, field and source."""
    from schaltstelle import centre

    opened = centre.open_centre()
    content = opened.content
    addresses = [f"/feld/{key}/" for key in content.field]
    addresses += [f"/kriterium/{key}/" for key in content.criterion]
    addresses += [f"/massnahme/{key}/" for key in content.measure]
    addresses += [f"/kennzahl/{key}/" for key in content.indicator]
    addresses += [f"/quelle/{source.id}/" for source in opened.reference.sources]
    assert len(addresses) > 180
    for address in addresses:
        assert "<h1>" in text(address)


def test_records_show_their_sources_and_mark_what_is_unverified(text: Callable[..., str]) -> None:
    from schaltstelle import centre

    for measure in centre.open_centre().content.measures:
        html = text(f"/massnahme/{measure.id}/")
        for source in measure.sources:
            assert source.address.replace("&", "&amp;") in html
        unverified = sum(not source.verified for source in measure.sources)
        assert html.count('tag--open">ungeprüft') == unverified


def test_estimates_are_marked_beside_the_figure(text: Callable[..., str]) -> None:
    from schaltstelle import centre

    measure = next(
        m for m in centre.open_centre().content.measures if m.cost.origin.kind == "estimate"
    )
    assert "Kosten nach Größe der Verwaltung (Schätzung)" in text(f"/massnahme/{measure.id}/")
