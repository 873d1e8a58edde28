"""Protects the page of a place: the whole advice, its forms, and what it must not show."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from schaltstelle import centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.framework import binding_of
from tests.web.conftest import Outline
from tests.web.requests import usual_request

TENGEN = "/ort/08335080/"
WEDDINGSTEDT = "/ort/01051122/"
SECTIONS = (
    "kuerze",
    "kennzahlen",
    "auffaellig",
    "standort",
    "vergleich",
    "luecken",
    "massnahmen",
    "fahrplan",
    "foerderung",
    "lernen",
    "sicherheit",
    "dokumente",
    "herkunft",
)


def advice_for_tengen() -> Advice:
    opened = centre.open_centre()
    row = opened.places.by_key("08335080")
    assert row is not None
    return opened.advise(row, usual_request())


def part(html: str, start: str, end: str) -> str:
    return html[html.index(f'id="{start}"') : html.index(f'id="{end}"')]


@pytest.mark.parametrize("address", [TENGEN, WEDDINGSTEDT, "/ort/01002000/", "/ort/08335/"])
def test_the_page_has_every_link_of_the_chain(text: Callable[..., str], address: str) -> None:
    html = text(address)
    for section in SECTIONS:
        assert f'id="{section}"' in html
        assert f'href="#{section}"' in html


def test_a_member_is_told_which_administration_acts(text: Callable[..., str]) -> None:
    html = text(WEDDINGSTEDT)
    assert "Für <strong>Weddingstedt</strong> handelt die Verwaltung" in html
    assert "<h1>Kirchspielslandgemeinde Heider Umland</h1>" in html
    assert "handelt die Verwaltung" not in text("/ort/010515172/")


def test_other_keys_lead_to_the_one_address(client: Client) -> None:
    response = client.get("/ort/083350080080/")
    assert (response.status_code, response["Location"]) == (301, TENGEN)
    assert client.get("/ort/06635005/")["Location"] == "/ort-finden?q=06635005"


def test_a_land_lists_its_kreise(text: Callable[..., str]) -> None:
    html = text("/ort/10/")
    assert "Saarlouis" in html
    assert "Fahrplan" not in html


def test_every_value_has_vintage_and_source(text: Callable[..., str]) -> None:
    html = text(TENGEN)
    opened = centre.open_centre()
    for indicator in opened.content.indicators:
        row = re.search(rf'<tr><th[^>]*><a href="/kennzahl/{indicator.id}/">.*?</tr>', html, re.S)
        assert row, indicator.id
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row[0], re.S)
        assert all(cell.strip() for cell in cells), indicator.id


def test_values_of_the_kreis_are_marked(text: Callable[..., str]) -> None:
    html = text(TENGEN)
    assert "Wert des ganzen Kreises" in html


def test_peers_show_context_only(text: Callable[..., str]) -> None:
    """Neither security nor any digital outcome of a peer stands beside its name."""
    html = text(TENGEN)
    section = html[html.index('id="vergleich"') : html.index('id="auffaellig"')]
    words = Outline(section).text
    assert words.count(" von 100") == 15
    for indicator in centre.open_centre().content.indicators:
        if indicator.role != "context":
            assert indicator.label not in words, indicator.id


def test_lens_and_weights_change_the_peers_and_stay_in_both_forms(text: Callable[..., str]) -> None:
    lenses = list(centre.open_centre().knowledge.peers.lenses.values())
    other = next(lens for lens in lenses if lens.id != "overall")
    weight = f"gewicht-{next(iter(other.weights))}"
    usual = text(TENGEN)
    moved = text(TENGEN, linse=other.id, **{weight: "4"}, jahre="3")

    def peers(html: str) -> list[str]:
        section = html[html.index('id="vergleich"') : html.index('id="auffaellig"')]
        return re.findall(r'<a href="(/ort/\d+/)">', section)

    assert peers(usual) != peers(moved)
    assert f'<input type="hidden" name="linse" value="{other.id}">' in moved
    assert f'<input type="hidden" name="{weight}" value="4">' in moved
    assert '<input type="hidden" name="jahre" value="3">' in moved


def test_limits_recompute_the_roadmap(text: Callable[..., str]) -> None:
    usual = text(TENGEN)
    tight = text(TENGEN, geld="0", stellen="0,1", jahre="2", beginn="2027-Q3")
    assert "Zeitraum: 3.\u00a0Quartal 2027 bis 2.\u00a0Quartal 2029" in tight
    assert "Stellen für digitale Vorhaben" in usual
    assert "Stellen für digitale Vorhaben" not in tight
    assert tight.count('id="schritt-') < usual.count('id="schritt-')


def test_wrong_limits_are_kept_named_and_replaced_by_the_ones_before(
    text: Callable[..., str],
) -> None:
    html = text(TENGEN, geld="viel", jahre="3", vorher="geld=50000&jahre=4")
    assert "„viel“ ist keine Zahl." in html
    assert 'name="geld" value="viel"' in html
    assert 'aria-invalid="true"' in html
    assert 'name="vorher" value="geld=50000&amp;jahre=3"' in html


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("geld", "-5"),
        ("stellen", "1e13"),
        ("jahre", "0"),
        ("jahre", "11"),
        ("jahre", "zwei"),
        ("beginn", "2027"),
        ("beginn", "2027-Q5"),
        ("vorlaeufig", "morgen"),
        ("freiwillig", "nan"),
        ("linse", "gibtesnicht"),
    ],
)
def test_every_wrong_value_gets_a_message(text: Callable[..., str], field: str, value: str) -> None:
    html = text(TENGEN, **{field: value})
    assert "Nicht alles ließ sich übernehmen" in html
    assert "Fahrplan im Überblick" in html


def test_what_is_left_out_can_be_wished_for(text: Callable[..., str], client: Client) -> None:
    html = text(TENGEN)
    found = re.search(r'<button[^>]* name="wunsch" value="([a-z0-9-]+)">', html)
    assert found
    wish = found[1]
    wished = client.get(TENGEN, {"wunsch": wish}).content.decode()
    steps = wished[wished.index('class="steps"') :]
    fits = "Vom Ort gewünscht." in steps
    assert fits or "Diese Wünsche passen nicht in den Rahmen" in wished
    assert f'name="wunsch" value="{wish}"' in wished


def test_a_wish_that_does_not_fit_is_named_with_what_collides(text: Callable[..., str]) -> None:
    measures = centre.open_centre().content.measures
    dear = max(measures, key=lambda measure: measure.cost.one_off.village[0])
    html = text(TENGEN, wunsch=dear.id, geld="0", stellen="0")
    assert "Diese Wünsche passen nicht in den Rahmen" in html or "kommt hier nicht in Frage" in html
    assert dear.title in html or dear.id in html


def test_steps_say_why_and_why_now(text: Callable[..., str]) -> None:
    html = text(TENGEN)
    steps = html.count('id="schritt-')
    assert steps > 0
    assert html.count("Warum?") == html.count("Warum jetzt?") == steps


def test_duties_that_are_open_are_to_be_checked_never_missing(text: Callable[..., str]) -> None:
    opened = centre.open_centre()
    row = opened.places.by_key("08335080")
    advice = opened.advise(row, usual_request())
    html = text(TENGEN)
    start = html.index('id="luecken-law-to_check"')
    section = html[start : html.index("<h3", start + 10)]
    to_check = [g for g in advice.gaps if (g.kind, g.state) == ("law", "to_check")]
    assert section.count("<li>") == len(to_check)
    for gap in to_check:
        assert binding_of(opened.content.criterion[gap.criterion], gap.level) == "law"


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("json", b"{")])
def test_papers_can_be_downloaded(client: Client, kind: str, start: bytes) -> None:
    response = client.get(f"{TENGEN}erstberatung.{kind}", {"jahre": "3"})
    assert response.status_code == 200
    assert response.content.startswith(start)
    name = f'attachment; filename="erstberatung-tengen.{kind}"'
    assert response["Content-Disposition"] == name


def test_downloads_keep_the_limits(text: Callable[..., str]) -> None:
    assert 'href="/ort/08335080/erstberatung.pdf?geld=20000&amp;jahre=3"' in text(
        TENGEN, geld="20000", jahre="3", stellen=""
    )


def test_the_place_can_object(text: Callable[..., str]) -> None:
    assert "/rueckmeldung/?art=angabe&amp;seite=%2Fort%2F08335080%2F&amp;ort=08335080" in text(
        TENGEN
    )


def test_the_page_says_with_what_it_was_computed(text: Callable[..., str]) -> None:
    versions = centre.open_centre().versions
    html = text(TENGEN)
    assert versions.data in html
    assert versions.content in html


def test_a_duty_that_does_not_fit_the_frame_is_named(text: Callable[..., str]) -> None:
    """Without money a heat plan cannot be made by its deadline: that must not be hidden."""
    html = text(f"{TENGEN}?geld=0&stellen=0,1")
    assert "Diese Pflichten mit Frist passen nicht in den Rahmen" in html


def test_a_duty_of_one_land_names_the_land(text: Callable[..., str]) -> None:
    """Law differs by Land: a duty in Baden-Württemberg is none elsewhere."""
    assert "Rechtspflicht in Baden-Württemberg" in text("/kriterium/bauantrag-digital/")


def test_what_matters_first_stands_first_and_the_rest_is_folded(text: Callable[..., str]) -> None:
    """A mayor reads what is to be done before the figures it rests on, in a few screens."""
    html = text(TENGEN)
    order = [html.index(f'<h2 id="{name}"') for name in ("kuerze", "luecken", "massnahmen")]
    order += [html.index(f'<h2 id="{name}"') for name in ("fahrplan", "foerderung", "lernen")]
    order += [html.index(f'<h2 id="{name}"') for name in ("standort", "vergleich", "kennzahlen")]
    assert order == sorted(order)
    open_parts = re.sub(r"(?s)<details(?![^>]* open).*?</summary>.*?</details>", "", html)
    assert len(Outline(open_parts).text.split()) < 3000


def test_the_card_of_a_measure_names_one_example_and_folds_the_rest(
    text: Callable[..., str],
) -> None:
    """Support lines stay short; all of them are still there."""
    advice = advice_for_tengen()
    section = part(text(TENGEN), "massnahmen", "fahrplan")
    for item in advice.measures.recommended[:10]:
        card = section[section.index(f'<h3><a href="/massnahme/{item.measure.id}/"') :]
        card = card[: card.find("<h3>", 10)]
        shown = Outline(re.sub(r"(?s)<details.*?</details>", "", card)).text
        assert len(shown.split()) < 150, item.measure.id
        for example in advice.support[item.measure.id].examples:
            assert f"/praxis/{example.practice}/" in card
        for use in item.measure.standards:
            assert f"/standard/{use.standard}/" in card


def test_an_answer_decides_about_a_programme(text: Callable[..., str]) -> None:
    """What is open for want of one answer is decided by it, and the answer stays in every form."""
    facts = centre.open_centre().content.declared_fact
    advice = advice_for_tengen()
    needed = {item.measure.id for item in advice.measures.recommended}
    found = next(
        e
        for e in advice.programmes
        if e.answer == "open"
        and e.window.kind == "open"
        and len(e.missing) == 1
        and e.missing[0] in facts
        and needed.intersection(e.programme.measures)
    )
    name = found.programme.id

    def verdict(html: str) -> str:
        section = part(html, "foerderung", "lernen")
        row = re.search(rf'href="/foerderung/{name}/">[^<]*</a> <span[^>]*>([^<]*)<', section)
        return row[1] if row else "nein"

    question = f"frage-{found.missing[0]}"
    usual, answered = text(TENGEN), text(TENGEN, **{question: "ja"})
    denied = text(TENGEN, **{question: "nein"})
    assert verdict(usual) == "noch offen"
    assert {verdict(answered), verdict(denied)} == {"ja", "nein"}
    assert answered.count(f'<input type="hidden" name="{question}" value="ja">') == 4


def test_the_answer_about_one_programme_stands_on_top(text: Callable[..., str]) -> None:
    """Who comes from a programme gets its answer with reasons, even if it is no."""
    programme = next(
        e.programme for e in advice_for_tengen().programmes if e.answer == "no" and e.conditions
    )
    html = text(TENGEN, programm=programme.id)
    box = part(html, "foerderung", "lernen")
    box = box[box.index('class="box box--info"') : box.index("</div>")]
    assert ">nein</span>" in box and "Nicht erfüllt" in box
    assert '<input type="hidden" name="programm"' in html
    assert 'name="programm"' not in text(TENGEN, programm="gibtesnicht")


def test_no_programme_that_has_ended_may_pay(text: Callable[..., str]) -> None:
    """Expired is never shown as open, on no card and in no list of the page."""
    section = text(TENGEN)
    ended = [e.programme.id for e in advice_for_tengen().programmes if e.window.kind == "closed"]
    assert ended
    for name in ended:
        assert f'href="/foerderung/{name}/"' not in section


def test_a_skill_that_is_ticked_is_no_longer_to_be_learned(text: Callable[..., str]) -> None:
    """What somebody can do already leaves the list, stays ticked and can be taken back."""
    need = advice_for_tengen().learning[0]
    usual, known = text(TENGEN), text(TENGEN, kann=need.skill.id)
    assert f'name="kann" value="{need.skill.id}">' in usual
    assert f'name="kann" value="{need.skill.id}" checked>' in known
    assert f'href="/faehigkeit/{need.skill.id}/"' in part(usual, "lernen", "sicherheit")
    assert f'href="/faehigkeit/{need.skill.id}/"' not in part(known, "lernen", "sicherheit")


def test_from_the_place_one_searches_everything_with_it_in_mind(text: Callable[..., str]) -> None:
    assert 'href="/suche?ort=08335080">In allem suchen, passend zu Tengen</a>' in text(TENGEN)


def test_every_link_within_the_page_has_its_target(text: Callable[..., str]) -> None:
    """No "Welche?" leads nowhere."""
    page = Outline(text(TENGEN))
    ids = {attributes.get("id") for _, attributes in page.tags}
    links = [str(a.get("href")) for tag, a in page.tags if tag == "a"]
    assert not [link for link in links if link.startswith("#") and link[1:] not in ids]
