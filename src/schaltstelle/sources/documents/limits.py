"""Refusing what is too much, with words on what to do."""

from __future__ import annotations

from schaltstelle.core.german import number
from schaltstelle.sources.documents.values import MEBIBYTE, DocumentLimits, DocumentRefused


def require_size(size: int, limits: DocumentLimits) -> None:
    """Raise DocumentRefused where a file is larger than allowed."""
    if size > limits.bytes:
        raise DocumentRefused(
            f"Die Datei ist {megabytes(size)} groß, erlaubt sind {megabytes(limits.bytes)}. "
            "Bitte in Teile zerlegen oder ohne große Bilder speichern."
        )


def require_characters(count: int, limits: DocumentLimits) -> None:
    """Raise DocumentRefused where a text is longer than allowed."""
    if count > limits.characters:
        raise DocumentRefused(
            f"Der Text hat mehr als {number(limits.characters)} Zeichen. "
            "Bitte in Teile zerlegen, zum Beispiel je Kapitel eine Datei."
        )


def megabytes(size: int) -> str:
    """A size in German, in whole megabytes."""
    return f"{number(max(1, round(size / MEBIBYTE)))} MB"
