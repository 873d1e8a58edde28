"""Bytes of a text file as text, whatever it was saved as."""

from __future__ import annotations

import codecs
import re

from schaltstelle.sources.documents.values import DocumentRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A page may not choose among all codecs: some take very long on purpose-made bytes.
_DECLARABLE = re.compile(
    r"utf-?(?:8|16)|iso-?8859|latin|windows-125|cp125|us-ascii|ascii|mac", re.I
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
# A text has hardly any control characters, a program or a picture many.
MOST_CONTROLS = 0.01


def decode(content: bytes, declared: str = "") -> str:
    """The text: by its byte-order mark, else as declared, else UTF-8, else Windows-1252.

    Raises DocumentRefused where it is no text at all.
    """
    text = _decoded(content, declared)
    if len(_CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise DocumentRefused(
            "Die Datei enthält keinen lesbaren Text. Bitte prüfen, ob die Endung stimmt."
        )
    return _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes, declared: str) -> str:
    candidates = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    if _DECLARABLE.match(declared):
        candidates.append(declared)
    for encoding in (*candidates, "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return content.decode("cp1252", errors="replace")
