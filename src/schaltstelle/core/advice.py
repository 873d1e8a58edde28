"""The whole chain for one administration, as one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from schaltstelle.core.competence import Competent
from schaltstelle.core.controls import ControlCoverage, plan_coverage
from schaltstelle.core.eligibility import Eligibility, assess_all
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
from schaltstelle.core.learning import Learner, SkillNeed, skills_needed
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
from schaltstelle.core.support import Support, support_for
from schaltstelle.core.unusual import Unusual, unusual

SCHEMA = "schaltstelle/advice/1"
QUESTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for: the frame, the lens with the user's weights, own targets and answers.

    `answers` are levels that the administration itself has answered, by target name; `declared`
    what it says to programmes' questions, by the name of the fact; `known_skills` the ids of what
    its people can do already. `day` is the day on which windows of programmes are judged; without
    one it is the first day of the plan.
    """

    frame: Frame
    lens: str = "overall"
    weights: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, Level] = field(default_factory=dict)
    answers: Mapping[str, LevelEvidence] = field(default_factory=dict)
    declared: Mapping[str, bool] = field(default_factory=dict)
    known_skills: tuple[str, ...] = ()
    day: date | None = None
    seed: int = 0

    @property
    def judged_on(self) -> date:
        """The day on which windows of programmes are judged."""
        start = self.frame.start
        return self.day or date(start.year, 3 * start.number - 2, 1)


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
    support: Mapping[str, Support]
    programmes: tuple[Eligibility, ...]
    roadmap: Roadmap
    learning: tuple[SkillNeed, ...]
    controls: ControlCoverage
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
    programmes = _programmes(here)
    support = _support(here, measures, programmes)
    roadmap = _roadmap(here, setting, measures, support)
    planned = [step.id for step in roadmap.plan.steps]
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
        support=support,
        programmes=programmes,
        roadmap=roadmap,
        learning=_learning(here, setting, planned),
        controls=plan_coverage(knowledge.control_links, knowledge.controls, planned),
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


def _programmes(here: _Here) -> tuple[Eligibility, ...]:
    """Every programme judged once, with what registers and the administration itself say."""
    knowledge, day = here.knowledge, here.request.judged_on
    facts = {**here.facts, **_presumed(here), **here.request.declared}
    return assess_all(knowledge.programmes, facts, day, knowledge.questions)


def _presumed(here: _Here) -> dict[str, bool]:
    """What a plan and the table of competence answer without asking."""
    presumed = {}
    for fact in here.knowledge.declared_facts:
        if fact.planned:
            presumed[fact.id] = True
        elif fact.task:
            presumed[fact.id] = here.competent[fact.task].own
    return presumed


def _support(
    here: _Here, measures: Measures, programmes: tuple[Eligibility, ...]
) -> Mapping[str, Support]:
    knowledge, request = here.knowledge, here.request
    examples = knowledge.examples.beside(
        here.administration, knowledge.peers, request.lens, request.weights
    )
    return support_for(measures.recommended, examples, programmes, knowledge.skills)


def _learning(here: _Here, setting: Setting, planned: Sequence[str]) -> tuple[SkillNeed, ...]:
    learner = Learner(
        size=setting.size,
        land=setting.land,
        day=here.request.judged_on,
        known=here.request.known_skills,
    )
    return skills_needed(planned, here.knowledge.skills, here.knowledge.courses, learner)


def _roadmap(
    here: _Here, setting: Setting, measures: Measures, support: Mapping[str, Support]
) -> Roadmap:
    knowledge, request = here.knowledge, here.request
    figures = Figures(
        investive_share=knowledge.figures["budget_investive_share"],
        working_days=knowledge.figures["working_days"],
        considered=int(knowledge.figures["activities_considered"]),
        waiting_share=knowledge.figures["grant_waiting_share"],
        waiting_quarters=int(knowledge.figures["grant_waiting_quarters"]),
    )
    yearly = yearly_limits(
        request.frame, setting.size, setting.facts, knowledge.default_limits, figures
    )
    limits = limits_of(request.frame, yearly, figures)
    grants = {measure: item.funding for measure, item in support.items()}
    problem = problem_of(measures.recommended, request.frame, limits, figures, grants)
    made = plan(
        problem,
        seed=request.seed,
        labels=knowledge.labels,
        changes=usual_changes(figures.working_days),
    )
    return Roadmap(request.frame, yearly, made)
