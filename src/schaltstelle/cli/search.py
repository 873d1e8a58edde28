"""`schaltstelle search`: everything the centre knows, in the terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from schaltstelle.centre import Centre, open_centre
from schaltstelle.cli.arguments import whole
from schaltstelle.core.german import count, join_and
from schaltstelle.core.keys import InvalidKey
from schaltstelle.core.query import (
    KIND_LABELS,
    KIND_WORDS,
    LAND_WORDS,
    MOST_ON_A_PAGE,
    SIZE_WORDS,
    STATUS_LABELS,
    STATUS_WORDS,
    Context,
    Query,
)

if TYPE_CHECKING:  # other commands need no search
    from schaltstelle.search.index import Index
    from schaltstelle.search.results import Hit, Results, Segments

WIDTH = 100
INDENT = "   "
USUAL_HITS = 10
WRONG_INPUT = 2
SETTINGS = "schaltstelle.config.settings"


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "search",
        help="alles durchsuchen: Maßnahmen, Beispiele, Förderung, Recht, Orte …",
        description="Sucht in allem, was die Schaltstelle weiß. Tippfehler schaden nicht.",
    )
    parser.add_argument("text", metavar="TEXT", nargs="+", help="was Sie suchen")
    narrow = parser.add_argument_group("Einschränken (auch mehrmals oder mit Komma)")
    for name, words in (
        ("art", KIND_WORDS),
        ("land", LAND_WORDS),
        ("groesse", SIZE_WORDS),
        ("stand", STATUS_WORDS),
    ):
        narrow.add_argument(
            f"--{name}", action="append", default=[], metavar="WERT", help=", ".join(words.values())
        )
    narrow.add_argument(
        "--feld", action="append", default=[], metavar="FELD", help="zum Beispiel bauen, soziales"
    )
    parser.add_argument("--ort", metavar="ORT", help="für wen: Name oder Schlüssel eines Orts")
    parser.add_argument("--limit", type=whole(1, MOST_ON_A_PAGE), default=USUAL_HITS, metavar="N")
    parser.add_argument("--seite", type=whole(1, 500), default=1, metavar="N", help="welche Seite")
    parser.add_argument("--json", action="store_true", help="als JSON ausgeben")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Search and print; nothing found is no error, a wrong place or value is (2)."""
    centre = open_centre()
    query = _query(options)
    if query.notes:
        print("\n".join(query.notes), file=sys.stderr)
        return WRONG_INPUT
    context = None
    if options.ort:
        context = _context(centre, options.ort)
        if context is None:
            print(
                f"„{options.ort}“ ist kein eindeutiger Ort mit eigener Verwaltung. Bitte genauer, "
                "zum Beispiel mit dem Schlüssel.",
                file=sys.stderr,
            )
            return WRONG_INPUT
    _catch_up(centre.search_index)
    results = centre.search(query, context, today=date.today())
    if options.json:
        print(json.dumps(results.as_dict(), ensure_ascii=False, indent=1))
    else:
        print_results(results, context)
    return 0


def _query(options: argparse.Namespace) -> Query:
    return Query.from_params(
        {
            "q": " ".join(options.text),
            "art": options.art,
            "feld": options.feld,
            "land": options.land,
            "groesse": options.groesse,
            "stand": options.stand,
            "seite": str(options.seite),
            "anzahl": str(options.limit),
        }
    )


def _context(centre: Centre, name: str) -> Context | None:
    try:
        found = centre.find(name)
    except InvalidKey:
        return None
    if found.kind != "one":
        return None
    return centre.search_context(found.candidates[0], date.today())


def _catch_up(index: Index) -> None:
    """Take in the imported documents, where there is a database with a library."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.conf import settings
    from django.db import DatabaseError, connection

    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"] and not Path(database["NAME"]).is_file():
        return
    django.setup()
    from schaltstelle.domain.library.models import Document
    from schaltstelle.domain.library.searchable import catch_up

    try:
        # A database of an older version has no library yet.
        if Document._meta.db_table in connection.introspection.table_names():
            catch_up(index)
    except DatabaseError:
        print("Die Bibliothek ist gerade nicht erreichbar.", file=sys.stderr)


# Printing ---------------------------------------------------------------------------------------


def print_results(
    results: Results, context: Context | None = None, console: Console | None = None
) -> None:
    """Print what was found; colours only on a terminal."""
    out = console or Console(highlight=False, soft_wrap=False)
    if out.width > WIDTH or not out.is_terminal:
        out.width = WIDTH
    out.print(Text(_headline(results, context), style="bold"))
    for note in results.notes:
        _lines(out, note, "")
    for hit in results.places:
        out.print()
        out.print(Text.assemble((hit.name, "bold"), f"  {hit.id}"))
        _lines(out, _plain(hit.passage), INDENT)
    first = (results.query.page - 1) * results.query.limit + 1
    for number, hit in enumerate(results.hits, first):
        _print_hit(out, number, hit)
    _print_end(out, results)


def _headline(results: Results, context: Context | None) -> str:
    text = f"„{results.query.text}“"
    place = f" für {context.place}" if context else ""
    if not results.total and results.places:
        return f"{text}: {count(len(results.places), 'Ort', 'Orte')}"
    if not results.total:
        return f"Zu {text} wurde nichts gefunden."
    return f"{count(results.total, 'Treffer', 'Treffer')} zu {text}{place}"


def _print_hit(out: Console, number: int, hit: Hit) -> None:
    out.print()
    title = Text(f"{number:>2} ")
    title.append_text(_marked(hit.title, "bold", "bold underline"))
    out.print(title)
    marks = [STATUS_LABELS[status] for status in hit.status if status != "verified"]
    _lines(out, " · ".join([KIND_LABELS[hit.kind][0], *marks]), INDENT, "dim")
    passage = _marked(hit.passage, "", "bold")
    if hit.heading:
        passage = Text(f"{hit.heading}: ").append_text(passage)
    for line in passage.wrap(out, WIDTH - len(INDENT)):
        line.rstrip()
        out.print(Text(INDENT).append_text(line))
    why = [*hit.reasons, *hit.notes]
    if why:
        _lines(out, "; ".join(why), INDENT, "dim")


def _print_end(out: Console, results: Results) -> None:
    kinds = [count(group.count, *KIND_LABELS[group.kind]) for group in results.groups]
    if len(kinds) > 1:
        out.print()
        _lines(out, f"Insgesamt {join_and(kinds)}.", "")
    if results.query.page < results.pages:
        _lines(out, f"Weiter mit --seite {results.query.page + 1} von {results.pages}.", "")
    if results.suggestions:
        out.print()
        _lines(out, "Versuchen Sie:", "")
        for suggestion in results.suggestions:
            _lines(out, f"• {suggestion.text}", INDENT)


def _marked(segments: Segments, usual: str, strong: str) -> Text:
    text = Text()
    for part, marked in segments:
        text.append(" ".join(part.split("\n")), style=strong if marked else usual)
    return text


def _plain(segments: Segments) -> str:
    return "".join(part for part, _ in segments)


def _lines(out: Console, text: str, indent: str, style: str = "") -> None:
    lines: Iterable[str] = wrap(text, WIDTH - len(indent), break_on_hyphens=False)
    for line in lines:
        out.print(Text(indent + line, style=style))
