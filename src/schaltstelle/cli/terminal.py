"""An advice in the terminal, clear in 100 columns.

The sentences and figures are those of the printed report, so that both say the same.
"""

import re
from collections.abc import Iterable
from textwrap import wrap
from typing import cast

from rich import box
from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.german import count
from schaltstelle.papers.report import Report, report_of
from schaltstelle.papers.report.course import StepLine
from schaltstelle.papers.report.helping import MeasureLine
from schaltstelle.papers.report.learning import SkillLine
from schaltstelle.papers.report.missing import DutyLine
from schaltstelle.papers.report.situation import KnownLevel
from schaltstelle.papers.report.support import SupportLines
from schaltstelle.papers.report.wording import quoted

WIDTH = 100
STEP_LINES, MEASURE_LINES, HELP_LINES = 3, 5, 2
SKILLS, CHAPTERS = 3, 5
# Which limit is short a quarter earlier, and what is allowed till then, stands in the PDF.
DETAILS = re.compile(r"(?<=reicht der Rahmen nicht):.*|(?<=Haushaltsführung);.*")
# Widths of the columns that hold sentences. Texts are wrapped before they are printed: the table
# would break "22 %" at its protected space.
LABEL, NOTE = 36, 24
FIELD, STANDING = 34, 60
STEP, MEASURE = 58, 38
HELP = 92
MEASURE_FIGURES = ("Kosten einmalig", "im Jahr", "Tage")
NAME, REGION, ALIKE = 27, 24, 27
BULLET = 94


def print_advice(centre: Centre, advice: Advice, console: Console | None = None) -> None:
    """Print the whole advice; colours only on a terminal."""
    out = console or Console(highlight=False, soft_wrap=False)
    if out.width > WIDTH or not out.is_terminal:
        out.width = WIDTH
    report = report_of(centre, advice)
    _heading(out, report)
    _facts(out, report)
    _standing(out, advice, report)
    _peers(out, report)
    _gaps(out, report)
    _measures(out, report)
    _roadmap(out, report)
    _funding(out, report)
    _learning(out, report)
    _protection(out, report)
    _provenance(out, advice, report)


def _section(out: Console, title: str) -> None:
    out.print()
    out.print(Text(title, style="bold"))
    out.print(Text("─" * min(len(title), WIDTH), style="dim"))


def _wrapped(text: str, width: int) -> str:
    return "\n".join(wrap(text, width, break_on_hyphens=False))


def _text(out: Console, text: str) -> None:
    if text:
        out.print(Text(_wrapped(text, WIDTH)))


def _bullets(out: Console, texts: Iterable[str]) -> None:
    for text in texts:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=1)
        grid.add_column(no_wrap=True)
        grid.add_row("•", Text(_wrapped(text, BULLET)))
        out.print(Padding(grid, (0, 0, 0, 2)))


