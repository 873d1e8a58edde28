"""Protects the one write of the voice app: all or nothing, and who reads it finds it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from schaltstelle.domain.audit.models import Entry
from schaltstelle.domain.voice import actions
from schaltstelle.domain.voice.models import Feedback
from schaltstelle.domain.voice.queries import feedback

pytestmark = pytest.mark.django_db

TEXT = "Die Tabelle lässt sich mit der Tastatur nicht erreichen."


def test_feedback_is_trimmed_and_audited_without_its_content() -> None:
    kept = actions.leave_feedback(kind="barriere", text=f"  {TEXT}  ", page="/karte")
    assert kept.text == TEXT
    entry = Entry.objects.get()
    assert entry.subject == f"voice.feedback:{kept.pk}"
    assert TEXT not in str(entry.__dict__)


def test_a_failing_audit_keeps_no_feedback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("audit")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(RuntimeError, match="audit"):
        actions.leave_feedback(kind="barriere", text=TEXT)
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("page", "karte"), ("page", "/a b"), ("place_key", "12x"), ("place_key", "1234567")],
)
def test_what_is_no_page_or_key_is_refused(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as error:
        actions.leave_feedback(kind="anderes", text=TEXT, **{field: value})
    assert field in error.value.message_dict


def test_everything_must_be_named() -> None:
    with pytest.raises(TypeError):
        actions.leave_feedback("barriere", TEXT)  # type: ignore[misc]


def test_the_newest_come_first_and_can_be_narrowed() -> None:
    for kind, key in (("barriere", ""), ("angabe", "08335080"), ("angabe", "01002000")):
        actions.leave_feedback(kind=kind, text=TEXT, place_key=key)
    assert [f.place_key for f in feedback()] == ["01002000", "08335080", ""]
    assert [f.place_key for f in feedback(kind="angabe", limit=1)] == ["01002000"]
    assert feedback(place_key="08335080").count() == 1


def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_command_prints_messages(capsys: pytest.CaptureFixture[str]) -> None:
    import argparse

    from schaltstelle.cli import feedback as command

    parser = argparse.ArgumentParser()
    command.register(parser.add_subparsers())
    options = parser.parse_args(["feedback", "list", "--kind", "angabe"])
    assert options.run(options) == 0
    assert "Es gibt keine Rückmeldungen." in capsys.readouterr().out
    actions.leave_feedback(kind="angabe", text=TEXT, place_key="08335080", email="a@example.org")
    assert options.run(options) == 0
    out = capsys.readouterr().out
    assert "08335080" in out
    assert TEXT in out
    assert "a@example.org" in out
