"""Reads: feedback for those who answer it."""

from django.db.models import QuerySet

from schaltstelle.domain.voice.models import Feedback


def feedback(*, kind: str = "", place_key: str = "", limit: int = 50) -> QuerySet[Feedback]:
    """The newest messages, narrowed by kind and place where given."""
    found = Feedback.objects.all()
    if kind:
        found = found.filter(kind=kind)
    if place_key:
        found = found.filter(place_key=place_key)
    return found[:limit]
