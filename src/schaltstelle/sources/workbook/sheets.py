"""Which records stand on which sheet, and how their values stand in cells."""

import types
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from schaltstelle.content.lines import ContentErrors, read_text
from schaltstelle.content.write import as_yaml
from schaltstelle.core.framework import Criterion
from schaltstelle.core.law import LawRule
from schaltstelle.core.learning import Course, Skill
from schaltstelle.core.measures import Measure
from schaltstelle.core.practices import Practice
from schaltstelle.core.programmes import DeclaredFact, Programme
from schaltstelle.core.standards import Standard
from schaltstelle.core.vocabulary import Term

Cell = str | float | bool | date | None
Shape = Literal["text", "number", "whole", "truth", "date", "lines", "nested"]


class WrongCell(ValueError):
    """A cell that can't be understood; the message is German."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record and how it stands in a cell."""

    name: str
    shape: Shape


@dataclass(frozen=True)
class Sheet:
    """One kind of record. `key` is the list in its file, None where a file is one record."""

    kind: str
    title: str
    type: type[Any]
    key: str | None = None
    identity: str = "id"

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns: the identity, then the fields in their order."""
        hints = get_type_hints(self.type)
        names = [field.name for field in fields(self.type)]
        names.sort(key=lambda name: name != self.identity)
        return tuple(Column(name, shape_of(hints[name])) for name in names)


SHEETS = (
    Sheet("criteria", "Kriterien", Criterion, "criteria"),
    Sheet("measures", "Maßnahmen", Measure),
    Sheet("practices", "Praxisbeispiele", Practice),
    Sheet("standards", "Standards", Standard),
    Sheet("programmes", "Förderprogramme", Programme),
    Sheet("declared_facts", "Fragen zur Förderung", DeclaredFact, "declared_facts"),
    Sheet("skills", "Fähigkeiten", Skill),
    Sheet("courses", "Kurse", Course),
    Sheet("law", "Recht", LawRule),
    Sheet("terms", "Wörter", Term, "terms", "term"),
)


def shape_of(hint: Any) -> Shape:
    """How values of a type stand in a cell."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return shape_of(next(kind for kind in arguments if kind is not type(None)))
    if origin is Literal:
        return "text"
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return "lines" if shape_of(arguments[0]) == "text" else "nested"
    plain: dict[Any, Shape] = {
        str: "text",
        float: "number",
        int: "whole",
        bool: "truth",
        date: "date",
    }
    return plain.get(hint, "nested")


def to_cell(value: Any, shape: Shape) -> Cell:
    """A plain value (as in a content file) as a cell; None for what is not there."""
    if value is None:
        return None
    if shape == "lines":
        return "\n".join(value)
    if shape == "nested":
        return as_yaml(value).rstrip("\n")
    if shape == "date":
        return date.fromisoformat(value) if isinstance(value, str) else value
    plain: Cell = value
    return plain


def from_cell(cell: Cell, shape: Shape) -> Any:
    """The plain value of a cell; None where it is empty. Raises WrongCell."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    match shape:
        case "text":
            return _as_text(cell)
        case "lines":
            lines = _as_text(cell).split("\n")
            return [line.strip() for line in lines if line.strip()]
        case "whole":
            if isinstance(cell, float) and cell.is_integer():
                return int(cell)
        case "truth":
            return _truth(cell)
        case "date":
            return cell.date() if isinstance(cell, datetime) else cell
        case "nested":
            return _nested(_as_text(cell))
    return cell


def _as_text(cell: Cell) -> str:
    """The text of a cell; a spreadsheet program may have made a number of it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\r\n", "\n").strip()


def _truth(cell: Cell) -> Any:
    words = {"ja": True, "wahr": True, "true": True, "nein": False, "falsch": False, "false": False}
    return words.get(cell.strip().lower(), cell) if isinstance(cell, str) else cell


def _nested(text: str) -> Any:
    try:
        return read_text(text).value
    except ContentErrors as broken:
        error = broken.errors[0]
        raise WrongCell(
            f"Die Liste ist in Zeile {error.line} der Zelle nicht lesbar. {error.message} "
            "Bitte Einrückung, Doppelpunkte und Klammern prüfen."
        ) from None
