"""The feedback form as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from schaltstelle import centre
from schaltstelle.core.keys import InvalidKey
from schaltstelle.domain.voice.models import TEXT_LIMIT, Feedback

TRAP = "website"
LABELS = {
    "kind": "Worum geht es?",
    "text": "Ihre Nachricht",
    "page": "Seite",
    "place_key": "Ort",
    "email": "E-Mail für eine Antwort (freiwillig)",
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field; `anchor` is the id of its input."""

    anchor: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """What was entered, so that nothing is lost, and what is wrong with it."""

    kind: str = Feedback.Kind.BARRIER.value
    text: str = ""
    page: str = ""
    place_key: str = ""
    email: str = ""
    errors: tuple[FieldError, ...] = ()
    messages: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(LABELS, ""))

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        """The choices: value, label, whether chosen."""
        return [(kind.value, str(kind.label), kind.value == self.kind) for kind in Feedback.Kind]

    @property
    def place(self) -> str:
        """The name of the place it is about, empty where there is none."""
        if not self.place_key:
            return ""
        places = centre.open_centre().reference.places
        try:
            row = places.by_key(self.place_key)
        except InvalidKey:
            return ""
        return "" if row is None else places[row].display_name

    @property
    def limit(self) -> int:
        """The most characters of the message."""
        return TEXT_LIMIT

    def values(self) -> dict[str, str]:
        """The values for the action."""
        return {
            "kind": self.kind,
            "text": self.text,
            "page": self.page,
            "place_key": self.place_key,
            "email": self.email,
        }

    def with_errors(self, found: Mapping[str, list[str]]) -> "FeedbackForm":
        """The same with messages from the validation, by field."""
        messages = {name: " ".join(found.get(name, [])) for name in LABELS}
        errors = [
            FieldError(f"feld-{name}", LABELS[name], message)
            for name, message in messages.items()
            if message
        ]
        return replace(self, errors=tuple(errors), messages=messages)


def asked_form(query: QueryDict) -> FeedbackForm:
    """The empty form, about the page or place that the address names."""
    known = {kind.value for kind in Feedback.Kind}
    kind = query.get("art", "")
    return FeedbackForm(
        kind=kind if kind in known else Feedback.Kind.OTHER.value,
        page=query.get("seite", "")[:300],
        place_key=query.get("ort", "")[:12],
    )


def sent_form(query: QueryDict) -> FeedbackForm:
    """The form as sent."""
    return FeedbackForm(
        kind=query.get("kind", ""),
        text=query.get("text", ""),
        page=query.get("page", ""),
        place_key=query.get("place_key", ""),
        email=query.get("email", ""),
    )
