"""Feedback of visitors and places."""

from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models

TEXT_LIMIT = 4000


class Feedback(models.Model):
    """A message about a barrier, a figure that is not right, or anything else.

    `page` is the path it is about, `place_key` the key of the place for a right of reply.
    """

    class Kind(models.TextChoices):
        """What the message is about."""

        BARRIER = "barriere", "Eine Barriere auf dieser Website"
        CORRECTION = "angabe", "Eine Angabe über unseren Ort stimmt nicht"
        OTHER = "anderes", "Etwas anderes"

    created = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    page = models.CharField(
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^/[^\s]*$", "Die Seite muss mit / beginnen.")],
    )
    place_key = models.CharField(
        max_length=12,
        blank=True,
        validators=[
            RegexValidator(r"^(\d{2}|\d{3}|\d{5}|\d{8,9}|\d{12})$", "Das ist kein Schlüssel.")
        ],
    )
    text = models.TextField(
        max_length=TEXT_LIMIT,
        validators=[MinLengthValidator(10, "Bitte schreiben Sie mindestens 10 Zeichen.")],
    )
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ("-created", "-id")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.created:%d.%m.%Y})"
