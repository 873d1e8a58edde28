"""`schaltstelle library`: good files get in, bad ones are named, nothing in them is carried out."""

import json
import os
from functools import partial
from pathlib import Path

import pytest

from schaltstelle.cli.library import SHOWN_REFUSALS
from schaltstelle.domain.audit.models import Entry
from schaltstelle.domain.library.models import Document
from tests.cli.conftest import Call
from tests.sources import funding_files
from tests.sources.documents import samples

pytestmark = pytest.mark.django_db

MEBIBYTE = 1024 * 1024


@pytest.fixture
def call(call: Call) -> Call:
    """A call of `schaltstelle library`."""
    return partial(call, "library")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good and bad documents."""
    folder = tmp_path / "texte"
    (folder / "unten").mkdir(parents=True)
    samples.written(folder / "unten" / "gut.md", samples.MARKDOWN)
    samples.written(folder / "seite.html", samples.HTML)
    samples.written(folder / "kaputt.pdf", b"nothing")
    samples.written(folder / "tabelle.xlsx", b"nothing")
    samples.pictures_pdf(folder / "scan.pdf")
    samples.docx_with(folder / "bombe.docx", "word/x.bin", bytes(30 * MEBIBYTE))
    samples.write_docx(folder / "gut.docx")
    with (folder / "riesig.txt").open("wb") as file:
        file.truncate(500 * MEBIBYTE)
    return folder


def held() -> dict[str, Document]:
    return {document.key: document for document in Document.objects.filter(removed=False)}


def everything(document: Document) -> str:
    return json.dumps([document.title, document.publisher, document.passages], ensure_ascii=False)


def test_a_folder_with_good_and_bad_files(call: Call, folder: Path) -> None:
    """All that can be read is kept; each other file is named once with what to do."""
    code, out, err = call("add", folder)
    assert code == 0
    assert out == "3 neue Dokumente, 0 geändert, 0 unverändert, 5 Dateien nicht gelesen.\n"
    assert set(held()) == {"texte/gut.docx", "texte/seite.html", "texte/unten/gut.md"}
    reasons = dict(line.split(": ", 1) for line in err.splitlines())
    assert list(reasons) == ["bombe.docx", "kaputt.pdf", "riesig.txt", "scan.pdf", "tabelle.xlsx"]
    assert "entpackt" in reasons["bombe.docx"]
    assert "beschädigt" in reasons["kaputt.pdf"]
    assert "500 MB groß, erlaubt sind 50 MB" in reasons["riesig.txt"]
    assert "Texterkennung" in reasons["scan.pdf"]
    assert "wird nicht gelesen" in reasons["tabelle.xlsx"]


def test_the_same_folder_again_changes_nothing(call: Call, folder: Path) -> None:
    """And a changed file is replaced, without a trace of the old text."""
    call("add", folder)
    _, out, _ = call("add", folder)
    assert out.startswith("0 neue Dokumente, 0 geändert, 3 unverändert")
    samples.written(folder / "unten" / "gut.md", "# Neu\nAnders.\n")
    _, out, _ = call("add", folder)
    assert out.startswith("0 neue Dokumente, 1 geändert, 2 unverändert")
    assert "Vorwort" not in everything(held()["texte/unten/gut.md"])


def test_nothing_of_a_page_with_scripts_is_carried_out_or_kept(call: Call, folder: Path) -> None:
    """The text stays, whole; scripts, handlers, forms and hidden parts do not."""
    call("add", folder / "seite.html", "--publisher", "Stadt Tengen")
    (document,) = held().values()
    text = everything(document)
    for good in ("Im Bürgerbüro", "ohne Warten", "montags", "Kasse", "Amt"):
        assert good in text
    for bad in ("böse", "alert", "javascript", "onload", "passwd", "Passwort", "versteckt"):
        assert bad not in text


def test_a_single_file_is_the_same_as_in_its_folder(call: Call, folder: Path) -> None:
    """Two towns' files of the same name in two folders stay two documents."""
    call("add", folder)
    _, out, _ = call("add", folder / "gut.docx")
    assert out.startswith("0 neue Dokumente, 0 geändert, 1 unverändert")
    other = folder.parent / "andere"
    other.mkdir()
    samples.written(other / "gut.docx", (folder / "gut.docx").read_bytes())
    _, out, _ = call("add", other / "gut.docx")
    assert out.startswith("1 neues Dokument")
    assert {"texte/gut.docx", "andere/gut.docx"} < set(held())


