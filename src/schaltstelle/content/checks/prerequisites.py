"""What measures need before them forms one connected graph without a circle."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from schaltstelle.content.lines import ContentError
from schaltstelle.content.load import Located


def check(located: list[Located]) -> Iterator[ContentError]:
    """An error where the measures turn in a circle, or one stands apart from all others."""
    measures = {item.record.id: item for item in located if item.kind == "measures"}
    before = {
        key: (*item.record.prerequisites, *item.record.better_after)
        for key, item in measures.items()
    }
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        circle = error.args[1]
        yield measures[circle[0]].error(
            "Die Voraussetzungen drehen sich im Kreis: " + " → ".join(circle) + ".", "prerequisites"
        )
    for key in apart(before):
        yield measures[key].error(
            "Die Maßnahme hängt mit den anderen nicht zusammen: Eine Voraussetzung (prerequisites) "
            "oder etwas, wonach sie leichter geht (better_after), fehlt.",
            "better_after",
        )


def apart(before: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Those that are not connected, over any number of steps, with the largest group."""
    near: dict[str, set[str]] = {key: set() for key in before}
    for key, others in before.items():
        for other in others:
            if other in near:
                near[key].add(other)
                near[other].add(key)
    groups: list[set[str]] = []
    left = set(before)
    while left:
        group: set[str] = set()
        waiting = [min(left)]
        while waiting:
            key = waiting.pop()
            if key not in group:
                group.add(key)
                waiting.extend(near[key] - group)
        groups.append(group)
        left -= group
    largest = max(groups, key=len, default=set())
    return sorted(set(before) - largest)
