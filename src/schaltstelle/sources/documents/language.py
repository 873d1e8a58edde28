"""Whether a text is German or English, by its small words."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[a-zäöüß]+")
_GERMAN = "der die das und ist nicht mit von den für auf ein eine werden zu"
_ENGLISH = "the and of to is are with for that this be as by from on"
_SMALL_WORDS = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}
READ_CHARACTERS = 20_000
# Below this, names and single words decide by chance.
LEAST_SMALL_WORDS = 5


def language_of(text: str) -> str:
    """The code "de" or "en", empty where too little tells."""
    words = Counter(_WORD.findall(text[:READ_CHARACTERS].lower()))
    counts = {
        language: sum(words[word] for word in small) for language, small in _SMALL_WORDS.items()
    }
    language, most = max(counts.items(), key=lambda entry: entry[1])
    rest = sum(counts.values()) - most
    return language if most >= LEAST_SMALL_WORDS and most > 2 * rest else ""
