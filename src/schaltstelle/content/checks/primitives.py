"""What several kinds of records must keep: sources, origins, expressions, references."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from schaltstelle.content.lines import ContentError
from schaltstelle.content.load import Content, Located
from schaltstelle.content.vocabulary import PLACE_FACTS
from schaltstelle.core import rules
from schaltstelle.core.citation import Origin
from schaltstelle.core.keys import InvalidKey, parse_key

Check = Callable[[Located, Content], Iterator[ContentError]]

LAND_KEYS = {f"{number:02d}" for number in range(1, 17)}
# What facts of a place look like: numbers, unless they are one of a few words.
_PLACE: dict[str, rules.Value] = {
    **dict.fromkeys(PLACE_FACTS, 1.5),
    "land": "08",
    "status": "gemeinde",
    "special": "none",
    "size": "town",
}


def sources(item: Located, _content: Content) -> Iterator[ContentError]:
    """There is a source, and each has an address."""
    sources = item.record.sources
    if not sources:
        yield item.error("Mindestens eine Quelle fehlt.", "sources")
    for number, source in enumerate(sources):
        yield from address(item, source.address, "sources", number, "address")


def address(item: Located, text: str, *at: Any) -> Iterator[ContentError]:
    """An error where a text is no web address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("https", "http") or "." not in parts.netloc or " " in text:
        yield item.error(f"„{text}“ ist keine vollständige Adresse.", *at)


def whole_key(item: Located, key: str, *at: Any) -> Iterator[ContentError]:
    """An error where a text is no key of a place; whether it exists only the register knows."""
    try:
        parse_key(key)
    except InvalidKey as error:
        yield item.error(str(error), *at)


def origin(item: Located, origin: Origin, *position: Any) -> Iterator[ContentError]:
    """The source that a figure names exists."""
    count = len(item.record.sources)
    if origin.kind == "source" and origin.source is None:
        yield item.error("Die Nummer der Quelle fehlt (source: 1).", *position)
    if origin.source is not None and not 1 <= origin.source <= count:
        yield item.error(f"Quelle Nummer {origin.source} gibt es hier nicht.", *position, "source")


def expression(
    item: Located, content: Content, text: str, *position: Any, declared: bool = False
) -> Iterator[ContentError]:
    """An error where an expression can't be read, asks for facts that nobody knows, or can't be
    worked out.

    `declared`: it may also ask for what only the administration itself knows.
    """
    facts: dict[str, rules.Value] = {**dict.fromkeys(content.indicator, 1.5), **_PLACE}
    if declared:
        facts.update(dict.fromkeys(content.declared_fact, True))
    try:
        unknown = rules.names(text) - facts.keys() if text else ()
        for name in sorted(unknown):
            yield item.error(f"Die Angabe „{name}“ im Ausdruck ist keine Kennzahl.", *position)
        if not unknown:
            rules.evaluate(text, facts)
    except rules.RuleError as error:
        yield item.error(str(error), *position)


def stands_for_itself(name: str) -> bool:
    """Whether a name can stand in an expression as a fact: no keyword, no function."""
    try:
        return name.isidentifier() and rules.names(name) == {name}
    except rules.RuleError:
        return False


def known(
    item: Located, value: str, known: Iterable[str], what: str, *at: Any
) -> Iterator[ContentError]:
    """The record that another one names exists."""
    if value not in known:
        yield item.error(f"{what} „{value}“ gibt es nicht.", *at)
