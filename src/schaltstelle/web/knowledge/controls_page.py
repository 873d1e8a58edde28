"""Plain values for the pages about security controls."""

from dataclasses import dataclass
from itertools import groupby

from schaltstelle.centre import Centre
from schaltstelle.core.controls import OBLIGATION_LABELS, SECURITY_LEVEL_LABELS, Control
from schaltstelle.core.german import count

EXTENT_LABELS = {"full": "erfüllt sie", "part": "tut einen Teil davon"}


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A control in a list."""

    catalogue: str
    id: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class ControlGroupView:
    """The controls of a chapter."""

    id: str
    title: str
    catalogue: str
    summary: str
    rows: list[ControlRow]


@dataclass(frozen=True, slots=True)
class ControlPage:
    """One control."""

    id: str
    title: str
    statement: str
    guidance: str
    path: str
    level: str
    obligation: str
    source: str
    measures: list[tuple[str, str, str, str]]
    related: list[ControlRow]


def find(opened: Centre, catalogue: str, key: str) -> Control | None:
    """The control of an address."""
    return next((c for c in opened.controls if c.key == (catalogue, key)), None)


def control_list(opened: Centre) -> list[ControlGroupView]:
    """All controls by catalogue and chapter, those that a measure helps with marked."""
    helped = _helped(opened)
    groups = []
    chapters = groupby(opened.controls, key=lambda c: (c.catalogue.id, c.groups[0].id))
    for (catalogue, chapter), members in chapters:
        controls = list(members)
        group = controls[0].groups[0]
        groups.append(
            ControlGroupView(
                f"{catalogue}-{chapter}".lower().replace(".", "-"),
                group.title,
                controls[0].catalogue.title,
                group.description,
                [_row(control, helped.get(control.key, 0)) for control in controls],
            )
        )
    return groups


def _helped(opened: Centre) -> dict[tuple[str, str], int]:
    """How many measures help with each control."""
    counts: dict[tuple[str, str], int] = {}
    for link in opened.content.controls:
        for name in link.controls:
            counts[link.catalogue, name] = counts.get((link.catalogue, name), 0) + 1
    return counts


def _row(control: Control, helped: int) -> ControlRow:
    note = count(helped, "Maßnahme hilft", "Maßnahmen helfen") if helped else ""
    return ControlRow(control.catalogue.id, control.id, control.title, note)


def control_page(opened: Centre, control: Control) -> ControlPage:
    """The page of one control."""
    measures = opened.content.measure
    links = [
        (link.measure, measures[link.measure].title, EXTENT_LABELS[link.extent], link.reason)
        for link in opened.content.controls
        if link.catalogue == control.catalogue.id and control.id in link.controls
    ]
    near = {*control.related, *control.required, control.parent}
    catalogue = control.catalogue
    return ControlPage(
        id=control.id,
        title=control.title,
        statement=control.statement,
        guidance=control.guidance,
        path=" › ".join(group.title for group in control.groups),
        level=SECURITY_LEVEL_LABELS[control.level] if control.level else "",
        obligation=OBLIGATION_LABELS[control.obligation] if control.obligation else "",
        source=f"{catalogue.title}, Fassung {catalogue.version}, {catalogue.publisher}, "
        f"{catalogue.licence}",
        measures=links,
        related=[
            _row(other, 0)
            for other in opened.controls
            if other.catalogue.id == catalogue.id and other.id in near
        ],
    )
