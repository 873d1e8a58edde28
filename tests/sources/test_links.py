"""Links are checked online only when asked; here against a server of our own."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from schaltstelle.centre import open_centre
from schaltstelle.sources.links import addresses, as_sent, visit

UMLAUTS = "/B%C3%BCrger%C3%A4mter"


class Pages(BaseHTTPRequestHandler):
    """/da answers, /weg does not exist, /stur answers only the usual request."""

    def do_HEAD(self) -> None:
        self._answer({"/da": 200, "/stur": 405, UMLAUTS: 200}.get(self.path, 404))

    def do_GET(self) -> None:
        self._answer({"/da": 200, "/stur": 200}.get(self.path, 404))

    def _answer(self, code: int) -> None:
        self.send_response(code)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Pages) as pages:
        thread = threading.Thread(target=pages.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{pages.server_port}"
        pages.shutdown()
        thread.join()


def test_pages_that_do_not_answer_are_named_with_their_records(server: str) -> None:
    """An editor learns which record has a dead link, and why."""
    wanted = {f"{server}/{page}": [f"law/{page}"] for page in ("da", "weg", "stur")}
    wanted["http://127.0.0.1:9/zu"] = ["law/zu"]
    found = {item.records[0]: item.reason for item in visit(wanted)}
    assert found["law/da"] == "" and found["law/stur"] == ""
    assert "404" in found["law/weg"]
    assert "nicht erreichbar" in found["law/zu"]


def test_pages_with_umlauts_in_their_address_are_called(server: str) -> None:
    """Many a town writes them; a browser sends them in ASCII."""
    (found,) = visit({f"{server}/B%C3%BCrger%C3%A4mter": ["a"]})
    assert found.works
    (found,) = visit({f"{server}/Bürgerämter#öffnungszeiten": ["a"]})
    assert found.works
    assert as_sent("https://www.köln.de:8443/ä?ö=ü") == (
        "https://www.xn--kln-sna.de:8443/%C3%A4?%C3%B6=%C3%BC"
    )
    assert as_sent("https://a.de/x%20y?a=b&c=(d)") == "https://a.de/x%20y?a=b&c=(d)"


@pytest.mark.parametrize("address", ["ftp://a.de/x", "file:///etc/passwd", "javascript:alert(1)"])
def test_what_is_no_web_address_is_never_opened(address: str) -> None:
    """Neither a file of this computer nor a script."""
    (found,) = visit({address: ["a"]})
    assert found.reason == "keine Webadresse"


@pytest.mark.parametrize("address", ["http://[::1", "http://", "http://127.0.0.1:0/"])
def test_an_address_that_cannot_be_called_is_named(address: str) -> None:
    """A typing error is one line of the report, not its end."""
    (found,) = visit({address: ["a"]})
    assert found.reason.startswith("nicht erreichbar")


def test_a_server_that_answers_nonsense_does_not_stop_the_others(server: str) -> None:
    """One broken server among thousands of addresses."""
    with socket.create_server(("127.0.0.1", 0)) as broken:
        port = broken.getsockname()[1]

        def answer() -> None:
            for _ in range(2):
                with broken.accept()[0] as connection:
                    connection.recv(1000)
                    connection.sendall(b"\x16\x03 this is no HTTP\r\n\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        found = list(visit({f"http://127.0.0.1:{port}/": ["a"], f"{server}/da": ["b"]}))
    assert [item.works for item in found] == [False, True]
    assert found[0].reason.startswith("nicht erreichbar")


def test_every_address_of_the_content_is_found_with_its_records() -> None:
    """No source is forgotten, wherever in a record it stands; one kind can be asked for."""
    content = open_centre().content
    everything = addresses(content)
    for measure in content.measures:
        for source in measure.sources:
            assert f"measures/{measure.id}" in everything[source.address]
    only = addresses(content, "measures")
    assert {name.split("/")[0] for names in only.values() for name in names} == {"measures"}
