"""Why a document was found, in plain German."""

from __future__ import annotations

from collections.abc import Sequence

from schaltstelle.core.german import join_and
from schaltstelle.core.query import KIND_LABELS
from schaltstelle.search.ranking import Judgement, Match

MOST_REASONS = 3

_WHERE = {
    "title": "im Titel",
    "title_parts": "im Titel",
    "summary": "in der Zusammenfassung",
    "headings": "in einer Überschrift",
    "body": "im Text",
    "parts": "im Text",
}


def reasons(judgement: Judgement) -> tuple[str, ...]:
    """The reasons, the most telling first."""
    matches = sorted(
        judgement.matches, key=lambda m: -m.concept.weight * m.alternative.weight * m.strength
    )
    found = [*_written(matches), *_stands_for(matches), *_linked(matches), *_kind(matches)]
    return tuple(dict.fromkeys(found))[:MOST_REASONS]


def _written(matches: Sequence[Match]) -> list[str]:
    """One sentence per place where words stand as they were typed: "enthält „Kita“ im Titel"."""
    places: dict[str, list[Match]] = {}
    for match in matches:
        if match.alternative.why == "written" and match.column in _WHERE:
            places.setdefault(_WHERE[match.column], []).append(match)
    return [f"enthält {join_and(_names(found))} {where}" for where, found in places.items()]


def _names(matches: Sequence[Match]) -> list[str]:
    """The words; of a compound whose parts all stand there the compound."""
    found: dict[str, None] = {}
    for match in matches:
        parts = {m.concept.name for m in matches if m.concept.typed == match.concept.typed}
        whole = len(parts) > 1
        found[f"„{match.concept.typed if whole else match.concept.name}“"] = None
    return list(found)


def _stands_for(matches: Sequence[Match]) -> list[str]:
    found = []
    for match in matches:
        typed, name = match.alternative.typed, match.alternative.name
        why = match.alternative.why
        if why in ("same", "abbreviation", "everyday"):
            found.append(f"„{typed}“ steht für {name}")
        elif why == "related":
            found.append(f"verwandt mit „{typed}“: {name}")
        elif why == "similar":
            found.append(f"ähnlich geschrieben: {name}")
        elif why == "begins":
            found.append(f"beginnt mit „{typed}“: {name}")
        elif why == "part":
            found.append(f"Teil von „{typed}“: {name}")
    return found


def _linked(matches: Sequence[Match]) -> list[str]:
    found = [m for m in matches if m.alternative.why == "written" and m.column == "topics"]
    return [f"gehört zum Thema {join_and(_names(found))}"] if found else []


def _kind(matches: Sequence[Match]) -> list[str]:
    return [
        f"„{match.concept.typed}“ fragt nach: {KIND_LABELS[kind][0]}"
        for match in matches
        if match.alternative.why == "kind"
        for kind in KIND_LABELS
        if kind == match.alternative.name
    ]
