"""Catalogues of security controls in OSCAL 1.1 (JSON): Grundschutz++ and others.

Format: NIST, OSCAL catalogue model 1.1; the names of the properties are those of the BSI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from schaltstelle.core.controls import (
    Catalogue,
    Control,
    ControlGroup,
    Obligation,
    SecurityLevel,
)
from schaltstelle.sources.errors import Faults
from schaltstelle.sources.files import read_json, read_text
from schaltstelle.sources.source import Source, german_date

VERSION = "1.1"
LEVELS: dict[str, SecurityLevel] = {"normal-SdT": "basic", "erhöht": "elevated"}
OBLIGATIONS: dict[str, Obligation] = {"MUSS": "must", "SOLLTE": "should", "KANN": "may"}
HIGHEST_EFFORT = 5
_PARAMETER = re.compile(r"\{\{\s*insert:\s*param,\s*([^\s}]+)\s*\}\}")
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

Position = tuple[str | int, ...]
Object = dict[str, Any]


def parse(path: Path) -> tuple[Control, ...]:
    """All controls of a catalogue in its order; SourceError with every fault and its line."""
    faults = Faults(path)
    try:
        root = read_json(path)
    except RecursionError:
        raise faults.stop("Die Datei ist zu tief verschachtelt.") from None
    if not isinstance(root, dict) or not isinstance(root.get("catalog"), dict):
        raise faults.stop("Das ist kein OSCAL-Katalog: Die Angabe „catalog“ fehlt.")
    reading = _Reading(root["catalog"])
    controls = tuple(reading.controls())
    _report(path, faults, reading.faults)
    if not controls:
        raise faults.stop("Der Katalog enthält keine Anforderungen.")
    return controls


def _report(path: Path, faults: Faults, found: Sequence[tuple[Position, str]]) -> None:
    """Raise SourceError with the lines of the faults, which are only looked up when needed."""
    if not found:
        return
    tree = _tree(read_text(path))
    for position, reason in sorted(found, key=lambda entry: _line(tree, entry[0])):
        faults.add(_line(tree, position), f"{_named(position)}: {reason}")
    faults.raise_if_any()


def _tree(text: str) -> Any:
    """The file with the line of each value: YAML 1.2 contains JSON, and its reader counts lines."""
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None


def _line(node: Any, position: Position) -> int:
    """The line of a position, or of the nearest one above it that exists."""
    line = node.start_mark.line + 1 if node else 0
    for step in position:
        node = _child(node, step)
        if node is None:
            break
        line = node.start_mark.line + 1
    return line


def _child(node: Any, step: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    return None


def _named(position: Position) -> str:
    """catalog/groups/3/title; lists count from 1 as people do."""
    return "/".join(str(step + 1) if isinstance(step, int) else step for step in position)


@dataclass
class _Reading:
    """The faults met while one catalogue is read, and what stands for its parameters."""

    catalog: Object
    faults: list[tuple[Position, str]] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def controls(self) -> Iterator[Control]:
        """All controls, depth first."""
        at: Position = ("catalog",)
        catalogue = self._catalogue(self.catalog.get("metadata"), (*at, "metadata"))
        self.parameters.update(self._parameters(self.catalog, at))
        yield from self._within(self.catalog, at, catalogue, ())

    # Parts of the catalogue -------------------------------------------------------------------

    def _catalogue(self, metadata: Any, at: Position) -> Catalogue:
        if not isinstance(metadata, dict):
            self._fault(at, "Die Angaben über den Katalog fehlen.")
            metadata = {"oscal-version": VERSION, "title": "?", "version": "?"}
            metadata["published"] = date.min.isoformat()
        version = self._text(metadata, "oscal-version", at)
        if version and version.rpartition(".")[0] != VERSION and version != VERSION:
            reason = f"OSCAL {version} wird nicht gelesen, erwartet wird {VERSION}."
            self._fault((*at, "oscal-version"), reason)
        title = self._text(metadata, "title", at)
        return Catalogue(
            id=catalogue_id(title),
            title=title,
            version=self._text(metadata, "version", at),
            published=self._published(metadata, at),
            publisher=_publisher(metadata),
            licence=_licence(metadata),
        )

    def _published(self, metadata: Object, at: Position) -> date:
        name = "published" if "published" in metadata else "last-modified"
        text = self._text(metadata, name, at)
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            if text:
                self._fault((*at, name), f"„{text}“ ist kein Zeitpunkt.")
            return date.min

    def _within(
        self, holder: Object, at: Position, catalogue: Catalogue, groups: tuple[ControlGroup, ...]
    ) -> Iterator[Control]:
        for own, where in self._objects(holder, "groups", at):
            group = ControlGroup(
                id=self._text(own, "id", where),
                title=self._text(own, "title", where),
                description=_remark(own),
            )
            yield from self._within(own, where, catalogue, (*groups, group))
        yield from self._refining(holder, at, catalogue, groups, "")

    def _refining(
        self,
        holder: Object,
        at: Position,
        catalogue: Catalogue,
        groups: tuple[ControlGroup, ...],
        parent: str,
    ) -> Iterator[Control]:
        for own, where in self._objects(holder, "controls", at):
            control = self._control(own, where, catalogue, groups, parent)
            yield control
            yield from self._refining(own, where, catalogue, groups, control.id)

    def _control(
        self,
        own: Object,
        at: Position,
        catalogue: Catalogue,
        groups: tuple[ControlGroup, ...],
        parent: str,
    ) -> Control:
        statement, properties = self._part(own, "statement", at)
        guidance, _ = self._part(own, "guidance", at)
        if not statement:
            self._fault(at, "Der Text der Anforderung (statement) fehlt.")
        properties = {**_properties(own), **properties}
        links = [link for link, _ in self._objects(own, "links", at)]
        return Control(
            catalogue=catalogue,
            id=self._identity(own, at),
            title=self._text(own, "title", at),
            statement=statement,
            guidance=guidance,
            groups=groups,
            level=self._known(properties, "sec_level", LEVELS, at),
            obligation=self._known(properties, "modal_verb", OBLIGATIONS, at),
            effort=self._effort(properties, at),
            action=properties.get("action_word", ""),
            targets=_listed(properties.get("target_object_categories", "")),
            tags=_listed(properties.get("tags", "")),
            parent=parent,
            related=_targets(links, "related"),
            required=_targets(links, "required"),
        )

    def _part(self, own: Object, name: str, at: Position) -> tuple[str, dict[str, str]]:
        """The prose of the parts of a name, with their parts, and their properties."""
        texts: list[str] = []
        properties: dict[str, str] = {}
        for part, where in self._objects(own, "parts", at):
            if part.get("name") == name:
                texts.extend(self._prose(part, where))
                properties.update(_properties(part))
        return "\n\n".join(texts), properties

    def _prose(self, part: Object, at: Position) -> Iterator[str]:
        prose = part.get("prose")
        if isinstance(prose, str) and prose.strip():
            yield self._inserted(prose.strip(), (*at, "prose"))
        for inner, where in self._objects(part, "parts", at):
            yield from self._prose(inner, where)

    # Parameters -------------------------------------------------------------------------------

    def _parameters(self, holder: Object, at: Position) -> Iterator[tuple[str, str]]:
        for parameter, where in self._objects(holder, "params", at):
            yield self._text(parameter, "id", where), _wording(parameter)
        for name in ("groups", "controls"):
            for own, where in self._objects(holder, name, at, silent=True):
                yield from self._parameters(own, where)

    def _inserted(self, text: str, at: Position) -> str:
        def wording(found: re.Match[str]) -> str:
            name = found.group(1)
            if not self.parameters.get(name):
                self._fault(at, f"Der Parameter „{name}“ fehlt.")
            return self.parameters.get(name, "")

        return _PARAMETER.sub(wording, text)

    # Single values ----------------------------------------------------------------------------

    def _fault(self, at: Position, reason: str) -> None:
        self.faults.append((at, reason))

    def _objects(
        self, holder: Object, name: str, at: Position, silent: bool = False
    ) -> Iterator[tuple[Object, Position]]:
        """The objects of a list that may be missing; what is no object is a fault, noted once."""
        listed = holder.get(name, [])
        if not isinstance(listed, list):
            if not silent:
                self._fault((*at, name), "Hier steht keine Liste.")
            return
        for number, own in enumerate(listed):
            if isinstance(own, dict):
                yield own, (*at, name, number)
            elif not silent:
                self._fault((*at, name, number), "Hier steht keine Gruppe von Angaben.")

    def _text(self, own: Object, name: str, at: Position) -> str:
        value = own.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        reason = "ist kein Text" if name in own else "fehlt"
        self._fault((*at, name) if name in own else at, f"Die Angabe „{name}“ {reason}.")
        return ""

    def _identity(self, own: Object, at: Position) -> str:
        name = self._text(own, "id", at)
        if name in self.seen:
            self._fault((*at, "id"), f"Die Anforderung {name} steht doppelt da.")
        if name:
            self.seen.add(name)
        return name

    def _known(
        self, properties: Mapping[str, str], name: str, words: Mapping[str, Any], at: Position
    ) -> Any:
        value = properties.get(name)
        if value is not None and value not in words:
            self._fault(at, f"„{value}“ ist als {name} unbekannt, erlaubt: {', '.join(words)}.")
        return words.get(value or "")

    def _effort(self, properties: Mapping[str, str], at: Position) -> int | None:
        value = properties.get("effort_level")
        if value is None:
            return None
        if not value.isdecimal() or int(value) > HIGHEST_EFFORT:
            self._fault(at, f"Der Aufwand „{value}“ liegt nicht zwischen 0 und {HIGHEST_EFFORT}.")
            return None
        return int(value)


def catalogue_id(title: str) -> str:
    """The id of a catalogue: its title in small ASCII letters, joined by hyphens."""
    words = title.lower().replace("+", "-plus").translate(_UMLAUTS)
    return _NOT_IN_AN_ID.sub("-", words).strip("-")


def _entries(own: Object, name: str) -> list[Object]:
    """The objects of a list that the catalogue may do without, whatever else stands there."""
    listed = own.get(name)
    return (
        [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    )


def _properties(own: Object) -> dict[str, str]:
    pairs = ((entry.get("name"), entry.get("value")) for entry in _entries(own, "props"))
    return {
        name: value.strip()
        for name, value in pairs
        if isinstance(name, str) and isinstance(value, str)
    }


def _remark(own: Object) -> str:
    """What the BSI says about a group: the remark on its label."""
    remarks = (entry.get("remarks") for entry in _entries(own, "props"))
    return next((remark.strip() for remark in remarks if isinstance(remark, str)), "")


def _wording(parameter: Object) -> str:
    """What stands for a parameter: its value, the choices, else its label."""
    values = parameter.get("values")
    if isinstance(values, list) and values:
        return ", ".join(str(value) for value in values)
    select = parameter.get("select")
    choices = select.get("choice") if isinstance(select, dict) else None
    if isinstance(choices, list) and choices:
        return " oder ".join(str(choice) for choice in choices)
    return str(parameter.get("label", ""))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word for part in text.split(",") if (word := part.strip()))


def _targets(links: Sequence[Object], relation: str) -> tuple[str, ...]:
    addresses = (link.get("href") for link in links if link.get("rel") == relation)
    return tuple(
        address[1:] for address in addresses if isinstance(address, str) and address.startswith("#")
    )


def _publisher(metadata: Object) -> str:
    """The name of the party that publishes, else of the first one."""
    responsible = [
        str(entry.get("party-uuids"))
        for entry in _entries(metadata, "responsible-parties")
        if entry.get("role-id") in ("publisher", "creator")
    ]
    named = [party for party in _entries(metadata, "parties") if party.get("name")]
    named.sort(key=lambda party: not any(str(party.get("uuid")) in own for own in responsible))
    return str(named[0]["name"]) if named else ""


def _licence(metadata: Object) -> str:
    links = (link for link in _entries(metadata, "links") if link.get("rel") == "license")
    return next((str(link.get("text") or link.get("href") or "") for link in links), "")


def compile_rows(rows: Sequence[Control]) -> tuple[Control, ...]:
    """The controls with the licence of this source where their catalogue names none."""
    licensed = {
        row.catalogue: replace(row.catalogue, licence=row.catalogue.licence or SOURCE.licence)
        for row in rows
    }
    return tuple(replace(row, catalogue=licensed[row.catalogue]) for row in rows)


def vintage(rows: Sequence[Control], path: Path) -> str:
    """The day on which the catalogue was published."""
    return german_date(rows[0].catalogue.published.isoformat())


SOURCE = Source(
    id="oscal",
    title="Grundschutz++ (OSCAL), Stand-der-Technik-Bibliothek",
    publisher="Bundesamt für Sicherheit in der Informationstechnik (BSI)",
    address="https://github.com/BSI-Bund/Stand-der-Technik-Bibliothek",
    licence="CC BY-SA 4.0",
    pattern="BSI-*-catalog.json",
    parse=parse,
    compile=compile_rows,
    vintage=vintage,
)
