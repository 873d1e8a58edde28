"""Words of a question that ask for a kind of thing: "Wer bezahlt …?" asks for a programme."""

from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.stems import stem
from schaltstelle.core.query import Kind

_WORDS: dict[Kind, str] = {
    "programme": """
        Förderung fördern Förderprogramm Fördermittel Förderer Fördergeld förderfähig Förderantrag
        Zuschuss Zuwendung Finanzierung finanzieren bezahlen zahlen Geld Kredit Darlehen Fördertopf
        Fördertöpfe Förderrichtlinie Bezuschussung bezuschusst Finanzhilfe Geldquelle
    """,
    "practice": """
        Beispiel Praxisbeispiel Beispiele Vorbild Erfahrung Erfahrungen Erfahrungsbericht Vorreiter
        Modellprojekt Leuchtturm nachgemacht
    """,
    "course": """
        Kurs Schulung Fortbildung Weiterbildung Seminar Webinar Lehrgang Lernangebot Unterricht
        Onlinekurs Workshop Qualifizierung Lernen Einweisung
    """,
    "skill": "Fähigkeit Kompetenz Kenntnisse Können",
    "standard": "Standard Norm Schnittstelle Datenformat Austauschformat Austauschstandard",
    "law": """
        Gesetz Recht Rechtsgrundlage Vorschrift Verordnung gesetzlich rechtlich Paragraph Pflicht
        verpflichtet Verpflichtung Frist vorgeschrieben Wertgrenze Schwellenwert
    """,
    "indicator": "Kennzahl Kennzahlen Statistik Messwert",
    "control": "Anforderung Anforderungen Grundschutz Sicherheitsanforderung",
    "measure": "Maßnahme Maßnahmen",
    "criterion": "Kriterium Kriterien",
}

# The kind that a stem asks for.
INTENTS: dict[str, Kind] = {
    stem(fold(word)): kind for kind, words in _WORDS.items() for word in words.split()
}
