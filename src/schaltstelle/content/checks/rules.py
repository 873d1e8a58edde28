"""What the rules of the models must keep: competence, status, parameters, indicators, lenses."""

from collections.abc import Iterator

from schaltstelle.content.checks.primitives import LAND_KEYS, expression, known, origin
from schaltstelle.content.lines import ContentError
from schaltstelle.content.load import Content, Located
from schaltstelle.core.lenses import SPATIAL_LABELS


def competence(item: Located, content: Content) -> Iterator[ContentError]:
    """Task, Länder and condition exist."""
    yield from known(item, item.record.task, content.task, "Die Aufgabe", "task")
    yield from expression(item, content, item.record.condition, "condition")
    for number, land in enumerate(item.record.lands):
        yield from known(item, land, LAND_KEYS, "Das Land", "lands", number)


def special_status(item: Located, content: Content) -> Iterator[ContentError]:
    """Keys lie in the Land."""
    record = item.record
    yield from known(item, record.land, LAND_KEYS, "Das Land", "land")
    for number, town in enumerate(record.towns):
        if len(town.key) != 8 or town.key[:2] != record.land:
            yield item.error(f"„{town.key}“ ist kein Schlüssel dieses Landes.", "towns", number)


def parameter(item: Located, content: Content) -> Iterator[ContentError]:
    """The source of the figure exists."""
    yield from origin(item, item.record.origin, "origin")


def default_limits(item: Located, content: Content) -> Iterator[ContentError]:
    """The source exists, amounts can be evaluated."""
    yield from origin(item, item.record.origin, "origin")
    for key in ("investive", "consumptive", "staff"):
        yield from expression(item, content, getattr(item.record, key), key)


def indicator(item: Located, content: Content) -> Iterator[ContentError]:
    """Formula, level and aggregation fit together."""
    indicator = item.record
    yield from expression(item, content, indicator.formula, "formula")
    if (indicator.aggregation == "formula") != bool(indicator.formula):
        yield item.error("Eine Formel gehört genau zu aggregation: formula.", "aggregation")
    if (indicator.aggregation == "carried") != (indicator.level == "kreis"):
        yield item.error("Kreiswerte haben aggregation: carried, andere nicht.", "aggregation")


def lens(item: Located, content: Content) -> Iterator[ContentError]:
    """Variables are known and are context, never outcomes."""
    lens = item.record
    if not 0 < lens.shrinkage <= 1:
        yield item.error("Die Schrumpfung liegt über 0 und höchstens bei 1.", "shrinkage")
    for name, weight in lens.weights.items():
        indicator = content.indicator.get(name)
        if indicator is None and name not in SPATIAL_LABELS:
            yield item.error(f"Das Merkmal „{name}“ gibt es nicht.", "weights", name)
        elif indicator is not None and indicator.role != "context":
            yield item.error(
                f"„{name}“ ist ein Ergebnis und darf nicht in eine Linse.", "weights", name
            )
        if weight <= 0:
            yield item.error("Ein Gewicht liegt über 0.", "weights", name)
