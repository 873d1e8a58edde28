"""A packed file that would fill memory or disk is never opened."""

import zipfile
from pathlib import Path

import pytest

from schaltstelle.sources.archives import MIB, ArchiveError, ArchiveLimits, require_harmless


def packed(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_a_usual_archive_passes(tmp_path: Path) -> None:
    """Real files are not held up."""
    require_harmless(packed(tmp_path / "a.docx", {"word/document.xml": b"<w/>" * 1000}))


def test_a_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    """Twenty megabytes of zeros pack to twenty kilobytes: refused before a byte is unpacked."""
    bomb = packed(tmp_path / "b.xlsx", {"xl/sheet.xml": bytes(20 * MIB)})
    with pytest.raises(ArchiveError, match=r"xl/sheet\.xml: 20 MB"):
        require_harmless(bomb)


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    """A hundred thousand empty files hurt as well."""
    many = packed(tmp_path / "c.zip", {f"{n}.txt": b"" for n in range(12)})
    with pytest.raises(ArchiveError, match="12 Teile"):
        require_harmless(many, ArchiveLimits(parts=10))


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    """500 MB are not read to find that out: the file here is a hole without content."""
    large = tmp_path / "d.docx"
    with large.open("wb") as file:
        file.truncate(500 * MIB)
    with pytest.raises(ArchiveError, match="500 MB zu groß"):
        require_harmless(large)


def test_what_is_no_archive_says_what_to_do(tmp_path: Path) -> None:
    """A renamed text file gives a sentence, no traceback."""
    wrong = tmp_path / "e.xlsx"
    wrong.write_text("kein Archiv", encoding="utf-8")
    with pytest.raises(ArchiveError, match="neu speichern"):
        require_harmless(wrong)
