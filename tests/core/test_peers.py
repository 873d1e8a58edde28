"""Peers: comparable by tasks and context, explained, stable, the same by every way of asking."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.centre import open_centre
from schaltstelle.core.lenses import GROUPS, Lens
from schaltstelle.core.peers import COUNT, DRAWS, SEED, SWING, Peers
from schaltstelle.core.spaces import scaled
from tests.core.registers import indicator, row_of, towns

NAN = float("nan")


def lens(shrinkage=0.5, identity="linse", **weights):
    return Lens(id=identity, label="Linse", summary="Test", shrinkage=shrinkage, weights=weights)


def random_columns(seed=0, count=60, names=("x", "y", "z")):
    draw = np.random.default_rng(seed)
    return {name: draw.normal(50, 10, count).tolist() for name in names}


def ask(columns, chosen, number=0, factors=None, count=COUNT, **more):
    keys, values = towns(columns, **more)
    peers = Peers.prepare(values, [chosen])
    return peers.nearest(row_of(values.places, keys[number]), chosen.id, factors, count)


def names_of(found):
    return [peer.key for peer in found.peers]


def test_the_nearest_comes_first():
    """With one variable the peers are those with the nearest values, in that order."""
    columns = {"x": [float(number) for number in range(40)]}
    found = ask(columns, lens(x=1), number=0, count=5)
    numbers = [int(key[-3:]) for key in names_of(found)]
    assert numbers == [1, 2, 3, 4, 5]
    similarities = [peer.similarity for peer in found.peers]
    assert similarities == sorted(similarities, reverse=True)


def test_equal_places_are_fully_similar():
    """A twin has similarity 100."""
    columns = random_columns()
    for values in columns.values():
        values[7] = values[0]
    found = ask(columns, lens(x=1, y=1, z=1))
    assert found.peers[0].key.endswith("007")
    assert found.peers[0].similarity == 100


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1_000), factor=st.floats(0.01, 100), shift=st.floats(-1_000, 1_000))
def test_units_do_not_matter(seed, factor, shift):
    """Another unit or origin of a linear variable gives the same scaled values."""
    values = np.random.default_rng(seed).normal(size=(50, 1))
    here = indicator("x")
    first, _ = scaled(values, [here])
    second, _ = scaled(values * factor + shift, [here])
    assert first == pytest.approx(second, abs=1e-6)


def test_outcomes_take_no_part():
    """A lens that names a digital outcome gets no such variable: peers would be equal by it."""
    keys, values = towns(random_columns(names=("x", "y")))
    outcome = [
        indicator("y", role="outcome") if item.id == "y" else item for item in values.indicators
    ]
    object.__setattr__(values, "indicators", tuple(outcome))
    peers = Peers.prepare(values, [lens(x=1, y=5)])
    found = peers.nearest(row_of(values.places, keys[0]), "linse")
    named = {reason.variable for peer in found.peers for reason in (*peer.closest, *peer.farthest)}
    assert named == {"x"}


def test_copies_of_a_variable_count_once():
    """Correlation-aware: three copies of x weigh little more than one, unlike in a plain sum."""
    draw = np.random.default_rng(4)
    x, y = draw.normal(size=200).tolist(), draw.normal(size=200).tolist()
    copies = {"x": x, "x2": x, "x3": x, "y": y}
    alone = ask({"x": x, "y": y}, lens(shrinkage=0.05, x=1, y=1))
    aware = ask(copies, lens(shrinkage=0.05, x=1, x2=1, x3=1, y=1))
    plain = ask(copies, lens(shrinkage=1.0, x=1, x2=1, x3=1, y=1))
    same = [len(set(names_of(alone)) & set(names_of(other))) for other in (aware, plain)]
    assert same[0] >= 14
    assert same[1] < same[0]


def test_factors_move_the_peers():
    """Factor 0 leaves a variable out; a large one makes it decide."""
    columns = random_columns(3)
    both = lens(x=1, y=1)
    assert names_of(ask(columns, both, factors={"y": 0})) == names_of(ask(columns, lens(x=1)))
    by_y = ask(columns, both, factors={"y": 1e6})
    assert set(names_of(by_y)) == set(names_of(ask(columns, lens(y=1))))


def test_no_weight_left_is_refused():
    """Without any weight there is no comparison."""
    with pytest.raises(ValueError, match="Mindestens ein Merkmal"):
        ask(random_columns(), lens(x=1), factors={"x": 0})


def test_unknown_values_stand_at_the_centre_and_are_named():
    """A missing value is put at the group's median, and the peer set says so."""
    columns = random_columns(5)
    columns["x"][0] = NAN
    keys, values = towns(columns)
    peers = Peers.prepare(values, [lens(x=1, y=1)])
    found = peers.nearest(row_of(values.places, keys[0]), "linse")
    assert found.imputed == ("x",)
    reasons = [reason for peer in found.peers for reason in (*peer.closest, *peer.farthest)]
    assert "x" not in {reason.variable for reason in reasons}
    here = peers.spaces["gemeinde"]
    at = here.position[values.values.position(keys[0])]
    column = here.variables.index("x")
    assert here.z[at, column] == 0
    assert np.median(here.z[here.known[:, column], column]) == pytest.approx(0, abs=1e-9)


