"""Examples, programmes and skills in the draft of a strategy."""

from dataclasses import dataclass, field

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.german import join_and
from schaltstelle.core.measures import Measure
from schaltstelle.papers.docx.writing import Draft, blank
from schaltstelle.papers.report.funding import ProgrammeLine, funding_view
from schaltstelle.papers.report.learning import SkillLine, learning_view
from schaltstelle.papers.report.sources import SourceNumbers
from schaltstelle.papers.report.support import (
    ExampleLine,
    FundingLine,
    example_line,
    funding_line,
)
from schaltstelle.papers.report.wording import quoted

PROGRAMMES = 2


@dataclass(frozen=True)
class Helping:
    """What helps with an advice; pages are numbered in the order in which they are named."""

    centre: Centre
    advice: Advice
    sources: SourceNumbers = field(default_factory=SourceNumbers)

    def sentences(self, measure: Measure) -> str:
        """The nearest example, who may pay and what somebody must know for one measure."""
        support = self.advice.support[measure.id]
        found = []
        for example in support.examples[:1]:
            found.append(_example(example_line(self.centre, example, self.sources)))
        options = support.funding[:PROGRAMMES]
        if options:
            lines = [_option(funding_line(option, self.sources)) for option in options]
            found.append(f"Wer etwas dazu bezahlt: {' '.join(lines)}")
        if support.skills:
            titles = [self.centre.content.skill[key].title for key in support.skills]
            found.append(f"Das muss jemand können: {join_and(titles)}.")
        return " ".join(found)

    def write_funding(self, draft: Draft) -> None:
        """The programmes that may pay, and the questions that only the administration answers."""
        funding = funding_view(self.centre, self.advice, self.sources)
        draft.heading("Wer etwas dazu bezahlt", 2)
        draft.text(funding.introduction)
        draft.bullets([_programme(line) for line in funding.yes])
        draft.bullets([_waiting(line) for line in funding.asked])
        if funding.undated:
            draft.text(
                "Noch offen, weil keine aktuelle Frist bekannt ist; bitte beim Fördergeber fragen: "
                f"{'; '.join(funding.undated)}."
            )
        if funding.questions:
            draft.text("Diese Antworten entscheiden über weitere Programme:")
            draft.bullets(
                [
                    f"{line.question} (entscheidet über {line.decides}) {blank('ja oder nein')}"
                    for line in funding.questions
                ]
            )

    def write_learning(self, draft: Draft) -> None:
        """What the plan needs to be known, and where to learn it."""
        learning = learning_view(self.centre, self.advice, self.sources)
        draft.heading("Was zu lernen ist", 2)
        if not learning.skills:
            draft.text("Der Fahrplan braucht kein besonderes Wissen, das hier verzeichnet ist.")
            return
        draft.bullets([_skill(line) for line in learning.skills])
        if learning.besides:
            draft.text(f"Außerdem: {'; '.join(learning.besides)}.")

    def write_sources(self, draft: Draft) -> None:
        """The pages on which the examples, programmes and courses named so far rest."""
        citations = self.sources.citations()
        if not citations.lines:
            return
        draft.heading("8 Quellen der Beispiele, Programme und Kurse", 1)
        if citations.day:
            draft.text(f"Gesehen am {citations.day}, wenn nichts anderes dabeisteht.")
        draft.bullets(
            [
                f"{each.number} {each.by}{each.title}{each.remark}, {each.address}"
                for each in citations.lines
            ]
        )


def _marks(source: str, doubt: str) -> str:
    return f"{source} ({doubt})" if doubt else source


def _example(line: ExampleLine) -> str:
    return (
        f"Wer es schon getan hat: {line.place}, {quoted(line.title)} "
        f"{_marks(line.source, line.doubt)}. {line.why}. Zu fragen: {line.contact}."
    )


def _option(line: FundingLine) -> str:
    return f"{line.title} {_marks(line.source, line.doubt)}: {line.verdict}. {line.most}"


def _programme(line: ProgrammeLine) -> str:
    marks = _marks(line.source, line.doubt)
    return f"**{line.title}** {marks}: {line.verdict}. {line.pays} {line.window}"


def _waiting(line: ProgrammeLine) -> str:
    return f"{_programme(line)} Zu klären: {' '.join(line.missing)}"


def _skill(line: SkillLine) -> str:
    courses = "; ".join(f"{each.title} ({each.note}) {each.source}" for each in line.courses)
    learn = f"Wo es zu lernen ist: {courses}." if courses else "Dazu kennen wir noch keinen Kurs."
    who = blank("Wer lernt es, bis wann")
    return f"**{line.title}** (meist: {line.roles}). {learn} {who}"
