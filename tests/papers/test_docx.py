"""The Word draft: opens again, has real headings, marked headers, visible blanks, right sums."""

import io
import re
from functools import lru_cache
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from schaltstelle.centre import open_centre
from schaltstelle.core.german import euro
from schaltstelle.papers.docx import strategy_docx
from schaltstelle.papers.report.alternatives import (
    days_within,
    money_within,
    with_prerequisites,
)
from tests.papers.places import (
    KINDS,
    TENGEN,
    VILLAGE,
    advice_for,
    equipped_advice,
    equipped_centre,
)

PARTS = (
    "1 Ausgangslage",
    "2 Ziele",
    "3 Handlungsfelder",
    "4 Schritte",
    "5 Zuständigkeiten",
    "6 Geld und Personal",
    "Wer etwas dazu bezahlt",
    "Was zu lernen ist",
    "7 Auswertung",
    "8 Quellen der Beispiele, Programme und Kurse",
    "Beschlussvorlage (Entwurf)",
    "Beschlussvorschlag",
    "Sachverhalt",
    "Alternativen",
    "Kosten und Folgekosten",
    "Personal",
    "Wer entscheidet",
    "Finanzielle Auswirkungen",
)


@lru_cache(maxsize=8)
def draft_of(key: str) -> Document:
    return docx.Document(io.BytesIO(strategy_docx(open_centre(), advice_for(key))))


def headings(document: Document) -> list[tuple[int, str]]:
    return [
        (int(paragraph.style.name.removeprefix("Heading ")), paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name.startswith("Heading")
    ]


@pytest.mark.parametrize("key", KINDS)
def test_has_every_part_under_real_headings(key: str) -> None:
    """Strategy and resolution are complete, and no heading skips a level."""
    found = headings(draft_of(key))
    texts = [text.split(":")[0] for _, text in found]
    positions = [texts.index(part) for part in PARTS]
    assert positions == sorted(positions)
    levels = [level for level, _ in found]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("key", KINDS)
def test_tables_are_accessible(key: str) -> None:
    """Every table repeats a marked header row and has an alternative text."""
    for table in draft_of(key).tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert all(cell.text for cell in table.rows[0].cells)


def test_blanks_are_highlighted_and_only_they() -> None:
    """What no source shows can be seen at a glance; nothing else is marked."""
    document = draft_of(TENGEN)
    paragraphs = [
        *document.paragraphs,
        *(p for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs),
    ]
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    marked = {run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW}
    whole = " ".join(paragraph.text for paragraph in paragraphs)
    assert marked == set(re.findall(r"\[bitte ergänzen[^\]]*\]", whole))
    assert len(marked) > 10


@pytest.mark.parametrize("key", KINDS)
def test_alternatives_add_up(key: str) -> None:
    """The whole plan costs what the check of the plan says; the duties cost a part of it."""
    plan = advice_for(key).roadmap.plan
    planned = [plan.problem.by_id[step.id] for step in plan.steps]
    checked = sum(year.investive + year.consumptive for year in plan.check.years)
    assert sum(money_within(plan, each) for each in planned) == pytest.approx(checked)
    days = sum(quarter.staff_days for quarter in plan.check.quarters)
    assert sum(days_within(plan, each) for each in planned) == pytest.approx(days)
    table = next(t for t in draft_of(key).tables if t.rows[0].cells[0].text == "Alternative")
    names = [row.cells[0].text[:1] for row in table.rows[1:]]
    assert names == ["A", "B", "C"]
    assert table.rows[3].cells[2].text == euro(checked)
    assert int(table.rows[2].cells[1].text) <= int(table.rows[3].cells[1].text)


@pytest.mark.parametrize("key", KINDS)
def test_duties_bring_their_prerequisites(key: str) -> None:
    """Whoever does the duties alone must also do what they require."""
    plan = advice_for(key).roadmap.plan
    for step in plan.steps:
        chosen = with_prerequisites(plan, [step.id])
        assert step.id in chosen
        for name in chosen:
            needed = set(plan.problem.by_id[name].prerequisites) & set(plan.solution.starts)
            assert needed <= set(chosen)


def test_is_german_with_title_and_publisher() -> None:
    """Word reads it aloud in German; the title is a property, the date not that of the day."""
    document = draft_of(VILLAGE)
    properties = document.core_properties
    assert properties.title == "Digitalstrategie für Amt Lütjenburg (Entwurf)"
    assert (properties.language, properties.author) == ("de-DE", "Schaltstelle")
    assert (properties.created.year, properties.created.month) == (2026, 10)
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "de-DE"


def test_measures_name_example_money_and_skill() -> None:
    """Whoever edits the strategy finds with each step who did it, who pays, what to know."""
    advice = equipped_advice()
    document = docx.Document(io.BytesIO(strategy_docx(equipped_centre(), advice)))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    for step in advice.roadmap.plan.steps:
        text = next(each for each in paragraphs if each.startswith(f"{step.title} (ab "))
        assert "Das muss jemand können: Abläufe ordnen." in text
        assert ("Wer es schon getan hat: " in text) == bool(advice.support[step.id].examples)
        paid = any(each.grant for each in advice.support[step.id].funding)
        assert ("Landesmittel" in text) == paid
    assert any(each.startswith("Abläufe ordnen (meist: ") for each in paragraphs)
    assert any("Nie gesehene Seite (ungeprüft)" in each for each in paragraphs)


def test_the_resolution_asks_for_own_money() -> None:
    """A council grants what it pays itself; the money of others stands beside it."""
    advice = equipped_advice()
    document = docx.Document(io.BytesIO(strategy_docx(equipped_centre(), advice)))
    first = advice.roadmap.plan.check.years[0]
    asked = next(each.text for each in document.paragraphs if each.text.startswith("Für 2027"))
    assert f"{euro(first.investive)} für Investitionen" in asked
    assert f"dazu {euro(first.granted)} aus Förderprogrammen, wenn bewilligt" in asked
    budget = next(
        table
        for table in document.tables
        if table.rows[1].cells[0].text.startswith("Eigenes Geld im Zeitraum")
    )
    rows = {row.cells[0].text: row.cells[1].text for row in budget.rows}
    granted = sum(year.granted for year in advice.roadmap.plan.check.years)
    assert rows["Förderung"].startswith(f"{euro(granted)} eingeplant (Schätzung), Schritte ")
    own = sum(year.investive + year.consumptive for year in advice.roadmap.plan.check.years)
    assert rows["Eigenes Geld im Zeitraum (Schätzung)"] == euro(own)