def test_reasons_show_both_values():
    """The farthest variable of a pair is the one that differs most, with both values."""
    columns = random_columns(6)
    columns["y"] = [columns["y"][0]] * 30 + [columns["y"][0] + 40] * 30
    keys, values = towns(columns)
    found = Peers.prepare(values, [lens(x=1, y=1, z=1)]).nearest(
        row_of(values.places, keys[0]), "linse", count=59
    )
    peer = next(peer for peer in found.peers if int(peer.key[-3:]) >= 30)
    assert peer.farthest[0].variable == "y"
    assert peer.farthest[0].other - peer.farthest[0].own == pytest.approx(40, abs=1e-3)
    by_id = {item.id: item for item in values.indicators}
    assert peer.farthest[0].text(by_id).startswith("Y: ")


def test_stability_is_that_of_full_recomputation():
    """The share that stays, worked out on the nearest candidates only, is that over everyone."""
    columns = random_columns(8, 150)
    keys, values = towns(columns)
    chosen = lens(x=1, y=1, z=1, neighbourhood=1)
    peers = Peers.prepare(values, [chosen])
    row = row_of(values.places, keys[0])
    found = peers.nearest(row, "linse")
    order = ("x", "y", "z", "neighbourhood")
    draws = np.random.default_rng(SEED).uniform(1 - SWING, 1 + SWING, (DRAWS, len(order)))
    base = set(found.places)
    stay = [
        len(base & set(peers.nearest(row, "linse", dict(zip(order, draw, strict=True))).places))
        for draw in draws
    ]
    assert found.stability == pytest.approx(np.mean(stay) / COUNT)
    assert 0 < found.stability <= 1


def test_neighbourhood_and_land_pull_near_places():
    """Weighing distance brings the next villages; weighing the Land those of the same Land."""
    columns = random_columns(9)
    near = ask(columns, lens(neighbourhood=1), number=30, count=4)
    assert {int(key[-3:]) for key in names_of(near)} == {28, 29, 31, 32}
    assert near.peers[0].kilometres == pytest.approx(1.112, abs=0.01)
    same = ask(columns, lens(x=1, land=100), lands=("01", "02", "03"))
    assert {key[:2] for key in names_of(same)} == {"01"}
    texts = {reason.text({}) for reason in same.peers[0].closest if reason.variable == "land"}
    assert texts == {"gleiches Landesrecht"}


def test_beside_gives_what_nearest_gives_for_the_same_places():
    """Two ways of asking, one measure: similarity, kilometres and what is alike are the same."""
    keys, values = towns(random_columns(11))
    peers = Peers.prepare(values, [lens(x=1, y=2, z=1, neighbourhood=1)])
    row = row_of(values.places, keys[0])
    for factors in (None, {"y": 0.0}, {"x": 3.0}):
        near = {peer.place: peer for peer in peers.nearest(row, "linse", factors, 60).peers}
        asked = [row_of(values.places, key) for key in keys[1::7]]
        found = peers.beside(row, asked, "linse", factors)
        assert {peer.place for peer in found} == set(asked)
        for peer in found:
            assert peer == replace(near[peer.place], farthest=())
        similarities = [peer.similarity for peer in found]
        assert similarities == sorted(similarities, reverse=True)


