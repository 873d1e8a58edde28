"""Protects the pages of the body of knowledge: every record has one, with sources and honesty."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from schaltstelle import centre
from schaltstelle.core.eligibility import window_on
from schaltstelle.core.records import Record
from schaltstelle.domain.library.actions import Text, add_documents
from schaltstelle.web.knowledge.practices_page import practice_page
from schaltstelle.web.knowledge.programmes_page import programme_list
from schaltstelle.web.knowledge.record import record_view
from schaltstelle.web.marks import UNVERIFIED, marks_of
from tests.web.conftest import Outline

TODAY = date.today()
ROUTES = {
    "practices": "praxis",
    "standards": "standard",
    "programmes": "foerderung",
    "courses": "kurs",
    "law": "recht",
}


def records(kind: str) -> tuple[Record, ...]:
    found: tuple[Record, ...] = getattr(centre.open_centre().content, kind)
    return found


@pytest.mark.parametrize("kind", ROUTES)
def test_every_record_has_a_page_with_all_its_sources(text: Callable[..., str], kind: str) -> None:
    """No list leads into a dead end, and no record hides where it comes from."""
    assert records(kind)
    for record in records(kind):
        html = text(f"/{ROUTES[kind]}/{record.id}/")
        for source in record.sources:
            assert source.address.replace("&", "&amp;").replace("'", "&#x27;") in html
        unverified = sum(not source.verified for source in record.sources)
        assert html.count('tag--open">ungeprüft') == unverified + (not record.verified)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/praxis/", "practices"),
        ("/standards/", "standards"),
        ("/foerderung/", "programmes"),
        ("/recht/", "law"),
        ("/lernen/", "skills"),
    ],
)
def test_every_list_names_every_record(text: Callable[..., str], address: str, kind: str) -> None:
    """What is not in the list is not found by those who browse."""
    html = text(address)
    for record in records(kind):
        assert record.title.replace("&", "&amp;").replace("'", "&#x27;") in html


def test_every_skill_leads_to_its_courses_and_measures(text: Callable[..., str]) -> None:
    """Who lacks a skill finds where to learn it and what it is good for."""
    for skill in centre.open_centre().content.skills:
        page = Outline(text(f"/faehigkeit/{skill.id}/"))
        links = [value for tag, some in page.tags if tag == "a" for value in some.values()]
        assert any(str(link).startswith("/kurs/") for link in links), skill.id
        assert f"/massnahme/{skill.measures[0]}/" in links


def test_a_programme_that_has_ended_is_never_called_open() -> None:
    """On any day each programme stands in the group of that day, and only there."""
    content = centre.open_centre().content
    for day in (date(2020, 1, 1), TODAY, date(2035, 1, 1)):
        groups = {group.id: group for group in programme_list(content, day)}
        for programme in content.programmes:
            state = window_on(programme, day).kind
            homes = [
                name
                for name, group in groups.items()
                if programme.id in {entry.id for entry in group.entries}
            ]
            assert homes == [f"frist-{state}"]
            assert not (programme.expired(day) and state != "closed")


def test_what_has_run_out_says_so() -> None:
    """An expired record stays readable and is marked on its own page."""
    content = centre.open_centre().content
    record = replace(content.standards[0], valid_to=date(2020, 5, 1))
    assert record_view(content, record, TODAY).expired == "Das galt bis 1.\u00a0Mai 2020."
    assert record_view(content, content.standards[0], TODAY).expired == ""


def test_the_marks_of_a_record_are_the_same_words_everywhere() -> None:
    """Expired is never called open, and what nobody has checked says so in every list."""
    content = centre.open_centre().content
    for programme in content.programmes:
        for day in (date(2020, 1, 1), TODAY, date(2035, 1, 1)):
            words = [mark.text for mark in marks_of(programme, day)]
            state = window_on(programme, day).kind
            assert ("Antrag möglich" in words) == (state == "open")
            assert ("abgelaufen" in words) == (state == "closed")
    old = replace(content.standards[0], valid_to=date(2020, 5, 1), sources=())
    assert [mark.text for mark in marks_of(old, TODAY)] == ["abgelaufen", "ungeprüft"]
    assert marks_of(replace(old, valid_to=None), date(2020, 1, 1)) == (UNVERIFIED,)


def test_a_programme_leads_to_the_check_for_the_own_place(text: Callable[..., str]) -> None:
    """Whether one may apply is one step away, unless the programme has ended."""
    for programme in centre.open_centre().content.programmes:
        html = text(f"/foerderung/{programme.id}/")
        asked = f'<input type="hidden" name="programm" value="{programme.id}">' in html
        assert asked == (window_on(programme, TODAY).kind != "closed")


def test_beside_a_record_stands_nothing_that_the_page_names_anyway(
    text: Callable[..., str],
) -> None:
    """ "Auch interessant" brings something new."""
    html = text("/standard/xrechnung/")
    start = html.index('id="auch-interessant"')
    aside, rest = html[start : html.index("</aside>")], html[:start]
    links = re.findall(r'<li><a href="(/[^"]+)"', aside)
    assert links and not [link for link in links if f'"{link}"' in rest]


def test_what_nobody_published_is_said_and_not_left_blank(text: Callable[..., str]) -> None:
    """A practice without published trouble does not look like one without trouble."""
    practice = next(p for p in centre.open_centre().content.practices if not p.problems)
    html = text(f"/praxis/{practice.id}/")
    assert "Darüber ist nichts veröffentlicht." in html


def test_a_practice_from_abroad_says_what_would_have_to_hold() -> None:
    """Nobody copies from Denmark what needs a Danish register."""
    opened = centre.open_centre()
    abroad = [p for p in opened.content.practices if p.country != "DE"]
    assert abroad
    for practice in abroad:
        page = practice_page(opened, practice, TODAY)
        assert page.carry_over and page.place.address == ""


def test_a_measure_shows_ways_failures_examples_and_money(text: Callable[..., str]) -> None:
    """From a measure one comes to everything that helps with it."""
    content = centre.open_centre().content
    measure = content.measure["beleuchtung-erneuern"]
    html = text(f"/massnahme/{measure.id}/")
    for heading in ("Wege zum Ziel", "Woran es scheitern kann", "Wer etwas dazu bezahlt"):
        assert heading in html
    proving = [p for p in content.practices if measure.id in p.measures]
    assert proving and all(f"/praxis/{p.id}/" in html for p in proving)


def test_a_field_tells_what_it_is_about_what_others_do_and_where_to_begin(
    text: Callable[..., str],
) -> None:
    """Two minutes for an official: at most a page of reading before the lists."""
    for field in centre.open_centre().content.fields:
        page = Outline(text(f"/feld/{field.id}/"))
        for heading in ("Worum es geht", "Womit anfangen", "Was andere tun"):
            assert heading in page.text, field.id
        first = page.text.split("Alles zu diesem Feld")[0]
        assert len(first.split()) < 620, field.id


def test_every_control_is_listed_and_has_a_page(text: Callable[..., str]) -> None:
    """The catalogue is named with its licence, a linked control names the measures."""
    html = text("/sicherheit/")
    assert "CC BY-SA 4.0" in html
    content = centre.open_centre().content
    link = content.controls[0]
    page = text(f"/sicherheit/{link.catalogue}/{link.controls[0]}/")
    assert content.measure[link.measure].title in page


@pytest.mark.parametrize(
    "address",
    [
        "/praxis/gibtesnicht/",
        "/standard/gibtesnicht/",
        "/foerderung/gibtesnicht/",
        "/kurs/gibtesnicht/",
        "/faehigkeit/gibtesnicht/",
        "/recht/gibtesnicht/",
        "/sicherheit/gibtes/nicht/",
    ],
)
def test_unknown_records_are_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_the_library_is_empty_at_first_and_says_how_to_fill_it(text: Callable[..., str]) -> None:
    assert "schaltstelle library add" in text("/bibliothek/")


@pytest.mark.django_db
def test_an_imported_text_names_its_source_and_every_passage_can_be_reached(
    text: Callable[..., str],
) -> None:
    """A text of others stands there unchanged, with source and licence, its title only once."""
    passages = tuple(
        {"headings": headings, "text": words, "anchor": "", "page": None}
        for headings, words in (
            (["Strategie"], "Vorwort."),
            (["Strategie", "Ziele"], "Erstens. <b>Fett</b>"),
            (["Strategie", "Ziele"], "Zweitens."),
        )
    )
    strategy = Text(
        key="probe/strategie.md",
        kind="document",
        title="Strategie",
        format="markdown",
        sha256="0" * 64,
        passages=passages,
        publisher="Stadt Muster",
        licence="CC BY 4.0",
    )
    add_documents(texts=[strategy], actor="Probe")
    listed = text("/bibliothek/")
    link = re.search(r'href="(/bibliothek/\d+/)">Strategie<', listed)
    assert link and "Stadt Muster, CC BY 4.0" in listed
    html = text(link[1])
    assert re.findall(r"<h[12][^>]*>([^<]*)<", html) == ["Strategie", "Ziele"]
    assert "&lt;b&gt;Fett" in html and "<b>" not in html
    for number in (1, 2, 3):
        assert f'id="abschnitt-{number}"' in html
    assert "<dd>Stadt Muster</dd>" in html and "<dd>CC BY 4.0</dd>" in html
