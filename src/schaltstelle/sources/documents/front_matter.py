"""The head of a Markdown file: what it says about itself, in YAML between two lines of hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from schaltstelle.sources.documents.values import NO_SOURCE, DocumentSource

MOST_CHARACTERS = 64_000
_HEAD = re.compile(
    r"\A\s*---[ \t]*\n(?P<head>.*?)(?:^[ \t]*(?:---|\.\.\.)[ \t]*(?:\n|\Z))", re.S | re.M
)
_SIMPLE_LINE = re.compile(r"^(?P<name>\w[\w-]*):[ \t]+(?P<value>\S.*)$", re.M)

_TITLE = ("title", "titel")
_PUBLISHER = ("publisher", "herausgeber", "organisation", "author", "autor")
_ADDRESS = ("address", "adresse", "url", "link", "quelle-url")
_LICENCE = ("licence", "license", "lizenz")
_DATE = ("date", "datum", "stand")
_PLACE = ("place", "ort", "gemeinde", "ags", "ars")
_TAGS = ("tags", "schlagworte", "stichworte", "keywords")
_LANGUAGE = ("language", "lang", "sprache")
_SOURCE = ("source", "quelle")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands in the head; `notes` say what of it could not be read."""

    title: str = ""
    place: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    source: DocumentSource = NO_SOURCE
    notes: tuple[str, ...] = ()


def split(text: str) -> tuple[FrontMatter, str]:
    """The head and the rest of a file; an empty head where there is none."""
    found = _HEAD.match(text)
    if found is None or len(found["head"]) > MOST_CHARACTERS:
        return FrontMatter(), text
    values, notes = _values(found["head"])
    if not values:
        # Text between two rules, or a head that nobody can read: better shown than lost.
        return FrontMatter(notes=notes), text
    source = values.get("source", values.get("quelle"))
    return (
        FrontMatter(
            title=_first(values, _TITLE),
            place=_first(values, _PLACE),
            language=_first(values, _LANGUAGE).lower(),
            tags=_listed(values, _TAGS),
            source=_source(values, source),
            notes=notes,
        ),
        text[found.end() :],
    )


def _values(head: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The head as a mapping; of broken YAML the simple lines, and a note where it breaks."""
    try:
        # The reader in Python: that in C would crash on endless nesting instead of raising.
        read = yaml.load(head, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return _simple(head), (_explained(error),)
    if isinstance(read, dict):
        return {str(name).lower(): value for name, value in read.items()}, ()
    return {}, ()


def _simple(head: str) -> dict[str, Any]:
    return {
        found["name"].lower(): found["value"].strip().strip("\"'")
        for found in _SIMPLE_LINE.finditer(head)
    }


def _explained(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    # The line of hyphens comes first, and marks count from 0.
    where = f" in Zeile {mark.line + 2}" if mark else ""
    return (
        f"Der Kopf der Datei ist{where} kein gültiges YAML; übernommen wurden nur einfache Zeilen "
        "wie „title: …“. Werte mit Doppelpunkt bitte in Anführungszeichen setzen."
    )


def _text(value: Any) -> str:
    """A single value as text; groups and lists are no text."""
    if value is None or isinstance(value, dict | list | bool):
        return ""
    return " ".join(str(value).split())


def _first(values: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((text for name in names if (text := _text(values.get(name)))), "")


def _listed(values: Mapping[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    for name in names:
        value = values.get(name)
        parts = value if isinstance(value, list) else _text(value).split(",")
        texts = tuple(text.strip() for part in parts if (text := _text(part)))
        if texts:
            return texts
    return ()


def _source(values: Mapping[str, Any], own: Any) -> DocumentSource:
    """The source, which may be a group of its own, an address or a title."""
    inner = (
        {str(name).lower(): value for name, value in own.items()} if isinstance(own, dict) else {}
    )
    named = _text(own)
    is_address = named.startswith(("http://", "https://"))
    return DocumentSource(
        title=_first(inner, _TITLE) or ("" if is_address else named),
        publisher=_first(inner, _PUBLISHER) or _first(values, _PUBLISHER),
        address=_first(inner, _ADDRESS) or (named if is_address else _first(values, _ADDRESS)),
        licence=_first(inner, _LICENCE) or _first(values, _LICENCE),
        date=_first(inner, _DATE) or _first(values, _DATE),
    )
