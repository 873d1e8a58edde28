"""What the operator says of itself, with the gaps it has yet to fill."""

from dataclasses import dataclass

from django.conf import settings

LABELS = {
    "name": "Betreiber",
    "address": "Anschrift",
    "represented_by": "Vertreten durch",
    "email": "E-Mail",
    "phone": "Telefon",
    "responsible": "Verantwortlich für den Inhalt",
    "privacy_officer": "Datenschutzbeauftragte oder Datenschutzbeauftragter",
    "supervisor": "Aufsicht über den Datenschutz",
    "hosting": "Betrieb des Servers",
    "log_retention": "Aufbewahrung der Protokolle",
    "accessibility_contact": "Ansprechstelle für Barrierefreiheit",
    "enforcement": "Schlichtungs- oder Durchsetzungsstelle",
    "statement_date": "Stand dieser Erklärung",
}


@dataclass(frozen=True, slots=True)
class OperatorFact:
    """One fact; `text` is empty where the operator has yet to say it, with `variable`."""

    label: str
    text: str
    variable: str


def facts_for(*names: str) -> list[OperatorFact]:
    """The facts in this order."""
    return [
        OperatorFact(LABELS[name], settings.OPERATOR[name], f"SCHALTSTELLE_OPERATOR_{name.upper()}")
        for name in names
    ]
