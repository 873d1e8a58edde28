"""Every criterion, measure, field and rule of competence keeps what the centre promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from graphlib import TopologicalSorter
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from schaltstelle.centre import Centre, open_centre
from schaltstelle.core import rules
from schaltstelle.core.citation import Citation, Origin
from schaltstelle.core.competence import Competent, who_is_competent
from schaltstelle.core.framework import LEVELS, Criterion, target
from schaltstelle.core.knowledge import applicable, competences
from schaltstelle.core.measures import Measure
from schaltstelle.core.size import SIZE_CLASSES

LANDS = [f"{number:02d}" for number in range(1, 17)]
STATUSES = ("kreis", "kreisfrei", "stadtstaat", "grosse_kreisstadt", "gemeinde", "verband")

# Levels that no measure lifts for some administrations, with the reason.
NOT_LIFTED_EVERYWHERE = {
    "parken-per-handy:exemplary": "Unter 20.000 Einwohnern gibt es kaum Bewohnerparkplätze.",
}


class Kind(NamedTuple):
    """One administration that stands for all of the same Land, status and size."""

    row: int
    facts: rules.Facts
    competent: dict[str, Competent]


@lru_cache(maxsize=1)
def centre() -> Centre:
    return open_centre()


@lru_cache(maxsize=1)
def all_facts() -> tuple[rules.Facts, ...]:
    knowledge = centre().knowledge
    return tuple(knowledge.facts(int(place)) for place in knowledge.values.place_rows)


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    knowledge = centre().knowledge
    found: dict[tuple[object, ...], Kind] = {}
    for place, facts in zip(knowledge.values.place_rows, all_facts(), strict=True):
        key = tuple(facts[name] for name in ("land", "status", "special", "size"))
        if key not in found:
            found[key] = Kind(int(place), facts, competences(knowledge, facts))
    return tuple(found.values())


@lru_cache(maxsize=1)
def extremes() -> tuple[rules.Facts, ...]:
    """The smallest and the largest administration of each Land, status and size."""
    groups: dict[tuple[object, ...], list[rules.Facts]] = {}
    for facts in all_facts():
        groups.setdefault((facts["land"], facts["status"], facts["size"]), []).append(facts)

    def people(facts: rules.Facts) -> float:
        return float(facts["population"])  # type: ignore[arg-type]

    return tuple(pick(group, key=people) for group in groups.values() for pick in (min, max))


def criteria() -> tuple[Criterion, ...]:
    return centre().content.criteria


def measures() -> tuple[Measure, ...]:
    return centre().content.measures


def sourced() -> Iterator[tuple[str, tuple[Citation, ...]]]:
    content = centre().content
    for record in (*content.criteria, *content.measures):
        yield record.id, record.sources
    for rule in content.competence:
        yield f"Zuständigkeit {rule.task}", rule.sources
    for item in content.special_status:
        yield f"Sonderstatus {item.land} {item.status}", item.sources


def origins(record: Criterion | Measure) -> Iterator[Origin]:
    if isinstance(record, Criterion):
        yield record.people.origin
        yield from (level.prevalence_origin for level in record.levels)
    else:
        yield from (lift.origin for lift in record.lifts)
        yield record.cost.origin
        yield record.staff_days.origin
        yield record.duration.origin
        yield record.chance.origin
        yield record.investive_origin


def lifted(measure: Measure) -> Iterator[str]:
    """Every level that a measure lifts: the one it names and those below."""
    for lift in measure.lifts:
        for level in centre().content.criterion[lift.criterion].levels:
            if LEVELS.index(level.level) <= LEVELS.index(lift.to):
                yield target(lift.criterion, level.level)


def test_the_framework_is_as_large_as_promised() -> None:
    """Ten fields with at least 5 criteria and 4 measures each, 80 criteria, 60 measures."""
    fields = centre().content.fields
    assert Counter(field.kind for field in fields) == {"field": 10, "foundation": 6}
    assert len(criteria()) >= 80
    assert len(measures()) >= 60
    per_field = Counter(criterion.field for criterion in criteria())
    helping = Counter(measure.field for measure in measures())
    for field in fields:
        assert per_field[field.id] >= 5, field.id
        assert helping[field.id] >= 4, field.id


def test_registers_alone_decide_at_least_eight_levels() -> None:
    """A place gets a first standing without answering anything."""
    decided = [level for item in criteria() for level in item.levels if level.decided_when]
    assert len(decided) >= 8


@pytest.mark.parametrize("land", LANDS)
def test_every_task_has_a_competent_body_in_every_land(land: str) -> None:
    """An advice never falls into a hole of the table, whatever the size of the place."""
    content = centre().content
    for status in STATUSES:
        for population in (800, 22_000, 300_000):
            facts = {"land": land, "status": status, "population": population, "special": "none"}
            for task in content.tasks:
                who_is_competent(content.competence, task.id, land, status, facts)


def test_every_task_is_named_by_a_rule_and_a_kreis_does_what_it_does() -> None:
    """Tasks of Kreise are their own, tasks of municipalities are not given to them."""
    for kind in kinds():
        if kind.facts["status"] == "kreis":
            assert kind.competent["gesundheit"].own
            assert kind.competent["kfz-zulassung"].own
            assert not kind.competent["bauleitplanung"].own


def test_every_level_is_lifted_by_a_measure() -> None:
    """A gap that nobody can close would be no advice."""
    reached = {name for measure in measures() for name in lifted(measure)}
    levels = {target(item.id, level.level) for item in criteria() for level in item.levels}
    assert levels <= reached


def test_every_applicable_level_can_be_lifted_where_it_applies() -> None:
    """For every kind of administration: what is asked of it, it can do something about."""
    knowledge = centre().knowledge
    holes: set[str] = set()
    for kind in kinds():
        asked = {
            target(item.id, level.level)
            for item, applies in zip(
                criteria(), applicable(knowledge, kind.facts, kind.competent), strict=True
            )
            if applies
            for level in item.levels
        }
        doable = {
            name
            for measure in measures()
            if kind.competent[measure.task].own
            and rules.evaluate(measure.applies_to, kind.facts).value is not False
            for name in lifted(measure)
        }
        holes |= asked - doable
    assert holes == set(NOT_LIFTED_EVERYWHERE)


def test_every_field_has_something_for_a_village() -> None:
    """A village of under 5,000 finds criteria and doable measures in every field."""
    knowledge = centre().knowledge
    village = next(
        kind
        for kind in kinds()
        if kind.facts["size"] == "village" and kind.facts["status"] == "gemeinde"
    )
    asked = applicable(knowledge, village.facts, village.competent)
    fields = {item.field for item, applies in zip(criteria(), asked, strict=True) if applies}
    helped = {
        measure.field
        for measure in measures()
        if village.competent[measure.task].own
        and rules.evaluate(measure.applies_to, village.facts).value is not False
    }
    every = {field.id for field in centre().content.fields}
    assert fields == every
    assert helped == every


def test_people_can_be_computed_for_every_administration() -> None:
    """How many notice it: known everywhere, not negative, never more than live there."""
    formulas = {item.people.formula: item.id for item in criteria()}
    for formula, name in formulas.items():
        simple = rules.names(formula) <= {"population", "status", "land"}
        for facts in extremes() if simple else all_facts():
            value: Any = rules.evaluate(formula, facts).value
            assert value is not None, name
            assert 0 <= value <= float(facts["population"]), (name, facts["population"])  # type: ignore[arg-type]


def test_people_are_named_so_that_the_sentence_reads() -> None:
    """„betrifft hier etwa 960 Menschen mit Umzug im Jahr“: short and without an end mark."""
    for item in criteria():
        unit = item.people.unit
        assert len(unit) <= 75, (item.id, unit)
        assert not unit.endswith("."), item.id


def test_each_level_is_one_sentence_to_answer_with_yes_or_no() -> None:
    """One sentence, not a list of demands."""
    for item in criteria():
        for level in item.levels:
            statement = level.statement
            assert statement.endswith("."), (item.id, statement)
            assert ";" not in statement and ". " not in statement, (item.id, statement)
            assert len(statement) <= 150, (item.id, statement)


def test_a_duty_names_the_law_that_binds() -> None:
    """A legal duty has its basis, with a short title, an address and at least one Land."""
    for item in criteria():
        assert item.binding != "law" or item.legal, item.id
        for basis in item.legal:
            assert len(basis.title) <= 75, (item.id, basis.title)
            assert urlsplit(basis.address).scheme == "https", (item.id, basis.address)
            assert set(basis.lands) <= set(LANDS), item.id


def test_good_mail_protection_means_rejection() -> None:
    """Only p=reject counts as a sharp DMARC entry, and mail protection is basic security."""
    dmarc = centre().content.criterion["mail-faelschung-abweisen"]
    assert [level.decided_when for level in dmarc.levels] == [
        "mail_dmarc == 1",
        "mail_dmarc_strict == 1",
    ]
    for name in ("mail-absender-geschuetzt", "mail-faelschung-abweisen", "mail-weg-verschluesselt"):
        assert centre().content.criterion[name].binding == "security"


def test_sources_are_dated_and_have_an_address() -> None:
    """Whoever doubts a figure can look it up."""
    for name, sources in sourced():
        assert sources, name
        for source in sources:
            assert source.title and source.publisher, name
            assert urlsplit(source.address).scheme == "https", (name, source.address)
            assert urlsplit(source.address).netloc, (name, source.address)
            assert source.checked >= date(2026, 1, 1), name


def test_every_figure_says_where_it_comes_from() -> None:
    """A cited source that the record has, or an estimate with a reason."""
    for record in (*criteria(), *measures()):
        for origin in origins(record):
            assert len(origin.reason) > 10, (record.id, origin)
            assert origin.kind == "estimate" or origin.source is not None, (record.id, origin)
            assert origin.source is None or 1 <= origin.source <= len(record.sources), record.id


def test_effort_rises_with_the_size_of_the_administration() -> None:
    """No measure is cheaper for a city than for a village, and none is free of any effort."""
    for measure in measures():
        efforts = (measure.cost, measure.staff_days)
        for part in (part for effort in efforts for part in (effort.one_off, effort.yearly)):
            steps = [part.of(size) for size in SIZE_CLASSES]
            for smaller, larger in pairwise(steps):
                assert smaller[0] <= larger[0] and smaller[1] <= larger[1], measure.id
        for size in SIZE_CLASSES:
            assert measure.staff_days.one_off.of(size)[1] > 0, measure.id


def test_prerequisites_form_no_circle_and_fit_their_measure() -> None:
    """Each measure can be begun somewhere, and what it needs is open to the same places."""
    graph = {measure.id: measure.prerequisites for measure in measures()}
    assert len(tuple(TopologicalSorter(graph).static_order())) == len(graph)
    by_id = centre().content.measure
    for kind in kinds():
        for measure in measures():
            if not _open_to(measure, kind):
                continue
            for name in measure.prerequisites:
                assert _open_to(by_id[name], kind), (measure.id, name, kind.facts["status"])


def _open_to(measure: Measure, kind: Kind) -> bool:
    fits = rules.evaluate(measure.applies_to, kind.facts).value is not False
    return fits and kind.competent[measure.task].own


def test_towns_with_special_status_are_in_the_register() -> None:
    """Key and name belong together, and no town of the list has become kreisfrei."""
    places, values = centre().places, centre().values
    seen: set[str] = set()
    for item in centre().content.special_status:
        for town in item.towns:
            row = places.by_key(town.key)
            assert row is not None, town
            assert places.name[row].split(",")[0] == town.name
            assert town.key not in seen, town
            seen.add(town.key)
            acting = int(places.administration[row])
            assert values.status[values.row(acting)] == "gemeinde", town
