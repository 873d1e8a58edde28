"""Who is competent for a public task: a table Land × status × task."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schaltstelle.core.citation import Citation

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


def candidates(
    rules: Sequence[CompetenceRule], task: str, land: str, status: str
) -> list[CompetenceRule]:
    """Rules for one task, Land and status; those that name the Land come first."""
    fitting = [
        rule
        for rule in rules
        if rule.task == task and status in rule.status and (not rule.lands or land in rule.lands)
    ]
    return sorted(fitting, key=lambda rule: (not rule.lands, not rule.condition))
