"""What holds for all tests: no network, a throw-away data folder, one of two databases.

`--database sqlite` (usual) or `--database postgres`, which starts a cluster of its own.
"""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from tests.postgres import Cluster, binaries

IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
LOOPBACK = ("127.0.0.1", "::1", "localhost")

# New examples on a desk, the same ones wherever a change is judged.
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis_settings.register_profile("desk", deadline=None)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "desk")

_started: dict[str, Any] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite")


def pytest_configure(config: pytest.Config) -> None:
    """Set the environment before Django reads it; workers get it from the process that asked."""
    if not IS_WORKER:
        folder = Path(tempfile.mkdtemp(prefix="schaltstelle-test-"))
        _started["folder"] = folder
        os.environ["SCHALTSTELLE_DATA"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "schaltstelle.config.settings"
        # Read by pytest-django: an undefined variable in a template fails the test.
        os.environ["FAIL_INVALID_TEMPLATE_VARS"] = "true"
        os.environ.pop("DATABASE_URL", None)
        if config.getoption("--database") == "postgres" and binaries() is not None:
            _started["cluster"] = cluster = Cluster(folder / "postgres")
            os.environ["DATABASE_URL"] = cluster.url
    else:
        # A folder for each: the search index of one must not show the library of another.
        own = Path(os.environ["SCHALTSTELLE_DATA"]) / os.environ["PYTEST_XDIST_WORKER"]
        os.environ["SCHALTSTELLE_DATA"] = str(own)
    from django.conf import settings

    assert settings.DATABASES


def pytest_unconfigure() -> None:
    if "cluster" in _started:
        _started["cluster"].stop()
    if "folder" in _started:
        shutil.rmtree(_started["folder"], ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without PostgreSQL the tests that need a database are skipped, with the reason."""
    if config.getoption("--database") == "postgres" and binaries() is None:
        skip = pytest.mark.skip(
            reason="PostgreSQL (initdb) ist auf diesem Rechner nicht installiert"
        )
        for item in items:
            if item.get_closest_marker("django_db"):
                item.add_marker(skip)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Only sockets on this computer may be connected."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test connects to {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
