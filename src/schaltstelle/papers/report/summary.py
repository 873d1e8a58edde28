"""Page one: who, what is known, the points that matter, what the council is asked to do."""

from dataclasses import dataclass

from schaltstelle.core.advice import Advice
from schaltstelle.core.german import count, euro, join_and, number, number_range
from schaltstelle.core.place_names import after_for
from schaltstelle.papers.report.course import duties_in, granted_besides, totals, year_lines
from schaltstelle.papers.report.helping import MeasureLine, measure_lines
from schaltstelle.papers.report.wording import council, of, quoted, region

NAMED = 3
LEFT_OUT_NOTE = (
    "Was nicht im Fahrplan steht, passt neben Pflichten und IT-Sicherheit nicht in den Rahmen; "
    "Abschnitt 6 nennt die Gründe."
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in large type and what it counts."""

    figure: str
    label: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Page one. `asked` completes the sentence `asks`."""

    title: str
    subtitle: str
    note: str
    figures: tuple[Figure, ...]
    known: str
    duties: str
    best: str
    best_measures: tuple[MeasureLine, ...]
    best_note: str
    plan: str
    funding: str
    asks: str
    asked: tuple[str, ...]


def summary(advice: Advice, funding: str) -> Summary:
    """The summary of an advice; `funding` says in a sentence who may pay."""
    administration = advice.administration
    best = measure_lines(advice)[:NAMED]
    people = f"{number(administration.population)} Einwohnerinnen und Einwohner"
    return Summary(
        title=f"Digitale Erstberatung für {after_for(advice.place.name)}",
        subtitle=" · ".join(
            part
            for part in (administration.name, administration.kind, people, region(advice))
            if part
        ),
        note=_note(advice),
        figures=_figures(advice),
        known=_known(advice),
        duties=_duties(advice),
        best=_best(advice),
        best_measures=best,
        best_note="" if all(each.is_planned for each in best) else LEFT_OUT_NOTE,
        plan=_plan(advice),
        funding=funding,
        asks=f"{council(advice)} wird gebeten,",
        asked=_asked(advice),
    )


def _figures(advice: Advice) -> tuple[Figure, ...]:
    overall, plan = advice.standing.overall, advice.roadmap.plan
    law = [gap for gap in advice.gaps if gap.kind == "law"]
    unmet = sum(gap.state == "unmet" for gap in law)
    duties = (
        Figure(number(unmet), "Pflichten nachweislich nicht erfüllt")
        if unmet
        else Figure(number(len(law)), "gesetzliche Pflichten zu prüfen")
    )
    whole = totals(plan)
    return (
        Figure(of(overall.met + overall.unmet, overall.applicable), "Stufen aus Registern bekannt"),
        duties,
        Figure(number(len(plan.steps)), f"Schritte in {advice.request.frame.years} Jahren"),
        Figure(
            whole.money,
            f"{'eigenes Geld ' if whole.granted else ''}und {whole.days} Arbeitstage im Fahrplan "
            "(Schätzung)",
        ),
    )


def _note(advice: Advice) -> str:
    place, administration = advice.place, advice.administration
    if place.key == administration.key:
        return administration.note
    return (
        f"{place.name} hat keine eigene hauptamtliche Verwaltung. Die Beratung gilt für "
        f"{after_for(administration.name)}, das heißt für die Verwaltung, die für {place.name} "
        "arbeitet. "
        f"{administration.note}"
    )


def _known(advice: Advice) -> str:
    overall = advice.standing.overall
    decided = overall.met + overall.unmet
    levels = count(overall.applicable, "Stufe", "Stufen")
    if decided:
        known = (
            f"{number(decided)} von {levels} des Reifegradrahmens lassen sich so bestimmen: "
            f"{overall.met} erfüllt, {overall.unmet} nicht. {overall.open} sind offen, das heißt "
            "nicht, dass sie fehlen."
        )
    else:
        known = (
            f"Über die {levels} des Reifegradrahmens sagen sie hier nichts: Alle sind offen, das "
            "heißt nicht, dass sie fehlen."
        )
    whole = f"Grundlage sind öffentliche Register; befragt wurde niemand. {known}"
    if not overall.determinable:
        return f"{whole} Eine Schätzung des Stands ist daraus noch nicht möglich."
    return (
        f"{whole} Wahrscheinlich sind {number_range(overall.low, overall.high)} von "
        f"{overall.applicable} erfüllt (Schätzung)."
    )


def _duties(advice: Advice) -> str:
    law = [gap for gap in advice.gaps if gap.kind == "law"]
    unmet = [gap for gap in law if gap.state == "unmet"]
    check = [gap for gap in law if gap.state == "to_check"]
    parts = []
    if unmet:
        names = join_and([quoted(gap.title) for gap in unmet[:NAMED]])
        parts.append(f"Nachweislich nicht erfüllt: {names}.")
    else:
        parts.append("Kein Register zeigt eine verletzte gesetzliche Pflicht.")
    if check:
        names = join_and([quoted(gap.title) for gap in check[:NAMED]])
        duties = count(len(check), "Pflicht ist", "Pflichten sind")
        parts.append(f"{duties} zu prüfen, weil kein Register sie zeigt, darunter {names}.")
    security = sum(gap.kind == "security" for gap in advice.gaps)
    if security:
        gaps = count(security, "Lücke", "Lücken")
        parts.append(f"Zur Sicherheit von E-Mail und IT zeigen Register {gaps}.")
    parts.extend(_missed_duties(advice))
    return " ".join(parts)


def _missed_duties(advice: Advice) -> list[str]:
    """Dated duties that find no place in the plan."""
    plan = advice.roadmap.plan
    missed = [
        quoted(each.title) for each in plan.left_out if plan.problem.by_id[each.id].is_dated_duty
    ]
    if not missed:
        return []
    frame = "dem angenommenen Rahmen" if advice.roadmap.yearly.assumed else "diesem Rahmen"
    return [
        f"Mit {frame} nicht zu schaffen, obwohl es Pflicht ist: {join_and(missed)}; Zuweisungen "
        "sind nicht eingerechnet, Förderung nur, wo sie nach dem Bekannten möglich ist."
    ]


def _best(advice: Advice) -> str:
    best = advice.measures.recommended[:NAMED]
    if not best:
        return "Für diese Verwaltung ist keine Maßnahme offen."
    return (
        f"{number(len(advice.measures.recommended))} Maßnahmen kommen in Frage. Nach vorsichtig "
        "geschätztem Nutzen je Euro und Arbeitstag stehen vorn:"
    )


def _plan(advice: Advice) -> str:
    plan = advice.roadmap.plan
    limits = plan.problem.limits
    last = limits.start + (limits.quarters - 1)
    whole = totals(plan)
    duties = duties_in(advice)
    served = f", {duties} davon für gesetzliche Pflichten" if duties else ""
    granted = f" eigenes Geld, {whole.granted} aus Programmen" if whole.granted else ""
    return (
        f"{count(len(plan.steps), 'Schritt', 'Schritte')} vom {limits.start.label} bis "
        f"{last.label}{served}, zusammen {whole.money}{granted} und {whole.days} Arbeitstage "
        f"eigenes Personal (Schätzung). Danach bleiben {whole.follow_up} und "
        f"{whole.follow_up_days} Arbeitstage im Jahr."
    )


def _asked(advice: Advice) -> tuple[str, ...]:
    first = advice.roadmap.plan.check.years[0]
    check = sum(gap.kind == "law" and gap.state == "to_check" for gap in advice.gaps)
    asked = ["die Erstberatung zur Kenntnis zu nehmen,"]
    if check:
        asked.append(
            f"die Verwaltung zu beauftragen, {count(check, 'offene Pflicht', 'offene Pflichten')} "
            "zu prüfen und über das Ergebnis zu berichten,"
        )
    if advice.administration.status == "verband":
        asked.append("den Mitgliedsgemeinden vorzulegen, worüber sie selbst entscheiden,")
    asked.append("den Fahrplan als Arbeitsgrundlage zu beschließen und jährlich fortzuschreiben,")
    besides = granted_besides(year_lines(advice.roadmap.plan)[0])
    asked.append(
        f"für {first.year} {euro(first.investive)} für Investitionen und "
        f"{euro(first.consumptive)} für laufende Ausgaben vorzusehen{besides} (Schätzung)."
    )
    return tuple(asked)