def test_a_file_keeps_its_own_source_and_gets_what_it_lacks(call: Call, folder: Path) -> None:
    """What stands in the file counts; the command only fills gaps."""
    more = ("--publisher", "Verlag", "--licence", "CC0", "--address", "https://example.org/x")
    call("add", folder, *more)
    own = held()["texte/unten/gut.md"]
    assert (own.publisher, own.licence) == ("Stadt Tengen", "CC BY 4.0")
    assert own.address == "https://www.tengen.de/strategie" and own.place_key == "08335080"
    filled = held()["texte/seite.html"]
    assert (filled.licence, filled.address) == (
        "https://creativecommons.org/licenses/by/4.0/",
        "https://example.org/x",
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("leer.txt", b"", "Die Datei ist leer"),
        ("kaputt.pdf", b"%PDF-1.7 nothing", "beschädigt"),
        ("programm.exe", b"MZ", "wird nicht gelesen"),
        ("nichts.md", b"\n\n", "enthält keinen Text"),
    ],
)
def test_a_single_bad_file_is_refused(
    call: Call, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    """Exit code 2, one line why, and the library stays as it was."""
    code, out, err = call("add", samples.written(tmp_path / name, content))
    assert (code, out) == (2, "")
    assert err.startswith(f"{name}: ") and message in err
    assert err.endswith("Es wurde nichts eingelesen.\n")
    assert not Document.objects.exists() and not Entry.objects.exists()


def test_what_does_not_exist_is_refused(call: Call, tmp_path: Path) -> None:
    """Before a database is touched."""
    code, out, err = call("add", tmp_path / "fehlt")
    assert (code, out) == (2, "") and err.endswith("fehlt gibt es nicht.\n")
    (tmp_path / "leer").mkdir()
    code, _, err = call("add", tmp_path / "leer")
    assert (code, err) == (2, "Es wurde nichts eingelesen.\n")


def test_many_bad_files_do_not_flood_the_screen(call: Call, tmp_path: Path) -> None:
    """The first are named, the rest counted."""
    for number in range(SHOWN_REFUSALS + 7):
        samples.written(tmp_path / f"{number:02d}.exe", b"x")
    _, _, err = call("add", tmp_path)
    lines = err.splitlines()
    assert len(lines) == SHOWN_REFUSALS + 2 and lines[-2] == "… und 7 weitere"


@pytest.mark.skipif(os.name != "posix", reason="only here a name may be any bytes")
def test_names_from_an_old_archive_are_readable(call: Call, tmp_path: Path) -> None:
    """One name in another encoding must not cost the whole folder."""
    folder = tmp_path / "alt"
    folder.mkdir()
    samples.written(folder / "größe.txt", "Gut.")
    Path(os.fsdecode(os.fsencode(folder) + b"/gr\xfc\xdfe.txt")).write_text("Hallo.", "utf-8")
    code, _, _ = call("add", folder)
    assert code == 0 and set(held()) == {"alt/größe.txt", "alt/grüße.txt"}
    assert "alt/grüße.txt\n" in call("list")[1]


def test_the_list_shows_the_names_that_remove_takes(call: Call, folder: Path) -> None:
    """One document or a whole folder; what is unknown is said."""
    assert call("list") == (0, "Die Bibliothek ist leer.\n", "")
    call("add", folder)
    _, out, _ = call("list")
    keys = [line for line in out.splitlines() if line.startswith("texte/")]
    assert sorted(keys) == sorted(held()) and out.endswith("3 Dokumente\n")
    assert call("remove", keys[0]) == (0, "1 Dokument herausgenommen.\n", "")
    code, out, err = call("remove", keys[0])
    assert (code, out) == (2, "") and "gibt es in der Bibliothek nicht" in err
    assert call("remove", "texte") == (0, "2 Dokumente herausgenommen.\n", "")
    assert call("list")[1] == "Die Bibliothek ist leer.\n"


def test_programmes_of_an_export_become_documents(call: Call, tmp_path: Path) -> None:
    """Each programme by itself, marked as one, and the same again when read again."""
    path = funding_files.write_folder(tmp_path / "export", funding_files.export())
    code, out, _ = call("add", path, "--foerderdatenbank")
    assert code == 0 and out.startswith("1 neues Dokument")
    (document,) = held().values()
    assert document.kind == Document.Kind.PROGRAMME
    assert document.key.startswith("foerderdatenbank/") and document.passages
    assert call("add", path, "--foerderdatenbank")[1].startswith("0 neue Dokumente, 0 geändert, 1")


def test_what_is_no_export_says_so(call: Call, folder: Path) -> None:
    """No traceback, nothing kept."""
    code, _, err = call("add", folder / "kaputt.pdf", "--foerderdatenbank")
    assert code == 2 and err.startswith("kaputt.pdf: ") and not held()
    code, _, err = call("add", folder, "--foerderdatenbank")
    assert code == 2 and err.endswith("Es wurde nichts eingelesen.\n") and not held()


@pytest.mark.parametrize("words", [(), ("add",), ("weg",), ("remove",)])
def test_wrong_calls_are_explained_in_german(call: Call, words: tuple[str, ...]) -> None:
    """Exit code 2 and what is missing."""
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert "Aufruf: " in err and ("Es fehlt: " in err or "gibt es nicht" in err)
