"""What to say besides the hits: what was searched for as well, and what to try instead."""

from __future__ import annotations

from dataclasses import replace

from schaltstelle.core.german import count, join_and
from schaltstelle.core.query import Query
from schaltstelle.search.question import Question
from schaltstelle.search.results import Suggestion

MOST_SUGGESTIONS = 5


def notes_of(question: Question) -> tuple[str, ...]:
    """Which words were searched for besides, and which stand nowhere."""
    notes = []
    for correction in question.corrections:
        words = join_and([f"„{word}“" for word in correction.used])
        notes.append(f"„{correction.typed}“ kommt nicht vor. Gesucht wurde auch {words}.")
    if question.unknown:
        words = join_and([f"„{word}“" for word in question.unknown])
        notes.append(f"Nirgends gefunden: {words}.")
    return tuple(notes)


def suggestions_of(
    query: Query, question: Question, total: int, without_limits: int
) -> tuple[Suggestion, ...]:
    """What to try where nothing was found: without limits, single words, shorter texts."""
    if total:
        return ()
    found = []
    if without_limits and query.narrowed:
        hits = count(without_limits, "Treffer", "Treffer")
        found.append(Suggestion(f"Ohne Einschränkung suchen ({hits})", query.widened()))
    if len(question.concepts) > 1:
        typed = dict.fromkeys(concept.typed for concept in question.concepts)
        found += [
            Suggestion(f"Nur nach „{word}“ suchen", replace(query, text=word, page=1))
            for word in typed
        ]
    return tuple(found[:MOST_SUGGESTIONS])
