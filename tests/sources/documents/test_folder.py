"""A folder of documents: one bad file never stops the others."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from schaltstelle.sources.documents import (
    DEFAULT_LIMITS,
    DocumentRefused,
    DocumentSource,
    read_folder,
)
from tests.sources.documents import samples

TEXTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "texts"


def fill(folder: Path) -> Path:
    """A folder with good and bad documents, below each other."""
    (folder / "b").mkdir()
    (folder / ".versteckt").mkdir()
    (folder / ".versteckt" / "a.md").write_text("versteckt", encoding="utf-8")
    (folder / "b" / "gut.md").write_text(samples.MARKDOWN, encoding="utf-8")
    (folder / "a.html").write_text(samples.HTML, encoding="utf-8")
    (folder / "kaputt.pdf").write_bytes(b"nothing")
    (folder / "tabelle.xlsx").write_bytes(b"nothing")
    samples.pictures_pdf(folder / "scan.pdf")
    samples.docx_with(folder / "bombe.docx", "word/x.bin", bytes(30 * 1024 * 1024))
    samples.write_docx(folder / "gut.docx")
    return folder


def test_bad_files_do_not_stop_the_good_ones(tmp_path: Path) -> None:
    """All that can be read is read; the rest is named with its reason."""
    report = read_folder(fill(tmp_path))
    assert [document.file for document in report.documents] == ["a.html", "b/gut.md", "gut.docx"]
    reasons = {refused.file: refused.reason for refused in report.refused}
    assert list(reasons) == ["bombe.docx", "kaputt.pdf", "scan.pdf", "tabelle.xlsx"]
    assert "beschädigt" in reasons["kaputt.pdf"]
    assert "Texterkennung" in reasons["scan.pdf"]
    assert str(report.refused[0]).startswith("bombe.docx: Die Datei entpackt sich")


def test_a_folder_may_have_a_source(tmp_path: Path) -> None:
    """A collection states its licence once for all."""
    (tmp_path / "a.txt").write_text("Ein Satz.", encoding="utf-8")
    source = DocumentSource(publisher="Stadt Ulm", licence="CC BY-SA 4.0")
    assert read_folder(tmp_path, source=source).documents[0].source == source


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link could lead out of the folder, or round in circles."""
    (tmp_path / "secret.txt").write_text("geheim", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    assert read_folder(folder) == read_folder(folder.parent / "folder")
    assert read_folder(folder).documents == ()


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    """The message names the folder, not the whole path."""
    with pytest.raises(DocumentRefused, match="Den Ordner „fehlt“ gibt es nicht"):
        read_folder(tmp_path / "fehlt")


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    """A home directory by mistake is not read for hours."""
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text("Ein Satz.", encoding="utf-8")
    limits = dataclasses.replace(DEFAULT_LIMITS, files=3)
    with pytest.raises(DocumentRefused, match="mehr als 3 Dateien"):
        read_folder(tmp_path, limits)


@pytest.mark.skipif(
    not TEXTS.is_dir(),
    reason="the raw files are not there: ../shared/data/texts beside the checkout",
)
def test_the_real_texts_are_read() -> None:
    """1,176 of 1,182 real files; the others hold nothing but lists for a machine."""
    report = read_folder(TEXTS)
    assert len(report.documents) == 1176
    assert {refused.reason for refused in report.refused} == {"Die Datei enthält keinen Text."}
    assert len(report.refused) == 6
    licences = [document.source.licence for document in report.documents]
    assert licences.count("CC-BY 4.0") == 318 and licences.count("CC-BY-NC-ND 4.0") == 202
    assert sum(bool(document.notes) for document in report.documents) == 27
    mobility = next(d for d in report.documents if "06.01_Mobilitaet" in d.file)
    assert mobility.title == "Mobilität" and mobility.language == "de"
    assert any(passage.headings[:1] == ("Mobilität",) for passage in mobility.passages)
