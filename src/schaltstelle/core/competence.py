"""Who is competent for a public task: a table Land × status × task."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schaltstelle.core.citation import Citation
from schaltstelle.core.rules import Facts, evaluate

Status = Literal["kreis", "kreisfrei", "stadtstaat", "grosse_kreisstadt", "gemeinde", "verband"]
Body = Literal["own", "association", "municipality", "kreis", "land", "bund"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A public task, as the framework names it."""

    id: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceRule:
    """For one task: which body is competent where an administration has one of `status`.

    "own" means the administration itself. Empty `lands` means every Land; a rule that names
    Länder goes before one that does not. `decides` names the organ that decides, in German;
    `condition` is an expression over facts that narrows the rule (empty: always).
    """

    task: str
    status: tuple[Status, ...]
    competent: Body
    decides: str
    sources: tuple[Citation, ...]
    lands: tuple[str, ...] = ()
    condition: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Competent:
    """Who is competent for a task, from the view of one administration."""

    task: str
    body: Body
    decides: str
    note: str
    sources: tuple[Citation, ...]

    @property
    def own(self) -> bool:
        """Whether the administration itself is competent."""
        return self.body == "own"


BODY_LABELS: dict[Body, str] = {
    "own": "die eigene Verwaltung",
    "association": "der Gemeindeverband",
    "municipality": "die einzelne Gemeinde",
    "kreis": "der Kreis",
    "land": "das Land",
    "bund": "der Bund",
}


def candidates(
    rules: Sequence[CompetenceRule], task: str, land: str, status: str
) -> list[CompetenceRule]:
    """Rules for one task, Land and status; those that name the Land or a condition come first."""
    fitting = [
        rule
        for rule in rules
        if rule.task == task and status in rule.status and (not rule.lands or land in rule.lands)
    ]
    return sorted(fitting, key=lambda rule: (not rule.lands, not rule.condition))


def who_is_competent(
    rules: Sequence[CompetenceRule], task: str, land: str, status: str, facts: Facts
) -> Competent:
    """The first fitting rule whose condition the facts meet.

    Raises KeyError where the table has none: the content must cover every task and status.
    """
    for rule in candidates(rules, task, land, status):
        if evaluate(rule.condition, facts).value is True:
            return Competent(task, rule.competent, rule.decides, rule.note, rule.sources)
    raise KeyError(f"Keine Regel zur Zuständigkeit: {task}, {land}, {status}.")
