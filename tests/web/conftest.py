"""Tests of the web: every GET may run SELECT only, and no page comes from an earlier test."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _select_only(settings: Settings) -> None:
    settings.MIDDLEWARE = ["tests.select_only.SelectOnly", *settings.MIDDLEWARE]
    settings.ALLOWED_HOSTS = ["testserver"]
    cache.clear()


@pytest.fixture
def text(client: Client) -> Callable[..., str]:
    """The HTML of a page that must be there."""

    def read(address: str, status: int = 200, **query: Any) -> str:
        response = client.get(address, query or None)
        assert response.status_code == status, address
        return response.content.decode()

    return read


class Outline(HTMLParser):
    """Tags with attributes, headings in order, and the visible text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"h1", "h2", "h3", "h4", "h5"}:
            self.headings.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """The visible text with single blanks."""
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def outline() -> type[Outline]:
    return Outline
