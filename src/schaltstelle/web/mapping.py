"""Which indicators may be mapped and listed by name."""

from schaltstelle.core.evidence import Indicator

BROADBAND = "broadband"


def is_mappable(indicator: Indicator) -> bool:
    """Context, and broadband among the outcomes; never security or standing."""
    if indicator.role == "context":
        return True
    return indicator.role == "outcome" and indicator.source == BROADBAND
