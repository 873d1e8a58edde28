"""Protects the one search box: found, explained, narrowed, saved as an address, never harmful."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from schaltstelle import centre
from schaltstelle.core.query import KINDS
from schaltstelle.domain.library.actions import Text, add_documents, remove_documents
from schaltstelle.web.search.hits import address_of
from schaltstelle.web.search.presenters import EXAMPLES
from tests.web.conftest import Outline

pytestmark = pytest.mark.django_db


def test_hits_are_grouped_marked_and_explained(text: Callable[..., str]) -> None:
    """An official sees at a glance what kind of thing was found, where it fits and why."""
    html = text("/suche", q="Sirenen")
    page = Outline(html)
    for heading in ("Maßnahmen", "Praxisbeispiele", "Förderprogramme"):
        assert heading in page.text
    assert "<mark>Sirenen</mark>" in html
    assert "im Titel" in page.text


def test_everyday_words_find_what_the_records_call_otherwise(text: Callable[..., str]) -> None:
    """Nobody has to know the jargon."""
    assert "/massnahme/handyparken-einfuehren/" in text("/suche", q="Parken mit dem Handy")


def test_a_place_and_a_topic_in_one_question(text: Callable[..., str]) -> None:
    """ "Wohngeld Tengen" finds both."""
    html = text("/suche", q="Wohngeld Tengen")
    assert "/ort/08335080/" in html
    assert "/massnahme/wohngeld-online-nachnutzen/" in html


def test_a_chosen_place_moves_up_what_fits_and_says_so(text: Callable[..., str]) -> None:
    """Context changes the order openly and can be taken away."""
    html = text("/suche", q="Sirenen", ort="08335080")
    assert "Was zu <strong>Tengen</strong> passt" in html
    assert "Ohne diesen Ort suchen" in html
    assert "Ohne diesen Ort suchen" not in text("/suche", q="Sirenen", ort="quatsch")


def test_limits_narrow_and_stay_in_every_address(text: Callable[..., str]) -> None:
    """A chosen kind stays chosen when one goes on, and can be lifted."""
    html = text("/suche", q="Förderung", art="foerderprogramm")
    page = Outline(html)
    found = [v for tag, some in page.tags if tag == "a" for v in some.values() if v]
    assert not [link for link in found if link.startswith("/praxis/") and link != "/praxis/"]
    assert any(link.startswith("/foerderung/") and link != "/foerderung/" for link in found)
    assert "Alle Grenzen aufheben" in html
    assert '<input type="hidden" name="art" value="foerderprogramm">' in html


def test_only_programmes_that_are_open_are_called_open(text: Callable[..., str]) -> None:
    """What has ended is marked, and left out where only open ones are asked for."""
    html = text("/suche", art="foerderprogramm", stand="offen")
    assert "Antrag möglich" in html
    assert "abgelaufen</span>" not in html
    ended = text("/suche", art="foerderprogramm", stand="abgelaufen")
    assert "abgelaufen</span>" in ended
    assert "Antrag möglich</span>" not in ended


def test_every_programme_says_whether_one_may_apply(text: Callable[..., str]) -> None:
    """No programme stands there without a word about its deadline."""
    html = text("/suche", q="Förderung", art="foerderprogramm")
    links = len(re.findall(r'<li><a href="/foerderung/[a-z]', html))
    marks = ("Antrag möglich", "Antrag angekündigt", "Frist nicht bekannt", "abgelaufen")
    assert links > 10
    assert sum(html.count(f"{mark}</span>") for mark in marks) == links


def test_with_nothing_typed_the_page_shows_a_way_in(text: Callable[..., str]) -> None:
    """Examples and kinds to browse instead of arbitrary hits; each example finds something."""
    html = text("/suche")
    page = Outline(html)
    assert "Zum Beispiel" in page.text and "Oder stöbern" in page.text
    assert 'class="entries' not in html
    for example in EXAMPLES:
        assert "Nichts gefunden" not in text("/suche", q=example)


def test_a_chosen_limit_stands_above_the_hits_and_can_be_lifted(text: Callable[..., str]) -> None:
    """On a phone the facets are folded: what is chosen must be seen without opening them."""
    html = text("/suche", q="Sirenen", art="praxisbeispiel", land="sn")
    chosen = re.findall(r'<a class="chosen" href="([^"]+)">([^<]+)', html)
    assert {label for _, label in chosen} == {"Praxisbeispiele", "Sachsen"}
    for address, label in chosen:
        kept = "land=sn" if label == "Praxisbeispiele" else "art=praxisbeispiel"
        assert kept in address
    first = html.index('class="chosen"')
    assert first < html.index('id="eingrenzen"')


def test_every_page_has_one_box_for_everything(text: Callable[..., str]) -> None:
    """Search is reached from everywhere, and never by two boxes that do the same."""
    for address in ("/wissen/", "/praxis/", "/ort/08335080/", "/karte", "/impressum/"):
        assert text(address).count('<label class="visually-hidden" for="kopf-suche">') == 1
    for address in ("/", "/suche", "/suche?q=Sirenen"):
        html = text(address)
        assert 'id="kopf-suche"' not in html and html.count('id="suche"') == 1


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'; DROP TABLE record; --",
        "a OR NOT (b",
        "<script>alert(1)</script>",
        "ä" * 5000,
        "😀 §",
    ],
)
def test_any_text_is_harmless(text: Callable[..., str], query: str) -> None:
    """Nothing typed breaks the page or becomes part of it."""
    html = text("/suche", q=query)
    assert "<script>alert" not in html


def test_wrong_limits_are_named_and_passed_over(text: Callable[..., str]) -> None:
    """An old address still leads somewhere."""
    page = Outline(text("/suche", q="Sirenen", art="quatsch", seite="-3"))
    assert "quatsch" in page.text
    assert "Maßnahmen" in page.text


def test_nothing_found_says_so_and_helps(text: Callable[..., str]) -> None:
    """A dead end shows a way out."""
    assert "Nichts gefunden" in text("/suche", q="qxqxqxqxqx")


def test_the_same_hits_as_json(client: Client) -> None:
    """The value behind the page is ready for other programs."""
    value = client.get("/suche.json", {"q": "Sirenen"}).json()
    assert value["total"] == len({hit["id"] for hit in value["hits"]}) or value["pages"] > 1
    first = value["hits"][0]
    assert first["title"] and first["reasons"] and first["kind_label"]


def test_every_kind_of_hit_has_an_address() -> None:
    """No kind can be found that has no page."""
    opened = centre.open_centre()
    content, link = opened.content, opened.content.controls[0]
    examples = {
        "place": "08335080",
        "field": content.fields[0].id,
        "criterion": content.criteria[0].id,
        "measure": content.measures[0].id,
        "practice": content.practices[0].id,
        "standard": content.standards[0].id,
        "programme": content.programmes[0].id,
        "course": "kurs",
        "skill": "koennen",
        "law": "recht",
        "control": f"{link.catalogue}/{link.controls[0]}",
        "indicator": content.indicators[0].id,
        "document": "7",
    }
    assert set(examples) == set(KINDS)
    for kind in KINDS:
        assert address_of(opened, kind, examples[kind]).startswith("/")


def test_an_imported_text_is_found_by_passage_and_forgotten_when_removed(
    text: Callable[..., str],
) -> None:
    """A strategy of another town is found by a passage of it, with its source and licence."""
    passage = {
        "headings": ["Zielbilder", "Lastenradverleih"],
        "text": "Der Lastenradverleih am Zwiebelmarkt steht allen offen.",
        "anchor": "",
        "page": None,
    }
    strategy = Text(
        key="probe/strategie.md",
        kind="document",
        title="Strategie einer Stadt",
        format="markdown",
        sha256="0" * 64,
        passages=(passage,),
        publisher="Stadt Muster",
        licence="CC BY 4.0",
    )
    add_documents(texts=[strategy], actor="Probe")
    html = text("/suche", q="Lastenradverleih Zwiebelmarkt")
    assert "Strategie einer Stadt" in html
    assert "#abschnitt-1" in html and "Stadt Muster, CC BY 4.0" in html
    remove_documents(start="probe", actor="Probe")
    assert "Strategie einer Stadt" not in text("/suche", q="Lastenradverleih Zwiebelmarkt")
