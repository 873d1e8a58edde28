"""The coverage study: it must catch a wrong model, and its published figures must be those of the
framework in use."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.centre import open_centre
from schaltstelle.core.coverage import ASSUMPTIONS, KNOWN, Assumption, Study, Subject, coverage
from schaltstelle.core.itembank import ItemBank, at_least, calibrate, states
from tests.bench.bench_standing import study
from tests.core.examples import criterion

RIGHT = Assumption(id="right", label="Das Modell stimmt")
SHARES = ([0.7, 0.3], [0.5], [0.4], [0.6, 0.2], [0.8], [0.2], [0.5, 0.1], [0.35])


def bank_of(ability_sd, copies=3):
    prevalences = SHARES * copies
    criteria = tuple(criterion(f"k{n}", tuple(shares)) for n, shares in enumerate(prevalences))
    return ItemBank(criteria, ability_sd)


def small_study(bank, ability_sd=1.0, count=120, reliability=0.85):
    everything = np.ones(len(bank.criteria), dtype=bool)
    return Study(
        bank=bank,
        subjects=[Subject("village", everything)] * count,
        ability_sd=ability_sd,
        reliability={"self_reported": reliability},
        worlds=40,
    )


def test_a_model_that_is_too_sure_is_caught():
    """A study that finds good coverage whatever it is given would be worthless."""
    (good,) = coverage(small_study(bank_of(1.0)), RIGHT, [0])
    (sure,) = coverage(small_study(bank_of(0.2), ability_sd=1.5), RIGHT, [0])
    assert good.coverage > 0.9
    assert sure.coverage < 0.7


def test_the_same_seed_gives_the_same_figures():
    """Published figures can be recomputed."""
    again = [coverage(small_study(bank_of(1.0), count=10), RIGHT, [0, 4]) for _ in range(2)]
    assert again[0] == again[1]


def test_answers_make_the_interval_narrower_and_the_probabilities_better():
    """What an administration adds makes the advice sharper."""
    none, many = coverage(small_study(bank_of(1.0)), RIGHT, [0, 18])
    assert many.mean_width < 0.6 * none.mean_width
    assert many.brier < none.brier


def test_over_reporting_shifts_what_is_predicted_upwards():
    """Claims that are not true must show as predictions above what is observed."""
    boastful = Assumption(id="boast", label="Angaben zu hoch", over_reporting=0.4)
    (true,) = coverage(small_study(bank_of(1.0)), RIGHT, [12])
    (claimed,) = coverage(small_study(bank_of(1.0)), boastful, [12])
    assert claimed.predicted - claimed.observed > true.predicted - true.observed + 0.02


def test_a_wrong_prevalence_shows_in_what_is_observed():
    """The error of the prevalence is drawn for the world, not for the model."""
    wrong = Assumption(id="wrong", label="Verbreitung falsch", common_error=3.0)
    (line,) = coverage(small_study(bank_of(0.1), ability_sd=0.1), wrong, [0])
    (fine,) = coverage(small_study(bank_of(0.1), ability_sd=0.1), RIGHT, [0])
    assert line.coverage < fine.coverage - 0.3


@settings(max_examples=25, deadline=None)
@given(slopes=st.lists(st.floats(0.4, 2.5), min_size=8, max_size=8))
def test_prevalence_holds_whatever_the_discrimination(slopes):
    """Unequal discrimination must not be mixed up with a wrong prevalence."""
    bank, slopes = bank_of(1.0, copies=1), np.array(slopes)
    wanted = bank.prevalence("village")
    difficulties = calibrate(wanted, bank.nodes, bank.prior, slopes)
    shares = at_least(np.tensordot(bank.prior, states(bank.nodes, difficulties, slopes), 1))
    given_levels = ~np.isnan(wanted)
    assert shares[given_levels] == pytest.approx(wanted[given_levels], abs=5e-3)


def test_the_published_figures_have_every_assumption():
    """The method page shows what was asked for: each assumption, each number of answers."""
    published = open_centre().content.coverage
    wanted = [(a.id, a.label, known) for a in ASSUMPTIONS for known in KNOWN]
    assert [(line.assumption, line.label, line.known) for line in published] == wanted


def test_the_published_figures_are_those_of_the_framework_in_use():
    """Content that changed would leave the figures behind: a reduced run must agree with them."""
    centre = open_centre()
    published = {(line.assumption, line.known): line for line in centre.content.coverage}
    reduced = study(centre.knowledge, 40)
    for assumption in (ASSUMPTIONS[0], ASSUMPTIONS[2], ASSUMPTIONS[-1]):
        for line in coverage(reduced, assumption, [0, 30]):
            other = published[line.assumption, line.known]
            share = (line.coverage + other.coverage) / 2
            error = sqrt(share * (1 - share) * (1 / line.simulated + 1 / other.simulated))
            assert abs(line.coverage - other.coverage) <= max(4 * error, 0.1)
            assert line.mean_width == pytest.approx(other.mean_width, abs=0.05)
            assert line.predicted == pytest.approx(other.predicted, abs=0.06)
            assert line.observed == pytest.approx(other.observed, abs=0.1)
