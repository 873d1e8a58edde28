"""Who is competent: the most special rule that fits counts."""

import pytest

from schaltstelle.core.competence import CompetenceRule, who_is_competent
from tests.core.examples import SOURCE


def rule(competent, status=("gemeinde",), **more):
    return CompetenceRule(
        task="bau", status=status, competent=competent, decides="Rat", sources=(SOURCE,), **more
    )


RULES = [
    rule("kreis"),
    rule("own", lands=("05",), condition="population >= 25000"),
    rule("own", status=("kreisfrei",)),
]


def body(land, status, population):
    facts = {"population": population, "land": land, "status": status}
    return who_is_competent(RULES, "bau", land, status, facts).body


def test_the_rule_of_the_land_goes_before_the_general_one():
    """A town of 30,000 in the Land decides itself, one of 10,000 does not."""
    assert body("05", "gemeinde", 30_000) == "own"
    assert body("05", "gemeinde", 10_000) == "kreis"
    assert body("09", "gemeinde", 30_000) == "kreis"
    assert body("09", "kreisfrei", 300_000) == "own"


def test_the_land_counts_more_than_a_condition():
    """A general rule with a condition must not override what the Land has laid down."""
    rules = [rule("kreis", condition="population > 0"), rule("land", lands=("05",))]
    facts = {"population": 30_000, "land": "05", "status": "gemeinde"}
    assert who_is_competent(rules, "bau", "05", "gemeinde", facts).body == "land"
    assert who_is_competent(rules, "bau", "09", "gemeinde", facts).body == "kreis"


def test_a_condition_that_cannot_be_decided_does_not_make_competent():
    """Not knowing must not lead to advice that does not concern the administration."""
    facts = {"land": "05", "status": "gemeinde"}
    assert who_is_competent(RULES, "bau", "05", "gemeinde", facts).body == "kreis"


def test_a_hole_in_the_table_is_an_error():
    """Silence about competence would be a wrong advice."""
    with pytest.raises(KeyError, match="Keine Regel"):
        who_is_competent(RULES, "bau", "05", "verband", {})
