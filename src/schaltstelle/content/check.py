"""What must hold between content records: references, ranges, sources, expressions."""

from collections.abc import Callable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any
from urllib.parse import urlsplit

from schaltstelle.content.lines import ContentError
from schaltstelle.content.load import Content, Located
from schaltstelle.content.vocabulary import PLACE_FACTS
from schaltstelle.core import rules
from schaltstelle.core.citation import Origin
from schaltstelle.core.framework import LEVELS
from schaltstelle.core.lenses import SPATIAL_LABELS
from schaltstelle.core.size import SIZE_CLASSES

Check = Callable[[Located, Content], Iterator[ContentError]]

LAND_KEYS = {f"{number:02d}" for number in range(1, 17)}


def check(located: list[Located], content: Content) -> list[ContentError]:
    """Every broken rule between records, with the file and line of the record."""
    errors = list(_duplicates(located))
    for item in located:
        for rule in _CHECKS[item.kind]:
            errors.extend(rule(item, content))
    errors.extend(_cycles(located))
    return errors


def _duplicates(located: Iterable[Located]) -> Iterator[ContentError]:
    seen: set[tuple[str, str]] = set()
    for item in located:
        identity = (item.kind, getattr(item.record, "id", ""))
        if identity[1] and identity in seen:
            yield item.error(f"Die Kennung „{identity[1]}“ ist doppelt vergeben.", "id")
        seen.add(identity)


def _sources(item: Located, content: Content) -> Iterator[ContentError]:
    sources = item.record.sources
    if not sources:
        yield item.error("Mindestens eine Quelle fehlt.", "sources")
    for number, source in enumerate(sources):
        address = urlsplit(source.address)
        if address.scheme not in ("https", "http") or not address.netloc:
            yield item.error(
                f"„{source.address}“ ist keine vollständige Adresse.", "sources", number, "address"
            )


def _origin(item: Located, origin: Origin, *position: Any) -> Iterator[ContentError]:
    count = len(item.record.sources)
    if origin.kind == "source" and origin.source is None:
        yield item.error("Die Nummer der Quelle fehlt (source: 1).", *position)
    if origin.source is not None and not 1 <= origin.source <= count:
        yield item.error(f"Quelle Nummer {origin.source} gibt es hier nicht.", *position, "source")


def _expression(
    item: Located, content: Content, text: str, *position: Any
) -> Iterator[ContentError]:
    if not text:
        return
    try:
        unknown = rules.names(text) - content.indicator.keys() - PLACE_FACTS.keys()
    except rules.RuleError as error:
        yield item.error(str(error), *position)
        return
    for name in sorted(unknown):
        yield item.error(f"Die Angabe „{name}“ im Ausdruck ist keine Kennzahl.", *position)


def _known(
    item: Located, value: str, known: Iterable[str], what: str, *at: Any
) -> Iterator[ContentError]:
    if value not in known:
        yield item.error(f"{what} „{value}“ gibt es nicht.", *at)


def _criterion(item: Located, content: Content) -> Iterator[ContentError]:
    criterion = item.record
    yield from _known(item, criterion.field, content.field, "Das Handlungsfeld")
    yield from _known(item, criterion.task, content.task, "Die Aufgabe", "task")
    yield from _expression(item, content, criterion.applies_to, "applies_to")
    yield from _expression(item, content, criterion.people.formula, "people", "formula")
    yield from _origin(item, criterion.people.origin, "people", "origin")
    if criterion.binding == "law" and not criterion.legal:
        yield item.error("Eine Rechtspflicht braucht ihre Rechtsgrundlage (legal).", "binding")
    for number, basis in enumerate(criterion.legal):
        for land in basis.lands:
            yield from _known(item, land, LAND_KEYS, "Das Land", "legal", number, "lands")
    yield from _levels(item, content)


