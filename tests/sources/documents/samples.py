"""Small documents of every format, made by the tests themselves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pypdf
import pytest
import typst

from schaltstelle.sources.documents import (
    DEFAULT_LIMITS,
    DocumentLimits,
    DocumentRefused,
    ImportedDocument,
    read_document,
)

ATTACHED_TEMPLATE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
)

MARKDOWN = """---
title: "Strategie: Wir machen mit"
ort: "08335080"
tags: [Bürgernähe, Schule]
lizenz: CC BY 4.0
quelle: https://www.tengen.de/strategie
herausgeber: Stadt Tengen
datum: 2024-02-29
---
Ein Vorwort.

# Ziele
Wir wollen *einfach* erreichbar sein, siehe [unsere Seite](https://www.tengen.de "Titel").

## Schule
![Ein Bild](bild.png)
- [ ] Erste Schule
- Zweite **Schule**

| Jahr | Geld |
|------|-----:|
| 2025 | 10 € |

Schule
======
Noch einmal.
"""

HTML = """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8">
<title>Termine &amp; mehr</title>
<meta name="author" content="Stadt Tengen"><meta name="keywords" content="Termin, Rathaus">
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
<script>alert("böse")</script><style>p { color: red }</style></head>
<body onload="alert('böse')">
<nav>Menü</nav><h1>Termine</h1><p>Im <b>Bürger</b>büro<br>ohne Warten.</p>
<form><p>Geben Sie Ihr Passwort ein</p><input value="böse"></form>
<ul><li>montags</li><li>dienstags</li></ul><div hidden>versteckt</div>
<table><tr><th>Amt</th><th>Raum</th></tr><tr><td>Kasse</td><td>7</td></tr></table>
<script>document.write("böse")</script><iframe src="file:///etc/passwd">böse</iframe>
<img src="x" onerror="alert('böse')"><a href="javascript:alert('böse')">Mehr</a></body></html>"""


def written(path: Path, content: str | bytes) -> Path:
    """A file with this content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(path: Path, limits: DocumentLimits = DEFAULT_LIMITS) -> str:
    """Why a document is refused."""
    with pytest.raises(DocumentRefused) as raised:
        read_document(path, limits)
    return str(raised.value)


def texts(document: ImportedDocument) -> str:
    """All its text."""
    return "\n".join(passage.text for passage in document.passages)


def write_pdf(path: Path, source: str) -> Path:
    """A PDF of a page description."""
    path.write_bytes(typst.compile(source.encode()))
    return path


def chapters_pdf(path: Path) -> Path:
    """Two pages with a chapter each."""
    return write_pdf(
        path,
        '#set document(title: "Sportkonzept", author: "Stadt Tengen")\n#set text(lang: "de")\n'
        "= Schwimmbad\nDas Bad bleibt im Sommer offen und wird im Winter saniert.\n#pagebreak()\n"
        "= Halle\nDie Halle bekommt ein neues Dach, und alle Vereine nutzen sie gemeinsam.\n",
    )


def pictures_pdf(path: Path, pages: int = 1) -> Path:
    """A PDF that only shows drawings, as a scanner makes it."""
    page = "#rect(width: 5cm, height: 5cm, fill: gray)"
    return write_pdf(path, "\n#pagebreak()\n".join([page] * pages))


def locked_pdf(path: Path, password: str) -> Path:
    """A PDF that opens with a password only; an empty one locks nothing but printing."""
    writer = pypdf.PdfWriter(clone_from=chapters_pdf(path))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    with path.open("wb") as file:
        writer.write(file)
    return path


def write_docx(path: Path) -> Path:
    """A text with headings, a table and a title."""
    document = docx.Document()
    document.core_properties.title = "Notfallplan"
    document.core_properties.author = "Stadt Tengen"
    document.core_properties.keywords = "Notfall, Übung"
    document.core_properties.language = "de-DE"
    document.add_heading("Vorwort", level=1)
    document.add_paragraph("Wenn kein Bildschirm leuchtet.")
    document.add_heading("Nummern", level=2)
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Amt", "Nummer"), ("Kasse", "07")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def docx_with_template_elsewhere(path: Path) -> Path:
    """A text that asks for a template from the network when it is opened."""
    document = docx.Document()
    document.add_paragraph("Harmloser Text.")
    document.part.relate_to("https://example.org/vorlage.dotm", ATTACHED_TEMPLATE, is_external=True)
    document.save(str(path))
    return path


def write_archive(path: Path, parts: Sequence[tuple[str, bytes]]) -> Path:
    """A Zip archive with these parts, packed as tightly as can be."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return path


def docx_with(path: Path, name: str, content: bytes) -> Path:
    """A good text with one more part, or with a part replaced."""
    inner = io.BytesIO(write_docx(path).read_bytes())
    with zipfile.ZipFile(inner) as archive:
        parts = [(part, archive.read(part)) for part in archive.namelist() if part != name]
    return write_archive(path, [*parts, (name, content)])
