"""The one way to add an audit row."""

from django.db import models

from schaltstelle.domain.audit.models import Entry

PUBLIC = "öffentlich"


def record(*, action: str, subject: models.Model, actor: str = PUBLIC) -> Entry:
    """Add the row of one write; call it inside the transaction of that write."""
    name = f"{subject._meta.label_lower}:{subject.pk}"
    return Entry.objects.create(action=action, subject=name, actor=actor)
