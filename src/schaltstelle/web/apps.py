"""The Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web site."""

    name = "schaltstelle.web"
    label = "web"
