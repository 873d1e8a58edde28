"""Borders of Germany and its Länder (zipped shapefiles of VG250), for the overview map."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from schaltstelle.sources.errors import Faults
from schaltstelle.sources.source import Source

FILE_CODE = 9994
HEADER_BYTES = 100
# Lines and the rims of areas are drawn alike.
DRAWN_SHAPES = (3, 5)
# ETRS89 / UTM zone 32N (EPSG 25832) on the ellipsoid GRS80.
SEMI_MAJOR_AXIS = 6378137.0
FLATTENING = 1 / 298.257222101
SCALE = 0.9996
FALSE_EASTING = 500000.0
CENTRAL_MERIDIAN = 9.0


@dataclass(frozen=True, slots=True)
class BorderLine:
    """One line: UTM zone 32 coordinates of shape (n, 2) in metres."""

    points: NDArray[np.float64]


@dataclass(frozen=True)
class Lines:
    """All lines in WGS84 degrees, one after the other; `line` numbers them."""

    line: NDArray[np.int32]
    lon: NDArray[np.float32]
    lat: NDArray[np.float32]


def parse(path: Path) -> tuple[BorderLine, ...]:
    """All lines of the shapefile in the archive; SourceError with every fault."""
    faults = Faults(path)
    try:
        with zipfile.ZipFile(path) as archive:
            name = next(entry for entry in archive.namelist() if entry.endswith(".shp"))
            content = archive.read(name)
    except (OSError, zipfile.BadZipFile, StopIteration):
        raise faults.stop("Das ist kein Zip-Archiv mit einer .shp-Datei.") from None
    if len(content) < HEADER_BYTES or struct.unpack(">i", content[:4])[0] != FILE_CODE:
        raise faults.stop("Die .shp-Datei hat keinen gültigen Kopf.")
    try:
        rows = tuple(_lines(content))
    except (struct.error, ValueError) as error:
        raise faults.stop(f"Die .shp-Datei ist beschädigt ({error}).") from None
    if not rows:
        raise faults.stop("Die .shp-Datei enthält keine Linien.")
    return rows


def _lines(content: bytes) -> Iterator[BorderLine]:
    """The parts of all records: ESRI Shapefile Technical Description, July 1998."""
    at = HEADER_BYTES
    while at < len(content):
        length = 2 * struct.unpack(">2i", content[at : at + 8])[1]
        record = content[at + 8 : at + 8 + length]
        at += 8 + length
        shape = struct.unpack("<i", record[:4])[0]
        if shape not in DRAWN_SHAPES:
            raise ValueError(f"Form {shape} ist weder Linie noch Fläche")
        part_count, point_count = struct.unpack("<2i", record[36:44])
        starts = struct.unpack(f"<{part_count}i", record[44 : 44 + 4 * part_count])
        points = np.frombuffer(record, "<f8", 2 * point_count, 44 + 4 * part_count)
        for part in np.split(points.reshape(-1, 2), starts[1:]):
            yield BorderLine(part)


def compile_rows(rows: Sequence[BorderLine]) -> Lines:
    """The lines in degrees."""
    points = np.concatenate([row.points for row in rows])
    lon, lat = degrees(points[:, 0], points[:, 1])
    line = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row.points) for row in rows])
    return Lines(line, lon.astype(np.float32), lat.astype(np.float32))


def degrees(
    east: NDArray[np.float64], north: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitude and latitude of UTM zone 32 coordinates, by Krüger's series (error below 1 mm).

    Source: Karney, Transverse Mercator with an accuracy of a few nanometers, 2011, eq. 15-25.
    """
    n = FLATTENING / (2 - FLATTENING)
    radius = SEMI_MAJOR_AXIS / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    xi, eta = north / (SCALE * radius), (east - FALSE_EASTING) / (SCALE * radius)
    beta = (
        n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96,
        n**2 / 48 + n**3 / 15,
        17 * n**3 / 480,
    )
    xi_sphere, eta_sphere = xi.copy(), eta.copy()
    for j, factor in enumerate(beta, start=1):
        xi_sphere -= factor * np.sin(2 * j * xi) * np.cosh(2 * j * eta)
        eta_sphere -= factor * np.cos(2 * j * xi) * np.sinh(2 * j * eta)
    conformal = np.arcsin(np.sin(xi_sphere) / np.cosh(eta_sphere))
    delta = (
        2 * n - 2 * n**2 / 3 - 2 * n**3,
        7 * n**2 / 3 - 8 * n**3 / 5,
        56 * n**3 / 15,
    )
    lat = conformal + sum(d * np.sin(2 * j * conformal) for j, d in enumerate(delta, start=1))
    lon = np.arctan2(np.sinh(eta_sphere), np.cos(xi_sphere))
    return CENTRAL_MERIDIAN + np.degrees(lon), np.degrees(lat)


def vintage(rows: Sequence[BorderLine], path: Path) -> str:
    """The year of the file inside the archive."""
    with zipfile.ZipFile(path) as archive:
        return str(max(entry.date_time[0] for entry in archive.infolist()))


SOURCE = Source(
    id="outlines",
    title="Verwaltungsgebiete 1:250 000 (VG250), Deutschland und Länder, vereinfacht",
    publisher="© GeoBasis-DE / BKG",
    address="https://gdz.bkg.bund.de",
    licence="Datenlizenz Deutschland – Namensnennung – Version 2.0",
    pattern="VG250_*_simplified.zip",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
