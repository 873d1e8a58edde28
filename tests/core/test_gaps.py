"""Gaps: nothing is called missing that is only unknown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.gaps import PeerCount, find_gaps, share_above_half
from schaltstelle.core.standing import LevelEvidence, LevelState
from tests.core.examples import LAW, criterion

MET = LevelEvidence(True, "register", "Register", "2026")
UNMET = LevelEvidence(False, "register", "Register", "2026")


def gaps(item, evidence, land="08", counts=None, targets=None):
    states = {
        f"{item.id}:{level.level}": LevelState(item.id, level.level, 0.5, evidence)
        for level in item.levels
    }
    return find_gaps([item], states, land, counts or {}, targets or {})


def test_a_duty_known_to_be_unmet_is_a_gap_and_an_open_one_is_to_check():
    """Open means 'zu prüfen', never 'no'."""
    duty = criterion("pflicht", binding="law", legal=(LAW,))
    assert [gap.state for gap in gaps(duty, UNMET)] == ["unmet"]
    assert [gap.state for gap in gaps(duty, None)] == ["to_check"]
    assert gaps(duty, MET) == ()


def test_a_duty_of_another_land_is_none_here():
    """Law differs by Land."""
    import dataclasses

    elsewhere = dataclasses.replace(LAW, lands=("09",))
    duty = criterion("pflicht", binding="law", legal=(elsewhere,))
    assert gaps(duty, UNMET, land="08") == ()
    assert len(gaps(duty, UNMET, land="09")) == 1


def test_peers_make_a_gap_only_when_enough_of_them_are_known():
    """Five known peers and P(share > 1/2) >= 0.9."""
    item = criterion("k")
    for met, known, expected in [(15, 15, 1), (4, 4, 0), (9, 15, 0), (11, 15, 1)]:
        found = gaps(item, UNMET, counts={"k:basic": PeerCount(met, known)})
        assert len(found) == expected, (met, known)
    assert gaps(item, None, counts={"k:basic": PeerCount(15, 15)}) == ()


def test_an_own_target_is_a_gap_until_it_is_reached():
    """Targets above the level known, none beyond the target."""
    item = criterion("k", (0.6, 0.3, 0.1))
    found = gaps(item, UNMET, targets={"k": "advanced"})
    assert [gap.level for gap in found] == ["basic", "advanced"]


@given(known=st.integers(1, 60), data=st.data())
def test_the_jeffreys_posterior_is_symmetric_and_rises(known, data):
    """Mirror counts give mirror probabilities; one more success never lowers it."""
    met = data.draw(st.integers(0, known))
    here = share_above_half(PeerCount(met, known))
    mirror = share_above_half(PeerCount(known - met, known))
    assert here + mirror == pytest.approx(1, abs=1e-5)
    if met < known:
        more = share_above_half(PeerCount(met + 1, known))
        assert more > here or more == pytest.approx(1, abs=1e-9)


def test_the_jeffreys_posterior_agrees_with_sampling():
    """The integral against a million draws of the Beta distribution."""
    draws = np.random.default_rng(1).beta(9.5, 6.5, 1_000_000)
    assert share_above_half(PeerCount(9, 15)) == pytest.approx((draws > 0.5).mean(), abs=2e-3)


def test_basic_security_is_a_gap_only_when_a_register_shows_it():
    """What public registers show is said with how to mend it; what is open is not accused."""
    item = criterion("k", (0.6, 0.3, 0.1), binding="security")
    assert [(gap.kind, gap.level) for gap in gaps(item, UNMET)] == [
        ("security", "basic"),
        ("security", "advanced"),
    ]
    assert gaps(item, None) == () and gaps(item, MET) == ()


def test_what_is_known_to_be_missing_comes_before_what_must_be_checked():
    """Duties unmet, then basic security, then duties to check, then peers and own targets."""
    items = {
        "ziel": criterion("ziel"),
        "peers": criterion("peers"),
        "offen": criterion("offen", binding="law", legal=(LAW,)),
        "sicher": criterion("sicher", binding="security"),
        "pflicht": criterion("pflicht", binding="law", legal=(LAW,)),
    }
    states = {
        f"{name}:basic": LevelState(name, "basic", 0.5, None if name == "offen" else UNMET)
        for name in items
    }
    found = find_gaps(
        list(items.values()), states, "08", {"peers:basic": PeerCount(15, 15)}, {"ziel": "basic"}
    )
    assert [gap.criterion for gap in found] == ["pflicht", "sicher", "offen", "peers", "ziel"]
