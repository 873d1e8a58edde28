"""What is known about an administration: indicators and the evidence for each value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from schaltstelle.core.german import NO_BREAK, number, percent
from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.places import Places
from schaltstelle.core.rules import Value
from schaltstelle.core.size import SizeClass, size_class

Grade = Literal["register", "document", "peer_verified", "self_reported", "estimated"]

GRADE_LABELS: dict[Grade, str] = {
    "register": "amtliches oder öffentliches Register",
    "document": "Dokument",
    "peer_verified": "von einer anderen Verwaltung bestätigt",
    "self_reported": "eigene Angabe",
    "estimated": "geschätzt",
}

# Statuses whose Kreis is the place itself, so that a Kreis value is its own value.
OWN_KREIS = ("kreis", "kreisfrei", "stadtstaat")

# Interquartile range of the normal distribution in its standard deviations.
NORMAL_RANGE = 1.349

YES_NO = "ja/nein"
LEVEL_CODE = "Stufe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A measured quantity with unit, direction, source and vintage.

    `phrase` names the quantity with its article, as the subject of a sentence. `column` names the
    raw column of the reference tables where it differs from `id`; `formula` is an expression over
    other indicators instead (aggregation "formula"). `aggregation` says how values of member
    municipalities become the value of their administration; "carried" takes the value of the
    Kreis, "worst" the least favourable member. `role`: "context" variables may enter a peer lens,
    "outcome" ones (digital results) never do, "security" ones are neither mapped nor listed.
    `scale` "log" marks skewed quantities, which are compared by ratio. Values below `lowest`,
    above `highest` or in the Länder `unknown_in` are not credible and count as unknown. `steps`
    names the values 1, 2, 3 .. of an indicator that counts steps of an official scale.
    """

    id: str
    label: str
    short: str
    phrase: str
    unit: str
    decimals: int
    direction: Literal["higher_better", "lower_better", "none"]
    denominator: str
    group: str
    source: str
    vintage: str
    level: Literal["municipality", "kreis"]
    role: Literal["context", "outcome", "security"]
    aggregation: Literal[
        "sum",
        "population_mean",
        "household_mean",
        "dwelling_mean",
        "worst",
        "shared_domain",
        "carried",
        "formula",
    ]
    explanation: str
    column: str = ""
    formula: str = ""
    scale: Literal["linear", "log"] = "linear"
    lowest: float | None = None
    highest: float | None = None
    unknown_in: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def raw_column(self) -> str:
        """The column of the reference tables that holds the values."""
        return self.column or self.id

    def text(self, value: float) -> str:
        """A value as the screen shows it, with its unit: "31,2 %", "1.234 Einwohner", "ja"."""
        if self.unit == YES_NO:
            return "ja" if value else "nein"
        if self.unit == "%":
            return percent(value, self.decimals)
        if self.unit == LEVEL_CODE:
            return number(value, self.decimals)
        return f"{number(value, self.decimals)}{NO_BREAK}{self.unit}"

    def step(self, value: float) -> str:
        """The name of the step nearest to a value, "dünn besiedelt"; only with `steps`."""
        nearest = round(value) - 1
        return self.steps[min(max(nearest, 0), len(self.steps) - 1)]


