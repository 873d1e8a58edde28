"""Who did it: the own practice first, then the most similar places, each with its reason."""

from dataclasses import replace

import numpy as np
import pytest

from schaltstelle.centre import open_centre
from schaltstelle.core.examples import (
    ABROAD,
    NOTHING_ALIKE,
    OF_A_GROUP,
    OF_A_LAND,
    OF_AN_ALLIANCE,
    OWN,
    Examples,
)
from schaltstelle.core.lenses import Lens
from schaltstelle.core.peers import Peers
from tests.core.examples import SOURCE
from tests.core.practices import practice
from tests.core.registers import row_of, towns

UNSEEN = (replace(SOURCE, verified=False),)
LENS = Lens(id="linse", label="Linse", summary="Test", shrinkage=0.5, weights={"x": 1})
COUNT = 40
# The last town is as different from the first as can be; its neighbour in number is like it.
VALUES = [float(number) for number in range(COUNT)]
KEYS, WORTH = towns({"x": VALUES})
PEERS = Peers.prepare(WORTH, [LENS])
PLACES = WORTH.places
KREIS = KEYS[0][:5]


def beside(*practices, at=0, measure="m"):
    """The examples of a measure for a town, and the practices by id."""
    found = Examples.prepare(practices, PLACES, WORTH)
    return found.beside(row_of(PLACES, KEYS[at]), PEERS, "linse", {}).of(measure)


def ids(examples):
    return [example.practice for example in examples]


def test_the_order_is_own_then_alike_then_others_then_land_and_abroad():
    """Nearest in kind first; what cannot be compared is never lost, only last."""
    found = beside(
        practice("ausland", country="DK", place=""),
        practice("land", KEYS[0][:2]),
        practice("kreis", KREIS),
        practice("fern", KEYS[-1]),
        practice("nah", KEYS[3]),
        practice("naeher", KEYS[1]),
        practice("eigen", KEYS[0]),
    )
    assert ids(found)[:3] == ["eigen", "naeher", "nah"]
    assert set(ids(found)[3:5]) == {"fern", "kreis"}
    assert ids(found)[5:] == ["ausland", "land"]


def test_an_alliance_is_not_the_place_where_it_works():
    """A water company of many municipalities is no town of that size."""
    (found,) = beside(replace(practice("verband", KEYS[0]), alliance=True))
    assert found.similarity is None and found.note == OF_AN_ALLIANCE


def test_the_similarity_is_that_of_the_peers():
    """An example says as much of the likeness as the page of the peers does."""
    found = {example.practice: example for example in beside(practice("a", KEYS[5]))}["a"]
    peer = next(
        peer
        for peer in PEERS.nearest(row_of(PLACES, KEYS[0]), "linse", count=COUNT).peers
        if peer.key == KEYS[5]
    )
    assert (found.similarity, found.kilometres) == (peer.similarity, peer.kilometres)
    assert found.reasons == peer.closest and found.note == ""


def test_weights_of_the_visitor_count():
    """Whoever changes the lens sees other examples first."""
    draw = np.random.default_rng(2)
    keys, worth = towns({"x": VALUES, "y": draw.permutation(COUNT).astype(float).tolist()})
    two = Lens(id="linse", label="L", summary="Test", shrinkage=1.0, weights={"x": 1, "y": 1})
    peers = Peers.prepare(worth, [two])
    practices = [practice(f"p{number}", keys[number]) for number in range(1, COUNT)]
    here = Examples.prepare(practices, worth.places, worth)
    own = row_of(worth.places, keys[0])
    by_x = here.beside(own, peers, "linse", {"y": 0.0}).of("m")
    assert ids(by_x)[:3] == ["p1", "p2", "p3"]
    assert by_x != here.beside(own, peers, "linse", {"x": 0.0}).of("m")


def test_a_place_that_is_not_alike_says_so_instead_of_a_number():
    """„0 % ähnlich“ would look like a judgement."""
    (far,) = beside(practice("fern", KEYS[-1]))
    assert far.similarity is None and far.reasons == ()
    assert far.note == "kreisangehörige Gemeinde mit 5.390 Einwohnern, wenig ähnlich"


def test_a_place_with_other_tasks_says_so():
    """A Kreis is not compared with a municipality."""
    (kreis,) = beside(practice("kreis", KREIS))
    assert kreis.similarity is None
    assert kreis.note.startswith("Kreis mit ") and kreis.note.endswith("mit anderen Aufgaben")


def test_those_that_cannot_be_compared_come_by_likeness_in_size():
    """A town of 5,400 may learn more from one of 5,390 than from a Kreis of 100,000."""
    found = beside(practice("kreis", KREIS), practice("fern", KEYS[-1]))
    assert ids(found) == ["fern", "kreis"]


@pytest.mark.parametrize(
    ("more", "note"),
    [({"country": "EE", "place": ""}, ABROAD), ({"place": "01"}, OF_A_LAND)],
)
def test_a_land_and_another_state_have_no_likeness(more, note):
    """They are shown with what they are."""
    (found,) = beside(practice("p", **more))
    assert (found.similarity, found.kilometres, found.note) == (None, None, note)


def test_an_association_without_an_administration_is_no_land():
    """In Baden-Württemberg an association only helps its members."""
    centre = open_centre()
    joint = Examples.prepare([practice("p", "081255010")], centre.places, centre.values)
    row = centre.places.by_key("08335080")
    here = joint.beside(row, centre.knowledge.peers, "overall", {})
    assert [example.note for example in here.of("m")] == [OF_A_GROUP]


def test_the_administration_counts_not_the_municipality():
    """A member of an Amt shows what its Amt did as its own."""
    centre = open_centre()
    places = centre.places
    amt = next(
        row
        for row in range(len(places))
        if places.level[row] == 50 and places.administration[row] == row
    )
    member = next(
        row for row in range(len(places)) if row != amt and places.administration[row] == amt
    )
    done = Examples.prepare([practice("p", places.ars[member])], places, centre.values)
    (found,) = done.beside(amt, centre.knowledge.peers, "overall", {}).of("m")
    assert found.note == OWN


def test_among_equals_a_source_that_was_seen_goes_first():
    """Then the id decides, so that the order never changes by itself."""
    found = beside(
        practice("a", KEYS[2], sources=UNSEEN), practice("c", KEYS[2]), practice("b", KEYS[2])
    )
    assert ids(found) == ["b", "c", "a"]


def test_without_any_trait_in_common_it_says_so():
    """Alike on the whole, but in none of the variables closely."""
    found = beside(*(practice(f"p{number}", KEYS[number]) for number in range(1, COUNT)))
    for example in found:
        if example.similarity is not None:
            assert example.note == ("" if example.reasons else NOTHING_ALIKE)


def test_only_practices_of_the_measure_are_shown():
    """A measure without one has none."""
    both = practice("beide", KEYS[1], measures=("m", "n"))
    assert ids(beside(both, practice("n", KEYS[2], measures=("n",)))) == ["beide"]
    assert ids(beside(both, measure="n")) == ["beide"]
    assert beside(both, measure="gibt-es-nicht") == ()


def test_a_key_that_no_register_holds_loses_no_practice():
    """After a merger the old key is gone; the practice is still shown."""
    (found,) = beside(practice("alt", "01059999"))
    assert found.practice == "alt" and found.similarity is None
