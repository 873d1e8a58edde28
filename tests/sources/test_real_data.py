"""The real files, where they lie beside the checkout: counts and joins of the data description."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from schaltstelle import reference
from schaltstelle.sources.build import BuildReport, build

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the raw files are not there: ../shared/data beside the checkout"
)


def quiet(_title: str, _done: int, _total: int) -> None:
    """No progress shown."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """All sources built once."""
    target = tmp_path_factory.mktemp("real") / "tables"
    return target, build(DATA, target, None, quiet)


def test_the_shipped_tables_come_from_these_files(whole: tuple[Path, BuildReport]) -> None:
    """Whoever has the raw files gets exactly the tables that are shipped."""
    built, shipped = reference.load(whole[0]), reference.load(reference.SHIPPED)
    assert built.sources == shipped.sources
    assert built.version == shipped.version


@pytest.mark.parametrize(
    ("title", "matched", "missing", "extra", "recovered"),
    [
        ("Codeliste (ARS)", 10748, 1, 479, 0),
        ("Gemeindegrenzen", 10748, 1, 201, 0),
        ("Koordinaten", 10747, 2, 209, 2),
        ("Zensus 2022", 10744, 5, 42, 5),
        ("Mail", 10732, 17, 397, 1),
        ("Festnetz", 10653, 96, 735, 53),
        ("INKAR (Kreise)", 400, 1, 0, 1),
        ("Mobilfunk (Kreise)", 399, 2, 3, 2),
        ("alles zugleich", 10637, 112, 0, 0),
    ],
)
def test_joins(
    whole: tuple[Path, BuildReport],
    title: str,
    matched: int,
    missing: int,
    extra: int,
    recovered: int,
) -> None:
    """The join report equals the checked joins of the data description."""
    join = next(join for join in whole[1].joins if join.title == title)
    counts = tuple(map(len, (join.matched, join.missing, join.extra, join.recovered)))
    assert counts == (matched, missing, extra, recovered)


def test_jumps_and_notes(whole: tuple[Path, BuildReport]) -> None:
    """Schmölln's fall is flagged; nobody vanished without succession; every seat was found."""
    jumps = [jump for jump in whole[1].jumps if "16077043" in jump]
    assert jumps == [
        "Schmölln, Stadt (16077043): 13.684 → 411 Einwohner",
        "Schmölln, Stadt (16077043): 9.453 → 655 Hektar",
    ]
    assert not any("verschwunden" in note or "kein Mitglied" in note for note in whole[1].notes)


def test_another_vintage_works_without_a_change(tmp_path: Path) -> None:
    """With the register of 2023 alone its places and administrations come out."""
    shutil.copy(DATA / "gv" / "GV100AD_301123.txt", tmp_path)
    build(tmp_path, tmp_path / "tables", reference.load(reference.SHIPPED), quiet)
    places = reference.load(tmp_path / "tables").places
    assert len(places) == 16035
    assert places.by_key("06435014") is not None and places.by_key("06415000") is None
    assert len(places.local_administrations) == 5030
    assert places.population[places.by_key("16077043") or 0] == 13_684
