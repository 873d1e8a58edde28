"""Protects the way of a visitor: by keyboard, by mouse, without scripts, on paper."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.functional.conftest import Server


def test_from_start_to_the_place_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    field = page.get_by_role("combobox", name="Für welchen Ort?")
    expect(field).to_be_focused()
    page.keyboard.type("Tenge")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Tengen")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/ort/08335080/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tengen")


def test_escape_closes_the_suggestions_and_enter_searches(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("Neustad")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.fill("Neustadt")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welchen Ort meinen Sie?")


def test_a_suggestion_can_be_clicked(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("Weddingst")
    page.get_by_role("option", name="Weddingstedt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Kirchspielslandgemeinde Heider Umland"
    )


def test_everything_works_without_scripts(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(base_url=server.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Für welchen Ort?").fill("Tengen")
    page.get_by_role("button", name="Suchen").click()
    expect(page).to_have_url(re.compile(r"/ort/08335080/$"))
    page.get_by_label("Jahre", exact=True).fill("3")
    page.get_by_role("button", name="Fahrplan neu rechnen").click()
    expect(page.get_by_text("bis 4. Quartal 2029").first).to_be_visible()
    page.get_by_label("Vergleichslinse").select_option(index=1)
    page.get_by_role("button", name="Neu vergleichen").click()
    expect(page).to_have_url(re.compile(r"linse=.*jahre=3|jahre=3.*linse="))
    page.goto("/karte")
    expect(page.get_by_role("img")).to_be_visible()
    page.get_by_label("Kennzahl").select_option("share_65plus")
    page.get_by_role("button", name="Anzeigen").click()
    page.get_by_role("link", name="Als Tabelle").click()
    expect(page.get_by_role("table")).to_contain_text("Aachen")
    context.close()


def test_the_map_zooms_and_opens_a_place(page: Page) -> None:
    page.goto("/karte")
    page.get_by_role("button", name="Vergrößern").click()
    page.get_by_role("button", name="Ganz Deutschland").click()
    canvas = page.locator(".map canvas")
    box = canvas.bounding_box()
    assert box is not None
    # Berlin stands alone among large dots; its position follows from the projection.
    scale = box["width"] / 610
    x, y = (13.4 - 5.6) * 0.6266 * 100 * scale, (55.2 - 52.5) * 100 * scale
    page.mouse.move(box["x"] + x, box["y"] + y)
    expect(page.locator(".map__tip")).to_be_visible()
    page.mouse.down()
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"/ort/\d{8}/$"))


def test_a_choice_on_the_map_takes_effect_at_once(page: Page) -> None:
    page.goto("/karte")
    page.get_by_label("Kennzahl").select_option("share_65plus")
    expect(page).to_have_url(re.compile("kennzahl=share_65plus"))


def test_feedback_about_a_place_arrives(page: Page) -> None:
    page.goto("/ort/08335080/")
    page.get_by_role("link", name="Widersprechen Sie einer Angabe.").click()
    expect(page.get_by_text("Ort: Tengen")).to_be_visible()
    page.get_by_label("Ihre Nachricht").fill("Unsere Website hat eine andere Adresse.")
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Danke")


def test_the_paper_of_a_place_can_be_fetched(page: Page) -> None:
    page.goto("/ort/08335080/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Erstberatung zum Vorlegen").first.click()
    assert download.value.suggested_filename == "erstberatung-tengen.pdf"


def test_on_paper_navigation_and_forms_disappear(page: Page) -> None:
    page.goto("/ort/08335080/")
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.get_by_role("button", name="Fahrplan neu rechnen")).to_be_hidden()
    expect(page.get_by_role("heading", name="Fahrplan", exact=True)).to_be_visible()


def test_the_design_system_and_its_font_are_in_use(page: Page) -> None:
    page.goto("/")
    loaded = page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Fira Sans\"'))"
    )
    assert loaded
    button = page.get_by_role("button", name="Suchen")
    assert button.evaluate("node => getComputedStyle(node).minHeight") == "48px"
