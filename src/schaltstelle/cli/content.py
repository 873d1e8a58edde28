"""`schaltstelle content`: check and compile the content files."""

import argparse
import sys
from collections import Counter

from schaltstelle.content.lines import ContentErrors
from schaltstelle.content.load import ROOT, compile_content, fingerprint, parse


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("content", help="Inhalte prüfen und übersetzen")
    actions = parser.add_subparsers(dest="action", required=True, metavar="AKTION")
    checking = actions.add_parser("check", help="alle Inhaltsdateien prüfen")
    checking.set_defaults(run=check)
    compiling = actions.add_parser("compile", help="prüfen und in eine Datei übersetzen")
    compiling.set_defaults(run=compile_command)


def check(_: argparse.Namespace) -> int:
    """Print every error with file and line; 0 when all is well, 2 otherwise."""
    from schaltstelle.content.check import check as check_records
    from schaltstelle.content.load import collect

    located, errors = parse()
    errors.extend(check_records(located, collect(located, fingerprint(ROOT))))
    for error in errors:
        print(error, file=sys.stderr)
    counts = Counter(item.kind for item in located)
    print(", ".join(f"{kind}: {count}" for kind, count in sorted(counts.items())))
    print(f"{len(errors)} Fehler." if errors else "Alles in Ordnung.")
    return 2 if errors else 0


def compile_command(_: argparse.Namespace) -> int:
    """Compile the content to one file."""
    try:
        content = compile_content()
    except ContentErrors as broken:
        for error in broken.errors:
            print(error, file=sys.stderr)
        return 2
    print(f"Inhalt {content.version} ist übersetzt.")
    return 0