@dataclass(frozen=True, slots=True)
class ColumnOrigin:
    """Source id and vintage of a raw column."""

    source: str
    vintage: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value about one administration with where it comes from and how sure it is.

    `value` is None where nothing is known. `level` "kreis" marks a value of the whole Kreis;
    `coverage` is the share of the weight (people, dwellings) with known values behind it.
    """

    indicator: str
    value: float | None
    text: str
    source: str
    vintage: str
    grade: Grade
    level: Literal["municipality", "kreis"]
    coverage: float
    note: str


@dataclass(frozen=True, eq=False)
class AdministrationValues:
    """The values of all indicators for all administrations.

    `place_rows` are the rows of the register, one per row of `values` (keys as row labels).
    `coverage` is the share of the weight with known values; `estimated` the share of it that its
    source marks as estimated; both have the shape of `values`. lon, lat: centre of the people.
    `mail_domain` is the domain that speaks for each administration, empty if none is known.
    """

    places: Places
    indicators: tuple[Indicator, ...]
    place_rows: NDArray[np.int32]
    values: LabelledMatrix
    coverage: NDArray[np.float32]
    estimated: NDArray[np.float32]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    status: tuple[str, ...]
    mail_domain: tuple[str, ...]
    origins: Mapping[str, ColumnOrigin]

    @cached_property
    def _row_of_place(self) -> dict[int, int]:
        return {int(place): row for row, place in enumerate(self.place_rows)}

    @cached_property
    def compared(self) -> NDArray[np.float64]:
        """The values on the scale on which they are compared: skewed ones after a logarithm."""
        skewed = np.array([indicator.scale == "log" for indicator in self.indicators])
        values = self.values.values.astype(np.float64)
        # By columns in memory: that is how they are read.
        return np.asfortranarray(np.where(skewed, np.log1p(np.maximum(values, 0.0)), values))

    @cached_property
    def spread(self) -> NDArray[np.float64]:
        """Robust standard deviation of each compared indicator over all administrations.

        From the interquartile range, NaN where nothing is known.
        """
        spread = np.full(len(self.indicators), np.nan)
        for column, values in enumerate(self.compared.T):
            known = values[~np.isnan(values)]
            if len(known):
                low, high = np.quantile(known, [0.25, 0.75])
                spread[column] = (high - low) / NORMAL_RANGE
        return spread

    def row(self, place: int) -> int:
        """The row of the administration with this row of the register; KeyError if it is none."""
        return self._row_of_place[place]

    def origin(self, indicator: Indicator) -> ColumnOrigin:
        """Source and vintage: those of the tables where they say, else those of the indicator."""
        found = self.origins.get(indicator.raw_column)
        return found or ColumnOrigin(indicator.source, indicator.vintage)

    def known(self, place: int) -> dict[str, float]:
        """The known values of an administration by indicator id."""
        line = self.values.values[self.row(place)]
        return {
            name: float(value)
            for name, value in zip(self.values.columns, line, strict=True)
            if not np.isnan(value)
        }

    def size(self, place: int) -> SizeClass:
        """The size class of an administration."""
        return size_class(float(self.values.column("population")[self.row(place)]))

    def facts(self, place: int) -> dict[str, Value | None]:
        """What expressions may ask for: facts of the place and all indicators, None if unknown."""
        known = self.known(place)
        facts: dict[str, Value | None] = {name: known.get(name) for name in self.values.columns}
        facts["land"] = self.places.ars[place][:2]
        facts["status"] = self.status[self.row(place)]
        facts["size"] = self.size(place)
        return facts

    def evidence(self, place: int) -> tuple[Evidence, ...]:
        """The evidence for every indicator of an administration, in the order of indicators."""
        row = self.row(place)
        return tuple(self._evidence(row, column) for column in range(len(self.indicators)))

    def _evidence(self, row: int, column: int) -> Evidence:
        indicator = self.indicators[column]
        raw = float(self.values.values[row, column])
        value = None if np.isnan(raw) else raw
        estimated = float(self.estimated[row, column])
        origin = self.origin(indicator)
        return Evidence(
            indicator=indicator.id,
            value=value,
            text="unbekannt" if value is None else indicator.text(value),
            source=origin.source,
            vintage=origin.vintage,
            grade="estimated" if value is not None and estimated > 0 else "register",
            level=indicator.level,
            coverage=float(self.coverage[row, column]),
            note=self._note(row, indicator, value, float(self.coverage[row, column]), estimated),
        )

    def _note(
        self,
        row: int,
        indicator: Indicator,
        value: float | None,
        coverage: float,
        estimated: float,
    ) -> str:
        if value is None:
            return _why_unknown(indicator, coverage)
        notes = []
        if indicator.level == "kreis" and self.status[row] not in OWN_KREIS:
            notes.append("Wert des ganzen Kreises")
        if indicator.aggregation == "shared_domain" and coverage < 1:
            notes.append(f"gemeinsame Domain der Gemeinden mit {_share(coverage)} der Einwohner")
        elif coverage < 1:
            told = f"aus Angaben für {_share(coverage)} des Gebiets"
            notes.append(f"hochgerechnet {told}" if indicator.aggregation == "sum" else told)
        if estimated > 0:
            notes.append("geschätzt" if estimated >= 1 else f"zu {_share(estimated)} geschätzt")
        return "; ".join(notes)


def _share(value: float) -> str:
    """A share in whole percent that says neither "0 %" nor "100 %" of a part."""
    return percent(min(99.0, max(1.0, round(value * 100))))


def _why_unknown(indicator: Indicator, coverage: float) -> str:
    if indicator.aggregation == "shared_domain":
        return "keine gemeinsame Domain bekannt"
    if indicator.aggregation == "worst":
        return "nur bei mehreren Gemeinden mit bekannten Werten"
    if coverage > 0:
        return f"nur für {_share(coverage)} bekannt, das ist zu wenig"
    return "in den Quellen nicht enthalten"
