"""The command `schaltstelle`."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from schaltstelle import __version__

COMMANDS = ("advise", "serve", "data", "content")


def parser() -> argparse.ArgumentParser:
    """The parser with all commands."""
    root = argparse.ArgumentParser(
        prog="schaltstelle",
        description="Neutrale digitale Erstberatung für jede Gemeinde in Deutschland.",
    )
    root.add_argument("--version", action="version", version=f"Schaltstelle {__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="BEFEHL")
    for name in COMMANDS:
        importlib.import_module(f"schaltstelle.cli.{name}").register(commands)
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0 done, 2 wrong input, 1 failure."""
    options = parser().parse_args(arguments)
    code: int = options.run(options)
    return code


if __name__ == "__main__":
    sys.exit(main())
