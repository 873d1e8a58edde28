"""The library: what was read is kept whole, every change has its number, and the search follows."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from schaltstelle.domain.audit.models import Entry
from schaltstelle.domain.library import actions
from schaltstelle.domain.library.actions import Added, Text, add_documents, remove_documents
from schaltstelle.domain.library.models import Counter, Document
from schaltstelle.domain.library.queries import changes_since, document, documents, state
from schaltstelle.domain.library.searchable import catch_up, searchable, source_line
from schaltstelle.search.index import Index, open_index
from schaltstelle.search.vocabulary import Vocabulary

pytestmark = pytest.mark.django_db

ACTOR = "Prüfung"


def passage(text: str, *headings: str, page: int | None = None) -> dict[str, object]:
    return {"headings": list(headings), "text": text, "anchor": "", "page": page}


def text(key: str = "ordner/a.md", **more: Any) -> Text:
    plain = Text(
        key=key,
        kind="document",
        title="Strategie",
        format="markdown",
        sha256="0" * 64,
        passages=(passage("Wir bauen Glasfaser.", "Ziele", page=2), passage("Und Bänke.")),
        language="de",
        place_key="08335080",
        source_title="Strategie 2030",
        publisher="Stadt Tengen",
        address="https://www.tengen.de/strategie",
        licence="CC BY 4.0",
    )
    return replace(plain, **more)


def add(*texts: Text) -> Added:
    return add_documents(texts=texts, actor=ACTOR)


def keys() -> list[str]:
    return [item.key for item in documents()]


def test_a_document_is_kept_as_it_was() -> None:
    """Nothing of it is lost on the way into the table."""
    assert add(text()) == Added(new=1, changed=0, same=0)
    kept = Document.objects.get()
    for name, value in asdict(text()).items():
        assert getattr(kept, name) == (list(value) if name == "passages" else value), name
    assert document(kept.pk) == kept and document(kept.pk + 1) is None


def test_an_equal_document_is_left_alone() -> None:
    """Reading a folder again changes nothing: no number, no audit row, no new date."""
    add(text())
    before = Document.objects.get()
    assert add(text()) == Added(new=0, changed=0, same=1)
    after = Document.objects.get()
    assert (after.change, after.changed) == (before.change, before.changed)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [{"title": "Neu"}, {"passages": (passage("Anders."),)}, {"licence": ""}, {"sha256": "1" * 64}],
)
def test_a_document_with_a_known_key_is_replaced(more: dict[str, Any]) -> None:
    """The same document stays, with a new number and what is in it now."""
    add(text())
    before = Document.objects.get()
    assert add(text(**more)) == Added(new=0, changed=1, same=0)
    after = Document.objects.get()
    assert after.pk == before.pk and after.added == before.added
    assert after.change > before.change
    for name, value in more.items():
        assert getattr(after, name) == (list(value) if name == "passages" else value)


def test_every_change_has_its_number_in_order() -> None:
    """Without gaps within a run, never the same twice, and the counter stands at the last."""
    add(text("a"), text("b"), text("c"))
    add(text("b", title="Neu"), text("d"))
    remove_documents(start="a", actor=ACTOR)
    numbers = {item.key: item.change for item in Document.objects.all()}
    assert numbers == {"c": 3, "b": 4, "d": 5, "a": 6}
    assert state()[1] == Counter.objects.get().value == 6
    assert [item.number for item in changes_since(4)] == [5, 6]
    assert list(changes_since(6)) == []


def test_every_write_has_an_audit_row_without_the_text() -> None:
    """What happened to which document, by whom; never what is in it."""
    add(text("a"))
    add(text("a", title="Neu"))
    remove_documents(start="a", actor="Jemand")
    pk = Document.objects.get().pk
    rows = [(row.action, row.subject, row.actor) for row in Entry.objects.order_by("id")]
    subject = f"library.document:{pk}"
    assert rows == [
        ("library.add_document", subject, ACTOR),
        ("library.add_document", subject, ACTOR),
        ("library.remove_document", subject, "Jemand"),
    ]
    assert "Glasfaser" not in str([row.__dict__ for row in Entry.objects.all()])


def test_a_removed_document_keeps_its_row_without_its_text() -> None:
    """So that every server learns that it is gone."""
    add(text("a"), text("b"))
    assert remove_documents(start="a", actor=ACTOR) == 1
    gone = Document.objects.get(key="a")
    assert gone.removed and gone.passages == []
    assert keys() == ["b"] and document(gone.pk) is None
    (change,) = changes_since(2)
    assert (change.id, change.document) == (str(gone.pk), None)
    assert remove_documents(start="a", actor=ACTOR) == 0
    assert state()[1] == 3


def test_a_document_that_comes_back_is_new_again() -> None:
    """Even if it is the same as before it was taken out."""
    add(text("a"))
    remove_documents(start="a", actor=ACTOR)
    assert add(text("a")) == Added(new=1, changed=0, same=0)
    back = Document.objects.get()
    assert not back.removed and len(back.passages) == 2 and back.change == 3


def test_a_folder_takes_its_documents_with_it_and_no_other() -> None:
    """„ordner“ is not „ordner-2“, a part of a name is no folder, and nothing is no folder."""
    add(*(text(key) for key in ("ordner/a", "ordner/b/c", "ordner-2/a", "ordner_", "Ordner/a")))
    for nothing in ("", "/", "ordn", "ordner/b/", "%", "ordner/_"):
        assert remove_documents(start=nothing, actor=ACTOR) == (nothing == "ordner/b/")
    assert remove_documents(start="ordner", actor=ACTOR) == 1
    assert sorted(keys()) == ["Ordner/a", "ordner-2/a", "ordner_"]


def test_a_failure_keeps_nothing_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """All or none: neither documents nor numbers nor audit rows."""
    add(text("vorher"))
    calls = []

    def broken(**named: object) -> None:
        calls.append(named)
        if len(calls) == 2:
            raise RuntimeError("audit")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(RuntimeError, match="audit"):
        add(text("a"), text("vorher", title="Neu"), text("c"))
    assert [(item.key, item.title) for item in Document.objects.all()] == [("vorher", "Strategie")]
    assert state()[1] == Counter.objects.get().value == 1
    assert Entry.objects.count() == 1
    calls.clear()
    with pytest.raises(RuntimeError, match="audit"):
        calls.append({})
        remove_documents(start="vorher", actor=ACTOR)
    assert keys() == ["vorher"]


def test_two_changes_never_share_a_number() -> None:
    """The database itself refuses it, whoever writes."""
    add(text("a"), text("b"))
    with pytest.raises(IntegrityError):
        Document.objects.filter(key="a").update(change=2)


def test_the_counter_is_locked_while_documents_change() -> None:
    """Numbers are given in the order in which transactions end; SQLite has one writer anyway."""
    with CaptureQueriesContext(connection) as seen:
        add()
    locked = [query["sql"] for query in seen.captured_queries if "FOR UPDATE" in query["sql"]]
    assert bool(locked) == (connection.vendor == "postgresql")


def test_long_and_strange_values_are_kept_as_far_as_the_table_holds() -> None:
    """A title of a thousand characters, NUL and half characters must not lose the document."""
    strange = text(
        "a" * 400,
        title="T" * 600,
        publisher="Stadt\x00 \udcfcber",
        passages=(passage("Text\x00 mit \ud800 Rest", "Kopf\x00"),),
    )
    add(strange)
    kept = Document.objects.get()
    assert kept.title == "T" * 500 and kept.publisher == "Stadt ?ber"
    assert kept.passages == [passage("Text mit ? Rest", "Kopf")]
    assert len(kept.key) == 300
    assert add(strange).same == 1
    assert add(text("a" * 400 + "b")).new == 1
    assert remove_documents(start="a" * 400, actor=ACTOR) == 1


def test_the_same_key_twice_in_a_run_counts_the_last() -> None:
    """As if it had been read twice."""
    assert add(text("a"), text("a", title="Neu")) == Added(new=1, changed=1, same=0)
    assert Document.objects.get().title == "Neu"


def test_everything_must_be_named() -> None:
    """An action is never called by the order of its arguments."""
    with pytest.raises(TypeError):
        add_documents([text()], ACTOR)  # type: ignore[misc]
    with pytest.raises(TypeError):
        remove_documents("a", ACTOR)  # type: ignore[misc]


def test_models_and_migrations_agree() -> None:
    """Else a new installation has other tables than the program expects."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# In the search ----------------------------------------------------------------------------------


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return open_index(Vocabulary(terms=(), parts=()), tmp_path)


