"""All successions of keys from the change tables, the conversion keys and the overrides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from schaltstelle.core.places import UNINHABITED_KIND, Level, Succession
from schaltstelle.sources import key_conversion, territory_changes
from schaltstelle.sources.collect import Collected
from schaltstelle.sources.gv100ad import RegisterRow
from schaltstelle.sources.overrides import SUCCESSIONS
from schaltstelle.sources.territory_changes import ChangeKind


def gather(collected: Collected) -> tuple[Succession, ...]:
    """Every known succession once: exact days before years, overrides only where nothing else is.

    Steps whose old key lives on in the register are kept only as renamings.
    """
    held = {row.ags for row in collected.register if row.level is Level.MUNICIPALITY}
    changes = territory_changes.compile_rows(collected.of("territory_changes"))
    conversion = key_conversion.compile_rows(collected.of("key_conversion"))
    steps = _prefer(_prefer(changes, conversion), _applicable(SUCCESSIONS, held))
    return tuple(step for step in steps if step.kind == "renamed" or step.old_key not in held)


def _prefer(first: Sequence[Succession], second: Sequence[Succession]) -> tuple[Succession, ...]:
    known = {step.old_key for step in first if step.kind != "renamed"}
    return (*first, *(step for step in second if step.old_key not in known))


def _applicable(steps: Iterable[Succession], held: set[str]) -> tuple[Succession, ...]:
    return tuple(step for step in steps if step.new_key in held)


def unexplained(
    register: Sequence[RegisterRow],
    former: Sequence[RegisterRow],
    steps: Sequence[Succession],
) -> tuple[RegisterRow, ...]:
    """Inhabited municipalities of the former register that are gone without any succession."""
    held = {row.ags for row in register if row.level is Level.MUNICIPALITY}
    explained = {step.old_key for step in steps}
    return tuple(
        row
        for row in former
        if row.level is Level.MUNICIPALITY
        and row.kind != UNINHABITED_KIND
        and row.ags not in held
        and row.ags not in explained
    )


def populations(collected: Collected) -> dict[str, float]:
    """Inhabitants of former municipalities, to weigh what was merged."""
    people: dict[str, float] = defaultdict(float)
    for change in collected.of("territory_changes"):
        if ChangeKind.DISSOLVED in change.kinds:
            people[change.old_key] += change.population
    for row in collected.of("key_conversion"):
        people.setdefault(row.old_key, row.population)
    for row in collected.former_register:
        if row.level is Level.MUNICIPALITY:
            people[row.ags] = people.get(row.ags) or float(row.population)
    return dict(people)


@dataclass(frozen=True)
class Origin:
    """A former municipality of which `weight` persons came into a current one."""

    key: str
    name: str
    weight: float
    same_territory: bool


@dataclass(frozen=True)
class Origins:
    """What current municipalities were made of: successions read backwards.

    `people` holds the inhabitants of former municipalities by key.
    """

    steps: tuple[Succession, ...]
    people: Mapping[str, float]

    @cached_property
    def _by_new(self) -> Mapping[str, list[Succession]]:
        found: dict[str, list[Succession]] = {}
        for step in self.steps:
            if step.kind != "renamed":
                found.setdefault(step.new_key, []).append(step)
        return found

    def of(self, key: str) -> tuple[Succession, ...]:
        """The steps that led directly to `key`."""
        return tuple(self._by_new.get(key, ()))

    def among(self, key: str, held: Container[str]) -> tuple[Origin, ...]:
        """The former municipalities of `key` that are `held`, chains followed.

        Empty when a part of it comes from one that is neither held nor made of held ones.
        """
        steps = self.of(key)
        found: list[Origin] = []
        for step in steps:
            if step.old_key in held:
                found.append(self._origin(step, len(steps)))
                continue
            further = self.among(step.old_key, held)
            if not further:
                return ()
            found.extend(further)
        return tuple(found)

    def _origin(self, step: Succession, siblings: int) -> Origin:
        weight = self.people.get(step.old_key, 0.0) * step.share
        same = siblings == 1 and step.kind == "recoded"
        return Origin(step.old_key, step.old_name, weight, same)
