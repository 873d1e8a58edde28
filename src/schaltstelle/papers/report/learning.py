"""What the plan needs that nobody here knows yet, and where to learn it."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.german import join_and
from schaltstelle.core.learning import COURSE_FORMAT_LABELS, Course, SkillNeed
from schaltstelle.core.records import ROLE_LABELS
from schaltstelle.papers.report.sources import SourceNumbers
from schaltstelle.papers.report.support import doubt
from schaltstelle.papers.report.wording import titles

SKILLS = 6
COURSES = 2
MEASURES = 2


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course; `note` says who offers it, how it is held, and whether it is free."""

    title: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class SkillLine:
    """A skill: who usually has it, what in the plan needs it, where to learn it."""

    title: str
    summary: str
    roles: str
    measures: str
    courses: tuple[CourseLine, ...]


@dataclass(frozen=True, slots=True)
class LearningView:
    """The skills that most steps need; `besides` are the titles of the others, `known` of what
    somebody here knows already."""

    skills: tuple[SkillLine, ...]
    besides: tuple[str, ...]
    known: tuple[str, ...]


def learning_view(centre: Centre, advice: Advice, sources: SourceNumbers) -> LearningView:
    """What the plan of an advice needs to be known."""
    return LearningView(
        skills=tuple(_line(centre, need, sources) for need in advice.learning[:SKILLS]),
        besides=tuple(need.skill.title for need in advice.learning[SKILLS:]),
        known=tuple(centre.content.skill[key].title for key in advice.request.known_skills),
    )


def _line(centre: Centre, need: SkillNeed, sources: SourceNumbers) -> SkillLine:
    return SkillLine(
        title=need.skill.title,
        summary=need.skill.summary,
        roles=join_and([ROLE_LABELS[role] for role in need.skill.roles]),
        measures=titles([centre.content.measure[key].title for key in need.measures], MEASURES),
        courses=tuple(_course(course, sources) for course in need.courses[:COURSES]),
    )


def _course(course: Course, sources: SourceNumbers) -> CourseLine:
    parts = [course.provider, COURSE_FORMAT_LABELS[course.format]]
    if course.free:
        parts.append("kostenlos")
    if doubt(course):
        parts.append(doubt(course))
    return CourseLine(course.title, ", ".join(parts), sources.record(course))
