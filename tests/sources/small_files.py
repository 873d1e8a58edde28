"""Small made-up files of every outside format, as their publishers lay them out."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from schaltstelle.sources import broadband, census, inkar, mail
from tests.sources.oscal_files import write_catalogue

Cell = str | float | bool | None

# Excel files -------------------------------------------------------------------------------------

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> Path:
    """An .xlsx file with these sheets, text cells inline."""
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in enumerate(sheets, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{_REL}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{names}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        )
        for at, rows in enumerate(sheets.values(), start=1):
            archive.writestr(f"xl/worksheets/sheet{at}.xml", _sheet(rows))
    return path


def _sheet(rows: Sequence[Sequence[Cell]]) -> str:
    body = "".join(
        f'<row r="{line}">{"".join(_cell(line, at, cell) for at, cell in enumerate(cells))}</row>'
        for line, cells in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell(line: int, at: int, cell: Cell) -> str:
    reference = f"{chr(ord('A') + at)}{line}"
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return f'<c r="{reference}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{reference}"><v>{cell}</v></c>'


# The register ------------------------------------------------------------------------------------


def register_line(
    level: int,
    key: str,
    name: str,
    kind: str = "",
    *,
    association: str = "",
    seat: str = "",
    hectares: int = 0,
    people: int = 0,
    men: int = 0,
    postcode: str = "",
    date: str = "20260228",
) -> str:
    """One line of GV100AD, 220 characters wide."""
    figures = f"{hectares:011d}{people:011d}{men:011d}" if level == 60 else " " * 33
    line = f"{level}{date}{key:<8}{association:<4}{name:<50}{seat:<50}{kind:<2}{'':<4}"
    return f"{line}{figures}{'':<4}{postcode:<5}".ljust(220)


def small_country(date: str = "20260228", people_of_dorf: int = 900) -> list[str]:
    """A register with every way in which an administration may act."""

    def at(level: int, key: str, name: str, kind: str = "", **more: str | int) -> str:
        return register_line(level, key, name, kind, date=date, **more)  # type: ignore[arg-type]

    def town(key: str, association: str, name: str, kind: str, people: int) -> str:
        return at(
            60,
            key,
            name,
            kind,
            association=association,
            hectares=people // 2 + 10,
            people=people,
            men=people // 2,
            postcode="12345",
        )

    return [
        at(10, "01", "Schleswig-Holstein", seat="Kiel"),
        at(40, "01001", "Hafenstadt, Stadt", "41", seat="Hafenstadt"),
        at(50, "01001", "Hafenstadt, Stadt", "50", association="0000"),
        town("01001000", "0000", "Hafenstadt, Stadt", "61", 90000),
        at(40, "01051", "Küstenland", "43", seat="Dorf"),
        at(50, "01051", "Einzeldorf", "50", association="0003"),
        town("01051003", "0003", "Einzeldorf", "64", 3000),
        at(50, "01051", "Am Deich", "51", association="5001", seat="Dorf"),
        town("01051001", "5001", "Dorf", "64", people_of_dorf),
        town("01051002", "5001", "Weiler", "64", 100),
        at(50, "01051", "Staatsforst", "50", association="9999"),
        town("01051999", "9999", "Staatsforst, gemfr. Gebiet", "66", 0),
        at(10, "08", "Baden-Württemberg", seat="Stuttgart"),
        at(20, "083", "Freiburg", seat="Freiburg im Breisgau"),
        at(30, "0833", "Region Hochrhein-Bodensee", seat="Waldshut-Tiengen"),
        at(40, "08335", "Seekreis", "44", seat="Große Stadt"),
        at(50, "08335", "VVG der Stadt Große Stadt", "54", association="5001", seat="Große Stadt"),
        town("08335001", "5001", "Große Stadt", "67", 30000),
        town("08335002", "5001", "Nebenort", "64", 2000),
        at(10, "14", "Sachsen", seat="Dresden"),
        at(40, "14625", "Lausitz", "44", seat="Bautzen"),
        at(50, "14625", "Oberort", "54", association="5212", seat="Kurort Oberort"),
        town("14625001", "5212", "Oberort/O.L. / Hornja Wjes, Stadt", "63", 4000),
        town("14625002", "5212", "Unterort / Delnja Wjes", "64", 1000),
    ]


def write_register(path: Path, lines: Sequence[str], mark: str = "") -> Path:
    """A register file; `mark` may be a byte-order mark."""
    path.write_text(mark + "\n".join(lines) + "\n", encoding="utf-8")
    return path


# The other sources --------------------------------------------------------------------------------


def write_extract(folder: Path) -> Path:
    """Auszug GV with title, header and footnote rows."""
    header = [""] * 20
    header[7], header[14], header[16] = (
        "Gemeindename",
        "Geografische Mittelpunktkoordinaten",
        "Reisegebiete",
    )
    rows: list[list[Cell]] = [
        ["Gemeinden in Deutschland am 31.12.2024 (4. Quartal)"],
        [""],
        list(header),
        [""],
        ["", "", "Gebietsstand am 31.12.2024"],
        [""],
        ["10", "", "01", "", "", "", "", "Schleswig-Holstein"],
        _extract("01", "0", "01", "000", "Hafenstadt, Stadt", "10,13", "54,32", "Ostsee", "01"),
        _extract("01", "0", "51", "001", "Dorf", "9,1", "54,1", "Ostsee", "03"),
        _extract("01", "0", "51", "002", "Weiler", "9,2", "54,1", "", "03"),
        _extract("08", "3", "35", "001", "Große Stadt", "9,17", "47,66", "Bodensee", "02"),
        ["3) Die Gemeinde kann mehrere Postleitzahlen haben."],
    ]
    path = folder / "AuszugGV4QAktuell_2024.xlsx"
    return write_workbook(path, {"Inhalt": [["Titel"]], "Onlineprodukt_Gemeinden31122024": rows})


def _extract(*cells: str) -> list[Cell]:
    land, district, kreis, municipality, name, lon, lat, region, urbanisation = cells
    head: list[Cell] = ["60", "64", land, district, kreis, "0000", municipality, name]
    return [*head, 1.0, 10.0, 5.0, 5.0, 10.0, "12345", lon, lat, "F02", region, urbanisation, ""]


def write_changes(folder: Path) -> Path:
    """Gebietsänderungen: a merger of two, a split by area, a new key, a new name, a ceded part."""
    rows: list[list[Cell]] = [
        ["Gebietsänderungen vom 01.01. - 31.12.2024", *[""] * 12],
        ["Kennziffer", "Regionaleinheit", *[""] * 11],
        [""] * 13,
        [""] * 13,
        _change("01051011", "Altdorf", "1", 100, 300, "01051001", "Dorf"),
        _change("01051012", "Altweiler", "1", 100, 0, "01051001", "Dorf"),
        _change("01051012", "Altweiler", "1", 300, 0, "01051002", "Weiler"),
        _change("01051013", "Einzeldorf", "3", "", "", "01051003", "Einzeldorf"),
        _change("08335002", "Nebenan", "4", "", "", "08335002", "Nebenort"),
        _change("08335001", "Große Stadt", "2", 5, 0, "08335002", "Nebenort"),
        ["1) Änderungsart:", *[""] * 12],
    ]
    path = folder / "gebietsaenderungen_2024.xlsx"
    return write_workbook(path, {"Deckblatt": [["x"]], "Gebietsaenderungen": rows})


def _change(
    old: str, old_name: str, kind: str, area: Cell, people: Cell, new: str, new_name: str
) -> list[Cell]:
    head: list[Cell] = ["01/2024/0001-R", "Gemeinde", "", old, old_name, kind, area, people]
    return [*head, "", new, new_name, "01.01.2024", "01.01.2024"]


def write_conversion(folder: Path) -> Path:
    """Umsteigeschlüssel of one year."""
    header: list[Cell] = [
        "Gemeinden\n 31.12.2021",
        "Gemeindename 2021",
        "flächen-\nproportionaler\nUmsteige-schlüssel",
        "bevölkerungs- \nproportionaler \nUmsteige- \nschlüssel",
        "Bevölkerung am 31.12.2021 in 100",
        "Gemeinden\n 31.12.2022",
        "Gemeindename 2022",
    ]
    rows: list[list[Cell]] = [
        header,
        [1051001.0, "Dorf", 1.0, 1.0, 9.0, 1051001.0, "Dorf"],
        [1051020.0, "Urdorf", 1.0, 1.0, 1.0, 1051011.0, "Altdorf"],
    ]
    return write_workbook(folder / "bbsr_gemeinden_umstieg_2021_2022.xlsx", {"2021": rows})


def write_codes(folder: Path) -> Path:
    """Code list of the Regionalschlüssel."""
    document = {
        "metadaten": {"version": "2026-01-31"},
        "spalten": [{"spaltennameLang": name} for name in ("SCHLUESSEL", "Bezeichnung", "Hinweis")],
        "daten": [
            ["010010000000", "Hafenstadt, Stadt", None],
            ["010010000101", "Altstadt", "Stadt-/Ortsteil bzw. Stadtbezirk"],
        ],
    }
    return _write_json(folder / "xrepository_rs_2026-01-31.json", document)


def write_borders(folder: Path) -> Path:
    """TopoJSON of municipalities; one of them has two shapes."""
    shapes = [
        {"id": "01001000", "properties": {"name": "Hafenstadt"}},
        {"id": "01051001", "properties": {"name": "Dorf"}},
        {"id": "01051001", "properties": {"name": "Dorf"}},
    ]
    document = {"objects": {"VG250_GEM": {"geometries": shapes}}}
    return _write_json(folder / "de-gemeinden.topo.json", document)


def write_domains(folder: Path) -> Path:
    """Websites and mail domains."""
    document = {
        "generated": "2026-04-02T22:47:33Z",
        "municipalities": [
            {
                "code": "01001000",
                "name": "Hafenstadt",
                "website": "www.Hafenstadt.de",
                "emails": [],
            },
            {"code": "01051001", "name": "Dorf", "website": "", "emails": ["amt-am-deich.de"]},
        ],
    }
    return _write_json(folder / "mxmap_domains_de.json", document)


def _write_json(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


MAIL_HEADER = (*mail.TEXTS, *mail.FLAGS)


def write_mail(folder: Path) -> Path:
    """Mail data: two good rows, one of a freemail provider, one without scan, one from Austria."""

    def row(
        country: str, code: str, domain: str, provider: str, category: str, valid: bool
    ) -> list[Cell]:
        mx = f"mx.{domain}" if domain else ""
        head: list[Cell] = [country, code, code, domain, provider, category, "", mx, valid]
        return [*head, False, False, valid, False, valid, False]

    rows: list[list[Cell]] = [
        list(MAIL_HEADER),
        row("DE", "01001000", "hafenstadt.de", "microsoft", "us-cloud", True),
        row("DE", "01051001", "amt-am-deich.de", "domestic", "de-based", True),
        row("DE", "01051002", "t-online.de", "unknown", "unknown", True),
        row("DE", "01051003", "", "unknown", "unknown", False),
        row("AT", "10101", "eisenstadt.at", "domestic", "at-based", True),
    ]
    return write_workbook(folder / "mxmap_2026-04_de_at_ch.xlsx", {"Municipalities": rows})


def _write_csv(path: Path, rows: Sequence[Sequence[str]], delimiter: str = ",") -> Path:
    path.write_text("\n".join(delimiter.join(row) for row in rows) + "\n", encoding="utf-8")
    return path


def write_census(folder: Path) -> Path:
    """Census figures; one owner share is impossible, one household size is missing."""
    rows = [
        ["ags", "municipality_name", *census.COLUMNS],
        [
            "01001000",
            "Hafenstadt",
            "90000",
            "14",
            "20",
            "12",
            "20",
            "1.9",
            "50000",
            "3",
            "25",
            "7.5",
        ],
        ["01051001", "Dorf", "900", "15", "25", "2", "4", "", "400", "4", "110.0", "5.5"],
        ["01051011", "Altdorf", "300", "12", "30", "2", "4", "2.1", "150", "4", "80", "5"],
        ["01051020", "Urdorf", "100", "20", "10", "2", "4", "2.5", "50", "8", "60", "6"],
    ]
    return _write_csv(folder / "zensus2022_gemeinden.csv", rows)


def write_inkar(folder: Path) -> Path:
    """Two years of two Kreise; purchasing power ends a year earlier."""

    def row(kreis: str, year: str, value: str, purchasing: str) -> list[str]:
        figures = [purchasing if name == "purchasing_power" else value for name in inkar.VARIABLES]
        return [kreis, year, *figures]

    rows = [
        ["county_code", "year", *inkar.VARIABLES],
        row("01001", "2021.0", "1", "20000"),
        row("01051", "2021.0", "2", "21000"),
        row("01001", "2022.0", "3", ""),
        row("01051", "2022.0", "4", ""),
    ]
    return _write_csv(folder / "inkar_kreise_2021_2022.csv", rows)


def write_broadband(folder: Path) -> Path:
    """Fixed broadband of three municipalities."""
    columns = list(broadband.COLUMNS.values())
    rows = [
        ["AGS", *columns],
        ["01001000", *["99.5"] * len(columns)],
        ["01051011", *["40.0"] * len(columns)],
        ["01051013", *["10.0"] * len(columns)],
    ]
    return _write_csv(folder / "gemeinde_bezirke_privat_2021_mitte.csv", rows)


def write_mobile(folder: Path) -> Path:
    """Mobile coverage of two Kreise."""
    rows = [["AGS", "Technologie", "Flaechenart", "Flaechen Gruppe", "Verfügbarkeit"]]
    for kreis, share in (("01001", "98.5"), ("01051", "50")):
        for technology in ("5G2", "LTE10"):
            for use in ("Wohnbaufläche", "Landwirtschaftliche Flächen", "Autobahn"):
                rows.append([kreis, technology, use, "20", share])
    return _write_csv(folder / "landkreis_mobilfunk_stats_2021_1.csv", rows, ";")


def write_outlines(folder: Path) -> Path:
    """A shapefile with one record of two lines, in UTM zone 32."""
    points = [(500000.0, 5600000.0), (510000.0, 5600000.0), (500000.0, 5700000.0), (5e5, 5.8e6)]
    content = struct.pack("<i4d2i2i", 3, 0, 0, 0, 0, 2, 4, 0, 2)
    content += b"".join(struct.pack("<2d", *point) for point in points)
    shape = struct.pack(">i", 9994).ljust(100, b"\0")
    shape += struct.pack(">2i", 1, len(content) // 2) + content
    path = folder / "VG250_LAN_mesh_simplified.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("VG250.shp", shape)
    return path


def _write_small_register(folder: Path) -> Path:
    return write_register(folder / "GV100AD_28022026.txt", small_country())


WRITERS: dict[str, Callable[[Path], Path]] = {
    "gv100ad": _write_small_register,
    "auszug_gv": write_extract,
    "territory_changes": write_changes,
    "key_conversion": write_conversion,
    "xrepository": write_codes,
    "borders": write_borders,
    "mail": write_mail,
    "mail_domains": write_domains,
    "census": write_census,
    "inkar": write_inkar,
    "broadband": write_broadband,
    "mobile": write_mobile,
    "outlines": write_outlines,
    "oscal": write_catalogue,
}


def write_all(folder: Path) -> Path:
    """One small file of every source in a folder."""
    for write in WRITERS.values():
        write(folder)
    return folder
