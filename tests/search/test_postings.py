"""Which documents have a term: what is written is read, block by block."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.search import postings as module
from schaltstelle.search.columns import Columns, Reader
from schaltstelle.search.index import Index
from schaltstelle.search.postings import PostingWriter, read_postings
from schaltstelle.search.schema import CREATE
from schaltstelle.search.strength import amounts_of
from tests.search.town import DOCUMENTS

TERMS = ("amt", "brand", "digital verwalt")
Batch = tuple[set[int], list[dict[str, float]]]

amounts = st.dictionaries(st.sampled_from(TERMS), st.sampled_from([0.5, 1.0, 6.25]), min_size=1)
# Positions of rows to take out, and what to add.
batches = st.lists(st.tuples(st.sets(st.integers(0, 30), max_size=6), st.lists(amounts)))


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(next(s for s in CREATE.split(";\n") if "TABLE posting" in s))
    yield connection
    connection.close()


@given(batches)
@settings(max_examples=60)
def test_postings_are_those_of_the_rows_that_are_left(given_batches: list[Batch]) -> None:
    """Whatever is added and taken out, over the borders of blocks."""
    connection = sqlite3.connect(":memory:")
    connection.execute(next(s for s in CREATE.split(";\n") if "TABLE posting" in s))
    rows: dict[int, dict[str, float]] = {}
    last = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", 4)
        for gone, added in given_batches:
            writer = PostingWriter(connection)
            for row in gone & rows.keys():
                writer.remove(row, rows.pop(row))
            for one in added:
                last += 1
                rows[last] = one
                writer.add(last, one)
            writer.flush()
        found = read_postings(connection, TERMS)
    connection.close()
    for term in TERMS:
        wanted = {row: one[term] for row, one in rows.items() if term in one}
        posting = found.get(term, module.NOWHERE)
        assert dict(zip(posting.rows.tolist(), posting.amounts.tolist(), strict=True)) == wanted
        assert posting.rows.tolist() == sorted(wanted)


def test_nothing_is_left_of_a_term_without_rows(connection: sqlite3.Connection) -> None:
    """Otherwise the file would grow with every change."""
    writer = PostingWriter(connection)
    writer.add(1, {"amt": 1.0})
    writer.flush()
    writer.remove(1, ["amt", "never"])
    writer.flush()
    assert connection.execute("SELECT count(*) FROM posting").fetchone() == (0,)


def test_the_index_knows_of_every_document_how_strongly_it_has_each_term(index: Index) -> None:
    """The lists say the same as the documents themselves."""
    phrases = index.language.thesaurus.phrases
    reader = Reader(index.language.analyser)
    for document in DOCUMENTS:
        row = index.row_of(document.kind, document.id)
        expected = amounts_of(reader.read(document).columns, phrases)
        found = {
            term: float(posting.amounts[posting.rows == row].sum())
            for term, posting in index.postings(expected).items()
        }
        assert found == pytest.approx(expected, rel=1e-3)


# Amounts ----------------------------------------------------------------------------------------

EMPTY = Columns("", "", "", "", "", "", "")


def test_a_term_counts_by_where_and_how_often_it_stands() -> None:
    """A title says more than a body; a short body more than a long one."""
    found = amounts_of(EMPTY._replace(title="perso amt", summary="perso"), {})
    assert found == {"perso": 7.5, "amt": 5.0}
    short = amounts_of(EMPTY._replace(body="perso"), {})["perso"]
    assert short > amounts_of(EMPTY._replace(body="perso" + " wort" * 300), {})["perso"]


def test_a_phrase_stands_within_one_line() -> None:
    """The end of one section and the beginning of the next are no phrase."""
    phrases = {("digital", "verwalt"): ("digital verwalt", "digital verwalt amt")}
    found = amounts_of(EMPTY._replace(headings="digital \n verwalt", title="digital"), phrases)
    assert "digital verwalt" not in found
    found = amounts_of(EMPTY._replace(title="digital verwalt amt digital verwalt"), phrases)
    assert found["digital verwalt"] == 10.0
    assert found["digital verwalt amt"] == 5.0
