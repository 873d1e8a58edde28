"""Standing: the model must reproduce what the framework states and stay honest about the open."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.core.itembank import ItemBank, at_least
from schaltstelle.core.standing import LevelEvidence, Situation, determine
from tests.core.examples import criterion, field

RELIABILITY = {"register": 0.98, "self_reported": 0.85}

PREVALENCES = st.lists(
    st.lists(st.floats(0.02, 0.98), min_size=1, max_size=3).map(lambda s: sorted(s, reverse=True)),
    min_size=1,
    max_size=12,
)


def bank_of(prevalences):
    return ItemBank(
        tuple(criterion(f"k{n}", tuple(shares)) for n, shares in enumerate(prevalences)), 1.0
    )


def situation(bank, evidence=None, applicable=None):
    everything = np.ones(len(bank.criteria), dtype=bool)
    return Situation(
        "village", everything if applicable is None else applicable, evidence or {}, RELIABILITY
    )


def met(value, grade="register"):
    return LevelEvidence(value, grade, "Test", "2026")


@settings(max_examples=40, deadline=None)
@given(prevalences=PREVALENCES)
def test_without_evidence_the_stated_prevalence_comes_back(prevalences):
    """The difficulties are calibrated: the model must return the shares it was given."""
    bank = bank_of(prevalences)
    marginal = at_least(np.tensordot(bank.prior, bank.state_probabilities("village"), 1))
    for row, shares in enumerate(prevalences):
        assert marginal[row, : len(shares)] == pytest.approx(shares, abs=2e-3)


@settings(max_examples=40, deadline=None)
@given(prevalences=PREVALENCES, data=st.data())
def test_counts_and_interval_fit_together(prevalences, data):
    """Met + not met + open is what applies, and the interval lies within what is possible."""
    bank = bank_of(prevalences)
    known = {
        f"k{n}:basic": met(data.draw(st.booleans()))
        for n in range(len(prevalences))
        if data.draw(st.booleans())
    }
    whole = determine(bank, [field()], situation(bank, known)).overall
    assert whole.met + whole.unmet + whole.open == whole.applicable
    assert whole.met <= whole.low <= whole.high <= whole.met + whole.open


def test_all_known_is_a_point():
    """With every level known nothing is left to estimate."""
    bank = bank_of([[0.8, 0.4], [0.5]])
    evidence = {"k0:advanced": met(True), "k1:basic": met(False)}
    whole = determine(bank, [field()], situation(bank, evidence)).overall
    assert (whole.met, whole.unmet, whole.open, whole.low, whole.high) == (2, 1, 0, 2, 2)
    assert "alle Angaben liegen vor" in whole.sentence


def test_what_only_the_administration_says_stays_uncertain():
    """Answers can claim too much: the interval counts them by their reliability, never above."""
    bank = bank_of([[0.5]] * 12)
    answers = {f"k{n}:basic": met(True, "self_reported") for n in range(12)}
    whole = determine(bank, [field()], situation(bank, answers)).overall
    assert (whole.met, whole.unmet, whole.open, whole.high) == (12, 0, 0, 12)
    assert whole.low < 12
    assert "eigene Angaben können irren" in whole.sentence


def test_self_reports_leave_doubt_and_registers_none():
    """What a register says is certain, met or not; only the claimed levels may be missing."""
    bank = bank_of([[0.5]] * 12)
    register = {f"k{n}:basic": met(n < 4) for n in range(8)}
    claimed = {f"k{n}:basic": met(True, "self_reported") for n in range(8, 12)}
    whole = determine(bank, [field()], situation(bank, register | claimed)).overall
    assert 4 <= whole.low < 8 == whole.high == whole.met


def test_a_level_met_implies_those_below_and_one_not_met_those_above():
    """Levels build on each other."""
    bank = bank_of([[0.8, 0.6, 0.3]])
    up = determine(bank, [field()], situation(bank, {"k0:advanced": met(True)})).states()
    assert up["k0:basic"].evidence is not None and up["k0:exemplary"].evidence is None
    down = determine(bank, [field()], situation(bank, {"k0:basic": met(False)})).overall
    assert (down.met, down.unmet, down.open) == (0, 3, 0)


def test_of_two_contradicting_answers_the_level_met_counts():
    """Who has the advanced level has the basic one, whatever was said of it."""
    bank = bank_of([[0.8, 0.6, 0.3]])
    evidence = {"k0:basic": met(False), "k0:advanced": met(True)}
    whole = determine(bank, [field()], situation(bank, evidence)).overall
    assert (whole.met, whole.unmet, whole.open) == (2, 1, 0)


def test_good_evidence_raises_what_is_expected_of_the_open():
    """One ability for all criteria: who is known to do much is expected to do more."""
    bank = bank_of([[0.5]] * 10)
    good = {f"k{n}:basic": met(True) for n in range(5)}
    bad = {f"k{n}:basic": met(False) for n in range(5)}
    high = determine(bank, [field()], situation(bank, good)).states()["k9:basic"].probability
    low = determine(bank, [field()], situation(bank, bad)).states()["k9:basic"].probability
    assert low < 0.4 and high > 0.6


def test_a_weaker_grade_moves_less():
    """Self-reported answers count less than a register."""
    bank = bank_of([[0.3]])
    by_grade = {
        grade: determine(bank, [field()], situation(bank, {"k0:basic": met(True, grade)}))
        .states()["k0:basic"]
        .probability
        for grade in RELIABILITY
    }
    assert 0.3 < by_grade["self_reported"] < by_grade["register"] < 1


def test_fewer_than_three_known_is_not_determinable():
    """The screen must not pretend to know a field from one or two facts."""
    bank = bank_of([[0.5]] * 6)
    two = determine(bank, [field()], situation(bank, {f"k{n}:basic": met(True) for n in range(2)}))
    three = determine(
        bank, [field()], situation(bank, {f"k{n}:basic": met(True) for n in range(3)})
    )
    assert not two.overall.determinable and "noch nicht bestimmbar" in two.overall.sentence
    assert three.overall.determinable and "wahrscheinlich" in three.overall.sentence


def test_what_does_not_apply_leaves_the_table():
    """A task of the Kreis must not count against the village."""
    bank = bank_of([[0.5], [0.5]])
    standing = determine(bank, [field()], situation(bank, applicable=np.array([True, False])))
    assert standing.overall.applicable == 1
    assert set(standing.states()) == {"k0:basic"}


def test_the_interval_covers_when_the_model_holds():
    """95 % intervals must hold about 95 % of simulated truths (seeded, within sampling error)."""
    bank = bank_of([[0.7, 0.3], [0.5], [0.4], [0.6, 0.2], [0.8], [0.2], [0.5], [0.35]])
    generator = np.random.default_rng(7)
    inside = 0
    trials = 300
    for _ in range(trials):
        ability = generator.choice(len(bank.nodes), p=bank.prior)
        chances = bank.state_probabilities("village")[ability]
        state = np.array([generator.choice(4, p=row) for row in chances])
        evidence = {f"k{n}:basic": met(bool(state[n] >= 1)) for n in (0, 1, 2)}
        whole = determine(bank, [field()], situation(bank, evidence)).overall
        inside += whole.low <= state.sum() <= whole.high
    assert inside / trials >= 0.92
