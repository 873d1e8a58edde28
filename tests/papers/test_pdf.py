"""The PDF: accessible, short, and with the figures of the advice."""

import io
import re
from functools import lru_cache

import page
import pytest
from pypdf import PdfReader

from schaltstelle.centre import open_centre
from schaltstelle.core.german import euro, number
from schaltstelle.core.planning import Frame
from schaltstelle.core.roadmap.problem import Quarter
from schaltstelle.papers.pdf import advice_pdf
from schaltstelle.papers.report import report_of
from tests.papers.places import (
    BERLIN,
    KINDS,
    TENGEN,
    VILLAGE,
    advice_for,
    equipped_advice,
    equipped_centre,
)

MOST_PAGES = 15
PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


@lru_cache(maxsize=8)
def pdf_of(key: str) -> bytes:
    return advice_pdf(open_centre(), advice_for(key))


@lru_cache(maxsize=8)
def pages_of(key: str) -> tuple[str, ...]:
    """The words of each page, with plain spaces and without hyphens at ends of lines."""
    reader = PdfReader(io.BytesIO(pdf_of(key)))
    return tuple(plain(each.extract_text()) for each in reader.pages)


def plain(text: str) -> str:
    joined = re.sub("[-\u00ad\u2010]\n", "", text)
    return re.sub(r"\s+", " ", joined.replace("\u00a0", " ").replace("\u00ad", ""))


def letters(text: str) -> str:
    """A text without what a line break may add or take away."""
    return plain(text).replace(" ", "").replace("-", "")


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
@pytest.mark.parametrize("key", KINDS)
def test_is_accessible_and_archivable(key: str, profile: page.ValidationProfile) -> None:
    """A council must be able to publish and keep it: PDF/UA-1 and PDF/A-2a."""
    report = page.validate_pdf_bytes(pdf_of(key), profile=profile)
    assert report.is_compliant, [failure.message for failure in report.failures]


@pytest.mark.parametrize("key", KINDS)
def test_is_short_with_a_summary_of_one_page(key: str) -> None:
    """The summary fills page one and no more; the whole stays short enough to be read."""
    pages = pages_of(key)
    assert len(pages) <= MOST_PAGES
    assert "wird gebeten" in pages[0]
    assert "1 Ausgangslage" in pages[1]
    assert "1 Ausgangslage" not in pages[0]


def test_stays_short_with_the_longest_plan() -> None:
    """Plenty of money gives the most steps; the paper is still no longer."""
    frame = Frame(start=Quarter(2027, 2), years=10, budget=50_000_000, staff=100)
    data = advice_pdf(open_centre(), advice_for(BERLIN, frame))
    assert len(PdfReader(io.BytesIO(data)).pages) <= MOST_PAGES


@pytest.mark.parametrize("key", KINDS)
def test_prints_the_figures_of_the_advice(key: str) -> None:
    """Page one and the table of steps say what the advice says, to the euro."""
    advice, pages = advice_for(key), pages_of(key)
    whole = " ".join(pages)
    for year in advice.roadmap.plan.check.years:
        used = f"{year.year} {euro(year.investive)} von {euro(year.investive_limit)}"
        assert plain(used) in pages[0]
    for step in advice.roadmap.plan.steps:
        assert plain(step.title).replace(" ", "") in whole.replace(" ", "")
    assert f"{number(advice.administration.population)} Einwohnerinnen" in pages[0]
    overall = advice.standing.overall
    assert f"{overall.met + overall.unmet} von {overall.applicable}" in pages[0]
    for versions in (advice.versions.data, advice.versions.content):
        assert versions in whole


@pytest.mark.parametrize("key", KINDS)
def test_says_nothing_of_peers_security(key: str) -> None:
    """Peers appear with what they are like, never with what they have done for security."""
    whole = " ".join(pages_of(key))
    table = whole[whole.index("3 Vergleichskommunen") : whole.index("4 Lücken")]
    assert not re.search("SPF|DMARC|DANE|Microsoft|Mailserver", table)


def test_is_german_and_names_title_and_author() -> None:
    """Screen readers need the language, archives the title."""
    reader = PdfReader(io.BytesIO(pdf_of(TENGEN)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Digitale Erstberatung für Tengen"
    assert reader.metadata.author == "Schaltstelle"
    assert str(reader.trailer["/Root"]["/Lang"]).lower().startswith("de")


def test_tells_a_village_who_acts_for_it() -> None:
    """A member of an association reads whose advice this is, and that its council decides."""
    first = pages_of(VILLAGE)[0]
    assert "Hohwacht (Ostsee) hat keine eigene hauptamtliche Verwaltung" in first
    assert "Amt Lütjenburg" in first
    assert "den Mitgliedsgemeinden vorzulegen, worüber sie selbst entscheiden" in first


def test_marks_estimates_in_every_measure() -> None:
    """An estimate says so beside the figure."""
    pages = " ".join(pages_of(TENGEN))
    top = pages[pages.index("5 Maßnahmen") : pages.index("6 Fahrplan")]
    estimated = [
        item
        for item in advice_for(TENGEN).measures.recommended[:10]
        if "estimate" in (item.measure.cost.origin.kind, item.measure.staff_days.origin.kind)
    ]
    assert len(re.findall(r"Tage: ?Schätzung|Kosten: ?Schätzung", top)) >= len(estimated) > 0


@pytest.mark.parametrize("key", KINDS)
def test_says_below_a_measure_who_did_it(key: str) -> None:
    """The nearest example stands with the measure, with the office to ask."""
    pages = letters(" ".join(pages_of(key)))
    top = pages[pages.index("5Maßnahmen") : pages.index("6Fahrplan")]
    for lines in report_of(open_centre(), advice_for(key)).support:
        for example in lines.examples:
            assert letters(example.place) in top
            assert letters(f"Zu fragen: {example.contact}") in top
        for standard in lines.standards:
            assert letters(standard) in top


def test_shows_money_skills_and_security() -> None:
    """With programmes that pay and skills to learn every chapter is filled and still accessible."""
    data = advice_pdf(equipped_centre(), equipped_advice())
    assert page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    pages = [plain(each.extract_text()) for each in PdfReader(io.BytesIO(data)).pages]
    assert "wird gebeten" in pages[0] and "1 Ausgangslage" not in pages[0]
    assert "aus Programmen" in pages[0]
    whole = " ".join(pages)
    for text in (
        "7 Wer etwas dazu bezahlt",
        "8 Was zu lernen ist",
        "Abläufe verbessern (Verwaltungsschule",
        "9 Was der Fahrplan für die Sicherheit tut",
        "Lizenz CC BY-SA 4.0",
        "Eingeplantes Geld (Schätzung): „Landesmittel“",
        "Das muss jemand können: Abläufe ordnen",
        "Nie gesehene Seite (ungeprüft)",
        "Mit dem Geld aus Förderprogrammen",
    ):
        assert text in whole
    total = report_of(equipped_centre(), equipped_advice()).course.totals.granted
    assert total and plain(total) in pages[0]
