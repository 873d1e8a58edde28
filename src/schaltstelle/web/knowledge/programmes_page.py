"""Plain values for the pages about funding programmes."""

from dataclasses import dataclass
from datetime import date

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.eligibility import window_on
from schaltstelle.core.funding import PAYING
from schaltstelle.core.german import count, euro, percent
from schaltstelle.core.programmes import (
    FUNDER_LABELS,
    FUNDING_KIND_LABELS,
    Programme,
    Spending,
)
from schaltstelle.web.content.entries import Entry, Group, lands_text
from schaltstelle.web.knowledge.record import RecordView, entry, measure_entries, record_view
from schaltstelle.web.marks import WINDOW_MARKS, Mark

SPENDING_LABELS: dict[Spending, str] = {
    "investive": "nur Investitionen",
    "consumptive": "nur laufende Ausgaben",
    "both": "Investitionen und laufende Ausgaben",
}
# In which order the groups of the list stand.
GROUPS = {
    "open": "Anträge sind möglich",
    "announced": "Anträge sind angekündigt",
    "unknown": "Frist nicht bekannt: bitte beim Fördergeber fragen",
    "closed": "Beendet oder Frist vorbei",
}


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition; `asked` where only the administration can say whether it is met."""

    text: str
    asked: bool


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """One programme."""

    record: RecordView
    funder: str
    provider: str
    kind: str
    window: str
    mark: Mark
    is_closed: bool
    conditions: list[ConditionRow]
    shares: list[tuple[str, str]]
    sums: list[str]
    spending: str
    lead: str
    before_start: bool
    combination: list[tuple[bool, str]]
    address: str
    measures: list[Entry]


def programme_page(opened: Centre, programme: Programme, day: date) -> ProgrammePage:
    """The page of one programme on a day."""
    content = opened.content
    window = window_on(programme, day)
    return ProgrammePage(
        record=record_view(content, programme, day),
        funder=FUNDER_LABELS[programme.funder],
        provider=programme.provider,
        kind=FUNDING_KIND_LABELS[programme.kind],
        window=window.text,
        mark=WINDOW_MARKS[window.kind],
        is_closed=window.kind == "closed",
        conditions=[ConditionRow(c.text, _asked(content, c.rule)) for c in programme.conditions],
        shares=[(percent(share.share * 100), share.text) for share in programme.shares],
        sums=_sums(programme),
        spending=SPENDING_LABELS[programme.spending] if programme.kind in PAYING else "",
        lead=f"etwa {count(programme.lead_quarters, 'Quartal', 'Quartale')}",
        before_start=programme.before_start,
        combination=[(item.allowed, item.text) for item in programme.combination],
        address=programme.address,
        measures=measure_entries(content, programme.measures),
    )


def _asked(content: Content, rule: str) -> bool:
    """Whether a rule is nothing but a fact that the administration declares."""
    return rule.removeprefix("not ").strip() in content.declared_fact


def _sums(programme: Programme) -> list[str]:
    parts = (
        ("Kosten mindestens", programme.least_cost),
        ("Zuschuss mindestens", programme.least_grant),
        ("Zuschuss höchstens", programme.most_grant),
    )
    return [f"{label} {euro(value)}" for label, value in parts if value is not None]


def programme_list(content: Content, day: date) -> list[Group]:
    """All programmes, grouped by whether one may apply on a day."""
    states = {item.id: window_on(item, day).kind for item in content.programmes}
    groups = []
    for state, title in GROUPS.items():
        found = [item for item in content.programmes if states[item.id] == state]
        if found:
            entries = [programme_entry(item, day) for item in _ordered(found)]
            groups.append(Group(f"frist-{state}", title, "", entries))
    return groups


def _ordered(programmes: list[Programme]) -> list[Programme]:
    """Those for all of Germany first, then by Land."""
    return sorted(programmes, key=lambda item: (item.lands, item.title))


def open_programmes(content: Content, field: str, day: date) -> list[Programme]:
    """The programmes of a field for which one may apply on a day."""
    found = [p for p in content.programmes if field in p.fields]
    found = [p for p in found if window_on(p, day).kind in ("open", "announced")]
    return sorted(found, key=lambda p: (p.kind not in PAYING, p.fields[0] != field, p.lands, p.id))


def programmes_of(content: Content, measure: str, day: date) -> list[Entry]:
    """The programmes that can pay for a measure and have not ended."""
    found = [p for p in content.programmes if measure in p.measures]
    return [programme_entry(p, day) for p in _ordered(found) if window_on(p, day).kind != "closed"]


def programme_entry(programme: Programme, day: date) -> Entry:
    """A programme in a list, with who gives the money and where."""
    where = lands_text(programme.lands)
    who = FUNDER_LABELS[programme.funder]
    return entry(programme, day, f"{FUNDING_KIND_LABELS[programme.kind]}, {who}, {where}")
