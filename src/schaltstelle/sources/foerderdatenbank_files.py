"""The files of an export of the Förderdatenbank: a folder or a Zip file of XML documents.

A document is a flat list of properties: values, texts (HTML), lists of links to other documents,
some of them under a classifier.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from schaltstelle.core.german import number
from schaltstelle.sources.errors import Faults

ROOT = "BMWI/"
MOST_FILES = 200_000
MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 2 * 1024 * 1024 * 1024

_XLINK = "{http://www.w3.org/1999/xlink}href"
_TARGET = "target:"
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
DEFINITIONS = "Eigene Definitionen (DOCTYPE, ENTITY) sind hier nicht erlaubt."


@dataclass
class Export:
    """The files of an export by key: /BMWI/… without suffix. `archive` is None for a folder."""

    files: Mapping[str, str]
    folder: Path
    archive: zipfile.ZipFile | None = None

    def __enter__(self) -> Export:
        return self

    def __exit__(self, *_: object) -> None:
        if self.archive is not None:
            self.archive.close()

    def read(self, name: str) -> bytes:
        """At most one byte more than a file may have."""
        if self.archive is None:
            with (self.folder / name).open("rb") as file:
                return file.read(MOST_BYTES + 1)
        with self.archive.open(name) as member:
            return member.read(MOST_BYTES + 1)


def opened(path: Path) -> Export:
    """An export; SourceError where it is neither a folder nor a Zip file, or far too large."""
    if path.is_dir():
        found = (file for file in path.rglob("*.xml") if file.is_file() and not file.is_symlink())
        return Export(_keyed(path, [file.relative_to(path).as_posix() for file in found]), path)
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError):
        raise Faults(path).stop("Das ist weder ein Ordner noch eine Zip-Datei.") from None
    members = archive.infolist()
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        archive.close()
        raise Faults(path).stop("Die Zip-Datei entpackt sich auf mehr als 2 GB.")
    return Export(_keyed(path, [member.filename for member in members]), path, archive)


def _keyed(path: Path, names: Sequence[str]) -> dict[str, str]:
    """Names of files by key: what begins with BMWI, wherever that lies."""
    if len(names) > MOST_FILES:
        raise Faults(path).stop(f"Das sind mehr als {number(MOST_FILES)} Dateien.")
    found = {}
    for name in sorted(names):
        start = name.find(ROOT) if name.endswith(".xml") else -1
        if start == 0 or (start > 0 and name[start - 1] == "/"):
            found["/" + name[start:].removesuffix(".xml")] = name
    return found


# Documents ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DocumentLink:
    """A link to another document, and the line in which it stands."""

    key: str
    line: int


@dataclass
class FundingDocument:
    """The properties of one document of the export."""

    name: str
    sha256: str
    texts: dict[str, tuple[str, int]] = field(default_factory=dict)
    plain: dict[str, tuple[str, int]] = field(default_factory=dict)
    links: dict[str, list[DocumentLink]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """A plain value, empty where there is none."""
        return self.plain.get(name, ("", 0))[0]

    def codes(self, classifier: str) -> tuple[str, ...]:
        """The last parts of the keys under a classifier, where they are categories."""
        keys = (link.key for link in self.links.get(classifier, ()) if "/Categories/" in link.key)
        return tuple(dict.fromkeys(key.rpartition("/")[2] for key in keys))


class Damaged(Exception):
    """A file of the export cannot be read; carries line and German reason."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(reason)


def read_document(name: str, content: bytes) -> FundingDocument:
    """A document of the export; Damaged where it is none."""
    root = _tree(content)
    if root.tag != "document":
        raise Damaged(1, f"Statt eines Dokuments (document) steht hier „{root.tag}“.")
    found = FundingDocument(name, hashlib.sha256(content).hexdigest())
    for own in root.iterfind("property"):
        _take(own, str(own.get("name") or ""), found)
    return found


def _tree(content: bytes) -> Any:
    """The root of a file, parsed without entities, definitions and network."""
    if len(content) > MOST_BYTES:
        raise Damaged(0, f"Die Datei ist größer als {MOST_BYTES // 1024 // 1024} MB.")
    if found := _DOCTYPE.search(content):
        line = content.count(b"\n", 0, found.start()) + 1
        raise Damaged(line, DEFINITIONS)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise Damaged(line, f"Das ist kein gültiges XML ({error.msg}).") from None
    if root.getroottree().docinfo.doctype:
        raise Damaged(1, DEFINITIONS)
    return root


def _take(own: Any, name: str, found: FundingDocument) -> None:
    """One property into the document."""
    line = own.sourceline
    text, value = own.find("text"), own.find("value")
    if text is not None:
        found.texts[name] = (text.text or "", text.sourceline)
    if value is not None:
        found.plain[name] = ((value.text or "").strip(), value.sourceline)
    direct = own.find("links")
    if direct is not None:
        found.links[name] = list(_links(direct, line))
    for listed in own.iterfind("classifiedLinkLists/classifiedLinkList"):
        heads = listed.find("classifierLinks")
        classifiers = [link.key for link in _links(heads, line)] if heads is not None else []
        inner = listed.find("links")
        if classifiers and inner is not None:
            classifier = classifiers[0].rpartition("/")[2]
            found.links.setdefault(classifier, []).extend(_links(inner, line))


def _links(holder: Any, line: int) -> Iterator[DocumentLink]:
    for own in holder.iterfind("link"):
        address = str(own.get(_XLINK) or "")
        if address.startswith(_TARGET):
            yield DocumentLink(address.removeprefix(_TARGET), own.sourceline or line)
