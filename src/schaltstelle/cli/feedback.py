"""`schaltstelle feedback list`: read the messages that visitors left."""

import argparse
import os

SETTINGS = "schaltstelle.config.settings"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("feedback", help="Rückmeldungen lesen")
    actions = parser.add_subparsers(dest="action", required=True, metavar="AKTION")
    listing = actions.add_parser("list", help="die neuesten Rückmeldungen")
    listing.add_argument("--kind", choices=("barriere", "angabe", "anderes"), default="")
    listing.add_argument("--place", default="", metavar="SCHLÜSSEL", help="nur zu diesem Ort")
    listing.add_argument("--limit", type=int, default=50, help="höchstens so viele (üblich: 50)")
    listing.set_defaults(run=show)


def show(options: argparse.Namespace) -> int:
    """Print the newest messages, newest first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.management import call_command
    from django.utils.timezone import localtime

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from schaltstelle.domain.voice.queries import feedback

    found = list(feedback(kind=options.kind, place_key=options.place, limit=max(0, options.limit)))
    for message in found:
        about = " ".join(part for part in (message.place_key, message.page) if part)
        created = localtime(message.created)
        print(f"{created:%d.%m.%Y %H:%M}  {message.Kind(message.kind).label}  {about}".rstrip())
        if message.email:
            print(f"  Antwort an: {message.email}")
        print("  " + message.text.replace("\n", "\n  "))
    if not found:
        print("Es gibt keine Rückmeldungen.")
    return 0
