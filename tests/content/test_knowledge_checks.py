"""The checks of practices, standards, programmes, courses, skills, law, controls, words."""

from pathlib import Path

import pytest

from schaltstelle.content.checks.prerequisites import apart
from schaltstelle.content.checks.wording import sentences
from tests.content.small_content import COMMON, errors_of, spoil, write_content
from tests.content.test_check import GOOD_MEASURE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_content(tmp_path)


def line_of(root: Path, name: str, text: str) -> int:
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_the_small_content_is_without_error(root: Path) -> None:
    """Else the other tests of this file would prove nothing."""
    assert errors_of(root) == []


PRACTICES, STANDARDS = "practices/beispiel.yaml", "standards/standard.yaml"
PROGRAMMES, FACTS = "programmes/programm.yaml", "rules/declared_facts.yaml"
SKILLS, COURSES, LAW = "skills/koennen.yaml", "courses/kurs.yaml", "law/regel.yaml"
RULE = "rule: status == 'gemeinde'"
IDENTITY = "id: not_begun"
ONE_SOURCE = COMMON.splitlines()[-1]
NO_FACT = "kann nicht in einem Ausdruck stehen"

BROKEN = [
    (PRACTICES, "Noch einer.", "Noch einer. Und mehr.", "höchstens zwei Sätze"),
    (PRACTICES, "fields: [feld]", "fields: []", "Mindestens ein Handlungsfeld fehlt"),
    (PRACTICES, "fields: [feld]", "fields: feld", "Hier wird eine Liste erwartet"),
    (PRACTICES, "[feld]", "[acker]", "Das Handlungsfeld „acker“ gibt es nicht"),
    (PRACTICES, "[kriterium]", "[krit]", "Das Kriterium „krit“ gibt es nicht"),
    (PRACTICES, "[it]", "[]", "für wen es ist"),
    (PRACTICES, "[it]", "[chef]", "„chef“ ist hier nicht möglich"),
    (PRACTICES, "[it]", '[it]\nlands: ["17"]', "Das Land „17“ gibt es nicht"),
    (PRACTICES, "[it]", "[it]\nsizes: [dorf]", "„dorf“ ist hier nicht möglich"),
    (PRACTICES, "[it]", "[it]\nvalid_from: 2027-01-01\nvalid_to: 2026-01-01", "nach dem Ende"),
    (PRACTICES, ONE_SOURCE, "  []", "Mindestens eine Quelle fehlt"),
    (PRACTICES, "https://example.org/", "www.example.org", "keine vollständige Adresse"),
    (PRACTICES, "https://example.org/", "javascript:alert(1)", "keine vollständige Adresse"),
    (PRACTICES, "2026-11-22", "2026-02-30", "weder ein Datum noch eine Zahl"),
    (PRACTICES, '"08335080"', '"0833508"', "hat 7 Stellen"),
    (PRACTICES, '"083355004"', '"173355004"', "Landesschlüssel reichen"),
    (PRACTICES, "since: 2021", "since: 2021\ncountry: DK", "einer im Ausland hat keinen"),
    (PRACTICES, 'place: "08335080"', "country: Dänemark", "zwei großen Buchstaben"),
    (PRACTICES, "since: 2021", "since: 1921", "Beginn oder Ende"),
    (PRACTICES, "since: 2021", "since: 2201", "Beginn oder Ende"),
    (PRACTICES, "since: 2021", "since: 2021\nended: 2020", "Beginn oder Ende"),
    (PRACTICES, "since: 2021", "since: 2021.5", "eine ganze Zahl"),
    (PRACTICES, "[massnahme]", "[keine]", "Die Maßnahme „keine“ gibt es nicht"),
    (PRACTICES, "[massnahme]", "[]", "Mindestens eine Maßnahme fehlt"),
    (PRACTICES, "source: 1", "source: 2", "Quelle Nummer 2 gibt es hier nicht"),
    (PRACTICES, "source: 1", "source: 0", "Quelle Nummer 0 gibt es hier nicht"),
    (PRACTICES, "contact: Hauptamt", "contact: ''", "Hier wird ein Text erwartet"),
    (PRACTICES, "contact: Hauptamt", "kontakt: Hauptamt", "„kontakt“ ist hier unbekannt"),
    (STANDARDS, "https://example.org/s", "example", "keine vollständige Adresse"),
    (STANDARDS, "short: S", "short: S\nreplaces: [alt]", "Der Standard „alt“ gibt es nicht"),
    (STANDARDS, "binding: law", "binding: immer", "„immer“ ist hier nicht möglich"),
    (PROGRAMMES, "https://example.org/p", "example", "keine vollständige Adresse"),
    (PROGRAMMES, "[massnahme]", "[]", "Mindestens eine Maßnahme fehlt"),
    (PROGRAMMES, RULE, "rule: statuss == 'kreis'", "„statuss“ im Ausdruck ist keine Kennzahl"),
    (PROGRAMMES, RULE, "rule: status ==", "nicht lesbar"),
    (PROGRAMMES, RULE, "rule: status < 5", "passt nicht zu den Werten"),
    (PROGRAMMES, RULE, "rule: __import__('os')", "unbekannte Funktion"),
    (PROGRAMMES, RULE, "rule: ''", "Hier wird ein Text erwartet"),
    (PROGRAMMES, "share: 0.8", "share: 1.8", "Ein Anteil liegt über 0"),
    (PROGRAMMES, "share: 0.8", "share: .nan", "Hier wird eine Zahl erwartet"),
    (PROGRAMMES, "population < 5000", "einwohner < 5000", "„einwohner“ im Ausdruck"),
    (PROGRAMMES, "least_grant: 1000", "least_grant: 0", "Ein Betrag liegt über 0"),
    (PROGRAMMES, "most_grant: 5000", "most_grant: 500", "kleinste Summe liegt über"),
    (PROGRAMMES, "lead_quarters: 2", "lead_quarters: 9", "zwischen 0 und 8 Quartalen"),
    (PROGRAMMES, "closes: 2027-03-01", "closes: 2025-03-01", "endet, bevor sie beginnt"),
    (PROGRAMMES, ", opens: 2026-01-01, closes: 2027-03-01", "", "laufend (rolling) oder hat"),
    (PROGRAMMES, "other: programm", "other: anderes", "Das Programm „anderes“ gibt es nicht"),
    (FACTS, IDENTITY, "id: noch-nicht", NO_FACT),
    (FACTS, IDENTITY, "id: population", NO_FACT),
    (FACTS, IDENTITY, "id: land", NO_FACT),
    (FACTS, IDENTITY, "id: round", NO_FACT),
    (FACTS, IDENTITY, "id: lambda", NO_FACT),
    (FACTS, "planned: true", "task: keine", "Die Aufgabe „keine“ gibt es nicht"),
    (SKILLS, "[it]", "[]", "wer es können muss"),
    (SKILLS, "[massnahme]", "[keine]", "Die Maßnahme „keine“ gibt es nicht"),
    (SKILLS, "[massnahme]", "[]", "Mindestens eine Maßnahme fehlt"),
    (COURSES, "[koennen]", "[]", "was man lernt"),
    (COURSES, "[koennen]", "[wissen]", "Die Fähigkeit „wissen“ gibt es nicht"),
    (COURSES, "https://example.org/k", "k", "keine vollständige Adresse"),
    (LAW, "https://example.org/gesetz", "gesetz", "keine vollständige Adresse"),
    (LAW, "topic: budget", "topic: budget\nmeasures: [keine]", "Die Maßnahme „keine“"),
    ("rules/controls.yaml", "measure: massnahme", "measure: keine", "Die Maßnahme „keine“"),
    ("rules/controls.yaml", "[A.1]", "[]", "keine Anforderungen genannt"),
    ("vocabulary/compound_parts.yaml", "bau", "Bau", "kein Wort in kleinen Buchstaben"),
    ("vocabulary/compound_parts.yaml", "bau", "bau amt", "kein Wort in kleinen Buchstaben"),
    ("vocabulary/terms/rathaus.yaml", "Reisepass", "Personalausweis", "ist doppelt vergeben"),
    ("vocabulary/terms/rathaus.yaml", "terms:", "worte: []\nterms:", "„worte“ ist hier unbekannt"),
    ("measures/massnahme.yaml", "Kurz.", "Eins. Zwei. Drei.", "höchstens zwei Sätze"),
    ("measures/massnahme.yaml", '["Eins.", "Zwei.", "Drei."]', "Tun", "eine Liste erwartet"),
]


