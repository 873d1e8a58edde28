"""Links are checked online only when asked; here against a server of our own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from schaltstelle.centre import open_centre
from schaltstelle.sources.links import addresses, visit


class Pages(BaseHTTPRequestHandler):
    """/da answers, /weg does not exist, /stur answers only the usual request."""

    def do_HEAD(self) -> None:
        self._answer({"/da": 200, "/stur": 405}.get(self.path, 404))

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


def test_every_address_of_the_content_is_found_with_its_records() -> None:
    """No source is forgotten, wherever in a record it stands; one kind can be asked for."""
    content = open_centre().content
    everything = addresses(content)
    for measure in content.measures:
        for source in measure.sources:
            assert f"measures/{measure.id}" in everything[source.address]
    only = addresses(content, "measures")
    assert {name.split("/")[0] for names in only.values() for name in names} == {"measures"}
