"""HTML as plain text: parsed, never run, nothing fetched; scripts and forms are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from schaltstelle.sources.documents.decoding import decode
from schaltstelle.sources.documents.extract import Extract
from schaltstelle.sources.documents.limits import require_characters
from schaltstelle.sources.documents.passages import Block, Heading, Paragraph
from schaltstelle.sources.documents.values import DocumentLimits, DocumentRefused, DocumentSource

_NO_TEXT = (
    "script style template noscript form button input select textarea iframe frame object embed "
    "applet svg math canvas audio video nav head"
)
_OWN_LINES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer header hr html legend li main ol p pre section summary table tbody "
    "tfoot thead tr ul"
)
DROPPED = frozenset(_NO_TEXT.split())
# Elements that end a line of text; all others stand within one.
BLOCKS = frozenset(_OWN_LINES.split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CELLS = frozenset({"td", "th"})

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.I)
_DECLARED_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})", re.I)
_LOOKED_AT = 4_096
# Pages carry several times as many characters as their text.
MARKUP_FACTOR = 4

_PUBLISHER = ("dcterms.publisher", "dc.publisher", "publisher", "og:site_name", "author")
_DATE = ("dcterms.date", "dc.date", "date", "article:published_time", "last-modified")
_LICENCE = ("dcterms.license", "dc.rights", "license", "rights")
_PLACE = ("place", "ort", "geo.placename")
_TITLE = ("dcterms.title", "dc.title", "og:title")


def read(content: bytes, limits: DocumentLimits) -> Extract:
    """The text of a page and what its head says. Raises DocumentRefused where it is no HTML."""
    text = decode(content, _declared(content[:_LOOKED_AT]))
    require_characters(len(text) // MARKUP_FACTOR, limits)
    root = _parsed(text)
    meta = _meta(root)
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[
        :2
    ]
    return Extract(
        blocks=tuple(_blocks(root)),
        title=_named(meta, _TITLE) or _words(root.findtext(".//title") or ""),
        language=language.lower(),
        place=_named(meta, _PLACE),
        source=DocumentSource(
            publisher=_named(meta, _PUBLISHER),
            address=_linked(root, "canonical"),
            licence=_linked(root, "license") or _named(meta, _LICENCE),
            date=_named(meta, _DATE),
        ),
        tags=tuple(word for part in meta.get("keywords", "").split(",") if (word := _words(part))),
    )


def blocks(text: str) -> tuple[Block, ...]:
    """The headings and paragraphs of a piece of HTML. Raises DocumentRefused where it is none."""
    return tuple(_blocks(_parsed(text)))


def _declared(start: bytes) -> str:
    found = _DECLARED.search(start) or _DECLARED_XML.search(start)
    return found.group(1).decode("ascii") if found else ""


def _parsed(text: str) -> Any:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise DocumentRefused(
            "Die Datei ist keine lesbare HTML-Seite. Bitte im Browser als HTML neu speichern."
        ) from None


def _blocks(root: Any) -> Iterator[Block]:
    """Headings and paragraphs in the order of the page; one walk, so that depth costs nothing."""
    line = _Line()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag in DROPPED or element.get("hidden") is not None:
                walk.skip_subtree()
            else:
                yield from line.begin(element.tag)
                line.add(element.text)
            continue
        if element.tag not in DROPPED and element.get("hidden") is None:
            yield from line.end(element.tag)
        if element is not root:
            line.add(element.tail)
    yield from line.close()


class _Line:
    """The text that has come since the last block began."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._level = 0

    def add(self, text: str | None) -> None:
        """Take text as it stands in the page."""
        if text:
            self._parts.append(text)

    def begin(self, tag: Any) -> Iterator[Block]:
        """An element begins."""
        if tag in HEADINGS:
            yield from self.close()
            self._level = HEADINGS[tag]
        elif tag in BLOCKS:
            yield from self.close()
        elif tag == "br":
            self._parts.append("\n")

    def end(self, tag: Any) -> Iterator[Block]:
        """An element ends."""
        if tag in HEADINGS or tag in BLOCKS:
            yield from self.close()
        elif tag in CELLS:
            self._parts.append(" · ")

    def close(self) -> Iterator[Block]:
        """What has come, as a heading or a paragraph."""
        text = _words("".join(self._parts)).removesuffix("·").strip()
        if text:
            yield Heading(self._level, text) if self._level else Paragraph(text)
        self._parts, self._level = [], 0


def _words(text: str) -> str:
    return " ".join(text.split())


def _meta(root: Any) -> dict[str, str]:
    """The values of the head by name; of equal names the first counts."""
    found: dict[str, str] = {}
    for element in root.iterfind(".//meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        if name and (value := _words(element.get("content") or "")):
            found.setdefault(name, value)
    return found


def _named(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _linked(root: Any, relation: str) -> str:
    """The address that the head, or any link of the page, states under a relation."""
    for element in root.iter("link", "a"):
        address = (element.get("href") or "").strip()
        if relation in (element.get("rel") or "").lower().split() and address.startswith("http"):
            return address
    return ""