ABSENT = [
    (PRACTICES, 'place: "08335080"\n', "", "braucht seinen Schlüssel"),
    (PRACTICES, 'place: "08335080"', "country: DK", "was hier gelten müsste"),
    (PRACTICES, "contact: Hauptamt\n", "", "„contact“ fehlt"),
    (STANDARDS, "tender: Es gilt S.\n", "", "„tender“ fehlt"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), ABSENT)
def test_what_is_missing_is_named_with_its_file(
    root: Path, name: str, old: str, new: str, message: str
) -> None:
    """What is not there has no line of its own: the error stands at the beginning."""
    assert [e for e in spoil(root, name, old, new) if e.startswith(f"{name}:1:") and message in e]


@pytest.mark.parametrize(("name", "old", "new", "message"), BROKEN)
def test_each_fault_is_named_with_its_file_and_line(
    root: Path, name: str, old: str, new: str, message: str
) -> None:
    """An editor must find the place at once and read what is wrong."""
    begins = line_of(root, name, old.splitlines()[0])
    found = [error for error in spoil(root, name, old, new) if message in error]
    assert found, errors_of(root)
    file, line, _ = found[0].split(":", 2)
    assert file == name
    assert abs(int(line) - begins) <= 3


def test_conditions_may_not_be_empty(root: Path) -> None:
    """A programme that says nobody who may apply would be open to everybody."""
    path = root / PROGRAMMES
    text = path.read_text(encoding="utf-8")
    start, end = text.index("conditions:"), text.index("shares:")
    path.write_text(f"{text[:start]}conditions: []\n{text[end:]}", encoding="utf-8")
    assert [e for e in errors_of(root) if "Mindestens eine Bedingung fehlt" in e]


