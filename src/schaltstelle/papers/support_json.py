"""What helps to carry an advice out, as JSON types."""

from dataclasses import asdict
from datetime import date
from typing import Any

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.controls import Catalogue, ControlCoverage, CoveredControl, GroupCoverage
from schaltstelle.core.eligibility import ConditionState, Eligibility
from schaltstelle.core.examples import Example
from schaltstelle.core.funding import Option
from schaltstelle.core.learning import SkillNeed
from schaltstelle.core.measures import Measure
from schaltstelle.core.records import Record
from schaltstelle.core.roadmap.grants import ActivityGrant
from schaltstelle.core.support import Support

Plain = dict[str, Any]


def support(centre: Centre, measure: Measure, found: Support) -> Plain:
    """What helps with one measure."""
    return {
        "practices": [_example(centre, example) for example in found.examples],
        "more_practices": found.more_examples,
        "standards": [
            {
                "id": use.standard,
                "title": centre.content.standard[use.standard].title,
                "why": use.why,
            }
            for use in measure.standards
        ],
        "programmes": [_option(option) for option in found.funding],
        "skills": [{"id": key, "title": centre.content.skill[key].title} for key in found.skills],
        "controls": [
            {
                "catalogue": link.catalogue,
                "controls": list(link.controls),
                "extent": link.extent,
                "reason": link.reason,
            }
            for link in centre.content.controls
            if link.measure == measure.id
        ],
    }


def _example(centre: Centre, example: Example) -> Plain:
    practice = centre.content.practice[example.practice]
    return {
        "id": practice.id,
        "title": practice.title,
        "place": practice.place or None,
        "place_name": practice.place_name,
        "country": practice.country,
        "contact": practice.contact,
        "verified": practice.verified,
        "sources": _sources(practice),
        "similarity": example.similarity,
        "kilometres": example.kilometres,
        "reasons": [reason.text(centre.content.indicator) for reason in example.reasons],
        "note": example.note,
        "carry_over": list(practice.carry_over),
    }


def _sources(record: Record) -> list[Plain]:
    return [{**asdict(each), "checked": each.checked.isoformat()} for each in record.sources]


def _option(option: Option) -> Plain:
    grant = option.grant
    return {
        "id": option.eligibility.programme.id,
        "title": option.eligibility.programme.title,
        "answer": option.eligibility.answer,
        "verdict": option.eligibility.verdict,
        "most_euros": None if grant is None else round(grant.amount, 2),
        "most_is_estimate": True,
        "text": option.text,
    }


def programme(found: Eligibility) -> Plain:
    """Whether one programme may pay, and why."""
    item = found.programme
    return {
        "id": item.id,
        "title": item.title,
        "funder": item.funder,
        "kind": item.kind,
        "address": item.address,
        "verified": item.verified,
        "sources": _sources(item),
        "answer": found.answer,
        "verdict": found.verdict,
        "conditions": [_condition(state) for state in found.conditions],
        "window": {
            "state": found.window.kind,
            "opens": _date(found.window.opens),
            "closes": _date(found.window.closes),
            "text": found.window.text,
        },
        "share": found.share.share,
        "share_text": found.share.text,
        "missing": list(found.missing),
    }


def _condition(state: ConditionState) -> Plain:
    return {"text": state.text, "met": state.met, "questions": list(state.questions)}


def _date(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def learning(need: SkillNeed) -> Plain:
    """A skill that the plan needs and nobody has yet."""
    return {
        "skill": need.skill.id,
        "title": need.skill.title,
        "summary": need.skill.summary,
        "roles": list(need.skill.roles),
        "measures": list(need.measures),
        "courses": [
            {
                "id": course.id,
                "title": course.title,
                "provider": course.provider,
                "format": course.format,
                "free": course.free,
                "address": course.address,
                "verified": course.verified,
            }
            for course in need.courses
        ],
    }


def controls(covered: ControlCoverage) -> Plain:
    """What the plan covers of the security controls."""
    return {
        "full": covered.full,
        "part": covered.part,
        "none": covered.none,
        "is_estimate": True,
        "groups": [_group(group) for group in covered.groups],
        "catalogues": [
            _catalogue(each) for each in dict.fromkeys(g.catalogue for g in covered.groups)
        ],
    }


def _catalogue(catalogue: Catalogue) -> Plain:
    return {**asdict(catalogue), "published": catalogue.published.isoformat()}


def _group(group: GroupCoverage) -> Plain:
    return {
        "catalogue": group.catalogue.id,
        "group": group.group.id,
        "title": group.group.title,
        "total": group.total,
        "full": [_covered(item) for item in group.full],
        "part": [_covered(item) for item in group.part],
    }


def _covered(item: CoveredControl) -> Plain:
    return {
        "control": item.control.id,
        "title": item.control.title,
        "measures": list(item.measures),
    }


def grant(found: ActivityGrant | None) -> Plain | None:
    """What programmes pay of a step in the plan."""
    if found is None:
        return None
    return {
        "programmes": [asdict(part) for part in found.parts],
        "euros": found.amount,
        "is_estimate": True,
    }


def inputs(advice: Advice) -> Plain:
    """What was said about programmes and skills, and the day they were judged on."""
    request = advice.request
    return {
        "declared": dict(request.declared),
        "known_skills": list(request.known_skills),
        "day": request.judged_on.isoformat(),
    }
