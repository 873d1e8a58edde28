"""Building the tables: a small country from end to end, and a damaged file that changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from schaltstelle import reference
from schaltstelle.core.places import Succession
from schaltstelle.sources import overrides, register, succession
from schaltstelle.sources.build import BuildReport, build
from schaltstelle.sources.collect import collect
from schaltstelle.sources.errors import SourceError
from tests.sources.small_files import (
    register_line,
    small_country,
    write_all,
    write_census,
    write_register,
)


def quiet(_title: str, _done: int, _total: int) -> None:
    """No progress shown."""


def built(folder: Path, target: Path, former: reference.Reference | None = None) -> BuildReport:
    """Build without showing progress."""
    return build(folder, target, former, quiet)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """The tables of the small country and the report on them."""
    folder = tmp_path_factory.mktemp("files")
    write_all(folder)
    target = tmp_path_factory.mktemp("data") / "tables"
    return target, built(folder, target)


def test_all_values_arrive(country: tuple[Path, BuildReport]) -> None:
    """Every source fills its columns; a former municipality goes into that of today."""
    held = reference.load(country[0])
    values = held.municipality_values
    assert values.value("01001000", "share_under18") == 14
    assert values.value("01001000", "bb_1000") == pytest.approx(99.5)
    assert values.value("01051003", "bb_50") == 10
    assert ("01051003", "bb_50") not in {(entry.key, entry.column) for entry in held.estimated}
    assert np.isnan(values.value("01051001", "bb_50"))
    assert values.value("01001000", "mail_microsoft") == 1
    assert values.value("01051002", "mail_own_domain") == 0
    assert held.kreis_values.value("01051", "kreis_median_age") == 4
    assert held.kreis_values.value("01001", "mobile_5g") == 98.5
    assert len(held.outlines) == 2


def test_rows_follow_the_places(country: tuple[Path, BuildReport]) -> None:
    """Values are in the order of the inhabited municipalities of the register."""
    held = reference.load(country[0])
    places = held.places
    inhabited = places.municipalities_in(0).tolist()
    assert [places.ags[row] for row in inhabited] == list(held.municipality_values.rows[:4])
    assert len(held.municipality_values.rows) == 8


def test_origin_stands_with_the_tables(country: tuple[Path, BuildReport]) -> None:
    """Each table names its sources, each column its source and vintage."""
    held = reference.load(country[0])
    assert held.source("census").vintage == "15.05.2022"
    assert held.columns["kreis_purchasing_power"].vintage == "2021"
    assert held.columns["mobile_5g"].note.startswith("5G")
    assert held.columns["website_known"].source == "mail_domains"
    by_name = {table.name: table for table in held.tables}
    assert by_name["places"].sources == ("gv100ad", "auszug_gv")
    with pytest.raises(KeyError):
        held.source("nothing")


def test_the_join_report_counts(country: tuple[Path, BuildReport]) -> None:
    """Matched, missing, extra and recovered add up for every source."""
    joins = {join.title: join for join in country[1].joins}
    census = joins["Zensus 2022"]
    assert census.matched == {"01001000", "01051001"}
    assert census.extra == {"01051011", "01051020"}
    assert "2 aufgelöste" in census.explanation
    assert joins["Festnetz"].recovered == {"01051003"}
    assert joins["Mobilfunk (Kreise)"].missing == {"08335", "14625"}
    assert joins["alles zugleich"].matched == {"01001000"}
    assert any("110.0 %" in note for note in country[1].notes)


def test_the_version_names_the_content(tmp_path: Path) -> None:
    """Same files, same version; one figure more, another one."""
    files = tmp_path / "files"
    files.mkdir()
    write_all(files)
    built(files, tmp_path / "first")
    built(files, tmp_path / "again")
    path = write_census(files)
    path.write_text(path.read_text().replace("90000,14", "90000,13"), encoding="utf-8")
    built(files, tmp_path / "other")
    first, again, other = (
        reference.load(tmp_path / name).version for name in ("first", "again", "other")
    )
    assert first == again != other


def test_damage_leaves_the_tables_untouched(tmp_path: Path) -> None:
    """Faults of all files are listed, and what was there stays byte for byte."""
    files, target = tmp_path / "files", tmp_path / "tables"
    files.mkdir()
    write_all(files)
    built(files, target)
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    for name in ("zensus2022_gemeinden.csv", "GV100AD_28022026.txt"):
        path = files / name
        path.write_text(path.read_text(encoding="utf-8").replace("9", "?", 1), encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        built(files, target)
    assert {issue.file for issue in raised.value.issues} >= {"zensus2022_gemeinden.csv"}
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files", "tables"]


def test_a_folder_without_register_is_refused(tmp_path: Path) -> None:
    """Everything hangs on the register."""
    write_census(tmp_path)
    with pytest.raises(SourceError, match="fehlt ein Gemeindeverzeichnis"):
        built(tmp_path, tmp_path / "tables")


def test_the_newest_register_counts_and_jumps_are_reported(tmp_path: Path) -> None:
    """Whatever the file names: the newest day is the register, the one before the measure."""
    write_register(tmp_path / "GV100AD_a.txt", small_country("20260228", people_of_dorf=200))
    write_register(tmp_path / "GV100AD_b.txt", small_country("20231130", people_of_dorf=900))
    report = built(tmp_path, tmp_path / "tables")
    held = reference.load(tmp_path / "tables")
    assert held.source("gv100ad").vintage == "Gebietsstand 28.02.2026"
    assert report.jumps == (
        "Dorf (01051001): 900 → 200 Einwohner",
        "Dorf (01051001): 460 → 110 Hektar",
    )


def test_a_newer_register_alone_keeps_the_other_sources(
    country: tuple[Path, BuildReport], tmp_path: Path
) -> None:
    """A user with only a newer register keeps census, mail and the rest with their origin."""
    write_register(tmp_path / "GV100AD_31122026.txt", small_country("20261231", people_of_dorf=100))
    former = reference.load(country[0])
    report = built(tmp_path, tmp_path / "tables", former)
    held = reference.load(tmp_path / "tables")
    assert held.source("gv100ad").vintage == "Gebietsstand 31.12.2026"
    assert np.array_equal(
        held.municipality_values.align_rows(former.municipality_values.rows).values,
        former.municipality_values.select_columns(held.municipality_values.columns).values,
        equal_nan=True,
    )
    assert held.kreis_values.value("01051", "kreis_median_age") == 4
    assert held.source("census") == former.source("census")
    assert held.places.lon[1] == former.places.lon[1]
    assert held.places.successions == former.places.successions
    assert len(held.outlines) == len(former.outlines)
    assert held.mail.of("01001000") == former.mail.of("01001000")
    assert "census" in report.kept and "gv100ad" not in report.kept
    assert any("900 → 100 Einwohner" in jump for jump in report.jumps)


def test_what_disappears_without_trace_is_reported(tmp_path: Path) -> None:
    """A key gone between two registers without succession is named."""
    lost = small_country("20231130")
    lost.append(register_line(50, "01051", "Verloren", "50", association="0077", date="20231130"))
    lost.append(
        register_line(
            60,
            "01051077",
            "Verloren",
            "64",
            association="0077",
            people=50,
            hectares=5,
            postcode="1",
            date="20231130",
        )
    )
    write_register(tmp_path / "GV100AD_a.txt", small_country())
    write_register(tmp_path / "GV100AD_b.txt", lost)
    report = built(tmp_path, tmp_path / "tables")
    assert "Verloren (01051077) ist verschwunden, Nachfolge unbekannt." in report.notes


def test_successions_prefer_exact_days(tmp_path: Path) -> None:
    """The change table beats the conversion key; keys that live on have no succession."""
    write_all(tmp_path)
    steps = succession.gather(collect(tmp_path, quiet))
    by_old = {step.old_key: step for step in steps}
    assert by_old["01051011"].date == "2024-01-01"
    assert by_old["01051020"].date == "2022"
    assert "01051001" not in by_old
    assert by_old["08335002"].kind == "renamed"


def test_overrides_wait_for_their_case(tmp_path: Path) -> None:
    """A mended figure applies only to a row that is wrong in just that way."""
    from schaltstelle.sources import gv100ad

    override = overrides.FIGURES[0]

    def schmoelln(people: int, hectares: int) -> list[str]:
        return [
            register_line(10, "16", "Thüringen"),
            register_line(40, "16077", "Altenburger Land", "44"),
            register_line(50, "16077", "Schmölln, Stadt", association="0043"),
            register_line(
                60,
                "16077043",
                "Schmölln, Stadt",
                "63",
                association="0043",
                people=people,
                hectares=hectares,
                men=200,
                postcode="04626",
            ),
        ]

    wrong = gv100ad.parse(write_register(tmp_path / "GV100AD_1.txt", schmoelln(411, 655)))
    mended, estimated = register.mend(wrong)
    assert mended[-1].population == override.population
    assert {entry.column for entry in estimated} == {"population", "male", "area_hectares"}
    right = gv100ad.parse(write_register(tmp_path / "GV100AD_2.txt", schmoelln(13950, 10108)))
    assert register.mend(right) == (right, ())


def test_override_successions_only_lead_to_keys_that_exist() -> None:
    """The five sourced successions name different keys and full shares."""
    olds = [step.old_key for step in overrides.SUCCESSIONS]
    assert sorted(olds) == ["06435014", "16071038", "16071042", "16071055", "16077003"]
    assert all(isinstance(step, Succession) and step.share == 1 for step in overrides.SUCCESSIONS)
