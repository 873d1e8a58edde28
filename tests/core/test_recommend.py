"""Recommendations: what helps most per effort comes first; what is there already does not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.core.competence import Competent
from schaltstelle.core.framework import target
from schaltstelle.core.gaps import PeerCount
from schaltstelle.core.questions import next_questions
from schaltstelle.core.recommend import Setting, recommend
from schaltstelle.core.standing import LevelEvidence, LevelState
from tests.core.examples import LAW, criterion, field, measure, ranges

OWN = Competent("aufgabe", "own", "Gemeinderat", "", ())
KREIS = Competent("kreisaufgabe", "kreis", "Kreistag", "", ())
MET = LevelEvidence(True, "register", "Register", "2026")
UNMET = LevelEvidence(False, "register", "Register", "2026")


def setting(*criteria, evidence=None, probability=0.5, counts=None, **more):
    evidence = evidence or {}
    states = {}
    for item in criteria:
        for level in item.levels:
            name = target(item.id, level.level)
            known = evidence.get(name)
            chance = probability if known is None else float(known.met)
            states[name] = LevelState(item.id, level.level, chance, known)
    values = {
        "size": "village",
        "land": "08",
        "facts": {"population": 10_000.0, "status": "gemeinde", "land": "08"},
        "criteria": {item.id: item for item in criteria},
        "fields": {"feld": field()},
        "states": states,
        "competent": {"aufgabe": OWN, "kreisaufgabe": KREIS},
        "peer_counts": counts or {},
        "years": 5,
        "day_rate": 400.0,
        "seed": 0,
    }
    return Setting(**{**values, **more})


def test_use_is_the_product_of_its_parts():
    """Field weight × people × lift × share missing × chance, as the design says."""
    here = setting(criterion("k"), fields={"feld": field(weight=2.0)}, probability=0.25)
    only = recommend([measure()], here).recommended[0]
    assert only.use == pytest.approx(2.0 * 1000 * 0.9 * 0.75 * 0.8)
    assert only.urgency == pytest.approx(only.use / 4)


def test_what_is_there_is_done_and_what_is_another_bodys_task_is_only_named():
    """Nothing is recommended to an administration that has it or is not competent."""
    here = setting(criterion("k"), criterion("k2", task="kreisaufgabe"), evidence={"k:basic": MET})
    other = measure("n", lifts=(("k2", "basic", 0.9),), task="kreisaufgabe")
    found = recommend([measure("m"), other], here)
    assert found.recommended == ()
    assert [item.id for item in found.done] == ["m"]
    assert [(item.measure.id, item.competent.body) for item in found.not_competent] == [
        ("n", "kreis")
    ]


def test_a_level_lifts_those_below_and_counts_each_once():
    """Two lifts of one criterion by one measure count the higher for each level."""
    here = setting(criterion("k", (0.5, 0.3)))
    one = measure("m", lifts=(("k", "basic", 0.9), ("k", "advanced", 0.4)))
    effects = recommend([one], here).recommended[0].effects
    assert [(effect.level, effect.lift) for effect in effects] == [
        ("basic", 0.9),
        ("advanced", 0.4),
    ]


@settings(max_examples=30, deadline=None)
@given(factor=st.floats(1.1, 20))
def test_dearer_never_ranks_higher(factor):
    """The same effect for more money or days is worth less."""
    here = setting(criterion("k"))
    cheap = measure("a")
    dear = replace(cheap, cost=replace(cheap.cost, one_off=ranges(1000 * factor, 2000 * factor)))
    low = {
        name: recommend([item], here).recommended[0].use_low
        for name, item in (("cheap", cheap), ("dear", dear))
    }
    assert low["dear"] < low["cheap"]


def test_the_rank_of_a_measure_does_not_depend_on_the_others_nor_on_their_order():
    """Adding a measure to the catalogue must not move figures of another."""
    here = setting(criterion("k"), criterion("k2"))
    first, second = measure("a"), measure("b", lifts=(("k2", "basic", 0.5),))
    alone = recommend([first], here).recommended[0]
    together = recommend([second, first], here).recommended
    assert [item.measure.id for item in together] == ["a", "b"]
    assert together[0].use_low == alone.use_low


def test_uncertain_success_ranks_lower_at_the_same_mean():
    """The lower quantile is cautious: few tries count less than many."""
    here = setting(criterion("k"))
    base = measure("a")
    sure = replace(base, chance=replace(base.chance, successes=80, failures=20))
    unsure = replace(base, chance=replace(base.chance, successes=0.8, failures=0.2))
    assert (
        recommend([unsure], here).recommended[0].use_low
        < recommend([sure], here).recommended[0].use_low
    )


def test_reasons_name_duty_people_and_peers():
    """Each recommendation says why, in words."""
    here = setting(
        criterion("k", binding="law", legal=(LAW,)),
        evidence={"k:basic": UNMET},
        counts={"k:basic": PeerCount(9, 15)},
    )
    reasons = " ".join(recommend([measure()], here).recommended[0].reasons)
    assert "§ 1 Testgesetz" in reasons and "ist nicht erfüllt" in reasons
    assert "1.000" in reasons and "9 von 15" in reasons


def test_unknown_people_are_said_and_count_nothing():
    """A missing fact must not become an invented number."""
    here = setting(criterion("k", people="population * fehlt"))
    only = recommend([measure()], here).recommended[0]
    assert only.use == 0 and only.unknown_people == ("fehlt",)
    assert any("nicht für alle Wirkungen bekannt" in reason for reason in only.reasons)


def test_the_next_question_is_the_most_doubtful_that_matters():
    """p(1 - p) times the use that hangs on it; what is known is not asked."""
    here = setting(
        criterion("k"),
        criterion("k2", people="population"),
        criterion("k3", people="population"),
        evidence={"k3:basic": UNMET},
    )
    items = [
        measure("a"),
        measure("b", lifts=(("k2", "basic", 0.9),)),
        measure("c", lifts=(("k3", "basic", 0.9),)),
    ]
    ranked = recommend(items, here).recommended
    asked = next_questions(ranked, here.states, here.criteria, 5)
    assert [question.criterion for question in asked] == ["k2", "k"]
    assert asked[0].measures == ("Maßnahme b",)


def test_security_known_to_be_missing_counts_as_security():
    """What a register shows to be open for all is mended before use; the exemplary level is not."""
    item = criterion("k", (0.9, 0.5, 0.1), binding="security")
    met = LevelEvidence(True, "register", "Register", "2026")
    for shown, level, expected in [
        ("k:advanced", "advanced", True),
        ("k:exemplary", "exemplary", False),
    ]:
        here = setting(item, evidence={"k:basic": met, shown: UNMET})
        one = measure("m", lifts=(("k", level, 0.9),))
        assert recommend([one], here).recommended[0].security is expected


def low_of(item, here):
    (only,) = recommend([item], here).recommended
    return only.use_low


def test_yearly_staff_days_count_until_two_years_past_the_horizon():
    """A measure that binds staff for good must not look as cheap as one that is over."""
    here = setting(criterion("k"))
    base = measure("a")
    bound = replace(base, staff_days=replace(base.staff_days, yearly=ranges(20, 40)))
    assert low_of(bound, here) < 0.5 * low_of(base, here)


def test_use_counts_until_two_years_past_the_horizon():
    """Without follow-up cost the worth grows with the quarters of effect: 5 + 2 years less 1 or 4
    quarters."""
    here = setting(criterion("k"))
    free = replace(
        measure("a"),
        cost=replace(measure().cost, yearly=ranges(0, 0)),
        staff_days=replace(measure().staff_days, yearly=ranges(0, 0)),
    )
    slow = replace(free, duration=replace(free.duration, quarters=4))
    assert low_of(slow, here) / low_of(free, here) == pytest.approx((7 - 1) / (7 - 0.25))


def test_a_level_is_a_part_of_its_criterion():
    """Three levels of one criterion bring together what its people are, not three times that."""
    (whole,) = recommend([measure()], setting(criterion("k", (0.5,)))).recommended
    here = setting(criterion("k", (0.5, 0.5, 0.5)))
    (parts,) = recommend([measure(lifts=(("k", "exemplary", 0.9),))], here).recommended
    assert len(parts.effects) == 3
    assert parts.use == pytest.approx(whole.use)


def test_what_is_nearly_certain_is_hardly_worth_asking():
    """An answer that will be no surprise changes nothing, whichever way it is expected."""
    here = setting(*(criterion(name) for name in ("sure", "never", "doubt")))
    for name, chance in (("sure", 0.97), ("never", 0.03)):
        state = here.states[f"{name}:basic"]
        here.states[f"{name}:basic"] = replace(state, probability=chance)
    items = [measure(name, lifts=((name, "basic", 0.9),)) for name in ("sure", "never", "doubt")]
    asked = next_questions(recommend(items, here).recommended, here.states, here.criteria, 3)
    assert asked[0].criterion == "doubt"
    assert asked[1].worth == pytest.approx(asked[2].worth)
