"""A small made-up body of knowledge, and words for it."""

from datetime import date

from schaltstelle.core.vocabulary import Term
from schaltstelle.search.documents import Document, Section
from schaltstelle.search.vocabulary import Vocabulary

TODAY = date(2026, 11, 22)

PARTS = (
    "verwaltung digitalisierung wohngeld antrag sirene förderung akte handy parken bau "
    "online personalausweis bürger büro müll kalender"
)
VOCABULARY = Vocabulary(
    terms=(
        Term(
            term="Personalausweis",
            abbreviations=("PA",),
            everyday=("Perso", "Ausweis im Rathaus"),
            related=("Reisepass",),
        ),
        Term(term="E-Akte", same=("elektronische Akte",), abbreviations=("DMS",)),
        Term(term="Sirene", everyday=("Heulton",)),
        Term(term="Straßenbeleuchtung", everyday=("Laterne kaputt", "kein Licht")),
    ),
    parts=tuple(PARTS.split()),
)

DOCUMENTS = (
    Document(
        kind="measure",
        id="wohngeld-online",
        title="Wohngeld online anbieten",
        summary="Der Antrag auf Wohngeld kommt digital an.",
        sections=(
            Section(heading="Worum es geht", text="Viele füllen das Formular auf Papier aus."),
            Section(
                heading="Erste Schritte",
                text="Fragen Sie beim Land nach dem fertigen Dienst. " * 12
                + "Dann wird der Wohngeldantrag auf der Website verlinkt.",
                anchor="erste-schritte",
            ),
        ),
        fields=("soziales",),
        criteria=("wohngeld",),
        links=("criterion:wohngeld",),
    ),
    Document(
        kind="criterion",
        id="wohngeld",
        title="Wohngeld lässt sich online beantragen",
        summary="Auch am Abend und ohne Papier.",
        fields=("soziales",),
        criteria=("wohngeld",),
    ),
    Document(
        kind="measure",
        id="sirenen-erneuern",
        title="Sirenen prüfen und erneuern",
        summary="Eine Sirene weckt auch nachts.",
        fields=("sicherheit",),
        links=("criterion:warnung",),
    ),
    Document(
        kind="programme",
        id="sirenen-geld",
        title="Sonderprogramm Sirenen",
        summary="Das Land bezahlt neue Anlagen.",
        fields=("sicherheit",),
        lands=("08",),
        application="dates",
        opens=date(2026, 1, 1),
        closes=date(2026, 12, 31),
        links=("measure:sirenen-erneuern",),
    ),
    Document(
        kind="programme",
        id="sirenen-alt",
        title="Früheres Programm für Sirenen",
        summary="Das Land bezahlte neue Anlagen.",
        fields=("sicherheit",),
        lands=("09",),
        sizes=("city",),
        application="dates",
        closes=date(2024, 12, 31),
        verified=False,
    ),
    Document(
        kind="practice",
        id="akte",
        title="Eine kleine Stadt führt die elektronische Akte ein",
        summary="Nach zwei Jahren arbeitet das Rathaus ohne Papier.",
        fields=("strategie",),
        place="08335080",
        lands=("08",),
        sizes=("village",),
    ),
    Document(
        kind="standard",
        id="verwaltung",
        title="Leitfaden zur Digitalisierung der Verwaltung",
        summary="Von der Strategie zum Dienst.",
        names=("LDV",),
        fields=("strategie",),
    ),
    Document(
        kind="standard",
        id="verwaltungsdigitalisierung",
        title="Verwaltungsdigitalisierung messen",
        summary="Wie weit ist ein Rathaus?",
        fields=("strategie",),
    ),
    Document(
        kind="measure",
        id="buergerbuero",
        title="Bürgerbüro neu ordnen",
        summary="Termine für Personalausweis und Meldung.",
        fields=("verwaltung",),
    ),
    Document(
        kind="law",
        id="hgrg",
        title="Haushaltsgrundsätze",
        summary="Was nach § 75 HGrG gilt.",
        names=("§ 75 HGrG",),
        fields=("geld",),
    ),
    Document(
        kind="field",
        id="soziales",
        title="Gesundheit und Soziales",
        summary="Hilfe finden.",
        fields=("soziales",),
    ),
    Document(
        kind="document",
        id="intern",
        title="Vertraulicher Bericht über Sirenen",
        summary="Nur für das Haus.",
        access="intern",
    ),
)
