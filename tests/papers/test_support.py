"""What helps with an advice, as the papers say it: examples, money, skills, security."""

from dataclasses import replace

import pytest

from schaltstelle.centre import open_centre
from schaltstelle.core.advice import Request
from schaltstelle.core.german import euro
from schaltstelle.papers.report import report_of
from schaltstelle.papers.report.alternatives import money_within
from schaltstelle.papers.report.sources import SourceNumbers
from schaltstelle.papers.report.support import example_line
from tests.papers.places import (
    DAY,
    FRAME,
    KINDS,
    TENGEN,
    UNSEEN,
    advice_for,
    equipped_advice,
    equipped_centre,
)


@pytest.mark.parametrize("key", KINDS)
def test_examples_say_where_why_and_whom_to_ask(key: str) -> None:
    """A council asks at once: who is that, why compare us with them, whom can we call?"""
    report = report_of(open_centre(), advice_for(key))
    assert len(report.support) == len(report.measures)
    examples = [example for each in report.support for example in each.examples]
    assert examples
    for example in examples:
        assert example.place and example.why and example.contact
        assert ";;" not in example.why and "None" not in example.why


@pytest.mark.parametrize("key", KINDS)
def test_examples_are_those_of_the_advice_in_its_order(key: str) -> None:
    """The most similar place comes first on paper too, and nobody is lost without being counted."""
    advice, centre = advice_for(key), open_centre()
    report = report_of(centre, advice)
    for item, lines in zip(advice.measures.recommended[:10], report.support, strict=True):
        support = advice.support[item.measure.id]
        titles = [centre.content.practice[each.practice].title for each in support.examples]
        assert [line.title for line in lines.examples] == titles[: len(lines.examples)]
        others = len(titles) - len(lines.examples) + support.more_examples
        said = {0: "", 1: "Und ein weiteres."}.get(others, f"Und {others} weitere.")
        assert lines.more_examples == said


@pytest.mark.parametrize("key", KINDS)
def test_every_number_beside_a_record_is_in_the_list_of_sources(key: str) -> None:
    """A reference into nothing is worse than none; no number stands for two sources."""
    report = report_of(open_centre(), advice_for(key))
    numbers = [line.number for line in (*report.sources, *report.citations.lines)]
    assert len(set(numbers)) == len(numbers)
    marks = [each.source for lines in report.support for each in (*lines.examples, *lines.funding)]
    marks += [line.source for line in (*report.funding.yes, *report.funding.asked)]
    named = {f"[{part}]" for mark in marks for part in mark.strip("[]").split(", ")}
    assert named and named <= set(numbers)


def test_unverified_sources_are_marked_beside_the_record_and_in_the_list() -> None:
    """What nobody has seen must not look like what somebody has."""
    centre = open_centre()
    practice = replace(centre.content.practices[0], sources=(UNSEEN,))
    content = replace(centre.content, practices=(practice,))
    advice = advice_for(TENGEN)
    example = next(each for item in advice.support.values() for each in item.examples)
    numbers = SourceNumbers()
    shown = replace(example, practice=practice.id)
    line = example_line(replace(centre, content=content), shown, numbers)
    assert line.doubt == "ungeprüft"
    assert [each.remark for each in numbers.citations().lines] == [" (ungeprüft)"]
    assert numbers.citations().day == ""


def test_programmes_are_sorted_by_what_is_known_of_them() -> None:
    """Certain, waiting for an answer: nobody plans with money that only may come."""
    funding = report_of(equipped_centre(), equipped_advice()).funding
    assert [line.title for line in funding.yes] == ["Landesmittel", "Nur Großes"]
    assert [line.title for line in funding.asked] == ["Programm gefragt"]
    question = equipped_centre().content.declared_fact["cooperation"].question
    assert funding.asked[0].missing == (question,)
    assert [(each.name, each.decides) for each in funding.questions] == [
        ("cooperation", "1 Programm")
    ]
    assert funding.brief == (
        "2 Förderprogramme kommen nach dem, was bekannt ist, in Frage; "
        "bei einem weiteren ist es noch offen."
    )


