"""The shipped tables: the counts of the official register, and values known from it."""

from __future__ import annotations

import numpy as np
import pytest

from schaltstelle import reference
from schaltstelle.core.places import Level
from schaltstelle.reference import Reference

MUNICIPAL_COLUMNS = [
    "census_population",
    "share_under18",
    "share_65plus",
    "share_foreign",
    "share_migration",
    "household_size",
    "dwellings",
    "vacancy_rate",
    "owner_share",
    "rent_per_m2",
    "bb_50",
    "bb_100",
    "bb_200",
    "bb_400",
    "bb_1000",
    "fibre_1000",
    "cable_1000",
    "dsl_50",
    "mail_domain_known",
    "mail_spf",
    "mail_spf_strict",
    "mail_dmarc",
    "mail_dmarc_strict",
    "mail_dane",
    "mail_microsoft",
    "mail_us_cloud",
    "mail_in_germany",
    "mail_own_domain",
    "website_known",
    "website_same_domain",
]


def reasons(held: Reference) -> dict[tuple[str, str], str]:
    """Why values are estimates, by key and column."""
    return {(entry.key, entry.column): entry.reason for entry in held.estimated}


@pytest.fixture(scope="module")
def held() -> Reference:
    """The tables as shipped."""
    return reference.load(reference.SHIPPED)


def row(held: Reference, key: str) -> int:
    """The row of a key that exists."""
    found = held.places.by_key(key)
    assert found is not None
    return found


def test_the_register_is_whole(held: Reference) -> None:
    """16 Länder, 29 + 12 regions, 401 Kreise, 4,583 associations, 10,943 municipalities."""
    levels, counts = np.unique(held.places.level, return_counts=True)
    assert dict(zip(levels.tolist(), counts.tolist(), strict=True)) == {
        10: 16,
        20: 29,
        30: 12,
        40: 401,
        50: 4583,
        60: 10943,
    }
    inhabited = (held.places.level == Level.MUNICIPALITY) & held.places.inhabited
    assert inhabited.sum() == 10749


def test_the_administrations_that_act(held: Reference) -> None:
    """5,029 local administrations: 4,097 of one municipality, 932 of an association; 294 Kreise."""
    places = held.places
    local = places.local_administrations
    of_association = [at for at in local if places.acts_for_association(int(at))]
    assert len(local) == 5029
    assert len(of_association) == 932
    assert len(local) - len(of_association) == 4097
    assert len(places.kreis_administrations) == 294
    assert len(places.administrations()) == 5323


def test_every_municipality_has_one_administration(held: Reference) -> None:
    """All 10,747 municipalities; the two inhabited areas without municipality have none."""
    places = held.places
    members = np.concatenate(
        [places.members_of_administration(int(at)) for at in places.local_administrations]
    )
    assert len(members) == len(set(members.tolist())) == 10747
    inhabited = np.flatnonzero((places.level == Level.MUNICIPALITY) & places.inhabited)
    without = set(inhabited.tolist()) - set(members.tolist())
    assert {places.kind[at] for at in without} == {65} and len(without) == 2


@pytest.mark.parametrize(
    ("member", "administration"),
    [
        ("08335080", "083350080080"),
        ("01002000", "010020000000"),
        ("07131001", "071315001"),
        ("16068061", "160685050009"),
        ("14625390", "146255212190"),
    ],
)
def test_some_administrations(held: Reference, member: str, administration: str) -> None:
    """Tengen and Kiel act themselves, Adenau's association for Adenau, others by the seat rule."""
    at = row(held, member)
    acting = int(held.places.administration[at])
    assert held.places.key(acting) == administration
    assert at in held.places.members_of_administration(acting)


def test_status_of_known_places(held: Reference) -> None:
    """City states, kreisfreie cities (both of Bremen), Kreise, great towns, associations."""
    status = {
        "11000000": "stadtstaat",
        "02000000": "stadtstaat",
        "04011000": "kreisfrei",
        "04012000": "kreisfrei",
        "06415000": "kreisfrei",
        "01002000": "kreisfrei",
        "08335043": "grosse_kreisstadt",
        "08335080": "gemeinde",
        "08335": "kreis",
        "071315001": "verband",
    }
    assert {key: held.places.status(row(held, key)) for key in status} == status


def test_schmoelln_is_mended_and_the_nation_adds_up(held: Reference) -> None:
    """83,577,140 people on 31.12.2024; the mended figures are marked as estimates."""
    places = held.places
    assert places.population[places.level == Level.LAND].sum() == 83_577_140
    town = row(held, "16077043")
    assert places.population[town] == 13_953
    assert places.area_hectares[town] == 10_108
    assert "Dobitschen" in reasons(held)["16077043", "population"]
    assert int(places.administration[town]) == town


def test_values_stand_for_every_inhabited_municipality(held: Reference) -> None:
    """One row each, in the order of the places, with the agreed columns."""
    places = held.places
    inhabited = np.flatnonzero((places.level == Level.MUNICIPALITY) & places.inhabited)
    assert held.municipality_values.rows == tuple(places.ags[at] for at in inhabited)
    assert set(held.municipality_values.columns) == set(MUNICIPAL_COLUMNS)
    kreise = np.flatnonzero(places.level == Level.KREIS)
    assert held.kreis_values.rows == tuple(places.ars[at] for at in kreise)
    assert len([name for name in held.kreis_values.columns if name.startswith("kreis_")]) == 30


