"""Advice → JSON, as described by advice.schema.json beside this file."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.competence import Competent
from schaltstelle.core.evidence import Evidence
from schaltstelle.core.gaps import Gap, PeerCount
from schaltstelle.core.reasons import Reason
from schaltstelle.core.recommend import Recommendation
from schaltstelle.core.roadmap.explain import Step
from schaltstelle.core.roadmap.marginal import Marginal
from schaltstelle.core.roadmap.plan import Plan
from schaltstelle.core.standing import FieldStanding, LevelState
from schaltstelle.papers import support_json

SCHEMA_FILE = Path(__file__).with_name("advice.schema.json")
DECIMALS = 6
_LINES = 3
_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode

Plain = dict[str, Any]


def advice_json(centre: Centre, advice: Advice) -> bytes:
    """The advice as UTF-8 JSON with a final line break; the same advice gives the same bytes.

    Numbers have at most six decimals. Raises ValueError for a number that JSON does not have.
    """
    value = _rounded(plain(centre, advice))
    return (_laid_out(value, _LINES) + "\n").encode()


def _laid_out(value: Any, levels: int, margin: str = "") -> str:
    """JSON with a line for each entry of the outermost levels. What is inside of these stands in
    one line, which takes a tenth of the time."""
    if not levels or not value or not isinstance(value, dict | list):
        return _ENCODE(value)
    inner = margin + "  "
    if isinstance(value, dict):
        entries = [
            f"{_ENCODE(n)}: {_laid_out(each, levels - 1, inner)}" for n, each in value.items()
        ]
        begin, end = "{}"
    else:
        entries = [_laid_out(each, levels - 1, inner) for each in value]
        begin, end = "[]"
    lines = ",\n".join(inner + entry for entry in entries)
    return f"{begin}\n{lines}\n{margin}{end}"


def _rounded(value: Any) -> Any:
    """The value with all numbers rounded, through all lists and objects."""
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return value


def plain(centre: Centre, advice: Advice) -> Plain:
    """The advice as JSON types."""
    return {
        "schema": advice.schema,
        "place": asdict(advice.place),
        "administration": asdict(advice.administration),
        "evidence": [_evidence(centre, item) for item in advice.evidence],
        "unusual": [asdict(item) for item in advice.unusual],
        "standing": _standing(advice),
        "peers": _peers(centre, advice),
        "gaps": [_gap(gap) for gap in advice.gaps],
        "measures": _measures(centre, advice),
        "programmes": [support_json.programme(found) for found in advice.programmes],
        "roadmap": _roadmap(advice),
        "learning": [support_json.learning(need) for need in advice.learning],
        "controls": support_json.controls(advice.controls),
        "provenance": _provenance(centre, advice),
    }


def _evidence(centre: Centre, item: Evidence) -> Plain:
    indicator = centre.content.indicator[item.indicator]
    return {**asdict(item), "label": indicator.label, "unit": indicator.unit}


def _standing(advice: Advice) -> Plain:
    standing = advice.standing
    return {
        "overall": _field(standing.overall),
        "fields": [_field(field) for field in standing.fields],
        "levels": [_level(level) for level in standing.levels],
        "next_questions": [asdict(question) for question in advice.questions],
    }


def _field(field: FieldStanding) -> Plain:
    return {**asdict(field), "interval_is_estimate": field.low != field.high}


def _level(state: LevelState) -> Plain:
    evidence = state.evidence
    return {
        "criterion": state.criterion,
        "level": state.level,
        "state": "open" if evidence is None else "met" if evidence.met else "unmet",
        "probability": round(state.probability, 4),
        "probability_is_estimate": evidence is None,
        "evidence": None if evidence is None else asdict(evidence),
    }


def _peers(centre: Centre, advice: Advice) -> Plain:
    peers = advice.peers
    return {
        "lens": peers.lens,
        "weights": dict(advice.request.weights),
        "group": peers.group,
        "group_size": peers.group_size,
        "note": peers.note,
        "stability": peers.stability,
        "imputed": list(peers.imputed),
        "peers": [
            {
                "key": peer.key,
                "name": centre.places[peer.place].display_name,
                "similarity": peer.similarity,
                "kilometres": peer.kilometres,
                "closest": [_reason(centre, reason) for reason in peer.closest],
                "farthest": [_reason(centre, reason) for reason in peer.farthest],
            }
            for peer in peers.peers
        ],
    }


def _reason(centre: Centre, reason: Reason) -> Plain:
    return {**asdict(reason), "text": reason.text(centre.content.indicator)}


def _gap(gap: Gap) -> Plain:
    return {
        "kind": gap.kind,
        "criterion": gap.criterion,
        "level": gap.level,
        "title": gap.title,
        "statement": gap.statement,
        "state": gap.state,
        "security": gap.security,
        "reason": gap.reason,
        "legal": [
            {
                "title": basis.title,
                "address": basis.address,
                "deadline": _date(basis.deadline),
                "verified": basis.verified,
            }
            for basis in gap.legal
        ],
        "peers": _count(gap.peers),
    }


def _date(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _count(count: PeerCount | None) -> Plain | None:
    return None if count is None else asdict(count)


def _measures(centre: Centre, advice: Advice) -> Plain:
    measures = advice.measures
    return {
        "recommended": [
            {
                **_recommendation(item),
                "support": support_json.support(
                    centre, item.measure, advice.support[item.measure.id]
                ),
            }
            for item in measures.recommended
        ],
        "done": [{"id": measure.id, "title": measure.title} for measure in measures.done],
        "not_competent": [
            {
                "id": item.measure.id,
                "title": item.measure.title,
                "competent": _competent(item.competent),
            }
            for item in measures.not_competent
        ],
    }


def _recommendation(item: Recommendation) -> Plain:
    measure = item.measure
    return {
        "rank": item.rank,
        "id": measure.id,
        "title": measure.title,
        "field": measure.field,
        "summary": measure.summary,
        "use_per_year": round(item.use, 2),
        "use_lower_quantile_per_1000_euros": round(item.use_low, 4),
        "use_lost_per_quarter": round(item.urgency, 2),
        "chance_of_success": round(item.chance, 3),
        "use_is_estimate": True,
        "effects": [{**asdict(effect), "use": round(effect.use, 2)} for effect in item.effects],
        "duty_class": measure.duty,
        "legal_duties": [
            {
                "criterion": duty.criterion,
                "title": duty.title,
                "known_unmet": duty.known,
                "deadline": _date(duty.deadline),
            }
            for duty in item.duties
        ],
        "security": item.security,
        "decides": item.decides,
        "competent": _competent(item.competent),
        "cost_one_off_euros": list(item.cost_one_off),
        "cost_yearly_euros": list(item.cost_yearly),
        "cost_is_estimate": measure.cost.origin.kind == "estimate",
        "staff_days_one_off": list(item.days_one_off),
        "staff_days_yearly": list(item.days_yearly),
        "staff_days_are_estimate": measure.staff_days.origin.kind == "estimate",
        "investive_share": measure.investive_share,
        "duration_quarters": measure.duration.quarters,
        "prerequisites": list(measure.prerequisites),
        "participants": list(measure.participants),
        "first_steps": list(measure.first_steps),
        "peers": _count(item.peers),
        "reasons": list(item.reasons),
    }


def _competent(competent: Competent) -> Plain:
    return {"body": competent.body, "decides": competent.decides, "note": competent.note}


def _roadmap(advice: Advice) -> Plain:
    roadmap = advice.roadmap
    plan = roadmap.plan
    limits = plan.problem.limits
    return {
        "steps": _steps(advice),
        "left_out": [asdict(item) for item in plan.left_out],
        "limits": {
            "start": str(limits.start),
            "quarters": limits.quarters,
            "investive_euros_a_year": roadmap.yearly.investive,
            "consumptive_euros_a_year": roadmap.yearly.consumptive,
            "posts": roadmap.yearly.staff,
            "voluntary_cap_euros_a_year": roadmap.yearly.voluntary_cap,
            "provisional_until": str(until) if (until := limits.provisional_until) else None,
            "assumed": list(roadmap.yearly.assumed),
        },
        "objective": plan.solution.objective._asdict(),
        "check": {
            "ok": plan.check.ok,
            "findings": [asdict(finding) for finding in plan.check.findings],
            "unmet_wishes": list(plan.check.unmet_wishes),
            "years": [asdict(year) for year in plan.check.years],
            "quarters": [
                {"quarter": str(q.quarter), "staff_days": q.staff_days, "limit": q.limit}
                for q in plan.check.quarters
            ],
        },
        "bound": asdict(plan.bound),
        "marginals": [_marginal(item) for item in plan.marginals],
        "grants_bring": None if plan.grants_bring is None else _marginal(plan.grants_bring),
    }


def _marginal(item: Marginal) -> Plain:
    return {
        "change": item.change.label,
        "use_gained": item.use_gained,
        "added": list(item.added),
        "dropped": list(item.dropped),
        "earlier": [{"id": name, "quarters": n} for name, n in item.earlier],
        "text": item.text,
    }


def _steps(advice: Advice) -> list[Plain]:
    items = {item.measure.id: item for item in advice.measures.recommended}
    plan = advice.roadmap.plan
    return [_step(step, plan, items[step.id]) for step in plan.steps]


def _step(step: Step, plan: Plan, item: Recommendation) -> Plain:
    activity = plan.problem.by_id[step.id]
    own_investive, own_consumptive = activity.own_money(plan.solution.starts[step.id])
    return {
        "id": step.id,
        "title": step.title,
        "start": str(step.start),
        "finish": str(step.finish),
        "duty_class": activity.duty,
        "security": activity.security,
        "decides": item.decides,
        "investive_euros": activity.investive,
        "consumptive_euros": activity.consumptive,
        "yearly_euros": activity.yearly_cost,
        "staff_days": activity.staff_days,
        "yearly_staff_days": activity.yearly_staff_days,
        "grant": support_json.grant(step.grant),
        "own_investive_euros": own_investive,
        "own_consumptive_euros": own_consumptive,
        "use": step.use,
        "why": list(step.why),
        "why_now": step.why_now,
    }


def _provenance(centre: Centre, advice: Advice) -> Plain:
    frame = asdict(advice.request.frame)
    until = advice.request.frame.provisional_until
    return {
        "versions": asdict(advice.versions),
        "seed": advice.request.seed,
        "inputs": {
            "frame": {
                **frame,
                "start": str(advice.request.frame.start),
                "provisional_until": str(until) if until else None,
            },
            "lens": advice.request.lens,
            "weights": dict(advice.request.weights),
            "targets": dict(advice.request.targets),
            "answers": {name: asdict(item) for name, item in advice.request.answers.items()},
            **support_json.inputs(advice),
        },
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "address": source.address,
                "licence": source.licence,
                "vintage": source.vintage,
                "sha256": source.sha256,
            }
            for source in centre.reference.sources
        ],
    }
