"""Protects the settings: safe without any variable, PostgreSQL by address, secrets private."""

import stat
from pathlib import Path

import pytest

from schaltstelle.config import environment


def test_without_an_address_the_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    """The first start needs no server."""
    settings = environment.database(tmp_path, None)
    assert settings["NAME"] == tmp_path / "schaltstelle.sqlite3"
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_names_a_postgresql_database(tmp_path: Path) -> None:
    """Every part of the address arrives, escaped signs included."""
    address = "postgres://a%40b:p%2Fw@db.example:5433/advice?sslmode=require"
    settings = environment.database(tmp_path, address)
    assert settings["ENGINE"].endswith("postgresql")
    assert (settings["USER"], settings["PASSWORD"]) == ("a@b", "p/w")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == (
        "db.example",
        "5433",
        "advice",
    )
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_folder_can_be_the_host(tmp_path: Path) -> None:
    """A database on the same machine without a password."""
    settings = environment.database(tmp_path, "postgresql:///advice?host=/run/postgresql")
    assert (settings["HOST"], settings["NAME"]) == ("/run/postgresql", "advice")


def test_another_kind_of_address_is_refused(tmp_path: Path) -> None:
    """A mistyped address must not end in another database."""
    with pytest.raises(environment.WrongSetting, match="mysql"):
        environment.database(tmp_path, "mysql://localhost/x")


def test_the_secret_is_made_once_and_readable_by_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sessions survive a restart, and nobody else reads the key."""
    monkeypatch.delenv("SECRET_KEY", raising=False)
    key = environment.secret_key(tmp_path)
    assert len(key) >= 50
    assert environment.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_a_secret_of_the_operator_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several servers can share one."""
    monkeypatch.setenv("SECRET_KEY", "x" * 60)
    assert environment.secret_key(tmp_path) == "x" * 60
    assert not (tmp_path / "secret.key").exists()


@pytest.mark.parametrize(("text", "value"), [("1", True), ("ja", True), ("0", False), ("", False)])
def test_truth(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    """Only words that clearly say yes switch something on."""
    monkeypatch.setenv("SCHALTSTELLE_TEST", text)
    assert environment.truth("SCHALTSTELLE_TEST") is value


def test_nothing_is_open_by_default() -> None:
    """Who sets nothing runs safely."""
    from schaltstelle.config import settings

    assert settings.DEBUG is False
    assert set(settings.ALLOWED_HOSTS) == {"localhost", "127.0.0.1", "[::1]"}
