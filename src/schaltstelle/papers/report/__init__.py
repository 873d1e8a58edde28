"""An advice as a report: German sentences and figures, ready to be set as PDF or DOCX."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.papers.report.course import CourseView, course_view
from schaltstelle.papers.report.funding import FundingView, funding_view
from schaltstelle.papers.report.helping import (
    TOP,
    FirstSteps,
    MeasureLine,
    first_steps,
    measure_lines,
)
from schaltstelle.papers.report.learning import LearningView, learning_view
from schaltstelle.papers.report.method import METHOD, recompute
from schaltstelle.papers.report.missing import GapsView, OtherBody, gaps_view, other_bodies
from schaltstelle.papers.report.protection import ProtectionView, protection_view
from schaltstelle.papers.report.situation import (
    Fact,
    PeersView,
    StandingView,
    facts,
    peers_view,
    standing_view,
)
from schaltstelle.papers.report.sources import CitationsView, SourceLine, SourceNumbers
from schaltstelle.papers.report.summary import Summary, summary
from schaltstelle.papers.report.support import SupportLines, support_lines


@dataclass(frozen=True, slots=True)
class Report:
    """A first advice as it is printed; every text is German and needs no further formatting.

    `support` belongs to `measures`, one by one.
    """

    summary: Summary
    facts: tuple[Fact, ...]
    unusual: tuple[str, ...]
    standing: StandingView
    peers: PeersView
    gaps: GapsView
    measures: tuple[MeasureLine, ...]
    support: tuple[SupportLines, ...]
    course: CourseView
    funding: FundingView
    learning: LearningView
    protection: ProtectionView
    first_steps: tuple[FirstSteps, ...]
    others: tuple[OtherBody, ...]
    sources: tuple[SourceLine, ...]
    citations: CitationsView
    method: tuple[tuple[str, str], ...]
    recompute: tuple[tuple[str, str], ...]


def report_of(centre: Centre, advice: Advice) -> Report:
    """The report of an advice."""
    numbers = SourceNumbers()
    known = facts(centre, advice, numbers)
    standing = standing_view(centre, advice, numbers)
    # Registers are numbered before the pages on which practices and programmes rest.
    registers = numbers.lines(centre)
    measures = [item.measure for item in advice.measures.recommended[:TOP]]
    support = tuple(support_lines(centre, advice, each, numbers) for each in measures)
    funding = funding_view(centre, advice, numbers)
    learning = learning_view(centre, advice, numbers)
    return Report(
        summary=summary(advice, funding.brief),
        facts=known,
        unusual=tuple(item.sentence for item in advice.unusual),
        standing=standing,
        peers=peers_view(centre, advice),
        gaps=gaps_view(advice),
        measures=measure_lines(advice),
        support=support,
        course=course_view(advice),
        funding=funding,
        learning=learning,
        protection=protection_view(advice),
        first_steps=first_steps(advice),
        others=other_bodies(advice),
        sources=registers,
        citations=numbers.citations(),
        method=METHOD,
        recompute=recompute(centre, advice),
    )


__all__ = ["Report", "report_of"]
