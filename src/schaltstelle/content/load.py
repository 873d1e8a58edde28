"""Content files → one compiled file → values, read once."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from schaltstelle.content import structure
from schaltstelle.content.lines import ContentError, ContentErrors, Document, read
from schaltstelle.core.competence import CompetenceRule, Task
from schaltstelle.core.controls import ControlLink
from schaltstelle.core.coverage import Coverage
from schaltstelle.core.evidence import Indicator
from schaltstelle.core.framework import Criterion, Field
from schaltstelle.core.law import LawRule
from schaltstelle.core.learning import Course, Skill
from schaltstelle.core.lenses import Lens
from schaltstelle.core.measures import Measure
from schaltstelle.core.parameters import DefaultLimits, Parameter
from schaltstelle.core.practices import Practice
from schaltstelle.core.programmes import DeclaredFact, Programme
from schaltstelle.core.special_status import SpecialStatus
from schaltstelle.core.standards import Standard
from schaltstelle.core.vocabulary import CompoundParts, Term

ROOT = Path(__file__).parent
COMPILED = ROOT / "compiled.json"
# What entries of the same file refer to (& and *); itself no list of entries.
SHARED = "quellen"


@dataclass(frozen=True)
class Content:
    """Everything the centre knows. `version` is a hash over all content files."""

    version: str
    fields: tuple[Field, ...]
    criteria: tuple[Criterion, ...]
    measures: tuple[Measure, ...]
    indicators: tuple[Indicator, ...]
    lenses: tuple[Lens, ...]
    tasks: tuple[Task, ...]
    competence: tuple[CompetenceRule, ...]
    special_status: tuple[SpecialStatus, ...]
    parameters: tuple[Parameter, ...]
    default_limits: tuple[DefaultLimits, ...]
    coverage: tuple[Coverage, ...]
    practices: tuple[Practice, ...]
    standards: tuple[Standard, ...]
    programmes: tuple[Programme, ...]
    declared_facts: tuple[DeclaredFact, ...]
    skills: tuple[Skill, ...]
    courses: tuple[Course, ...]
    law: tuple[LawRule, ...]
    controls: tuple[ControlLink, ...]
    terms: tuple[Term, ...]
    compound_parts: tuple[CompoundParts, ...]

    @cached_property
    def field(self) -> dict[str, Field]:
        """Fields by id."""
        return {record.id: record for record in self.fields}

    @cached_property
    def criterion(self) -> dict[str, Criterion]:
        """Criteria by id."""
        return {record.id: record for record in self.criteria}

    @cached_property
    def measure(self) -> dict[str, Measure]:
        """Measures by id."""
        return {record.id: record for record in self.measures}

    @cached_property
    def indicator(self) -> dict[str, Indicator]:
        """Indicators by id."""
        return {record.id: record for record in self.indicators}

    @cached_property
    def task(self) -> dict[str, Task]:
        """Public tasks by id."""
        return {record.id: record for record in self.tasks}

    @cached_property
    def practice(self) -> dict[str, Practice]:
        """Practices by id."""
        return {record.id: record for record in self.practices}

    @cached_property
    def standard(self) -> dict[str, Standard]:
        """Standards by id."""
        return {record.id: record for record in self.standards}

    @cached_property
    def programme(self) -> dict[str, Programme]:
        """Funding programmes by id."""
        return {record.id: record for record in self.programmes}

    @cached_property
    def declared_fact(self) -> dict[str, DeclaredFact]:
        """Facts that only the administration itself knows, by id."""
        return {record.id: record for record in self.declared_facts}

    @cached_property
    def skill(self) -> dict[str, Skill]:
        """Skills by id."""
        return {record.id: record for record in self.skills}

    @cached_property
    def course(self) -> dict[str, Course]:
        """Courses by id."""
        return {record.id: record for record in self.courses}

    @cached_property
    def law_rule(self) -> dict[str, LawRule]:
        """Rules of law by id."""
        return {record.id: record for record in self.law}


@dataclass(frozen=True, slots=True)
class Located:
    """A record with the file and position that it came from."""

    kind: str
    record: Any
    document: Document
    position: tuple[Any, ...]

    def error(self, message: str, *below: Any) -> ContentError:
        """An error in this record, at a position below it."""
        return self.document.error((*self.position, *below), message)


@dataclass(frozen=True, slots=True)
class _Part:
    """One kind of record: where its files are, under which key, in which type."""

    kind: str
    pattern: str
    key: str | None  # None: the file is one record, whose id is the file's name
    type: type[Any]


_PARTS = (
    _Part("fields", "framework/fields.yaml", "fields", Field),
    _Part("criteria", "framework/criteria/*.yaml", "criteria", Criterion),
    _Part("measures", "measures/*.yaml", None, Measure),
    _Part("indicators", "indicators/*.yaml", "indicators", Indicator),
    _Part("lenses", "rules/lenses.yaml", "lenses", Lens),
    _Part("tasks", "rules/competence.yaml", "tasks", Task),
    _Part("competence", "rules/competence.yaml", "rules", CompetenceRule),
    _Part("special_status", "rules/special_status.yaml", "special_status", SpecialStatus),
    _Part("parameters", "rules/parameters.yaml", "parameters", Parameter),
    _Part("default_limits", "rules/parameters.yaml", "default_limits", DefaultLimits),
    _Part("coverage", "rules/coverage.yaml", "coverage", Coverage),
    _Part("practices", "practices/*.yaml", None, Practice),
    _Part("standards", "standards/*.yaml", None, Standard),
    _Part("programmes", "programmes/*.yaml", None, Programme),
    _Part("declared_facts", "rules/declared_facts.yaml", "declared_facts", DeclaredFact),
    _Part("skills", "skills/*.yaml", None, Skill),
    _Part("courses", "courses/*.yaml", None, Course),
    _Part("law", "law/*.yaml", None, LawRule),
    _Part("controls", "rules/controls.yaml", "controls", ControlLink),
    _Part("terms", "vocabulary/terms/*.yaml", "terms", Term),
    _Part("compound_parts", "vocabulary/compound_parts.yaml", "compound_parts", CompoundParts),
)


def parse(root: Path = ROOT) -> tuple[list[Located], list[ContentError]]:
    """Every record of the content folder, and every error of form with its line."""
    located: list[Located] = []
    documents, errors = _documents(root)
    for part in _PARTS:
        for path in sorted(root.glob(part.pattern)):
            document = documents.get(path)
            if document is None:
                continue
            for value, position in _records(part, path, document):
                record, problems = structure.build(value, part.type)
                errors.extend(document.error((*position, *at), text) for at, text in problems)
                if record is not None:
                    located.append(Located(part.kind, record, document, position))
    return located, errors


def _documents(root: Path) -> tuple[dict[Path, Document], list[ContentError]]:
    """Every file that can be read, and an error for each that cannot or that nobody would read."""
    documents: dict[Path, Document] = {}
    errors: list[ContentError] = []
    keys: dict[Path, set[str | None]] = {}
    for part in _PARTS:
        for path in root.glob(part.pattern):
            keys.setdefault(path, set()).add(part.key)
    for path in sorted({*keys, *root.rglob("*.yaml"), *root.rglob("*.yml")}):
        if path not in keys:
            file = path.relative_to(root).as_posix()
            message = "Zu diesem Namen oder Ordner gehören keine Einträge; die Datei zählt nicht."
            errors.append(ContentError(file, 1, message))
            continue
        try:
            document = documents[path] = read(path, root)
        except ContentErrors as broken:
            errors.extend(broken.errors)
            continue
        errors.extend(_unknown_lists(document, keys[path]))
    return documents, errors


def _unknown_lists(document: Document, keys: set[str | None]) -> Iterator[ContentError]:
    if None not in keys and isinstance(document.value, dict):
        for key in document.value.keys() - keys - {SHARED}:
            yield document.error((key,), f"Die Liste „{key}“ ist hier unbekannt.")


def _records(part: _Part, path: Path, document: Document) -> list[tuple[Any, tuple[Any, ...]]]:
    value = document.value
    if part.key is None:
        return [({**value, "id": path.stem} if isinstance(value, dict) else value, ())]
    items = value.get(part.key) if isinstance(value, dict) else None
    if not isinstance(items, list):
        return [(items, (part.key,))]
    if part.kind == "criteria":
        items = [{**i, "field": path.stem} if isinstance(i, dict) else i for i in items]
    return [(item, (part.key, index)) for index, item in enumerate(items)]


def collect(located: list[Located], version: str) -> Content:
    """The content of parsed records."""
    kinds = {part.kind: tuple(r.record for r in located if r.kind == part.kind) for part in _PARTS}
    kinds["fields"] = tuple(sorted(kinds["fields"], key=lambda record: record.order))
    return Content(version=version, **kinds)


def fingerprint(root: Path = ROOT) -> str:
    """A hash over names and bytes of all content files."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def compile_content(root: Path = ROOT, to: Path = COMPILED) -> Content:
    """Parse, check and write the compiled file.

    Raises ContentErrors with every error, and OSError where the file cannot be written.
    """
    content = _checked(root)
    value = {field.name: structure.dump(getattr(content, field.name)) for field in fields(content)}
    # Named by process: several may find the file stale at once.
    temporary = to.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    temporary.replace(to)
    return content


