"""An advice as a report: German sentences and figures, ready to be set as PDF or DOCX."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.papers.report.course import CourseView, course_view
from schaltstelle.papers.report.helping import (
    FirstSteps,
    MeasureLine,
    first_steps,
    measure_lines,
)
from schaltstelle.papers.report.method import METHOD, recompute
from schaltstelle.papers.report.missing import GapsView, OtherBody, gaps_view, other_bodies
from schaltstelle.papers.report.situation import (
    Fact,
    PeersView,
    StandingView,
    facts,
    peers_view,
    standing_view,
)
from schaltstelle.papers.report.sources import SourceLine, SourceNumbers
from schaltstelle.papers.report.summary import Summary, summary


@dataclass(frozen=True, slots=True)
class Report:
    """A first advice as it is printed; every text is German and needs no further formatting."""

    summary: Summary
    facts: tuple[Fact, ...]
    unusual: tuple[str, ...]
    standing: StandingView
    peers: PeersView
    gaps: GapsView
    measures: tuple[MeasureLine, ...]
    course: CourseView
    first_steps: tuple[FirstSteps, ...]
    others: tuple[OtherBody, ...]
    sources: tuple[SourceLine, ...]
    method: tuple[tuple[str, str], ...]
    recompute: tuple[tuple[str, str], ...]


def report_of(centre: Centre, advice: Advice) -> Report:
    """The report of an advice."""
    numbers = SourceNumbers()
    return Report(
        summary=summary(advice),
        facts=facts(centre, advice, numbers),
        unusual=tuple(item.sentence for item in advice.unusual),
        standing=standing_view(centre, advice, numbers),
        peers=peers_view(centre, advice),
        gaps=gaps_view(advice),
        measures=measure_lines(advice),
        course=course_view(advice),
        first_steps=first_steps(advice),
        others=other_bodies(advice),
        sources=numbers.lines(centre),
        method=METHOD,
        recompute=recompute(centre, advice),
    )


__all__ = ["Report", "report_of"]
