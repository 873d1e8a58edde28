"""The table of all writes."""

from django.db import models


class Entry(models.Model):
    """One write. It says what happened, never what was written: texts and addresses stay out."""

    created = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)

    class Meta:
        ordering = ("-created", "-id")
        indexes = (models.Index(fields=["subject"], name="audit_subject"),)

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
