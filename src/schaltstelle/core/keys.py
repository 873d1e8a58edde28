"""Official keys of German territory: reading, checking, converting.

A key names a Land (2 digits), a region district (3), a region (4), a Kreis (5),
an association (9, the first nine digits of the ARS) or a municipality (AGS with 8 digits
or ARS with 12). Layout: Federal Statistical Office, Gemeindeverzeichnis GV100AD.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

LAND_NAMES: dict[str, str] = {
    "01": "Schleswig-Holstein",
    "02": "Hamburg",
    "03": "Niedersachsen",
    "04": "Bremen",
    "05": "Nordrhein-Westfalen",
    "06": "Hessen",
    "07": "Rheinland-Pfalz",
    "08": "Baden-Württemberg",
    "09": "Bayern",
    "10": "Saarland",
    "11": "Berlin",
    "12": "Brandenburg",
    "13": "Mecklenburg-Vorpommern",
    "14": "Sachsen",
    "15": "Sachsen-Anhalt",
    "16": "Thüringen",
}

_SEPARATORS = re.compile(r"[\s./-]+")


class InvalidKey(ValueError):
    """The text is not an official key; the message says why, in German."""


class KeyKind(Enum):
    """What a key of a given length names."""

    LAND = 2
    REGION_DISTRICT = 3
    REGION = 4
    KREIS = 5
    AGS = 8
    ASSOCIATION = 9
    ARS = 12


@dataclass(frozen=True, slots=True)
class Key:
    """A checked official key: its digits and what it names."""

    text: str
    kind: KeyKind

    @property
    def land(self) -> str:
        """The two digits of the Land."""
        return self.text[:2]


def looks_like_key(text: str) -> bool:
    """Whether `text` is meant as a key: digits only, apart from separators."""
    return _SEPARATORS.sub("", text).isdecimal()


def parse_key(text: str) -> Key:
    """Read a key, ignoring blanks, dots, slashes and hyphens between its digits.

    Raises InvalidKey with a German message for anything that is not the key of a Land that exists.
    """
    digits = _SEPARATORS.sub("", text)
    if not digits:
        raise InvalidKey("Der Schlüssel ist leer.")
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidKey(f"„{text.strip()}“ ist kein Schlüssel: Erlaubt sind nur Ziffern.")
    try:
        kind = KeyKind(len(digits))
    except ValueError:
        raise InvalidKey(
            f"„{digits}“ hat {len(digits)} Stellen. Ein Gemeindeschlüssel (AGS) hat 8 Stellen, "
            "ein Regionalschlüssel (ARS) 12, ein Gemeindeverband 9, ein Kreis 5, ein Land 2."
        ) from None
    if digits[:2] not in LAND_NAMES:
        raise InvalidKey(
            f"„{digits}“ beginnt mit „{digits[:2]}“: Landesschlüssel reichen von 01 bis 16."
        )
    return Key(digits, kind)


def ars_of(ags: str, association: str) -> str:
    """The ARS from an AGS (8 digits) and the digits of its association (4)."""
    if len(ags) != KeyKind.AGS.value or len(association) != 4:
        raise InvalidKey(
            f"„{ags}“ und „{association}“ ergeben keinen Regionalschlüssel: "
            "nötig sind 8 und 4 Stellen."
        )
    return ags[:5] + association + ags[5:]
