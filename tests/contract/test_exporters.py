"""What every exporter promises, for every kind of administration and for unusual frames."""

import pytest

from schaltstelle.centre import open_centre
from schaltstelle.core.planning import Frame
from schaltstelle.core.roadmap.problem import Quarter
from schaltstelle.papers.registry import EXPORTERS
from tests.papers.places import KINDS, TENGEN, advice_for

MAGIC = {"pdf": b"%PDF-1.7", "docx": b"PK\x03\x04", "json": b"{\n"}

FRAMES = {
    "nothing": Frame(start=Quarter(2027, 1), budget=0, staff=0),
    "plenty": Frame(start=Quarter(2027, 1), years=10, budget=5_000_000, staff=50),
    "within a year": Frame(start=Quarter(2027, 3), years=1, budget=20_000, staff=0.5),
    "provisional": Frame(start=Quarter(2027, 1), provisional_until=Quarter(2027, 2)),
    "consolidation": Frame(start=Quarter(2027, 1), voluntary_cap=2_000),
    "wish": Frame(start=Quarter(2027, 1), wishes=("open-data-starten",), staff=1),
}


@pytest.mark.parametrize("kind", EXPORTERS)
@pytest.mark.parametrize("key", KINDS)
def test_gives_the_same_file_of_its_kind_twice(kind: str, key: str) -> None:
    """A paper can be made again byte for byte, and is what its media type says."""
    export = EXPORTERS[kind].export
    first = export(open_centre(), advice_for(key))
    assert first.startswith(MAGIC[kind])
    assert export(open_centre(), advice_for(key)) == first


@pytest.mark.parametrize("kind", EXPORTERS)
@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_works_in_unusual_frames(kind: str, frame: Frame) -> None:
    """No money, plenty of it, a broken year, budget law and wishes all give a paper."""
    data = EXPORTERS[kind].export(open_centre(), advice_for(TENGEN, frame))
    assert data.startswith(MAGIC[kind])


def test_names_what_it_gives() -> None:
    """Downloads carry a media type and a German title, each its own."""
    exporters = EXPORTERS.values()
    assert all(kind == exporter.kind for kind, exporter in EXPORTERS.items())
    assert len({exporter.media_type for exporter in exporters}) == len(EXPORTERS)
    assert all("/" in exporter.media_type and exporter.title for exporter in exporters)
