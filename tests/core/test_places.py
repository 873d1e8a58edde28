"""Places: hierarchy, who administers whom, successors, distances, on a small made-up country."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.keys import InvalidKey
from schaltstelle.core.place_names import bare_name
from schaltstelle.core.places import Level, Places, Succession, from_columns, hierarchy
from schaltstelle.sources import auszug_gv, gv100ad, register
from schaltstelle.sources.succession import Origins
from tests.sources.small_files import small_country, write_extract, write_register

STEPS = (
    Succession("01051020", "Urdorf", "01051011", "Altdorf", "2022", 1.0, "dissolved", "a"),
    Succession("01051011", "Altdorf", "01051001", "Dorf", "2024-01-01", 0.7, "dissolved", "b"),
    Succession("01051011", "Altdorf", "01051002", "Weiler", "2024-01-01", 0.3, "dissolved", "b"),
    Succession("01051098", "Im Kreis", "01051097", "Herum", "2023", 1.0, "dissolved", "b"),
    Succession("01051097", "Herum", "01051098", "Im Kreis", "2024", 1.0, "dissolved", "b"),
    Succession("08335002", "Nebenan", "08335002", "Nebenort", "2024-01-01", 1.0, "renamed", "b"),
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The small country as places."""
    folder: Path = tmp_path_factory.mktemp("country")
    rows = gv100ad.parse(write_register(folder / "GV100AD.txt", small_country()))
    extract = auszug_gv.compile_rows(auszug_gv.parse(write_extract(folder)))
    table = register.build(rows, extract, Origins((), {}))
    assert not table.notes
    return from_columns(table.columns, STEPS)


def row(places: Places, key: str) -> int:
    """The row of a key that exists."""
    found = places.by_key(key)
    assert found is not None
    return found


@given(
    st.lists(st.text("01", min_size=1, max_size=5), unique=True, min_size=1, max_size=30).map(
        sorted
    )
)
def test_hierarchy_is_prefix_order(keys: list[str]) -> None:
    """Descendants by interval are exactly the keys that begin with the key."""
    parent, last = hierarchy(keys)
    for at, key in enumerate(keys):
        inside = set(range(at, int(last[at])))
        assert inside == {i for i, other in enumerate(keys) if other.startswith(key)}
        above = [i for i, other in enumerate(keys) if key.startswith(other) and other != key]
        assert parent[at] == (max(above, key=lambda i: len(keys[i])) if above else -1)


def test_hierarchy_refuses_unsorted_keys() -> None:
    """Intervals over an unsorted table would be silently wrong."""
    with pytest.raises(ValueError, match="not sorted"):
        hierarchy(["02", "01"])


def test_places_are_found_by_every_kind_of_key(places: Places) -> None:
    """AGS and ARS name the same row; a shorter key names the level above."""
    town = row(places, "08335001")
    assert town == row(places, "083355001001") == row(places, "08 335 001")
    assert places[town].name == "Große Stadt"
    assert places.level[row(places, "08335")] == Level.KREIS
    assert places.key(row(places, "083355001")) == "083355001"
    assert places.by_key("01051777") is None
    with pytest.raises(InvalidKey):
        places.by_key("Dorf")
    with pytest.raises(IndexError):
        places[len(places)]


def test_hierarchy_questions(places: Places) -> None:
    """Children, descendants, Kreis and Land of a row."""
    kreis = row(places, "08335")
    names = [places[int(child)].name for child in places.children(kreis)]
    assert names == ["VVG der Stadt Große Stadt"]
    assert len(places.descendants(kreis)) == 3
    town = row(places, "08335001")
    assert places.kreis_of(town) == kreis
    assert places[places.land_of(town)].name == "Baden-Württemberg"
    assert places.kreis_of(row(places, "08")) == -1
    assert [place.ars for place in places][:2] == ["01", "01001"]


def test_sums_rise_through_the_hierarchy(places: Places) -> None:
    """A Kreis has the people and the area of its municipalities."""
    kreis = row(places, "01051")
    members = places.municipalities_in(kreis)
    assert places.population[kreis] == places.population[members].sum() == 4000
    assert places.population[row(places, "01")] == 94000
    assert row(places, "01051999") not in members
    assert places.municipalities_in(int(members[0])).tolist() == [int(members[0])]


@pytest.mark.parametrize(
    ("key", "administration", "why"),
    [
        ("01001000", "010010000000", "a kreisfreie city acts itself"),
        ("01001", "010010000000", "its Kreis row is the same administration"),
        ("010010000", "010010000000", "and so is its association row"),
        ("01051001", "010515001", "an Amt acts for its members"),
        ("01051002", "010515001", "an Amt acts for its members"),
        ("01051003", "010510003003", "without association the municipality acts"),
        ("01051", "01051", "a Kreis acts itself"),
        ("08335002", "083355001002", "in Baden-Württemberg every municipality acts"),
        ("14625002", "146255212001", "in Saxony the municipality named as seat acts"),
        ("146255212", "146255212001", "and so it does for the association row"),
        ("01051999", None, "nobody acts for an uninhabited area"),
        ("083355001", None, "an association of Baden-Württemberg is only a partner"),
        ("01", None, "a Land is no municipal administration"),
    ],
)
def test_who_acts(places: Places, key: str, administration: str | None, why: str) -> None:
    """The rule per Land and kind of association."""
    acting = int(places.administration[row(places, key)])
    assert (places.key(acting) if acting >= 0 else None) == administration, why


