"""Plain values into the dataclasses of the core, strictly, with the position of each error."""

import math
import types
from collections.abc import Callable
from datetime import date
from typing import Any, Literal, TypeVar, get_args, get_origin

import cattrs
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from schaltstelle.content.lines import Position

Record = TypeVar("Record")
Problem = tuple[Position, str]


class _WrongValue(ValueError):
    """A value of the wrong type; the message is German."""


def _text(value: Any, _: type) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _WrongValue(f"Hier wird ein Text erwartet, nicht {value!r}.")
    return value.strip()


def _number(value: Any, _: type) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _WrongValue(f"Hier wird eine Zahl erwartet, nicht {value!r}.")
    return float(value)


def _whole(value: Any, _: type) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _WrongValue(f"Hier wird eine ganze Zahl erwartet, nicht {value!r}.")
    return value


def _truth(value: Any, _: type) -> bool:
    if not isinstance(value, bool):
        raise _WrongValue(f"Hier wird true oder false erwartet, nicht {value!r}.")
    return value


def _date(value: Any, _: type) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        message = f"Hier wird ein Datum wie 2026-11-22 erwartet, nicht {value!r}."
        raise _WrongValue(message) from None


def _choice(value: Any, kind: Any) -> Any:
    if value not in get_args(kind):
        choices = ", ".join(str(choice) for choice in get_args(kind))
        raise _WrongValue(f"„{value}“ ist hier nicht möglich. Erlaubt: {choices}.")
    return value


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis


def _list_hook(kind: Any, converter: cattrs.BaseConverter) -> Callable[[Any, Any], Any]:
    """As usual, but a text is no list of letters and a group no list of its names."""
    usual = homogenous_tuple_structure_factory(kind, converter)

    def hook(value: Any, kind: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise _WrongValue(f"Hier wird eine Liste erwartet, nicht {value!r}.")
        return usual(value, kind)

    return hook


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) is types.UnionType and type(None) in get_args(kind)


def _converter(detailed: bool) -> cattrs.Converter:
    # What was validated before is only loaded: that has to be fast.
    converter = cattrs.Converter(
        forbid_extra_keys=True, detailed_validation=detailed, omit_if_default=True
    )
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(date, _date)
    if detailed:
        converter.register_structure_hook_factory(_is_list, _list_hook)
    converter.register_structure_hook_func(_is_choice, _choice)
    converter.register_structure_hook_func(
        _is_optional,
        lambda value, kind: (
            None if value is None else converter.structure(value, get_args(kind)[0])
        ),
    )
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    return converter


_strict = _converter(detailed=True)
_fast = _converter(detailed=False)


def build(value: Any, kind: type[Record]) -> tuple[Record | None, list[Problem]]:
    """The record, or None with every problem found and its position."""
    try:
        return _strict.structure(value, kind), []
    except (ClassValidationError, IterableValidationError, _WrongValue) as error:
        return None, _problems(error, ())
    except (TypeError, ValueError, AttributeError, KeyError):
        return None, [((), f"Hier wird eine Gruppe von Angaben erwartet, nicht {value!r}.")]


def load(value: Any, kind: type[Record]) -> Record:
    """The record of a value that was validated before.

    Raises LookupError, TypeError or ValueError where it is not of this shape.
    """
    try:
        return _fast.structure(value, kind)
    except ForbiddenExtraKeysError as error:
        raise ValueError(f"{kind.__name__} has no {error.extra_fields}") from error


def dump(record: Any) -> Any:
    """Plain values (JSON types) of a record."""
    return _fast.unstructure(record)


def _problems(error: BaseException, position: Position) -> list[Problem]:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            position = (*position, note.name)
        elif isinstance(note, IterableValidationNote):
            position = (*position, note.index)
    if isinstance(error, ClassValidationError | IterableValidationError):
        return [problem for inner in error.exceptions for problem in _problems(inner, position)]
    if isinstance(error, ForbiddenExtraKeysError):
        return [
            ((*position, key), f"Die Angabe „{key}“ ist hier unbekannt.")
            for key in sorted(error.extra_fields, key=str)
        ]
    if isinstance(error, KeyError):
        return [(position, f"Die Angabe „{error.args[0]}“ fehlt.")]
    if isinstance(error, _WrongValue):
        return [(position, str(error))]
    return [(position, "Der Wert hat nicht die erwartete Form.")]
