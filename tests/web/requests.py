"""What the pages ask for when nothing is set."""

from datetime import date

from schaltstelle.core.advice import Request
from schaltstelle.web.places.forms import default_frame


def usual_request() -> Request:
    today = date.today()
    return Request(frame=default_frame(today), day=today)
