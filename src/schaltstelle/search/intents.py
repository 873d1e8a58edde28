"""Words and turns of a question that ask for a kind of thing: "Wer bezahlt …?" asks for money."""

import re

from schaltstelle.core.german.letters import fold
from schaltstelle.core.query import Kind

# Words that name a kind, with the kinds that answer them, the best first. Not those that also mean
# a subject ("Recht", "Unterricht").
_WORDS: tuple[tuple[tuple[Kind, ...], str], ...] = (
    (
        ("programme",),
        """
        Förderung Förderprogramm Fördermittel Fördergeld Fördergelder Förderantrag Förderanträge
        Zuschuss Zuschüsse Zuwendung Zuwendungen Finanzhilfe Fördertopf Fördertöpfe
        Förderrichtlinie Förderungen gefördert bezuschusst
        """,
    ),
    (
        ("practice",),
        "Beispiel Praxisbeispiel Vorbild Vorbilder Erfahrung Erfahrungsbericht Vorreiter",
    ),
    (
        ("course", "skill"),
        """
        Kurs Schulung Schulungen Fortbildung Fortbildungen Weiterbildung Weiterbildungen Seminar
        Webinar Lehrgang Lehrgänge Onlinekurs Onlinekurse Workshop Workshops
        """,
    ),
    (("standard",), "Standard Austauschformat Austauschstandard"),
    (("law",), "Gesetz Rechtsgrundlage Vorschrift Verordnung Wertgrenze Schwellenwert Rechtslage"),
    (("indicator",), "Kennzahl Statistik"),
    (("control",), "Sicherheitsanforderung Grundschutzanforderung"),
    (("measure",), "Maßnahme"),
    (("criterion",), "Kriterium Kriterien"),
)
_ENDINGS = ("", "e", "en", "n", "s", "es")

_INTENTS: dict[str, tuple[Kind, ...]] = {
    fold(word) + ending: kinds
    for kinds, words in _WORDS
    for word in words.split()
    for ending in _ENDINGS
}
# Words that ask for money only after "wer": "Wer bezahlt …?", but not "mit Karte bezahlen".
_WHO_PAYS = re.compile(r"\bwer\b.*\b(be)?zahlt\b|\bwer\b.*\b(fordert|finanziert)\b")
_PAYING: tuple[str, ...] = ("bezahlt", "zahlt", "fordert", "finanziert")

# Turns of a question, folded, and the kinds that answer it.
_TURNS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (
        r"\bwer (be)?zahlt|\bwer (fordert|finanziert)|\bgibt es (geld|forder|zuschuss)",
        ("programme",),
    ),
    (
        r"\bwer (hat|macht|nutzt)\b|\bwelche (gemeinden?|stadte?|kommunen?|kreise?|orte)\b",
        ("practice",),
    ),
    (r"\bwie machen es andere|\bandere (gemeinden|stadte|kommunen)\b", ("practice",)),
    (
        r"\b(mussen|durfen|sollen) (wir|gemeinden|kommunen)\b|\b(muss|darf) (ich|man|die|eine)\b",
        ("law", "criterion"),
    ),
    (
        r"\b(bis|ab) wann\b|\bpflicht\b|\bvorgeschrieben\b|\bverpflichtet\b|\berlaubt\b",
        ("law", "criterion"),
    ),
    (r"\bwo (lerne|lernt|lernen)\b|\bwie lern", ("course", "skill")),
    (
        r"\bwie (kann|konnen|fange|fangen|fuhre|fuhren|mache|machen|bekomme|bekommen|geht)\b",
        ("measure",),
    ),
    (r"\bwo (fange|fangen|anfangen)\b|\bwomit\b|\bwas tun\b|\bwas hilft\b", ("measure",)),
    (r"\bwas kostet\b|\bwie teuer\b|\bkosten\b", ("measure", "practice")),
)


def intents_of(text: str) -> dict[str, tuple[Kind, ...]]:
    """The kinds that folded words of a question ask for, the best first."""
    if not _WHO_PAYS.search(fold(text)):
        return _INTENTS
    return {**_INTENTS, **dict.fromkeys(_PAYING, ("programme",))}


def kinds_asked_for(text: str) -> frozenset[Kind]:
    """The kinds that the turns of a question ask for."""
    folded = fold(text)
    return frozenset(kind for turn, kinds in _TURNS if re.search(turn, folded) for kind in kinds)
