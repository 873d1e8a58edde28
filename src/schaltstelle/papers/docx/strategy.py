"""The draft of a digital strategy."""

from collections.abc import Sequence

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.place_names import after_for
from schaltstelle.core.recommend import Recommendation
from schaltstelle.core.roadmap.explain import Step
from schaltstelle.papers.docx.support import Helping
from schaltstelle.papers.docx.writing import LEFT, RIGHT, Draft, blank
from schaltstelle.papers.report import Report


def write_strategy(draft: Draft, centre: Centre, advice: Advice, report: Report) -> None:
    """Starting point, aims, fields, steps, responsibilities, money and staff, evaluation."""
    _opening(draft, advice)
    _starting_point(draft, report)
    _aims(draft, advice)
    helping = Helping(centre, advice)
    _fields(draft, helping, report)
    _steps(draft, report)
    _responsibilities(draft, advice, report)
    _money(draft, report)
    helping.write_funding(draft)
    helping.write_learning(draft)
    _evaluation(draft, report)
    helping.write_sources(draft)


def _opening(draft: Draft, advice: Advice) -> None:
    draft.heading(f"Digitalstrategie für {after_for(advice.administration.name)} (Entwurf)", 0)
    draft.text(
        "Dieser Entwurf entstand aus öffentlichen Registern. Was sie nicht zeigen, steht als "
        f"Lücke im Text: {blank('so sehen Lücken aus')}. Zahlen mit dem Zusatz „Schätzung“ sind "
        "vor dem Beschluss zu prüfen."
    )


def _starting_point(draft: Draft, report: Report) -> None:
    draft.heading("1 Ausgangslage", 1)
    draft.text(report.summary.subtitle)
    if report.summary.note:
        draft.text(report.summary.note)
    draft.text(report.summary.known)
    draft.table(
        "Kennzahlen mit Wert, Stand und Art der Angabe",
        (("Kennzahl", 6.2, LEFT), ("Wert", 3.6, RIGHT), ("Stand", 2.4, LEFT), ("Art", 4.2, LEFT)),
        [(fact.label, fact.value, fact.vintage, fact.remark) for fact in report.facts],
    )
    if report.unusual:
        draft.text("Anders als bei vergleichbaren Verwaltungen:")
        draft.bullets(report.unusual)
    draft.heading("Pflichten", 2)
    draft.text(report.summary.duties)
    draft.bullets([f"{duty.title} ({duty.legal})" for duty in report.gaps.unmet])
    draft.bullets(
        [
            f"{duty.title} ({duty.legal}): {blank('erfüllt? ja, nein, in Arbeit')}"
            for duty in report.gaps.to_check
        ]
    )
    draft.heading("Was schon läuft", 2)
    if report.standing.met:
        draft.text("Nach den Registern erfüllt:")
        draft.bullets([level.statement for level in report.standing.met])
    draft.text(blank("laufende Vorhaben, eingesetzte Programme, Dienstleister"))


def _aims(draft: Draft, advice: Advice) -> None:
    draft.heading("2 Ziele", 1)
    draft.text(blank("Leitgedanke in zwei Sätzen: Wozu die Digitalisierung hier dienen soll"))
    plan = advice.roadmap.plan
    items = {item.measure.id: item for item in advice.measures.recommended}
    duties = [step for step in plan.steps if items[step.id].duties]
    security = [step for step in plan.steps if plan.problem.by_id[step.id].security]
    aims = []
    if duties:
        aims.append(
            f"Die gesetzlichen Pflichten aus dem Fahrplan sind bis Ende {_last(duties)} geprüft "
            "und erfüllt."
        )
    if security:
        aims.append(
            f"Die Schritte zur grundlegenden IT-Sicherheit sind bis Ende {_last(security)} getan."
        )
    aims.append(
        f"Bürgerinnen und Bürger merken den Fortschritt an: {blank('zwei bis drei Dienste')}."
    )
    draft.bullets(aims)


def _last(steps: Sequence[Step]) -> str:
    return max(step.finish for step in steps).label


def _fields(draft: Draft, helping: Helping, report: Report) -> None:
    draft.heading("3 Handlungsfelder", 1)
    by_field: dict[str, list[str]] = {}
    items = {item.measure.id: item.measure for item in helping.advice.measures.recommended}
    for step in helping.advice.roadmap.plan.steps:
        measure = items[step.id]
        text = f"**{step.title}** (ab {step.start.label}). {helping.sentences(measure)}"
        by_field.setdefault(measure.field, []).append(text.strip())
    words = {line.title: line.words for line in report.standing.fields if line.determinable}
    draft.text("Wo kein Stand genannt ist, lässt er sich aus Registern noch nicht bestimmen.")
    without = []
    for field in helping.centre.content.fields:
        if field.id not in by_field:
            without.append(field.title)
            continue
        draft.heading(field.title, 2)
        if field.title in words:
            draft.text(f"Stufen erfüllt: {words[field.title]}.")
        draft.bullets(by_field[field.id])
        draft.text(f"Ziel: {blank('Ziel in diesem Feld')}")
    if without:
        draft.text(f"Ohne Schritt in diesem Fahrplan: {'; '.join(without)}.")