def _table(*columns: tuple[str, str, int]) -> Table:
    """A table of 100 columns; each column has a title, a side and the width to which its texts are
    wrapped, or 0 where it holds figures, which stay whole."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False, width=WIDTH)
    for title, justify, width in columns:
        side = cast(JustifyMethod, justify)
        table.add_column(title, justify=side, overflow="fold", no_wrap=not width)
    return table


def _entry(title: str, explanation: str, width: int, lines: int) -> Text:
    """A bold title with an explanation of at most so many lines below it."""
    text = Text(_wrapped(title, width), style="bold")
    for line in wrap(explanation, width, break_on_hyphens=False, max_lines=lines, placeholder=" …"):
        text.append(f"\n{line}", style="not bold")
    return text


def _heading(out: Console, report: Report) -> None:
    out.print(Text(report.summary.title, style="bold"))
    _text(out, f"Verwaltung: {report.summary.subtitle}")
    _text(out, report.summary.note)
    _text(
        out,
        "Grundlage sind öffentliche Register. Was sie nicht zeigen, heißt „offen“, nicht „fehlt“. "
        "Schätzungen sind als solche genannt.",
    )


def _facts(out: Console, report: Report) -> None:
    _section(out, "1  Was bekannt ist")
    table = _table(
        ("Kennzahl", "left", LABEL),
        ("Wert", "right", 0),
        ("Stand", "left", 0),
        ("Hinweis", "left", NOTE),
    )
    for fact in report.facts:
        table.add_row(
            _wrapped(fact.label, LABEL), fact.value, fact.vintage, _wrapped(fact.note, NOTE)
        )
    out.print(table)
    if report.unusual:
        _text(out, "Was hier anders ist:")
        _bullets(out, report.unusual)
    else:
        _text(out, "Keine Kennzahl weicht stark von denen vergleichbarer Verwaltungen ab.")


def _standing(out: Console, advice: Advice, report: Report) -> None:
    _section(out, "2  Standortbestimmung")
    _text(out, f"Insgesamt: {advice.standing.overall.sentence}")
    table = _table(("Handlungsfeld", "left", FIELD), ("Stand", "left", STANDING))
    for field in advice.standing.fields:
        table.add_row(_wrapped(field.title, FIELD), _wrapped(field.sentence, STANDING))
    out.print(table)
    _known(out, "Nach den Registern erfüllt:", report.standing.met)
    _known(out, "Nach den Registern nicht erfüllt:", report.standing.unmet)
    if report.standing.questions:
        _text(out, "Diese Antworten würden die Beratung am meisten schärfen. Trifft das zu?")
        _bullets(out, report.standing.questions)


def _known(out: Console, title: str, levels: Iterable[KnownLevel]) -> None:
    statements = [level.statement for level in levels]
    if statements:
        _text(out, title)
        _bullets(out, statements)


def _peers(out: Console, report: Report) -> None:
    _section(out, "3  Vergleichskommunen")
    _text(out, report.peers.introduction)
    table = _table(
        ("Verwaltung", "left", NAME),
        ("Kreis oder Land", "left", REGION),
        ("Ähnlichkeit", "right", 0),
        ("Ähnlich bei", "left", ALIKE),
    )
    for peer in report.peers.lines:
        reason = peer.alike.partition("; ")[0]
        table.add_row(
            _wrapped(peer.name, NAME),
            _wrapped(peer.region.partition(", ")[0], REGION),
            peer.similarity,
            _wrapped(reason, ALIKE),
        )
    out.print(table)
    _text(out, report.peers.stability)


def _gaps(out: Console, report: Report) -> None:
    _section(out, "4  Lücken")
    gaps = report.gaps
    if gaps.unmet:
        _text(out, "Gesetzliche Pflichten, nachweislich nicht erfüllt:")
        _bullets(out, (_duty(duty) for duty in gaps.unmet))
    else:
        _text(out, "Aus den Registern ist keine verletzte gesetzliche Pflicht bekannt.")
    if gaps.security:
        _text(out, "Ziele der Sicherheit, nach den Registern noch nicht erreicht:")
        _bullets(out, (gap.title for gap in gaps.security))
    if gaps.peers:
        _text(out, "Gegenüber den Vergleichskommunen:")
        _bullets(out, (f"{gap.title}: {gap.count} haben es." for gap in gaps.peers))
    if gaps.targets:
        _text(out, "Gegenüber den eigenen Zielen:")
        _bullets(out, (f"{gap.title}: {gap.statement}" for gap in gaps.targets))
    if gaps.to_check:
        _text(out, "Zu prüfen, weil kein Register etwas darüber sagt; vieles kann erfüllt sein:")
        _bullets(out, (_duty(duty) for duty in gaps.to_check))


def _duty(duty: DutyLine) -> str:
    return f"{duty.title} ({duty.legal}; {duty.deadline})"


def _measures(out: Console, report: Report) -> None:
    _section(out, "5  Was hilft")
    _text(
        out,
        "Reihenfolge nach vorsichtig geschätztem Nutzen je Euro und Arbeitstag. "
        "Alle Beträge und Tage sind Schätzungen, wenn nichts anderes dabeisteht.",
    )
    widths = _measure_widths(report)
    head = Table.grid(padding=(0, 2))
    _add_columns(head, widths)
    head.add_row("", "Maßnahme", *MEASURE_FIGURES, style="bold")
    out.print(head)
    for item, support in zip(report.measures, report.support, strict=True):
        row = Table.grid(padding=(0, 2))
        _add_columns(row, widths)
        row.add_row(item.rank, _measure(item), item.once, item.yearly, item.days)
        out.print(row)
        _help(out, support)
    if report.others:
        _text(out, "Wofür andere zuständig sind:")
        _bullets(out, (f"{other.body}: {'; '.join(other.measures)}" for other in report.others))


def _measure_widths(report: Report) -> tuple[int, ...]:
    """The widths of the columns: every measure is a table of its own, so that lines of full width
    can stand between them."""
    figures = zip(
        MEASURE_FIGURES,
        *((item.once, item.yearly, item.days) for item in report.measures),
        strict=True,
    )
    return (2, MEASURE, *(max(len(text) for text in texts) for texts in figures))


def _add_columns(table: Table, widths: tuple[int, ...]) -> None:
    for place, width in enumerate(widths):
        side: JustifyMethod = "left" if place == 1 else "right"
        table.add_column(justify=side, width=width, no_wrap=True)


def _help(out: Console, support: SupportLines) -> None:
    """The nearest example and the surest programme, a line each, two where it is long."""
    lines = []
    for example in support.examples[:1]:
        lines.append(
            f"Wer es schon getan hat: {example.place}, {quoted(example.title)}. "
            f"{example.why.partition('; ')[0]}."
        )
    for programme in support.funding[:1]:
        lines.append(
            f"Wer etwas dazu bezahlt: {programme.title} ({programme.verdict}). {programme.most}"
        )
    for line in lines:
        found = wrap(line, HELP, break_on_hyphens=False, max_lines=HELP_LINES, placeholder=" …")
        out.print(Padding(Text("\n".join(found), style="dim"), (0, 0, 0, 4)))
    out.print()


def _measure(item: MeasureLine) -> Text:
    reasons = item.reasons[:1]
    return _entry(item.title, " ".join((*reasons, item.planned_words)), MEASURE, MEASURE_LINES)


def _roadmap(out: Console, report: Report) -> None:
    course = report.course
    _section(out, f"6  Fahrplan {course.period}")
    _text(out, f"Rahmen: {'; '.join(course.frame)}. {course.assumed}")
    _text(out, report.summary.plan)
    table = _table(
        ("Wann", "left", 0),
        ("Schritt", "left", STEP),
        ("Geld einmalig", "right", 0),
        ("Tage", "right", 0),
    )
    for step in course.steps:
        table.add_row(step.when, _step(step), step.once, step.days)
    out.print(table)
    _text(
        out,
        " ".join(
            part
            for part in (
                "Geld und Tage: je nach Größe aus der Spanne (Schätzung).",
                course.own_money,
                course.note,
            )
            if part
        ),
    )
    _text(out, course.check)
    if course.collisions:
        _text(out, "Gewünscht, passt aber nicht:")
        _bullets(out, (f"{wish.title}. {wish.why}" for wish in course.collisions))
    if course.missed:
        _text(out, "Pflicht, passt aber nicht in den Rahmen:")
        _bullets(out, (f"{duty.title}. {duty.why}" for duty in course.missed))
    left_out = len(course.left_out) + len(course.left_out_besides)
    if left_out:
        _text(out, f"Ebenfalls geprüft und nicht im Fahrplan: {left_out} (Gründe in PDF und JSON).")
    _text(out, "Was etwas mehr ändern würde:")
    _bullets(out, course.marginals)


def _step(step: StepLine) -> Text:
    return _entry(
        step.title,
        " ".join(
            part for part in (step.why_short, step.grant, DETAILS.sub(".", step.why_now)) if part
        ),
        STEP,
        STEP_LINES,
    )


def _funding(out: Console, report: Report) -> None:
    _section(out, "7  Wer etwas dazu bezahlt")
    funding = report.funding
    _text(out, funding.brief)
    _bullets(
        out,
        (
            f"{line.title}{_doubt(line.doubt)}: {line.verdict}. {line.pays} {line.deadline}."
            for line in funding.yes
        ),
    )
    if funding.questions:
        _text(out, "Ihre Antworten entscheiden über weitere Programme (--declare NAME=ja|nein):")
        _bullets(
            out,
            (f"{line.name}: {line.question} ({line.decides})" for line in funding.questions),
        )


def _doubt(doubt: str) -> str:
    return f" ({doubt})" if doubt else ""


def _learning(out: Console, report: Report) -> None:
    _section(out, "8  Was zu lernen ist")
    learning = report.learning
    if not learning.skills:
        _text(out, "Der Fahrplan braucht kein besonderes Wissen, das hier verzeichnet ist.")
        return
    _bullets(out, (_skill(line) for line in learning.skills[:SKILLS]))
    more = len(learning.skills) + len(learning.besides) - SKILLS
    if more > 0:
        _text(
            out,
            f"Dazu {count(more, 'weitere Fähigkeit', 'weitere Fähigkeiten')} (in PDF und JSON).",
        )


def _skill(line: SkillLine) -> str:
    if not line.courses:
        return f"{line.title}. Dazu kennen wir noch keinen Kurs."
    course = line.courses[0]
    return f"{line.title}. Kurs: {course.title} ({course.note})."


def _protection(out: Console, report: Report) -> None:
    _section(out, "9  Was der Fahrplan für die Sicherheit tut")
    _text(out, report.protection.sentence)
    chapters = [each for view in report.protection.catalogues for each in view.chapters]
    chapters.sort(key=lambda chapter: (-chapter.full, -chapter.part))
    _bullets(
        out,
        (
            f"{chapter.title}: {chapter.full} ganz, {chapter.part} zum Teil, von {chapter.total}"
            for chapter in chapters[:CHAPTERS]
        ),
    )
    if len(chapters) > CHAPTERS:
        more = count(len(chapters) - CHAPTERS, "weiteres Kapitel", "weitere Kapitel")
        _text(out, f"Dazu {more} (im PDF).")
    for catalogue in report.protection.catalogues:
        _text(out, f"Quelle: {catalogue.source}.")


def _provenance(out: Console, advice: Advice, report: Report) -> None:
    _section(out, "10  Herkunft")
    _bullets(out, (f"{source.by}{source.title} ({source.vintage})" for source in report.sources))
    versions = advice.versions
    _text(
        out,
        f"Daten {versions.data}, Inhalt {versions.content}, Programm {versions.code}, "
        f"Startwert {advice.request.seed}. Mit diesen Angaben lässt sich alles nachrechnen.",
    )
