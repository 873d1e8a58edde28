"""What criteria must keep."""

from collections.abc import Iterator

from schaltstelle.content.checks.primitives import LAND_KEYS, address, expression, known, origin
from schaltstelle.content.lines import ContentError
from schaltstelle.content.load import Content, Located
from schaltstelle.core.framework import LEVELS
from schaltstelle.core.size import SIZE_CLASSES


def field(item: Located, content: Content) -> Iterator[ContentError]:
    """The measures to begin with exist."""
    for number, beginning in enumerate(item.record.begin):
        yield from known(
            item, beginning.measure, content.measure, "Die Maßnahme", "begin", number, "measure"
        )


def criterion(item: Located, content: Content) -> Iterator[ContentError]:
    """References, expressions and levels."""
    criterion = item.record
    yield from known(item, criterion.field, content.field, "Das Handlungsfeld")
    yield from known(item, criterion.task, content.task, "Die Aufgabe", "task")
    yield from expression(item, content, criterion.applies_to, "applies_to")
    yield from expression(item, content, criterion.people.formula, "people", "formula")
    yield from origin(item, criterion.people.origin, "people", "origin")
    if criterion.binding == "law" and not criterion.legal:
        yield item.error("Eine Rechtspflicht braucht ihre Rechtsgrundlage (legal).", "binding")
    for number, basis in enumerate(criterion.legal):
        yield from address(item, basis.address, "legal", number, "address")
        for land in basis.lands:
            yield from known(item, land, LAND_KEYS, "Das Land", "legal", number, "lands")
    yield from _levels(item, content)


def _levels(item: Located, content: Content) -> Iterator[ContentError]:
    levels = item.record.levels
    order = [LEVELS.index(level.level) for level in levels]
    if not order or order != sorted(set(order)):
        yield item.error("Die Stufen müssen aufsteigend sein, jede höchstens einmal.", "levels")
    previous = dict.fromkeys(SIZE_CLASSES, 1.0)
    for number, level in enumerate(levels):
        at = ("levels", number)
        yield from expression(item, content, level.decided_when or "", *at, "decided_when")
        yield from origin(item, level.prevalence_origin, *at, "prevalence_origin")
        for size in SIZE_CLASSES:
            share = level.prevalence.of(size)
            if not 0 < share < 1 or share > previous[size]:
                yield item.error(
                    "Die Verbreitung liegt zwischen 0 und 1 (ohne beide) und steigt nicht mit der "
                    "Stufe.",
                    *at,
                    "prevalence",
                    size,
                )
            previous[size] = share
