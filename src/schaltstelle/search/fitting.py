"""How a document fits the place that asks, and what to say of it."""

from __future__ import annotations

from collections.abc import Sequence

from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.query import Context, Kind
from schaltstelle.core.size import SizeClass
from schaltstelle.search.lookup import Details

# A place's own situation: enough to put the fitting one of two equals first, too little to put
# something else before what was asked for.
RECOMMENDED = 1.2
CLOSES_GAP = 1.15
FITS_SIZE = 1.05
FITS_LAND = 1.1
OTHER_LAND = 0.6
OTHER_SIZE = 0.9


def fit(
    context: Context, details: Details, lands: Sequence[str], sizes: Sequence[SizeClass]
) -> tuple[float, tuple[str, ...]]:
    """The factor for how a document fits the place that asks, and the reasons, in German."""
    factor, notes = 1.0, []
    measures = {f"measure:{name}" for name in context.measures}
    if details.kind == "measure" and details.id in context.measures:
        factor *= RECOMMENDED
        notes.append(f"wird {context.place} empfohlen")
    elif not measures.isdisjoint(details.links):
        factor *= FITS_SIZE
        notes.append(f"gehört zu einer Maßnahme, die {context.place} empfohlen wird")
    if any(f"criterion:{name}" in details.links for name in context.gaps):
        factor *= CLOSES_GAP
        notes.append(f"betrifft eine Lücke von {context.place}")
    if sizes and context.size:
        suits = context.size in sizes
        factor *= FITS_SIZE if suits else OTHER_SIZE
        notes.append("passt zu Ihrer Größe" if suits else "eher für andere Größen gedacht")
    if lands and context.land:
        land_factor, note = _land(context.land, details.kind, lands)
        factor *= land_factor
        notes += [note] if note else []
    return factor, tuple(notes)


def _land(land: str, kind: Kind, lands: Sequence[str]) -> tuple[float, str]:
    """An example from another Land is as good as one from one's own, a law of one is not."""
    name = LAND_NAMES.get(land, "Ihrem Land")
    if land in lands:
        return FITS_LAND, f"aus {name}" if kind == "practice" else f"gilt in {name}"
    if kind == "practice":
        return 1.0, ""
    return OTHER_LAND, f"gilt nicht in {name}"
