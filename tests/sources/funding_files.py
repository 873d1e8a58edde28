"""A small made-up export of the Förderdatenbank: one programme and what it refers to."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

CONTENT = "BMWI/FDB/Content/DE/"
PROGRAMME = f"{CONTENT}Foerderprogramm/Land/Musterland/digitale-rathaeuser"
CLASSIFIER = "target:/BMWI/SiteGlobals/Classifications/Classifier/Common/"
CATEGORY = "/BMWI/SiteGlobals/Categories/FDB/"


def rich(name: str, html: str) -> str:
    """A text: HTML in a section that is written out as text, as the export has it."""
    section = f"<![CDATA[<div>{html}</div>]]>"
    return (
        f'<property name="gsb:{name}" type="RichText">\n<text>{escape(section)}</text></property>\n'
    )


def value(name: str, text: str) -> str:
    """A plain value."""
    return f'<property name="gsb:{name}" type="String"><value>{escape(text)}</value></property>\n'


def links(name: str, *keys: str) -> str:
    """A list of links without classifier."""
    listed = "".join(f'<link xlink:href="target:{key}"/>' for key in keys)
    return f'<property name="gsb:{name}" type="LinkList"><links>{listed}</links></property>\n'


def classified(name: str, lists: Mapping[str, Sequence[str]]) -> str:
    """Lists of links, each under a classifier."""
    inner = "".join(
        "<classifiedLinkList><classifierLinks>"
        f'<link xlink:href="{CLASSIFIER}{classifier}"/></classifierLinks><links>\n'
        + "\n".join(f'<link xlink:href="target:{key}"/>' for key in keys)
        + "</links></classifiedLinkList>"
        for classifier, keys in lists.items()
    )
    return (
        f'<property name="gsb:{name}" type="ClassifiedLinkLists">'
        f"<classifiedLinkLists>{inner}</classifiedLinkLists></property>\n"
    )


def document(kind: str, *properties: str) -> str:
    """A document of the export."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    body = f'<document xmlns:xlink="http://www.w3.org/1999/xlink" type="gsb:{kind}">\n'
    return head + body + "".join(properties) + "</document>"


def programme(*more: str, land: str = "de_ni") -> str:
    """The programme; `more` are further properties."""
    categories = {
        "Foerderart": [f"{CATEGORY}Foerderart/zuschuss"],
        "Foerdergebiet": [f"{CATEGORY}Foerdergebiet/{land}"],
        "Foerdergeber": [f"{CATEGORY}Foerdergeber/land"],
        "Foerderberechtigte": [f"{CATEGORY}Foerderberechtigte/kommune"],
        "Foerderbereich": [
            f"{CATEGORY}Foerderbereich/smart_cities_regionen",
            f"{CATEGORY}Foerderbereich/ganz_neu",
        ],
        "Foerderorganisation": [f"/{CONTENT}Foerdergeber/M/ministerium"],
    }
    rule = f'<a xlink:href="target:/{CONTENT}ExternerLink/R/richtlinie">Weblink</a>'
    return document(
        "ServiceOffer",
        rich("title", "<p>Digitale <span>Rathäuser</span></p>"),
        rich("teaserText", "<p>Geld für Rathäuser &amp; mehr.</p>"),
        rich("bodyText", f"<h2>Ziel</h2><p>Gute Dienste.</p><p>{rule}</p><script>böse()</script>"),
        rich("comment", "<p>Ticket#1</p>"),
        rich("summary", ""),
        value("keywords", "Rathaus"),
        value("dateOfIssue", "2025-05-26T14:00:00.000+02:00"),
        classified("cl2Processes", categories),
        classified("cl2Contacts", {"Kontakt": [f"/{CONTENT}Kontakt/M/ministerium"]}),
        classified("cl2CustServices", {"ExternerLink": [f"/{CONTENT}ExternerLink/S/seite"]}),
        *more,
    )


def export() -> dict[str, str]:
    """All files of the export by path."""
    return {
        f"{PROGRAMME}.xml": programme(),
        f"{CONTENT}Foerdergeber/M/ministerium.xml": document(
            "ContactData", rich("title", "<p>Ministerium</p>")
        ),
        f"{CONTENT}Kontakt/M/ministerium.xml": document(
            "ContactData",
            rich("title", "<p>Ministerium, Referat 1</p>"),
            value("phone", "0511 1"),
            value("email", "referat@example.org"),
            classified("cl2Addresses", {"Adresse": [f"/{CONTENT}Adresse/M/haus"]}),
            links("website", f"/{CONTENT}ExternerLink/S/seite"),
        ),
        f"{CONTENT}Adresse/M/haus.xml": document(
            "Address",
            value("road", "Am Markt"),
            value("houseId", "1"),
            value("zipCode", "30159"),
            value("city", "Hannover"),
        ),
        f"{CONTENT}ExternerLink/S/seite.xml": document(
            "ExternalLink", rich("title", "<p>Seite</p>"), value("url", "https://example.org/")
        ),
        f"{CONTENT}ExternerLink/R/richtlinie.xml": document(
            "ExternalLink",
            rich("title", "<p>Richtlinie</p>"),
            value("url", "https://example.org/richtlinie.pdf"),
        ),
    }


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The files in a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def write_zip(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """The files in a Zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path
