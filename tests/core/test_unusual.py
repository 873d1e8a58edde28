"""What is unusual: only what is far from the peers, once, and in a sentence that reads."""

import numpy as np

from schaltstelle.centre import open_centre
from schaltstelle.core.german import NO_BREAK
from schaltstelle.core.peers import Peers
from schaltstelle.core.unusual import LEAST_Z, MOST, unusual
from tests.core.registers import indicator, row_of, towns


def asked(columns, indicators=None):
    """What is unusual in town 0 among the first 15 others."""
    keys, values = towns(columns)
    if indicators:
        by_id = {item.id: item for item in indicators}
        replaced = tuple(by_id.get(item.id, item) for item in values.indicators)
        object.__setattr__(values, "indicators", replaced)
    rows = [row_of(values.places, key) for key in keys]
    return unusual(values, rows[0], rows[1:16])


def noise(seed, count=60, centre=50.0, spread=2.0):
    return np.random.default_rng(seed).normal(centre, spread, count).tolist()


def test_a_far_value_is_named_with_the_usual_range():
    """The sentence names value, direction and the middle half of the peers."""
    x = [80.0, *(float(40 + number % 15) for number in range(59))]
    found = asked({"x": x})
    assert [item.indicator for item in found] == ["x"]
    assert found[0].z > LEAST_Z
    assert found[0].sentence == (
        f"Der Wert x ist mit 80,0{NO_BREAK}% deutlich höher als bei vergleichbaren Verwaltungen "
        f"(dort meist 43,5 bis 50,5{NO_BREAK}%)."
    )


def test_far_begins_at_two_and_a_half_robust_deviations():
    """Peers from 40 to 54: median 47, median absolute deviation 4, so 2.5 of them are 14.8."""
    peers = [float(40 + number % 15) for number in range(59)]
    assert asked({"x": [61.0, *peers]}) == ()
    (found,) = asked({"x": [63.0, *peers]})
    assert abs(found.z - 16 * 0.6745 / 4) < 1e-9


def test_nothing_is_said_of_usual_values():
    """A value within the peers is no news, whatever it is."""
    x = noise(1)
    x[0] = float(np.median(x[1:16]))
    assert asked({"x": x}) == ()


def test_twins_of_an_indicator_are_named_once():
    """Two indicators that tell the same story make one sentence."""
    x = noise(2)
    x[0] = 90.0
    y = [2 * value + 1 for value in x]
    assert len(asked({"x": x, "y": y})) == 1


def test_at_most_five_and_two_of_a_group():
    """However odd a place is, five sentences are enough, and two of one topic."""
    columns = {f"c{number}": noise(number) for number in range(9)}
    for values in columns.values():
        values[0] = 90.0
    assert len(asked(columns)) == MOST
    together = [indicator(name, group="eins") for name in columns]
    assert len(asked(columns, together)) == 2


def test_security_is_left_out():
    """What concerns security never becomes a sentence about what is unusual."""
    x = noise(3)
    x[0] = 90.0
    assert asked({"x": x}, [indicator("x", role="security")]) == ()


def test_peers_that_agree_do_not_make_trifles_unusual():
    """With peers all at 100 a value of 99.8 is no clear difference."""
    x = [99.8, *([100.0] * 20), *noise(4, 39, 90.0, 5.0)]
    assert asked({"x": x}) == ()


def test_too_few_known_peers_tell_nothing():
    """Seven known peers are no yardstick."""
    x = [90.0, *noise(5, 7), *([float("nan")] * 8), *noise(6, 44)]
    assert asked({"x": x}) == ()


def test_no_peers_no_sentences():
    """Without peers there is nothing to compare with."""
    _, values = towns({"x": noise(8)})
    place = int(values.place_rows[0])
    assert unusual(values, place, []) == ()


def test_shipped_sentences_are_sound():
    """Over the register: values outside the middle half of the peers, nothing about security."""
    opened = open_centre()
    values = opened.values
    peers = Peers.prepare(values, opened.content.lenses)
    security = {item.id for item in values.indicators if item.role == "security"}
    for place in values.place_rows[::150]:
        for item in unusual(values, int(place), peers.nearest(int(place), "overall").places):
            assert item.indicator not in security
            assert abs(item.z) >= LEAST_Z
            assert not item.low <= item.value <= item.high
            assert item.sentence.endswith(").")
