"""The checks of fields, criteria, measures, competence, indicators, lenses and model figures."""

from pathlib import Path

import pytest

from tests.content.small_content import SOURCES, errors_of, spoil, write_content

INDENTED = SOURCES.replace("\n", "\n    ").rstrip()
ORIGIN = "{kind: estimate, reason: Test}"
COMPETENCE = f"""\
tasks:
  - {{id: aufgabe, title: Aufgabe, summary: Kurz.}}
rules:
  - task: aufgabe
    status: [gemeinde]
    lands: ["08"]
    condition: population > 5000
    competent: own
    decides: Gemeinderat
    {INDENTED}
"""
SPECIAL = f"""\
special_status:
  - land: "01"
    status: mittelstadt
    {INDENTED}
    towns:
      - {{key: "01056015", name: Elmshorn}}
"""
PARAMETERS = f"""\
parameters:
  - {{id: p, label: P, value: 1, unit: Euro, origin: {ORIGIN}}}
default_limits:
  - size: village
    body: local
    investive: round(population)
    consumptive: population * 4
    staff: "0.25"
    origin: {ORIGIN}
"""
LENSES = """\
lenses:
  - {id: linse, label: L, summary: Kurz., shrinkage: 0.5, weights: {population: 3, land: 1}}
"""
LEGAL = """\
    legal:
      - {title: § 1, address: "https://example.org/g", lands: ["08"], verified: true}
    binding: expectation
"""
BEGIN = "    begin: [{measure: massnahme, why: Darum.}]\n"
OUTCOME = "  - {id: digital, label: D, short: D, phrase: D, unit: x, decimals: 0, direction: none, "
OUTCOME += "denominator: x, group: d, source: q, vintage: '1', level: municipality, role: outcome, "
OUTCOME += "aggregation: sum, explanation: Eine Zahl.}\n"
FIELD = """\
fields:
  - id: feld
    kind: field
    order: 1
    title: Feld
    weight: 1
    weight_reason: Test
    summary: Kurz.
"""

FIELDS, CRITERIA = "framework/fields.yaml", "framework/criteria/feld.yaml"
MEASURES, INDICATORS = "measures/massnahme.yaml", "indicators/alle.yaml"
TASKS, TOWNS = "rules/competence.yaml", "rules/special_status.yaml"
FIGURES, LENS = "rules/parameters.yaml", "rules/lenses.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small content folder with what the models need too."""
    root = write_content(tmp_path)
    for name, text in (
        (FIELDS, FIELD + BEGIN),
        (TASKS, COMPETENCE),
        (TOWNS, SPECIAL),
        (FIGURES, PARAMETERS),
        (LENS, LENSES),
    ):
        (root / name).write_text(text, encoding="utf-8")
    for name, old, new in (
        (CRITERIA, "    binding: expectation\n", LEGAL),
        (INDICATORS, "indicators:\n", f"indicators:\n{OUTCOME}"),
        (MEASURES, "duty: voluntary\n", "duty: voluntary\napplies_to: population > 100\n"),
    ):
        path = root / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    return root


def test_the_whole_is_without_error(root: Path) -> None:
    """Else the other tests of this file would prove nothing."""
    assert errors_of(root) == []


LIFT = "{criterion: kriterium, to: basic, lift: 0.9, origin: {kind: estimate, reason: Test}}"
TWO_LEVELS = """\
      - level: basic
        statement: Noch einmal.
        prevalence: {village: 0.1, small_town: 0.1, town: 0.1, city: 0.1}
        prevalence_origin: {kind: estimate, reason: Test}
    legal:
"""
VARIANT = "variants: [{kind: own, text: Selbst., address: hier}]\nduty: voluntary"
STANDARD = "standards: [{standard: keiner, why: Darum.}]\nduty: voluntary"

