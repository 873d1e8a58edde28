"""Names of places: without title, as one says them, and folded for comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# How the register's codes of a Kreis (41-45) or association (51-58) are said before the name.
KIND_WORDS: dict[int, str] = {
    43: "Kreis",
    44: "Landkreis",
    51: "Amt",
    52: "Samtgemeinde",
    53: "Verbandsgemeinde",
    54: "Verwaltungsgemeinschaft",
    55: "Kirchspielslandgemeinde",
    56: "Verwaltungsverband",
    57: "Trägermodell",
    58: "erfüllende Gemeinde",
}
BADEN_WUERTTEMBERG = "08"

_KREIS_WORD = re.compile(r"kreis|^Städteregion|^Region |Landschaft |verband|^Stadt", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_COMMUNITY_MARK = re.compile(r"\s*\(VGem\)$")
_JOINT_MARK = re.compile(r"^(VVG|GVV|VG|EG)\s+(der Stadt |der Gemeinde |des |der )?")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_LOOSE = re.compile(r"([aou])e")
_WORDS = {"st": "sankt", "skt": "sankt"}


def bare_name(name: str) -> str:
    """The name without titles after the comma: "Kiel" for "Kiel, Landeshauptstadt"."""
    return _COMMUNITY_MARK.sub("", name.partition(",")[0]).strip()


def display_name(name: str, kind: int, ars: str) -> str:
    """The name as one says it, with the kind of Kreis or association before it.

    Associations of Baden-Württemberg already carry theirs as an abbreviation, which is kept.
    """
    bare = bare_name(name)
    word = KIND_WORDS.get(kind)
    if word is None or len(ars) not in (5, 9) or kind == 58:
        return bare
    if len(ars) == 5 and _KREIS_WORD.search(bare):
        return bare
    if len(ars) == 9 and (bare.startswith((word, "VVG", "GVV")) or bare.startswith("Landschaft")):
        return bare
    if kind == 56 and ars.startswith(BADEN_WUERTTEMBERG):
        word = "Gemeindeverwaltungsverband"
    return f"{word} {bare}"


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Small letters, umlauts written out, accents and signs dropped, words set apart by a blank."""
    lowered = text.lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered).replace("ł", "l")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _NO_LETTER.sub(" ", plain).split()
    return " ".join(_WORDS.get(word, word) for word in words)


def loose(text: str) -> str:
    """The folded text with ae, oe, ue as a, o, u: what is typed without any umlaut still fits."""
    return _LOOSE.sub(r"\1", folded(text))


def variants(name: str, kind: int, ars: str) -> tuple[str, ...]:
    """Other ways to write a name: parts of a double name, without brackets, region or "Bad"."""
    bare = bare_name(name)
    parts = [bare, display_name(name, kind, ars)]
    # Sorbian double names read "Bautzen / Budyšin" and may stand before or after the title.
    if " / " in name:
        parts.extend(bare_name(half) for half in name.split(" / "))
    for part in tuple(parts):
        parts.append(_BRACKETS.sub("", part))
        parts.append(_JOINT_MARK.sub("", part))
        parts.append(part.partition("/")[0])
        if part.startswith("Bad "):
            parts.append(part.removeprefix("Bad "))
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
