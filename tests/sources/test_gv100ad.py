"""The register: good files in every guise are read alike, damaged ones are named by line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.core.places import Level
from schaltstelle.sources import gv100ad
from schaltstelle.sources.errors import SourceError
from tests.sources.small_files import register_line, small_country, write_register


def refusals(path: Path) -> list[str]:
    """The faults of a file, as printed."""
    with pytest.raises(SourceError) as raised:
        gv100ad.parse(path)
    return [str(issue) for issue in raised.value.issues]


def test_every_record_type_is_read(tmp_path: Path) -> None:
    """Names, keys, figures and seat come from their columns."""
    rows = gv100ad.parse(write_register(tmp_path / "GV100AD.txt", small_country()))
    assert {row.level for row in rows} == set(Level)
    village = next(row for row in rows if row.name == "Dorf")
    assert (village.ars, village.ags) == ("010515001001", "01051001")
    assert (village.population, village.male, village.area_hectares) == (900, 450, 460)
    assert village.postcode == "12345"
    assert next(row for row in rows if row.name == "Am Deich").seat == "Dorf"
    assert gv100ad.vintage(rows, tmp_path) == "Gebietsstand 28.02.2026"


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    """Some releases start with one."""
    plain = write_register(tmp_path / "GV100AD_1.txt", small_country())
    marked = write_register(tmp_path / "GV100AD_2.txt", small_country(), mark="\ufeff")
    assert gv100ad.parse(plain) == gv100ad.parse(marked)


def test_rows_are_compiled_in_the_order_of_their_keys(tmp_path: Path) -> None:
    """Whatever the order in the file, descendants follow their row."""
    lines = small_country()
    rows = gv100ad.parse(write_register(tmp_path / "GV100AD.txt", [*lines[12:], *lines[:12]]))
    compiled = gv100ad.compile_rows(rows)
    assert [row.ars for row in compiled] == sorted(row.ars for row in rows)


@pytest.mark.parametrize(
    ("line", "change", "reason"),
    [
        (1, lambda text: "99" + text[2:], "Unbekannte Satzart „99“"),
        (4, lambda text: text[:100], "100 statt 220 Zeichen"),
        (4, lambda text: text[:10] + "0100100X" + text[18:], "kein Schlüssel der Satzart 60"),
        (4, lambda text: text[:10] + "99001000" + text[18:], "kein Schlüssel der Satzart 60"),
        (4, lambda text: text[:18] + "00A0" + text[22:], "kein Verbandsschlüssel"),
        (4, lambda text: text[:22] + " " * 50 + text[72:], "Der Name fehlt"),
        (4, lambda text: text[:122] + "41" + text[124:], "kein Textkennzeichen der Satzart 60"),
        (4, lambda text: text[:139] + "   90.000  " + text[150:], "Bevölkerung"),
        (4, lambda text: text[:150] + "00000099999" + text[161:], "über der gesamten"),
        (4, lambda text: text[:2] + "20261328" + text[10:], "kein Datum"),
        (4, lambda text: text[:2] + "20250228" + text[10:], "20250228 statt 20260228"),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: int, change: object, reason: str) -> None:
    """Each fault says file, line and reason; nothing is skipped."""
    lines = small_country()
    lines[line - 1] = change(lines[line - 1])  # type: ignore[operator]
    found = refusals(write_register(tmp_path / "GV100AD.txt", lines))
    assert any(f"GV100AD.txt, Zeile {line}: " in fault and reason in fault for fault in found)


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    """Who mends a file should not have to run the command once per fault."""
    lines = small_country()
    lines[3], lines[6] = "60", "xx"
    found = refusals(write_register(tmp_path / "GV100AD.txt", lines))
    assert any("Zeile 4:" in fault for fault in found)
    assert any("Zeile 7:" in fault for fault in found)


def test_keys_occur_once_and_lie_in_something(tmp_path: Path) -> None:
    """A double key or a municipality without association row is a damaged register."""
    lines = [*small_country(), small_country()[3]]
    assert any(
        "kommt zweimal vor" in fault
        for fault in refusals(write_register(tmp_path / "GV100AD.txt", lines))
    )
    orphan = register_line(
        60, "01051005", "Waise", "64", association="5099", people=10, hectares=1, postcode="1"
    )
    assert any(
        "Der Verband 010515099 fehlt" in fault
        for fault in refusals(write_register(tmp_path / "GV100AD.txt", [*small_country(), orphan]))
    )


@settings(max_examples=40)
@given(st.integers(0, 23), st.integers(0, 219), st.sampled_from("X9ß "))
def test_no_damage_ends_in_a_crash(line: int, column: int, sign: str) -> None:
    """Any single wrong character is read, or refused as SourceError; never another exception."""
    import tempfile

    lines = small_country()
    lines[line] = lines[line][:column] + sign + lines[line][column + 1 :]
    with tempfile.TemporaryDirectory() as folder:
        path = write_register(Path(folder) / "GV100AD.txt", lines)
        try:
            assert len(gv100ad.parse(path)) == len(lines)
        except SourceError as error:
            assert error.issues
