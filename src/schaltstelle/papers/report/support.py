"""What helps with one measure: who did it, which standards to demand, who may pay, what to know."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.examples import Example
from schaltstelle.core.funding import Option
from schaltstelle.core.german import NO_BREAK, count, euro, number
from schaltstelle.core.measures import Measure
from schaltstelle.core.practices import Practice
from schaltstelle.core.records import Record
from schaltstelle.papers.report.situation import short_reason
from schaltstelle.papers.report.sources import SourceNumbers
from schaltstelle.papers.report.wording import UNVERIFIED, capital

EXAMPLES = 2
PROGRAMMES = 2
STANDARDS = 4
REASONS = 2


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """A practice: where, why this one, whom to ask. `source` holds numbers in the list of sources,
    `doubt` is "ungeprüft" where nobody saw a source."""

    title: str
    place: str
    why: str
    contact: str
    source: str
    doubt: str


@dataclass(frozen=True, slots=True)
class FundingLine:
    """A programme that may pay for a measure: whether, and how much at most (or why no sum can
    be named)."""

    title: str
    verdict: str
    most: str
    source: str
    doubt: str


@dataclass(frozen=True, slots=True)
class SupportLines:
    """What helps with one measure. The `more_` texts count what is not named."""

    examples: tuple[ExampleLine, ...]
    more_examples: str
    standards: tuple[str, ...]
    funding: tuple[FundingLine, ...]
    more_funding: str
    skills: tuple[str, ...]
    controls: str


def support_lines(
    centre: Centre, advice: Advice, measure: Measure, sources: SourceNumbers
) -> SupportLines:
    """What helps with a recommended measure."""
    support, content = advice.support[measure.id], centre.content
    hidden = len(support.examples) - EXAMPLES
    paying = support.funding
    named = [content.standard[use.standard].short for use in measure.standards]
    return SupportLines(
        examples=tuple(example_line(centre, each, sources) for each in support.examples[:EXAMPLES]),
        more_examples=_more(support.more_examples + max(0, hidden)),
        standards=tuple(named[:STANDARDS]),
        funding=tuple(funding_line(option, sources) for option in paying[:PROGRAMMES]),
        more_funding=_more(len(paying) - PROGRAMMES),
        skills=tuple(content.skill[key].title for key in support.skills),
        controls=_controls(centre, measure),
    )


def _more(others: int) -> str:
    if others < 1:
        return ""
    return "Und ein weiteres." if others == 1 else f"Und {number(others)} weitere."


def example_line(centre: Centre, example: Example, sources: SourceNumbers) -> ExampleLine:
    """A practice as an advice shows it."""
    practice = centre.content.practice[example.practice]
    return ExampleLine(
        title=practice.title,
        place=where(practice),
        why=_why(centre, example, practice),
        contact=practice.contact,
        source=sources.record(practice),
        doubt=doubt(practice),
    )


def where(practice: Practice) -> str:
    """The place of a practice with its Land or country."""
    name = practice.place_name
    return name if name.endswith(practice.region) else f"{name}, {practice.region}"


def _why(centre: Centre, example: Example, practice: Practice) -> str:
    """Similarity with its reasons, or why there is none, and what would have to be true here."""
    if practice.carry_over:
        needed = practice.carry_over[0].rstrip(".")
        return f"Aus einem anderen Staat; hier müsste unter anderem gelten: {needed}"
    if example.similarity is None:
        return capital(example.note)
    alike = "; ".join(short_reason(centre, reason) for reason in example.reasons[:REASONS])
    return f"Ähnlichkeit {example.similarity} von{NO_BREAK}100 – {alike or example.note}"


def doubt(record: Record) -> str:
    """What a reader must know of a record whose sources nobody saw."""
    return "" if record.verified else UNVERIFIED


def funding_line(option: Option, sources: SourceNumbers) -> FundingLine:
    """A programme as an advice shows it beside a measure."""
    grant = option.grant
    programme = option.eligibility.programme
    return FundingLine(
        title=programme.title,
        verdict=option.eligibility.verdict,
        most=option.text if grant is None else f"Bis zu {euro(grant.amount)} (Schätzung).",
        source=sources.record(programme),
        doubt=doubt(programme),
    )


def _controls(centre: Centre, measure: Measure) -> str:
    found = {
        (link.catalogue, control)
        for link in centre.content.controls
        if link.measure == measure.id
        for control in link.controls
    }
    return count(len(found), "Anforderung", "Anforderungen") if found else ""
