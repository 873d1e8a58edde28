"""The content check: every broken rule is found, with the file and the line where it stands."""

import json
import os
from pathlib import Path

import pytest

from schaltstelle.content import check as rules_of_content
from schaltstelle.content.lines import ContentErrors
from schaltstelle.content.load import collect, compile_content, load, parse

GOOD_FIELDS = """\
fields:
  - {id: feld, kind: field, order: 1, title: Feld, weight: 1, weight_reason: Test, summary: Kurz.}
"""
GOOD_COMPETENCE = """\
tasks:
  - {id: aufgabe, title: Aufgabe, summary: Kurz.}
rules: []
"""
GOOD_INDICATORS = """\
indicators: []
"""
GOOD_CRITERIA = """\
criteria:
  - id: kriterium
    title: Ein Kriterium
    why: Darum.
    serves: alle
    people: {formula: population * 0.1, unit: Menschen, origin: {kind: estimate, reason: Test}}
    levels:
      - level: basic
        statement: Es ist so.
        prevalence: {village: 0.2, small_town: 0.3, town: 0.4, city: 0.5}
        prevalence_origin: {kind: estimate, reason: Test}
    binding: expectation
    evidenced_by: Augenschein
    task: aufgabe
    sources:
      - {title: T, publisher: P, address: https://example.org/, checked: 2026-11-22, verified: true}
"""
GOOD_MEASURE = """\
field: feld
title: Eine Maßnahme
summary: Kurz.
body: Lang.
lifts:
  - {criterion: kriterium, to: basic, lift: 0.9, origin: {kind: estimate, reason: Test}}
cost:
  one_off: {village: [0, 1], small_town: [0, 1], town: [0, 1], city: [0, 1]}
  yearly: {village: [0, 1], small_town: [0, 1], town: [0, 1], city: [0, 1]}
  origin: {kind: estimate, reason: Test}
staff_days:
  one_off: {village: [0, 1], small_town: [0, 1], town: [0, 1], city: [0, 1]}
  yearly: {village: [0, 1], small_town: [0, 1], town: [0, 1], city: [0, 1]}
  origin: {kind: estimate, reason: Test}
duration: {quarters: 1, origin: {kind: estimate, reason: Test}}
chance: {successes: 7, failures: 2, origin: {kind: estimate, reason: Test}}
duty: voluntary
investive_share: 0.2
investive_origin: {kind: estimate, reason: Test}
decides: Leitung der Verwaltung
task: aufgabe
participants: [Leitung]
first_steps: ["Eins.", "Zwei.", "Drei."]
sources:
  - {title: T, publisher: P, address: "https://example.org/", checked: 2026-11-22, verified: true}
"""

