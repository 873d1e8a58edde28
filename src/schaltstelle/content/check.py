"""What must hold between content records: references, ranges, sources, expressions."""

from collections.abc import Iterable, Iterator

from schaltstelle.content.checks import knowledge, prerequisites
from schaltstelle.content.checks.framework import criterion, field
from schaltstelle.content.checks.measures import measure
from schaltstelle.content.checks.primitives import Check, sources
from schaltstelle.content.checks.rules import (
    competence,
    default_limits,
    indicator,
    lens,
    parameter,
    special_status,
)
from schaltstelle.content.lines import ContentError
from schaltstelle.content.load import Content, Located


def check(located: list[Located], content: Content) -> list[ContentError]:
    """Every broken rule between records, with the file and line of the record."""
    errors = list(_duplicates(located))
    for item in located:
        for rule in _CHECKS[item.kind]:
            errors.extend(rule(item, content))
    errors.extend(prerequisites.check(located))
    return errors


def _duplicates(located: Iterable[Located]) -> Iterator[ContentError]:
    seen: set[tuple[str, str]] = set()
    for item in located:
        name = "term" if item.kind == "terms" else "id"
        identity = (item.kind, getattr(item.record, name, ""))
        if identity[1] and identity in seen:
            yield item.error(f"Die Kennung „{identity[1]}“ ist doppelt vergeben.", name)
        seen.add(identity)


_CHECKS: dict[str, tuple[Check, ...]] = {
    "fields": (field,),
    "criteria": (sources, criterion),
    "measures": (sources, measure),
    "indicators": (indicator,),
    "lenses": (lens,),
    "tasks": (),
    "competence": (sources, competence),
    "special_status": (sources, special_status),
    "parameters": (parameter,),
    "default_limits": (default_limits,),
    "coverage": (),
    "practices": (sources, knowledge.record, knowledge.practice),
    "standards": (sources, knowledge.record, knowledge.standard),
    "programmes": (sources, knowledge.record, knowledge.programme),
    "declared_facts": (knowledge.declared_fact,),
    "skills": (knowledge.skill,),
    "courses": (sources, knowledge.record, knowledge.course),
    "law": (sources, knowledge.record, knowledge.law_rule),
    "controls": (knowledge.control_link,),
    "terms": (),
    "compound_parts": (knowledge.compound_parts,),
}
