"""All documents of a folder: one that cannot be read never stops the others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from schaltstelle.core.german import number
from schaltstelle.sources.documents.reading import read_document
from schaltstelle.sources.documents.values import (
    DEFAULT_LIMITS,
    NO_SOURCE,
    DocumentLimits,
    DocumentRefused,
    DocumentSource,
    ImportedDocument,
)


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not taken, by its path below the folder, and why (German)."""

    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


@dataclass(frozen=True, slots=True)
class FolderReport:
    """What was read from a folder and what was not, each in the order of the paths."""

    documents: tuple[ImportedDocument, ...]
    refused: tuple[RefusedFile, ...]


def read_folder(
    folder: Path, limits: DocumentLimits = DEFAULT_LIMITS, source: DocumentSource = NO_SOURCE
) -> FolderReport:
    """Read all documents of a folder and of those within it.

    Raises DocumentRefused where it is no folder, or holds too many files.
    """
    read = tuple(read_each(folder, limits, source))
    return FolderReport(
        documents=tuple(entry for entry in read if isinstance(entry, ImportedDocument)),
        refused=tuple(entry for entry in read if isinstance(entry, RefusedFile)),
    )


def read_each(
    folder: Path, limits: DocumentLimits = DEFAULT_LIMITS, source: DocumentSource = NO_SOURCE
) -> Iterator[ImportedDocument | RefusedFile]:
    """The same one after the other, for folders whose texts together would be too large."""
    for path in _files(folder, limits):
        try:
            yield read_document(path, limits, source, folder)
        except DocumentRefused as refused:
            yield RefusedFile(path.relative_to(folder).as_posix(), str(refused))


def _files(folder: Path, limits: DocumentLimits) -> list[Path]:
    """The files in the order of their paths. Links are not followed, hidden files left alone."""
    if not folder.is_dir():
        raise DocumentRefused(f"Den Ordner „{folder.name}“ gibt es nicht.")
    found: list[Path] = []
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(place, name) for name in names if not name.startswith("."))
        found.extend(path for path in paths if not path.is_symlink())
        if len(found) > limits.files:
            raise DocumentRefused(
                f"Der Ordner enthält mehr als {number(limits.files)} Dateien. Bitte aufteilen."
            )
    return sorted(found)
