"""The records of the content as documents of the search, one function per kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from schaltstelle.content.load import Content
from schaltstelle.core.citation import Citation
from schaltstelle.core.controls import Control
from schaltstelle.core.evidence import Indicator
from schaltstelle.core.framework import Criterion, Field
from schaltstelle.core.german.letters import fold
from schaltstelle.core.law import TOPIC_LABELS, LawRule
from schaltstelle.core.learning import Course, Skill
from schaltstelle.core.measures import Measure
from schaltstelle.core.practices import Practice
from schaltstelle.core.programmes import FUNDER_LABELS, FUNDING_KIND_LABELS, Programme
from schaltstelle.core.records import ROLE_LABELS, Record, Role, is_verified
from schaltstelle.core.standards import STANDARD_BINDING_LABELS, Standard
from schaltstelle.search.documents import Application, Document, Section

NameOfPlace = Callable[[str], str]


def documents_of(content: Content, name_of_place: NameOfPlace) -> Iterator[Document]:
    """Every record of the content that can be found.

    `name_of_place` gives the name of an official key, empty where it is unknown.
    """
    maker = _Maker(content, name_of_place)
    yield from map(maker.field, content.fields)
    yield from map(maker.criterion, content.criteria)
    yield from map(maker.measure, content.measures)
    yield from map(maker.practice, content.practices)
    yield from map(maker.standard, content.standards)
    yield from map(maker.programme, content.programmes)
    yield from map(maker.course, content.courses)
    yield from map(maker.skill, content.skills)
    yield from map(maker.law, content.law)
    yield from map(maker.indicator, content.indicators)


def control_documents(
    controls: Iterable[Control], links: Mapping[tuple[str, str], Sequence[str]], content: Content
) -> Iterator[Document]:
    """The controls of the catalogues; `links` names the measures of a (catalogue, control)."""
    for control in controls:
        measures = tuple(links.get(control.key, ()))
        found = [content.measure[name] for name in measures if name in content.measure]
        yield Document(
            kind="control",
            id=f"{control.catalogue.id}/{control.id}",
            title=control.title,
            summary=control.statement,
            sections=_sections(("Hinweise zur Umsetzung", control.guidance)),
            names=(control.id,),
            topics=(
                *(group.title for group in control.groups),
                *(measure.title for measure in found),
            ),
            fields=("informationssicherheit",),
            links=_links(measure=measures),
            source=f"{control.catalogue.title}, {control.catalogue.licence}",
        )


class _Maker:
    """Knows the titles of linked records."""

    def __init__(self, content: Content, name_of_place: NameOfPlace) -> None:
        self.content = content
        self.name_of_place = name_of_place

    def _titles(self, records: Mapping[str, Any], ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(records[name].title for name in ids if name in records)

    def _record(self, record: Record, **given: Any) -> dict[str, Any]:
        """What all records of knowledge have in common."""
        measures = given.pop("measures", ())
        links = {"measure": measures, "criterion": record.criteria, **given.pop("links", {})}
        topics = given.pop("topics", ())
        content = self.content
        return {
            "id": record.id,
            "title": record.title,
            "summary": record.summary,
            "topics": (
                *topics,
                *self._titles(content.measure, measures),
                *self._titles(content.criterion, record.criteria),
                *self._titles(content.field, record.fields),
                *_roles(record.audience),
            ),
            "fields": record.fields,
            "criteria": record.criteria,
            "lands": record.lands,
            "sizes": record.sizes,
            "links": _links(**links),
            "verified": record.verified,
            "valid_from": record.valid_from,
            "valid_to": record.valid_to,
            "source": _source(record.sources),
            **given,
        }

    def field(self, field: Field) -> Document:
        content = self.content
        criteria = [item for item in content.criteria if item.field == field.id]
        return Document(
            kind="field",
            id=field.id,
            title=field.title,
            summary=field.summary,
            topics=tuple(item.title for item in criteria),
            fields=(field.id,),
            links=_links(criterion=[item.id for item in criteria]),
        )

    def criterion(self, criterion: Criterion) -> Document:
        content = self.content
        lifting = [
            item.id
            for item in content.measures
            if any(lift.criterion == criterion.id for lift in item.lifts)
        ]
        return Document(
            kind="criterion",
            id=criterion.id,
            title=criterion.title,
            summary=criterion.why,
            sections=_sections(
                ("Stufen", [level.statement for level in criterion.levels]),
                ("Wem es nützt", criterion.serves),
                ("Woran man es sieht", criterion.evidenced_by),
                ("Rechtsgrundlage", [basis.title for basis in criterion.legal]),
            ),
            topics=(
                *self._titles(content.measure, lifting),
                *self._titles(content.field, [criterion.field]),
                *self._titles(content.task, [criterion.task]),
            ),
            fields=(criterion.field,),
            criteria=(criterion.id,),
            links=_links(measure=lifting, field=[criterion.field]),
            verified=is_verified(criterion.sources),
            source=_source(criterion.sources),
        )

    def measure(self, measure: Measure) -> Document:
        content = self.content
        criteria = tuple(dict.fromkeys(lift.criterion for lift in measure.lifts))
        standards = [use.standard for use in measure.standards]
        return Document(
            kind="measure",
            id=measure.id,
            title=measure.title,
            summary=measure.summary,
            sections=_sections(
                ("Worum es geht", measure.body),
                ("Erste Schritte", measure.first_steps),
                ("Wege", [way.text for way in measure.variants]),
                ("Vor dem Übernehmen klären", measure.checklist),
                ("Woran es scheitern kann", [f"{f.text} {f.remedy}" for f in measure.failures]),
                ("Standards", [use.why for use in measure.standards]),
                ("Wer mitmacht", ", ".join(measure.participants)),
            ),
            topics=(
                *self._titles(content.criterion, criteria),
                *self._titles(content.field, [measure.field]),
                *self._titles(content.task, [measure.task]),
                *self._titles(content.standard, standards),
                *_roles(measure.audience),
            ),
            fields=(measure.field,),
            criteria=criteria,
            links=_links(
                criterion=criteria,
                measure=(*measure.prerequisites, *measure.better_after),
                standard=standards,
            ),
            verified=is_verified(measure.sources),
            source=_source(measure.sources),
        )

    def practice(self, practice: Practice) -> Document:
        partners = [self.name_of_place(key) for key in practice.partners]
        register_name = self.name_of_place(practice.place) if practice.place else ""
        common = self._record(
            practice,
            measures=practice.measures,
            topics=(practice.place_name, register_name, *partners),
        )
        # Where it was done is what one filters examples by.
        if practice.place and not practice.lands:
            common["lands"] = (practice.place[:2],)
        return Document(
            kind="practice",
            place=practice.place,
            names=(practice.place_name,),
            sections=_sections(
                ("Was gemacht wurde", practice.body),
                ("Ergebnis", practice.result),
                ("Zahlen", [f"{figure.what}: {figure.value}" for figure in practice.figures]),
                ("Aufwand", practice.effort),
                ("Was schwierig war", practice.problems),
                ("Wen man fragen kann", practice.contact),
                ("Was hier gelten müsste", practice.carry_over),
            ),
            **common,
        )

    def standard(self, standard: Standard) -> Document:
        return Document(
            kind="standard",
            names=(standard.short,),
            sections=_sections(
                ("Wozu er da ist", standard.body),
                (
                    "Wann er bindet",
                    f"{STANDARD_BINDING_LABELS[standard.binding]}. {standard.binds}",
                ),
                ("So fordern Sie ihn", standard.tender),
                ("So prüfen Sie ihn", standard.test),
                ("Wer ihn pflegt", standard.keeper),
                ("Fassung", standard.version),
            ),
            **self._record(standard, links={"standard": standard.replaces}),
        )

    def programme(self, programme: Programme) -> Document:
        window = programme.window
        return Document(
            kind="programme",
            sections=_sections(
                ("Was es fördert", programme.body),
                ("Bedingungen", [condition.text for condition in programme.conditions]),
                ("Anteil", [share.text for share in programme.shares]),
                ("Frist", window.note),
                ("Mit anderem Geld", [other.text for other in programme.combination]),
                ("Wer es gibt", f"{programme.provider} ({FUNDER_LABELS[programme.funder]})"),
            ),
            application=_application(programme),
            opens=window.opens if window.known else None,
            closes=window.closes if window.known else None,
            **self._record(
                programme,
                measures=programme.measures,
                topics=(FUNDING_KIND_LABELS[programme.kind], programme.provider),
            ),
        )

    def course(self, course: Course) -> Document:
        content = self.content
        skills = [content.skill[name] for name in course.skills if name in content.skill]
        return Document(
            kind="course",
            sections=_sections(
                ("Worum es geht", course.body),
                ("Anbieter", course.provider),
                ("Dauer und Preis", " ".join((course.duration, course.price))),
                ("Nachweis", course.certificate),
            ),
            **self._record(
                course,
                links={"skill": course.skills},
                topics=(
                    course.provider,
                    *(skill.title for skill in skills),
                    *(t for skill in skills for t in self._titles(content.measure, skill.measures)),
                ),
            ),
        )

    def skill(self, skill: Skill) -> Document:
        content = self.content
        fields = tuple(
            dict.fromkeys(
                content.measure[name].field for name in skill.measures if name in content.measure
            )
        )
        return Document(
            kind="skill",
            id=skill.id,
            title=skill.title,
            summary=skill.summary,
            topics=(*self._titles(content.measure, skill.measures), *_roles(skill.roles)),
            fields=fields,
            links=_links(measure=skill.measures),
        )

    def law(self, rule: LawRule) -> Document:
        return Document(
            kind="law",
            names=(rule.act,),
            sections=_sections(
                ("Was gilt", rule.body),
                ("Beträge", [f"{item.what}: {item.value:g} {item.unit}" for item in rule.amounts]),
            ),
            **self._record(rule, measures=rule.measures, topics=(TOPIC_LABELS[rule.topic],)),
        )

    def indicator(self, indicator: Indicator) -> Document:
        return Document(
            kind="indicator",
            id=indicator.id,
            title=indicator.label,
            summary=indicator.explanation,
            names=(indicator.short,),
            topics=(indicator.group,),
        )


def _application(programme: Programme) -> Application:
    window = programme.window
    if not window.known:
        return "unknown"
    return "rolling" if window.rolling else "dates"


def _sections(*given: tuple[str, str | Sequence[str]]) -> tuple[Section, ...]:
    """Sections with any text; the anchor is the heading as one writes it in an address."""
    found = []
    for heading, text in given:
        joined = (text if isinstance(text, str) else "\n".join(text)).strip()
        if joined:
            found.append(Section(heading=heading, text=joined, anchor=_anchor(heading)))
    return tuple(found)


def _anchor(heading: str) -> str:
    return fold(heading).replace(" ", "-")


def _links(**ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{kind}:{name}" for kind, names in ids.items() for name in names))


def _roles(roles: Iterable[Role]) -> tuple[str, ...]:
    return tuple(ROLE_LABELS[role] for role in roles)


def _source(sources: Sequence[Citation]) -> str:
    return f"{sources[0].publisher}: {sources[0].title}" if sources else ""
