"""Packed files (DOCX, XLSX, ZIP) looked at before they are opened."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from schaltstelle.core.german import number

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How large a packed file may be, packed and unpacked, in bytes; how many parts it may have.

    Text packs to about a tenth; a part that unpacks to two hundred times its size is a trap.
    """

    packed: int = 50 * MIB
    unpacked: int = 200 * MIB
    parts: int = 5_000
    ratio: float = 200.0


USUAL = ArchiveLimits()


class ArchiveError(ValueError):
    """A packed file that is not opened; the message is German and says why."""


class NoArchive(ArchiveError):
    """A file that is no archive at all, or a damaged one."""


def require_harmless(path: Path, limits: ArchiveLimits = USUAL) -> None:
    """Raises ArchiveError for a file that is too large, no archive, or unpacks to too much.

    Raises OSError where the file cannot be read.
    """
    size = path.stat().st_size
    if size > limits.packed:
        raise ArchiveError(
            f"{path.name} ist mit {size // MIB} MB zu groß; höchstens {limits.packed // MIB} MB."
        )
    with path.open("rb") as file:
        try:
            harmless_parts(file, limits)
        except ArchiveError as error:
            raise ArchiveError(f"{path.name}: {error}") from None


def harmless_parts(file: BinaryIO, limits: ArchiveLimits = USUAL) -> list[zipfile.ZipInfo]:
    """The parts of an archive; raises ArchiveError where it would unpack to too much.

    Nothing is unpacked: the sizes stand in the table of the archive.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise NoArchive(
            "Die Datei ist beschädigt oder hat ein anderes Format. Bitte in dem Programm, aus dem "
            "sie stammt, öffnen und neu speichern."
        ) from None
    if len(parts) > limits.parts:
        raise _too_much(f"{number(len(parts))} Teile")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked:
        raise _too_much(_megabytes(unpacked))
    for part in parts:
        # Small parts may well shrink to almost nothing.
        if part.file_size > max(MIB, limits.ratio * part.compress_size):
            raise _too_much(f"{part.filename}: {_megabytes(part.file_size)}")
    return parts


def _too_much(what: str) -> ArchiveError:
    return ArchiveError(
        f"Die Datei entpackt sich auf ungewöhnlich viel ({what}) und wird deshalb nicht geöffnet."
    )


def _megabytes(size: int) -> str:
    return f"{number(max(1, round(size / MIB)))} MB"
