"""Protects accessibility: no violation of WCAG 2.2 AA that axe can find, on every kind of page."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from schaltstelle import centre
from tests.functional.conftest import AXE, Server, visit

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"runOnly": {"type": "tag", "values": TAGS}}
# In dark colours only the colours are different.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
RUN = """
async (options) => {
  document.querySelectorAll("details").forEach((part) => { part.open = true; });
  const result = await axe.run(document, options);
  return result.violations.map((v) => ({
    id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)),
  }));
}
"""
CONTENT = centre.open_centre().content
PAGES = (
    "/",
    "/ort-finden?q=Neustadt",
    "/suche",
    "/suche?q=Sirenen",
    "/suche?q=Wohngeld+Tengen&ort=08335080",
    "/suche?q=Qqqqqqq",
    "/suche?art=foerderprogramm&stand=offen",
    "/wissen/",
    "/praxis/",
    f"/praxis/{next(p.id for p in CONTENT.practices if p.figures and p.partners)}/",
    "/standards/",
    f"/standard/{CONTENT.standards[0].id}/",
    "/foerderung/",
    f"/foerderung/{next(p.id for p in CONTENT.programmes if p.shares and p.combination)}/",
    "/lernen/",
    f"/kurs/{CONTENT.courses[0].id}/",
    f"/faehigkeit/{CONTENT.skills[0].id}/",
    "/recht/",
    f"/recht/{next(rule.id for rule in CONTENT.law if rule.amounts)}/",
    "/sicherheit/",
    f"/sicherheit/{CONTENT.controls[0].catalogue}/{CONTENT.controls[0].controls[0]}/",
    "/bibliothek/",
    "/ort-finden?q=Qqqqqqq",
    "/karte",
    "/karte?kennzahl=bb_1000&ansicht=tabelle",
    "/ort/08335080/",
    "/ort/01051122/?geld=viel",
    "/ort/08/",
    "/felder/",
    "/feld/verwaltung/",
    "/kriterien/",
    f"/kriterium/{next(c.id for c in CONTENT.criteria if c.legal)}/",
    "/massnahmen/",
    f"/massnahme/{next(m.id for m in CONTENT.measures if m.standards)}/",
    "/kennzahlen/",
    "/kennzahl/density/",
    "/quellen/",
    f"/quelle/{centre.open_centre().reference.sources[0].id}/",
    "/methode/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/rueckmeldung/?art=angabe&ort=08335080&seite=/ort/08335080/",
    "/rueckmeldung/danke/",
    "/gibtesnicht/",
)


def violations(page: Page, options: dict[str, Any] = ALL) -> list[dict[str, Any]]:
    """What axe finds, all folded parts opened."""
    if page.locator("[data-map]").count():
        page.locator(".map canvas").wait_for()
    if not page.evaluate("typeof window.axe === 'object'"):
        # Through the debugger, since the policy of the pages lets no foreign script in.
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN, options)
    return found


@pytest.fixture(scope="module")
def visitor(chromium: Browser, server: Server) -> Iterator[Page]:
    """One page for all tests here, so that style and fonts are fetched once."""
    with visit(chromium, server) as context:
        yield context.new_page()


@pytest.fixture
def page(visitor: Page) -> Page:
    """The page as a visitor with a wide screen and light colours has it."""
    visitor.set_viewport_size({"width": 1280, "height": 900})
    visitor.emulate_media(color_scheme="light")
    return visitor


@pytest.fixture(autouse=True)
def _axe() -> None:
    if not AXE.is_file():
        pytest.skip("axe-core ist nicht installiert (npm ci)")


@pytest.mark.parametrize("address", PAGES)
def test_no_violation(page: Page, address: str) -> None:
    page.goto(address)
    assert violations(page) == []


def test_an_imported_text_has_no_violation(page: Page, library: str) -> None:
    for address in ("/bibliothek/", "/suche?q=Lastenradverleih+Zwiebelmarkt"):
        page.goto(address)
        page.get_by_role("link", name=library).click()
        assert violations(page) == []


@pytest.mark.parametrize(
    "address",
    ["/", "/karte", "/ort/08335080/?geld=viel", "/rueckmeldung/", "/suche?q=Sirenen", "/praxis/"],
)
def test_dark_colours_have_contrast(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    assert violations(page, COLOURS) == []


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/karte",
        "/ort/08335080/",
        "/quellen/",
        "/methode/",
        "/rueckmeldung/",
        "/suche?q=Sirenen",
        "/foerderung/bb-leader/",
        "/standard/xrechnung/",
        "/recht/",
        "/massnahme/handyparken-einfuehren/",
        "/feld/verwaltung/",
    ],
)
def test_a_small_phone_needs_no_sideways_scrolling(page: Page, address: str) -> None:
    """320 pixels: also what a wide screen shows at 400 % (WCAG 1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_a_phone_has_no_violation(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/karte")
    assert violations(page) == []


def test_the_form_with_errors_has_no_violation(page: Page) -> None:
    page.goto("/rueckmeldung/")
    page.get_by_role("button", name="Absenden").click()
    assert page.get_by_role("alert").is_visible()
    assert violations(page) == []


def test_the_open_suggestions_have_no_violation(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Für welchen Ort?").press_sequentially("Teng")
    page.get_by_role("option").first.wait_for()
    assert violations(page) == []
