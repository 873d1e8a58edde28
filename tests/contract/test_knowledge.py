"""What the centre knows keeps what it promises: how much, how surely, for whom, and never stale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from schaltstelle.centre import Centre, open_centre
from schaltstelle.content.checks.prerequisites import apart
from schaltstelle.content.checks.wording import MOST_SENTENCES, sentences
from schaltstelle.content.review import verified_counts
from schaltstelle.core import rules
from schaltstelle.core.citation import Citation
from schaltstelle.core.eligibility import assess_all, window_on
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.knowledge import competences
from schaltstelle.core.law import TOPIC_LABELS
from schaltstelle.core.learning import Learner, courses_for
from schaltstelle.core.measures import VARIANT_LABELS
from schaltstelle.core.places import Level
from schaltstelle.core.practices import Practice
from schaltstelle.core.programmes import FUNDER_LABELS, Programme
from schaltstelle.core.records import Record
from schaltstelle.core.size import SIZE_CLASSES

SMALL_TOWN = 20_000
# Law that every Land makes for itself.
OF_EACH_LAND = ("procurement", "egovernment", "security", "budget")


@lru_cache(maxsize=1)
def centre() -> Centre:
    return open_centre()


@lru_cache(maxsize=1)
def all_facts() -> tuple[rules.Facts, ...]:
    """What is known of each of the 5,029 local administrations and 294 Kreise."""
    knowledge = centre().knowledge
    return tuple(knowledge.facts(int(place)) for place in knowledge.values.place_rows)


@lru_cache(maxsize=1)
def extremes() -> tuple[rules.Facts, ...]:
    """The smallest and the largest administration of each Land, status and size."""
    groups: dict[tuple[object, ...], list[rules.Facts]] = {}
    for facts in all_facts():
        groups.setdefault((facts["land"], facts["status"], facts["size"]), []).append(facts)

    def people(facts: rules.Facts) -> float:
        return float(facts["population"])  # type: ignore[arg-type]

    return tuple(pick(group, key=people) for group in groups.values() for pick in (min, max))


def records() -> Iterator[tuple[str, Record]]:
    """Every record of the common form, with its kind."""
    content = centre().content
    for kind in ("practices", "standards", "programmes", "courses", "law"):
        for record in getattr(content, kind):
            yield kind, record


def programmes() -> tuple[Programme, ...]:
    return centre().content.programmes


def sourced() -> Iterator[tuple[str, tuple[Citation, ...]]]:
    for kind, record in records():
        yield f"{kind}/{record.id}", record.sources
    for measure in centre().content.measures:
        yield f"measures/{measure.id}", measure.sources


# How much, and how surely ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "least"), [("practices", 150), ("standards", 80), ("programmes", 80), ("courses", 60)]
)
def test_there_is_as_much_as_promised(kind: str, least: int) -> None:
    """Only records count of which somebody has seen a source."""
    assert sum(record.verified for name, record in records() if name == kind) >= least


def test_sources_can_be_looked_up() -> None:
    """Each has an address of its own; none was checked in the future."""
    today = date.today()
    for name, sources in sourced():
        assert sources, name
        for source in sources:
            parts = urlsplit(source.address)
            assert parts.scheme in ("https", "http") and "." in parts.netloc, (name, source)
            assert source.title and source.publisher, (name, source)
            assert date(2026, 1, 1) <= source.checked <= today, (name, source)


def test_nearly_all_addresses_are_protected() -> None:
    """Some old pages are only known without https; they stay the exception."""
    addresses = [s.address for _, sources in sourced() for s in sources if s.verified]
    secure = sum(address.startswith("https://") for address in addresses)
    assert secure >= 0.95 * len(addresses)


def test_every_text_is_short_plain_and_there() -> None:
    """At most two sentences of summary; a body that says more; fields and readers."""
    for kind, record in records():
        assert sentences(record.summary) <= MOST_SENTENCES, (kind, record.id)
        assert len(record.body) > len(record.summary), (kind, record.id)
        assert record.fields and record.audience, (kind, record.id)


def test_every_field_has_practices_standards_and_money() -> None:
    """An official of any office finds something."""
    fields = {field.id for field in centre().content.fields}
    for kind in ("practices", "standards", "programmes"):
        assert {name for k, record in records() if k == kind for name in record.fields} == fields


# Measures --------------------------------------------------------------------------------------


def test_measures_form_one_graph_without_a_circle() -> None:
    """At least 120 of them, each connected with all others."""
    measures = centre().content.measures
    assert len(measures) >= 120
    before = {m.id: (*m.prerequisites, *m.better_after) for m in measures}
    assert len(tuple(TopologicalSorter(before).static_order())) == len(measures)
    assert apart(before) == []


def test_every_measure_says_how_to_take_it_over_and_how_it_fails() -> None:
    """Alone, together or with what exists; what to settle before; what went wrong elsewhere."""
    for measure in centre().content.measures:
        assert {variant.kind for variant in measure.variants} == set(VARIANT_LABELS), measure.id
        assert len(measure.checklist) >= 3, measure.id
        assert len(measure.failures) >= 2, measure.id
        assert all(failure.text and failure.remedy for failure in measure.failures), measure.id
        assert measure.audience, measure.id
        assert sentences(measure.summary) <= MOST_SENTENCES, measure.id


# Practices -------------------------------------------------------------------------------------


def practices() -> tuple[Practice, ...]:
    """Those with a source that somebody has seen."""
    return tuple(record for record in centre().content.practices if record.verified)


def is_small(practice: Practice) -> bool:
    """Whether it is of a small town, an association or a Kreis."""
    places, values = centre().places, centre().values
    row = places.by_key(practice.place) if practice.place else None
    if row is None or places.level[row] == Level.LAND:
        return False
    if places.level[row] == Level.ASSOCIATION:
        return True
    here = values.row(int(places.administration[row]))
    return values.status[here] in ("kreis", "verband") or (
        float(values.values.column("population")[here]) < SMALL_TOWN
    )


WORD = re.compile(r"[^\W\d_]{3,}")
NO_NAME = {"stadt", "land", "landkreis", "kreis", "gemeinde", "amt", "markt", "die", "der", "und"}


def name_words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)} - NO_NAME


def test_every_place_of_a_practice_is_in_the_register_under_its_name() -> None:
    """A wrong key would send the reader to another town."""
    places = centre().places
    for practice in centre().content.practices:
        for key in (*practice.partners, *([practice.place] if practice.place else [])):
            assert places.by_key(key) is not None, (practice.id, key)
        if practice.place:
            row = places.by_key(practice.place)
            assert row is not None
            named = name_words(places.name[row]) & name_words(practice.place_name)
            assert named, (practice.id, places.name[row], practice.place_name)


def test_practices_come_from_every_land() -> None:
    """Nobody can say that it is different at home."""
    assert {practice.place[:2] for practice in practices()} - {""} == set(LAND_NAMES)


def test_most_practices_are_of_small_places() -> None:
    """They are most of those who ask, and have the fewest to ask."""
    found = practices()
    assert 2 * sum(map(is_small, found)) > len(found)


def test_practices_from_abroad_say_what_would_have_to_be_true_here() -> None:
    """Denmark, Estonia and others, for what Germany lacks."""
    abroad = [practice for practice in practices() if practice.country != "DE"]
    states = {practice.country for practice in abroad}
    assert {"DK", "EE"} < states and len(states) >= 5
    assert all(practice.carry_over for practice in abroad)


def test_practices_prove_measures_and_name_whom_to_ask() -> None:
    """A result with a figure where one was published."""
    found = practices()
    assert all(practice.measures and practice.contact for practice in found)
    assert sum(bool(practice.figures) for practice in found) >= 50
    this_year = date.today().year
    assert all(practice.since is None or practice.since <= this_year for practice in found)


# Standards -------------------------------------------------------------------------------------


def test_every_standard_can_be_demanded_and_checked() -> None:
    """When it binds, a sentence for the tender, how to check it: each long enough to use."""
    for standard in centre().content.standards:
        assert len(standard.binds) >= 15, standard.id
        assert len(standard.tender) >= 40, standard.id
        assert len(standard.test) >= 40, standard.id
        assert standard.short and standard.keeper, standard.id


# Programmes ------------------------------------------------------------------------------------


def expressions() -> set[str]:
    return {
        part.rule
        for programme in programmes()
        for part in (*programme.conditions, *programme.shares)
    }


def test_every_rule_can_be_worked_out_for_every_administration() -> None:
    """Yes, no or open, never an error; open only for what is asked or a register leaves out."""
    asked = {fact.id for fact in centre().content.declared_facts}
    measured = centre().content.indicator.keys()
    for rule in expressions():
        names = sorted(rules.names(rule)) if rule else []
        seen = {tuple(facts.get(name) for name in names): facts for facts in all_facts()}
        for facts in seen.values():
            outcome = rules.evaluate(rule, facts)
            assert outcome.value in (True, False, None), (rule, outcome)
            assert outcome.known or outcome.missing <= asked | measured, (rule, outcome.missing)
        for answer in (True, False):
            for facts in list(seen.values())[:50]:
                rules.evaluate(rule, {**facts, **dict.fromkeys(asked, answer)})


def test_whatever_is_missing_can_be_asked() -> None:
    """Each programme says for each kind of administration what has to be settled."""
    questions = centre().knowledge.questions
    measured = centre().content.indicator.keys()
    for facts in extremes():
        for found in assess_all(programmes(), facts, date.today(), questions):
            for condition in found.conditions:
                asked = condition.questions or set(condition.missing) <= measured
                assert condition.met is not None or asked, (found.programme.id, condition)


def test_what_has_ended_is_never_open_again() -> None:
    """Neither the day after nor years later, for nobody."""
    ended = 0
    for programme in programmes():
        ends = [day for day in (programme.valid_to, programme.window.closes) if day is not None]
        if not ends or not (programme.window.known or programme.valid_to):
            continue
        ended += 1
        last = programme.valid_to or min(ends)
        for days in (1, 30, 366, 3660):
            day = last + timedelta(days=days)
            assert window_on(programme, day).kind == "closed", (programme.id, day)
            answers = {
                found.answer for f in extremes() for found in assess_all([programme], f, day)
            }
            assert answers == {"no"}, (programme.id, day)
    assert ended >= 20


def test_nobody_hears_yes_where_no_current_date_was_seen() -> None:
    """A call that may be over is open at best."""
    today = date.today()
    unseen = [programme for programme in programmes() if not programme.window.known]
    for facts in extremes():
        assert "yes" not in {found.answer for found in assess_all(unseen, facts, today)}


def test_money_comes_from_all_who_give_it() -> None:
    """Bund, every Land, EU, KfW and foundations."""
    assert set(FUNDER_LABELS) - {"other"} <= {programme.funder for programme in programmes()}
    assert {land for programme in programmes() for land in programme.lands} == set(LAND_NAMES)


def test_every_land_has_money_that_may_be_had() -> None:
    """For a small town of each Land at least one programme is not a no."""
    today = date.today()
    towns = [f for f in extremes() if f["status"] in ("gemeinde", "verband", "stadtstaat")]
    kreisfrei = [f for f in extremes() if f["status"] == "kreisfrei"]
    answers = Counter(
        str(facts["land"])
        for facts in (*towns, *kreisfrei)
        for found in assess_all(programmes(), facts, today)
        if found.answer != "no"
    )
    assert set(answers) == set(LAND_NAMES)


# Learning --------------------------------------------------------------------------------------


def test_skills_cover_every_measure() -> None:
    """What a plan needs that nobody here knows yet can be said for each of its steps."""
    content = centre().content
    needed = {measure for skill in content.skills for measure in skill.measures}
    assert needed == {measure.id for measure in content.measures}
    assert all(skill.roles for skill in content.skills)


def test_every_skill_can_be_learnt_everywhere() -> None:
    """In each Land and for each size of administration there is a course."""
    content = centre().content
    for skill in content.skills:
        for land in LAND_NAMES:
            for size in SIZE_CLASSES:
                here = Learner(size, land, date.today())
                assert courses_for(skill.id, content.courses, here), (skill.id, land, size)


# Law and competence ----------------------------------------------------------------------------


@pytest.mark.parametrize("land", sorted(LAND_NAMES))
def test_every_land_has_its_law(land: str) -> None:
    """What it makes for itself, with at least one rule that holds today."""
    own = [rule for rule in centre().content.law if land in rule.lands]
    assert {rule.topic for rule in own} >= set(OF_EACH_LAND)
    assert any(rule.holds(date.today()) for rule in own)


def test_every_rule_of_law_names_its_text() -> None:
    """The citation and the address of the official text; every topic has a rule."""
    law = centre().content.law
    assert {rule.topic for rule in law} == set(TOPIC_LABELS)
    for rule in law:
        assert urlsplit(rule.text).netloc and rule.act, rule.id
        assert all(amount.value >= 0 and amount.unit for amount in rule.amounts), rule.id


def test_the_table_of_competence_is_complete() -> None:
    """Every task has a competent body and an organ that decides, for every administration."""
    knowledge = centre().knowledge
    used = {"land", "status"} | {
        name
        for rule in knowledge.competence
        if rule.condition
        for name in rules.names(rule.condition)
    }
    kinds = {tuple(facts.get(name) for name in sorted(used)): facts for facts in all_facts()}
    for facts in kinds.values():
        found = competences(knowledge, facts)
        assert found.keys() == {task.id for task in knowledge.tasks}
        assert all(each.decides and each.sources for each in found.values()), facts


# Words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Perso", "Personalausweis"),
        ("E-Akte", "Elektronische Akte"),
        ("OZG", "Onlinezugangsgesetz"),
    ],
)
def test_everyday_words_lead_to_those_of_the_records(said: str, meant: str) -> None:
    """Who asks does not know the jargon."""
    for term in centre().content.terms:
        words = {term.term, *term.same, *term.abbreviations, *term.everyday}
        if said in words and meant.lower() in {word.lower() for word in words}:
            return
    raise AssertionError(said)


def test_the_document_names_what_the_content_holds() -> None:
    """The table of verified records in docs/content.md is the one that the command prints."""
    document = (Path(__file__).parents[2] / "docs" / "content.md").read_text(encoding="utf-8")
    for item in verified_counts(centre().content):
        assert f"| {item.kind} | {item.records} | {item.verified} |" in document, item.kind
