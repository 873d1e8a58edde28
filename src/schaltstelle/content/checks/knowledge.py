"""What practices, standards, programmes, courses, skills, law and controls must keep."""

from collections.abc import Iterable, Iterator

from schaltstelle.content.checks.primitives import (
    LAND_KEYS,
    address,
    expression,
    known,
    stands_for_itself,
    whole_key,
)
from schaltstelle.content.checks.wording import short_summary
from schaltstelle.content.lines import ContentError
from schaltstelle.content.load import Content, Located
from schaltstelle.content.vocabulary import PLACE_FACTS

FIRST_YEAR = 1995


def record(item: Located, content: Content) -> Iterator[ContentError]:
    """What every record keeps: a short summary, known fields, criteria and Länder, sane dates."""
    found = item.record
    yield from short_summary(item)
    if not found.fields:
        yield item.error("Mindestens ein Handlungsfeld fehlt.", "fields")
    if not found.audience:
        yield item.error("Es fehlt, für wen es ist (audience).", "audience")
    yield from _all_known(item, found.fields, content.field, "Das Handlungsfeld", "fields")
    yield from _all_known(item, found.criteria, content.criterion, "Das Kriterium", "criteria")
    yield from _all_known(item, found.lands, LAND_KEYS, "Das Land", "lands")
    if found.valid_from and found.valid_to and found.valid_from > found.valid_to:
        yield item.error("Der Beginn liegt nach dem Ende.", "valid_to")


def _all_known(
    item: Located, values: Iterable[str], all_of: Iterable[str], what: str, *at: str
) -> Iterator[ContentError]:
    for number, value in enumerate(values):
        yield from known(item, value, all_of, what, *at, number)


def _measures(item: Located, content: Content, needed: bool = True) -> Iterator[ContentError]:
    if needed and not item.record.measures:
        yield item.error("Mindestens eine Maßnahme fehlt.", "measures")
    yield from _all_known(item, item.record.measures, content.measure, "Die Maßnahme", "measures")


def practice(item: Located, content: Content) -> Iterator[ContentError]:
    """Where it is by key, what it proves; a practice from abroad says what would have to hold."""
    found = item.record
    yield from _measures(item, content)
    for key in (*([found.place] if found.place else []), *found.partners):
        yield from whole_key(item, key, "place" if key == found.place else "partners")
    if (found.country == "DE") != bool(found.place):
        yield item.error(
            "Ein Ort in Deutschland braucht seinen Schlüssel, einer im Ausland hat keinen.", "place"
        )
    if found.country != "DE" and not found.carry_over:
        yield item.error("Es fehlt, was hier gelten müsste (carry_over).", "carry_over")
    if len(found.country) != 2 or not found.country.isupper():
        yield item.error("Ein Staat steht mit zwei großen Buchstaben da, etwa DK.", "country")
    # Nobody can have read before it began that it began.
    seen = max((source.checked.year for source in found.sources), default=FIRST_YEAR)
    began = found.since if found.since is not None else FIRST_YEAR
    if not FIRST_YEAR <= began <= seen or (found.ended is not None and found.ended < began):
        yield item.error("Beginn oder Ende kann so nicht stimmen.", "since")
    for number, figure in enumerate(found.figures):
        if not 1 <= figure.source <= len(found.sources):
            yield item.error(
                f"Quelle Nummer {figure.source} gibt es hier nicht.", "figures", number
            )


def standard(item: Located, content: Content) -> Iterator[ContentError]:
    """Its home is an address; what it replaces exists."""
    found = item.record
    yield from address(item, found.address, "address")
    yield from _all_known(item, found.replaces, content.standard, "Der Standard", "replaces")


def programme(item: Located, content: Content) -> Iterator[ContentError]:
    """Rules that can be evaluated, shares and sums that can be, a window that makes sense."""
    found = item.record
    yield from address(item, found.address, "address")
    yield from _measures(item, content)
    if not found.conditions:
        yield item.error(
            "Mindestens eine Bedingung fehlt (wer darf den Antrag stellen?).", "conditions"
        )
    for number, condition in enumerate(found.conditions):
        yield from expression(
            item, content, condition.rule, "conditions", number, "rule", declared=True
        )
    for number, share in enumerate(found.shares):
        yield from expression(item, content, share.rule, "shares", number, "rule", declared=True)
        if not 0 < share.share <= 1:
            yield item.error(
                "Ein Anteil liegt über 0 und höchstens bei 1.", "shares", number, "share"
            )
    for number, other in enumerate(found.combination):
        if other.other:
            yield from known(
                item, other.other, content.programme, "Das Programm", "combination", number, "other"
            )
    yield from _sums(item)
    yield from _window(item)


def _sums(item: Located) -> Iterator[ContentError]:
    found = item.record
    for name in ("least_cost", "least_grant", "most_grant"):
        value = getattr(found, name)
        if value is not None and value <= 0:
            yield item.error("Ein Betrag liegt über 0.", name)
    if found.least_grant and found.most_grant and found.least_grant > found.most_grant:
        yield item.error("Die kleinste Summe liegt über der größten.", "most_grant")
    if not 0 <= found.lead_quarters <= 8:
        yield item.error(
            "Die Zeit bis zur Zusage liegt zwischen 0 und 8 Quartalen.", "lead_quarters"
        )


def _window(item: Located) -> Iterator[ContentError]:
    window = item.record.window
    if window.opens and window.closes and window.opens > window.closes:
        yield item.error("Die Frist endet, bevor sie beginnt.", "window", "closes")
    if window.known and not (window.rolling or window.opens or window.closes):
        yield item.error("Eine bekannte Frist ist laufend (rolling) oder hat ein Datum.", "window")


def declared_fact(item: Located, content: Content) -> Iterator[ContentError]:
    """Its name is free and can stand in an expression."""
    name = item.record.id
    if not stands_for_itself(name) or name in content.indicator or name in PLACE_FACTS:
        yield item.error(f"„{name}“ kann nicht in einem Ausdruck stehen.", "id")
    if item.record.task:
        yield from known(item, item.record.task, content.task, "Die Aufgabe", "task")


def skill(item: Located, content: Content) -> Iterator[ContentError]:
    """It has roles and measures that exist."""
    if not item.record.roles:
        yield item.error("Es fehlt, wer es können muss (roles).", "roles")
    yield from _measures(item, content)


def course(item: Located, content: Content) -> Iterator[ContentError]:
    """It teaches skills that exist."""
    if not item.record.skills:
        yield item.error("Es fehlt, was man lernt (skills).", "skills")
    yield from _all_known(item, item.record.skills, content.skill, "Die Fähigkeit", "skills")
    yield from address(item, item.record.address, "address")


def law_rule(item: Located, content: Content) -> Iterator[ContentError]:
    """Its official text has an address."""
    yield from address(item, item.record.text, "text")
    yield from _measures(item, content, needed=False)


def control_link(item: Located, content: Content) -> Iterator[ContentError]:
    """The measure exists, controls are named."""
    yield from known(item, item.record.measure, content.measure, "Die Maßnahme", "measure")
    if not item.record.controls:
        yield item.error("Es sind keine Anforderungen genannt.", "controls")


def compound_parts(item: Located, _content: Content) -> Iterator[ContentError]:
    """Parts are single words in small letters."""
    for number, word in enumerate(item.record.words):
        if not word.isalpha() or word != word.lower():
            yield item.error(f"„{word}“ ist kein Wort in kleinen Buchstaben.", "words", number)
