"""Stems: forms of one word meet, other words stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.german.letters import fold
from schaltstelle.core.german.stems import stem

SAME = """
Baum Bäume Bäumen
Haus Häuser Häusern
Bürger Bürgerin Bürgerinnen Bürgern Buergerinnen
Mitarbeiter Mitarbeiterin Mitarbeiterinnen
Arzt Ärztin Ärztinnen Ärzte
fördern fördert gefördert Förderung Förderungen
digitalisieren digitalisiert Digitalisierung
prüfen geprüft Prüfung Prüfungen
zahlen bezahlen bezahlt Bezahlung Zahlung
sichern gesichert Sicherung
melden gemeldet Meldung Meldungen
anmelden angemeldet Anmeldung
genehmigen genehmigt Genehmigung
veröffentlichen veröffentlicht Veröffentlichung
Sirene Sirenen
Kita Kitas
App Apps
Büro Büros
Museum Museen
Zentrum Zentren
Thema Themen
Konto Konten
Antrag Anträge Antrags
Stadt Städte Städten
Kommune Kommunen kommunal kommunale
Straße strasse Straßen
Rechnung Rechnungen
Wohnung Wohnungen wohnen
planen geplant Plan Pläne Planung
Verzeichnis Verzeichnisse
barrierefrei barrierefreie Barrierefreiheit
"""
APART = """
Bürger Burg
Zähler Zahl
Sicherheit Sicherung
Museum Muse
Rechnung Rechner
Lager Lage
Wetter Wette
Bildung Bild
Gericht Gerät
Kita Kit
"""


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_forms_of_a_word_have_one_stem(line: str) -> None:
    """Plural, case, gender, verb and noun of the verb."""
    assert len({stem(fold(word)) for word in line.split()}) == 1


@pytest.mark.parametrize("line", APART.strip().splitlines())
def test_other_words_have_another_stem(line: str) -> None:
    """Who looks for citizens is not interested in castles."""
    one, other = line.split()
    assert stem(fold(one)) != stem(fold(other))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=30))
def test_a_stem_is_never_empty_or_longer(word: str) -> None:
    """Whatever is typed, something comparable is left."""
    found = stem(word)
    assert bool(found) == bool(word)
    assert len(found) <= len(word) + 2
