"""Cutting a text into words, each with its place in the text."""

import re
from collections.abc import Iterator

_FEMININE = r"[iI]n(?:nen)?(?![^\W_])"
# A name that has nothing but words without a subject.
_ONE_FOR_ALL = r"[Ee]iner[ -]für[ -][Aa]lle(?![^\W_])"
_HYPHEN = "-\u00ad\u2010\u2011"
# A word with its hyphens and gender signs, a number with its decimals, a paragraph with its sign. A
# single "e" before a word belongs to it: "e Akte".
_WORD = (
    r"(?:(?=[§eE])(?:§+\s*(?=\d)|[eE][ \u00a0](?=[^\W\d_]{4})))?"
    rf"\w+(?:[{_HYPHEN}]\w+|(?=[.,:*·/])(?:"
    rf"(?<=\d)[.,:](?=\d)\w+|(?:[:*·]|/-?)(?={_FEMININE})\w+|\*\w+))*"
)
_TOKEN = re.compile(rf"(?=[eE]iner){_ONE_FOR_ALL}|{_WORD}")
_FOR_ALL = re.compile(_ONE_FOR_ALL)
_GENDER = re.compile(rf"(?:[:*_·]|/-?){_FEMININE}")
_INNER_FEMININE = re.compile(r"(?<=[a-zäöüß])In(?:nen)?(?![a-zäöüß])")
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = re.compile(r"[-\u2010\u2011*_]")
_SPELLED_PARAGRAPH = re.compile(r"\bParagra(?:ph|f)(?:en)?\s+(?=\d)", re.IGNORECASE)


def spans(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The words, numbers and paragraphs of a text in their order, from a place on."""
    return _TOKEN.finditer(text, start)


def surfaces(text: str) -> list[str]:
    """The same as they are written, without their places; faster than spans()."""
    found: list[str] = _TOKEN.findall(text)
    return found


def with_signs(text: str) -> str:
    """The text with "Paragraph 75" as "§ 75"."""
    return _SPELLED_PARAGRAPH.sub("§ ", text)


def pieces(word: str) -> tuple[str, ...]:
    """The parts of one word between its hyphens, without gender signs.

    A single letter belongs to the part after it: "E-Akte" and "e Akte" are "EAkte"; a paragraph is
    one piece, "§75a"; so is a number, "2.0". "Einer für Alle", a name of nothing but words without
    a subject, is its abbreviation.
    """
    if word.isalnum():
        if word.islower() or word.istitle():
            return (word,)
        return (_INNER_FEMININE.sub("", word) or word,)
    if _FOR_ALL.fullmatch(word):
        return ("EfA",)
    if word[0] == "§" or (word[0].isdigit() and _HYPHENS.search(word) is None):
        return ("".join(word.split()).replace("§§", "§"),)
    plain = _GENDER.sub("", word).replace(_SOFT_HYPHEN, "")
    plain = plain.replace("\u00a0", "").replace(" ", "")
    parts = [_INNER_FEMININE.sub("", part) or part for part in _HYPHENS.split(plain) if part]
    joined: list[str] = []
    for part in parts:
        if joined and len(joined[-1]) == 1 and joined[-1].isalpha():
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)
