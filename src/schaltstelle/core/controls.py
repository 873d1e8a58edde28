"""Security controls (Anforderungen) and which measures fulfil them."""

from dataclasses import dataclass
from typing import Literal

Extent = Literal["full", "part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLink:
    """What a measure does for controls of a catalogue: fulfils them or does a part.

    `catalogue` is the id of the catalogue in the reference tables, `controls` are ids in it.
    """

    id: str
    measure: str
    catalogue: str
    controls: tuple[str, ...]
    extent: Extent
    reason: str
