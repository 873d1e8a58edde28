"""One server started by its own command, and one browser, for all functional tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
)
PATIENCE = 20.0
# The first search of all builds the index.
expect.set_options(timeout=1000 * PATIENCE)
PASSAGE = "Der Lastenradverleih am Zwiebelmarkt steht allen offen."


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The last line says what was left out."""
    if CHROMIUM is None:
        terminalreporter.write_line(
            "Browser-Tests übersprungen: Chromium ist nicht installiert.", yellow=True
        )


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and how long it took from the command to its first answer."""

    address: str
    seconds: float
    folder: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(port: int) -> list[str]:
    return [sys.executable, "-m", "schaltstelle.cli.main", "serve", "--port", str(port)]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site as a user starts it, on a database of its own."""
    folder = tmp_path_factory.mktemp("server")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "SCHALTSTELLE_DATA": str(folder)}
    environment.pop("DATABASE_URL", None)
    begin = time.monotonic()
    # In a folder that is a package: the server must not take its own name for a path there.
    process = subprocess.Popen(
        command(port), cwd=PROJECT / "tests", env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        _wait(address, process)
        yield Server(address, time.monotonic() - begin, folder)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def _wait(address: str, process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"{address}/impressum/"):
                return
        except OSError:
            assert process.poll() is None, "the server stopped"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.02)


@pytest.fixture(scope="session")
def library(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A text of another town, read in by its own command while the server runs; its title."""
    folder = tmp_path_factory.mktemp("texts")
    text = "# Strategie am Fluss\n\n## Ziele\n\nWir messen mit.\n\n## Wege\n\n" + PASSAGE
    (folder / "strategie.md").write_text(text, encoding="utf-8")
    add = ["library", "add", str(folder), "--publisher", "Stadt Muster", "--licence", "CC0 1.0"]
    subprocess.run(
        [sys.executable, "-m", "schaltstelle.cli.main", *add],
        env={**os.environ, "SCHALTSTELLE_DATA": str(server.folder)},
        check=True,
        capture_output=True,
    )
    return "Strategie am Fluss"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium ist nicht installiert")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


@contextmanager
def visit(chromium: Browser, server: Server) -> Iterator[BrowserContext]:
    """A fresh browser; afterwards nothing may have gone wrong or to another host."""
    context = chromium.new_context(base_url=server.address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(1000 * PATIENCE)
    requests: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    context.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert requests
    assert not [url for url in requests if not url.startswith((server.address, "data:"))]
    assert not [text for text in complaints if "404" not in text and "422" not in text]


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    with visit(chromium, server) as context:
        yield context.new_page()
