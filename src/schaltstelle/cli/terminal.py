"""An advice in the terminal, clear in 100 columns."""

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.german import euro, euro_range, number, number_range, percent
from schaltstelle.core.lenses import GROUPS
from schaltstelle.core.measures import DUTY_LABELS
from schaltstelle.core.recommend import Recommendation
from schaltstelle.core.roadmap.problem import Quarter

WIDTH = 100
TOP_MEASURES = 10
SHOWN_GAPS = 8
SHOWN_FACTS = (
    "population",
    "area_km2",
    "members",
    "share_65plus",
    "share_under18",
    "bb_1000",
    "fibre_1000",
    "mobile_5g",
    "kreis_tax_revenue_per_capita",
    "kreis_unemployment_rate",
)


def print_advice(centre: Centre, advice: Advice, console: Console | None = None) -> None:
    """Print the whole advice; colours only on a terminal."""
    out = console or Console(highlight=False, soft_wrap=False)
    if out.width > WIDTH or not out.is_terminal:
        out.width = WIDTH
    _heading(out, advice)
    _facts(out, centre, advice)
    _standing(out, advice)
    _peers(out, centre, advice)
    _gaps(out, advice)
    _measures(out, advice)
    _roadmap(out, advice)
    _provenance(out, centre, advice)


def _section(out: Console, title: str) -> None:
    out.print()
    out.print(Text(title, style="bold"))
    out.print(Text("─" * min(len(title), WIDTH), style="dim"))


def _bullets(out: Console, texts: Iterable[str]) -> None:
    for text in texts:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=1)
        grid.add_column(overflow="fold")
        grid.add_row("•", text)
        out.print(Padding(grid, (0, 0, 0, 2)))