BROKEN = [
    (FIELDS, "measure: massnahme", "measure: keine", "Die Maßnahme „keine“ gibt es nicht"),
    (FIELDS, "order: 1", "order: eins", "eine ganze Zahl"),
    (CRITERIA, "task: aufgabe", "task: keine", "Die Aufgabe „keine“ gibt es nicht"),
    (CRITERIA, "why: Darum.", "why: Darum.\n    applies_to: unbekannt", "keine Kennzahl"),
    (CRITERIA, "kind: estimate", "kind: source", "Nummer der Quelle fehlt"),
    (CRITERIA, "population * 0.1", "status * 0.1", "passt nicht zu den Werten"),
    (CRITERIA, "statement: Es ist so.", "decided_when: x > 1\n        statement: S.", "„x“ im"),
    (CRITERIA, "prevalence_origin: {", "prevalence_origin: {source: 2, ", "Quelle Nummer 2"),
    (CRITERIA, "    legal:\n", TWO_LEVELS, "Die Stufen müssen aufsteigend sein"),
    (CRITERIA, 'lands: ["08"]', 'lands: ["99"]', "Das Land „99“ gibt es nicht"),
    (CRITERIA, "https://example.org/g", "gesetz", "keine vollständige Adresse"),
    (MEASURES, "field: feld", "field: acker", "Das Handlungsfeld „acker“ gibt es nicht"),
    (MEASURES, "population > 100", "einwohner > 100", "„einwohner“ im Ausdruck"),
    (MEASURES, "[Leitung]", "[]", "wer mitreden muss"),
    (MEASURES, "duty: voluntary", VARIANT, "„hier“ ist keine vollständige Adresse"),
    (MEASURES, "duty: voluntary", STANDARD, "Der Standard „keiner“ gibt es nicht"),
    (MEASURES, "investive_share: 0.2", "investive_share: 1.2", "Der investive Anteil"),
    (MEASURES, "successes: 7", "successes: 0", "der Erfolgsaussicht"),
    (MEASURES, "investive_origin: {", "investive_origin: {source: 3, ", "Quelle Nummer 3"),
    (MEASURES, f"lifts:\n  - {LIFT}", "lifts: []", "hebt kein Kriterium"),
    (MEASURES, "lift: 0.9", "lift: 0", "Die Wirkung liegt über 0"),
    (MEASURES, "village: [0, 1]", "village: [0, .inf]", "Hier wird eine Zahl erwartet"),
    (TASKS, "task: aufgabe", "task: keine", "Die Aufgabe „keine“ gibt es nicht"),
    (TASKS, "population > 5000", "leute > 5000", "„leute“ im Ausdruck"),
    (TASKS, 'lands: ["08"]', 'lands: ["00"]', "Das Land „00“ gibt es nicht"),
    (TASKS, "status: [gemeinde]", "status: [dorf]", "„dorf“ ist hier nicht möglich"),
    (TOWNS, 'land: "01"', 'land: "17"', "Das Land „17“ gibt es nicht"),
    (TOWNS, '"01056015"', '"03056015"', "ist kein Schlüssel dieses Landes"),
    (TOWNS, '"01056015"', '"01056"', "ist kein Schlüssel dieses Landes"),
    (FIGURES, ORIGIN, "{kind: source, reason: Test}", "Nummer der Quelle fehlt"),
    (
        FIGURES,
        f"    origin: {ORIGIN}",
        "    origin: {kind: estimate, reason: T, source: 1}",
        "Nummer 1",
    ),
    (FIGURES, "round(population)", "runden(population)", "unbekannte Funktion"),
    (FIGURES, "population * 4", "leute * 4", "„leute“ im Ausdruck"),
    (INDICATORS, "role: context", "role: context\n    formula: leute", "„leute“ im Ausdruck"),
    (INDICATORS, "aggregation: sum\n", "aggregation: formula\n", "Eine Formel gehört genau"),
    (INDICATORS, "aggregation: sum\n", "aggregation: carried\n", "Kreiswerte haben"),
    (INDICATORS, "aggregation: sum,", "aggregation: formula, formula: digital / 0,", "passt nicht"),
    (LENS, "shrinkage: 0.5", "shrinkage: 0", "Die Schrumpfung liegt über 0"),
    (LENS, "population: 3", "einwohner: 3", "Das Merkmal „einwohner“ gibt es nicht"),
    (LENS, "population: 3", "digital: 3", "„digital“ ist ein Ergebnis"),
    (LENS, "population: 3", "population: 0", "Ein Gewicht liegt über 0"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), BROKEN)
def test_each_fault_is_named_with_its_file(
    root: Path, name: str, old: str, new: str, message: str
) -> None:
    """An editor must find the place at once and read what is wrong."""
    found = [error for error in spoil(root, name, old, new) if message in error]
    assert found and found[0].startswith(f"{name}:"), errors_of(root)


def test_a_criterion_without_a_field_is_named(root: Path) -> None:
    """The name of its file is the field: a new file needs a new field."""
    (root / CRITERIA).rename(root / "framework/criteria/wiese.yaml")
    assert any("Das Handlungsfeld „wiese“ gibt es nicht" in error for error in errors_of(root))
