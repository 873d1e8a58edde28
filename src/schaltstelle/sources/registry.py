"""All sources, in the order in which they are read."""

from schaltstelle.sources import (
    auszug_gv,
    borders,
    broadband,
    census,
    gv100ad,
    inkar,
    key_conversion,
    mail,
    mail_domains,
    mobile,
    oscal,
    outlines,
    territory_changes,
    xrepository,
)
from schaltstelle.sources.source import Source

SOURCES: tuple[Source, ...] = (
    gv100ad.SOURCE,
    auszug_gv.SOURCE,
    territory_changes.SOURCE,
    key_conversion.SOURCE,
    xrepository.SOURCE,
    borders.SOURCE,
    mail.SOURCE,
    mail_domains.SOURCE,
    census.SOURCE,
    inkar.SOURCE,
    broadband.SOURCE,
    mobile.SOURCE,
    outlines.SOURCE,
    oscal.SOURCE,
)


def source(source_id: str) -> Source:
    """The source with this id; KeyError when there is none."""
    for candidate in SOURCES:
        if candidate.id == source_id:
            return candidate
    raise KeyError(source_id)
