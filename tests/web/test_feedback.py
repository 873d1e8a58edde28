"""Protects the feedback form: nothing is lost, nothing wrong is kept, programs are kept out."""

import pytest
from django.test import Client

from schaltstelle.domain.audit.models import Entry
from schaltstelle.domain.voice.models import Feedback

pytestmark = pytest.mark.django_db

GOOD = {
    "kind": "angabe",
    "text": "Die Einwohnerzahl ist falsch, richtig sind 5.000.",
    "page": "/ort/08335080/",
    "place_key": "08335080",
    "email": "rathaus@example.org",
    "website": "",
}


def test_a_message_is_kept_with_one_audit_row(client: Client) -> None:
    response = client.post("/rueckmeldung/", GOOD)
    assert (response.status_code, response["Location"]) == (302, "/rueckmeldung/danke/")
    kept = Feedback.objects.get()
    assert (kept.kind, kept.place_key, kept.email) == ("angabe", "08335080", "rathaus@example.org")
    entry = Entry.objects.get()
    assert (entry.action, entry.subject) == ("voice.leave_feedback", f"voice.feedback:{kept.pk}")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": "kurz"}, "mindestens 10 Zeichen"),
        ({"text": ""}, "Dieses Feld darf nicht leer sein"),
        ({"text": "x" * 4001}, "Höchstens 4000 Zeichen"),
        ({"email": "keine-adresse"}, "gültige E-Mail-Adresse"),
        ({"kind": "unfug"}, "keine gültige"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_is_not_lost(
    client: Client, change: dict[str, str], message: str
) -> None:
    sent = GOOD | change
    response = client.post("/rueckmeldung/", sent)
    html = response.content.decode()
    assert response.status_code == 422
    assert message in html
    assert 'role="alert"' in html
    assert sent["text"] in html
    assert sent["email"] in html
    assert not Feedback.objects.exists()
    assert not Entry.objects.exists()


def test_programs_that_fill_the_hidden_field_leave_nothing(client: Client) -> None:
    response = client.post("/rueckmeldung/", GOOD | {"website": "https://example.org"})
    assert response["Location"] == "/rueckmeldung/danke/"
    assert not Feedback.objects.exists()


def test_without_its_token_nothing_is_kept() -> None:
    response = Client(enforce_csrf_checks=True).post("/rueckmeldung/", GOOD)
    assert response.status_code == 403
    assert "Das Formular war nicht mehr gültig" in response.content.decode()
    assert not Feedback.objects.exists()


def test_the_form_knows_page_and_place(client: Client) -> None:
    query = {"art": "angabe", "seite": "/ort/08335080/", "ort": "08335080"}
    html = client.get("/rueckmeldung/", query).content.decode()
    assert "Ort: <strong>Tengen</strong>" in html
    assert 'value="angabe" checked' in html


def test_strange_addresses_of_the_form_do_no_harm(client: Client) -> None:
    query = {"art": "<b>", "seite": '"><script>', "ort": "99"}
    html = client.get("/rueckmeldung/", query).content.decode()
    assert "<script>" not in html


def test_the_form_is_never_kept_by_caches(client: Client) -> None:
    assert "no-store" in client.get("/rueckmeldung/")["Cache-Control"]
