"""Standards: what to build on, when it binds, how to demand and how to check it."""

from dataclasses import dataclass
from typing import Literal

from schaltstelle.core.records import Record

StandardBinding = Literal["law", "agreement", "recommendation"]

STANDARD_BINDING_LABELS: dict[StandardBinding, str] = {
    "law": "rechtlich verbindlich",
    "agreement": "verbindlich vereinbart",
    "recommendation": "empfohlen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard(Record):
    """A standard, format or rule book.

    `version` is the one seen at the source (empty where none was seen); `binds` says for whom and
    since when it binds; `tender` is a sentence to put into a tender; `test` says how to check that
    it is kept; `address` is its official home; `replaces` names earlier or neighbouring standards.
    """

    short: str
    version: str = ""
    keeper: str
    binding: StandardBinding
    binds: str
    tender: str
    test: str
    address: str
    replaces: tuple[str, ...] = ()
