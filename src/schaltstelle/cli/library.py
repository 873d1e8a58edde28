"""`schaltstelle library`: read documents into the library, list them, take them out."""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from schaltstelle.core.german import count, refusal

if TYPE_CHECKING:
    from schaltstelle.domain.library.actions import Text
    from schaltstelle.sources.documents.values import DocumentSource, ImportedDocument

SETTINGS = "schaltstelle.config.settings"
ACTOR = "Kommandozeile"
SHOWN_REFUSALS = 20
# How Python keeps bytes of a name that it cannot read.
_NO_UTF_8 = re.compile("[\udc80-\udcff]")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("library", help="Dokumente in die Bibliothek einlesen")
    actions = parser.add_subparsers(dest="action", required=True, metavar="AKTION")
    adding = actions.add_parser("add", help="eine Datei oder einen Ordner einlesen")
    adding.add_argument(
        "path", type=Path, metavar="PFAD", help="Markdown, PDF, DOCX, HTML, Text; oder ein Ordner"
    )
    adding.add_argument(
        "--foerderdatenbank",
        action="store_true",
        help="der Ordner ist ein XML-Export der Förderdatenbank",
    )
    adding.add_argument(
        "--publisher", default="", metavar="NAME", help="Herausgeber, wenn er fehlt"
    )
    adding.add_argument("--address", default="", metavar="ADRESSE", help="Herkunft im Internet")
    adding.add_argument("--licence", default="", metavar="LIZENZ", help="Lizenz, wenn sie fehlt")
    adding.set_defaults(run=add)
    listing = actions.add_parser("list", help="alle Dokumente der Bibliothek")
    listing.set_defaults(run=show)
    removing = actions.add_parser("remove", help="ein Dokument oder einen Ordner herausnehmen")
    removing.add_argument("key", metavar="NAME", help="wie in der Liste; ein Ordner nimmt alle mit")
    removing.set_defaults(run=remove)


def _open_database() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def add(options: argparse.Namespace) -> int:
    """Read and keep documents; 2 where nothing could be read. One bad file stops no other."""
    path: Path = options.path
    if not path.exists():
        print(f"{path} gibt es nicht.", file=sys.stderr)
        return 2
    _open_database()
    from schaltstelle.domain.library.actions import add_documents

    # It speaks English of every flaw of a file; what matters of them is said in German.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    refused: list[str] = []
    texts = list(_funding(path, refused) if options.foerderdatenbank else _read(options, refused))
    for line in refused[:SHOWN_REFUSALS]:
        print(line, file=sys.stderr)
    if len(refused) > SHOWN_REFUSALS:
        print(f"… und {len(refused) - SHOWN_REFUSALS} weitere", file=sys.stderr)
    if not texts:
        print("Es wurde nichts eingelesen.", file=sys.stderr)
        return 2
    added = add_documents(texts=texts, actor=ACTOR)
    print(
        f"{count(added.new, 'neues Dokument', 'neue Dokumente')}, {added.changed} geändert, "
        f"{added.same} unverändert, {count(len(refused), 'Datei', 'Dateien')} nicht gelesen."
    )
    return 0


def _read(options: argparse.Namespace, refused: list[str]) -> Iterator[Text]:
    from schaltstelle.sources.documents.folder import RefusedFile, read_each
    from schaltstelle.sources.documents.reading import read_document
    from schaltstelle.sources.documents.values import (
        DEFAULT_LIMITS,
        DocumentRefused,
        DocumentSource,
    )

    path: Path = options.path.resolve()
    source = DocumentSource(
        publisher=options.publisher, address=options.address, licence=options.licence
    )
    read: Iterable[ImportedDocument | RefusedFile]
    try:
        read = (
            read_each(path, DEFAULT_LIMITS, source)
            if path.is_dir()
            else [read_document(path, DEFAULT_LIMITS, source)]
        )
        for entry in read:
            if isinstance(entry, RefusedFile):
                refused.append(str(entry))
            else:
                # Beside its folder's name a single file is what it is when the folder is read.
                yield _text(entry, path.name if path.is_dir() else path.parent.name)
    except DocumentRefused as error:
        refused.append(f"{path.name}: {error}")
    except OSError as error:
        refused.append(f"{path.name}: {refusal(error)}")


def _funding(path: Path, refused: list[str]) -> Iterator[Text]:
    """The programmes of an export, each as a document; its faults go to `refused`."""
    from dataclasses import replace

    from schaltstelle.sources.documents.values import DocumentRefused
    from schaltstelle.sources.errors import SourceError
    from schaltstelle.sources.foerderdatenbank import as_document, parse

    try:
        found = parse(path)
    except (SourceError, DocumentRefused, OSError, ValueError) as error:
        refused.append(f"{path.name}: {error}")
        return
    refused.extend(str(issue) for issue in found.issues)
    for programme in found.programmes:
        yield replace(_text(as_document(programme), "foerderdatenbank"), kind="programme")


def _text(document: ImportedDocument, folder: str) -> Text:
    from schaltstelle.domain.library.actions import Text

    return Text(
        key=_readable(f"{folder}/{document.file}" if folder else document.file),
        kind="document",
        title=_readable(document.title),
        format=document.format,
        sha256=document.sha256,
        passages=tuple(
            {**asdict(passage), "headings": list(passage.headings)} for passage in document.passages
        ),
        language=document.language,
        place_key=document.place,
        place_name=document.place_name,
        **_source(document.source),
    )


def _readable(name: str) -> str:
    """The name of a file; what is no UTF-8 in it, from an old archive, is read as Latin-1."""
    return "/".join(
        os.fsencode(part).decode("latin-1") if _NO_UTF_8.search(part) else part
        for part in name.split("/")
    )


def _source(source: DocumentSource) -> dict[str, str]:
    return {
        "source_title": source.title,
        "publisher": source.publisher,
        "address": source.address,
        "licence": source.licence,
        "dated": source.date,
    }


def show(_options: argparse.Namespace) -> int:
    """List the documents with their keys."""
    _open_database()
    from schaltstelle.domain.library.queries import documents

    found = list(documents())
    for document in found:
        print(f"{document.key}\n  {document.title}")
    print(count(len(found), "Dokument", "Dokumente") if found else "Die Bibliothek ist leer.")
    return 0


def remove(options: argparse.Namespace) -> int:
    """Take documents out; 2 where the name is unknown."""
    _open_database()
    from schaltstelle.domain.library.actions import remove_documents

    removed = remove_documents(start=options.key, actor=ACTOR)
    if not removed:
        print(f"„{options.key}“ gibt es in der Bibliothek nicht.", file=sys.stderr)
        return 2
    print(f"{count(removed, 'Dokument', 'Dokumente')} herausgenommen.")
    return 0
