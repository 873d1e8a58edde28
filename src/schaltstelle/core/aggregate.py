"""Values of municipalities and Kreise → values of the administrations that act for them."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core import rules
from schaltstelle.core.evidence import AdministrationValues, Indicator
from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.places import Level, Places
from schaltstelle.core.territory import RawValues, Territory

Floats = NDArray[np.float64]

# Below this share of known weight a mean says more about who is missing than about the place.
LEAST_COVERAGE = 0.5


@dataclass(frozen=True, eq=False)
class _Column:
    """Value, coverage and estimated share of one indicator for every administration."""

    values: Floats
    coverage: Floats
    estimated: Floats


def administration_values(
    places: Places, raw: RawValues, indicators: Sequence[Indicator]
) -> AdministrationValues:
    """The values of `indicators` for all administrations, local ones and Kreise.

    A formula may use every indicator that has none itself. An indicator whose raw column the
    tables do not hold is unknown everywhere. About 50 ms for the whole register.
    """
    territory = Territory(places, raw)
    speakers = _speakers(raw, territory)
    columns = _direct_columns(places, raw, territory, speakers, indicators)
    for indicator in indicators:
        if indicator.aggregation == "formula":
            columns[indicator.id] = _calculated(indicator.formula, columns)
    ordered = [columns[indicator.id] for indicator in indicators]
    return AdministrationValues(
        places=places,
        indicators=tuple(indicators),
        place_rows=territory.rows.astype(np.int32),
        values=LabelledMatrix(
            tuple(places.key(int(row)) for row in territory.rows),
            tuple(indicator.id for indicator in indicators),
            np.column_stack([column.values for column in ordered]),
        ),
        coverage=np.column_stack([column.coverage for column in ordered]).astype(np.float32),
        estimated=np.column_stack([column.estimated for column in ordered]).astype(np.float32),
        lon=_centre(territory, "lon"),
        lat=_centre(territory, "lat"),
        status=territory.status,
        mail_domain=tuple(
            raw.domains.get(territory.keys[at], "") if at >= 0 else "" for at in speakers[0]
        ),
        origins=raw.origins,
    )


def _direct_columns(
    places: Places,
    raw: RawValues,
    territory: Territory,
    speakers: tuple[NDArray[np.intp], Floats],
    indicators: Sequence[Indicator],
) -> dict[str, _Column]:
    """Every indicator that is not a formula over others."""
    land = np.array([places.ars[row][:2] for row in territory.rows])
    flags = _flags(raw, territory)
    kreise = _kreis_columns(raw, territory)
    columns: dict[str, _Column] = {}
    for indicator in indicators:
        if indicator.aggregation == "formula":
            continue
        if indicator.aggregation == "carried":
            column = kreise.get(indicator.raw_column) or _nothing(territory.count)
        else:
            column = _aggregated(indicator, territory, flags, speakers)
        columns[indicator.id] = _credible(column, indicator, land)
    return columns


def _aggregated(
    indicator: Indicator,
    territory: Territory,
    flags: Mapping[str, Floats],
    speakers: tuple[NDArray[np.intp], Floats],
) -> _Column:
    name = indicator.raw_column
    if name not in territory.columns:
        return _nothing(territory.count)
    values = territory.columns[name]
    flagged = flags.get(name, np.zeros(len(values)))
    if indicator.aggregation == "shared_domain":
        return _spoken(values, flagged, *speakers)
    column = _mean(values, flagged, territory.weights[indicator.aggregation], territory)
    if indicator.aggregation == "sum":
        return _sum(values, column, territory)
    if indicator.aggregation == "worst":
        return _worst(values, column, indicator, territory)
    return column


def _nothing(count: int) -> _Column:
    return _Column(np.full(count, np.nan), np.zeros(count), np.zeros(count))


def _mean(values: Floats, flagged: Floats, weights: Floats, territory: Territory) -> _Column:
    """The weighted mean of the known values, unknown below LEAST_COVERAGE."""
    weights = np.maximum(weights, 1e-9)  # an uncounted municipality still carries its own value
    known = np.where(np.isnan(values), 0.0, weights)
    known_weight = territory.total(known)
    coverage = known_weight / territory.total(weights)
    with np.errstate(invalid="ignore"):
        mean = territory.total(np.where(known > 0, values, 0.0) * known) / known_weight
        estimated = territory.total(known * flagged) / known_weight
    enough = coverage >= LEAST_COVERAGE
    # Without rounding the mean of equal values may leave them, even 100 percent, by an ulp.
    return _Column(
        np.where(enough, mean.round(9), np.nan), coverage, np.where(enough, estimated, 0.0)
    )


def _sum(values: Floats, column: _Column, territory: Territory) -> _Column:
    """The sum; what is missing is filled up by share of population and counts as estimated."""
    known = territory.total(np.nan_to_num(values))
    full = column.coverage >= 1.0 - 1e-9
    enough = column.coverage >= LEAST_COVERAGE
    filled = known / np.maximum(column.coverage, LEAST_COVERAGE)
    return _Column(
        np.where(enough, np.where(full, known, filled), np.nan),
        column.coverage,
        np.where(
            enough & ~full, np.maximum(column.estimated, 1 - column.coverage), column.estimated
        ),
    )


def _worst(values: Floats, column: _Column, indicator: Indicator, territory: Territory) -> _Column:
    """The least favourable known value; without meaning for a single municipality."""
    high_is_bad = indicator.direction == "lower_better"
    worst = np.full(territory.count, -np.inf if high_is_bad else np.inf)
    extreme = np.fmax if high_is_bad else np.fmin
    extreme.at(worst, territory.owner, values[territory.member])
    told = (column.coverage >= LEAST_COVERAGE) & (territory.members > 1)
    return _Column(
        np.where(told, worst, np.nan), column.coverage, np.where(told, column.estimated, 0.0)
    )


def _speakers(raw: RawValues, territory: Territory) -> tuple[NDArray[np.intp], Floats]:
    """For each administration the municipality whose mail is its own, -1 if none, and the share
    of the people behind it.

    That is the municipality itself where it administers, and for an association its largest
    member with the domain that members with more than half of the people share. A Kreis has
    a domain of its own that nothing here shows.
    """
    speaker = np.full(territory.count, -1, dtype=np.intp)
    share = np.zeros(territory.count)
    itself = territory.level == Level.MUNICIPALITY
    speaker[itself] = np.searchsorted(territory.municipalities, territory.rows[itself])
    share[itself] = 1.0
    _shared_domains(raw, territory, speaker, share)
    return speaker, share


def _shared_domains(
    raw: RawValues, territory: Territory, speaker: NDArray[np.intp], share: Floats
) -> None:
    names = [raw.domains.get(key, "") for key in territory.keys]
    codes = {name: code for code, name in enumerate(sorted(set(names) - {""}))}
    code = np.array([codes.get(name, -1) for name in names], dtype=np.intp)
    population = territory.columns["population"]
    people = territory.total(population)
    candidates = (territory.level[territory.owner] == Level.ASSOCIATION) & (
        code[territory.member] >= 0
    )
    owner, member = territory.owner[candidates], territory.member[candidates]
    pair, inverse = np.unique(owner * max(1, len(codes)) + code[member], return_inverse=True)
    together = np.bincount(inverse, weights=population[member], minlength=len(pair))
    behind = together[inverse] / people[owner]
    for index in np.argsort(population[member], kind="stable"):  # the largest one last
        if behind[index] > 0.5:
            speaker[owner[index]], share[owner[index]] = member[index], behind[index]


def _spoken(values: Floats, flagged: Floats, speaker: NDArray[np.intp], share: Floats) -> _Column:
    """The value of the municipality that stands for each administration."""
    has = speaker >= 0
    found = np.where(has, values[speaker], np.nan)
    known = ~np.isnan(found)
    return _Column(found, np.where(known, share, 0.0), np.where(known, flagged[speaker], 0.0))


def _kreis_columns(raw: RawValues, territory: Territory) -> dict[str, _Column]:
    """Every column of the Kreise: the value of its Kreis for each administration."""
    table = raw.kreise.align_rows(territory.kreis_keys).values.astype(np.float64).round(4)
    kreis = territory.kreis_position(territory.rows)
    carried = table[kreis]
    known = (~np.isnan(carried)).astype(np.float64)
    position = {key: at for at, key in enumerate(territory.kreis_keys)}
    flagged = np.zeros_like(table)
    for key, name in raw.estimated:
        if key in position and name in raw.kreise.columns:
            flagged[position[key], raw.kreise.columns.index(name)] = 1.0
    estimated = flagged[kreis] * known
    return {
        name: _Column(carried[:, at], known[:, at], estimated[:, at])
        for at, name in enumerate(raw.kreise.columns)
    }


def _flags(raw: RawValues, territory: Territory) -> dict[str, Floats]:
    """1 for each municipality whose value is estimated, by column that has such values."""
    position = {key: at for at, key in enumerate(territory.keys)}
    flags: dict[str, Floats] = {}
    for key, name in raw.estimated:
        if key in position:
            flags.setdefault(name, np.zeros(len(position)))[position[key]] = 1.0
    return flags


def _centre(territory: Territory, axis: str) -> Floats:
    """Mean longitude or latitude of the people of each administration, in degrees."""
    values = territory.columns[axis]
    weights = territory.weights["population_mean"]
    return _mean(values, np.zeros(len(values)), weights, territory).values


def _credible(column: _Column, indicator: Indicator, land: NDArray[np.str_]) -> _Column:
    """The column with values that are not credible taken out (see Indicator)."""
    low = -np.inf if indicator.lowest is None else indicator.lowest
    high = np.inf if indicator.highest is None else indicator.highest
    with np.errstate(invalid="ignore"):
        wrong = (column.values < low) | (column.values > high)
    wrong |= np.isin(land, indicator.unknown_in)
    if not wrong.any():
        return column
    return _Column(
        np.where(wrong, np.nan, column.values),
        np.where(wrong, 0.0, column.coverage),
        np.where(wrong, 0.0, column.estimated),
    )


Operation = Callable[[Floats, Floats], Floats]

_OPERATIONS: dict[type[ast.operator], Operation] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _calculated(formula: str, columns: Mapping[str, _Column]) -> _Column:
    """A formula for all administrations at once; it is as sure as its least sure part."""
    with np.errstate(divide="ignore", invalid="ignore"):
        values = _calculate(rules.parse(formula), columns)
    known = np.isfinite(values)
    parts = [columns[name] for name in rules.names(formula)]
    coverage = np.min([part.coverage for part in parts], axis=0)
    estimated = np.max([part.estimated for part in parts], axis=0)
    return _Column(
        np.where(known, values, np.nan), np.where(known, coverage, 0.0), estimated * known
    )


def _calculate(node: ast.expr, columns: Mapping[str, _Column]) -> Floats:
    match node:
        case ast.Name(id=name):
            return columns[name].values
        case ast.Constant(value=int() | float() as value):
            return np.float64(value)  # type: ignore[return-value]
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATIONS[type(op)](_calculate(left, columns), _calculate(right, columns))
    raise rules.RuleError("Die Formel einer Kennzahl darf nur rechnen.")
