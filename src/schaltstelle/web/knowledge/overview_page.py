"""What kinds of records there are, in words, and how many."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.german import count, number
from schaltstelle.web.knowledge.record_kinds import RECORD_KINDS, RecordKind


@dataclass(frozen=True, slots=True)
class Card:
    """One kind of record."""

    title: str
    summary: str
    count: str
    address: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All kinds."""

    cards: list[Card]


def overview(opened: Centre) -> Overview:
    """All kinds of records with their number."""
    records = [_records(opened.content, kind) for kind in RECORD_KINDS]
    return Overview([*_framework(opened), *records, *_more(opened)])


def _records(content: Content, kind: RecordKind[Any]) -> Card:
    records = kind.records(content).values()
    verified = sum(record.verified for record in records)
    return Card(kind.title, kind.lead, _counted(len(records), verified), reverse(kind.list_route))


def _counted(records: int, verified: int) -> str:
    text = count(records, "Eintrag", "Einträge")
    if records == verified:
        return f"{text}, alle mit geprüfter Quelle"
    return f"{text}, davon {number(verified)} mit geprüfter Quelle"


def _framework(opened: Centre) -> list[Card]:
    content = opened.content
    return [
        Card(
            "Handlungsfelder",
            "Zehn Felder des Lebens vor Ort und sechs Grundlagen: worum es geht, womit anfangen.",
            count(len(content.fields), "Feld", "Felder"),
            reverse("fields"),
        ),
        Card(
            "Maßnahmen",
            "Was eine Verwaltung tun kann, mit Aufwand, Voraussetzungen und den ersten Schritten.",
            count(len(content.measures), "Maßnahme", "Maßnahmen"),
            reverse("measures"),
        ),
        Card(
            "Kriterien",
            "Woran man eine gute digitale Verwaltung erkennt, in Stufen.",
            count(len(content.criteria), "Kriterium", "Kriterien"),
            reverse("criteria"),
        ),
    ]


def _more(opened: Centre) -> list[Card]:
    return [
        Card(
            "Sicherheit",
            "Die Anforderungen des Grundschutz++ und welche Maßnahmen sie erfüllen.",
            count(len(opened.controls), "Anforderung", "Anforderungen"),
            reverse("controls"),
        ),
        Card(
            "Bibliothek",
            "Eingelesene Texte, etwa Strategien anderer Städte, nach Abschnitten durchsuchbar.",
            "mit Quelle und Lizenz",
            reverse("library"),
        ),
        Card(
            "Kennzahlen",
            "Gemessene Größen aus öffentlichen Registern, mit Quelle und Stand.",
            count(len(opened.content.indicators), "Kennzahl", "Kennzahlen"),
            reverse("indicators"),
        ),
    ]
