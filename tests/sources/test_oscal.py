"""OSCAL catalogues: what is taken from them, and where a fault is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schaltstelle import reference
from schaltstelle.core.controls import Control
from schaltstelle.reference.controls import columns, from_table
from schaltstelle.reference.tables import Table, read_table, write_tables
from schaltstelle.sources import oscal
from schaltstelle.sources.build import build
from schaltstelle.sources.errors import SourceError
from tests.sources.oscal_files import catalogue, control, write_catalogue
from tests.sources.small_files import small_country, write_register


def parsed(folder: Path, document: object | None = None) -> dict[str, Control]:
    """The controls of a catalogue by id."""
    return {row.id: row for row in oscal.parse(write_catalogue(folder, document))}


def refused(folder: Path, document: object) -> SourceError:
    """The error that a catalogue raises."""
    with pytest.raises(SourceError) as raised:
        parsed(folder, document)
    return raised.value


def quiet(_title: str, _done: int, _total: int) -> None:
    """No progress shown."""


# What is read -------------------------------------------------------------------------------------


def test_a_control_is_read_with_all_that_the_bsi_states(tmp_path: Path) -> None:
    """Level, obligation, effort, targets and groups decide what a control counts for."""
    rows = parsed(tmp_path)
    assert list(rows) == ["BET.1.1", "BET.1.1.1", "BET.1.2", "NOT.1"]
    first = rows["BET.1.1"]
    assert first.statement == "Betrieb SOLLTE Listen regelmäßig prüfen."
    assert first.guidance == "Einmal im Jahr genügt."
    assert (first.level, first.obligation, first.effort) == ("basic", "should", 2)
    assert first.targets == ("Nutzende", "E-Mail")
    assert first.tags == ("Cryptography", "Insider Threat")
    assert [group.id for group in first.groups] == ["BET", "BET.1"]
    assert first.groups[0].description == "Alles im Alltag."
    assert (rows["BET.1.1.1"].parent, rows["BET.1.2"].level) == ("BET.1.1", "elevated")
    assert rows["NOT.1"].related == ("BET.1.1",)


def test_the_catalogue_says_who_published_it_and_when(tmp_path: Path) -> None:
    """The party in the role of publisher counts, not the first one; the id outlives versions."""
    path = write_catalogue(tmp_path)
    rows = oscal.parse(path)
    found = rows[0].catalogue
    assert found.id == "uebungskatalog-grundschutz-plus-plus"
    assert (found.publisher, found.published) == ("Prüfamt", date(2026, 7, 29))
    assert found.licence == ""
    assert oscal.compile_rows(rows)[0].catalogue.licence == "CC BY-SA 4.0"
    assert oscal.vintage(rows, path) == "29.07.2026"


def test_a_licence_in_the_file_stays(tmp_path: Path) -> None:
    """What the catalogue itself states beats what is known of its publisher."""
    document = catalogue()
    document["catalog"]["metadata"]["links"] = [{"rel": "license", "href": "#", "text": "CC0"}]
    rows = oscal.compile_rows(oscal.parse(write_catalogue(tmp_path, document)))
    assert {row.catalogue.licence for row in rows} == {"CC0"}


@pytest.mark.parametrize(
    ("parameter", "wording"),
    [
        ({"values": ["jährlich", "sofort"]}, "jährlich, sofort"),
        ({"select": {"choice": ["täglich", "wöchentlich"]}}, "täglich oder wöchentlich"),
        ({"label": "Frist"}, "Frist"),
    ],
)
def test_parameters_are_inserted(tmp_path: Path, parameter: dict[str, Any], wording: str) -> None:
    """A set value beats the choices, these the label; a reader never sees the placeholder."""
    document = catalogue()
    document["catalog"]["params"] = [{"id": "frist", **parameter}]
    parts = [{"name": "statement", "prose": "Prüfen: {{ insert: param, frist }}."}]
    document["catalog"]["groups"][1]["controls"][0]["parts"] = parts
    assert parsed(tmp_path, document)["NOT.1"].statement == f"Prüfen: {wording}."


def test_a_statement_may_come_in_items(tmp_path: Path) -> None:
    """Other catalogues split a statement; nothing of it is lost."""
    items = [{"name": "item", "prose": "erstens"}, {"name": "item", "prose": "zweitens"}]
    document = catalogue()
    parts = [{"name": "statement", "prose": "Alles:", "parts": items}]
    document["catalog"]["groups"][1]["controls"][0]["parts"] = parts
    assert parsed(tmp_path, document)["NOT.1"].statement == "Alles:\n\nerstens\n\nzweitens"


def test_a_catalogue_of_others_needs_no_level(tmp_path: Path) -> None:
    """Level, effort and obligation are the BSI's own; without them they are unknown."""
    document = catalogue()
    plain = {"id": "A.1", "title": "Policy", "parts": [{"name": "statement", "prose": "Do it."}]}
    document["catalog"]["controls"] = [plain]
    found = parsed(tmp_path, document)["A.1"]
    assert (found.level, found.effort, found.obligation, found.groups) == (None, None, None, ())


# What is refused ----------------------------------------------------------------------------------


