"""Skills and courses: what the people need to know, and where to learn it."""

from dataclasses import dataclass
from typing import Literal

from schaltstelle.core.records import Record, Role

CourseFormat = Literal["self_paced", "online", "presence", "blended"]

COURSE_FORMAT_LABELS: dict[CourseFormat, str] = {
    "self_paced": "online, wann Sie wollen",
    "online": "online zu festen Zeiten",
    "presence": "vor Ort",
    "blended": "teils online, teils vor Ort",
}


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
