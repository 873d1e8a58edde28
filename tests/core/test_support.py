"""What helps with a measure here: examples, money, skills; nothing that does not belong to it."""

from datetime import date

import pytest

from schaltstelle.core.eligibility import assess_all
from schaltstelle.core.examples import Example, ExamplesHere
from schaltstelle.core.learning import Skill
from schaltstelle.core.measures import Effort
from schaltstelle.core.recommend import recommend
from schaltstelle.core.support import EXAMPLES_SHOWN, support_for
from tests.core.examples import ESTIMATE, criterion, measure, ranges
from tests.core.programmes import programme
from tests.core.test_recommend import setting

DAY = date(2026, 11, 22)
FACTS = {"land": "08", "not_begun": None}


def recommended(*measures):
    return recommend(measures, setting(criterion("k"))).recommended


def effort(low, high):
    return Effort(one_off=ranges(low, high), yearly=ranges(0, 0), origin=ESTIMATE)


def examples(**by_measure):
    """So many examples for each measure, the first the best."""
    lists = {name: tuple(f"{name}{n}" for n in range(count)) for name, count in by_measure.items()}
    ordered = {
        practice: ((1, float(rank), False, practice), Example(practice, 50, 1.0, (), ""))
        for practices in lists.values()
        for rank, practice in enumerate(practices)
    }
    return ExamplesHere(lists, ordered)


def skill(name, *measures):
    return Skill(id=name, title=name, summary=name, roles=("it",), measures=measures)


def support(measures=None, here=None, programmes=(), skills=()):
    measures = measures or (measure("m"),)
    assessed = assess_all(programmes, FACTS, DAY)
    return support_for(recommended(*measures), here or examples(), assessed, skills)


def test_every_recommended_measure_has_support_and_no_other():
    """A page asks for each measure that it shows."""
    found = support((measure("m"), measure("n"), measure("o", task="kreisaufgabe")))
    assert found.keys() == {"m", "n"}


@pytest.mark.parametrize(("count", "more"), [(0, 0), (1, 0), (3, 0), (4, 1), (20, 17)])
def test_the_best_examples_are_shown_and_the_others_counted(count, more):
    """At most three, in their order; none is lost from the count."""
    found = support(here=examples(m=count, n=5))["m"]
    shown = [example.practice for example in found.examples]
    assert shown == [f"m{number}" for number in range(min(count, EXAMPLES_SHOWN))]
    assert found.more_examples == more


def test_skills_are_those_that_the_measure_needs():
    """In the order of the content, each once."""
    skills = [skill("mail", "m"), skill("vergabe", "n"), skill("dns", "m", "n")]
    found = support((measure("m"), measure("n")), skills=skills)
    assert found["m"].skills == ("mail", "dns")
    assert found["n"].skills == ("vergabe", "dns")


def test_money_is_yes_before_open_and_never_no():
    """What cannot be had is not offered; what pays other measures is not either."""
    programmes = [
        programme("offen", conditions=("not_begun",)),
        programme("ja", conditions=("land == '08'",)),
        programme("nein", conditions=("land == '09'",)),
        programme("vorbei", valid_to=date(2026, 11, 21)),
        programme("anderes", measures=("n",)),
    ]
    found = support(programmes=programmes)["m"].funding
    assert [option.eligibility.programme.id for option in found] == ["ja", "offen"]
    assert [option.eligibility.answer for option in found] == ["yes", "open"]


def test_the_sum_is_a_share_of_the_cost_here():
    """Of the one-off cost at this size, not of the range of all sizes."""
    costly = measure("m", cost=effort(10_000, 10_000), investive_share=0.4)
    (option,) = support((costly,), programmes=[programme("p", shares=(0.5,))])["m"].funding
    assert option.grant.amount == pytest.approx(5_000)
    assert option.grant.investive == pytest.approx(2_000)
    only = programme("p", shares=(0.5,), spending="investive")
    (option,) = support((costly,), programmes=[only])["m"].funding
    assert option.grant.amount == pytest.approx(2_000)


def test_a_programme_that_pays_nothing_of_a_cost_is_not_named_beside_it():
    """A share of nothing is no grant; where no share is published, the sum is open and said so."""
    free = measure("m", cost=effort(0, 0))
    assert support((free,), programmes=[programme("p")])["m"].funding == ()
    (option,) = support((free,), programmes=[programme("p", shares=())])["m"].funding
    assert option.grant is None and option.text
