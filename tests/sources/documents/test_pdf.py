"""PDF: text by page; what has none, is locked or damaged is refused in German."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from schaltstelle.sources.documents import DEFAULT_LIMITS, DocumentRefused, read_document
from tests.sources.documents import samples
from tests.sources.documents.samples import refused, texts, written


def test_pdf_gives_text_by_page(tmp_path: Path) -> None:
    """A passage names its page and its chapter."""
    document = read_document(samples.chapters_pdf(tmp_path / "a.pdf"))
    assert [(passage.page, passage.headings) for passage in document.passages] == [
        (1, ("Schwimmbad",)),
        (2, ("Halle",)),
    ]
    assert "im Winter saniert" in document.passages[0].text
    assert (document.title, document.language) == ("Sportkonzept", "de")
    assert document.source.publisher == "Stadt Tengen"
    assert len(document.source.date) == len("2024-02-29")


def test_pdf_without_text_says_what_to_do(tmp_path: Path) -> None:
    """A scan needs text recognition first."""
    reason = refused(samples.pictures_pdf(tmp_path / "a.pdf"))
    assert reason.startswith("Das PDF enthält nur Bilder; bitte mit Texterkennung")


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    """Half a scan is taken, and the gap is said."""
    source = "Ein Satz mit genug Buchstaben.\n#pagebreak()\n#rect(width: 1cm, height: 1cm)"
    document = read_document(samples.write_pdf(tmp_path / "a.pdf", source))
    assert document.notes == ("Ohne Text, wahrscheinlich Bilder: Seite 2.",)


def test_a_locked_pdf_says_what_to_do(tmp_path: Path) -> None:
    """With a password nobody can read it; where only printing is forbidden, it is read."""
    assert "mit einem Passwort geschützt" in refused(
        samples.locked_pdf(tmp_path / "a.pdf", "geheim")
    )
    assert "Schwimmbad" in texts(read_document(samples.locked_pdf(tmp_path / "b.pdf", "")))


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\nnothing", b"no pdf at all", b"%PDF-1.4\n" + b"1" * 999]
)
def test_a_damaged_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    """Whatever comes out of the depths of the reader ends in one sentence."""
    assert "beschädigt" in refused(written(tmp_path / "a.pdf", content))


def test_half_a_pdf_is_refused_or_read(tmp_path: Path) -> None:
    """A download that broke off never ends in a crash."""
    whole = samples.chapters_pdf(tmp_path / "a.pdf").read_bytes()
    for cut in range(200, len(whole), len(whole) // 12):
        path = written(tmp_path / "b.pdf", whole[:cut])
        try:
            assert read_document(path).passages
        except DocumentRefused as error:
            assert "PDF" in str(error)


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    """The number of pages is looked at before any is read."""
    limits = dataclasses.replace(DEFAULT_LIMITS, pages=2)
    reason = refused(samples.pictures_pdf(tmp_path / "a.pdf", pages=3), limits)
    assert "3 Seiten, erlaubt sind 2" in reason and "zerlegen" in reason


def test_a_pdf_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    """The clock is looked at before each page."""
    limits = dataclasses.replace(DEFAULT_LIMITS, seconds=-1.0)
    assert "dauert länger" in refused(samples.chapters_pdf(tmp_path / "a.pdf"), limits)
