"""Records back into content files: only files whose records changed are written anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from schaltstelle.content.lines import read

WIDTH = 130
# Longer texts stand below their key, folded, so that a change shows as few lines.
FOLDED_FROM = 90


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a content file is to hold; `file` is relative to the content folder."""

    file: str
    text: str


_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_Base):  # type: ignore[misc]
    """Block style, long texts folded."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = ">" if len(value) > FOLDED_FROM and value.strip() == value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def as_yaml(value: Any) -> str:
    """A value as YAML that reads back as the same value."""
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH))


def record_file(file: str, value: dict[str, Any]) -> FileChange:
    """The file of a record that has one to itself; its id is the name of the file."""
    plain = {key: item for key, item in value.items() if key != "id"}
    return FileChange(file, as_yaml(plain))


def list_file(root: Path, file: str, key: str, records: Sequence[dict[str, Any]]) -> FileChange:
    """A file that lists records under a key, its other keys and first comment kept."""
    path = root / file
    comment = ""
    others: dict[str, Any] = {}
    if path.exists():
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for line in lines:
            if not line.startswith("#"):
                break
            comment += line
        others = read(path, root).value or {}
    return FileChange(file, comment + as_yaml({**others, key: list(records)}))


def save(root: Path, changes: Sequence[FileChange]) -> None:
    """Write the files, all aside first, so that a full disk changes none; raises OSError."""
    written: list[tuple[Path, Path]] = []
    try:
        for change in changes:
            path = root / change.file
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_suffix(".new")
            written.append((aside, path))
            aside.write_text(change.text, encoding="utf-8")
        for aside, path in written:
            aside.replace(path)
    finally:
        for aside, _ in written:
            aside.unlink(missing_ok=True)
