"""Protects the way from a typed name to the page of a place, with and without scripts."""

from collections.abc import Callable

from django.test import Client

from schaltstelle import centre


def test_one_place_is_opened_at_once(client: Client) -> None:
    response = client.get("/ort-finden", {"q": "Tengen"})
    assert response["Location"] == "/ort/08335080/"


def test_keys_are_understood_in_both_lengths(client: Client) -> None:
    for key in ("08335080", "083350080080"):
        assert client.get("/ort-finden", {"q": key})["Location"] == "/ort/08335080/"


def test_a_name_of_many_places_lists_them_with_kreis_and_land(text: Callable[..., str]) -> None:
    html = text("/ort-finden", q="Neustadt")
    assert "Welchen Ort meinen Sie?" in html
    assert "Marburg-Biedenkopf, Hessen" in html
    assert "Kreis Ostholstein, Schleswig-Holstein" in html


def test_a_slip_gets_a_suggestion(text: Callable[..., str]) -> None:
    assert 'href="/ort/08335080/">Tengen' in text("/ort-finden", q="Tengn")


def test_a_dissolved_key_says_what_it_became_and_when(text: Callable[..., str]) -> None:
    html = text("/ort-finden", q="06635005")
    assert "Bromskirchen (06635005) wurde am 1.\u00a0Januar 2023 zu Allendorf (Eder)" in html
    assert 'href="/ort/06635001/"' in html


def test_nothing_found_helps_and_keeps_what_was_typed(text: Callable[..., str]) -> None:
    html = text("/ort-finden", status=404, q="Qqqqqqq")
    assert "haben wir nicht gefunden" in html
    assert 'value="Qqqqqqq"' in html


def test_a_wrong_key_says_why(text: Callable[..., str]) -> None:
    assert "hat 6 Stellen" in text("/ort-finden", status=404, q="123456")


def test_what_was_typed_is_shown_as_text_only(text: Callable[..., str]) -> None:
    html = text("/ort-finden", status=404, q="<qxqx>zqzq</qxqx>")
    assert "<qxqx" not in html


def test_suggestions_begin_with_what_was_typed(client: Client) -> None:
    places = client.get("/orte/vorschlaege", {"q": "teng"}).json()["places"]
    assert places[0] == {
        "name": "Tengen",
        "where": "Gemeinde, Landkreis Konstanz, Baden-Württemberg",
        "address": "/ort/08335080/",
    }


def test_no_suggestions_for_nothing(client: Client) -> None:
    assert client.get("/orte/vorschlaege", {"q": "  "}).json() == {"places": []}


PROGRAMME = centre.open_centre().content.programmes[0].id


def test_a_programme_is_checked_for_the_place_that_is_named(client: Client) -> None:
    """From a programme one comes straight to the answer for the own place."""
    response = client.get("/ort-finden", {"q": "Tengen", "programm": PROGRAMME})
    assert response["Location"] == f"/ort/08335080/?programm={PROGRAMME}#foerderung"


def test_the_programme_is_not_lost_where_several_places_are_meant(
    client: Client, text: Callable[..., str]
) -> None:
    html = text("/ort-finden", q="Neustadt", programm=PROGRAMME)
    assert f"/?programm={PROGRAMME}#foerderung" in html
    assert f'<input type="hidden" name="programm" value="{PROGRAMME}">' in html
    found = client.get("/orte/vorschlaege", {"q": "teng", "programm": PROGRAMME}).json()
    assert found["places"][0]["address"].endswith(f"?programm={PROGRAMME}#foerderung")


def test_without_a_place_one_stays_with_the_programme(client: Client) -> None:
    asked = {"q": " ", "programm": PROGRAMME}
    assert client.get("/ort-finden", asked)["Location"] == f"/foerderung/{PROGRAMME}/"


def test_what_is_no_place_is_not_searched_for_when_a_programme_is_checked(
    text: Callable[..., str],
) -> None:
    """A slip in the name of the own place must not end among search results."""
    html = text("/ort-finden", status=404, q="Glasfaser", programm=PROGRAMME)
    assert "haben wir nicht gefunden" in html


def test_an_unknown_programme_is_passed_over(client: Client) -> None:
    asked = {"q": "Tengen", "programm": "gibtesnicht"}
    assert client.get("/ort-finden", asked)["Location"] == "/ort/08335080/"
