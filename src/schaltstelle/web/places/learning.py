"""What the plan needs to be known, and where to learn it, as plain values."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.german import count, join_and
from schaltstelle.core.learning import (
    COURSE_FORMAT_LABELS,
    COURSES_SHOWN,
    Course,
    Skill,
    SkillNeed,
)
from schaltstelle.core.records import ROLE_LABELS
from schaltstelle.web.marks import UNVERIFIED, Mark
from schaltstelle.web.places.answers import KNOWN

AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course that teaches a skill."""

    id: str
    title: str
    note: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class SkillRow:
    """What the plan needs to be known, by whom, for what, where to learn it."""

    id: str
    title: str
    summary: str
    roles: str
    extent: str
    measures: list[tuple[str, str]]
    courses: list[CourseRow]


@dataclass(frozen=True, slots=True)
class LearningView:
    """What the plan needs that nobody here knows yet, the most needed first; of `more` only the
    names are shown, `known` was ticked off."""

    rows: list[SkillRow]
    more: list[Skill]
    known: list[tuple[str, str]]
    parameter: str


def learning_view(opened: Centre, advice: Advice) -> LearningView:
    """What the plan needs to be known."""
    skills = opened.content.skill
    return LearningView(
        rows=[_skill(opened, need) for need in advice.learning[:AT_ONCE]],
        more=[need.skill for need in advice.learning[AT_ONCE:]],
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
        extent=count(len(need.measures), "Schritt", "Schritte"),
        measures=[(key, measures[key].title) for key in need.measures],
        courses=[_course(course) for course in need.courses[:COURSES_SHOWN]],
    )


def _course(course: Course) -> CourseRow:
    free = ", kostenlos" if course.free else ""
    note = f"{course.provider}, {COURSE_FORMAT_LABELS[course.format]}{free}"
    return CourseRow(course.id, course.title, note, () if course.verified else (UNVERIFIED,))
