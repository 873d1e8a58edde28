"""Protects the way of a visitor: by keyboard, by mouse, without scripts, on paper."""

import re

from playwright.sync_api import Browser, Page, Route, expect

from tests.functional.conftest import PASSAGE, Server


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


def test_an_answer_on_its_way_does_not_open_the_list_again(page: Page) -> None:
    """Typing goes on, Escape closes the list, and then the answer to the last letters comes."""
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("Neusta")
    expect(page.get_by_role("option").first).to_be_visible()
    held: list[Route] = []
    page.route("**/orte/vorschlaege?q=Neustad", lambda route: held.append(route))
    with page.expect_request("**/orte/vorschlaege?q=Neustad"):
        field.press_sequentially("d")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    with page.expect_response("**/orte/vorschlaege?q=Neustad"):
        held[0].continue_()
    page.wait_for_timeout(300)
    expect(page.get_by_role("listbox")).to_be_hidden()


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
    page.get_by_text("Zeitraum und Grenzen des Haushalts").click()
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
    # What is folded on the screen, and what can be ticked there, is read on paper.
    expect(page.locator("#schritt-1")).to_be_visible()
    expect(page.locator(".skills label").first).to_be_visible()
    expect(page.get_by_text("Trotzdem einplanen").first).to_be_hidden()


def test_the_design_system_and_its_font_are_in_use(page: Page) -> None:
    page.goto("/")
    loaded = page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Fira Sans\"'))"
    )
    assert loaded
    button = page.get_by_role("button", name="Suchen")
    assert button.evaluate("node => getComputedStyle(node).minHeight") == "48px"


def test_from_any_page_through_the_search_to_a_hit_and_back_by_keyboard(page: Page) -> None:
    """Type, enter, narrow by a facet, open a hit, go back: nothing of it needs a mouse."""
    page.goto("/wissen/")
    page.get_by_role("searchbox", name="In allem suchen").focus()
    page.keyboard.type("Sirenen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Treffer zu „Sirenen“")
    page.get_by_role("link", name="Förderprogramme", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("art=foerderprogramm"))
    expect(page.get_by_role("link", name="Förderprogramme nicht mehr eingrenzen")).to_be_visible()
    narrowed = page.url
    page.locator(".hits a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/foerderung/"))
    page.go_back()
    expect(page).to_have_url(narrowed)
    expect(page.get_by_label("Was suchen Sie?")).to_have_value("Sirenen")


def test_on_a_phone_the_ways_to_narrow_are_folded(page: Page) -> None:
    """Who searches on a phone sees hits first and opens a facet with one touch."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/suche?q=Sirenen")
    kinds = page.get_by_role("complementary", name="Eingrenzen")
    expect(kinds.get_by_role("link", name="Praxisbeispiele", exact=True)).to_be_hidden()
    kinds.get_by_text("Art", exact=True).click()
    kinds.get_by_role("link", name="Praxisbeispiele", exact=True).click()
    expect(page).to_have_url(re.compile("art=praxisbeispiel"))


def test_an_answer_decides_about_a_programme(page: Page) -> None:
    """One answer on the page of a place moves a programme out of "noch offen"."""
    page.goto("/ort/08335080/#foerderung")
    section = page.get_by_role("region", name="Wer etwas dazu bezahlt")
    summary = section.get_by_text("Noch offen, weil Antworten fehlen")
    before = summary.text_content()
    section.get_by_role("combobox").first.select_option("nein")
    section.get_by_role("button", name="Programme neu prüfen").click()
    expect(page).to_have_url(re.compile(r"frage-.*=nein.*#foerderung"))
    expect(section.get_by_role("combobox").first).to_have_value("nein")
    assert not summary.count() or summary.text_content() != before


def test_from_a_programme_to_the_answer_for_the_own_place(page: Page) -> None:
    """Name the place beside the programme, read yes, no or open with reasons."""
    page.goto("/foerderung/")
    page.locator("details[open] .entries a").first.click()
    title = page.get_by_role("heading", level=1).text_content()
    page.get_by_role("combobox", name="Kommt das für Ihren Ort in Frage?").fill("Tengen")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/ort/08335080/\?programm=.*#foerderung"))
    section = page.get_by_role("region", name="Wer etwas dazu bezahlt")
    expect(section.get_by_text(f"Tengen und „{title}“:")).to_be_in_viewport()


def test_a_skill_that_is_ticked_is_kept(page: Page) -> None:
    """What somebody can do already is ticked off and no longer to be learned."""
    page.goto("/ort/08335080/")
    section = page.get_by_role("region", name="Was zu lernen ist")
    box = section.get_by_role("checkbox").first
    name = box.evaluate("node => node.labels[0].textContent.trim()")
    box.check()
    section.get_by_role("button", name="Übernehmen").click()
    expect(page).to_have_url(re.compile(r"kann=.*#lernen"))
    expect(section.get_by_role("checkbox", name=name, checked=True)).to_be_visible()


def test_a_step_of_the_roadmap_opens_its_reasons(page: Page) -> None:
    """What is folded opens when a link leads into it."""
    page.goto("/ort/08335080/")
    reasons = page.locator("#schritt-1")
    expect(reasons).to_be_hidden()
    page.get_by_role("table", name="Fahrplan im Überblick").get_by_role("link").first.click()
    expect(reasons).to_be_visible()
    expect(reasons).to_contain_text("Warum jetzt?")


def test_a_passage_of_an_imported_text_is_found_and_marked(page: Page, library: str) -> None:
    """A hit in the library leads to the very passage, with source and licence."""
    page.goto("/suche?q=Lastenradverleih+Zwiebelmarkt")
    page.get_by_role("link", name=library).click()
    expect(page).to_have_url(re.compile(r"/bibliothek/\d+/#abschnitt-\d+$"))
    passage = page.locator(".passage:target")
    expect(passage).to_contain_text(PASSAGE)
    expect(passage).to_be_in_viewport()
    expect(page.get_by_role("main")).to_contain_text("Stadt Muster")
