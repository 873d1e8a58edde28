"""The command `schaltstelle`."""

import os

# One advice has nothing to share among cores: starting threads costs more than it saves.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import importlib
import sys
from collections.abc import Sequence

from schaltstelle import __version__
from schaltstelle.centre import CentreError
from schaltstelle.cli.arguments import speak_german
from schaltstelle.core.german import refusal

COMMANDS = ("advise", "serve", "data", "content", "library", "search", "feedback")
EPILOG = "Hilfe zu einem Befehl: schaltstelle BEFEHL --help"


def parser() -> argparse.ArgumentParser:
    """The parser with all commands."""
    speak_german()
    root = argparse.ArgumentParser(
        prog="schaltstelle",
        description="Neutrale digitale Erstberatung für jede Gemeinde in Deutschland.",
        epilog=EPILOG,
    )
    root.add_argument(
        "--version",
        action="version",
        version=f"Schaltstelle {__version__}",
        help="die Version zeigen",
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="BEFEHL")
    for name in COMMANDS:
        importlib.import_module(f"schaltstelle.cli.{name}").register(commands)
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0 done, 2 wrong input, 1 failure."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except KeyboardInterrupt:
        print("Abgebrochen.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has closed it (for example `head`): nothing left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except CentreError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Das hat nicht geklappt: {refusal(error)}.", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
