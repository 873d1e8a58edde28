"""Plain values for the pages about standards."""

from dataclasses import dataclass
from datetime import date

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.standards import STANDARD_BINDING_LABELS, Standard
from schaltstelle.web.content.entries import Entry, Group
from schaltstelle.web.knowledge.record import (
    RecordView,
    by_field,
    entry,
    measure_entries,
    record_view,
)


@dataclass(frozen=True, slots=True)
class StandardPage:
    """One standard."""

    record: RecordView
    short: str
    version: str
    keeper: str
    binding: str
    binds: str
    tender: str
    test: str
    address: str
    replaces: list[Entry]
    measures: list[Entry]


def standard_page(opened: Centre, standard: Standard, day: date) -> StandardPage:
    """The page of one standard."""
    content = opened.content
    users = [m.id for m in content.measures if any(u.standard == standard.id for u in m.standards)]
    return StandardPage(
        record=record_view(content, standard, day),
        short=standard.short,
        version=standard.version,
        keeper=standard.keeper,
        binding=STANDARD_BINDING_LABELS[standard.binding],
        binds=standard.binds,
        tender=standard.tender,
        test=standard.test,
        address=standard.address,
        replaces=[standard_entry(content.standard[key], day) for key in standard.replaces],
        measures=measure_entries(content, users),
    )


def standard_list(content: Content, day: date) -> list[Group]:
    """All standards by field."""
    return by_field(content, [(item, standard_entry(item, day)) for item in content.standards])


def standard_entry(standard: Standard, day: date) -> Entry:
    """A standard in a list, with what binds it."""
    return entry(standard, day, STANDARD_BINDING_LABELS[standard.binding])
