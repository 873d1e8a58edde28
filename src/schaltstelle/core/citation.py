"""Where a statement or a figure comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A page or document that supports a record. `verified` means: it was seen on `checked`."""

    title: str
    publisher: str
    address: str
    checked: date
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where figures come from: a cited source, or an estimate with its reasoning.

    `source` is the position (from 1) in the record's list of sources; it is required for
    kind "source" and optional for an estimate that leans on one.
    """

    kind: Literal["source", "estimate"]
    reason: str
    source: int | None = None