def test_administrations_and_their_members(places: Places) -> None:
    """Every inhabited municipality has exactly one local administration."""
    local = places.local_administrations
    members = [int(m) for at in local for m in places.members_of_administration(int(at))]
    inhabited = np.flatnonzero((places.level == Level.MUNICIPALITY) & places.inhabited)
    assert sorted(members) == inhabited.tolist()
    assert len(places.administrations()) == len(local) + len(places.kreis_administrations)
    kreis = row(places, "01051")
    assert len(places.members_of_administration(kreis)) == 3
    assert len(places.members_of_administration(row(places, "01051001"))) == 0


def test_acting_for_an_association(places: Places) -> None:
    """An Amt and the acting municipality in Saxony serve several, one with a partner does not."""
    assert places.acts_for_association(row(places, "010515001"))
    assert places.acts_for_association(row(places, "14625001"))
    assert not places.acts_for_association(row(places, "08335001"))
    assert places.partner_of(row(places, "08335001")) == row(places, "083355001")
    assert places.partner_of(row(places, "14625001")) == -1


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("01001000", "kreisfrei"),
        ("01001", "kreisfrei"),
        ("01051", "kreis"),
        ("010515001", "verband"),
        ("010510003", "gemeinde"),
        ("01051001", "gemeinde"),
        ("08335001", "grosse_kreisstadt"),
    ],
)
def test_status(places: Places, key: str, status: str) -> None:
    """Peers and duties depend on the legal status."""
    assert places.status(row(places, key)) == status


def test_a_land_has_no_municipal_status(places: Places) -> None:
    """Asking for it is a mistake of the caller."""
    with pytest.raises(ValueError, match="no municipal status"):
        places.status(row(places, "01"))


def test_successors_follow_chains_to_living_keys(places: Places) -> None:
    """A key dissolved twice ends at what exists today; AGS and ARS both work."""
    ends = places.successors("01051020")
    assert [step.new_key for step in ends] == ["01051001", "01051002"]
    assert places.successors("010515001020") == ends
    assert places.successors("01051001") == ()
    assert places.successors("08335002") == ()


def test_successors_survive_a_circle(places: Places) -> None:
    """Contradicting change tables must not hang the search."""
    assert len(places.successors("01051098")) == 1


def test_distances_are_great_circles(places: Places) -> None:
    """A tenth of a degree of longitude at 54.1° north is 6.5 km; the unknown stays unknown."""
    village, hamlet = row(places, "01051001"), row(places, "01051002")
    expected = math.radians(0.1) * math.cos(math.radians(54.1)) * 6371.0088
    assert places.distances(village)[hamlet] == pytest.approx(expected, rel=1e-4)
    assert places.distances(hamlet)[village] == pytest.approx(expected, rel=1e-4)
    assert np.isnan(places.distances(village)[row(places, "01051003")])


def test_neighbours(places: Places) -> None:
    """Nearest first, of the same level, without the place itself."""
    village = row(places, "01051001")
    assert places.neighbours(village, 10).tolist() == [row(places, "01051002")]
    far = places.neighbours(village, 1000).tolist()
    assert far[0] == row(places, "01051002") and far[-1] == row(places, "08335001")
    among = np.array([row(places, "01001000"), village])
    assert places.neighbours(village, 1000, among).tolist() == [row(places, "01001000")]


def test_the_centre_of_a_kreis_is_where_its_people_are(places: Places) -> None:
    """The mean is weighted by population: 900 at 9.1°, 100 at 9.2°."""
    assert places.lon[row(places, "010515001")] == pytest.approx(9.11)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("01001000", "Hafenstadt"),
        ("01051", "Kreis Küstenland"),
        ("08335", "Seekreis"),
        ("14625", "Landkreis Lausitz"),
        ("010515001", "Amt Am Deich"),
        ("083355001", "VVG der Stadt Große Stadt"),
    ],
)
def test_names_as_one_says_them(places: Places, key: str, shown: str) -> None:
    """The screen shows no register titles, and a Kreis is called one."""
    assert places[row(places, key)].display_name == shown


def test_double_blanks_of_the_register_are_not_shown() -> None:
    """ "Nortorfer  Land" stands so in the register; nobody writes it so."""
    assert bare_name("Nortorfer  Land") == "Nortorfer Land"
