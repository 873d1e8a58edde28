"""The Django app."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """Feedback of visitors and places."""

    name = "schaltstelle.domain.voice"
    label = "voice"
