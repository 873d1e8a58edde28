"""Which indicators may be mapped and listed by name."""

from schaltstelle.core.evidence import Indicator

BROADBAND = "broadband"
# What only says something about an administration of several municipalities.
OF_ASSOCIATIONS = ("members",)


def is_mappable(indicator: Indicator) -> bool:
    """Context, and broadband among the outcomes; never security or standing."""
    if indicator.aggregation == "worst" or indicator.id in OF_ASSOCIATIONS:
        return False
    if indicator.role == "context":
        return True
    return indicator.role == "outcome" and indicator.source == BROADBAND
