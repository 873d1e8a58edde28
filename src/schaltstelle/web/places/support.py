"""Who did it, who may pay, what to learn, what it does for security, as plain values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.controls import GroupCoverage
from schaltstelle.core.eligibility import Eligibility
from schaltstelle.core.examples import Example
from schaltstelle.core.funding import Option
from schaltstelle.core.german import count, join_and
from schaltstelle.core.learning import COURSE_FORMAT_LABELS, SkillNeed
from schaltstelle.core.measures import Measure
from schaltstelle.core.records import ROLE_LABELS
from schaltstelle.core.support import Support
from schaltstelle.web.places.answers import KNOWN, QUESTION, WORDS

FUNDING_ON_CARD = 3
STANDARDS_ON_CARD = 4
QUESTIONS_SHOWN = 8
REASONS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A practice on a card: what, where, and why this one."""

    id: str
    title: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class FundingRow:
    """A programme: whether it may pay, how much, and what is not known."""

    id: str
    title: str
    verdict: str
    is_open: bool
    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportRow:
    """What helps with one measure."""

    examples: list[ExampleRow]
    more_examples: int
    standards: list[tuple[str, str]]
    funding: list[FundingRow]
    more_funding: int
    skills: list[tuple[str, str]]
    controls: str


@dataclass(frozen=True, slots=True)
class QuestionField:
    """A question whose answer decides about programmes."""

    name: str
    question: str
    help: str
    answer: str
    decides: str


