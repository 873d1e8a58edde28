"""The other formats: what is taken from a file, and what makes it refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from schaltstelle.core.places import Succession
from schaltstelle.sources import (
    auszug_gv,
    borders,
    broadband,
    census,
    inkar,
    key_conversion,
    mail,
    mail_domains,
    mobile,
    outlines,
    territory_changes,
    xrepository,
)
from schaltstelle.sources.errors import Issue, SourceError
from schaltstelle.sources.registry import source
from tests.sources import small_files


def test_the_extract_reads_decimal_commas_and_skips_footnotes(tmp_path: Path) -> None:
    """Coordinates come as "10,13"; title, header, Länder and footnotes are no municipalities."""
    rows = auszug_gv.parse(small_files.write_extract(tmp_path))
    assert [row.ags for row in rows] == ["01001000", "01051001", "01051002", "08335001"]
    assert (rows[0].lon, rows[0].lat, rows[0].urbanisation) == (10.13, 54.32, 1.0)
    assert rows[0].travel_region == "Ostsee"
    assert auszug_gv.vintage(rows, tmp_path / "AuszugGV4QAktuell_2024.xlsx").endswith("31.12.2024")


def test_changes_become_successions(tmp_path: Path) -> None:
    """Shares go by people, by area where nobody lives; ceded parts dissolve nobody."""
    rows = territory_changes.parse(small_files.write_changes(tmp_path))
    steps = {(step.old_key, step.new_key): step for step in territory_changes.compile_rows(rows)}
    assert len(rows) == 6
    assert steps["01051011", "01051001"].share == 1.0
    assert steps["01051011", "01051001"].date == "2024-01-01"
    assert steps["01051012", "01051001"].share == 0.25
    assert steps["01051012", "01051002"].share == 0.75
    assert steps["01051013", "01051003"].kind == "recoded"
    assert steps["08335002", "08335002"].kind == "renamed"
    assert ("08335001", "08335002") not in steps


def test_conversion_keys_get_their_leading_zero_back(tmp_path: Path) -> None:
    """Excel took the zero of 01051020; only keys that end become successions."""
    rows = key_conversion.parse(small_files.write_conversion(tmp_path))
    assert rows[1].population == 100.0
    assert key_conversion.compile_rows(rows) == (
        Succession(
            "01051020", "Urdorf", "01051011", "Altdorf", "2022", 1.0, "dissolved", "key_conversion"
        ),
    )


def test_census_drops_impossible_owner_shares_and_says_so(tmp_path: Path) -> None:
    """110 % owners is unknown, and the report names the municipality."""
    rows = census.parse(small_files.write_census(tmp_path))
    matrix = census.compile_rows(rows)
    assert matrix.value("01001000", "owner_share") == 25
    assert np.isnan(matrix.value("01051001", "owner_share"))
    assert np.isnan(matrix.value("01051001", "household_size"))
    assert census.implausible(rows) == (
        "Dorf (01051001): Eigentümerquote 110.0 % ist unmöglich und gilt als unbekannt.",
    )


def test_inkar_takes_the_latest_year_of_each_variable(tmp_path: Path) -> None:
    """Purchasing power ends in 2021, the rest in 2022; the year of each is kept."""
    latest = inkar.compile_rows(inkar.parse(small_files.write_inkar(tmp_path)))
    assert latest.matrix.value("01051", "kreis_median_age") == 4
    assert latest.matrix.value("01051", "kreis_purchasing_power") == 21000
    assert latest.years["kreis_median_age"] == 2022
    assert latest.years["kreis_purchasing_power"] == 2021
    assert len(latest.matrix.columns) == 30 and not latest.dropped


def test_inkar_zeros_that_mean_no_figure_are_dropped() -> None:
    """A Kreis without purchasing power and a city state without municipal debt are unknown."""
    figures = tuple(0.0 for _ in inkar.VARIABLES)
    rows = [inkar.KreisYear(kreis, 2022, figures) for kreis in ("02000", "08111")]
    latest = inkar.compile_rows(rows)
    assert np.isnan(latest.matrix.value("08111", "kreis_purchasing_power"))
    assert np.isnan(latest.matrix.value("02000", "kreis_municipal_debt_per_capita"))
    assert latest.matrix.value("08111", "kreis_municipal_debt_per_capita") == 0
    assert len(latest.dropped) == 3


def test_mobile_keeps_housing_and_farmland(tmp_path: Path) -> None:
    """Roads are parsed but no column; 5G and 4G stay apart from area uses."""
    matrix = mobile.compile_rows(mobile.parse(small_files.write_mobile(tmp_path)))
    assert matrix.columns == ("mobile_4g", "mobile_5g", "mobile_4g_farmland", "mobile_5g_farmland")
    assert matrix.row("01051").tolist() == [50.0] * 4


def test_broadband_by_key(tmp_path: Path) -> None:
    """Each technology comes from its own column."""
    path = small_files.write_broadband(tmp_path)
    matrix = broadband.compile_rows(broadband.parse(path))
    assert matrix.value("01001000", "fibre_1000") == 99.5
    assert broadband.vintage((), path) == "Mitte 2021"


def test_codes_borders_domains_and_mail(tmp_path: Path) -> None:
    """Names by ARS, shapes by AGS, websites without www, only German mail rows."""
    codes = xrepository.compile_rows(xrepository.parse(small_files.write_codes(tmp_path)))
    assert codes["010010000000"] == "Hafenstadt, Stadt"
    shapes = borders.compile_rows(borders.parse(small_files.write_borders(tmp_path)))
    assert shapes == {"01001000", "01051001"}
    domains = mail_domains.compile_rows(mail_domains.parse(small_files.write_domains(tmp_path)))
    assert domains["01001000"].website == "hafenstadt.de"
    mails = mail.compile_rows(mail.parse(small_files.write_mail(tmp_path)))
    assert set(mails) == {"01001000", "01051001", "01051002", "01051003"}


def test_outlines_are_in_degrees(tmp_path: Path) -> None:
    """Every part of a record is a line of its own; the central meridian of zone 32 is 9° east."""
    lines = outlines.compile_rows(outlines.parse(small_files.write_outlines(tmp_path)))
    assert lines.line.tolist() == [0, 0, 1, 1]
    assert lines.lon[0] == pytest.approx(9.0, abs=1e-5)
    assert 50 < lines.lat[0] < lines.lat[2] < lines.lat[3] < 53


def test_utm_on_the_central_meridian() -> None:
    """The arc from the equator to 45° north on GRS80 is 4,984,944.378 m; UTM scales by 0.9996."""
    lon, lat = outlines.degrees(np.array([500_000.0]), np.array([4_984_944.378 * 0.9996]))
    assert lon[0] == pytest.approx(9.0, abs=1e-9)
    assert lat[0] == pytest.approx(45.0, abs=1e-7)


@pytest.mark.parametrize(("east", "north"), [(300_000.0, 5_300_000.0), (900_000.0, 6_000_000.0)])
def test_utm_is_conformal(east: float, north: float) -> None:
    """A metre east and a metre north are at right angles and equally long on the ground."""
    lon, lat = outlines.degrees(
        np.array([east, east + 1, east]), np.array([north, north, north + 1])
    )
    phi = np.radians(lat[0])
    squared_eccentricity = outlines.FLATTENING * (2 - outlines.FLATTENING)
    across = np.cos(phi) / np.sqrt(1 - squared_eccentricity * np.sin(phi) ** 2)
    along = (1 - squared_eccentricity) / (1 - squared_eccentricity * np.sin(phi) ** 2) ** 1.5
    steps = (lon[1:] - lon[0]) * across + 1j * (lat[1:] - lat[0]) * along
    assert steps[1] / steps[0] == pytest.approx(1j, abs=1e-5)


DAMAGES = [
    ("census", "15", "fünfzehn", 3, "share_under18"),
    ("census", "01051001,", "1051001,", 3, "kein Gemeindeschlüssel"),
    ("census", "share_foreign", "x", 1, "Es fehlen die Spalten: share_foreign"),
    ("census", "90000,14,", "90000,140,", 2, "kein möglicher Wert"),
    ("census", ",7.5", "", 2, "11 Felder statt 12"),
    ("inkar", "2022.0", "zwanzig", 4, "kein Jahr"),
    ("inkar", "20000", "viel", 2, "purchasing_power"),
    ("inkar", "county_code", "kreis", 1, "county_code"),
    ("broadband", "40.0", "140.0", 3, "zwischen 0 und 100"),
    ("broadband", "01051013", "010510", 4, "kein Gemeindeschlüssel"),
    ("mobile", "LTE10", "6G", 5, "keine bekannte Technologie"),
    ("mobile", "98.5", "", 2, "zwischen 0 und 100"),
    ("xrepository", '"010010000101"', '"01001"', 2, "kein Regionalschlüssel"),
    ("xrepository", '"Hinweis"', '"Anderes"', 0, "Die Spalten heißen nicht"),
    ("borders", '"01051001"', '"Dorf"', 2, "kein Gemeindeschlüssel"),
    ("borders", "VG250_GEM", "ANDERE", 0, "Ebene"),
    ("mail_domains", '"01051001"', '"1051001"', 2, "kein Gemeindeschlüssel"),
    ("mail_domains", '"website": "",', "", 2, "fehlen"),
]


@pytest.mark.parametrize(("source_id", "old", "new", "line", "reason"), DAMAGES)
def test_damaged_text_files_are_named_by_line(
    tmp_path: Path, source_id: str, old: str, new: str, line: int, reason: str
) -> None:
    """One wrong entry refuses the file and says where and why."""
    path = small_files.WRITERS[source_id](tmp_path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        source(source_id).parse(path)
    assert any(issue.line == line and reason in issue.reason for issue in raised.value.issues), str(
        raised.value
    )


@pytest.mark.parametrize("source_id", ["census", "inkar", "broadband", "mobile", "xrepository"])
def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path, source_id: str) -> None:
    """Files saved by a spreadsheet often begin with one."""
    path = small_files.WRITERS[source_id](tmp_path)
    plain = source(source_id).parse(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert repr(source(source_id).parse(path)) == repr(plain)


def _rows_of(path: Path, sheet: str) -> list[list[object]]:
    from schaltstelle.sources.files import read_sheet

    return read_sheet(path, sheet)


SHEET_DAMAGES = [
    ("auszug_gv", "Onlineprodukt_Gemeinden31122024", 9, 14, "zehn", "keine Dezimalzahl"),
    ("auszug_gv", "Onlineprodukt_Gemeinden31122024", 9, 15, "9,1", "außerhalb Deutschlands"),
    ("auszug_gv", "Onlineprodukt_Gemeinden31122024", 9, 18, "07", "Grad der Verstädterung"),
    ("auszug_gv", "Onlineprodukt_Gemeinden31122024", 9, 6, "1", "kein Gemeindeschlüssel"),
    ("auszug_gv", "Onlineprodukt_Gemeinden31122024", 3, 14, "Ort", "Spalte 15 heißt nicht"),
    ("territory_changes", "Gebietsaenderungen", 5, 0, "???", "keine Kennziffer"),
    ("territory_changes", "Gebietsaenderungen", 5, 1, "Dorf", "keine Regionaleinheit"),
    ("territory_changes", "Gebietsaenderungen", 5, 5, "9", "keine Änderungsart"),
    ("territory_changes", "Gebietsaenderungen", 5, 6, "groß", "keine Zahl"),
    ("territory_changes", "Gebietsaenderungen", 5, 11, "gestern", "kein Datum"),
    ("territory_changes", "Gebietsaenderungen", 5, 9, "51001", "nicht beide Gemeindeschlüssel"),
    ("key_conversion", "2021", 2, 3, 1.5, "nicht zwischen 0 und 1"),
    ("key_conversion", "2021", 2, 0, "Dorf", "kein Gemeindeschlüssel"),
    ("key_conversion", "2021", 2, 4, "viele", "keine Bevölkerungszahl"),
    ("key_conversion", "2021", 1, 5, "Neu", "Die Spalten des Umsteigeschlüssels fehlen"),
    ("mail", "Municipalities", 2, 0, "FR", "kein Land"),
    ("mail", "Municipalities", 2, 1, "1001000", "kein Gemeindeschlüssel"),
    ("mail", "Municipalities", 2, 4, "posthorn", "ist unbekannt"),
    ("mail", "Municipalities", 2, 8, "vielleicht", "nicht wahr/falsch"),
    ("mail", "Municipalities", 1, 3, "Domäne", "Es fehlen die Spalten: domain"),
]


@pytest.mark.parametrize(("source_id", "sheet", "line", "column", "value", "reason"), SHEET_DAMAGES)
def test_damaged_sheets_are_named_by_row(
    tmp_path: Path,
    source_id: str,
    sheet: str,
    line: int,
    column: int,
    value: str | float,
    reason: str,
) -> None:
    """The row of the sheet is the one that a spreadsheet program shows."""
    path = small_files.WRITERS[source_id](tmp_path)
    rows = _rows_of(path, sheet)
    rows[line - 1][column] = value
    small_files.write_workbook(path, {sheet: rows})  # type: ignore[dict-item]
    with pytest.raises(SourceError) as raised:
        source(source_id).parse(path)
    assert any(issue.line == line and reason in issue.reason for issue in raised.value.issues), str(
        raised.value
    )


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    """A workbook of another kind says what was looked for."""
    path = small_files.write_workbook(tmp_path / "mxmap_2026-04.xlsx", {"Andere": [["x"]]})
    with pytest.raises(SourceError, match="Municipalities"):
        mail.parse(path)


def test_very_many_faults_are_summed_up() -> None:
    """A thousand lines of the same fault don't scroll the reason away."""
    error = SourceError(Issue("a.csv", line, "kaputt") for line in range(1, 101))
    lines = error.text().splitlines()
    assert lines[0] == "a.csv, Zeile 1: kaputt"
    assert lines[-1] == "… und 80 weitere Fehler in a.csv"
    assert len(error.issues) == 100
