"""The draft of a resolution (Beschlussvorlage)."""

from schaltstelle.core.advice import Advice
from schaltstelle.core.german import join_and
from schaltstelle.papers.docx.strategy import write_years
from schaltstelle.papers.docx.writing import BULLET, LEFT, RIGHT, Draft, blank
from schaltstelle.papers.report import Report
from schaltstelle.papers.report.alternatives import alternatives
from schaltstelle.papers.report.course import granted_besides
from schaltstelle.papers.report.wording import council, without_repeats


def write_resolution(draft: Draft, advice: Advice, report: Report) -> None:
    """Proposal, facts, alternatives, cost and follow-up cost, staff, who decides, budget."""
    draft.page_break()
    draft.heading("Beschlussvorlage (Entwurf)", 1)
    _head(draft, advice)
    draft.heading("Beschlussvorschlag", 2)
    draft.text(f"{council(advice)} beschließt:")
    draft.numbered(_proposal(report))
    draft.heading("Sachverhalt", 2)
    draft.text(report.summary.known)
    draft.text(report.summary.duties)
    draft.text(report.summary.plan)
    draft.text(blank("Anlass, Vorgeschichte, frühere Beschlüsse"))
    _alternatives(draft, advice, report)
    draft.heading("Kosten und Folgekosten", 2)
    write_years(draft, report)
    _staff(draft, report)
    _deciding(draft, report)
    _budget(draft, report)


def _head(draft: Draft, advice: Advice) -> None:
    draft.table(
        "Angaben zur Vorlage",
        (("Angabe", 5.0, LEFT), ("Eintrag", 11.5, LEFT)),
        (
            ("Gremium", f"{council(advice).split(' ', 1)[1]} {blank('Name des Gremiums')}"),
            ("Sitzung am", blank("Datum")),
            ("Vorlage Nr.", blank("Nummer")),
            ("Vorgelegt von", f"{advice.administration.name}, {blank('Amt, Name')}"),
            (
                "Öffentlich",
                blank("ja oder nein; Fragen der Informationssicherheit nichtöffentlich"),
            ),
        ),
    )


def _proposal(report: Report) -> list[str]:
    first = report.course.years[0]
    return [
        "Die Digitalstrategie mit dem Fahrplan "
        f"({report.course.period}) ist Grundlage der weiteren Arbeit.",
        "Die Verwaltung prüft die offenen gesetzlichen Pflichten und berichtet bis "
        f"{blank('Datum')}.",
        f"Für {first.year} werden {first.investive.used} für Investitionen und "
        f"{first.consumptive.used} für laufende Ausgaben vorgesehen{granted_besides(first)} "
        "(Schätzung).",
        f"Verantwortlich ist {blank('Name, Amt')}; berichtet wird jährlich.",
    ]


def _alternatives(draft: Draft, advice: Advice, report: Report) -> None:
    draft.heading("Alternativen", 2)
    draft.text(f"Gerechnet vom {report.course.period}; Geld und Arbeitstage sind Schätzungen.")
    draft.table(
        "Alternativen mit Schritten, Geld, Arbeitstagen und Folgen",
        (
            ("Alternative", 2.7, LEFT),
            ("Schritte", 1.8, RIGHT),
            ("Geld", 2.5, RIGHT),
            ("Tage", 1.6, RIGHT),
            ("danach im Jahr", 2.7, RIGHT),
            ("Folgen", 5.2, LEFT),
        ),
        [
            (
                each.name,
                each.steps,
                each.money,
                each.days,
                f"{each.follow_up}, {each.follow_up_days} Tage",
                each.consequence,
            )
            for each in alternatives(advice)
        ],
    )


def _staff(draft: Draft, report: Report) -> None:
    draft.heading("Personal", 2)
    whole = report.course.totals
    draft.text(
        f"Der Fahrplan braucht zusammen {whole.days} Arbeitstage eigenes Personal, danach "
        f"{whole.follow_up_days} Arbeitstage im Jahr (Schätzung). Neue Stellen: "
        f"{blank('ja oder nein; Stellenplan')}."
    )


def _deciding(draft: Draft, report: Report) -> None:
    draft.heading("Wer entscheidet", 2)
    by_body = without_repeats(step.decides for step in report.course.steps)
    for body in by_body:
        numbers = [step.number for step in report.course.steps if step.decides == body]
        steps = "Schritt" if len(numbers) == 1 else "Schritte"
        draft.text(f"**{body}:** {steps} {join_and(numbers)}", BULLET)
    if report.others:
        draft.text("Nicht Gegenstand dieses Beschlusses, weil andere zuständig sind:")
        draft.bullets([other.body for other in report.others])


def _budget(draft: Draft, report: Report) -> None:
    draft.heading("Finanzielle Auswirkungen", 2)
    whole = report.course.totals
    draft.table(
        "Finanzielle Auswirkungen",
        (("Angabe", 6.5, LEFT), ("Eintrag", 10.0, LEFT)),
        (
            ("Eigenes Geld im Zeitraum (Schätzung)", whole.money),
            ("davon Investitionen (Schätzung)", whole.investive),
            ("davon laufende Ausgaben (Schätzung)", whole.consumptive),
            ("Folgekosten im Jahr danach (Schätzung)", whole.follow_up),
            ("Mittel im Haushalt", blank("Produkt, Sachkonto, Betrag")),
            ("Deckung", blank("Deckungsvorschlag")),
            ("Förderung", _granted(report)),
        ),
    )


def _granted(report: Report) -> str:
    """What the plan counts on besides the own money, and what is left to fill in."""
    to_fill = blank("Programm, Anteil, Antrag bis")
    numbers = [step.number for step in report.course.steps if step.granted]
    if not numbers:
        return to_fill
    steps = "Schritt" if len(numbers) == 1 else "Schritte"
    return (
        f"{report.course.totals.granted} eingeplant (Schätzung), {steps} {join_and(numbers)}; "
        f"noch nicht bewilligt {to_fill}"
    )
