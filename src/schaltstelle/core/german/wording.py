"""German wording of figures and dates, in one place for terminal, web and papers."""

import datetime as dt
import errno
import math
from collections.abc import Sequence

# A narrow gap that does not break keeps "1.234 €" and "5 %" on one line.
NO_BREAK = "\u00a0"

_GERMAN_SIGNS = str.maketrans(",.", ".,")

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


_REFUSALS = {
    errno.ENOENT: "das gibt es nicht",
    errno.EACCES: "die Berechtigung fehlt",
    errno.EPERM: "die Berechtigung fehlt",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.ENOSPC: "der Platz reicht nicht",
    errno.ENOTDIR: "ein Teil des Pfads ist kein Ordner",
    errno.EEXIST: "dort liegt schon etwas mit diesem Namen",
    errno.EISDIR: "das ist ein Ordner",
}


def refusal(error: OSError) -> str:
    """Returns why the system refused, and for which file: "die Berechtigung fehlt (a.pdf)"."""
    reason = _REFUSALS.get(error.errno or 0) or error.strerror or str(error)
    return f"{reason} ({error.filename})" if error.filename else reason


def number(value: float, decimals: int = 0) -> str:
    """Returns *value* with dots between thousands, a decimal comma and a real minus sign."""
    text = f"{value:,.{decimals}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.replace("-", "−").translate(_GERMAN_SIGNS)


def posts(full_posts: float) -> str:
    """Returns "1 Stelle", "0,25 Stellen", "8,8 Stellen"."""
    text = number(full_posts, 2).rstrip("0").rstrip(",")
    return f"{text}{NO_BREAK}{'Stelle' if text == '1' else 'Stellen'}"


def euro(value: float) -> str:
    """Returns whole euros, "1.234 €"."""
    return f"{number(value)}{NO_BREAK}€"


def euro_range(low: float, high: float) -> str:
    """Returns "1.000 bis 2.000 €", or one amount where both round to the same."""
    if number(low) == number(high):
        return euro(high)
    return f"{number(low)} bis {euro(high)}"


def number_range(low: float, high: float, decimals: int = 0) -> str:
    """Returns "3 bis 5", or one number where both round to the same."""
    first, last = number(low, decimals), number(high, decimals)
    return last if first == last else f"{first} bis {last}"


def percent(value: float, decimals: int = 0) -> str:
    """Returns "12,5 %" for 12.5: values are percent, from 0 to 100, not shares."""
    return f"{number(value, decimals)}{NO_BREAK}%"


def parse_number(text: str) -> float:
    """Returns the number that a German or a programmer wrote: 50000, 50.000, 1,5 €, 1.5.

    A dot before exactly three digits sets thousands apart. Raises ValueError, in German.
    """
    plain = text.strip().replace("€", "").replace(" ", "").replace(NO_BREAK, "")
    head, dot, tail = plain.rpartition(".")
    thousands = bool(dot) and len(tail) == 3 and head.replace(".", "").isdecimal()
    if "," in plain or (thousands and not head.startswith("0")):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        raise ValueError(f"„{text.strip()}“ ist keine Zahl.") from None
    if not math.isfinite(value):
        raise ValueError(f"„{text.strip()}“ ist keine Zahl.")
    return value


def long_date(date: dt.date) -> str:
    """Returns "3. Oktober 2026"."""
    return f"{date.day}.{NO_BREAK}{MONTHS[date.month - 1]} {date.year}"


def quarter(year: int, number_in_year: int) -> str:
    """Returns "2. Quartal 2027" for the quarter 1 to 4 of a year."""
    return f"{number_in_year}.{NO_BREAK}Quartal {year}"


def count(n: int, singular: str, plural: str) -> str:
    """Returns "1 Gemeinde" or "12 Gemeinden"."""
    return f"{number(n)} {singular if n == 1 else plural}"


def join_and(items: Sequence[str]) -> str:
    """Returns "a, b und c"; an empty text for no items."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} und {items[-1]}"
