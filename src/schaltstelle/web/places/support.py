"""What helps with each measure, as plain values: who did it, who may pay, what one has to know."""

from collections import Counter
from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.examples import Example
from schaltstelle.core.german import count
from schaltstelle.core.measures import Measure
from schaltstelle.core.support import Support
from schaltstelle.web.knowledge.practices_page import place_text
from schaltstelle.web.marks import LOOKS
from schaltstelle.web.places.funding import FundingRow, option_row

SHOWN = 10
FUNDING_ON_CARD = 3
REASONS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A practice on a card: what, where, and why this one."""

    id: str
    title: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class SupportRow:
    """What helps with one measure.

    The most similar example and the programmes that surely may pay stand on the card; `folded`
    says in a line what else there is.
    """

    first: list[ExampleRow]
    sure: list[FundingRow]
    folded: str
    examples: list[ExampleRow]
    more_examples: int
    standards: list[tuple[str, str]]
    undecided: list[FundingRow]
    more_undecided: int
    skills: list[tuple[str, str]]
    controls: str


def support_rows(opened: Centre, advice: Advice) -> dict[str, SupportRow]:
    """What helps, for the recommended measures that are shown first."""
    links = Counter(link.measure for link in opened.content.controls for _control in link.controls)
    return {
        item.measure.id: _support(
            opened, item.measure, advice.support[item.measure.id], links[item.measure.id]
        )
        for item in advice.measures.recommended[:SHOWN]
    }


def _support(opened: Centre, measure: Measure, support: Support, controls: int) -> SupportRow:
    content = opened.content
    examples = [_example(opened, example) for example in support.examples]
    funding = [option_row(option) for option in support.funding]
    undecided = [row for row in funding if row.look != LOOKS["yes"]]
    parts = (
        (len(examples[1:]) + support.more_examples, "weiteres Beispiel", "weitere Beispiele"),
        (len(measure.standards), "Standard", "Standards"),
        (len(undecided), "Förderprogramm (noch offen)", "Förderprogramme (noch offen)"),
        (len(support.skills), "Fähigkeit", "Fähigkeiten"),
    )
    return SupportRow(
        first=examples[:1],
        sure=[row for row in funding if row.look == LOOKS["yes"]],
        folded=", ".join(count(number, one, many) for number, one, many in parts if number),
        examples=examples[1:],
        more_examples=support.more_examples,
        standards=[
            (use.standard, content.standard[use.standard].short) for use in measure.standards
        ],
        undecided=undecided[:FUNDING_ON_CARD],
        more_undecided=max(0, len(undecided) - FUNDING_ON_CARD),
        skills=[(key, content.skill[key].title) for key in support.skills],
        controls=count(controls, "Anforderung", "Anforderungen") if controls else "",
    )


def _example(opened: Centre, example: Example) -> ExampleRow:
    practice = opened.content.practice[example.practice]
    why = example.note
    if example.similarity is not None:
        alike = [r.text(opened.content.indicator) for r in example.reasons[:REASONS_SHOWN]]
        because = "; ".join(alike) or example.note
        why = f"Ähnlichkeit {example.similarity} von 100"
        why += f" ({because})" if because else ""
    return ExampleRow(practice.id, practice.title, place_text(practice), why)
