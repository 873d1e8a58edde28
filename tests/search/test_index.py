"""Keeping the index up to date: only what changed, all or nothing, by many at once."""

import multiprocessing
import os
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schaltstelle.core.query import Query
from schaltstelle.search import index as module
from schaltstelle.search.documents import Document
from schaltstelle.search.engine import search
from schaltstelle.search.index import Change, Index, Updated, open_index
from schaltstelle.search.vocabulary import Vocabulary
from tests.search.town import DOCUMENTS, TODAY, VOCABULARY


def found(index: Index, text: str) -> set[str]:
    return {hit.id for hit in search(index, Query(text=text), today=TODAY).hits}


def tables(index: Index) -> dict[str, list[tuple[object, ...]]]:
    """All that decides what is found, whatever the numbers of the rows."""
    read = index.connection.execute
    return {
        "record": sorted(read("SELECT kind, id, hash FROM record").fetchall()),
        "posting": sorted(
            (term, *amounts)
            for (term,) in read("SELECT DISTINCT term FROM posting").fetchall()
            for amounts in [sorted(index.postings([term])[term].amounts.tolist())]
        ),
        "word": sorted(read("SELECT word, count FROM word").fetchall()),
        "text": sorted(read("SELECT title, body, topics FROM text").fetchall()),
        "link": sorted(read("SELECT target FROM link").fetchall()),
        "section": sorted(read("SELECT heading, text FROM section").fetchall()),
    }


def new(name: str, title: str = "Quastenflosser im Rathausbrunnen") -> Document:
    return Document(kind="practice", id=name, title=title, links=("measure:sirenen-erneuern",))


def test_the_same_documents_again_change_nothing(empty: Index) -> None:
    """Idempotent: also without a version."""
    assert empty.update(DOCUMENTS) == Updated(added=len(DOCUMENTS))
    before, generation = tables(empty), empty.generation
    assert empty.update(DOCUMENTS) == Updated()
    assert (tables(empty), empty.generation) == (before, generation)


