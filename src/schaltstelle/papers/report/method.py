"""How the advice was made, and how to make it again."""

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.german import euro, long_date, number, posts

SAID = {True: "ja", False: "nein"}

METHOD = (
    (
        "Nachweise",
        "Jeder Wert nennt Quelle und Stand. Was keine Quelle zeigt, heißt „offen“ und zählt "
        "nicht als Mangel.",
    ),
    (
        "Standortbestimmung",
        "Der Rahmen hat Handlungsfelder mit Kriterien in bis zu drei Stufen. Für offene Stufen "
        "schätzt ein Modell aus der üblichen Verbreitung nach Größe, wie viele erfüllt sein "
        "dürften. Die Spanne enthält die wahre Zahl mit 95 % Wahrscheinlichkeit, wenn das Modell "
        "stimmt.",
    ),
    (
        "Vergleich",
        "Verglichen wird nur mit Verwaltungen gleicher Aufgaben und nur nach Merkmalen des "
        "Umfelds, nie nach digitalen Ergebnissen. Was Vergleichskommunen haben, erscheint nur als "
        "Anzahl.",
    ),
    (
        "Lücken",
        "Gegen das Gesetz: eine Pflicht, die nachweislich nicht erfüllt ist. In der IT-Sicherheit: "
        "was nach den Registern fehlt. Gegen die Vergleichskommunen: hier nicht erfüllt, dort bei "
        "mindestens fünf bekannten mit großer Gewissheit mehrheitlich erfüllt.",
    ),
    (
        "Maßnahmen",
        "Nutzen heißt: betroffene Menschen im Jahr × erwartete Wirkung × Aussicht auf Erfolg. "
        "Die Reihenfolge folgt einer vorsichtigen Schätzung des Nutzens je Euro und Arbeitstag. "
        "Wo „Schätzung“ steht, gibt es keine Erhebung; die Begründung steht bei der Maßnahme.",
    ),
    (
        "Beispiele und Geld",
        "Vorn stehen Beispiele der ähnlichsten Verwaltungen, gemessen wie bei den "
        "Vergleichskommunen. Programme werden Bedingung für Bedingung geprüft. Im Fahrplan zählt "
        "ihr Geld nur, wo alle Bedingungen erfüllt sind, eine Frist läuft oder bekannt ist und das "
        "Programm eine Summe nennt. Ob und wie viel bewilligt wird, entscheidet der Fördergeber.",
    ),
    (
        "Fahrplan",
        "Zuerst zählen rechtzeitig erfüllte Pflichten, dann grundlegende IT-Sicherheit, dann "
        "Nutzen bis zwei Jahre nach dem Zeitraum, zuletzt Kosten. Gewählt wird aus den Maßnahmen "
        "mit dem größten Nutzen je Euro und Arbeitstag, dazu aus denen für Pflichten, "
        "IT-Sicherheit und Wünsche. Gerechnet wird mit dem Wert der Spanne, der zur Einwohnerzahl "
        "passt. Jede Grenze wird unabhängig nachgerechnet.",
    ),
    (
        "Grenzen",
        "Dieses Papier ersetzt keine Rechtsberatung und keine Prüfung vor Ort. Antworten der "
        "Verwaltung machen es genauer.",
    ),
)


def recompute(centre: Centre, advice: Advice) -> tuple[tuple[str, str], ...]:
    """Everything that the same advice needs: versions, seed and inputs."""
    frame, versions = advice.request.frame, advice.versions
    lens = centre.knowledge.peers.lenses[advice.request.lens]
    lines = [
        ("Daten", versions.data),
        ("Inhalt", versions.content),
        ("Programm", versions.code),
        ("Startwert", str(advice.request.seed)),
        ("Gebiet", f"{advice.place.name} ({advice.place.key})"),
        ("Zeitraum", f"{frame.years} Jahre ab {frame.start.label}"),
        ("Vergleichslinse", lens.label),
        ("Fristen geprüft am", long_date(advice.request.judged_on)),
        ("Eigene Angaben zum Rahmen", _given(advice)),
    ]
    own = {
        "Eigene Ziele": advice.request.targets,
        "Eigene Antworten": advice.request.answers,
        "Antworten zu Förderprogrammen": advice.request.declared,
        "Kann hier schon jemand": advice.request.known_skills,
    }
    lines.extend((label, number(len(given))) for label, given in own.items() if given)
    if advice.request.weights:
        weights = (f"{name} × {number(x, 2)}" for name, x in advice.request.weights.items())
        lines.append(("Eigene Gewichte", ", ".join(weights)))
    command = _command(advice)
    if command:
        lines.append(("Befehl", command))
    return tuple(lines)


def _command(advice: Advice) -> str:
    """The command that gives this advice; empty where no command takes all of its inputs."""
    request, frame = advice.request, advice.request.frame
    if request.weights or request.targets or request.answers or frame.consumptive is not None:
        return ""
    options: dict[str, object | None] = {
        "--start": frame.start,
        "--years": frame.years,
        "--budget": frame.budget,
        "--investive": frame.investive,
        "--staff": frame.staff,
        "--provisional-until": frame.provisional_until,
        "--voluntary-cap": frame.voluntary_cap,
        "--lens": request.lens,
        "--day": request.judged_on.isoformat(),
        "--seed": request.seed,
    }
    given = [f"{name} {value}" for name, value in options.items() if value is not None]
    given.extend(f"--wish {wish}" for wish in frame.wishes)
    given.extend(f"--declare {name}={SAID[said]}" for name, said in request.declared.items())
    given.extend(f"--knows {skill}" for skill in request.known_skills)
    return " ".join(["schaltstelle advise", advice.place.key, *given])


def _given(advice: Advice) -> str:
    frame = advice.request.frame
    amounts = {
        "Budget": frame.budget,
        "Investitionen": frame.investive,
        "laufende Ausgaben": frame.consumptive,
        "Obergrenze für Freiwilliges": frame.voluntary_cap,
    }
    given = [f"{name} {euro(x)}" for name, x in amounts.items() if x is not None]
    if frame.staff is not None:
        given.append(f"{posts(frame.staff)}")
    if frame.provisional_until is not None:
        given.append(f"vorläufige Haushaltsführung bis {frame.provisional_until.label}")
    given.extend(f"Wunsch {wish}" for wish in frame.wishes)
    return "; ".join(given) or "keine"
