"""`schaltstelle serve`: the web site on this computer."""

import argparse
import errno
import importlib
import multiprocessing
import os
import socket
import sys
from collections.abc import Callable
from typing import Any

APPLICATION = "schaltstelle.config.wsgi"
SETTINGS = "schaltstelle.config.settings"
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - only what the user asked for


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("serve", help="die Website starten")
    parser.add_argument("--host", default="127.0.0.1", help="Adresse (üblich: nur dieser Rechner)")
    parser.add_argument("--port", type=int, default=8000, help="Port (üblich: 8000)")
    parser.add_argument(
        "--workers", type=int, default=1, help="Zahl der Arbeitsprozesse (üblich: 1)"
    )
    parser.set_defaults(run=serve)


def serve(options: argparse.Namespace) -> int:
    """Prepare the database and answer requests until interrupted; 2 for an unusable address."""
    problem = _problem(options)
    if problem:
        print(problem, file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if options.host in ANYWHERE and "ALLOWED_HOSTS" not in os.environ:
        print("Für Besuch von anderen Rechnern deren Namen für diesen nennen: ALLOWED_HOSTS=…")
    os.environ.setdefault("ALLOWED_HOSTS", _hosts(options.host))
    _migrate()
    _open()
    _prepare_search()
    _run(options)
    return 0


def _problem(options: argparse.Namespace) -> str:
    """What stands against serving there, in German; empty if nothing does."""
    if options.workers < 1:
        return "Es braucht mindestens einen Arbeitsprozess (--workers 1)."
    if not 0 < options.port < 65536:
        return f"{options.port} ist kein Port; erlaubt ist 1 bis 65535."
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except OSError as error:
            return _why_not(options, error)
    return ""


def _why_not(options: argparse.Namespace, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {options.port} ist schon belegt. Beenden Sie das andere Programm oder wählen "
            f"Sie einen anderen: schaltstelle serve --port {options.port + 1}"
        )
    return f"Unter {options.host}:{options.port} geht es nicht: {error.strerror or error}."


def _hosts(host: str) -> str:
    """The host names to answer to; served to a network, the operator names them instead."""
    local = ["localhost", "127.0.0.1", "[::1]"]
    named = f"[{host}]" if ":" in host else host
    return ",".join(local if named in local or host in ANYWHERE else [*local, named])


def _migrate() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    # The workers open connections of their own; none of this process may be shared with them.
    from django.db import connections

    connections.close_all()


def _open() -> None:
    """Open data, content and pages once, before the workers split off and share them."""
    from django.urls import get_resolver

    from schaltstelle.centre import open_centre

    open_centre()
    get_resolver().url_patterns  # noqa: B018


def _prepare_search() -> None:
    """Make the index of the search, or bring it up to this content, in a process of its own: it
    takes seconds after an installation, for which neither the first page nor a search should wait.
    """
    multiprocessing.Process(target=_make_index, daemon=True).start()


def _make_index() -> None:
    from schaltstelle.centre import open_centre

    open_centre().search_index.close()


def _application(module: str) -> Callable[..., Any]:
    """Load the application of a module in a worker.

    The server's own loader takes a dotted name for a path below the current folder, which goes
    wrong where that folder is a package.
    """
    application: Callable[..., Any] = importlib.import_module(module).application
    return application


def _run(options: argparse.Namespace) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    host = f"[{options.host}]" if ":" in options.host else options.host
    print(f"Schaltstelle läuft unter http://{host}:{options.port}/ (Beenden: Strg+C)", flush=True)
    Server(
        APPLICATION,
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=2,
        log_level=LogLevels.warning,
    ).serve(target_loader=_application)
