"""Protects the pages for what went wrong: German, whole, and without the inside of the program."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from schaltstelle.web.content import fields_page


def test_a_failure_shows_a_german_page_and_no_inside(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("the inside")

    monkeypatch.setattr(fields_page, "field_list", broken)
    client.raise_request_exception = False
    response = client.get("/felder/")
    assert response.status_code == 500
    html = response.content.decode()
    assert "Da ist bei uns etwas schiefgegangen" in html
    assert "the inside" not in html


def test_a_failure_is_not_kept(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(fields_page, "field_list", lambda _: 1 / 0)
        client.raise_request_exception = False
        assert client.get("/felder/").status_code == 500
    assert client.get("/felder/").status_code == 200


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    response = client.get("/", headers={"host": "example.org"})
    assert response.status_code == 400
    assert "Diese Anfrage können wir nicht lesen" in response.content.decode()


def test_what_is_forbidden_says_so(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    def forbidden(_: object) -> None:
        raise PermissionDenied

    monkeypatch.setattr(fields_page, "field_list", forbidden)
    response = client.get("/felder/")
    assert response.status_code == 403
    assert "Das ist hier nicht erlaubt" in response.content.decode()


def test_an_unknown_address_offers_the_search(client: Client) -> None:
    response = client.get("/gibtesnicht/")
    assert response.status_code == 404
    assert 'action="/ort-finden"' in response.content.decode()
