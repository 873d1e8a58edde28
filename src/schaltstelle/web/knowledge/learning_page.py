"""Plain values for the pages about skills and courses."""

from dataclasses import dataclass
from datetime import date

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.german import join_and
from schaltstelle.core.learning import COURSE_FORMAT_LABELS, Course, Skill
from schaltstelle.core.records import ROLE_LABELS
from schaltstelle.web.content.entries import Entry, Group
from schaltstelle.web.knowledge.record import RecordView, entry, measure_entries, record_view


@dataclass(frozen=True, slots=True)
class CoursePage:
    """One course."""

    record: RecordView
    provider: str
    format: str
    duration: str
    price: str
    certificate: str
    address: str
    skills: list[Entry]


@dataclass(frozen=True, slots=True)
class SkillPage:
    """One skill: who needs it, for what, where to learn it."""

    title: str
    summary: str
    roles: str
    measures: list[Entry]
    courses: list[Entry]


def course_page(opened: Centre, course: Course, day: date) -> CoursePage:
    """The page of one course."""
    content = opened.content
    return CoursePage(
        record=record_view(content, course, day),
        provider=course.provider,
        format=COURSE_FORMAT_LABELS[course.format],
        duration=course.duration,
        price=price(course),
        certificate=course.certificate,
        address=course.address,
        skills=[skill_entry(content.skill[key]) for key in course.skills],
    )


def price(course: Course) -> str:
    """What it costs, as published."""
    if course.price:
        return course.price
    if course.free is None:
        return "nicht veröffentlicht"
    return "kostenlos" if course.free else "kostet etwas, Betrag nicht veröffentlicht"


def skill_page(content: Content, skill: Skill, day: date) -> SkillPage:
    """The page of one skill."""
    return SkillPage(
        title=skill.title,
        summary=skill.summary,
        roles=join_and([ROLE_LABELS[role] for role in skill.roles]),
        measures=measure_entries(content, skill.measures),
        courses=courses_of(content, skill.id, day),
    )


def courses_of(content: Content, skill: str, day: date) -> list[Entry]:
    """The courses that teach a skill, those that have ended last."""
    found = [course for course in content.courses if skill in course.skills]
    return [course_entry(course, day) for course in sorted(found, key=lambda c: c.expired(day))]


def course_list(content: Content, day: date) -> list[Group]:
    """All skills with their courses."""
    return [
        Group(skill.id, skill.title, skill.summary, courses_of(content, skill.id, day))
        for skill in content.skills
    ]


def skill_entry(skill: Skill) -> Entry:
    """A skill in a list."""
    return Entry(skill.id, skill.title, skill.summary, "")


def course_entry(course: Course, day: date) -> Entry:
    """A course in a list, with provider and form."""
    return entry(course, day, f"{course.provider}, {COURSE_FORMAT_LABELS[course.format]}")
