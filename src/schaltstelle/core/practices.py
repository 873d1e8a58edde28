"""Practices (Praxisbeispiele): who did it, with what result, what it took, whom to ask."""

from dataclasses import dataclass

from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.records import Record

COUNTRY_NAMES = {
    "AT": "Österreich",
    "BE": "Belgien",
    "CA": "Kanada",
    "CH": "Schweiz",
    "CZ": "Tschechien",
    "DK": "Dänemark",
    "EE": "Estland",
    "ES": "Spanien",
    "FI": "Finnland",
    "FO": "Färöer",
    "FR": "Frankreich",
    "GB": "Großbritannien",
    "IE": "Irland",
    "IT": "Italien",
    "LT": "Litauen",
    "LU": "Luxemburg",
    "LV": "Lettland",
    "NL": "Niederlande",
    "NO": "Norwegen",
    "PL": "Polen",
    "PT": "Portugal",
    "SE": "Schweden",
    "UA": "Ukraine",
    "US": "USA",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFigure:
    """A published figure of a result; `source` is the position (from 1) in the sources."""

    what: str
    value: str
    source: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Record):
    """Something that a place has done and that others can do too.

    `place` is the official key (AGS, ARS or key of a Kreis or Land); empty abroad, where
    `country` (ISO 3166-1 alpha-2) and `place_name` say where. `partners` are keys of places that
    share it. `body` says what was done; `result`, `effort` and `problems` what is published about
    result, effort and trouble, each empty where nothing is. `contact` names an office, never a
    person. `alliance` says that an association or company which the register does not know has
    done it, and that `place` is only where it works. `since` is None where no page says since
    when. `carry_over` says what would have to be true here for a practice from abroad to work.
    """

    place: str = ""
    country: str = "DE"
    place_name: str
    partners: tuple[str, ...] = ()
    alliance: bool = False
    since: int | None = None
    ended: int | None = None
    measures: tuple[str, ...]
    result: str = ""
    figures: tuple[ResultFigure, ...] = ()
    effort: str = ""
    problems: str = ""
    contact: str
    carry_over: tuple[str, ...] = ()

    @property
    def region(self) -> str:
        """The Land of the place; abroad the country."""
        if self.place:
            return LAND_NAMES[self.place[:2]]
        return COUNTRY_NAMES.get(self.country, self.country)
