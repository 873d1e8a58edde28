"""Figures of the models that are judgements, not measurements: data with a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from schaltstelle.core.citation import Citation, Origin
from schaltstelle.core.size import SizeClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One figure of a model, with unit and origin."""

    id: str
    label: str
    value: float
    unit: str
    origin: Origin
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultLimits:
    """The frame assumed where none is given: expressions over facts, in euros a year and posts."""

    size: SizeClass
    body: Literal["local", "kreis"]
    investive: str
    consumptive: str
    staff: str
    origin: Origin
    sources: tuple[Citation, ...] = ()


def values(parameters: Iterable[Parameter]) -> Mapping[str, float]:
    """The figures by id."""
    return {parameter.id: parameter.value for parameter in parameters}
