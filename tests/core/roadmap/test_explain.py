"""Protects the reasons: every sentence must say what really holds the plan back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle.core.german import euro
from schaltstelle.core.roadmap.plan import Plan, plan
from schaltstelle.core.roadmap.problem import Lift, Problem, Quarter

from .build import activity, problem
from .strategies import problems

Q = "\N{NO-BREAK SPACE}Quartal"


def why_not(made: Plan, name: str) -> str:
    return next(each.why_not for each in made.left_out if each.id == name)


def step(made: Plan, name: str):  # type: ignore[no-untyped-def]
    return next(each for each in made.steps if each.id == name)


@settings(deadline=None, max_examples=40)
@given(problems(), st.integers(0, 3))
def test_everything_is_explained_and_nothing_twice(asked: Problem, seed: int) -> None:
    """Each activity is either a step with reasons or left out with one."""
    made = plan(asked, seed=seed, steps=2)
    assert made.check.ok
    order = [(each.start, not asked.by_id[each.id].is_dated_duty) for each in made.steps]
    assert order == sorted(order), "by start, duties first"
    told = [*(each.id for each in made.steps), *(each.id for each in made.left_out)]
    assert sorted(told) == sorted(each.id for each in asked.activities)
    assert all(each.why_now.endswith(".") for each in made.steps)
    assert all(each.why_not.endswith(".") for each in made.left_out)
    assert {each.id for each in made.collisions} == set(made.check.unmet_wishes)


def test_a_step_names_duty_security_wish_and_followers() -> None:
    """What speaks for a step, all of it."""
    base = activity(
        "base", duty="mandatory", deadline=1, duration=3, security=True, required=True, use=0.0
    )
    made = plan(problem(base, activity("next", prerequisites=("base",))))
    assert step(made, "base").why[:4] == (
        "Vom Ort gewünscht.",
        f"Gesetzliche Pflicht bis Ende 2.{Q} 2027; erfüllt ein Quartal danach.",
        "Gehört zur grundlegenden IT-Sicherheit.",
        "Voraussetzung für „NEXT“.",
    )
    assert step(made, "next").why_now == "Beginnt, sobald „BASE“ abgeschlossen ist."
    assert step(made, "base").finish == Quarter(2027, 3)


def test_the_use_of_a_step_is_what_the_plan_would_lose() -> None:
    """Shared targets count only where no other step reaches them."""
    weak = activity("weak", lifts=(Lift("t:basic", 10.0, 0.4),))
    strong = activity("strong", lifts=(Lift("t:basic", 10.0, 0.9),), earliest=3)
    made = plan(problem(weak, strong, quarters=4), labels={"t:basic": "Amt im Netz"})
    assert round(step(made, "weak").use, 3) == 3 * 4
    assert round(step(made, "strong").use, 3) == 8 * 5
    assert step(made, "strong").why[0] == (
        "Bringt voran: „Amt im Netz“. Etwa 36 Menschen mehr im Jahr haben etwas davon (Schätzung)."
    )
    assert step(made, "strong").why_now == f"Kann frühestens im 4.{Q} 2027 beginnen."


def test_why_now_names_the_limit_that_was_short_a_quarter_earlier() -> None:
    """With the days needed and the days free."""
    first = activity("first", use=20.0, staff_days=8.0)
    second = activity("second", staff_days=4.0)
    made = plan(problem(first, second, staff_days=(10.0,) * 8))
    assert step(made, "first").why_now == "Beginnt sofort."
    assert step(made, "second").why_now == (
        f"Früher reicht der Rahmen nicht: im 1.{Q} 2027 4 Arbeitstage nötig, 2 frei."
    )


def test_why_now_names_provisional_budgeting() -> None:
    """The law, not the money, holds it back."""
    made = plan(problem(activity("a"), provisional_until=Quarter(2027, 1)))
    assert "nach der vorläufigen Haushaltsführung" in step(made, "a").why_now


def test_why_not_names_rivals_and_missing_prerequisites() -> None:
    """A step that cannot come because of another one says which."""
    made = plan(
        problem(
            activity("a", use=50.0),
            activity("b", excludes=("a",)),
            activity("c", prerequisites=("b",)),
            activity("long", duration=9),
        )
    )
    assert why_not(made, "b") == "Schließt sich aus mit „A“."
    assert why_not(made, "c").startswith("Setzt „B“ voraus, was nicht im Plan ist.")
    assert why_not(made, "long").startswith("Dauert 9 Quartale und würde im Zeitraum nicht")


def test_why_not_says_whether_the_limits_are_too_small_in_any_case() -> None:
    """Too dear for the place at all is another answer than taken by something better."""
    made = plan(
        problem(
            activity("best", use=50.0, investive=900.0),
            activity("other", investive=200.0),
            activity("dear", investive=2000.0),
            quarters=4,
            investive=(1000.0,),
        )
    )
    assert why_not(made, "other") == (
        f"Passt neben den vorrangigen Schritten nie in den Rahmen; "
        f"am wenigsten fehlt bei Beginn im 1.{Q} 2027: "
        f"2027 {euro(200)} für Investitionen nötig, {euro(100)} frei."
    )
    assert why_not(made, "dear").startswith("Passt auch für sich allein nie in den Rahmen")


def test_why_not_admits_that_nothing_would_be_gained() -> None:
    """It would fit, but another step brings it already."""
    both = (Lift("t:basic", 10.0, 0.9),)
    made = plan(problem(activity("a", lifts=both), activity("b", lifts=both, consumptive=1.0)))
    assert why_not(made, "b") == "Brächte keinen Nutzen, den der Plan nicht schon bringt."


def test_wishes_that_collide_are_explained_with_numbers() -> None:
    """Two wishes, money for one."""
    made = plan(
        problem(
            activity("a", required=True, use=20.0, consumptive=80.0),
            activity("b", required=True, consumptive=70.0),
            quarters=4,
            consumptive=(100.0,),
        )
    )
    (collision,) = made.collisions
    assert collision.id == "b"
    assert f"2027 {euro(70)} für laufende Ausgaben nötig, {euro(20)} frei" in collision.why_not


def test_a_duty_that_finds_no_place_is_named_before_other_steps() -> None:
    """Left out without a word it would be taken for done."""
    made = plan(
        problem(
            activity("dear", investive=2000.0),
            activity("duty", duty="mandatory", deadline=1, investive=2000.0),
            quarters=4,
            investive=(1000.0,),
        )
    )
    assert [each.id for each in made.left_out] == ["duty", "dear"]


def test_one_day_is_a_day() -> None:
    """No "1 Arbeitstage"."""
    first, second = activity("a", use=20.0, staff_days=2.0), activity("b", staff_days=1.0)
    made = plan(problem(first, second, staff_days=(2.0,) * 8))
    assert step(made, "b").why_now == (
        f"Früher reicht der Rahmen nicht: im 1.{Q} 2027 1 Arbeitstag nötig, 0 frei."
    )
