"""Folding letters: words that differ only in case, umlaut, ß or accent become the same."""

import re
import unicodedata

_WRITTEN_OUT = str.maketrans({"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d"})
_ACCENTS = re.compile(r"[\u0300-\u036f]")
# "ae" for "ä"; after another vowel or q the e begins the next syllable (neue, Bauer, Quelle).
_UMLAUT = re.compile(r"(?<![aeiouq])([aou])e+")


def fold(text: str) -> str:
    """Small letters without umlauts, ß and accents; "Bürger", "Buerger" and "Burger" are one.

    Folding twice changes nothing.
    """
    lowered = text.lower()
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered).lower()
        lowered = _ACCENTS.sub("", decomposed).translate(_WRITTEN_OUT)
    return _UMLAUT.sub(r"\1", lowered)
