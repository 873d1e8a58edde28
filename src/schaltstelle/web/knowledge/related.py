"""What else is interesting beside a record."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from schaltstelle.centre import Centre
from schaltstelle.core.query import KIND_LABELS, Kind
from schaltstelle.web.search.hits import address_of

SHOWN = 6
# Asked for more, as imported documents are left out: pages are kept, and those come and go.
ASKED = 24


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """Another record, with the kind of thing it is and why it stands here."""

    title: str
    kind: str
    why: str
    address: str


def related_links(
    opened: Centre, kind: Kind, key: str, today: date, shown: Collection[tuple[str, str]] = ()
) -> list[RelatedLink]:
    """Other records near to this one, other kinds first, without those shown on the page anyway
    (kind and id)."""
    hits = opened.related(kind, key, ASKED, today=today)
    return [
        RelatedLink(
            hit.name,
            KIND_LABELS[hit.kind][0],
            ", ".join(hit.reasons[:1]),
            address_of(opened, hit.kind, hit.id),
        )
        for hit in hits
        if hit.kind not in ("document", "place") and (hit.kind, hit.id) not in shown
    ][:SHOWN]
