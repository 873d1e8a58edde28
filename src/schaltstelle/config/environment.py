"""What an operator sets through environment variables, read once."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from platformdirs import user_data_path

SQLITE_START = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
    "PRAGMA foreign_keys=ON;PRAGMA busy_timeout=5000;"
)


class WrongSetting(ValueError):
    """An environment variable that can't be understood. The message is German."""


def truth(name: str, default: bool = False) -> bool:
    """Whether a variable says yes: 1, true, yes, ja, on."""
    text = os.environ.get(name, "").strip().lower()
    return text in {"1", "true", "yes", "ja", "on"} if text else default


def items(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """The parts of a variable with commas between them."""
    text = os.environ.get(name, "")
    return [part.strip() for part in text.split(",") if part.strip()] or list(default)


def data_directory() -> Path:
    """The folder for database and secret: SCHALTSTELLE_DATA, else the user's data folder."""
    named = os.environ.get("SCHALTSTELLE_DATA")
    folder = Path(named) if named else user_data_path("schaltstelle", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """SECRET_KEY, else one made once and kept in the data folder, readable by its owner only."""
    named = os.environ.get("SECRET_KEY")
    if named:
        return named
    path = folder / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def database(folder: Path, url: str | None) -> dict[str, Any]:
    """Django's settings of the database: SQLite in `folder`, or PostgreSQL from an address.

    Raises WrongSetting for an address that is neither postgres:// nor postgresql://.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "schaltstelle.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": SQLITE_START},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise WrongSetting(f"DATABASE_URL beginnt mit „{parts.scheme}“; erwartet wird postgres://…")
    options: Mapping[str, str] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.get("host", parts.hostname or ""),
        "PORT": str(parts.port or options.get("port", "")),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {k: v for k, v in options.items() if k not in {"host", "port"}},
    }


OPERATOR_FACTS = (
    "name",
    "address",
    "represented_by",
    "email",
    "phone",
    "responsible",
    "privacy_officer",
    "supervisor",
    "hosting",
    "log_retention",
    "accessibility_contact",
    "enforcement",
    "statement_date",
)


def operator() -> dict[str, str]:
    """What the operator says of itself, from SCHALTSTELLE_OPERATOR_…; empty where unsaid."""
    return {
        name: os.environ.get(f"SCHALTSTELLE_OPERATOR_{name.upper()}", "").strip()
        for name in OPERATOR_FACTS
    }
