"""`schaltstelle content`: errors with file and line, nothing half done, what is due and counts."""

import importlib
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from schaltstelle.cli import content as command
from schaltstelle.core.keys import LAND_NAMES
from tests.cli.conftest import Call
from tests.content.small_content import LAW, write_content

# The package gives its name to a function.
loading = importlib.import_module("schaltstelle.content.load")


@pytest.fixture
def call(call: Call) -> Call:
    """A call of `schaltstelle content`."""
    return partial(call, "content")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small content folder that the command takes for the shipped one."""
    root = write_content(tmp_path / "content")
    compiled = tmp_path / "compiled.json"
    monkeypatch.setattr(command, "ROOT", root)
    monkeypatch.setattr(command, "parse", partial(loading.parse, root))
    monkeypatch.setattr(
        command, "compile_content", partial(loading.compile_content, root, compiled)
    )
    monkeypatch.setattr(loading, "load", partial(loading.load, compiled, root))
    return root


def spoil(root: Path, file: str = "law/regel.yaml", text: str = "title: 'offen\n") -> None:
    (root / file).write_text(text, encoding="utf-8")


# check ------------------------------------------------------------------------------------------


def test_the_shipped_content_is_without_error(call: Call) -> None:
    """What the centre knows keeps its own rules, and every place is in the register."""
    code, out, err = call("check")
    assert (code, err) == (0, "")
    assert out.endswith("Alles in Ordnung.\n")


def test_good_content_is_counted(call: Call, root: Path) -> None:
    """So many of each kind, and nothing due on the day it was checked."""
    code, out, err = call("check", "--on", "2026-11-22")
    assert (code, err) == (0, "")
    counts, due, verdict = out.splitlines()
    assert "practices: 1" in counts and "terms: 2" in counts
    assert (due, verdict) == ("Zur Prüfung steht nichts an.", "Alles in Ordnung.")


def test_every_error_is_printed_with_file_and_line(call: Call, root: Path) -> None:
    """Errors of form, of references and of places come together; exit code 2."""
    spoil(root)
    practice = root / "practices/beispiel.yaml"
    text = practice.read_text(encoding="utf-8").replace("[feld]", "[acker]")
    practice.write_text(text.replace("08335080", "08999999"), encoding="utf-8")
    code, out, err = call("check")
    assert code == 2 and out.endswith(f"{len(err.splitlines())} Fehler.\n")
    assert "law/regel.yaml:1: Das ist kein gültiges YAML" in err
    assert "practices/beispiel.yaml:4: Das Handlungsfeld „acker“ gibt es nicht." in err
    assert "Den Schlüssel „08999999“ gibt es im Gemeindeverzeichnis nicht." in err


def test_what_is_due_is_listed_but_is_no_error(call: Call, root: Path) -> None:
    """With its reason; a long list is cut, and the rest counted."""
    late = LAW.replace("topic:", "valid_to: 2026-11-30\ntopic:")
    for number in range(command.SHOWN_DUE + 4):
        spoil(root, f"law/r{number:02d}.yaml", late)
    code, out, _ = call("check", "--on", "2026-11-30")
    assert code == 0 and "steht nichts an" in out
    code, out, _ = call("check", "--on", "2026-12-01")
    assert code == 0
    assert f"Zur Prüfung stehen an: {command.SHOWN_DUE + 4}\n" in out
    assert "  law/r00: gilt seit 30.11.2026 nicht mehr\n" in out
    assert out.count("gilt seit") == command.SHOWN_DUE and "… und 4 weitere" in out


def test_without_a_day_it_is_today(call: Call, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor does not type the date."""

    class Later(command.date):  # type: ignore[misc, valid-type]
        @classmethod
        def today(cls) -> command.date:  # type: ignore[name-defined]
            return command.date(2030, 1, 1)

    monkeypatch.setattr(command, "date", Later)
    assert "zuletzt geprüft am 22.11.2026" in call("check")[1]


@pytest.mark.parametrize("day", ["gestern", "2026-02-30", "1.12.2026"])
def test_a_wrong_day_is_explained(call: Call, day: str) -> None:
    """With an example of a right one."""
    code, out, err = call("check", "--on", day)
    assert (code, out) == (2, "") and f"„{day}“ ist kein Datum; erwartet wird etwa 2026" in err


# compile and count ------------------------------------------------------------------------------


def test_compile_names_the_version(call: Call, root: Path) -> None:
    """The version is that of the files."""
    code, out, _ = call("compile")
    assert (code, out) == (0, f"Inhalt {loading.fingerprint(root)} ist übersetzt.\n")


def test_broken_content_is_not_compiled(call: Call, root: Path) -> None:
    """The file of before stays."""
    call("compile")
    before = (root.parent / "compiled.json").read_bytes()
    spoil(root)
    code, out, err = call("compile")
    assert (code, out) == (2, "") and err.startswith("law/regel.yaml:1:")
    assert err.endswith("Nichts wurde geändert.\n")
    assert (root.parent / "compiled.json").read_bytes() == before


