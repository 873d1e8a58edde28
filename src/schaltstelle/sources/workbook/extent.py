"""How far the sheets of a workbook reach, looked at before they are read.

A reader keeps room for every cell up to the farthest one: a single cell in the last corner of a
sheet would take hundreds of gigabytes, in a file of five kilobytes.
"""

import re
import zipfile
import zlib
from pathlib import Path

from schaltstelle.core.german import number
from schaltstelle.sources.archives import ArchiveError, require_harmless

# Some hundred times what the whole content fills.
MOST_CELLS = 5_000_000

_ROW = re.compile(rb"<(?:\w+:)?row\b(?:[^<>]*?\br\s*=\s*[\"'](\d{1,9}))?")
_CELL = re.compile(rb"<(?:\w+:)?c\b(?:[^<>]*?\br\s*=\s*[\"']([A-Za-z]+)(\d{1,9}))?")


def require_readable(path: Path) -> None:
    """Raises ArchiveError for a file that is no workbook, is too large or reaches too far.

    Raises OSError where it cannot be read.
    """
    require_harmless(path)
    try:
        with zipfile.ZipFile(path) as archive:
            cells = max((_cells(archive.read(part)) for part in archive.infolist()), default=0)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        raise ArchiveError(
            f"{path.name} ist beschädigt oder mit einem Kennwort gesperrt."
        ) from None
    if cells > MOST_CELLS:
        raise ArchiveError(
            f"{path.name} reicht bis zu einer Zelle weit außerhalb der Einträge ({number(cells)} "
            "Zellen). Bitte leere Zeilen und Spalten hinter den Einträgen löschen."
        )


def _cells(part: bytes) -> int:
    """How many cells lie between the first and the farthest; 0 where it is no sheet."""
    rows = columns = 0
    found = list(_ROW.finditer(part))
    ends = [*(row.start() for row in found[1:]), len(part)]
    for count, (row, end) in enumerate(zip(found, ends, strict=False), start=1):
        cells = _CELL.findall(part, row.end(), end)
        rows = max(rows, count, int(row[1] or 0), *(int(place or 0) for _, place in cells))
        columns = max(columns, len(cells), *(_column(letters) for letters, _ in cells))
    return rows * columns


def _column(letters: bytes) -> int:
    """The number of a column: 1 for A, 27 for AA, 0 for none."""
    value = 0
    for letter in letters[:8].upper():
        value = value * 26 + letter - ord("A") + 1
    return value
