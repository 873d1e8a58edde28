"""The whole chain for one administration, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from schaltstelle.core.competence import Competent
from schaltstelle.core.evidence import Evidence
from schaltstelle.core.framework import Level
from schaltstelle.core.gaps import Gap, PeerCount, find_gaps
from schaltstelle.core.identity import (
    AdministrationView,
    PlaceView,
    administration_view,
    place_view,
    without_administration,
)
from schaltstelle.core.knowledge import (
    Knowledge,
    Versions,
    applicable,
    competences,
    decided_levels,
    peer_counts,
)
from schaltstelle.core.peers import PeerSet
from schaltstelle.core.planning import (
    Figures,
    Frame,
    YearlyLimits,
    limits_of,
    problem_of,
    yearly_limits,
)
from schaltstelle.core.questions import Question, next_questions
from schaltstelle.core.recommend import Measures, Setting, recommend
from schaltstelle.core.roadmap.marginal import usual_changes
from schaltstelle.core.roadmap.plan import Plan, plan
from schaltstelle.core.rules import Facts
from schaltstelle.core.standing import LevelEvidence, Situation, Standing, determine
from schaltstelle.core.unusual import Unusual, unusual

SCHEMA = "schaltstelle/advice/1"
QUESTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for: the frame, the lens with the user's weights, own targets and answers.

    `answers` are levels that the administration itself has answered, by target name.
    """

    frame: Frame
    lens: str = "overall"
    weights: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, Level] = field(default_factory=dict)
    answers: Mapping[str, LevelEvidence] = field(default_factory=dict)
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The plan with the frame it was made in."""

    frame: Frame
    yearly: YearlyLimits
    plan: Plan


@dataclass(frozen=True, slots=True)
class Advice:
    """A first advice (Erstberatung)."""

    schema: str
    place: PlaceView
    administration: AdministrationView
    evidence: tuple[Evidence, ...]
    unusual: tuple[Unusual, ...]
    standing: Standing
    questions: tuple[Question, ...]
    peers: PeerSet
    gaps: tuple[Gap, ...]
    measures: Measures
    roadmap: Roadmap
    request: Request
    versions: Versions


class NoAdministration(ValueError):
    """No full-time administration acts for a place; the message is German and says whom to ask."""


def advise(knowledge: Knowledge, place: int, request: Request) -> Advice:
    """The advice for the administration that acts for a place.

    `place` is a row of the register; raises NoAdministration where none acts for it, and
    FrameError or ProblemError where the frame cannot be planned with.
    """
    administration = int(knowledge.places.administration[place])
    if administration < 0:
        raise NoAdministration(without_administration(knowledge.places, place))
    here = _Here(knowledge, request, administration)
    peers = knowledge.peers.nearest(administration, request.lens, request.weights)
    counts = peer_counts(knowledge, peers.places)
    standing = _standing(here)
    setting = _setting(here, standing, counts)
    measures = recommend(knowledge.measures, setting)
    return Advice(
        schema=SCHEMA,
        place=place_view(knowledge.places, place),
        administration=administration_view(knowledge.places, knowledge.values, administration),
        evidence=knowledge.values.evidence(administration),
        unusual=unusual(knowledge.values, administration, peers.places),
        standing=standing,
        questions=next_questions(
            measures.recommended, setting.states, knowledge.criterion, QUESTIONS
        ),
        peers=peers,
        gaps=find_gaps(knowledge.criteria, setting.states, setting.land, counts, request.targets),
        measures=measures,
        roadmap=_roadmap(here, setting, measures),
        request=request,
        versions=knowledge.versions,
    )


@dataclass(frozen=True)
class _Here:
    """The administration that the advice is for (a row of the register), and what is asked."""

    knowledge: Knowledge
    request: Request
    administration: int

    @cached_property
    def facts(self) -> Facts:
        """What the expressions of the content may ask for."""
        return self.knowledge.facts(self.administration)

    @cached_property
    def competent(self) -> Mapping[str, Competent]:
        """Who is competent, by task."""
        return competences(self.knowledge, self.facts)


def _standing(here: _Here) -> Standing:
    """From registers and the administration's own answers, which go first."""
    knowledge, administration = here.knowledge, here.administration
    situation = Situation(
        size=knowledge.values.size(administration),
        applicable=applicable(knowledge, here.facts, here.competent),
        evidence={**decided_levels(knowledge, administration), **here.request.answers},
        reliability=knowledge.reliability,
    )
    return determine(knowledge.bank, knowledge.fields, situation)


def _setting(here: _Here, standing: Standing, counts: Mapping[str, PeerCount]) -> Setting:
    knowledge = here.knowledge
    return Setting(
        size=knowledge.values.size(here.administration),
        land=str(here.facts["land"]),
        facts=here.facts,
        criteria=knowledge.criterion,
        fields=knowledge.field,
        states=standing.states(),
        competent=here.competent,
        peer_counts=counts,
        years=here.request.frame.years,
        day_rate=knowledge.figures["day_rate"],
        seed=here.request.seed,
    )


def _roadmap(here: _Here, setting: Setting, measures: Measures) -> Roadmap:
    knowledge, request = here.knowledge, here.request
    figures = Figures(
        investive_share=knowledge.figures["budget_investive_share"],
        working_days=knowledge.figures["working_days"],
        considered=int(knowledge.figures["activities_considered"]),
    )
    yearly = yearly_limits(
        request.frame, setting.size, setting.facts, knowledge.default_limits, figures
    )
    limits = limits_of(request.frame, yearly, figures)
    problem = problem_of(measures.recommended, request.frame, limits, figures)
    made = plan(
        problem,
        seed=request.seed,
        labels=knowledge.labels,
        changes=usual_changes(figures.working_days),
    )
    return Roadmap(request.frame, yearly, made)
