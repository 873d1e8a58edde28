"""DOCX: headings and tables; bombs, macros and what lies elsewhere do no harm."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from schaltstelle.sources.documents import (
    DEFAULT_LIMITS,
    DocumentRefused,
    Passage,
    read_document,
)
from tests.sources.documents import samples
from tests.sources.documents.samples import refused, texts, written

Change = Callable[[Path], Path]


def test_docx_gives_headings_and_tables(tmp_path: Path) -> None:
    """Text, tables and what the file says of itself."""
    document = read_document(samples.write_docx(tmp_path / "a.docx"))
    assert document.passages == (
        Passage(headings=("Vorwort",), text="Wenn kein Bildschirm leuchtet.", anchor="vorwort"),
        Passage(headings=("Vorwort", "Nummern"), text="Amt · Nummer\nKasse · 07", anchor="nummern"),
    )
    assert (document.title, document.language) == ("Notfallplan", "de")
    assert document.tags == ("Notfall", "Übung")
    assert document.source.publisher == "Stadt Tengen"


def test_a_zip_bomb_is_never_unpacked(tmp_path: Path) -> None:
    """A small file that unpacks to very much is seen by its table of contents."""
    path = samples.docx_with(tmp_path / "a.docx", "word/media/bild.bin", bytes(30 * 1024 * 1024))
    assert path.stat().st_size < 200_000
    limits = dataclasses.replace(DEFAULT_LIMITS, unpacked_bytes=20 * 1024 * 1024)
    assert re.match(
        r"Die Datei entpackt sich auf ungewöhnlich viel \(3\d MB\)", refused(path, limits)
    )


def test_a_part_that_shrank_to_nothing_is_refused(tmp_path: Path) -> None:
    """The ratio tells before the size does."""
    path = samples.docx_with(tmp_path / "a.docx", "word/bild.bin", bytes(20 * 1024 * 1024))
    assert "word/bild.bin: 20 MB" in refused(path)


def test_very_many_parts_are_refused(tmp_path: Path) -> None:
    """Thousands of empty parts cost time too."""
    limits = dataclasses.replace(DEFAULT_LIMITS, parts=5)
    assert "Teile" in refused(samples.write_docx(tmp_path / "a.docx"), limits)


def test_entities_in_docx_are_not_resolved(tmp_path: Path) -> None:
    """A text that names files of this computer gets none of them."""
    written(tmp_path / "secret.txt", "geheim")
    body = (
        '<?xml version="1.0"?>'
        f'<!DOCTYPE x [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>Vor &x; nach</w:t></w:r></w:p></w:body></w:document>"
    )
    path = samples.docx_with(tmp_path / "a.docx", "word/document.xml", body.encode())
    try:
        assert "geheim" not in texts(read_document(path))
    except DocumentRefused as error:
        assert "keine DOCX-Datei" in str(error)


def test_macros_are_refused(tmp_path: Path) -> None:
    """A text that could run something is not taken."""
    path = samples.docx_with(tmp_path / "a.docx", "word/vbaProject.bin", b"macro")
    assert "Makros" in refused(path)


def test_a_template_elsewhere_is_not_loaded(tmp_path: Path) -> None:
    """The text is taken, the address left alone, and the reader told."""
    document = read_document(samples.docx_with_template_elsewhere(tmp_path / "a.docx"))
    assert texts(document) == "Harmloser Text."
    assert "nicht geladen" in document.notes[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda path: written(path, b"PK\x03\x04 nothing"),
        lambda path: written(path, b"\xd0\xcf\x11\xe0 an old .doc"),
        lambda path: samples.write_archive(path, [("word/other.xml", b"<x/>")]),
        lambda path: samples.docx_with(path, "word/document.xml", b"<broken"),
        lambda path: samples.docx_with(path, "[Content_Types].xml", b"<broken"),
    ],
)
def test_what_is_no_docx_is_refused(tmp_path: Path, change: Change) -> None:
    """An old .doc or a broken part ends in a sentence that says what to do."""
    assert "als .docx speichern" in refused(change(tmp_path / "a.docx"))
