"""`schaltstelle advise`: the first advice in the terminal and as files."""

import argparse
import contextlib
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from schaltstelle.centre import Centre, open_centre
from schaltstelle.cli.arguments import amount, quarter, whole
from schaltstelle.core.advice import Advice, NoAdministration, Request
from schaltstelle.core.identity import place_view
from schaltstelle.core.keys import InvalidKey
from schaltstelle.core.place_names import folded
from schaltstelle.core.place_search import Found
from schaltstelle.core.planning import Frame, FrameError
from schaltstelle.core.roadmap.problem import ProblemError, Quarter

WRONG_INPUT = 2
SAID = {"ja": True, "nein": False}


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "advise",
        help="Erstberatung für einen Ort",
        description="Erstberatung für die Verwaltung, die für einen Ort arbeitet.",
    )
    parser.add_argument("place", metavar="ORT", help="Name, AGS (8 Stellen) oder ARS (12 Stellen)")
    _frame_arguments(parser)
    _own_arguments(parser)
    files = parser.add_argument_group("Dateien")
    files.add_argument("--pdf", metavar="DATEI", help="Beratung als PDF schreiben")
    files.add_argument("--docx", metavar="DATEI", help="Entwurf der Digitalstrategie als DOCX")
    files.add_argument(
        "--json", metavar="DATEI", help="als JSON schreiben; - schreibt ins Terminal"
    )
    files.add_argument(
        "--save", action="store_true", help="ORT.pdf und ORT.json in den aktuellen Ordner schreiben"
    )
    parser.add_argument(
        "--referee",
        action="store_true",
        help="den Fahrplan mit einem exakten Verfahren vergleichen (dauert einige Minuten)",
    )
    parser.set_defaults(run=run)


def _frame_arguments(parser: argparse.ArgumentParser) -> None:
    frame = parser.add_argument_group("Rahmen")
    frame.add_argument("--budget", type=amount, metavar="EURO", help="Geld je Jahr")
    frame.add_argument("--investive", type=amount, metavar="EURO", help="davon Investitionen")
    frame.add_argument("--staff", type=amount, metavar="STELLEN", help="Stellen, z. B. 0,5")
    frame.add_argument("--years", type=whole(1, 10), default=5, metavar="N", help="Jahre (5)")
    frame.add_argument("--start", type=quarter, metavar="QUARTAL", help="Beginn, z. B. 2027-Q1")
    frame.add_argument(
        "--provisional-until",
        type=quarter,
        metavar="QUARTAL",
        help="letztes Quartal der vorläufigen Haushaltsführung, z. B. 2027-Q2",
    )
    frame.add_argument(
        "--voluntary-cap",
        type=amount,
        metavar="EURO",
        help="Haushaltssicherung: höchstens so viel für Freiwilliges im Jahr",
    )
    frame.add_argument(
        "--wish", action="append", default=[], metavar="MASSNAHME", help="soll in den Fahrplan"
    )
    frame.add_argument("--lens", default="overall", metavar="LINSE", help="Vergleichslinse")
    frame.add_argument("--seed", type=whole(0, 2**31), default=0, metavar="N", help="Startwert (0)")


def _own_arguments(parser: argparse.ArgumentParser) -> None:
    own = parser.add_argument_group("Eigene Angaben zu Geld und Wissen")
    own.add_argument(
        "--declare",
        action="append",
        default=[],
        type=_declared,
        metavar="NAME=ja|nein",
        help="Antwort auf eine Frage der Förderprogramme; mehrmals möglich",
    )
    own.add_argument(
        "--knows",
        action="append",
        default=[],
        metavar="FAEHIGKEIT",
        help="was bei Ihnen schon jemand kann; mehrmals möglich",
    )
    own.add_argument(
        "--day",
        type=_day,
        metavar="TAG",
        help="Tag, an dem die Fristen der Programme geprüft werden, z. B. 2027-01-15 (heute)",
    )


def _declared(text: str) -> tuple[str, bool]:
    """The name of a fact with its answer, from NAME=ja or NAME=nein."""
    name, _, word = text.partition("=")
    if word.strip().lower() not in SAID:
        raise argparse.ArgumentTypeError(f"„{text}“: erwartet wird NAME=ja oder NAME=nein")
    return name.strip(), SAID[word.strip().lower()]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"„{text}“ ist kein Tag; erwartet wird etwa 2027-01-15"
        raise argparse.ArgumentTypeError(message) from None


