"""The one door: opens reference and content once, answers find(), advise() and search()."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from schaltstelle import __version__
from schaltstelle.content.lines import ContentErrors
from schaltstelle.content.load import Content
from schaltstelle.content.load import load as load_content
from schaltstelle.core.advice import Advice, Request, advise
from schaltstelle.core.aggregate import administration_values
from schaltstelle.core.controls import Control
from schaltstelle.core.evidence import AdministrationValues, ColumnOrigin, Indicator
from schaltstelle.core.knowledge import Knowledge, Versions
from schaltstelle.core.peers import Peers
from schaltstelle.core.place_search import Found, PlaceIndex
from schaltstelle.core.places import Level, Places
from schaltstelle.core.planning import Frame
from schaltstelle.core.query import Context, Kind, Query
from schaltstelle.core.roadmap.problem import Quarter
from schaltstelle.core.territory import RawValues
from schaltstelle.reference.load import Reference, TablesError
from schaltstelle.reference.load import load as load_reference

if TYPE_CHECKING:
    from schaltstelle.search.index import Index
    from schaltstelle.search.results import Hit, Results


@dataclass(frozen=True, eq=False)
class Centre:
    """Facts and content, opened; needs no database."""

    reference: Reference
    content: Content

    @property
    def places(self) -> Places:
        """The register."""
        return self.reference.places

    @cached_property
    def versions(self) -> Versions:
        """Versions of data, content and code: the key of every cache."""
        return Versions(self.reference.version, self.content.version, __version__)

    @cached_property
    def index(self) -> PlaceIndex:
        """The names of all places, ready for search."""
        return PlaceIndex(self.places)

    @cached_property
    def raw_values(self) -> RawValues:
        """What the reference tables hold, as the core takes it."""
        reference = self.reference
        mail = reference.mail
        return RawValues(
            municipalities=reference.municipality_values,
            kreise=reference.kreis_values,
            domains={ags: mail.domain(ags) for ags in reference.municipality_values.rows},
            estimated=frozenset((entry.key, entry.column) for entry in reference.estimated),
            origins={
                column.id: ColumnOrigin(column.source, column.vintage)
                for column in reference.columns.values()
            },
        )

    @cached_property
    def values(self) -> AdministrationValues:
        """All indicators of all administrations."""
        return administration_values(self.places, self.raw_values, self.content.indicators)

    def municipal_values(self, indicators: Sequence[Indicator]) -> AdministrationValues:
        """The values that every inhabited municipality would have if it administered itself."""
        itself = np.full(len(self.places), -1, dtype=np.int32)
        municipal = np.flatnonzero(
            (self.places.level == Level.MUNICIPALITY) & self.places.inhabited
        )
        itself[municipal] = municipal
        alone = replace(self.places, administration=itself)
        return administration_values(alone, self.raw_values, indicators)

    @property
    def controls(self) -> tuple[Control, ...]:
        """The controls of all catalogues in the reference tables."""
        return self.reference.controls

    @cached_property
    def knowledge(self) -> Knowledge:
        """All that the chain works with."""
        content = self.content
        return Knowledge(
            places=self.places,
            values=self.values,
            peers=Peers.prepare(self.values, content.lenses),
            fields=content.fields,
            criteria=content.criteria,
            measures=content.measures,
            indicators=content.indicators,
            tasks=content.tasks,
            competence=content.competence,
            special_status=content.special_status,
            parameters=content.parameters,
            default_limits=content.default_limits,
            practices=content.practices,
            programmes=content.programmes,
            declared_facts=content.declared_facts,
            skills=content.skills,
            courses=content.courses,
            control_links=content.controls,
            controls=self.controls,
            source_titles={source.id: source.title for source in self.reference.sources},
            versions=self.versions,
        )

    def find(self, text: str) -> Found:
        """Places with a name or key."""
        return self.index.find(text)

    def complete(self, text: str, limit: int = 10) -> tuple[int, ...]:
        """Rows of places whose name begins with a text."""
        return self.index.complete(text, limit)

    @cached_property
    def search_index(self) -> Index:
        """The index of everything that can be found, brought up to this content."""
        # Here and below imported at first use: an advice needs no search.
        from schaltstelle.search.collection import current_index

        version = f"{self.versions.content}:{self.versions.data}:{self.versions.code}"
        return current_index(self.content, self.controls, self.places, version)

    def search(self, query: Query, context: Context | None = None, *, today: date) -> Results:
        """Everything that fits a query, places among it."""
        from schaltstelle.search.engine import search

        return search(self.search_index, query, context, today=today, places=self.index)

    def related(
        self, kind: Kind, name: str, limit: int = 6, *, today: date | None = None
    ) -> tuple[Hit, ...]:
        """What else is interesting beside a record ("Auch interessant")."""
        from schaltstelle.search.related import related

        return related(self.search_index, kind, name, limit, today=today)

    def search_context(self, place: int, today: date) -> Context | None:
        """What a place brings to a search: its size, Land, gaps and recommended measures.

        None for a place without an administration.
        """
        if self.places.administration[place] < 0:
            return None
        start = Quarter(today.year, (today.month - 1) // 3 + 1) + 1
        advice = self.advise(place, Request(frame=Frame(start=start), day=today))
        facts = self.knowledge.facts(int(self.places.administration[place]))
        return Context(
            place=advice.administration.name,
            land=str(facts["land"]),
            size=self.values.size(int(self.places.administration[place])),
            gaps=frozenset(gap.criterion for gap in advice.gaps),
            measures=frozenset(item.measure.id for item in advice.measures.recommended[:20]),
        )

    def advise(self, place: int, request: Request) -> Advice:
        """The advice for the administration that acts for a place (a row of the register)."""
        return advise(self.knowledge, place, request)


class CentreError(RuntimeError):
    """Facts or content cannot be opened; the message is German and says what to do."""


@lru_cache(maxsize=1)
def open_centre() -> Centre:
    """The centre over the tables and the content in use, opened once per process.

    Raises CentreError where a table is damaged or a content file has errors.
    """
    try:
        reference = load_reference()
    except TablesError as error:
        raise CentreError(
            f"{error} Sind es selbst übersetzte, bitte neu übersetzen (schaltstelle data build) "
            "oder den Ordner löschen; dann gelten wieder die mitgelieferten."
        ) from error
    try:
        return Centre(reference, load_content())
    except ContentErrors as errors:
        raise CentreError(f"In den Inhaltsdateien sind Fehler:\n{errors}") from errors
