"""`schaltstelle data`: build the reference tables from official files, list what is there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from schaltstelle import reference
from schaltstelle.core.german import number, refusal

if TYPE_CHECKING:
    from schaltstelle.reference import Reference
    from schaltstelle.sources.build import BuildReport
    from schaltstelle.sources.joins import Join

WIDTH = 100


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("data", help="Referenzdaten bauen und auflisten")
    actions = parser.add_subparsers(dest="action", required=True, metavar="AKTION")
    building = actions.add_parser("build", help="Tabellen aus amtlichen Dateien bauen")
    building.add_argument(
        "--from",
        dest="source",
        type=Path,
        required=True,
        metavar="ORDNER",
        help="Ordner mit den amtlichen Dateien; Unterordner werden mitgelesen",
    )
    building.add_argument(
        "--to",
        dest="target",
        type=Path,
        metavar="ORDNER",
        help="wohin die Tabellen kommen (ohne Angabe: in den eigenen Datenordner)",
    )
    building.set_defaults(run=build)
    listing = actions.add_parser("list", help="Tabellen mit Quelle, Lizenz, Stand und Hash zeigen")
    listing.set_defaults(run=show)


def build(options: argparse.Namespace) -> int:
    """Build the tables and print the join report; 0 done, 2 wrong input, 1 failure."""
    from schaltstelle.reference.tables import NotReplaceable, require_replaceable
    from schaltstelle.sources.build import build as build_tables
    from schaltstelle.sources.errors import SourceError

    if not options.source.is_dir():
        print(f"Den Ordner {options.source} gibt es nicht.", file=sys.stderr)
        return 2
    target = options.target or reference.user_directory()
    try:
        require_replaceable(target)
        with _progress() as progress:
            report = build_tables(options.source, target, _former(), progress)
    except SourceError as error:
        print(error.text(), file=sys.stderr)
        print("Nichts wurde geändert: Die bisherigen Tabellen gelten weiter.", file=sys.stderr)
        return 2
    except NotReplaceable as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"Die Tabellen ließen sich nicht schreiben: {refusal(error)}.", file=sys.stderr)
        return 1
    _print_report(report, target)
    return 0


def show(_options: argparse.Namespace) -> int:
    """List the tables in use and the sources they come from; 1 when they can't be read."""
    try:
        held = reference.load()
    except reference.TablesError as error:
        print(error, file=sys.stderr)
        return 1
    console = _console()
    console.print(f"Ordner: {held.directory}", soft_wrap=True)
    console.print(f"Version: {held.version}\n")
    console.print(_table_list(held))
    console.print()
    for source in held.sources:
        console.print(f"[bold]{source.title}[/bold] ({source.id})")
        console.print(f"  Herausgeber  {source.publisher} {source.address}".rstrip())
        console.print(f"  Lizenz       {source.licence}")
        console.print(f"  Stand        {source.vintage}, {number(source.rows)} Zeilen")
        console.print(f"  Datei        {source.file}")
        console.print(f"  SHA-256      {source.sha256}")
    return 0


def _former() -> Reference:
    """The tables from which a source is kept that the folder lacks: those in use where they can
    be read, else the shipped ones."""
    try:
        return reference.load()
    except reference.TablesError as error:
        print(f"{error} Statt ihrer gelten die mitgelieferten.", file=sys.stderr)
        return reference.load(reference.SHIPPED)


def _console() -> Console:
    """Standard output, coloured on a terminal only; as wide as a page where there is none."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error, only where that is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("Dateien suchen", total=None)

        def advance(title: str, done: int, total: int) -> None:
            bar.update(task, description=title, completed=done, total=total)

        yield advance


def _print_report(report: BuildReport, target: Path) -> None:
    console = _console()
    if report.joins:
        console.print(_join_table(report.joins))
    for join in report.joins:
        if join.explanation:
            console.print(f"{join.title}: {join.explanation}.")
    for title, lines in (
        ("Auffällige Sprünge zwischen zwei Ständen des Gemeindeverzeichnisses", report.jumps),
        ("Berichtigt", sorted({f"{entry.key}: {entry.reason}" for entry in report.mended})),
        ("Hinweise", report.notes),
    ):
        if lines:
            console.print(f"\n[bold]{title}[/bold]")
            for line in lines:
                console.print(f"- {line}")
    if report.kept:
        console.print(f"\nAus den bisherigen Tabellen übernommen: {', '.join(report.kept)}.")
    console.print(f"\nDie Tabellen liegen in {target}", soft_wrap=True)


def _join_table(joins: tuple[Join, ...]) -> Table:
    table = Table(title="Abgleich mit dem Gemeindeverzeichnis", title_justify="left")
    table.add_column("Quelle")
    for title in ("passen", "fehlen", "davon ergänzt", "zusätzlich"):
        table.add_column(title, justify="right")
    for join in joins:
        counts = (join.matched, join.missing, join.recovered, join.extra)
        table.add_row(join.title, *(number(len(keys)) for keys in counts))
    return table


def _table_list(held: Reference) -> Table:
    table = Table(title="Tabellen", title_justify="left")
    table.add_column("Tabelle")
    table.add_column("Zeilen", justify="right")
    table.add_column("KiB", justify="right")
    table.add_column("Quellen")
    table.add_column("SHA-256")
    for record in held.tables:
        table.add_row(
            record.name,
            number(record.rows),
            number(record.bytes // 1024),
            ", ".join(dict.fromkeys(record.sources)),
            record.sha256[:16],
        )
    return table
