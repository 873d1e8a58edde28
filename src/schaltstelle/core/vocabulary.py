"""The words of the field: what people say, and what the records call it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the records with other words for the same thing.

    `same` mean the same, `abbreviations` stand for it, `everyday` is what citizens and officials
    say and may be a little wider or narrower; `related` only lie near. All in natural spelling.
    """

    term: str
    same: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompoundParts:
    """Words that German compounds are made of, as lemmas in small letters; never split further."""

    id: str
    words: tuple[str, ...]
