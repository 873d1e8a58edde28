"""The advice in the terminal: complete, short, and the same as on paper."""

import io
import re
from textwrap import wrap

import pytest
from rich.console import Console

from schaltstelle.centre import open_centre
from schaltstelle.cli.terminal import NOTE, WIDTH, print_advice
from schaltstelle.core.advice import Request
from schaltstelle.papers.report import report_of
from tests.papers.places import (
    BERLIN,
    DAY,
    FRAME,
    TENGEN,
    VILLAGE,
    advice_for,
    equipped_advice,
    equipped_centre,
)

# A Verwaltungsgemeinschaft in Bavaria, whose peers have long names too.
LONG_NAMES = "09176116"


def printed(key):
    """The lines of the advice for a place, with single spaces."""
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, highlight=False, color_system=None)
    print_advice(open_centre(), advice_for(key), console)
    return [re.sub(r"[ \u00a0]+", " ", line).strip() for line in out.getvalue().splitlines()]


def equipped():
    """The lines of an advice where programmes pay and skills are needed."""
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, highlight=False, color_system=None)
    print_advice(equipped_centre(), equipped_advice(), console)
    return [re.sub(r"[ \u00a0]+", " ", line).strip() for line in out.getvalue().splitlines()]


def words(key):
    """All of it on one line."""
    return " ".join(printed(key))


def test_what_registers_show_is_listed_statement_by_statement():
    """Counts alone do not tell a mayor what is meant."""
    text = words(TENGEN)
    standing = report_of(open_centre(), advice_for(TENGEN)).standing
    assert standing.met and standing.unmet
    for level in (*standing.met, *standing.unmet):
        # A line may end at a hyphen within a word.
        assert level.statement.replace("-", "") in text.replace("- ", "").replace("-", "")


@pytest.mark.parametrize("key", [TENGEN, VILLAGE, BERLIN])
def test_reasons_of_a_step_take_at_most_three_lines(key):
    """The table is for reading from top to bottom; details are on paper."""
    lines = printed(key)
    begin = next(n for n, line in enumerate(lines) if line.startswith("Wann Schritt"))
    end = next(n for n, line in enumerate(lines) if line.startswith("Geld und Tage: je nach Größe"))
    starts = [n for n in range(begin + 2, end) if re.match(r"\d[–\d]*/\d{4}", lines[n])]
    assert len(starts) == len(advice_for(key).roadmap.plan.steps)
    for first, after in zip(starts, [*starts[1:], end - 1], strict=True):
        assert after - first <= 2 + 3, lines[first:after]


@pytest.mark.parametrize("key", [TENGEN, VILLAGE, BERLIN, LONG_NAMES])
def test_figures_and_notes_are_not_cut_off(key):
    """A table that is too wide loses the ends of its words without a sign."""
    lines = printed(key)
    text = " ".join(lines)
    report = report_of(open_centre(), advice_for(key))
    for fact in report.facts:
        assert fact.value.replace("\u00a0", " ") in text
        for part in wrap(fact.note.replace("\u00a0", " "), NOTE):
            assert any(line.endswith(part) for line in lines), fact.note
    peers = text[text.index("Vergleichslinse") : text.index("Ähnlichkeit: 100")]
    assert peers.count("(") == peers.count(")")
    assert " 1 Gemeinden" not in text


def test_the_association_is_named_with_its_article():
    """ "für Amt Lütjenburg" is no German."""
    assert "Die Beratung gilt für das Amt Lütjenburg" in words(VILLAGE)


@pytest.mark.parametrize("key", [TENGEN, VILLAGE, BERLIN])
def test_a_measure_is_followed_by_its_nearest_example(key):
    """Who did it is the first question after what to do; it takes two lines at most."""
    lines = printed(key)
    report = report_of(open_centre(), advice_for(key))
    starts = [n for n, line in enumerate(lines) if line.startswith("Wer es schon getan hat: ")]
    first = [support.examples[0] for support in report.support if support.examples]
    assert len(starts) == len(first) > 0
    for start, example in zip(starts, first, strict=True):
        shown = " ".join(lines[start : start + 2])
        assert example.place.split(",")[0] in shown
        after = lines[start + 1 : start + 3]
        assert any(not line or line.startswith("Wer etwas dazu bezahlt") for line in after)


def test_programmes_skills_and_security_have_their_sections():
    """What helps stands together at the end, in few lines."""
    lines = equipped()
    text = " ".join(lines)
    assert "Wer etwas dazu bezahlt: Landesmittel (ja). Bis zu" in text
    titles = [line for line in lines if re.match(r"\d+ [A-Z]", line)]
    for title in (
        "7 Wer etwas dazu bezahlt",
        "8 Was zu lernen ist",
        "9 Was der Fahrplan für die Sicherheit tut",
    ):
        assert title in titles
    assert "• Landesmittel: ja." in text and "Anträge laufend." in text
    assert "• cooperation: Machen mindestens zwei Kommunen" in text
    assert "• Abläufe ordnen. Kurs: Abläufe verbessern (Verwaltungsschule" in text
    assert "CC BY-SA 4.0" in text
    assert "Eingeplantes Geld (Schätzung): „Landesmittel“ bis zu" in text


def test_without_skills_to_learn_the_section_says_so():
    """An empty section would look like a fault."""
    centre = equipped_centre()
    request = Request(frame=FRAME, day=DAY, known_skills=("prozesse",))
    advice = centre.advise(centre.find(TENGEN).candidates[0], request)
    out = io.StringIO()
    print_advice(centre, advice, Console(file=out, width=WIDTH, color_system=None))
    assert "Der Fahrplan braucht kein besonderes Wissen" in out.getvalue()
