"""Packed files (DOCX, XLSX, ZIP) looked at before they are opened."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How large a packed file may be, packed and unpacked, in bytes; how many entries it may have.

    Text packs to about a tenth; a file that unpacks to two hundred times its size is a trap.
    """

    packed: int = 50 * MIB
    unpacked: int = 300 * MIB
    entries: int = 10_000
    ratio: float = 200.0


USUAL = ArchiveLimits()


class ArchiveError(ValueError):
    """A packed file that is not opened; the message is German and says why."""


def require_harmless(path: Path, limits: ArchiveLimits = USUAL) -> None:
    """Raises ArchiveError for a file that is too large, no archive, or unpacks to too much.

    Nothing is unpacked: the sizes stand in the directory of the archive. Raises OSError where the
    file cannot be read.
    """
    size = path.stat().st_size
    if size > limits.packed:
        raise ArchiveError(
            f"{path.name} ist mit {size // MIB} MB zu groß; höchstens {limits.packed // MIB} MB."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise ArchiveError(
            f"{path.name} ist beschädigt oder keine Datei dieses Formats. Bitte in dem Programm, "
            "aus dem sie stammt, öffnen und neu speichern."
        ) from None
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = unpacked > MIB and unpacked > size * limits.ratio
    if len(entries) > limits.entries or unpacked > limits.unpacked or too_dense:
        raise ArchiveError(
            f"{path.name} würde entpackt {unpacked // MIB} MB in {len(entries)} Teilen ergeben und "
            "wird deshalb nicht geöffnet."
        )