@dataclass(frozen=True, slots=True)
class FundingView:
    """All programmes that may pay, and what to ask oneself."""

    yes: list[FundingRow]
    asked: list[FundingRow]
    undated: list[FundingRow]
    excluded: str
    questions: list[QuestionField]


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course that teaches a skill."""

    id: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class SkillRow:
    """What the plan needs to be known, by whom, for what, where to learn it."""

    id: str
    title: str
    summary: str
    roles: str
    measures: list[tuple[str, str]]
    courses: list[CourseRow]


@dataclass(frozen=True, slots=True)
class LearningView:
    """What the plan needs that nobody here knows yet; `known` was ticked off."""

    rows: list[SkillRow]
    known: list[tuple[str, str]]
    parameter: str


@dataclass(frozen=True, slots=True)
class ControlGroupRow:
    """One chapter of the catalogue: how many requirements the plan fulfils, or does a part of."""

    id: str
    title: str
    full: int
    part: int
    total: int


@dataclass(frozen=True, slots=True)
class ControlsView:
    """What the plan covers of the usual level of security."""

    groups: list[ControlGroupRow]
    full: int
    part: int
    total: int
    catalogues: list[str]


def support_rows(opened: Centre, advice: Advice) -> dict[str, SupportRow]:
    """What helps, for each recommended measure."""
    links = Counter(link.measure for link in opened.content.controls for _control in link.controls)
    return {
        item.measure.id: _support(
            opened, item.measure, advice.support[item.measure.id], links[item.measure.id]
        )
        for item in advice.measures.recommended
    }


def _support(opened: Centre, measure: Measure, support: Support, controls: int) -> SupportRow:
    content = opened.content
    named = [use.standard for use in measure.standards]
    return SupportRow(
        examples=[_example(opened, example) for example in support.examples],
        more_examples=support.more_examples,
        standards=[(key, content.standard[key].short) for key in named[:STANDARDS_ON_CARD]],
        funding=[_option(option) for option in support.funding[:FUNDING_ON_CARD]],
        more_funding=max(0, len(support.funding) - FUNDING_ON_CARD),
        skills=[(key, content.skill[key].title) for key in support.skills],
        controls=count(controls, "Anforderung", "Anforderungen") if controls else "",
    )


def _example(opened: Centre, example: Example) -> ExampleRow:
    practice = opened.content.practice[example.practice]
    why = example.note
    if example.similarity is not None:
        alike = [r.text(opened.content.indicator) for r in example.reasons[:REASONS_SHOWN]]
        why = f"Ähnlichkeit {example.similarity} von 100"
        why += f" ({'; '.join(alike)})" if alike else ""
    return ExampleRow(practice.id, practice.title, f"{practice.place_name}, {practice.region}", why)


def _option(option: Option) -> FundingRow:
    found = option.eligibility
    return FundingRow(
        found.programme.id,
        found.programme.title,
        found.verdict,
        found.answer == "open",
        option.text,
        (),
    )


def funding_view(opened: Centre, advice: Advice) -> FundingView:
    """The programmes that may pay for a recommended measure."""
    wanted = {item.measure.id for item in advice.measures.recommended}
    useful = [e for e in advice.programmes if wanted.intersection(e.programme.measures)]
    excluded = sum(found.answer == "no" for found in useful)
    open_ones = sorted(
        (found for found in useful if found.answer == "open"), key=lambda e: len(e.missing)
    )
    return FundingView(
        yes=[_programme(found) for found in useful if found.answer == "yes"],
        asked=[_programme(found) for found in open_ones if found.window.kind != "unknown"],
        undated=[_programme(found) for found in open_ones if found.window.kind == "unknown"],
        excluded=count(excluded, "Programm", "Programme") if excluded else "",
        questions=_questions(opened, advice, useful),
    )


def _programme(found: Eligibility) -> FundingRow:
    return FundingRow(
        found.programme.id,
        found.programme.title,
        found.verdict,
        found.answer == "open",
        found.share.text,
        found.reasons,
    )


def _questions(
    opened: Centre, advice: Advice, useful: Sequence[Eligibility]
) -> list[QuestionField]:
    """What was answered, then what decides about most programmes."""
    facts = opened.content.declared_fact
    missing = Counter(name for found in useful for name in found.missing if name in facts)
    said = advice.request.declared
    names = [*said, *(name for name, _ in missing.most_common() if name not in said)]
    return [
        QuestionField(
            f"{QUESTION}{name}",
            facts[name].question,
            facts[name].help,
            WORDS[said[name]] if name in said else "",
            count(missing[name], "Programm", "Programme") if missing[name] else "",
        )
        for name in names[: max(QUESTIONS_SHOWN, len(said))]
    ]


def learning_view(opened: Centre, advice: Advice) -> LearningView:
    """What the plan needs to be known."""
    skills = opened.content.skill
    return LearningView(
        rows=[_skill(opened, need) for need in advice.learning],
        known=[(key, skills[key].title) for key in advice.request.known_skills],
        parameter=KNOWN,
    )


def _skill(opened: Centre, need: SkillNeed) -> SkillRow:
    measures = opened.content.measure
    return SkillRow(
        id=need.skill.id,
        title=need.skill.title,
        summary=need.skill.summary,
        roles=join_and([ROLE_LABELS[role] for role in need.skill.roles]),
        measures=[(key, measures[key].title) for key in need.measures],
        courses=[
            CourseRow(
                course.id,
                course.title,
                f"{course.provider}, {COURSE_FORMAT_LABELS[course.format]}"
                + (", kostenlos" if course.free else ""),
            )
            for course in need.courses[:3]
        ],
    )


def controls_view(advice: Advice) -> ControlsView:
    """How far the plan goes towards the requirements of the catalogues."""
    covered = advice.controls
    groups = covered.groups
    return ControlsView(
        groups=[_group(group) for group in groups],
        full=covered.full,
        part=covered.part,
        total=covered.full + covered.part + covered.none,
        catalogues=list(
            dict.fromkeys(
                f"{g.catalogue.title}, {g.catalogue.publisher}, {g.catalogue.licence}"
                for g in groups
            )
        ),
    )


def _group(group: GroupCoverage) -> ControlGroupRow:
    return ControlGroupRow(
        group.group.id, group.group.title, len(group.full), len(group.part), group.total
    )
