"""Protects the headers: a strict policy, no other host, no frames, and honest caches."""

import gzip

import pytest
from django.test import Client

ADDRESSES = (
    "/",
    "/karte",
    "/karte/daten.json",
    "/ort/08335080/",
    "/gibtesnicht/",
    "/rueckmeldung/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_policy_is_strict(client: Client, address: str) -> None:
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    for name in ("script-src", "style-src", "font-src", "connect-src", "form-action"):
        assert directives[name] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy
    assert directives["frame-ancestors"] == "'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("address", ["/", "/ort/08335080/", "/karte/daten.json"])
def test_an_unchanged_page_is_not_sent_again(client: Client, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_another_query_is_another_page(client: Client) -> None:
    usual, other = client.get("/ort/08335080/"), client.get("/ort/08335080/?jahre=3")
    assert usual["ETag"] != other["ETag"]
    assert usual.content != other.content


def test_compressed_and_plain_are_the_same(client: Client) -> None:
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]


def test_a_page_is_rendered_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/kriterien/")

    def broken(*_: object) -> None:
        raise AssertionError("rendered again")

    monkeypatch.setattr("schaltstelle.web.content.criteria_page.criteria_list", broken)
    assert client.get("/kriterien/").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("address", ["/", "/suche", "/karte", "/ort/08335080/", "/impressum/"])
def test_pages_that_only_read_refuse_to_write(client: Client, method: str, address: str) -> None:
    assert getattr(client, method)(address).status_code == 405
