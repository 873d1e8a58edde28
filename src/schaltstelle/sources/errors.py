"""Faults in a source file: which file, which line or sheet row, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

SHOWN_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault. `line` counts from 1; 0 where the whole file is meant. `reason` is German."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}, Zeile {self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


class SourceError(Exception):
    """A source file is damaged; carries every fault found in it."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(self.text())

    def text(self) -> str:
        """The faults, one a line; of very many only the first ones and the number of the rest."""
        lines = [str(issue) for issue in self.issues[:SHOWN_AT_MOST]]
        rest = len(self.issues) - SHOWN_AT_MOST
        if rest > 0:
            lines.append(f"… und {rest} weitere Fehler in {self.issues[0].file}")
        return "\n".join(lines)


@dataclass
class Faults:
    """Collects the faults of one file while it is read."""

    path: Path
    issues: list[Issue] = field(default_factory=list)

    def add(self, line: int, reason: str) -> None:
        """Note a fault in this line (0: in the whole file)."""
        self.issues.append(Issue(self.path.name, line, reason))

    def stop(self, reason: str) -> SourceError:
        """The error for a file that can't be read at all; to be raised by the caller."""
        return SourceError([Issue(self.path.name, 0, reason)])

    def raise_if_any(self) -> None:
        """Raise SourceError when anything was noted."""
        if self.issues:
            raise SourceError(self.issues)
