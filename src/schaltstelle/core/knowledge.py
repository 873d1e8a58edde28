"""All that the chain works with, and what it says of one administration before any model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import hypot

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core import rules
from schaltstelle.core.competence import CompetenceRule, Competent, Task, who_is_competent
from schaltstelle.core.controls import Control, ControlLink
from schaltstelle.core.evidence import AdministrationValues, Indicator
from schaltstelle.core.examples import Examples
from schaltstelle.core.framework import Criterion, Field, target
from schaltstelle.core.gaps import PeerCount
from schaltstelle.core.itembank import ItemBank
from schaltstelle.core.learning import Course, Skill
from schaltstelle.core.measures import Measure
from schaltstelle.core.parameters import DefaultLimits, Parameter
from schaltstelle.core.parameters import values as parameter_values
from schaltstelle.core.peers import Peers
from schaltstelle.core.places import Places
from schaltstelle.core.practices import Practice
from schaltstelle.core.programmes import DeclaredFact, Programme
from schaltstelle.core.special_status import NO_SPECIAL_STATUS, SpecialStatus, special_by_key
from schaltstelle.core.standing import LevelEvidence


@dataclass(frozen=True, slots=True)
class Versions:
    """With what an advice was computed, so that it can be computed again."""

    data: str
    content: str
    code: str


@dataclass(frozen=True, eq=False)
class Knowledge:
    """All that the chain works with, opened once."""

    places: Places
    values: AdministrationValues
    peers: Peers
    fields: tuple[Field, ...]
    criteria: tuple[Criterion, ...]
    measures: tuple[Measure, ...]
    indicators: tuple[Indicator, ...]
    tasks: tuple[Task, ...]
    competence: tuple[CompetenceRule, ...]
    special_status: tuple[SpecialStatus, ...]
    parameters: tuple[Parameter, ...]
    default_limits: tuple[DefaultLimits, ...]
    practices: tuple[Practice, ...]
    programmes: tuple[Programme, ...]
    declared_facts: tuple[DeclaredFact, ...]
    skills: tuple[Skill, ...]
    courses: tuple[Course, ...]
    control_links: tuple[ControlLink, ...]
    controls: tuple[Control, ...]
    source_titles: Mapping[str, str]
    versions: Versions

    @cached_property
    def figures(self) -> Mapping[str, float]:
        """The model figures by id."""
        return parameter_values(self.parameters)

    @cached_property
    def bank(self) -> ItemBank:
        """The criteria as items of the model.

        That all stated prevalences may be too high or too low together acts like a further
        spread of ability, so the two variances add up (core/coverage.py measures the effect).
        """
        spread = hypot(self.figures["ability_sd"], self.figures["prevalence_error_sd"])
        return ItemBank(self.criteria, spread)

    @cached_property
    def reliability(self) -> Mapping[str, float]:
        """The reliability of evidence by grade."""
        start = "reliability_"
        return {
            name.removeprefix(start): value
            for name, value in self.figures.items()
            if name.startswith(start)
        }

    @cached_property
    def decisions(self) -> Mapping[str, str]:
        """The expressions by which registers decide a level, by target name."""
        return {
            target(criterion.id, level.level): level.decided_when
            for criterion in self.criteria
            for level in criterion.levels
            if level.decided_when is not None
        }

    @cached_property
    def deciding(self) -> Mapping[str, LevelEvidence]:
        """The evidence that such a decision rests on, by target name (`met` is a placeholder)."""
        return {name: _deciding(self, text) for name, text in self.decisions.items()}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What a criterion level is about, as the screen calls it, by target name."""
        return {
            target(criterion.id, level.level): criterion.title
            for criterion in self.criteria
            for level in criterion.levels
        }

    @cached_property
    def criterion(self) -> Mapping[str, Criterion]:
        """Criteria by id."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def field(self) -> Mapping[str, Field]:
        """Fields by id."""
        return {item.id: item for item in self.fields}

    @cached_property
    def indicator(self) -> Mapping[str, Indicator]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def examples(self) -> Examples:
        """The practices with the administrations that did them."""
        return Examples.prepare(self.practices, self.places, self.values)

    @cached_property
    def questions(self) -> Mapping[str, str]:
        """What only the administration itself can answer, by the name of the fact."""
        return {fact.id: fact.question for fact in self.declared_facts}

    @cached_property
    def special(self) -> Mapping[str, str]:
        """The special status of towns that have one, by AGS."""
        return special_by_key(self.special_status)

    def facts(self, administration: int) -> dict[str, rules.Value | None]:
        """What expressions of the content may ask for, for one administration."""
        facts = self.values.facts(administration)
        facts["special"] = self.special.get(self.places.ags[administration], NO_SPECIAL_STATUS)
        return facts


def competences(knowledge: Knowledge, facts: rules.Facts) -> dict[str, Competent]:
    """Who is competent for each task, from the view of an administration with these facts."""
    land, status = str(facts["land"]), str(facts["status"])
    return {
        task.id: who_is_competent(knowledge.competence, task.id, land, status, facts)
        for task in knowledge.tasks
    }


def applicable(
    knowledge: Knowledge, facts: rules.Facts, competent: Mapping[str, Competent]
) -> NDArray[np.bool_]:
    """Which criteria apply, shape (criteria,): the task is the administration's own and
    `applies_to` not false."""
    return np.array(
        [
            competent[criterion.task].own
            and rules.evaluate(criterion.applies_to, facts).value is not False
            for criterion in knowledge.criteria
        ],
        dtype=bool,
    )


def decided_levels(knowledge: Knowledge, administration: int) -> dict[str, LevelEvidence]:
    """The criterion levels that registers decide for an administration, by target name."""
    evidence = knowledge.deciding
    return {
        name: replace(evidence[name], met=met)
        for name, met in _decided(knowledge, administration).items()
    }


def _decided(knowledge: Knowledge, administration: int) -> dict[str, bool]:
    facts = knowledge.facts(administration)
    found = {}
    for name, expression in knowledge.decisions.items():
        outcome = rules.evaluate(expression, facts)
        if outcome.known:
            found[name] = bool(outcome.value)
    return found


def _deciding(knowledge: Knowledge, expression: str) -> LevelEvidence:
    """Register, title and vintage behind an expression: those of the first indicator in it."""
    used = sorted(rules.names(expression) & knowledge.indicator.keys())
    if not used:
        return LevelEvidence(True, "register", "Gemeindeverzeichnis", "")
    origin = knowledge.values.origin(knowledge.indicator[used[0]])
    title = knowledge.source_titles.get(origin.source, origin.source)
    return LevelEvidence(True, "register", title, origin.vintage)


def peer_counts(knowledge: Knowledge, peers: Iterable[int]) -> dict[str, PeerCount]:
    """For each level that registers decide: how many peers are known, how many of them meet it.

    `peers` are rows of the register; no name leaves this function.
    """
    known: dict[str, list[bool]] = {}
    for peer in peers:
        for name, met in _decided(knowledge, peer).items():
            known.setdefault(name, []).append(met)
    return {name: PeerCount(sum(found), len(found)) for name, found in known.items()}