def titles(index: Index) -> list[str]:
    rows = index.connection.execute("SELECT row FROM record").fetchall()
    return sorted(index.document(row).title for (row,) in rows)


def test_the_search_follows_every_change(index: Index) -> None:
    """New, changed, removed, back again: the index holds what the library holds."""
    add(text("a", title="A"), text("b", title="B"))
    catch_up(index)
    assert titles(index) == ["A", "B"]
    add(text("a", title="A neu"), text("c", title="C"))
    remove_documents(start="b", actor=ACTOR)
    catch_up(index)
    assert titles(index) == ["A neu", "C"]
    add(text("b", title="B"))
    catch_up(index)
    assert titles(index) == ["A neu", "B", "C"]
    assert index.change_number() == state()[1]


def test_a_server_that_comes_late_learns_all_at_once(index: Index, tmp_path: Path) -> None:
    """Each server keeps its own file; what was removed before it came never gets in."""
    add(text("a", title="A"), text("b", title="B"))
    catch_up(index)
    remove_documents(start="a", actor=ACTOR)
    catch_up(index)
    other = open_index(Vocabulary(terms=(), parts=()), tmp_path / "anders")
    catch_up(other)
    assert titles(index) == titles(other) == ["B"]


def test_another_library_or_an_older_backup_starts_anew(index: Index) -> None:
    """The file of the search outlives the database: it must not hold what that never had."""
    add(text("a", title="A"), text("b", title="B"))
    catch_up(index)
    Document.objects.all().delete()
    Counter.objects.all().delete()
    add(text("c", title="C"), text("d", title="D"), text("e", title="E"))
    catch_up(index)
    assert titles(index) == ["C", "D", "E"]
    Document.objects.filter(key="e").delete()
    Counter.objects.update(value=2)
    catch_up(index)
    assert titles(index) == ["C", "D"]
    Document.objects.all().delete()
    Counter.objects.all().delete()
    catch_up(index)
    assert titles(index) == []


