"""An index over a small made-up body of knowledge, built once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schaltstelle.search.index import Index, open_index
from tests.search.town import DOCUMENTS, VOCABULARY


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Only to read from."""
    opened = open_index(VOCABULARY, tmp_path_factory.mktemp("search"))
    opened.update(DOCUMENTS, version="1")
    yield opened
    opened.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Index]:
    """An index of one's own, without documents."""
    opened = open_index(VOCABULARY, tmp_path)
    yield opened
    opened.close()
