"""From an inflected German word to its stem.

Snowball's German algorithm (PyStemmer) with rules of our own before it, where it joins what must
stay apart (Bürger and Burg, Zähler and Zahl) or parts what belongs together (fördern, gefördert
and Förderung; Museum and Museen). Stems are for comparing, not for showing.
"""

import re
from functools import lru_cache

import Stemmer

_SNOWBALL = Stemmer.Stemmer("german", 0)
_SHORTEST = 4

# Folded endings that Snowball does not know; also at the end of compounds.
_IRREGULAR: dict[str, str] = {
    "museen": "museum",
    "museums": "museum",
    "zentren": "zentrum",
    "zentrums": "zentrum",
    "gremien": "gremium",
    "gremiums": "gremium",
    "ministerien": "ministerium",
    "ministeriums": "ministerium",
    "gymnasien": "gymnasium",
    "stadien": "stadium",
    "medien": "medium",
    "kriterien": "kriterium",
    "materialien": "material",
    "prinzipien": "prinzip",
    "themen": "thema",
    "themas": "thema",
    "firmen": "firma",
    "praxen": "praxis",
    "risiken": "risiko",
    "konten": "konto",
    "busse": "bus",
    "bussen": "bus",
    "viren": "virus",
    "indizes": "index",
    "matrizen": "matrix",
    "kommunal": "kommun",
    "kommunale": "kommun",
    "kommunalen": "kommun",
    "kommunaler": "kommun",
    "kommunales": "kommun",
    "kommunalem": "kommun",
}

# Words of which Snowball leaves too little; also at the end of compounds, also inflected.
_WHOLE = (
    "burger",
    "zahler",
    "lager",
    "wetter",
    "meister",
    "router",
    "poster",
    "master",
    "mittel",
    "kammer",
    "sicherheit",
    "schulung",
    "rechnung",
    "satzung",
    "zeitung",
    "bildung",
    "ordnung",
    "stiftung",
    "meinung",
    "mahnung",
    "gericht",
    "geschaft",
    "gewicht",
    "gestalt",
    "gesamt",
    "bericht",
    "gesellschaft",
)
# Stems of verbs in -ern, which are no plurals.
_VERBS_ER_TEXT = """
forder ander sicher erneuer verbesser erweiter erleichter speicher liefer verringer erinner
verhinder minder verander absicher versicher anforder steuer kummer verkleiner vergrosser erlauter
bewasser entwasser wasser
"""
_VERBS_ER = frozenset(_VERBS_ER_TEXT.split())
_PLURAL_S = re.compile(r"(?<=[aoy])s$|(?<=[bdfghklmnprt])s$")
_NO_PLURAL_S = re.compile(r"(?:gas|glas|atlas|gras|chaos|los)$")
_FEMININE = re.compile(
    r"(?<=er)in(?:nen)?$|(?<=ist)in(?:nen)?$|(?<=[dnr]t)in(?:nen)?$|(?<=[mz]t)in(?:nen)?$"
    r"|(?<=or)in(?:nen)?$|(?<=und)in(?:nen)?$"
)
_OTHER_FEMININE = re.compile(r"(?<=[bdfhklmnprstz])innen$")
_IER = re.compile(r"(?<=...)ier(?:en|t|te|ten|ter|tes|tem|ung|ungen|end|ende|enden|bar|bare)$")
_UNG = re.compile(r"(?<=....)ung(?:en|s)?$")
_NOT_PAST = r"(?!nehmig|wahr|stalt|hor|fahrd|.*(?:schaft|heit|keit))"
_SEPARABLE = (
    r"(?:an|ab|auf|aus|bei|bereit|durch|ein|fest|frei|her|hin|mit|nach|um|vor|weiter|zu|zusammen)?"
)
_PARTICIPLE = re.compile(rf"^({_SEPARABLE})ge{_NOT_PAST}(.{{4,}}?)e?t(?:e[nmrs]?)?$")
# Only where no noun ends like this: "beantragt" and "verwaltet", but not "Verlust" or "verwalten".
_PREFIXED_T = re.compile(
    r"^((?:be|ver|er|ent|zer)[a-z]{3,}?(?:(?<=[gzkbmnl])|[a-z](?=et$)))(?:e?t|(?<=[gzkbmn])te[nmrs]?)$"
)
_FORMS_OF_ER = re.compile(r"^(.+er)(?:n|t|te[nmrs]?|st|nd|nde[nmrs]?)$")
# Forms that no rule reaches, and verbs that mean the same with and without their prefix.
_SAME = {"bezahl": "zahl", "gebaut": "bau", "veroffentlicht": "veroffent", "zahlt": "zahl"}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one folded word."""
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    for length in range(min(len(word), 12), 4, -1):
        replaced = _IRREGULAR.get(word[-length:])
        if replaced is not None:
            return word[:-length] + replaced
    word = _masculine(word)
    kept = _kept(word)
    if kept:
        return kept
    found = _IER.search(word)
    if found:
        return word[: found.start() + 3]
    return _verbal(word)


def _masculine(word: str) -> str:
    """Without the feminine ending: "Bürgerinnen" and "Bürgerin" are found by "Bürger"."""
    if len(word) < 6:
        return word
    found = _FEMININE.search(word) or _OTHER_FEMININE.search(word)
    return word[: found.start()] if found and found.start() >= _SHORTEST else word


def _kept(word: str) -> str:
    """The word without inflection where Snowball would take too much; empty for all others."""
    for ending in ("", "n", "s", "en", "es", "e"):
        bare = word.removesuffix(ending) if ending else word
        if (ending and bare == word) or len(bare) < _SHORTEST:
            continue
        if bare.endswith(_WHOLE):
            return bare
    if word.endswith("igt"):
        return _snowball(word[:-1])
    if word in _VERBS_ER:
        return word
    found = _FORMS_OF_ER.match(word)
    return found[1] if found and found[1] in _VERBS_ER else ""


def _verbal(word: str) -> str:
    """Nouns in -ung and participles become the stem of their verb; all others go to Snowball."""
    found = _UNG.search(word)
    if found:
        base = word[: found.start()]
        return base if base.endswith(("er", "el")) else _snowball(base)
    for pattern in (_PARTICIPLE, _PREFIXED_T):
        match = pattern.match(word)
        if match:
            base = "".join(match.groups())
            return base if base.endswith("er") else _snowball(base)
    if _PLURAL_S.search(word) and not _NO_PLURAL_S.search(word):
        word = word[:-1]
    return _snowball(word)


def _snowball(word: str) -> str:
    found = str(_SNOWBALL.stemWord(word))
    return _SAME.get(found, found)
