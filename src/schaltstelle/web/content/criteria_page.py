"""Plain values for the pages about criteria."""

from dataclasses import dataclass

from schaltstelle.content import Content
from schaltstelle.core.competence import BODY_LABELS, CompetenceRule
from schaltstelle.core.framework import (
    LEVEL_LABELS,
    Criterion,
    Field,
    LegalBasis,
    LevelStatement,
)
from schaltstelle.core.german import join_and, long_date, percent
from schaltstelle.core.identity import STATUS_LABELS
from schaltstelle.core.size import SIZE_CLASSES, SIZE_LABELS
from schaltstelle.web.citations import OriginNote, SourceLine, origin_note, source_lines
from schaltstelle.web.content.entries import (
    Entry,
    Group,
    binding_text,
    criteria_of,
    lands_text,
    measure_entry,
)
from schaltstelle.web.content.words import in_words


def criteria_list(content: Content) -> list[Group]:
    """All criteria by field."""
    return [Group(f.id, f.title, f.summary, criteria_of(content, f)) for f in content.fields]


@dataclass(frozen=True, slots=True)
class LevelBlock:
    """One level with the share of administrations that meet it, by size class.

    `decided` says in words by which values of registers it is decided, if it is.
    """

    label: str
    statement: str
    shares: list[tuple[str, str]]
    origin: OriginNote
    decided: str


@dataclass(frozen=True, slots=True)
class LegalLine:
    """One legal basis."""

    title: str
    address: str
    where: str
    since: str
    deadline: str
    verified: bool


@dataclass(frozen=True, slots=True)
class CompetenceLine:
    """Who is competent, where."""

    where: str
    status: str
    competent: str
    decides: str
    note: str


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """One criterion."""

    title: str
    field: Field
    why: str
    serves: str
    binding: str
    binding_id: str
    levels: list[LevelBlock]
    legal: list[LegalLine]
    evidenced_by: str
    people_unit: str
    people_formula: str
    people_origin: OriginNote
    applies_to: str
    task: str
    competence: list[CompetenceLine]
    competence_sources: list[SourceLine]
    measures: list[Entry]
    sources: list[SourceLine]


def criterion_page(content: Content, criterion: Criterion) -> CriterionPage:
    """The page of one criterion."""
    rules = [rule for rule in content.competence if rule.task == criterion.task]
    cited = {source.address: source for rule in rules for source in rule.sources}
    lifting = [m for m in content.measures if criterion.id in {lift.criterion for lift in m.lifts}]
    return CriterionPage(
        title=criterion.title,
        field=content.field[criterion.field],
        why=criterion.why,
        serves=criterion.serves,
        binding=binding_text(criterion),
        binding_id=criterion.binding,
        levels=[_level(content, level) for level in criterion.levels],
        legal=[_legal(basis) for basis in criterion.legal],
        evidenced_by=criterion.evidenced_by,
        people_unit=criterion.people.unit,
        people_formula=in_words(criterion.people.formula, content.indicator),
        people_origin=origin_note(criterion.people.origin),
        applies_to=in_words(criterion.applies_to, content.indicator),
        task=content.task[criterion.task].title,
        competence=[_competence(rule) for rule in rules],
        competence_sources=source_lines(list(cited.values())),
        measures=[measure_entry(measure) for measure in lifting],
        sources=source_lines(criterion.sources),
    )


def _level(content: Content, level: LevelStatement) -> LevelBlock:
    shares = [(SIZE_LABELS[s], percent(level.prevalence.of(s) * 100)) for s in SIZE_CLASSES]
    return LevelBlock(
        LEVEL_LABELS[level.level],
        level.statement,
        shares,
        origin_note(level.prevalence_origin),
        in_words(level.decided_when or "", content.indicator),
    )


def _legal(basis: LegalBasis) -> LegalLine:
    return LegalLine(
        basis.title,
        basis.address,
        lands_text(basis.lands),
        long_date(basis.since) if basis.since else "",
        long_date(basis.deadline) if basis.deadline else "",
        basis.verified,
    )


def _competence(rule: CompetenceRule) -> CompetenceLine:
    return CompetenceLine(
        lands_text(rule.lands),
        join_and([STATUS_LABELS[status] for status in rule.status]),
        BODY_LABELS[rule.competent],
        rule.decides,
        rule.note,
    )
