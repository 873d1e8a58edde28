"""The Django app."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Imported documents."""

    name = "schaltstelle.domain.library"
    label = "library"
