"""Protects the command that starts the site: fast, on this computer only, clear if it can't."""

import contextlib
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.functional.conftest import Server, command, free_port


def run(arguments: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "SCHALTSTELLE_DATA": str(folder)}
    return subprocess.run(
        arguments, env=environment, capture_output=True, text=True, timeout=20, check=False
    )


def test_a_busy_port_is_named_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run(command(port), tmp_path)
    assert done.returncode == 2
    assert f"Port {port} ist schon belegt" in done.stderr
    assert f"--port {port + 1}" in done.stderr


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--workers", "0"], "mindestens einen Arbeitsprozess"),
        (["--port", "70000"], "70000 ist kein Port"),
        (["--host", "192.0.2.1"], "geht es nicht"),
    ],
)
def test_impossible_addresses_are_refused(tmp_path: Path, more: list[str], message: str) -> None:
    done = run([*command(free_port()), *more], tmp_path)
    assert done.returncode == 2
    assert message in done.stderr


def test_database_and_secret_lie_in_the_data_folder(server: Server) -> None:
    names = {path.name for path in server.folder.iterdir()}
    assert {"schaltstelle.sqlite3", "secret.key"} <= names


def test_other_host_names_are_refused(server: Server) -> None:
    request = urllib.request.Request(f"{server.address}/", headers={"Host": "example.org"})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)
    assert error.value.code == 400
    error.value.close()


def test_static_files_are_served_compressed(server: Server) -> None:
    address = f"{server.address}/static/site.css"
    with urllib.request.urlopen(address) as response:
        assert response.headers["Content-Type"].startswith("text/css")
        assert "max-age" in response.headers["Cache-Control"]


def test_importing_the_command_needs_no_django() -> None:
    """Other commands must not pay for the web."""
    code = "import sys, schaltstelle.cli.serve; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_index_of_the_search_is_made_without_a_visitor(server: Server) -> None:
    """Otherwise the first search after an installation would wait for seconds."""
    folder = server.folder / "search"
    until = time.monotonic() + 30
    while time.monotonic() < until and not _records(folder):
        time.sleep(0.2)
    assert _records(folder) > 1000


def _records(folder: Path) -> int:
    for path in folder.glob("search-*.sqlite3"):
        # The tables may not be there yet.
        with (
            contextlib.closing(sqlite3.connect(path)) as connection,
            contextlib.suppress(sqlite3.OperationalError),
        ):
            return int(connection.execute("SELECT count(*) FROM record").fetchone()[0])
    return 0