def _table(*columns: tuple[str, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False, width=WIDTH)
    for title, justify in columns:
        table.add_column(title, justify=justify, overflow="fold")  # type: ignore[arg-type]
    return table


def _heading(out: Console, advice: Advice) -> None:
    place, administration = advice.place, advice.administration
    out.print(Text(f"Digitale Erstberatung für {place.name}", style="bold"))
    facts = [
        administration.kind,
        f"{number(administration.population)} Einwohnerinnen und Einwohner",
    ]
    facts += [
        part
        for part in (administration.kreis, administration.land)
        if part not in ("", administration.name)
    ]
    out.print(f"Verwaltung: {administration.name} ({', '.join(facts)})")
    if place.key != administration.key:
        out.print(
            f"{place.name} hat keine eigene hauptamtliche Verwaltung. Die Beratung gilt für "
            f"{administration.name}, die für {place.name} arbeitet."
        )
    if administration.note:
        out.print(administration.note)
    out.print(
        "Grundlage sind öffentliche Register. Was sie nicht zeigen, heißt „offen“, nicht „fehlt“. "
        "Schätzungen sind als solche genannt."
    )


def _facts(out: Console, centre: Centre, advice: Advice) -> None:
    _section(out, "1  Was bekannt ist")
    table = _table(("Kennzahl", "left"), ("Wert", "right"), ("Stand", "left"), ("Hinweis", "left"))
    evidence = {item.indicator: item for item in advice.evidence}
    for name in SHOWN_FACTS:
        item = evidence.get(name)
        if item is not None and item.value is not None:
            label = centre.content.indicator[name].label
            table.add_row(label, item.text, item.vintage, item.note)
    out.print(table)
    if advice.unusual:
        out.print("Was hier anders ist als bei vergleichbaren Verwaltungen:")
        _bullets(out, (item.sentence for item in advice.unusual))
    else:
        out.print("Keine Kennzahl weicht stark von denen vergleichbarer Verwaltungen ab.")


def _standing(out: Console, advice: Advice) -> None:
    _section(out, "2  Standortbestimmung")
    out.print(f"Insgesamt: {advice.standing.overall.sentence}")
    table = _table(("Handlungsfeld", "left"), ("Stand", "left"))
    for field in advice.standing.fields:
        table.add_row(field.title, field.sentence)
    out.print(table)
    if advice.questions:
        out.print("Diese Antworten würden die Beratung am meisten schärfen:")
        _bullets(out, (f"Trifft das zu? {item.statement}" for item in advice.questions))


def _peers(out: Console, centre: Centre, advice: Advice) -> None:
    _section(out, "3  Vergleichskommunen")
    peers = advice.peers
    lens = centre.knowledge.peers.lenses[peers.lens]
    out.print(f"Linse: {lens.label}. {lens.summary}")
    if peers.note:
        out.print(peers.note)
    table = _table(
        ("Verwaltung", "left"), ("Land", "left"), ("Ähnlichkeit", "right"), ("Gleich", "left")
    )
    indicators = centre.content.indicator
    for peer in peers.peers:
        place = centre.places[peer.place]
        land = centre.places[centre.places.land_of(peer.place)].display_name
        closest = "; ".join(reason.text(indicators) for reason in peer.closest[:2])
        table.add_row(place.display_name, land, str(peer.similarity), closest)
    out.print(table)
    stable = percent(peers.stability * 100)
    out.print(
        f"Ähnlichkeit von 0 bis 100. Ändert man die Gewichte um bis zu 20 %, bleiben im Mittel "
        f"{stable} dieser Verwaltungen gleich. Ausgewählt aus {number(peers.group_size)}: "
        f"{GROUPS[peers.group].label}."
    )


def _gaps(out: Console, advice: Advice) -> None:
    _section(out, "4  Lücken")
    unmet = [gap for gap in advice.gaps if gap.state == "unmet"]
    check = [gap for gap in advice.gaps if gap.state == "to_check"]
    if unmet:
        _bullets(out, (f"{gap.title}: {gap.reason}" for gap in unmet))
    else:
        out.print("Aus Registern ist keine Lücke bekannt.")
    if check:
        out.print(f"Zu prüfen sind {len(check)} Pflichten, über die kein Register etwas sagt:")
        _bullets(out, (f"{gap.title}. {gap.reason}" for gap in check[:SHOWN_GAPS]))
        if len(check) > SHOWN_GAPS:
            out.print(f"  … und {len(check) - SHOWN_GAPS} weitere (siehe PDF und JSON).")


def _measures(out: Console, advice: Advice) -> None:
    _section(out, "5  Was hilft")
    out.print(
        "Reihenfolge nach vorsichtig geschätztem Nutzen je Euro und Arbeitstag. "
        "Alle Beträge und Tage sind Schätzungen, wenn nichts anderes dabeisteht."
    )
    table = _table(
        ("", "right"),
        ("Maßnahme", "left"),
        ("Kosten einmalig", "right"),
        ("im Jahr", "right"),
        ("Tage", "right"),
    )
    for item in advice.measures.recommended[:TOP_MEASURES]:
        table.add_row(str(item.rank), _measure_cell(item), *_effort(item))
    out.print(table)
    others = advice.measures.not_competent
    if others:
        out.print(f"{len(others)} weitere Maßnahmen sind Aufgabe anderer Stellen (siehe JSON).")


def _measure_cell(item: Recommendation) -> Text:
    text = Text(item.measure.title, style="bold")
    for reason in item.reasons[:2]:
        text.append(f"\n{reason}", style="not bold")
    return text


def _effort(item: Recommendation) -> tuple[str, str, str]:
    return (
        euro_range(*item.cost_one_off),
        euro_range(*item.cost_yearly),
        number_range(*item.days_one_off),
    )


def _roadmap(out: Console, advice: Advice) -> None:
    roadmap = advice.roadmap
    plan = roadmap.plan
    limits = plan.problem.limits
    _section(
        out, f"6  Fahrplan {limits.start.label} bis {(limits.start + (limits.quarters - 1)).label}"
    )
    yearly = roadmap.yearly
    out.print(
        f"Rahmen im Jahr: {euro(yearly.investive)} für Investitionen, "
        f"{euro(yearly.consumptive)} für laufende Ausgaben, {number(yearly.staff, 2)} Stellen."
    )
    if yearly.assumed:
        out.print(f"Angenommen: {'; '.join(yearly.assumed)}")
    table = _table(("Wann", "left"), ("Schritt", "left"), ("Aufgabe", "left"), ("Geld", "right"))
    for step in plan.steps:
        activity = plan.problem.by_id[step.id]
        text = Text(step.title, style="bold")
        text.append(f"\n{' '.join(step.why)} {step.why_now}", style="not bold")
        table.add_row(
            _span(step.start, step.finish),
            text,
            DUTY_LABELS[activity.duty],  # type: ignore[index]
            euro(activity.investive + activity.consumptive),
        )
    out.print(table)
    _roadmap_notes(out, advice)


def _span(start: Quarter, finish: Quarter) -> str:
    first = f"{start.year}/{start.number}"
    return first if start == finish else f"{first}–{finish.year}/{finish.number}"


def _roadmap_notes(out: Console, advice: Advice) -> None:
    plan = advice.roadmap.plan
    out.print(
        "Der Plan wurde unabhängig nachgerechnet und hält jeden Rahmen ein. "
        f"Höchstens {percent(plan.bound.gap * 100, 1)} mehr Nutzen wären rechnerisch möglich."
    )
    for wish in plan.collisions:
        out.print(f"Gewünscht, passt aber nicht: {wish.title}. {wish.why_not}")
    if plan.left_out:
        out.print(f"Nicht im Fahrplan: {len(plan.left_out)} Maßnahmen (Gründe in PDF und JSON).")
    out.print("Was mehr Geld oder Personal ändern würde:")
    _bullets(out, (item.text for item in plan.marginals))


def _provenance(out: Console, centre: Centre, advice: Advice) -> None:
    _section(out, "7  Herkunft")
    titles = dict.fromkeys(
        f"{source.publisher}: {source.title} ({source.vintage})"
        for source in centre.reference.sources
    )
    _bullets(out, titles)
    versions = advice.versions
    out.print(
        f"Daten {versions.data}, Inhalt {versions.content}, Programm {versions.code}, "
        f"Startwert {advice.request.seed}. Mit diesen Angaben lässt sich alles nachrechnen."
    )
