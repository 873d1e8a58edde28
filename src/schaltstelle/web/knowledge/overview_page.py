"""What kinds of records there are, in words, and how many."""

from dataclasses import dataclass

from django.urls import reverse

from schaltstelle.centre import Centre
from schaltstelle.core.german import count, number


@dataclass(frozen=True, slots=True)
class ListWords:
    """How a kind of record is called; `route` is that of one record."""

    one: str
    title: str
    lead: str
    list_route: str
    route: str
    search_kind: str
    search_label: str


LISTS: dict[str, ListWords] = {
    "practices": ListWords(
        "Praxisbeispiel",
        "Praxisbeispiele",
        "Wer es schon getan hat: was herauskam, was es brauchte, was schwierig war und wer "
        "Auskunft gibt. Mehr als die Hälfte kommt aus kleinen Orten und Verbänden.",
        "practices",
        "practice",
        "praxisbeispiel",
        "In den Praxisbeispielen suchen",
    ),
    "standards": ListWords(
        "Standard",
        "Standards",
        "Worauf man baut, damit Verfahren zusammenpassen: wann ein Standard bindet, wie man ihn in "
        "einer Ausschreibung verlangt und wie man prüft, ob er eingehalten wird.",
        "standards",
        "standard",
        "standard",
        "In den Standards suchen",
    ),
    "programmes": ListWords(
        "Förderprogramm",
        "Förderung",
        "Geld, das Gemeinden, Verbände und Kreise beantragen können. Ob ein Programm für Ihre "
        "Verwaltung in Frage kommt, zeigt die Erstberatung für Ihren Ort.",
        "programmes",
        "programme",
        "foerderprogramm",
        "In den Förderprogrammen suchen",
    ),
    "courses": ListWords(
        "Kurs",
        "Lernen",
        "Was Menschen im Rathaus können müssen, und wo sie es lernen.",
        "courses",
        "course",
        "kurs",
        "In den Kursen suchen",
    ),
    "law": ListWords(
        "Recht",
        "Recht",
        "Regeln von Bund und Ländern, die bestimmen, was eine Verwaltung darf oder muss: "
        "Wertgrenzen, Pflichten und Fristen, jede mit dem amtlichen Text. Das ist keine "
        "Rechtsberatung.",
        "law",
        "law-rule",
        "recht",
        "Im Recht suchen",
    ),
}


def of_record(kind: str) -> ListWords:
    """The words for the kind of one record."""
    return LISTS[{"law": "law"}.get(kind, f"{kind}s")]


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
    content = opened.content
    counts = {
        "practices": content.practices,
        "standards": content.standards,
        "programmes": content.programmes,
        "courses": content.courses,
        "law": content.law,
    }
    cards = [
        Card(
            words.title,
            words.lead,
            _counted(len(counts[kind]), sum(item.verified for item in counts[kind])),
            reverse(words.list_route),
        )
        for kind, words in LISTS.items()
    ]
    return Overview([*_framework(opened), *cards, *_more(opened)])


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
