"""Wording that several parts of a report share."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from schaltstelle.core.advice import Advice
from schaltstelle.core.citation import Origin
from schaltstelle.core.german import NO_BREAK
from schaltstelle.core.roadmap.problem import Quarter

ESTIMATE = "Schätzung"
SOURCED = "nach Quelle"
UNVERIFIED = "ungeprüft"

# What the deciding body is called where the paper asks something of it, and the verb with it.
COUNCILS: dict[str, str] = {
    "kreis": "Der Kreistag",
    "stadtstaat": "Der Senat",
    "verband": "Das beschließende Gremium des Verbands",
}
# By the word with which the name of an association begins.
ASSOCIATION_COUNCILS: dict[str, str] = {
    "Amt": "Der Amtsausschuss",
    "Samtgemeinde": "Der Samtgemeinderat",
    "Verbandsgemeinde": "Der Verbandsgemeinderat",
    "Verwaltungsgemeinschaft": "Die Gemeinschaftsversammlung",
    "Verwaltungsverband": "Die Verbandsversammlung",
}
COUNCIL = "Der Rat"


def council(advice: Advice) -> str:
    """The body that is asked to decide, with its article, as the subject of a sentence."""
    status = advice.administration.status
    kind = advice.administration.name.partition(" ")[0]
    if status == "verband" and kind in ASSOCIATION_COUNCILS:
        return ASSOCIATION_COUNCILS[kind]
    return COUNCILS.get(status, COUNCIL)


def grade(origin: Origin) -> str:
    """Whether a figure is an estimate or taken from a source."""
    return ESTIMATE if origin.kind == "estimate" else SOURCED


def span(start: Quarter, finish: Quarter) -> str:
    """A time in quarters: "1/2027", "1–3/2027" or "3/2027–2/2028"."""
    first, last = (f"{quarter.number}/{quarter.year}" for quarter in (start, finish))
    if start == finish:
        return first
    return f"{start.number}–{last}" if start.year == finish.year else f"{first}–{last}"


def region(advice: Advice) -> str:
    """Kreis and Land without repeating the name of the administration."""
    administration = advice.administration
    parts = dict.fromkeys((administration.kreis, administration.land))
    return ", ".join(part for part in parts if part and part != administration.name)


def capital(text: str) -> str:
    """The text with a capital first letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


def titles(found: Sequence[str], shown: int) -> str:
    """The first titles in quotation marks, and how many more there are."""
    named = "; ".join(quoted(title) for title in found[:shown])
    more = len(found) - shown
    if more < 1:
        return named
    return f"{named} und {'eine' if more == 1 else more} weitere"


def quoted(title: str) -> str:
    """A title in German quotation marks."""
    return f"„{title}“"


def without_repeats(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts in their order, each once."""
    return tuple(dict.fromkeys(texts))


def of(part: int, whole: int) -> str:
    """ "9 von 15" that does not break before the second number."""
    return f"{part} von{NO_BREAK}{whole}"


def dated(start: Quarter) -> datetime:
    """The date that a paper bears inside: the first day of the quarter before the plan begins.

    In that quarter one plans. It comes from the advice, not from the clock, so that the same
    advice gives the same bytes.
    """
    before = start + -1
    return datetime(before.year, 3 * before.number - 2, 1, tzinfo=UTC)