def _levels(item: Located, content: Content) -> Iterator[ContentError]:
    levels = item.record.levels
    order = [LEVELS.index(level.level) for level in levels]
    if not order or order != sorted(set(order)):
        yield item.error("Die Stufen müssen aufsteigend sein, jede höchstens einmal.", "levels")
    previous = dict.fromkeys(SIZE_CLASSES, 1.0)
    for number, level in enumerate(levels):
        at = ("levels", number)
        yield from _expression(item, content, level.decided_when or "", *at, "decided_when")
        yield from _origin(item, level.prevalence_origin, *at, "prevalence_origin")
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


def _measure(item: Located, content: Content) -> Iterator[ContentError]:
    measure = item.record
    yield from _known(item, measure.field, content.field, "Das Handlungsfeld", "field")
    yield from _known(item, measure.task, content.task, "Die Aufgabe", "task")
    yield from _expression(item, content, measure.applies_to, "applies_to")
    for key in ("prerequisites", "excludes"):
        for number, other in enumerate(getattr(measure, key)):
            yield from _known(item, other, content.measure, "Die Maßnahme", key, number)
    if len(measure.first_steps) != 3:
        yield item.error("Es müssen genau drei erste Schritte sein.", "first_steps")
    if not measure.participants:
        yield item.error("Es fehlt, wer mitreden muss.", "participants")
    yield from _measure_figures(item)
    yield from _lifts(item, content)


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
        origin: Any = measure
        for name in path:
            origin = getattr(origin, name)
        yield from _origin(item, origin, *path)


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
        yield from _origin(item, lift.origin, *at, "origin")


def _competence(item: Located, content: Content) -> Iterator[ContentError]:
    yield from _known(item, item.record.task, content.task, "Die Aufgabe", "task")
    yield from _expression(item, content, item.record.condition, "condition")
    for number, land in enumerate(item.record.lands):
        yield from _known(item, land, LAND_KEYS, "Das Land", "lands", number)


def _special_status(item: Located, content: Content) -> Iterator[ContentError]:
    record = item.record
    yield from _known(item, record.land, LAND_KEYS, "Das Land", "land")
    for number, town in enumerate(record.towns):
        if len(town.key) != 8 or town.key[:2] != record.land:
            yield item.error(f"„{town.key}“ ist kein Schlüssel dieses Landes.", "towns", number)


def _parameter(item: Located, content: Content) -> Iterator[ContentError]:
    yield from _origin(item, item.record.origin, "origin")


def _default_limits(item: Located, content: Content) -> Iterator[ContentError]:
    yield from _origin(item, item.record.origin, "origin")
    for key in ("investive", "consumptive", "staff"):
        yield from _expression(item, content, getattr(item.record, key), key)


def _indicator(item: Located, content: Content) -> Iterator[ContentError]:
    indicator = item.record
    yield from _expression(item, content, indicator.formula, "formula")
    if (indicator.aggregation == "formula") != bool(indicator.formula):
        yield item.error("Eine Formel gehört genau zu aggregation: formula.", "aggregation")
    if (indicator.aggregation == "carried") != (indicator.level == "kreis"):
        yield item.error("Kreiswerte haben aggregation: carried, andere nicht.", "aggregation")


def _lens(item: Located, content: Content) -> Iterator[ContentError]:
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


def _cycles(located: list[Located]) -> Iterator[ContentError]:
    measures = {item.record.id: item for item in located if item.kind == "measures"}
    graph = {key: item.record.prerequisites for key, item in measures.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        yield measures[circle[0]].error(
            "Die Voraussetzungen drehen sich im Kreis: " + " → ".join(circle) + ".", "prerequisites"
        )


_CHECKS: dict[str, tuple[Check, ...]] = {
    "fields": (),
    "criteria": (_sources, _criterion),
    "measures": (_sources, _measure),
    "indicators": (_indicator,),
    "lenses": (_lens,),
    "tasks": (),
    "competence": (_sources, _competence),
    "special_status": (_sources, _special_status),
    "parameters": (_parameter,),
    "default_limits": (_default_limits,),
    "coverage": (),
}