FILES = {
    "framework/fields.yaml": GOOD_FIELDS,
    "framework/criteria/feld.yaml": GOOD_CRITERIA,
    "rules/competence.yaml": GOOD_COMPETENCE,
    "indicators/alle.yaml": GOOD_INDICATORS,
    "measures/massnahme.yaml": GOOD_MEASURE,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small content folder without errors."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def errors_of(root: Path) -> list[str]:
    located, errors = parse(root)
    found = [*errors, *rules_of_content.check(located, collect(located, "test"))]
    return [str(error) for error in found]


def test_good_content_has_no_error_and_survives_compilation(root, tmp_path):
    """What is written is what is loaded."""
    assert errors_of(root) == []
    compiled = tmp_path / "compiled.json"
    content = compile_content(root, compiled)
    assert load(compiled, root) == content
    assert content.measure["massnahme"].cost.one_off.of("town") == (0.0, 1.0)


@pytest.mark.parametrize("text", ["", '{"version": ', '{"version": "x"}', "[]"])
def test_a_damaged_compiled_file_is_made_again(root, tmp_path, text):
    """A broken-off write, or the file of another version of the program, must not stop anything."""
    compiled = tmp_path / "compiled.json"
    compiled.write_text(text, encoding="utf-8")
    content = load(compiled, root)
    assert content.measure.keys() == {"massnahme"}
    assert json.loads(compiled.read_text(encoding="utf-8"))["version"] == content.version


def test_a_compiled_file_of_an_earlier_shape_is_made_again(root, tmp_path):
    """A field that the program no longer knows is no reason to fail."""
    compiled = tmp_path / "compiled.json"
    content = compile_content(root, compiled)
    value = json.loads(compiled.read_text(encoding="utf-8"))
    value["measures"][0]["colour"] = "blau"
    compiled.write_text(json.dumps(value), encoding="utf-8")
    assert load(compiled, root) == content


def test_changed_content_is_compiled_again_and_the_same_content_is_not(root, tmp_path):
    """What counts is what the files say, not when they were unpacked."""
    compiled = tmp_path / "compiled.json"
    compile_content(root, compiled)
    before = compiled.stat().st_mtime_ns
    path = root / "measures" / "massnahme.yaml"
    os.utime(path, ns=(before + 10**9, before + 10**9))
    load(compiled, root)
    assert compiled.stat().st_mtime_ns == before
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Eine Maßnahme", "Anders"), encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))
    assert load(compiled, root).measure["massnahme"].title == "Anders"


def test_a_folder_that_cannot_be_written_only_costs_time(root, tmp_path):
    """An installed package often belongs to the administrator."""
    content = compile_content(root, tmp_path / "compiled.json")
    assert load(tmp_path / "nowhere" / "compiled.json", root) == content


BROKEN = [
    ("measures/massnahme.yaml", "kriterium,", "unbekannt,", "6", "Das Kriterium „unbekannt“"),
    ("measures/massnahme.yaml", "to: basic", "to: exemplary", "6", "Die Stufe „exemplary“"),
    ("measures/massnahme.yaml", "quarters: 1,", "quarters: 0,", "15", "zwischen 1 und 20"),
    ("measures/massnahme.yaml", "duty: voluntary", "duty: immer", "17", "„immer“ ist hier nicht"),
    ("measures/massnahme.yaml", "title: Eine Maßnahme", "titel: X", "2", "„titel“ ist hier"),
    ("measures/massnahme.yaml", "village: [0, 1]", "village: [2, 1]", "8", "von klein nach groß"),
    ("measures/massnahme.yaml", '"Drei."', "", "23", "genau drei erste Schritte"),
    ("measures/massnahme.yaml", "https://example.org/", "example", "25", "keine vollständige"),
    ("measures/massnahme.yaml", "kind: estimate", "kind: source", "6", "Nummer der Quelle fehlt"),
    ("measures/massnahme.yaml", "task: aufgabe", "task: keine", "21", "Die Aufgabe „keine“"),
    ("framework/criteria/feld.yaml", "population *", "bevoelkerung *", "6", "keine Kennzahl"),
    ("framework/criteria/feld.yaml", "village: 0.2", "village: 1.2", "10", "zwischen 0 und 1"),
    ("framework/criteria/feld.yaml", "expectation", "law", "12", "braucht ihre Rechtsgrundlage"),
    ("framework/criteria/feld.yaml", "2026-11-22", "gestern", "16", "ein Datum wie"),
    ("framework/criteria/feld.yaml", "levels:", "levels: [", "9", "kein gültiges YAML"),
]


@pytest.mark.parametrize(("name", "old", "new", "line", "message"), BROKEN)
def test_each_fault_is_named_with_its_line(root, name, old, new, line, message):
    """An editor must find the place at once and read what is wrong."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    errors = errors_of(root)
    assert any(error.startswith(f"{name}:") and message in error for error in errors), errors
    hits = [error for error in errors if message in error]
    assert any(abs(int(error.split(":")[1]) - int(line)) <= 1 for error in hits), hits


def test_prerequisites_in_a_circle_are_found(root):
    """A plan could never start with them."""
    for name, other in (("a", "b"), ("b", "a")):
        (root / "measures" / f"{name}.yaml").write_text(
            GOOD_MEASURE + f"prerequisites: [{other}]\n", encoding="utf-8"
        )
    assert any("drehen sich im Kreis" in error for error in errors_of(root))


def test_broken_content_is_never_compiled(root, tmp_path):
    """The compiled file of before stays as it was."""
    compiled = tmp_path / "compiled.json"
    compiled.write_text("vorher", encoding="utf-8")
    (root / "measures" / "massnahme.yaml").write_text("field: [", encoding="utf-8")
    with pytest.raises(ContentErrors):
        compile_content(root, compiled)
    assert compiled.read_text(encoding="utf-8") == "vorher"


def test_a_file_that_is_not_text_is_named(root):
    """A saved Word file must not end in a traceback."""
    (root / "measures" / "massnahme.yaml").write_bytes(b"\xff\xfe\x00\x01")
    assert any("UTF-8" in error for error in errors_of(root))
