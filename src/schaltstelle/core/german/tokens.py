"""Cutting a text into words, each with its place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FEMININE = r"[iI]n(?:nen)?(?![^\W_])"
# A paragraph; a number with its decimals; a word with its hyphens and gender signs. A single "e"
# before a word belongs to it: "e Akte".
_TOKEN = re.compile(
    rf"""
    (?:§+|\b[Pp]aragra(?:ph|f))\s*(?P<paragraph>\d+\s?[a-z]?)\b
    | (?P<number>\d+(?:[.,:]\d+)*)(?![^\W_])
    | (?P<word>
        (?:(?<![^\W_])[eE][ \u00a0](?=[^\W\d_]{{4}}))?
        [^\W_]+
        (?:(?:[-\u00ad\u2010\u2011]|[:*_·](?={_FEMININE})|/-?(?={_FEMININE})|[*_](?=[^\W_]))[^\W_]+)*
      )
    """,
    re.VERBOSE,
)
_GENDER = re.compile(rf"(?:[:*_·]|/-?){_FEMININE}")
_INNER_FEMININE = re.compile(r"(?<=[a-zäöüß])In(?:nen)?(?![a-zäöüß])")
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = re.compile(r"[-\u2010\u2011*_]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or paragraph of a text: text[start:end]. `pieces` are its parts between
    hyphens without gender signs, in the letters of the text; a paragraph is one piece, "§75a"."""

    start: int
    end: int
    pieces: tuple[str, ...]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in their order."""
    for found in _TOKEN.finditer(text):
        yield Token(found.start(), found.end(), pieces_of(found))


def spans(text: str) -> Iterator[re.Match[str]]:
    """The matches behind tokens(), for callers that need only some of them."""
    return _TOKEN.finditer(text)


def pieces_of(found: re.Match[str]) -> tuple[str, ...]:
    """The pieces of one match."""
    kind = found.lastgroup
    if kind == "paragraph":
        return (f"§{found['paragraph'].replace(' ', '')}",)
    if kind == "number":
        return (found["number"],)
    return pieces(found["word"])


def pieces(word: str) -> tuple[str, ...]:
    """The parts of one word between its hyphens, without gender signs.

    A single letter belongs to the part after it: "E-Akte" and "e Akte" are "EAkte".
    """
    if word.isalnum():
        if word.islower() or word.istitle():
            return (word,)
        return (_INNER_FEMININE.sub("", word) or word,)
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