UNREADABLE = [
    ("title: {{ titel }}\n", 1, "braucht Anführungszeichen"),
    ("title: a\nbody: a\x07b\n", 2, "Steuerzeichen"),
    ("title: ä\n\n\x00\n", 3, "Steuerzeichen"),
    ("title: &a [*a]\n", 1, "drehen sich im Kreis"),
    ("title: a\ntitle: b\n", 2, "steht doppelt da"),
    ("title: !!python/object/apply:os.getcwd []\nx: !!python/name:os.system\n", 2, "YAML"),
    ("title: a\n---\ntitle: b\n", 2, "kein gültiges YAML"),
    ("title: 'offen\n", 1, "kein gültiges YAML"),
    ("- eins\n- zwei\n", 1, "eine Gruppe von Angaben erwartet"),
    ("", 1, "fehlt"),
    ("1: a\ntitel: b\n", 2, "ist hier unbekannt"),
]


@pytest.mark.parametrize(("text", "line", "message"), UNREADABLE)
def test_a_file_that_cannot_be_read_is_named_and_stops_no_other(
    root: Path, text: str, line: int, message: str
) -> None:
    """Whatever is in a file, the editor gets a sentence, and the other files are still checked."""
    (root / PRACTICES).write_text(text, encoding="utf-8")
    spoil(root, STANDARDS, "[it]", "[]")
    found = errors_of(root)
    assert any(e.startswith(f"{PRACTICES}:{line}:") and message in e for e in found), found
    assert any(e.startswith(STANDARDS) for e in found)


def test_references_that_double_with_every_line_are_refused(root: Path) -> None:
    """A file of a few lines must not fill the memory."""
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (root / PRACTICES).write_text("\n".join(lines), encoding="utf-8")
    assert any("zu viele" in error for error in errors_of(root))


