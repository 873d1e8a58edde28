"""What measures must keep."""

from collections.abc import Iterator
from typing import Any

from schaltstelle.content.checks.primitives import address, expression, known, origin
from schaltstelle.content.checks.wording import short_summary
from schaltstelle.content.lines import ContentError
from schaltstelle.content.load import Content, Located
from schaltstelle.core.size import SIZE_CLASSES


def measure(item: Located, content: Content) -> Iterator[ContentError]:
    """References, figures, first steps, and how to take it over."""
    measure = item.record
    yield from short_summary(item)
    yield from known(item, measure.field, content.field, "Das Handlungsfeld", "field")
    yield from known(item, measure.task, content.task, "Die Aufgabe", "task")
    yield from expression(item, content, measure.applies_to, "applies_to")
    for key in ("prerequisites", "better_after", "excludes"):
        for number, other in enumerate(getattr(measure, key)):
            yield from known(item, other, content.measure, "Die Maßnahme", key, number)
    if len(measure.first_steps) != 3:
        yield item.error("Es müssen genau drei erste Schritte sein.", "first_steps")
    if not measure.participants:
        yield item.error("Es fehlt, wer mitreden muss.", "participants")
    yield from _replication(item, content)
    yield from _measure_figures(item)
    yield from _lifts(item, content)


def _replication(item: Located, content: Content) -> Iterator[ContentError]:
    """What helps to do the same elsewhere."""
    measure = item.record
    for number, variant in enumerate(measure.variants):
        if variant.address:
            yield from address(item, variant.address, "variants", number, "address")
    for number, use in enumerate(measure.standards):
        yield from known(item, use.standard, content.standard, "Der Standard", "standards", number)


def _measure_figures(item: Located) -> Iterator[ContentError]:
    measure = item.record
    if not 0 <= measure.investive_share <= 1:
        yield item.error("Der investive Anteil liegt zwischen 0 und 1.", "investive_share")
    if not 1 <= measure.duration.quarters <= 20:
        yield item.error("Die Dauer liegt zwischen 1 und 20 Quartalen.", "duration", "quarters")
    if measure.chance.successes <= 0 or measure.chance.failures <= 0:
        yield item.error("Beide Werte der Erfolgsaussicht müssen über 0 liegen.", "chance")
    for key in ("cost", "staff_days"):
        for part in ("one_off", "yearly"):
            for size in SIZE_CLASSES:
                low, high = getattr(getattr(measure, key), part).of(size)
                if not 0 <= low <= high:
                    yield item.error(
                        "Ein Bereich geht von klein nach groß und beginnt nicht unter 0.",
                        key,
                        part,
                        size,
                    )
    origins = (
        ("cost", "origin"),
        ("staff_days", "origin"),
        ("duration", "origin"),
        ("chance", "origin"),
        ("investive_origin",),
    )
    for path in origins:
        figure: Any = measure
        for name in path:
            figure = getattr(figure, name)
        yield from origin(item, figure, *path)


def _lifts(item: Located, content: Content) -> Iterator[ContentError]:
    if not item.record.lifts:
        yield item.error("Die Maßnahme hebt kein Kriterium.", "lifts")
    for number, lift in enumerate(item.record.lifts):
        at = ("lifts", number)
        criterion = content.criterion.get(lift.criterion)
        if criterion is None:
            yield item.error(f"Das Kriterium „{lift.criterion}“ gibt es nicht.", *at, "criterion")
        elif lift.to not in {level.level for level in criterion.levels}:
            yield item.error(f"Die Stufe „{lift.to}“ hat „{lift.criterion}“ nicht.", *at, "to")
        if not 0 < lift.lift <= 1:
            yield item.error("Die Wirkung liegt über 0 und höchstens bei 1.", *at, "lift")
        yield from origin(item, lift.origin, *at, "origin")
