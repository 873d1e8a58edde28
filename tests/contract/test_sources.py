"""Every registered source parses, compiles, says where it comes from, and refuses in German."""

from __future__ import annotations

from pathlib import Path

import pytest

from schaltstelle.sources.errors import SourceError
from schaltstelle.sources.registry import SOURCES, source
from schaltstelle.sources.source import Source
from tests.sources.small_files import WRITERS

EVERY_SOURCE = pytest.mark.parametrize("each", SOURCES, ids=lambda each: each.id)
GERMAN_SIGNS = ("ist", "fehl", "nicht", "kein", "statt", "hat", "heißt", "enthält", "liegt")


def test_source_ids_are_unique_and_each_has_a_sample() -> None:
    """A source can be named by its id, and none escapes this contract."""
    ids = [each.id for each in SOURCES]
    assert len(set(ids)) == len(ids)
    assert set(ids) == set(WRITERS)
    assert all(source(name).id == name for name in ids)


@EVERY_SOURCE
def test_source_states_its_origin(each: Source) -> None:
    """Title, publisher and licence stand beside every figure, so they must be there."""
    assert each.title and each.publisher and each.licence and each.pattern


@EVERY_SOURCE
def test_source_reads_its_format(each: Source, tmp_path: Path) -> None:
    """A good file gives rows, something compiled, and provenance with hash and vintage."""
    path = WRITERS[each.id](tmp_path)
    assert path in set(tmp_path.glob(each.pattern))
    rows = each.parse(path)
    assert isinstance(rows, tuple) and rows
    assert each.compile(rows) is not None
    record = each.record(path, rows)
    assert record.rows == len(rows)
    assert len(record.sha256) == 64
    assert record.vintage and record.file == path.name


@EVERY_SOURCE
def test_source_refuses_noise_in_german(each: Source, tmp_path: Path) -> None:
    """A file of another kind is refused with its name and a German reason, not half read."""
    path = WRITERS[each.id](tmp_path)
    path.write_bytes(b"\xff\xfe nothing of the kind \x00\x01")
    _refuses(each, path)


@EVERY_SOURCE
def test_source_refuses_an_empty_file(each: Source, tmp_path: Path) -> None:
    """An empty download never empties a table."""
    path = WRITERS[each.id](tmp_path)
    path.write_bytes(b"")
    _refuses(each, path)


@EVERY_SOURCE
def test_source_refuses_half_a_file(each: Source, tmp_path: Path) -> None:
    """A download that broke off in the middle of a record is noticed."""
    path = WRITERS[each.id](tmp_path)
    content = path.read_bytes()
    last = content[: len(content) // 2]
    path.write_bytes(last.rstrip(b"\n") + b"x")
    _refuses(each, path)


def _refuses(each: Source, path: Path) -> None:
    with pytest.raises(SourceError) as raised:
        each.parse(path)
    assert raised.value.issues
    for issue in raised.value.issues:
        assert issue.file == path.name
        assert any(sign in issue.reason for sign in GERMAN_SIGNS), issue.reason