def _checked(root: Path) -> Content:
    from schaltstelle.content.check import check

    located, errors = parse(root)
    content = collect(located, fingerprint(root))
    errors.extend(check(located, content))
    if errors:
        raise ContentErrors(errors)
    return content


def load(compiled: Path = COMPILED, root: Path = ROOT) -> Content:
    """The compiled content; compiled first where it is missing, damaged or not of these files.

    Raises ContentErrors where that finds errors. A folder that cannot be written only costs time.
    """
    content = _read(compiled)
    if content is not None and (not _stale(compiled, root) or content.version == fingerprint(root)):
        return content
    try:
        return compile_content(root, compiled)
    except OSError:
        return _checked(root)


def _read(compiled: Path) -> Content | None:
    """The content of a compiled file; None where there is none, or one of another version."""
    try:
        value = json.loads(compiled.read_text(encoding="utf-8"))
        kinds = {
            part.kind: tuple(structure.load(item, part.type) for item in value[part.kind])
            for part in _PARTS
        }
        return Content(version=value["version"], **kinds)
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _stale(compiled: Path, root: Path) -> bool:
    """Whether a content file is newer, or one was added or removed (its folder is newer)."""
    written = compiled.stat().st_mtime_ns
    files = list(root.rglob("*.yaml"))
    folders = {path.parent for path in files}
    return any(path.stat().st_mtime_ns > written for path in (*files, *folders))