def test_references_within_a_file_are_read(root: Path) -> None:
    """A source that several entries share is written once, under its own list."""
    path = root / "rules/competence.yaml"
    source = (
        "{title: T, publisher: P, address: https://e.org/, checked: 2026-11-22, verified: true}"
    )
    rule = "{task: aufgabe, status: [kreis], competent: own, decides: Rat, sources: [*q]}"
    text = path.read_text(encoding="utf-8").replace("rules: []", f"rules: [{rule}, {rule}]")
    path.write_text(f"quellen: [&q {source}]\n{text}", encoding="utf-8")
    assert errors_of(root) == []


@pytest.mark.parametrize(
    "name", ["practices/beispiel.yml", "practices/nord/b.yaml", "praxis/b.yaml", "measures.yaml"]
)
def test_a_file_that_nobody_would_read_is_named(root: Path, name: str) -> None:
    """What an editor wrote is never passed over in silence."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("title: Verloren\n", encoding="utf-8")
    assert [e for e in errors_of(root) if e.startswith(f"{name}:1:") and "zählt nicht" in e]


def measure(root: Path, name: str, **links: str) -> None:
    text = GOOD_MEASURE + "".join(f"{key}: [{other}]\n" for key, other in links.items())
    (root / "measures" / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_a_circle_over_both_kinds_of_links_is_shown_step_by_step(root: Path) -> None:
    """Whoever has to break the circle sees all of it."""
    measure(root, "massnahme", prerequisites="b")
    measure(root, "b", better_after="c")
    measure(root, "c", prerequisites="massnahme")
    circle = next(error for error in errors_of(root) if "drehen sich im Kreis" in error)
    steps = circle.split(": ", 2)[2].rstrip(".").split(" → ")
    assert steps[0] == steps[-1] and set(steps) == {"massnahme", "b", "c"}


def test_a_measure_that_needs_itself_is_a_circle(root: Path) -> None:
    """It could never begin."""
    measure(root, "massnahme", prerequisites="massnahme")
    assert any("massnahme → massnahme" in error for error in errors_of(root))


def test_a_prerequisite_that_does_not_exist_is_named_and_breaks_nothing_else(root: Path) -> None:
    """A misspelt name gives one error, at its place."""
    measure(root, "massnahme", prerequisites="masnahme")
    (found,) = errors_of(root)
    assert "Die Maßnahme „masnahme“ gibt es nicht" in found


def test_a_measure_that_stands_apart_is_named(root: Path) -> None:
    """All measures form one graph, whatever way the links point."""
    measure(root, "b", better_after="massnahme")
    measure(root, "c", prerequisites="b")
    assert errors_of(root) == []
    measure(root, "einsam")
    (found,) = errors_of(root)
    assert found.startswith("measures/einsam.yaml") and "hängt mit den anderen nicht" in found


def test_those_outside_the_largest_group_stand_apart() -> None:
    """Groups count over any number of steps; links to nothing join nothing."""
    assert apart({}) == []
    assert apart({"a": ()}) == []
    links = {"a": ("b",), "b": (), "c": ("b",), "d": ("e",), "e": (), "f": ("x",), "g": ("x",)}
    assert apart(links) == ["d", "e", "f", "g"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ohne Punkt am Ende", 1),
        ("Ein Satz.", 1),
        ("Ein Satz. Noch einer", 2),
        ("Das regelt das OZG. Es gilt überall.", 2),
        ("Es lief bis 2023. Danach kam nichts. Bis 2024.", 3),
        ("Wer zahlt? Das Land! Und der Bund.", 3),
        ("Sie sagten: „Es geht.“ Dann ging es.", 2),
        ("Im 3. Quartal, z. B. Oktober, kostet es ca. 5 Mio. Euro nach Art. 3 Abs. 2.", 1),
        ("Er gilt ab 1.10.2027 und kostet 1.500 Euro.", 1),
        ("2018 waren alle dabei. 2019 blieben alle.", 2),
        ("Die Adresse ist muster.de. Sie gilt.", 2),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text: str, count: int) -> None:
    """Two sentences are the limit: neither an abbreviation nor a year may hide or feign one."""
    assert sentences(text) == count
