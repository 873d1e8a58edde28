"""Plain values for the pages about rules of law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.german import join_and, long_date, number
from schaltstelle.core.identity import STATUS_LABELS
from schaltstelle.core.law import TOPIC_LABELS, Amount, LawRule
from schaltstelle.web.content.entries import Entry, Group, lands_text
from schaltstelle.web.knowledge.record import RecordView, entry, measure_entries, record_view


@dataclass(frozen=True, slots=True)
class LawPage:
    """One rule of law."""

    record: RecordView
    topic: str
    act: str
    text: str
    status: str
    amounts: list[tuple[str, str]]
    deadline: str
    measures: list[Entry]


def law_page(opened: Centre, rule: LawRule, day: date) -> LawPage:
    """The page of one rule."""
    content = opened.content
    return LawPage(
        record=record_view(content, rule, day),
        topic=TOPIC_LABELS[rule.topic],
        act=rule.act,
        text=rule.text,
        status=join_and([STATUS_LABELS[status] for status in rule.status]) or "alle Verwaltungen",
        amounts=[(amount.what, _amount(amount)) for amount in rule.amounts],
        deadline=long_date(rule.deadline) if rule.deadline else "",
        measures=measure_entries(content, rule.measures),
    )


def _amount(amount: Amount) -> str:
    digits = f"{amount.value:g}".partition(".")[2]
    return f"{number(amount.value, len(digits))} {amount.unit}"


def law_list(content: Content, day: date) -> list[Group]:
    """All rules by topic, those of all Germany first."""
    groups = []
    for topic, title in TOPIC_LABELS.items():
        rules = [rule for rule in content.law if rule.topic == topic]
        if rules:
            groups.append(Group(topic, title, "", law_entries(rules, day)))
    return groups


def law_entries(rules: Sequence[LawRule], day: date) -> list[Entry]:
    """Rules in a list, with the Land."""
    ordered = sorted(rules, key=lambda rule: (rule.lands, rule.title))
    return [entry(rule, day, f"{rule.act}, {lands_text(rule.lands)}") for rule in ordered]