def test_without_a_change_the_index_is_not_written(index: Index) -> None:
    """Every search asks: it has to be cheap."""
    add(text())
    catch_up(index)
    generation = index.generation
    catch_up(index)
    assert index.generation == generation


def test_an_empty_library_leaves_the_index_empty(index: Index) -> None:
    """The first start of all."""
    catch_up(index)
    assert titles(index) == [] and index.change_number() == 0


def test_a_document_is_found_by_passage_with_its_source() -> None:
    """Headings and page lead to the place, the line of the source says whose text it is."""
    add(text())
    found = searchable(Document.objects.get())
    assert (found.kind, found.id) == ("document", str(Document.objects.get().pk))
    assert [(part.heading, part.text) for part in found.sections] == [
        ("Ziele › Seite 2", "Wir bauen Glasfaser."),
        ("", "Und Bänke."),
    ]
    assert [part.anchor for part in found.sections] == ["abschnitt-1", "abschnitt-2"]
    assert (found.lands, found.place, found.verified) == (("08",), "08335080", True)
    assert found.source == "Strategie 2030 und Stadt Tengen, CC BY 4.0"


@pytest.mark.parametrize(
    ("title", "publisher", "licence", "line"),
    [
        ("", "", "", ""),
        ("T", "", "", "T"),
        ("", "P", "", "P"),
        ("", "P", "L", "P, L"),
        ("", "", "L", "L"),
        ("T", "P", "", "T und P"),
    ],
)
def test_the_line_of_the_source_has_no_empty_parts(
    title: str, publisher: str, licence: str, line: str
) -> None:
    """No stray comma where something is unknown."""
    held = Document(source_title=title, publisher=publisher, licence=licence)
    assert source_line(held) == line


def test_a_document_without_source_or_place_is_for_all_and_unverified() -> None:
    """Nobody can look it up."""
    add(text(place_key="", publisher="", address=""))
    found = searchable(Document.objects.get())
    assert (found.lands, found.place, found.verified) == ((), "", False)