def _steps(draft: Draft, report: Report) -> None:
    draft.heading(f"4 Schritte: {report.course.period}", 1)
    how = (
        "Wann: Quartale/Jahr. Geld und Arbeitstage sind nach der Einwohnerzahl aus der Spanne "
        "genommen (Schätzung)."
    )
    draft.text(
        " ".join(part for part in (how, report.course.own_money, report.course.check) if part)
    )
    draft.table(
        "Schritte des Fahrplans mit Zeit, Grund, Geld und Arbeitstagen",
        (
            ("Nr.", 1.0, RIGHT),
            ("Wann", 2.1, LEFT),
            ("Schritt und Grund", 7.2, LEFT),
            ("Geld einmalig", 2.3, RIGHT),
            ("Geld jährlich", 2.0, RIGHT),
            ("Tage", 1.6, RIGHT),
        ),
        [
            (
                step.number,
                step.when,
                " ".join(part for part in (f"**{step.title}.**", step.why, step.grant) if part),
                step.once,
                step.yearly,
                step.days,
            )
            for step in report.course.steps
        ],
    )


def _responsibilities(draft: Draft, advice: Advice, report: Report) -> None:
    draft.heading("5 Zuständigkeiten", 1)
    items: dict[str, Recommendation] = {
        item.measure.id: item for item in advice.measures.recommended
    }
    planned = [items[step.id] for step in advice.roadmap.plan.steps]
    draft.text(f"Verantwortlich für die Strategie insgesamt: {blank('Name, Amt')}.")
    draft.table(
        "Wer über die Schritte entscheidet, wer mitwirkt, wer verantwortlich ist",
        (
            ("Schritt", 4.4, LEFT),
            ("Entscheidet", 4.1, LEFT),
            ("Wirkt mit", 5.0, LEFT),
            ("Verantwortlich", 3.0, LEFT),
        ),
        [
            (item.measure.title, item.decides, ", ".join(item.measure.participants), blank("Name"))
            for item in planned
        ],
    )
    if report.others:
        draft.text("Wofür andere zuständig sind:")
        draft.bullets([f"**{other.body}:** {'; '.join(other.measures)}" for other in report.others])


def _money(draft: Draft, report: Report) -> None:
    draft.heading("6 Geld und Personal", 1)
    draft.text(f"Rahmen: {'; '.join(report.course.frame)}. {report.course.assumed}")
    if report.course.assumed:
        draft.text(blank("tatsächlicher Rahmen aus Haushalt und Stellenplan"))
    write_years(draft, report)
    draft.text("Was etwas mehr ändern würde:")
    draft.bullets(report.course.marginals)


def write_years(draft: Draft, report: Report) -> None:
    """The table of own money and staff by year, with the sum and what programmes pay besides."""
    whole = report.course.totals
    rows = [
        [year.year, year.investive.used, year.consumptive.used, year.days.used, year.granted or "–"]
        for year in report.course.years
    ]
    sums = ("Summe", whole.investive, whole.consumptive, whole.days, whole.granted)
    rows.append([f"**{text}**" if text else "" for text in sums])
    rows.append(["danach im Jahr", "", whole.follow_up, whole.follow_up_days, ""])
    columns = [
        ("Jahr", 2.6, LEFT),
        ("Investitionen (Schätzung)", 3.6, RIGHT),
        ("laufende Ausgaben (Schätzung)", 3.8, RIGHT),
        ("Arbeitstage (Schätzung)", 3.2, RIGHT),
        ("aus Programmen, wenn bewilligt (Schätzung)", 3.3, RIGHT),
    ]
    shown = len(columns) if whole.granted else len(columns) - 1
    draft.table(
        "Investitionen, laufende Ausgaben und Arbeitstage je Jahr, eigenes Geld",
        columns[:shown],
        [row[:shown] for row in rows],
    )


def _evaluation(draft: Draft, report: Report) -> None:
    draft.heading("7 Auswertung", 1)
    overall = report.standing.overall
    draft.text(
        f"Die Verwaltung berichtet einmal im Jahr, erstmals im {blank('Monat und Jahr')}, an "
        f"{blank('Gremium')}: Welche Schritte sind getan, was haben sie gekostet, was hat sich für "
        "die Menschen geändert? Der Fahrplan wird dabei fortgeschrieben."
    )
    draft.table(
        "Woran der Fortschritt gemessen wird",
        (("Messgröße", 7.0, LEFT), ("Heute", 4.5, LEFT), ("Ziel", 5.0, LEFT)),
        (
            (
                "Stufen des Reifegradrahmens, nachweislich erfüllt",
                f"{overall.met} von {overall.applicable}, {overall.open} offen",
                blank("Zahl und Jahr"),
            ),
            (
                "Gesetzliche Pflichten, geprüft und erfüllt",
                blank("Zahl nach der Prüfung"),
                f"alle {len(report.gaps.unmet) + len(report.gaps.to_check)}",
            ),
            ("Zufriedenheit mit den Diensten", blank("Umfrage oder Rückmeldungen"), blank("Ziel")),
        ),
    )
    if report.standing.questions:
        draft.text("Diese Fragen sind zuerst zu klären, weil sie die Reihenfolge ändern können:")
        draft.bullets(
            [f"{question} {blank('trifft zu?')}" for question in report.standing.questions]
        )
