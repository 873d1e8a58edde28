"""YAML with the line of every value, so that an error can name it."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Position = tuple[Hashable, ...]

_TEXT = "tag:yaml.org,2002:str"
# A file of a hundred records holds some ten thousand.
MOST_VALUES = 100_000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class ContentError:
    """Something wrong in a content file: where, and what to do (German)."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ContentErrors(ValueError):
    """All errors found in the content files."""

    def __init__(self, errors: list[ContentError]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))


@dataclass(slots=True)
class Document:
    """A parsed file: its value, and the line (from 1) of every position in it."""

    file: str
    value: Any
    lines: dict[Position, int] = field(default_factory=dict)

    def line(self, position: Position) -> int:
        """The line of a position, or of the nearest position above it."""
        while position and position not in self.lines:
            position = position[:-1]
        return self.lines.get(position, 1)

    def error(self, position: Position, message: str) -> ContentError:
        """An error at a position."""
        return ContentError(self.file, self.line(position), message)


def read(path: Path, root: Path) -> Document:
    """Parse one file; raises ContentErrors with the line where the YAML is broken."""
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise _refused(file, 1, "Die Datei ist nicht in UTF-8 gespeichert.") from None
    return read_text(text, file)


def read_text(text: str, file: str = "") -> Document:
    """Parse YAML; raises ContentErrors with the line where it is broken."""
    try:
        return _Reading(file, text).document()
    except yaml.MarkedYAMLError as error:
        # What is missing at the end is missed in the last line.
        last = max(1, len(text.splitlines()))
        line = min(error.problem_mark.line + 1, last) if error.problem_mark else 1
        raise _refused(file, line, f"Das ist kein gültiges YAML: {error.problem}.") from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        raise _refused(file, line, "Hier steht ein Steuerzeichen, das nicht sein darf.") from None


def _refused(file: str, line: int, message: str) -> ContentErrors:
    return ContentErrors([ContentError(file, line, message)])


class _Reading:
    """One file on the way from nodes to values, with the line of each."""

    def __init__(self, file: str, text: str) -> None:
        self._loader = _Loader(text)
        self._read = Document(file, None)
        self._above: list[yaml.Node] = []
        self._count = 0

    def document(self) -> Document:
        node = self._loader.get_single_node()
        self._read.value = self._value(node, ()) if node is not None else {}
        return self._read

    def _value(self, node: yaml.Node, position: Position) -> Any:
        self._read.lines[position] = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        # References (& and *) may turn in a circle, or double with every line.
        self._count += len(node.value)
        if node in self._above or self._count > MOST_VALUES:
            raise self._error(
                node, "Die Verweise (& und *) drehen sich im Kreis oder sind zu viele."
            )
        self._above.append(node)
        if isinstance(node, yaml.MappingNode):
            value: Any = self._mapping(node, position)
        else:
            value = [self._value(item, (*position, at)) for at, item in enumerate(node.value)]
        self._above.pop()
        return value

    def _scalar(self, node: yaml.Node) -> Any:
        if node.tag == _TEXT:
            return node.value
        try:
            return self._loader.construct_object(node)
        except ValueError:
            message = f"„{node.value}“ ist weder ein Datum noch eine Zahl, die es gibt."
            raise self._error(node, message) from None

    def _mapping(self, node: yaml.MappingNode, position: Position) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                message = "Ein Text mit geschweiften Klammern braucht Anführungszeichen."
                raise self._error(key_node, message)
            key = self._scalar(key_node)
            if key in result:
                raise self._error(key_node, f"Der Schlüssel „{key}“ steht doppelt da.")
            result[key] = self._value(value_node, (*position, key))
        return result

    def _error(self, node: yaml.Node, message: str) -> ContentErrors:
        return _refused(self._read.file, node.start_mark.line + 1, message)
