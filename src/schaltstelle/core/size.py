"""Size classes of administrations, after the town types of the BBSR."""

import math
from dataclasses import dataclass
from typing import Literal

SizeClass = Literal["village", "small_town", "town", "city"]

SIZE_CLASSES: tuple[SizeClass, ...] = ("village", "small_town", "town", "city")

SIZE_LABELS: dict[SizeClass, str] = {
    "village": "unter 5.000 Einwohner",
    "small_town": "5.000 bis unter 20.000 Einwohner",
    "town": "20.000 bis unter 100.000 Einwohner",
    "city": "ab 100.000 Einwohner",
}


def size_class(population: float) -> SizeClass:
    """The class of an administration that serves `population` people.

    The limits are those of the BBSR's Stadt- und Gemeindetypen (Landgemeinde, Kleinstadt,
    Mittelstadt, Großstadt), applied to the administration instead of the municipality.
    """
    if population < 5_000:
        return "village"
    if population < 20_000:
        return "small_town"
    return "town" if population < 100_000 else "city"


Range = tuple[float, float]

# What a class spans when cost is placed within it; its outer ends are where most of it lies.
_SPANS: dict[SizeClass, Range] = {
    "village": (500, 5_000),
    "small_town": (5_000, 20_000),
    "town": (20_000, 100_000),
    "city": (100_000, 1_000_000),
}


def place_in_class(population: float) -> float:
    """Where an administration stands in its size class: 0 at the lower end, 1 at the upper one.

    By ratio, as sizes differ by ratio.
    """
    low, high = _SPANS[size_class(population)]
    bounded = min(max(population, low), high)
    return math.log(bounded / low) / math.log(high / low)


def expected(bounds: Range, place: float) -> float:
    """The value to reckon with in a range given for a size class.

    Half of a range is taken to come from size within the class, half to be uncertain for any size:
    the value lies a quarter of the way at the lower end of the class, three quarters at the upper.
    The way is one of ratios, as cost grows with size by ratio; from 0 it can only be straight.
    """
    low, high = bounds
    way = 0.25 + 0.5 * place
    return low * (high / low) ** way if low > 0 else high * way


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeBySize:
    """A lowest and a highest plausible value for each size class."""

    village: Range
    small_town: Range
    town: Range
    city: Range

    def of(self, size: SizeClass) -> Range:
        """The range of one size class."""
        value: Range = getattr(self, size)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBySize:
    """A share between 0 and 1 for each size class."""

    village: float
    small_town: float
    town: float
    city: float

    def of(self, size: SizeClass) -> float:
        """The share of one size class."""
        value: float = getattr(self, size)
        return value
