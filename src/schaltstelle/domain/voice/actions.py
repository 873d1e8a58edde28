"""Writes: leave feedback."""

from django.core.exceptions import ValidationError
from django.db import transaction

from schaltstelle.domain.audit.actions import record
from schaltstelle.domain.voice.models import TEXT_LIMIT, Feedback


@transaction.atomic
def leave_feedback(
    *, kind: str, text: str, page: str = "", place_key: str = "", email: str = ""
) -> Feedback:
    """Keep a message. Raises ValidationError, with German messages by field, and keeps nothing."""
    feedback = Feedback(
        kind=kind,
        text=text.strip(),
        page=page.strip(),
        place_key=place_key.strip(),
        email=email.strip(),
    )
    if len(feedback.text) > TEXT_LIMIT:
        raise ValidationError({"text": f"Höchstens {TEXT_LIMIT} Zeichen."})
    feedback.full_clean()
    feedback.save()
    record(action="voice.leave_feedback", subject=feedback)
    return feedback
