"""`schaltstelle content`: check, compile, export, import the content, check its links."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from schaltstelle.content.lines import ContentError, ContentErrors
from schaltstelle.content.load import (
    ROOT,
    Content,
    Located,
    collect,
    compile_content,
    fingerprint,
    parse,
)
from schaltstelle.core.german import count as number_of

SHOWN_DUE = 20


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("content", help="Inhalte prüfen, übersetzen, bearbeiten")
    actions = parser.add_subparsers(dest="action", required=True, metavar="AKTION")
    checking = actions.add_parser("check", help="alle Inhaltsdateien prüfen")
    checking.add_argument(
        "--on",
        type=_day,
        default=None,
        metavar="DATUM",
        help="was an diesem Tag zu prüfen ist (üblich: heute)",
    )
    checking.set_defaults(run=check)
    compiling = actions.add_parser("compile", help="prüfen und in eine Datei übersetzen")
    compiling.set_defaults(run=compile_command)
    counting = actions.add_parser("count", help="zählen, was geprüft ist, nach Art und Land")
    counting.set_defaults(run=count)
    exporting = actions.add_parser("export", help="alle Einträge in eine XLSX-Datei schreiben")
    exporting.add_argument("file", type=Path, metavar="DATEI")
    exporting.set_defaults(run=export)
    importing = actions.add_parser("import", help="eine bearbeitete XLSX-Datei einlesen")
    importing.add_argument("file", type=Path, metavar="DATEI")
    importing.add_argument(
        "--dry-run", action="store_true", help="nur zeigen, was sich ändern würde"
    )
    importing.set_defaults(run=import_command)
    linking = actions.add_parser("links", help="alle Adressen im Internet aufrufen und prüfen")
    linking.add_argument("--kind", default="", metavar="ART", help="nur diese Art, etwa programmes")
    linking.set_defaults(run=links)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"„{text}“ ist kein Datum; erwartet wird etwa 2026-11-22"
        raise argparse.ArgumentTypeError(message) from None


def check(options: argparse.Namespace) -> int:
    """Print every error with file and line; 0 when all is well, 2 otherwise.

    What is due for review is listed too, but is no error.
    """
    from schaltstelle.content.check import check as check_records

    located, errors = parse()
    content = collect(located, fingerprint(ROOT))
    errors.extend(check_records(located, content))
    errors.extend(_unknown_places(located))
    for error in errors:
        print(error, file=sys.stderr)
    counts = Counter(item.kind for item in located)
    print(", ".join(f"{kind}: {count}" for kind, count in sorted(counts.items())))
    _print_due(content, options.on or date.today())
    print(f"{len(errors)} Fehler." if errors else "Alles in Ordnung.")
    return 2 if errors else 0


def _unknown_places(located: Iterable[Located]) -> list[ContentError]:
    """Keys of practices that the register does not hold: only it knows them."""
    from schaltstelle.reference.load import load

    places = load().places
    return [
        item.error(f"Den Schlüssel „{key}“ gibt es im Gemeindeverzeichnis nicht.", "place")
        for item in located
        if item.kind == "practices"
        for key in (item.record.place, *item.record.partners)
        if key and places.by_key(key) is None
    ]


def _print_due(content: Content, day: date) -> None:
    from schaltstelle.content.review import due

    found = due(content, day)
    if not found:
        print("Zur Prüfung steht nichts an.")
        return
    print(f"Zur Prüfung stehen an: {len(found)}")
    for item in found[:SHOWN_DUE]:
        print(f"  {item.kind}/{item.id}: {item.reason}")
    if len(found) > SHOWN_DUE:
        print(f"  … und {len(found) - SHOWN_DUE} weitere")


def compile_command(_: argparse.Namespace) -> int:
    """Compile the content to one file."""
    try:
        content = compile_content()
    except ContentErrors as broken:
        return _refused(broken.errors)
    print(f"Inhalt {content.version} ist übersetzt.")
    return 0


def count(_: argparse.Namespace) -> int:
    """Print the verified records by kind and Land as a Markdown table."""
    from schaltstelle.content.load import load
    from schaltstelle.content.review import verified_counts

    counts = verified_counts(load())
    lands = list(counts[0].by_land)
    names = [land or "ohne Land" for land in lands]
    print("| Art | Einträge | geprüft | " + " | ".join(names) + " |")
    print("|---|---" + "|---" * (len(lands) + 1) + "|")
    for item in counts:
        cells = [str(item.by_land.get(land, 0) or "") for land in lands]
        print(f"| {item.kind} | {item.records} | {item.verified} | " + " | ".join(cells) + " |")
    return 0


def export(options: argparse.Namespace) -> int:
    """Write the workbook."""
    from schaltstelle.sources.workbook.export import NoCell
    from schaltstelle.sources.workbook.export import export as write_workbook

    located, errors = parse()
    if errors:
        return _refused(errors)
    if options.file.suffix.lower() != ".xlsx":
        print(f"{options.file.name} muss auf .xlsx enden.", file=sys.stderr)
        return 2
    try:
        counts = write_workbook(located, options.file)
    except NoCell as error:
        print(error, file=sys.stderr)
        return 2
    print(", ".join(f"{title}: {number}" for title, number in counts.items()))
    print(f"Geschrieben: {options.file}")
    return 0


def import_command(options: argparse.Namespace) -> int:
    """Take over a workbook; on any error nothing is changed."""
    from schaltstelle.sources.workbook.importing import WorkbookErrors, apply, read_changes

    try:
        found = read_changes(options.file, ROOT)
    except WorkbookErrors as broken:
        return _refused(broken.errors)
    for label, names in (("geändert", found.changed), ("neu", found.added)):
        for name in names:
            print(f"{label}: {name}")
    print(f"{len(found.changed)} geändert, {len(found.added)} neu, {found.unchanged} unverändert.")
    if options.dry_run:
        print("Nur gezeigt, nichts geschrieben.")
        return 0
    apply(found, ROOT)
    return 0


def links(options: argparse.Namespace) -> int:
    """Call every address once, which goes online; 0 when all answer, 2 otherwise."""
    from schaltstelle.content.load import load
    from schaltstelle.sources.links import addresses, visit

    wanted = addresses(load(), options.kind)
    if not wanted:
        print(f"Zur Art „{options.kind}“ gibt es keine Adressen.", file=sys.stderr)
        return 2
    print(f"{number_of(len(wanted), 'Adresse wird', 'Adressen werden')} aufgerufen …")
    broken = 0
    for visited in visit(wanted):
        if not visited.works:
            broken += 1
            print(f"{visited.address}: {visited.reason} ({', '.join(visited.records)})")
    print(f"{len(wanted) - broken} erreichbar, {broken} nicht.")
    return 2 if broken else 0


def _refused(errors: Iterable[object]) -> int:
    """Print the errors; the code for wrong input."""
    for error in errors:
        print(error, file=sys.stderr)
    print("Nichts wurde geändert.", file=sys.stderr)
    return 2
