"""The kinds of records that have a list and a page each: a new kind is a row in `RECORD_KINDS`,
a presenter for it and a template `knowledge/<kind>.html`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.query import KIND_WORDS, Kind
from schaltstelle.core.records import Record
from schaltstelle.web.content.entries import Group
from schaltstelle.web.knowledge.law_page import law_list, law_page
from schaltstelle.web.knowledge.learning_page import course_list, course_page
from schaltstelle.web.knowledge.practices_page import practice_list, practice_page
from schaltstelle.web.knowledge.programmes_page import programme_list, programme_page
from schaltstelle.web.knowledge.record import RecordView
from schaltstelle.web.knowledge.standards_page import standard_list, standard_page

R = TypeVar("R", bound=Record)


class RecordPage(Protocol):
    """What the pages of all kinds have in common."""

    @property
    def record(self) -> RecordView:
        """The part that every record shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind(Generic[R]):
    """A kind of record: what it is called, where it stands and who presents it.

    `title` and `lead` head the list, `one` names a single record. `list_path` and `path` are
    addresses without the key, `list_route` and `route` their names. `records` gives all records
    by id, `groups` the list on a day, `page` the value that the template `knowledge/<kind>.html`
    shows. `open_first` unfolds the first group; `group_route` is the route of a group's own page,
    empty where it has none.
    """

    kind: Kind
    one: str
    title: str
    lead: str
    search_label: str
    list_path: str
    path: str
    list_route: str
    route: str
    records: Callable[[Content], Mapping[str, R]]
    groups: Callable[[Content, date], list[Group]]
    page: Callable[[Centre, R, date], RecordPage]
    open_first: bool = False
    group_route: str = ""

    @property
    def search_kind(self) -> str:
        """The word for the kind in the address of a search."""
        return KIND_WORDS[self.kind]


RECORD_KINDS: tuple[RecordKind[Any], ...] = (
    RecordKind(
        kind="practice",
        one="Praxisbeispiel",
        title="Praxisbeispiele",
        lead="Wer es schon getan hat: was herauskam, was es brauchte, was schwierig war und wer "
        "Auskunft gibt. Mehr als die Hälfte kommt aus kleinen Orten und Verbänden.",
        search_label="In den Praxisbeispielen suchen",
        list_path="praxis/",
        path="praxis/",
        list_route="practices",
        route="practice",
        records=lambda content: content.practice,
        groups=practice_list,
        page=practice_page,
    ),
    RecordKind(
        kind="standard",
        one="Standard",
        title="Standards",
        lead="Worauf man baut, damit Verfahren zusammenpassen: wann ein Standard bindet, wie man "
        "ihn in einer Ausschreibung verlangt und wie man prüft, ob er eingehalten wird.",
        search_label="In den Standards suchen",
        list_path="standards/",
        path="standard/",
        list_route="standards",
        route="standard",
        records=lambda content: content.standard,
        groups=standard_list,
        page=standard_page,
    ),
    RecordKind(
        kind="programme",
        one="Förderprogramm",
        title="Förderung",
        lead="Geld, das Gemeinden, Verbände und Kreise beantragen können. Ob ein Programm für Ihre "
        "Verwaltung in Frage kommt, zeigt die Erstberatung für Ihren Ort.",
        search_label="In den Förderprogrammen suchen",
        list_path="foerderung/",
        path="foerderung/",
        list_route="programmes",
        route="programme",
        records=lambda content: content.programme,
        groups=programme_list,
        page=programme_page,
        open_first=True,
    ),
    RecordKind(
        kind="course",
        one="Kurs",
        title="Lernen",
        lead="Was Menschen im Rathaus können müssen, und wo sie es lernen.",
        search_label="In den Kursen suchen",
        list_path="lernen/",
        path="kurs/",
        list_route="courses",
        route="course",
        records=lambda content: content.course,
        groups=course_list,
        page=course_page,
        group_route="skill",
    ),
    RecordKind(
        kind="law",
        one="Recht",
        title="Recht",
        lead="Regeln von Bund und Ländern, die bestimmen, was eine Verwaltung darf oder muss: "
        "Wertgrenzen, Pflichten und Fristen, jede mit dem amtlichen Text. Das ist keine "
        "Rechtsberatung.",
        search_label="Im Recht suchen",
        list_path="recht/",
        path="recht/",
        list_route="law",
        route="law-rule",
        records=lambda content: content.law_rule,
        groups=law_list,
        page=law_page,
    ),
)