@given(st.lists(st.sampled_from(DOCUMENTS), unique=True), st.lists(st.sampled_from(DOCUMENTS)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_what_is_removed_was_never_there(
    tmp_path_factory: pytest.TempPathFactory, kept: list[Document], passing: list[Document]
) -> None:
    """An index that once held more is the same as one that never did."""
    index = open_index(VOCABULARY, tmp_path_factory.mktemp("a"))
    index.update(DOCUMENTS)
    index.update([*kept, *(replace(d, id=f"{d.id}-2", title="Anders") for d in passing)])
    index.update(kept)
    other = open_index(VOCABULARY, tmp_path_factory.mktemp("b"))
    other.update(DOCUMENTS)
    other.update(kept)
    assert tables(index) == tables(other)
    index.close()
    other.close()


def test_only_what_differs_is_written(empty: Index) -> None:
    """One changed record is one changed row."""
    empty.update(DOCUMENTS)
    changed = replace(DOCUMENTS[0], title="Ganz neuer Quastenflosser")
    assert empty.update([changed, *DOCUMENTS[1:]]) == Updated(changed=1)
    assert found(empty, "Quastenflosser") == {changed.id}
    assert empty.update(DOCUMENTS[1:]) == Updated(removed=1)
    assert found(empty, "Quastenflosser") == set()


def test_a_version_that_is_there_costs_no_reading(empty: Index) -> None:
    """Opening must cost next to nothing when nothing changed."""
    empty.update(DOCUMENTS, version="7")
    assert empty.is_current("7") and not empty.is_current("8") and not empty.is_current("")
    assert empty.update([], version="7") == Updated()
    assert empty.size == len(DOCUMENTS)


def test_the_library_catches_up_by_number(empty: Index) -> None:
    """Each change once, the last of a document counts, content stays as it is."""
    empty.update(DOCUMENTS)
    first = [Change(1, "a", new("a")), Change(2, "b", new("b")), Change(3, "a", None)]
    assert empty.catch_up(first, up_to=3) == Updated(added=1)
    assert found(empty, "Quastenflosser") == {"b"}
    assert empty.change_number() == 3
    assert empty.catch_up(first, up_to=3) == Updated()
    assert empty.catch_up([Change(4, "b", new("b", "Neuer Quastenflosser"))], 4) == Updated(
        changed=1
    )
    assert empty.catch_up([Change(5, "b", None)], up_to=5) == Updated(removed=1)
    assert found(empty, "Quastenflosser") == set()
    assert found(empty, "Wohngeld")


def test_changes_beyond_the_number_wait(empty: Index) -> None:
    """What comes later is not there yet."""
    empty.catch_up([Change(1, "a", new("a")), Change(9, "b", new("b"))], up_to=5)
    assert found(empty, "Quastenflosser") == {"a"}
    empty.catch_up([Change(9, "b", new("b"))], up_to=9)
    assert found(empty, "Quastenflosser") == {"a", "b"}


def test_adding_one_document_leaves_the_other_rows_alone(empty: Index) -> None:
    """It does not rebuild the index."""
    empty.update(DOCUMENTS)
    before = dict(empty.connection.execute("SELECT id, row FROM record").fetchall())
    empty.catch_up([Change(1, "a", new("a"))], up_to=1)
    after = dict(empty.connection.execute("SELECT id, row FROM record").fetchall())
    assert {key: after[key] for key in before} == before and set(after) - set(before) == {"a"}


def test_another_vocabulary_reads_all_documents_anew(tmp_path: Path) -> None:
    """New words of the field count for the old documents too, imported ones among them."""
    index = open_index(VOCABULARY, tmp_path)
    index.update(DOCUMENTS)
    index.catch_up([Change(1, "a", new("a", "Handyparkplatz"))], up_to=1)
    assert found(index, "Platz") == set()
    index.close()
    wider = Vocabulary(VOCABULARY.terms, (*VOCABULARY.parts, "handypark", "platz", "park"))
    again = open_index(wider, tmp_path)
    assert found(again, "Platz") == {"a"}
    assert again.change_number() == 1
    again.close()


def test_words_of_what_is_not_public_are_never_proposed(empty: Index) -> None:
    """A correction would betray them."""
    secret = replace(new("a", "Geheimniskrämerei"), access="intern")
    empty.update([*DOCUMENTS, secret])
    results = search(empty, Query(text="Geheimniskrämere"), today=TODAY)
    assert results.total == 0
    assert not any("Geheimniskrämerei" in note for note in results.notes)
    allowed = search(empty, Query(text="Geheimniskrämerei"), today=TODAY, access=("intern",))
    assert [hit.id for hit in allowed.hits] == ["a"]


def test_a_failed_update_leaves_the_index_as_it_was(
    empty: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or nothing."""
    empty.update(DOCUMENTS)
    before = tables(empty)

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(module, "count_up", broken)
    with pytest.raises(RuntimeError):
        empty.update([new("a")])
    assert tables(empty) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="Wer alles darf, darf auch das")
def test_a_folder_that_cannot_be_written_only_costs_memory(tmp_path: Path) -> None:
    """The search works all the same."""
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    index = open_index(VOCABULARY, tmp_path / "search")
    index.update(DOCUMENTS)
    assert found(index, "Sirenen")


def test_a_folder_that_is_a_file_only_costs_memory(tmp_path: Path) -> None:
    """The same where nothing can be made at all."""
    (tmp_path / "search").write_text("kein Ordner", encoding="utf-8")
    index = open_index(VOCABULARY, tmp_path / "search")
    index.update(DOCUMENTS)
    assert found(index, "Sirenen")
    assert tmp_path not in index.path.parents


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    """It only repeats what is elsewhere."""
    index = open_index(VOCABULARY, tmp_path)
    index.update(DOCUMENTS)
    index.close()
    index.path.write_bytes(b"kein SQLite" * 1000)
    for sidecar in tmp_path.glob("*-*"):
        sidecar.unlink(missing_ok=True) if sidecar != index.path else None
    again = open_index(VOCABULARY, tmp_path)
    again.update(DOCUMENTS)
    assert found(again, "Sirenen")


def test_a_file_of_other_tables_is_made_anew(tmp_path: Path) -> None:
    """Otherwise every process would build an index of its own."""
    path = open_index(VOCABULARY, tmp_path).path
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE section")
    connection.execute(
        "INSERT INTO record (row, collection, kind, id, hash, access, fields, lands,"
        " sizes, verified, applies, links, head, rest)"
        " VALUES (1, 'content', 'measure', 'a', '', '', '', 0, 0, 1, 0, '', '', '')"
    )
    connection.execute("UPDATE meta SET value = 'other' WHERE name = 'reading'")
    connection.commit()
    connection.close()
    again = open_index(VOCABULARY, tmp_path)
    assert again.path == path
    again.update(DOCUMENTS)
    assert found(again, "Sirenen")
    again.close()


def build(folder: Path, start: "multiprocessing.synchronize.Barrier", results: "object") -> None:
    """What a process does when it comes up."""
    start.wait()
    index = open_index(VOCABULARY, folder)
    index.update(DOCUMENTS, version="1")
    results.put(sorted(found(index, "Sirenen")))  # type: ignore[attr-defined]


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    """The second waits for the first and finds everything done."""
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(2), context.Queue()
    builders = [context.Process(target=build, args=(tmp_path, start, results)) for _ in range(2)]
    for builder in builders:
        builder.start()
    answers = [results.get(timeout=60) for _ in builders]
    for builder in builders:
        builder.join(timeout=60)
        assert builder.exitcode == 0
    assert answers[0] == answers[1] == ["sirenen-alt", "sirenen-erneuern", "sirenen-geld"]
    index = open_index(VOCABULARY, tmp_path)
    assert index.size == len(DOCUMENTS)
    index.close()


def test_a_reader_sees_the_changes_of_a_writer(tmp_path: Path) -> None:
    """Two servers on one file."""
    writer, reader = open_index(VOCABULARY, tmp_path), open_index(VOCABULARY, tmp_path)
    writer.update(DOCUMENTS)
    assert found(reader, "Sirenen")
    writer.catch_up([Change(1, "a", new("a"))], up_to=1)
    assert found(reader, "Quastenflosser") == {"a"}
    writer.close()
    reader.close()
