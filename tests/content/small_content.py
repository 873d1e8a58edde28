"""A small content folder with one good record of every kind, for tests to break."""

from pathlib import Path

from schaltstelle.content.check import check
from schaltstelle.content.load import collect, parse
from tests.content.test_check import FILES

SOURCES = """\
sources:
  - {title: T, publisher: P, address: "https://example.org/", checked: 2026-11-22, verified: true}
"""
COMMON = (
    """\
title: Ein Titel
summary: Ein Satz. Noch einer.
body: Lang.
fields: [feld]
criteria: [kriterium]
audience: [it]
"""
    + SOURCES
)
PRACTICE = (
    COMMON
    + """\
place: "08335080"
place_name: Tengen
partners: ["083355004"]
since: 2021
measures: [massnahme]
figures:
  - {what: Anträge, value: "12", source: 1}
contact: Hauptamt
"""
)
STANDARD = (
    COMMON
    + """\
short: S
keeper: Amt
binding: law
binds: Alle.
tender: Es gilt S.
test: Man sieht nach.
address: https://example.org/s
"""
)
PROGRAMME = (
    COMMON
    + """\
funder: land
provider: Ministerium
kind: grant
measures: [massnahme]
conditions:
  - {text: Nur Gemeinden., rule: status == 'gemeinde'}
  - {text: Noch nicht begonnen., rule: not_begun}
shares:
  - {share: 0.8, text: bis 80 Prozent, rule: population < 5000}
  - {share: 0.5, text: bis 50 Prozent}
least_grant: 1000
most_grant: 5000
window: {known: true, opens: 2026-01-01, closes: 2027-03-01}
combination:
  - {allowed: false, text: Nicht mit sich selbst., other: programm}
lead_quarters: 2
address: https://example.org/p
"""
)
SKILL = """\
title: Etwas können
summary: Kurz.
roles: [it]
measures: [massnahme]
"""
COURSE = (
    COMMON
    + """\
provider: Schule
skills: [koennen]
format: online
address: https://example.org/k
"""
)
LAW = (
    COMMON
    + """\
topic: budget
act: § 1 Testgesetz
text: https://example.org/gesetz
amounts:
  - {what: Grenze, value: 1000, unit: Euro}
"""
)
DECLARED = """\
# Fragen, die nur die Verwaltung selbst beantwortet.
declared_facts:
  - {id: not_begun, question: Ist noch nichts begonnen?, planned: true}
"""
CONTROLS = """\
controls:
  - {id: c, measure: massnahme, catalogue: gspp, controls: [A.1], extent: part, reason: Darum.}
"""
TERMS = """\
# Wörter des Rathauses.
terms:
  - {term: Personalausweis, everyday: [Perso]}
  - {term: Reisepass}
"""
POPULATION = """\
indicators:
  - id: population
    label: Einwohner
    short: Einwohner
    phrase: Die Zahl der Einwohner
    unit: Einwohner
    decimals: 0
    direction: none
    denominator: alle
    group: population
    source: quelle
    vintage: "2024"
    level: municipality
    role: context
    aggregation: sum
    explanation: Eine Zahl.
"""

KNOWLEDGE = {
    **FILES,
    "indicators/alle.yaml": POPULATION,
    "practices/beispiel.yaml": PRACTICE,
    "standards/standard.yaml": STANDARD,
    "programmes/programm.yaml": PROGRAMME,
    "rules/declared_facts.yaml": DECLARED,
    "skills/koennen.yaml": SKILL,
    "courses/kurs.yaml": COURSE,
    "law/regel.yaml": LAW,
    "rules/controls.yaml": CONTROLS,
    "vocabulary/terms/rathaus.yaml": TERMS,
    "vocabulary/compound_parts.yaml": "compound_parts:\n  - {id: teile, words: [bau, amt]}\n",
}


def write_content(root: Path) -> Path:
    """Write all files; the folder has no error."""
    for name, text in KNOWLEDGE.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def errors_of(root: Path) -> list[str]:
    """All errors of a content folder, of form and between records."""
    located, errors = parse(root)
    return [str(error) for error in (*errors, *check(located, collect(located, "test")))]


def spoil(root: Path, name: str, old: str, new: str) -> list[str]:
    """Replace a text of a file that is there once or more, first one only; all errors then."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text, (name, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return errors_of(root)
