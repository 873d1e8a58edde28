"""Skills and courses: what a plan needs that nobody here knows yet, and where to learn it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schaltstelle.core.records import Record, Role
from schaltstelle.core.size import SizeClass

CourseFormat = Literal["self_paced", "online", "presence", "blended"]

COURSE_FORMAT_LABELS: dict[CourseFormat, str] = {
    "self_paced": "online, wann Sie wollen",
    "online": "online zu festen Zeiten",
    "presence": "vor Ort",
    "blended": "teils online, teils vor Ort",
}

COURSES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """Something that somebody in the administration must be able to do.

    `measures` need it; `roles` are those who usually have to have it.
    """

    id: str
    title: str
    summary: str
    roles: tuple[Role, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Record):
    """A learning offer. `duration` and `price` are as published, empty where not."""

    provider: str
    skills: tuple[str, ...]
    format: CourseFormat
    duration: str = ""
    price: str = ""
    free: bool | None = None
    certificate: str = ""
    address: str


@dataclass(frozen=True, slots=True)
class SkillNeed:
    """A skill that measures need, and the courses that teach it here, the best fitting first."""

    skill: Skill
    measures: tuple[str, ...]
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class Learner:
    """Who learns: size and Land of the administration, what it says to know already, on which day.

    `known` are ids of skills.
    """

    size: SizeClass
    land: str
    day: date
    known: Collection[str] = ()


def skills_needed(
    measures: Sequence[str], skills: Sequence[Skill], courses: Sequence[Course], learner: Learner
) -> tuple[SkillNeed, ...]:
    """What the measures need that nobody knows yet; the skill that most of them need first.

    `measures` are ids in the order of the plan; among equals the skill needed earliest is first.
    """
    order = {measure: place for place, measure in enumerate(measures)}
    needs = []
    for skill in skills:
        needed = tuple(sorted((m for m in skill.measures if m in order), key=lambda m: order[m]))
        if needed and skill.id not in learner.known:
            needs.append(SkillNeed(skill, needed, courses_for(skill.id, courses, learner)))
    needs.sort(key=lambda need: (-len(need.measures), order[need.measures[0]], need.skill.id))
    return tuple(needs)


def courses_for(skill: str, courses: Sequence[Course], learner: Learner) -> tuple[Course, ...]:
    """The courses that teach a skill and suit the learner: those with a source that somebody saw,
    then those of the own Land, then free ones, then those about little else."""
    fitting = [
        course
        for course in courses
        if skill in course.skills
        and course.suits(learner.size, learner.land)
        and not course.expired(learner.day)
    ]
    return tuple(sorted(fitting, key=lambda course: _preference(course, learner.land)))


def _preference(course: Course, land: str) -> tuple[bool, bool, bool, int, str]:
    elsewhere = land not in course.lands
    return (not course.verified, elsewhere, course.free is not True, len(course.skills), course.id)