def test_count_is_a_table_for_a_page(call: Call, root: Path) -> None:
    """Markdown: one row a kind, one column a Land; what nobody saw does not count."""
    unseen = LAW.replace("verified: true", "verified: false").replace(
        "criteria", 'lands: ["05"]\ncriteria'
    )
    spoil(root, "law/zweite.yaml", unseen)
    spoil(root, "law/dritte.yaml", unseen.replace("false", "true"))
    code, out, _ = call("count")
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in out.splitlines()]
    assert code == 0 and {len(line) for line in lines} == {4 + len(LAND_NAMES)}
    assert lines[0][:4] == ["Art", "Einträge", "geprüft", "ohne Land"]
    law = next(line for line in lines if line[0] == "Recht")
    assert law[1:4] == ["3", "2", "1"]
    assert {lines[0][at]: cell for at, cell in enumerate(law) if at > 3 and cell} == {"05": "1"}


# export and import ------------------------------------------------------------------------------


def test_a_workbook_comes_back(call: Call, root: Path, tmp_path: Path) -> None:
    """Nothing changed, nothing written."""
    target = tmp_path / "inhalt.xlsx"
    code, out, _ = call("export", target)
    assert code == 0 and out.startswith("Kriterien: 1, Maßnahmen: 1, Praxisbeispiele: 1, ")
    assert out.endswith(f"Geschrieben: {target}\n")
    code, out, _ = call("import", target)
    assert (code, out) == (0, "0 geändert, 0 neu, 11 unverändert.\n")


def test_a_change_is_shown_first_and_written_then(call: Call, root: Path, tmp_path: Path) -> None:
    """--dry-run only shows; without it the file changes."""
    target = tmp_path / "inhalt.xlsx"
    path = root / "law/regel.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("Ein Titel", "Neuer Titel"), encoding="utf-8")
    call("export", target)
    path.write_text(good, encoding="utf-8")
    (root / "skills/koennen.yaml").rename(root / "skills/anderes.yaml")
    text = (root / "courses/kurs.yaml").read_text(encoding="utf-8")
    (root / "courses/kurs.yaml").write_text(text.replace("koennen", "anderes"), encoding="utf-8")
    code, out, _ = call("import", "--dry-run", target)
    assert code == 0 and out.endswith("Nur gezeigt, nichts geschrieben.\n")
    assert "geändert: regel\n" in out and "geändert: kurs\n" in out and "neu: koennen\n" in out
    assert path.read_text(encoding="utf-8") == good
    code, out, _ = call("import", target)
    assert code == 0 and "2 geändert, 1 neu, " in out
    assert "title: Neuer Titel" in path.read_text(encoding="utf-8")
    assert (root / "skills/koennen.yaml").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("fehlt.xlsx", "fehlt.xlsx ist keine lesbare XLSX-Datei."),
        ("text.xlsx", "text.xlsx: Die Datei ist beschädigt oder hat ein anderes Format."),
        ("inhalt.ods", "inhalt.ods muss auf .xlsx enden."),
    ],
)
def test_what_is_no_workbook_is_refused(
    call: Call, root: Path, tmp_path: Path, name: str, message: str
) -> None:
    """Exit code 2 and a sentence."""
    (tmp_path / "text.xlsx").write_text("kein Archiv", encoding="utf-8")
    code, out, err = call("import", tmp_path / name)
    assert (code, out) == (2, "")
    assert err.startswith(message) and err.endswith("Nichts wurde geändert.\n")


def test_an_export_that_cannot_be_written_says_why(call: Call, root: Path, tmp_path: Path) -> None:
    """Wrong ending, no folder, broken content: each its own sentence, no traceback."""
    code, _, err = call("export", tmp_path / "inhalt.csv")
    assert (code, err) == (2, "inhalt.csv muss auf .xlsx enden.\n")
    code, _, err = call("export", tmp_path / "fehlt" / "inhalt.xlsx")
    assert code == 1 and err.startswith("Das hat nicht geklappt: ")
    spoil(root)
    code, _, err = call("export", tmp_path / "inhalt.xlsx")
    assert code == 2 and err.startswith("law/regel.yaml:1:")
    spoil(root, text=LAW.replace("Lang.", "x" * 40_000))
    code, _, err = call("export", tmp_path / "inhalt.xlsx")
    assert code == 2 and err.startswith("Blatt „Recht“, Zeile 2, Spalte „body“: ")
    assert not (tmp_path / "inhalt.xlsx").exists()


# links ------------------------------------------------------------------------------------------


class Pages(BaseHTTPRequestHandler):
    """Only /da answers well."""

    def do_HEAD(self) -> None:
        self.send_response(200 if self.path == "/da" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.mark.parametrize(("page", "code"), [("da", 0), ("weg", 2)])
def test_links_are_called_only_when_asked_and_dead_ones_are_named(
    call: Call, root: Path, page: str, code: int
) -> None:
    """An address, why, and the records that name it."""
    with HTTPServer(("127.0.0.1", 0), Pages) as pages:
        Thread(target=pages.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{pages.server_port}/{page}"
        law = LAW.replace("https://example.org/gesetz", address)
        spoil(root, text=law.replace("https://example.org/", address))
        found, out, _ = call("links", "--kind", "law")
        pages.shutdown()
    assert found == code and out.startswith("1 Adresse wird aufgerufen …\n")
    if code:
        assert f"{address}: Die Seite antwortet mit 404 (law/regel)\n" in out
        assert out.endswith("0 erreichbar, 1 nicht.\n")
    else:
        assert out.endswith("1 erreichbar, 0 nicht.\n")


def test_a_kind_without_addresses_is_said(call: Call, root: Path) -> None:
    """A misspelt kind must not look like a clean bill of health."""
    code, out, err = call("links", "--kind", "gesetze")
    assert (code, out, err) == (2, "", "Zur Art „gesetze“ gibt es keine Adressen.\n")
