"""The maturity framework: fields of town life, foundations below them, criteria with levels."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from schaltstelle.core.citation import Citation, Origin
from schaltstelle.core.size import ShareBySize

Level = Literal["basic", "advanced", "exemplary"]
Binding = Literal["law", "security", "expectation"]

LEVELS: tuple[Level, ...] = ("basic", "advanced", "exemplary")

LEVEL_LABELS: dict[Level, str] = {
    "basic": "Grundstufe",
    "advanced": "Ausbaustufe",
    "exemplary": "Vorbildstufe",
}

BINDING_LABELS: dict[Binding, str] = {
    "law": "Rechtspflicht",
    "security": "grundlegende Sicherheit",
    "expectation": "Erwartung",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A measure to begin with in a field, and why."""

    measure: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of town life as citizens see it, or a foundation below the fields.

    `weight` is the field weight in the use of a measure (1 = usual), with its reason. `about` says
    in a minute what it is about, `begin` with what most begin.
    """

    id: str
    kind: Literal["field", "foundation"]
    title: str
    summary: str
    weight: float
    weight_reason: str
    order: int
    about: str = ""
    begin: tuple[Beginning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """A rule that binds: where, since when, until when it must be met."""

    title: str
    address: str
    lands: tuple[str, ...] = ()
    since: date | None = None
    deadline: date | None = None
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelStatement:
    """One level of a criterion: a sentence that is true or not.

    `decided_when` is an expression over register facts that is true where the level is met and
    false where it is not; with a fact missing the level stays open. `prevalence` is the share of
    administrations that meet the level, by size class.
    """

    level: Level
    statement: str
    prevalence: ShareBySize
    prevalence_origin: Origin
    decided_when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """How many people a year a criterion concerns: a formula over indicators."""

    formula: str
    unit: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What a good administration does in one respect, in one to three ordered levels.

    `binding` says what binds the first level; higher levels are always expectations.
    `task` names the public task, from which the competent body follows; `applies_to` is an
    expression over facts that narrows the criterion further (empty: applies to all).
    Answers to criteria bound by `security` are never public and never enter a peer view.
    """

    id: str
    field: str
    title: str
    why: str
    serves: str
    people: People
    levels: tuple[LevelStatement, ...]
    binding: Binding
    evidenced_by: str
    task: str
    sources: tuple[Citation, ...]
    legal: tuple[LegalBasis, ...] = ()
    applies_to: str = ""


def binding_of(criterion: Criterion, level: Level) -> Binding:
    """What binds one level of a criterion."""
    return criterion.binding if criterion.levels[0].level == level else "expectation"


def target(criterion_id: str, level: Level) -> str:
    """The name of one criterion level, as used in tables and plans: "mail-dmarc:basic"."""
    return f"{criterion_id}:{level}"