def run(options: argparse.Namespace) -> int:
    """Find the place, compute the advice, print and write it."""
    centre = open_centre()
    try:
        found = centre.find(options.place)
    except InvalidKey as error:
        print(error, file=sys.stderr)
        return WRONG_INPUT
    if found.kind != "one":
        _print_alternatives(centre, options.place, found)
        return WRONG_INPUT
    fault = _unknown(centre, options)
    if fault:
        print(fault, file=sys.stderr)
        return WRONG_INPUT
    try:
        advice = centre.advise(found.candidates[0], _request(options))
    except (NoAdministration, FrameError, ProblemError) as error:
        print(error, file=sys.stderr)
        return WRONG_INPUT
    _write_files(centre, advice, options)
    if options.json != "-":
        from schaltstelle.cli.terminal import print_advice

        print_advice(centre, advice)
    if options.referee:
        from schaltstelle.cli.verdict import verdict_lines  # the exact solver is a large library

        print("Der Schiedsrichter rechnet …", file=sys.stderr)
        lines = verdict_lines(advice.roadmap.plan)
        print("\n".join(lines), file=sys.stderr if options.json == "-" else sys.stdout)
    return 0


def _request(options: argparse.Namespace) -> Request:
    frame = Frame(
        start=options.start or next_quarter(date.today()),
        years=options.years,
        budget=options.budget,
        investive=options.investive,
        staff=options.staff,
        provisional_until=options.provisional_until,
        voluntary_cap=options.voluntary_cap,
        wishes=tuple(options.wish),
    )
    return Request(
        frame=frame,
        lens=options.lens,
        declared=dict(options.declare),
        known_skills=tuple(dict.fromkeys(options.knows)),
        day=options.day or date.today(),
        seed=options.seed,
    )


def _unknown(centre: Centre, options: argparse.Namespace) -> str:
    """What names something that does not exist, with all that does; empty where nothing does."""
    lenses, content = centre.knowledge.peers.lenses, centre.content
    if options.lens not in lenses:
        return f"Die Linse „{options.lens}“ gibt es nicht. Möglich: {', '.join(lenses)}."
    for name, _ in options.declare:
        if name not in content.declared_fact:
            questions = {fact.id: fact.question for fact in content.declared_facts}
            return _listed(f"Die Frage „{name}“ gibt es nicht", questions)
    for name in options.knows:
        if name not in content.skill:
            return _listed(
                f"Die Fähigkeit „{name}“ gibt es nicht",
                {skill.id: skill.title for skill in content.skills},
            )
    return ""


def _listed(message: str, possible: Mapping[str, str]) -> str:
    """The message, and below it what is possible, a line each."""
    if not possible:
        return f"{message}; es ist noch keine verzeichnet."
    lines = (f"  {name}: {text}" for name, text in possible.items())
    return "\n".join([f"{message}. Möglich:", *lines])


def next_quarter(today: date) -> Quarter:
    """The quarter after the one of a day: the first that can still be planned."""
    return Quarter(today.year, (today.month - 1) // 3 + 1) + 1


def _write_files(centre: Centre, advice: Advice, options: argparse.Namespace) -> None:
    wanted = {"pdf": options.pdf, "docx": options.docx, "json": options.json}
    if options.save:
        name = re.sub("[^a-z0-9]+", "-", folded(advice.place.name)).strip("-")
        wanted["pdf"] = wanted["pdf"] or f"{name}.pdf"
        wanted["json"] = wanted["json"] or f"{name}.json"
    for kind, target in wanted.items():
        if not target:
            continue
        from schaltstelle.papers.registry import EXPORTERS

        data = EXPORTERS[kind].export(centre, advice)
        if target == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            continue
        path = Path(target)
        path.write_bytes(data)
        print(f"Geschrieben: {path}", file=sys.stderr)


def _print_alternatives(centre: Centre, text: str, found: Found) -> None:
    """Say what the name could mean, or what became of it; standard output stays empty."""
    with contextlib.redirect_stdout(sys.stderr):
        _say_alternatives(centre, text, found)


def _say_alternatives(centre: Centre, text: str, found: Found) -> None:
    if found.kind == "several":
        print(f"„{text}“ gibt es mehrmals. Bitte genauer angeben, zum Beispiel mit dem Schlüssel:")
        print("\n".join(_line(centre, row) for row in found.candidates))
    elif found.kind == "suggestions":
        names = " oder ".join(
            f"„{centre.places[row].display_name}“" for row in found.candidates[:3]
        )
        print(f"„{text}“ ist kein Ort im Gemeindeverzeichnis. Meinten Sie {names}?")
        print("\n".join(_line(centre, row) for row in found.candidates))
    elif found.kind == "dissolved":
        for step in found.successions:
            print(
                f"„{step.old_name}“ ({step.old_key}) gibt es so nicht mehr: "
                f"seit {step.date} „{step.new_name}“ ({step.new_key})."
            )
        print("Bitte mit dem neuen Namen oder Schlüssel fragen.")
    else:
        print(f"„{text}“ ist nicht im Gemeindeverzeichnis. Bitte die Schreibweise prüfen.")


def _line(centre: Centre, row: int) -> str:
    view = place_view(centre.places, row)
    region = ", ".join(part for part in (view.kreis, view.land) if part and part != view.name)
    return f"  {view.key:<12}  {view.name} ({region})"
