"""The table of security controls: one row a control, what it hangs on repeated in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow as pa

from schaltstelle.core.controls import Catalogue, Control, ControlGroup
from schaltstelle.reference.tables import StoredTable

TABLE = "controls"
_TEXTS = ("id", "title", "statement", "guidance", "level", "obligation", "action", "parent")
_LISTS = ("targets", "tags", "related", "required")
_CATALOGUE = ("id", "title", "version", "published", "publisher", "licence")
_GROUP = ("id", "title", "description")


def columns(controls: Sequence[Control]) -> dict[str, Any]:
    """The controls as columns; what repeats costs next to nothing once compressed."""
    words = pa.list_(pa.string())
    held: dict[str, Any] = {
        f"catalogue_{name}": _texts(str(getattr(each.catalogue, name)) for each in controls)
        for name in _CATALOGUE
    }
    for name in _GROUP:
        listed = [[getattr(group, name) for group in each.groups] for each in controls]
        held[f"group_{name}"] = pa.array(listed, type=words)
    for name in _TEXTS:
        held[name] = _texts(getattr(each, name) for each in controls)
    for name in _LISTS:
        held[name] = pa.array([list(getattr(each, name)) for each in controls], type=words)
    held["effort"] = pa.array([each.effort for each in controls], type=pa.int8())
    return held


def _texts(values: Any) -> pa.Array:
    return pa.array(list(values), type=pa.string())


def from_table(stored: StoredTable) -> tuple[Control, ...]:
    """The controls of a stored table, in its order; equal catalogues and groups are one value."""
    catalogue, group = lru_cache(maxsize=None)(_catalogue), lru_cache(maxsize=None)(_group)
    return tuple(
        Control(
            catalogue=catalogue(*(row[f"catalogue_{name}"] for name in _CATALOGUE)),
            groups=tuple(
                group(*parts)
                for parts in zip(*(row[f"group_{name}"] for name in _GROUP), strict=True)
            ),
            **_own(row),
        )
        for row in _rows(stored)
    )


def _own(row: Mapping[str, Any]) -> dict[str, Any]:
    texts = {name: row[name] for name in _TEXTS}
    return {**texts, **{name: tuple(row[name]) for name in _LISTS}, "effort": row["effort"]}


def _rows(stored: StoredTable) -> list[Mapping[str, Any]]:
    names = stored.data.schema.names
    held = (stored.data.column(name).to_pylist() for name in names)
    return [dict(zip(names, values, strict=True)) for values in zip(*held, strict=True)]


def _catalogue(*values: str) -> Catalogue:
    known = dict(zip(_CATALOGUE, values, strict=True))
    published = date.fromisoformat(known.pop("published"))
    return Catalogue(published=published, **known)


def _group(*values: str) -> ControlGroup:
    return ControlGroup(**dict(zip(_GROUP, values, strict=True)))
