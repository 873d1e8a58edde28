"""What a plan needs that nobody here knows yet, and where to learn it."""

from dataclasses import replace
from datetime import date

from schaltstelle.core.citation import Citation
from schaltstelle.core.learning import Course, Learner, Skill, courses_for, skills_needed

DAY = date(2026, 11, 22)
HERE = Learner("small_town", "08", DAY)
SEEN = Citation(
    title="Seite", publisher="Amt", address="https://example.org", checked=DAY, verified=True
)


def skill(name: str, *measures: str) -> Skill:
    return Skill(id=name, title=name, summary=name, roles=("it",), measures=measures)


def course(name: str, **changes: object) -> Course:
    plain = Course(
        id=name,
        title=name,
        summary=name,
        body=name,
        fields=("personal",),
        sources=(SEEN,),
        audience=("it",),
        provider="Schule",
        skills=("prozesse",),
        format="online",
        address="https://example.org",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_only_what_the_plan_needs_and_nobody_knows() -> None:
    """Nobody is sent to a course for what is known, or for measures that are not planned."""
    skills = [skill("prozesse", "a", "b"), skill("mail", "c"), skill("vergabe", "z")]
    knows = replace(HERE, known=("mail",))
    needs = skills_needed(["c", "b", "a"], skills, [], knows)
    assert [(need.skill.id, need.measures) for need in needs] == [("prozesse", ("b", "a"))]


def test_the_skill_of_most_measures_comes_first_then_the_earliest() -> None:
    """Whoever has time for one course takes the one that opens most of the plan."""
    skills = [skill("spaet", "c"), skill("frueh", "a"), skill("viel", "b", "c")]
    needs = skills_needed(["a", "b", "c"], skills, [], HERE)
    assert [need.skill.id for need in needs] == ["viel", "frueh", "spaet"]


def test_courses_of_the_own_land_and_free_ones_go_first() -> None:
    """A course near by that costs nothing is taken more easily."""
    offers = [
        course("anderswo", lands=("09",)),
        course("teuer", free=False),
        course("frei", free=True),
        course("nah", lands=("08",)),
        course("ungesehen", lands=("08",), free=True, sources=(replace(SEEN, verified=False),)),
    ]
    found = courses_for("prozesse", offers, HERE)
    assert [item.id for item in found] == ["nah", "frei", "teuer", "ungesehen"]


def test_a_course_that_has_ended_or_teaches_something_else_is_not_offered() -> None:
    """What has passed its date is never shown as open."""
    offers = [course("vorbei", valid_to=date(2026, 11, 21)), course("anderes", skills=("mail",))]
    assert courses_for("prozesse", offers, HERE) == ()
    assert courses_for("prozesse", [course("heute", valid_to=DAY)], HERE) != ()
