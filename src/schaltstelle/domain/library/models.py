"""Imported documents with their passages, and the number of the last change."""

from uuid import uuid4

from django.db import models


class Document(models.Model):
    """A document that was imported, as it was; its text is never changed.

    `key` names it: importing the same key again replaces it. `passages` is a list of
    {"headings": [text], "text": text, "anchor": text, "page": number or null}. `change` is the
    number of its last change, by which each server's search catches up; a removed document keeps
    its row without its text.
    """

    class Kind(models.TextChoices):
        """What it is."""

        DOCUMENT = "document", "Dokument"
        PROGRAMME = "programme", "Förderprogramm aus einer Datenbank"

    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.DOCUMENT)
    title = models.CharField(max_length=500)
    language = models.CharField(max_length=20, blank=True)
    format = models.CharField(max_length=20)
    place_key = models.CharField(max_length=12, blank=True)
    place_name = models.CharField(max_length=200, blank=True)
    source_title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=1000, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    dated = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64)
    passages = models.JSONField(default=list)
    added = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    change = models.BigIntegerField(unique=True)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ("title", "key")

    def __str__(self) -> str:
        return self.title


class Counter(models.Model):
    """The number of the last change, in one row.

    Whoever changes a document locks it first: numbers are then given in the order in which
    transactions end, and a server that has seen one number has seen all below it. `identity`
    tells this library from that of another database.
    """

    value = models.BigIntegerField(default=0)
    identity = models.UUIDField(default=uuid4)

    def __str__(self) -> str:
        return str(self.value)