def test_shares_are_shares(held: Reference) -> None:
    """No share leaves 0 to 100 (the census has owner shares of 118 %), no flag leaves 0 and 1."""
    values = held.municipality_values
    for name in MUNICIPAL_COLUMNS:
        column = values.column(name)
        known = column[np.isfinite(column)]
        if name.startswith(("share_", "bb_", "owner", "vacancy", "fibre", "cable", "dsl")):
            assert known.min() >= 0 and known.max() <= 100, name
        if name.startswith(("mail_", "website_")):
            assert set(known.tolist()) <= {0.0, 1.0}, name


def test_unknown_stays_unknown(held: Reference) -> None:
    """Missing entries are NaN: an eighth of the household sizes, 43 rows of broadband."""
    values = held.municipality_values
    missing = np.isnan(values.column("household_size")).mean()
    assert 0.11 < missing < 0.14
    assert np.isnan(values.column("bb_50")).sum() == 43
    assert np.nanmin(values.column("website_known")) == 1
    assert np.isnan(values.column("mail_spf")).sum() == 31


def test_recovered_values_are_marked(held: Reference) -> None:
    """39 municipalities of Göttingen by former name, mergers by weight, Hanau's Kreis inherited."""
    broadband = {entry.key for entry in held.estimated if entry.column == "bb_50"}
    assert len({key for key in broadband if key.startswith("03159")}) == 39
    assert len(broadband) == 52
    assert ("06415000", "bb_50") not in reasons(held)
    assert np.isfinite(held.municipality_values.value("06415000", "bb_50"))
    assert "06435" in reasons(held)["06415", "kreis_median_age"]
    assert held.kreis_values.value("06415", "kreis_median_age") == held.kreis_values.value(
        "06435", "kreis_median_age"
    )


def test_coordinates_are_whole(held: Reference) -> None:
    """Every inhabited place of every level has a centre inside Germany."""
    places = held.places
    lon, lat = places.lon[places.inhabited], places.lat[places.inhabited]
    assert np.isfinite(lon).all() and np.isfinite(lat).all()
    assert lon.min() > 5.8 and lon.max() < 15.1 and lat.min() > 47.2 and lat.max() < 55.1


def test_tables_are_small_and_name_their_origin(held: Reference) -> None:
    """Together under 8 MB; every column has a source that is listed with hash and licence."""
    assert sum(table.bytes for table in held.tables) < 8_000_000
    listed = {source.id for source in held.sources}
    columns = (*held.municipality_values.columns, *held.kreis_values.columns)
    assert {held.columns[name].source for name in columns} <= listed
    assert all(len(source.sha256) == 64 and source.licence for source in held.sources)


def test_outlines_cover_the_country(held: Reference) -> None:
    """The lines of the overview map reach from Rhine to Oder and from Alps to Sylt."""
    lon = np.concatenate([line.lon for line in held.outlines])
    lat = np.concatenate([line.lat for line in held.outlines])
    assert lon.min() < 6.1 and lon.max() > 15.0 and lat.min() < 47.4 and lat.max() > 54.9


def test_mail_records(held: Reference) -> None:
    """Kiel has a domain of its own; what the data lack is None or empty."""
    kiel = held.mail.of("01002000")
    assert kiel is not None and kiel.domain == kiel.website == "kiel.de"
    assert held.mail.domain("01002000") == "kiel.de"
    assert held.mail.of("00000000") is None and held.mail.domain("00000000") == ""
    assert "01002000" in held.mail and len(held.mail) == 10_732


def test_controls_of_both_catalogues(held: Reference) -> None:
    """901 controls of the kernel and 95 of the methodology; 674 and all 95 of the basic level."""
    controls = held.controls
    counts = {
        (catalogue, level): sum(
            control.catalogue.id == catalogue and control.level == level for control in controls
        )
        for catalogue in {control.catalogue.id for control in controls}
        for level in ("basic", "elevated")
    }
    assert counts == {
        ("bsi-stand-der-technik-kernel", "basic"): 674,
        ("bsi-stand-der-technik-kernel", "elevated"): 227,
        ("bsi-methodik-grundschutz-plus-plus", "basic"): 95,
        ("bsi-methodik-grundschutz-plus-plus", "elevated"): 0,
    }
    assert {control.catalogue.licence for control in controls} == {"CC BY-SA 4.0"}


def test_controls_read_as_sentences(held: Reference) -> None:
    """No placeholder is left; links, refinements and groups lead to controls that exist."""
    controls = {control.id: control for control in held.controls}
    assert len(controls) == len(held.controls)
    assert not any("{{" in control.statement + control.guidance for control in controls.values())
    assert all(control.obligation and control.effort is not None for control in controls.values())
    for control in controls.values():
        named = {*control.related, *control.required, *filter(None, [control.parent])}
        assert named <= set(controls), control.id
    offline = controls["NOT.4.14"]
    assert offline.title == "Offline-Kopie"
    assert [group.title for group in offline.groups] == ["Notfallplanung", "Datensicherung"]


def test_controls_have_their_origin(held: Reference) -> None:
    """Two files of the BSI with hash, vintage and licence; the table stays small."""
    table = next(table for table in held.tables if table.name == "controls")
    assert table.rows == 996 and table.sources == ("oscal", "oscal") and table.bytes < 300_000
    files = [source for source in held.sources if source.id == "oscal"]
    assert {source.rows for source in files} == {901, 95}
    assert {source.vintage for source in files} == {"29.07.2026"}
