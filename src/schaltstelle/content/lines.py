"""YAML with the line of every value, so that an error can name it."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Position = tuple[Hashable, ...]

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
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        document = Document(file, None)
        document.value = _value(loader, node, (), document) if node is not None else {}
        return document
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentErrors(
            [ContentError(file, line, f"Die Datei ist kein gültiges YAML: {error.problem}.")]
        ) from None
    except UnicodeDecodeError:
        raise ContentErrors(
            [ContentError(file, 1, "Die Datei ist nicht in UTF-8 gespeichert.")]
        ) from None


def _value(loader: Any, node: yaml.Node, position: Position, document: Document) -> Any:
    document.lines[position] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [
            _value(loader, item, (*position, index), document)
            for index, item in enumerate(node.value)
        ]
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, position, document)
    return loader.construct_object(node)


def _mapping(
    loader: Any, node: yaml.MappingNode, position: Position, document: Document
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node)
        if key in result:
            line = key_node.start_mark.line + 1
            raise ContentErrors(
                [ContentError(document.file, line, f"Der Schlüssel „{key}“ steht doppelt da.")]
            )
        result[key] = _value(loader, value_node, (*position, key), document)
    return result