def test_an_answer_decides_about_a_programme() -> None:
    """The question in the paper is worth answering."""
    centre = equipped_centre()
    request = Request(frame=FRAME, day=DAY, declared={"cooperation": True})
    advice = centre.advise(centre.find(TENGEN).candidates[0], request)
    funding = report_of(centre, advice).funding
    assert "Programm gefragt" in [line.title for line in funding.yes]
    assert not funding.asked and not funding.questions
    assert dict(report_of(centre, advice).recompute)["Befehl"].endswith(
        "--day 2026-11-22 --seed 0 --declare cooperation=ja"
    )


def test_who_pays_nothing_of_a_cost_is_not_named_beside_it() -> None:
    """ "ja" beside a programme that starts at a million would lead a village astray."""
    report = report_of(equipped_centre(), equipped_advice())
    for lines in report.support:
        assert "Nur Großes" not in [each.title for each in lines.funding]
    named = {
        e.eligibility.programme.title for s in equipped_advice().support.values() for e in s.funding
    }
    assert named and "Nur Großes" not in named


def test_own_money_and_the_money_of_programmes_add_up_to_the_cost() -> None:
    """Half of everything is paid by others: what is left is own money, in steps, years and sums."""
    advice = equipped_advice()
    plan, course = advice.roadmap.plan, report_of(equipped_centre(), advice).course
    granted = [step for step in plan.steps if step.grant is not None]
    assert granted
    for step, line in zip(plan.steps, course.steps, strict=True):
        activity = plan.problem.by_id[step.id]
        paid = step.grant.amount if step.grant else 0.0
        assert line.once == euro(activity.investive + activity.consumptive - paid)
        assert bool(line.granted) == (step.grant is not None)
        assert line.grant.startswith("Eingeplantes Geld (Schätzung): „Landesmittel“") == bool(paid)
    whole = sum(step.grant.amount for step in granted if step.grant)
    assert course.totals.granted == euro(whole)
    assert course.totals.granted == euro(sum(year.granted for year in plan.check.years))
    own = sum(money_within(plan, plan.problem.by_id[step.id]) for step in plan.steps)
    assert course.totals.money == euro(own)
    assert plan.grants_bring is not None
    assert course.marginals[0] == plan.grants_bring.text
    assert course.own_money


def test_without_a_grant_nothing_is_said_of_grants() -> None:
    """A plan from own money alone needs no words about other money."""
    advice = advice_for(TENGEN)
    assert all(step.grant is None for step in advice.roadmap.plan.steps)
    course = report_of(open_centre(), advice).course
    assert (course.own_money, course.totals.granted) == ("", "")
    assert {year.granted for year in course.years} == {""}


def test_skills_name_who_needs_them_and_where_to_learn_them() -> None:
    """A plan that nobody is able to carry out is none."""
    learning = report_of(equipped_centre(), equipped_advice()).learning
    assert [skill.title for skill in learning.skills] == ["Abläufe ordnen"]
    skill = learning.skills[0]
    assert skill.roles == "Hauptamt und Organisation"
    assert "weitere" in skill.measures
    assert [(each.title, each.note) for each in skill.courses] == [
        (
            "Abläufe verbessern",
            "Verwaltungsschule, online zu festen Zeiten, kostenlos, ungeprüft",
        )
    ]


def test_what_somebody_knows_is_not_to_be_learned() -> None:
    """Nobody is sent to a course for what is known; the paper says what was taken for granted."""
    centre = equipped_centre()
    request = Request(frame=FRAME, day=DAY, known_skills=("prozesse",))
    advice = centre.advise(centre.find(TENGEN).candidates[0], request)
    learning = report_of(centre, advice).learning
    assert (learning.skills, learning.known) == ((), ("Abläufe ordnen",))


@pytest.mark.parametrize("key", KINDS)
def test_coverage_adds_up_and_names_source_and_licence(key: str) -> None:
    """The chapters are those of the catalogue, whole, and its licence asks to be named."""
    advice = advice_for(key)
    view = report_of(open_centre(), advice).protection
    chapters = [chapter for each in view.catalogues for chapter in each.chapters]
    assert sum(chapter.full for chapter in chapters) == advice.controls.full
    assert sum(chapter.part for chapter in chapters) == advice.controls.part
    untouched = sum(len(each.untouched) for each in view.catalogues)
    assert len(chapters) + untouched == len(advice.controls.groups)
    for each in view.catalogues:
        assert "CC BY-SA 4.0" in each.source
        assert "Bundesamt für Sicherheit in der Informationstechnik" in each.source
