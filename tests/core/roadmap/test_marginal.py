"""Protects "what would more bring": only what the moved limit itself makes possible."""

from hypothesis import given, settings

from schaltstelle.core.roadmap.marginal import marginal, usual_changes
from schaltstelle.core.roadmap.plan import plan
from schaltstelle.core.roadmap.problem import Problem
from schaltstelle.core.roadmap.schedule import schedule

from .build import activity, problem
from .strategies import problems

CHANGES = usual_changes(working_days=200)
STAFF, CONSUMPTIVE, INVESTIVE = CHANGES


def test_a_half_post_brings_in_what_staff_held_back() -> None:
    """Named, with the use gained; 25 days a quarter are exactly enough."""
    asked = problem(
        activity("a", use=20.0, staff_days=10.0),
        activity("b", staff_days=25.0),
        quarters=1,
        staff_days=(10.0,),
    )
    assert marginal(asked, schedule(asked), usual_changes(199)[0]).added == ()
    found = marginal(asked, schedule(asked), STAFF)
    assert (found.added, found.dropped, found.earlier) == (("b",), (), ())
    assert found.use_gained == 80.0
    assert found.text == (
        "Mit einer halben Stelle mehr: 50\N{NO-BREAK SPACE}% mehr Nutzen; neu im Plan: „B“."
    )


def test_money_brings_a_duty_forward() -> None:
    """Earlier steps and less lateness are told, for the cap on the voluntary too."""
    duty = activity("duty", duty="mandatory", deadline=0, consumptive=12_000.0)
    asked = problem(duty, consumptive=(5_000.0, 12_000.0))
    found = marginal(asked, schedule(asked), CONSUMPTIVE)
    assert found.earlier == (("duty", 4),)
    assert found.objective.duty_lateness == 0
    assert "Pflichten zusammen 4 Quartale weniger verspätet" in found.text
    assert "früher beginnen: „DUTY“" in found.text


def test_money_for_a_duty_that_found_no_place_brings_it_in() -> None:
    """A large duty among a full plan of small steps: the first thing more money must do."""
    duty = activity("duty", duty="mandatory", deadline=3, duration=4, consumptive=12_000.0)
    small = [activity(f"s{n}", use=50.0, consumptive=1_000.0) for n in range(8)]
    asked = problem(duty, *small, quarters=4, consumptive=(8_000.0,))
    found = marginal(asked, schedule(asked), CONSUMPTIVE)
    assert "duty" in found.added


def test_a_cap_on_the_voluntary_rises_with_the_money() -> None:
    """Money that may not be spent would be no offer."""
    asked = problem(
        activity("a", investive=9_000.0), quarters=4, investive=(0.0,), voluntary_cap=(0.0,)
    )
    assert marginal(asked, schedule(asked), INVESTIVE).added == ("a",)
    assert marginal(asked, schedule(asked), CONSUMPTIVE).added == ()


def test_a_limit_that_holds_nothing_back_is_said_to() -> None:
    """An honest answer to someone about to ask the council for a post."""
    asked = problem(activity("a"))
    found = marginal(asked, schedule(asked), STAFF)
    assert found.use_gained == 0.0
    assert found.text == "Mit einer halben Stelle mehr fand sich kein besserer Plan."


@settings(deadline=None, max_examples=30)
@given(problems())
def test_more_of_a_limit_never_makes_the_plan_worse(asked: Problem) -> None:
    """The plan as it is stays possible, so what is found is as good or better, for each change.

    Wishes stand above the objective: a plan that meets one more may be later in all else.
    """
    made = plan(asked, steps=2, changes=CHANGES)
    assert len(made.marginals) == len(CHANGES)
    for found in made.marginals:
        wishes = {each.id for each in asked.activities if each.required}
        if not wishes & set(found.added):
            before, after = made.solution.objective, found.objective
            assert after.rank[:2] <= before.rank[:2]
            if after.rank[:2] == before.rank[:2]:
                assert after.use >= before.use - 1e-6 * (1 + before.use)


@settings(deadline=None, max_examples=30)
@given(problems())
def test_the_whole_plan_is_the_same_each_time(asked: Problem) -> None:
    """Reasons, check and comparisons included, not only the starts."""
    one, other = (plan(asked, seed=4, steps=2, changes=CHANGES) for _ in range(2))
    assert (one.steps, one.left_out, one.marginals) == (
        other.steps,
        other.left_out,
        other.marginals,
    )
    assert one.check == other.check


def test_a_plan_that_only_costs_less_says_so() -> None:
    """With money at hand earlier, the cheaper of two equal activities fits."""
    dear = activity("dear", target="t:basic", investive=900.0)
    cheap = activity("cheap", target="t:basic", consumptive=500.0)
    asked = problem(dear, cheap, quarters=1, consumptive=(100.0,))
    found = marginal(asked, schedule(asked), CONSUMPTIVE)
    assert (found.added, found.dropped, found.use_gained) == (("cheap",), ("dear",), 0.0)
    assert found.objective.cost == 500.0
