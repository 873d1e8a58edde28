"""Plain values for the method page."""

from dataclasses import dataclass

from schaltstelle.content import Content
from schaltstelle.core.german import number, percent
from schaltstelle.core.parameters import Parameter
from schaltstelle.web.citations import OriginNote, origin_note


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One figure of a model."""

    label: str
    value: str
    unit: str
    origin: OriginNote


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """How often the interval held under one assumption, by number of known criteria."""

    label: str
    shares: list[str]


@dataclass(frozen=True, slots=True)
class MethodPage:
    """The figures behind the method."""

    fields: int
    criteria: int
    measures: int
    indicators: int
    parameters: list[ParameterLine]
    known: list[int]
    coverage: list[CoverageLine]


def method(content: Content) -> MethodPage:
    """The method page."""
    return MethodPage(
        len(content.fields),
        len(content.criteria),
        len(content.measures),
        len(content.indicators),
        [_parameter(parameter) for parameter in content.parameters],
        sorted({line.known for line in content.coverage}),
        _coverage(content),
    )


def _coverage(content: Content) -> list[CoverageLine]:
    lines: dict[str, dict[int, str]] = {}
    for line in content.coverage:
        lines.setdefault(line.label, {})[line.known] = percent(line.coverage * 100, 1)
    return [
        CoverageLine(label, [text for _, text in sorted(texts.items())])
        for label, texts in lines.items()
    ]


def _parameter(parameter: Parameter) -> ParameterLine:
    decimals = 0 if parameter.value == int(parameter.value) else 2
    return ParameterLine(
        parameter.label,
        number(parameter.value, decimals),
        parameter.unit,
        origin_note(parameter.origin),
    )
