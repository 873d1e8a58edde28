"""Benchmark part "web": first answer, page of a place cold and warm, throughput, memory.

Everything over loopback, one worker, one connection kept open; the peer is an empty templated
Django page on the same server in the same run.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench import Row, once, row
from tests.bench.bench_advise import PLACES

WARM_UP = "08335075"  # Singen
REPEATS = 200
SECONDS = 2.0
PATIENCE = 30.0
EMPTY = "leere Django-Seite mit Vorlage"
SERVE = ("-m", "schaltstelle.cli.main", "serve")
GRANIAN = (
    "-m",
    "granian",
    "--interface",
    "wsgi",
    "--blocking-threads",
    "2",
    "--log-level",
    "warning",
    "tests.bench.empty_site:application",
)


class Connection:
    """A kept connection that asks for compressed pages and reads them whole."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, address: str) -> bytes:
        """The body; an answer other than 200 is an error."""
        lines = (f"GET {address} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip", "", "")
        self.socket.sendall("\r\n".join(lines).encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        if b" 200 " not in head.splitlines()[0]:
            raise RuntimeError(f"{address}: {head.splitlines()[0].decode()}")
        length = next(
            int(line.split(b":")[1])
            for line in head.splitlines()
            if line.lower().startswith(b"content-length:")
        )
        while len(body) < length:
            body += self._more()
        return body

    def _more(self) -> bytes:
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionError("the server closed the connection")
        return part


def rows() -> list[Row]:
    """All rows of the part."""
    with _running(SERVE) as (port, first, process), _running(GRANIAN) as (empty_port, _, _):
        connection, empty = Connection(port), Connection(empty_port)
        connection.get("/suche?q=Bauantrag")  # waits until the index of the search is made
        connection.get(f"/ort/{WARM_UP}/")
        cold = median(once(lambda key=key: connection.get(f"/ort/{key}/")) for key in PLACES)
        address = f"/ort/{PLACES[0]}/"
        warm = median(once(lambda: connection.get(address)) for _ in range(REPEATS))
        bare = median(once(lambda: empty.get("/")) for _ in range(REPEATS))
        suggest = median(
            once(lambda n=n: connection.get(f"/orte/vorschlaege?q={'Neustadt'[: 2 + n % 7]}"))
            for n in range(REPEATS)
        )
        per_second, empty_per_second = _throughput(connection, address), _throughput(empty, "/")
        memory = _memory(process.pid)
    return [
        row("web: first answer after serve", first, "s", "Ziel 3 s", first / 3),
        row("web: page of a place, cold", cold, "ms", EMPTY, cold / bare),
        row("web: page of a place, warm", warm, "ms", EMPTY, warm / bare),
        row("web: suggestions", suggest, "ms", EMPTY, suggest / bare),
        row(
            "web: throughput, page of a place, warm",
            per_second,
            "1/s",
            EMPTY,
            per_second / empty_per_second,
        ),
        row("web: memory of a worker", memory, "MB", "Ziel 300 MB", memory / 300),
    ]


def _throughput(connection: Connection, address: str) -> float:
    """Answers a second over one connection."""
    connection.get(address)
    begin, count = time.perf_counter(), 0
    while (spent := time.perf_counter() - begin) < SECONDS:
        connection.get(address)
        count += 1
    return count / spent


def _memory(server: int) -> float:
    """Resident memory of the worker in megabytes (Linux), shared pages counted in full."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    sizes = []
    for child in children:
        status = Path(f"/proc/{child}/status").read_text()
        # A process that has ended, such as the one that made the index, has no memory.
        sizes += [
            int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")
        ]
    return max(sizes)


@contextmanager
def _running(
    arguments: tuple[str, ...],
) -> Iterator[tuple[int, float, "subprocess.Popen[bytes]"]]:
    """A server: its port, the seconds from the command to the first answer, its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SCHALTSTELLE_DATA": folder}
        begin = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments, "--port", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait(port, process)
            yield port, time.perf_counter() - begin, process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.perf_counter() + PATIENCE
    while True:
        try:
            Connection(port).get("/")
            return
        except ConnectionError:
            if process.poll() is not None or time.perf_counter() > end:
                raise
            time.sleep(0.01)
