"""argparse in German, and the argument types of the commands."""

import argparse
from collections.abc import Callable

from schaltstelle.core.german import parse_number
from schaltstelle.core.roadmap.problem import Quarter

_GERMAN = {
    "usage: ": "Aufruf: ",
    "options": "Angaben",
    "positional arguments": "Eingaben",
    "show this help message and exit": "diese Hilfe zeigen",
    "show program's version number and exit": "die Version zeigen",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "the following arguments are required: %s": "Es fehlt: %s",
    "unrecognized arguments: %s": "Unbekannte Angabe: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "„%(value)s“ gibt es nicht. Möglich sind: %(choices)s"
    ),
    "expected one argument": "hier fehlt der Wert",
    "expected at least one argument": "hier fehlt mindestens ein Wert",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "not allowed with argument %s": "passt nicht zusammen mit %s",
    "invalid %(type)s value: %(value)r": "„%(value)s“ ist hier nicht möglich",
}


def speak_german() -> None:
    """Let argparse speak German: it looks its texts up under the name `_` of its module."""
    argparse._ = lambda text: _GERMAN.get(text, text)  # type: ignore[attr-defined]


def amount(text: str) -> float:
    """A number from 0, as Germans or programmers write it: 50000, 50.000, 1,5 or 1.5."""
    try:
        value = parse_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if not 0 <= value < 1e12:
        raise argparse.ArgumentTypeError(f"„{text}“ muss eine Zahl ab 0 sein")
    return value


def whole(low: int, high: int) -> Callable[[str], int]:
    """A type for whole numbers between two bounds."""

    def convert(text: str) -> int:
        if not text.strip().isdigit() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"„{text}“ ist keine ganze Zahl von {low} bis {high}")
        return int(text)

    return convert


def quarter(text: str) -> Quarter:
    """A quarter such as 2027-Q2."""
    try:
        return Quarter.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
