"""Records back into files: what is read is what was written, and no half work is left behind."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.content.lines import read_text
from schaltstelle.content.write import WIDTH, FileChange, as_yaml, list_file, record_file, save

TEXTS = st.text(
    st.sampled_from("aZ 0\n\t:#-'\"äß„“\u00a0\u2028.,{}[]&*!|>%@`=~?")
    | st.characters(codec="utf-8"),
    max_size=200,
)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_every_value_reads_back_as_it_was(value: dict[str, object]) -> None:
    """Whatever an editor types: colons, quotes, hashes, long lines, line ends."""
    assert read_text(as_yaml(value)).value == value


@given(st.text("aß .:\n", min_size=100, max_size=600))
def test_long_texts_are_folded_without_loss(text: str) -> None:
    """Lines stay short, so that a change shows as few lines; blanks and line ends stay."""
    assert read_text(as_yaml({"body": text})).value == {"body": text}


def test_long_texts_stand_below_their_key() -> None:
    """As an editor would write them by hand."""
    text = "Ein langer Satz über das Rathaus. " * 12
    lines = as_yaml({"title": "Kurz", "body": text.strip()}).splitlines()
    assert lines[:2] == ["title: Kurz", "body: >-"]
    assert max(map(len, lines)) <= WIDTH + len("Rathaus. ") and len(lines) > 4


@pytest.mark.parametrize(
    "text", ["2026-11-22", "08", "1_000", "ja", "yes", "null", "~", "1e3", "="]
)
def test_texts_that_look_like_something_else_stay_texts(text: str) -> None:
    """A key such as 08335080 must not become a number."""
    assert read_text(as_yaml([text])).value == [text]


def test_the_file_of_a_record_does_not_repeat_its_name() -> None:
    """The id is the name of the file."""
    change = record_file("law/a.yaml", {"id": "a", "title": "T"})
    assert change == FileChange("law/a.yaml", "title: T\n")


def test_a_list_keeps_the_other_lists_and_the_first_comment(tmp_path: Path) -> None:
    """A change of one list of a file is no change of the others."""
    path = tmp_path / "regeln.yaml"
    path.write_text("# Eins\n# Zwei\nanders: [1]\nliste: [{id: a}]\n# mitten\n", encoding="utf-8")
    text = list_file(tmp_path, "regeln.yaml", "liste", [{"id": "b"}]).text
    assert text.startswith("# Eins\n# Zwei\n")
    assert read_text(text).value == {"anders": [1], "liste": [{"id": "b"}]}


def test_a_new_list_needs_no_file(tmp_path: Path) -> None:
    """The first record of a new field."""
    assert list_file(tmp_path, "neu.yaml", "liste", [{"id": "a"}]).text == "liste:\n- id: a\n"


def test_files_are_written_into_folders_that_did_not_exist(tmp_path: Path) -> None:
    """With nothing left beside them."""
    save(tmp_path, [FileChange("law/a.yaml", "title: Ä\n"), FileChange("b.yaml", "x: 1\n")])
    files = {
        p.relative_to(tmp_path).as_posix(): p.read_text("utf-8") for p in tmp_path.rglob("*.*")
    }
    assert files == {"law/a.yaml": "title: Ä\n", "b.yaml": "x: 1\n"}


def test_a_full_disk_changes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All or none, as far as a file system allows."""
    (tmp_path / "a.yaml").write_text("vorher", encoding="utf-8")
    write = Path.write_text

    def full(path: Path, text: str, encoding: str) -> int:
        if path.stem == "b":
            write(path, text[:2], encoding=encoding)
            raise OSError(28, "No space left on device")
        return write(path, text, encoding=encoding)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space"):
        save(tmp_path, [FileChange("a.yaml", "nachher"), FileChange("b.yaml", "nachher")])
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "vorher"