def _change(*steps: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        held: Any = document["catalog"]
        for step in steps[:-1]:
            held = held[step]
        if to is None:
            del held[steps[-1]]
        else:
            held[steps[-1]] = to

    return change


NOT_1 = ("groups", 1, "controls", 0)
DAMAGES = [
    (_change("metadata", to=None), "catalog/metadata", "fehlen"),
    (_change("metadata", "oscal-version", to="1.0.4"), "oscal-version", "erwartet wird 1.1"),
    (_change("metadata", "oscal-version", to="1.2.1"), "oscal-version", "OSCAL 1.2.1 wird nicht"),
    (_change("metadata", "oscal-version", to=None), "catalog/metadata", "„oscal-version“ fehlt"),
    (_change("metadata", "title", to=" "), "metadata/title", "ist kein Text"),
    (_change("metadata", "published", to="gestern"), "metadata/published", "kein Zeitpunkt"),
    (_change("groups", to="BET"), "catalog/groups", "keine Liste"),
    (_change("groups", 1, to=["NOT"]), "catalog/groups/2", "keine Gruppe von Angaben"),
    (_change("groups", 1, "title", to=None), "catalog/groups/2", "„title“ fehlt"),
    (_change(*NOT_1, "id", to=None), "groups/2/controls/1", "„id“ fehlt"),
    (_change(*NOT_1, "id", to="BET.1.1"), "groups/2/controls/1/id", "steht doppelt da"),
    (_change(*NOT_1, "parts", to=[]), "groups/2/controls/1", "Text der Anforderung"),
    (_change(*NOT_1, "params", to=[]), "parts/1/prose", "Parameter „NOT.1-prm1“ fehlt"),
    (
        _change(*NOT_1, "props", 0, "value", to="mittel"),
        "groups/2/controls/1",
        "„mittel“ ist als sec_level unbekannt, erlaubt: normal-SdT, erhöht",
    ),
    (_change(*NOT_1, "props", 1, "value", to="9"), "controls/1", "nicht zwischen 0 und 5"),
]


@pytest.mark.parametrize(("damage", "where", "reason"), DAMAGES)
def test_a_fault_is_named_with_its_position(
    tmp_path: Path, damage: Callable[[dict[str, Any]], None], where: str, reason: str
) -> None:
    """Whoever mends a catalogue finds the very member: path and line in the file."""
    document = catalogue()
    damage(document)
    error = refused(tmp_path, document)
    assert any(where in issue.reason and reason in issue.reason for issue in error.issues), error


def test_the_line_of_a_fault_is_exact(tmp_path: Path) -> None:
    """The line is the one that an editor shows."""
    document = catalogue()
    document["catalog"]["groups"][1]["controls"][0]["title"] = 7
    lines = json.dumps(document, ensure_ascii=False, indent=1).splitlines()
    expected = next(number for number, line in enumerate(lines, 1) if '"title": 7' in line)
    [issue] = refused(tmp_path, document).issues
    assert issue.line == expected
    assert issue.reason == "catalog/groups/2/controls/1/title: Die Angabe „title“ ist kein Text."


def test_all_faults_are_listed_in_the_order_of_the_file(tmp_path: Path) -> None:
    """One run shows everything that is to be mended."""
    document = catalogue()
    document["catalog"]["groups"][1]["title"] = ""
    document["catalog"]["metadata"]["title"] = ""
    issues = refused(tmp_path, document).issues
    assert len(issues) == 2 and 0 < issues[0].line < issues[1].line


@pytest.mark.parametrize(
    "document", [[], {"profile": {}}, {"catalog": []}, {"mapping-collection": {}}]
)
def test_another_document_is_refused(tmp_path: Path, document: object) -> None:
    """A profile or a mapping is OSCAL too, but no catalogue."""
    path = tmp_path / "BSI-x-catalog.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(SourceError, match="kein OSCAL-Katalog"):
        oscal.parse(path)


def test_an_empty_catalogue_is_refused(tmp_path: Path) -> None:
    """A catalogue without controls would empty the table."""
    document = catalogue()
    document["catalog"]["groups"] = []
    assert "keine Anforderungen" in str(refused(tmp_path, document))


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    """A file made to exhaust the reader ends in a message, not in a crash."""
    path = tmp_path / "BSI-x-catalog.json"
    path.write_text('{"catalog":' + "[" * 200_000, encoding="utf-8")
    with pytest.raises(SourceError, match="zu tief verschachtelt"):
        oscal.parse(path)


# The table ----------------------------------------------------------------------------------------


def test_controls_survive_their_table(tmp_path: Path) -> None:
    """What was read is what an advice gets, unknown values included."""
    document = catalogue()
    document["catalog"]["controls"] = [control("A.1", props=[])]
    rows = oscal.parse(write_catalogue(tmp_path, document))
    write_tables([Table("controls", columns(rows), ())], tmp_path / "tables")
    assert from_table(read_table(tmp_path / "tables" / "controls.parquet")) == rows


def test_a_build_without_catalogue_keeps_the_former_controls(tmp_path: Path) -> None:
    """A user with only a newer register keeps the catalogue with its origin."""
    files, bare = tmp_path / "files", tmp_path / "bare"
    files.mkdir()
    bare.mkdir()
    for folder in (files, bare):
        write_register(folder / "GV100AD_28022026.txt", small_country())
    write_catalogue(files)
    build(files, tmp_path / "first", None, quiet)
    former = reference.load(tmp_path / "first")
    report = build(bare, tmp_path / "second", former, quiet)
    held = reference.load(tmp_path / "second")
    assert len(held.controls) == 4 and held.controls == former.controls
    assert held.source("oscal") == former.source("oscal")
    assert "oscal" in report.kept


def test_without_any_catalogue_there_are_no_controls(tmp_path: Path) -> None:
    """The register alone still builds."""
    write_register(tmp_path / "GV100AD_28022026.txt", small_country())
    build(tmp_path, tmp_path / "tables", None, quiet)
    assert reference.load(tmp_path / "tables").controls == ()