def test_beside_leaves_out_the_place_itself_and_those_with_other_tasks():
    """A Kreis is not compared with a municipality; who is named twice comes once."""
    keys, values = towns(random_columns(12))
    peers = Peers.prepare(values, [lens(x=1)])
    first, second, kreis = (row_of(values.places, key) for key in (keys[0], keys[1], keys[0][:5]))
    found = peers.beside(first, [second, kreis, first, second], "linse")
    assert [peer.place for peer in found] == [second]
    assert peers.beside(first, [first, kreis], "linse") == ()
    assert peers.beside(first, [], "linse") == ()
    assert peers.beside(kreis, [first], "linse") == ()


def test_beside_refuses_what_is_no_administration():
    """A wrong row is an error of the program, not an empty answer."""
    keys, values = towns(random_columns(13))
    peers = Peers.prepare(values, [lens(x=1)])
    land = row_of(values.places, "01")
    with pytest.raises(KeyError):
        peers.beside(land, [row_of(values.places, keys[0])], "linse")
    with pytest.raises(KeyError):
        peers.beside(row_of(values.places, keys[0]), [land], "linse")


@lru_cache(maxsize=1)
def shipped():
    """The shipped lenses on the whole register."""
    opened = open_centre()
    return Peers.prepare(opened.values, opened.content.lenses)


def test_groups_share_tasks():
    """Every administration is compared within its group, and every group has a name."""
    peers = shipped()
    assert set(peers.groups) <= GROUPS.keys()
    near = peers.nearest_all("overall").positions
    groups = np.array(peers.groups)
    for row in range(0, len(groups), 7):
        others = near[row][near[row] >= 0]
        if groups[row] != "stadtstaat":
            assert set(groups[others]) == {groups[row]}
            assert len(others) == COUNT


@pytest.mark.parametrize("name", ["overall", "regional"])
def test_all_at_once_equals_one_by_one(name):
    """The live query and the one over all give the same peers."""
    peers = shipped()
    near = peers.nearest_all(name).positions
    for row in range(0, len(peers.groups), 97):
        found = peers.nearest(int(peers.values.place_rows[row]), name)
        assert [peers.values.row(place) for place in found.places] == near[row].tolist()


def test_city_states_get_the_largest_cities_and_a_note():
    """Berlin is compared with Hamburg and the largest kreisfreie cities, and it says so."""
    peers, places = shipped(), open_centre().places
    found = peers.nearest(places.by_key("11000000"), "overall")
    assert "Stadtstaat" in found.note
    assert len(found.peers) == COUNT
    assert found.peers[0].key.startswith("02")
    people = [int(places.population[peer.place]) for peer in found.peers]
    assert min(people) > 300_000


def test_a_city_state_and_a_large_city_can_stand_beside_each_other():
    """Berlin has too few equals; Munich did things that Berlin can look at."""
    peers, places = shipped(), open_centre().places
    berlin, munich = places.by_key("11000000"), places.by_key("09162000")
    (found,) = peers.beside(berlin, [munich], "overall")
    near = peers.nearest(berlin, "overall")
    assert found.similarity == next(p.similarity for p in near.peers if p.place == munich)
    assert [peer.place for peer in peers.beside(munich, [berlin], "overall")] == [berlin]


def test_same_question_same_answer():
    """Peers and stability do not depend on what was asked before."""
    peers, places = shipped(), open_centre().places
    place = places.by_key("08335079")
    first = peers.nearest(place, "overall")
    peers.nearest(place, "overall", {"population": 3.0})
    assert peers.nearest(place, "overall") == first


def test_mail_domain_is_no_variable():
    """No lens sees mail, website or broadband."""
    peers = shipped()
    variables = {name for here in peers.spaces.values() for name in here.variables}
    digital = ("mail_", "website_", "bb_", "fibre_", "cable_", "dsl_", "mobile_")
    assert not [name for name in variables if name.startswith(digital)]
