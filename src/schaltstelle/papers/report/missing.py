"""What is missing or to be checked, and what others are competent for."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schaltstelle.core.advice import Advice
from schaltstelle.core.competence import BODY_LABELS, Competent
from schaltstelle.core.framework import LegalBasis
from schaltstelle.core.gaps import Gap
from schaltstelle.core.german import long_date
from schaltstelle.core.planning import lies_ahead
from schaltstelle.core.roadmap.problem import Quarter
from schaltstelle.papers.report.wording import capital, of, without_repeats

SENTENCE_END = re.compile(r"(?<=\.) (?=[A-ZÄÖÜ])")


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty that is unmet or to be checked."""

    title: str
    statement: str
    legal: str
    address: str
    deadline: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class GapLine:
    """One gap in security, against peers or own targets."""

    title: str
    statement: str
    reason: str
    count: str


@dataclass(frozen=True, slots=True)
class GapsView:
    """All gaps as printed, by kind."""

    unmet: tuple[DutyLine, ...]
    to_check: tuple[DutyLine, ...]
    security: tuple[GapLine, ...]
    peers: tuple[GapLine, ...]
    targets: tuple[GapLine, ...]
    confidential: bool


@dataclass(frozen=True, slots=True)
class OtherBody:
    """What another body is competent for."""

    body: str
    measures: tuple[str, ...]
    notes: tuple[str, ...]


def gaps_view(advice: Advice) -> GapsView:
    """The gaps by kind; `confidential` where one of them is about information security."""
    duties = [gap for gap in advice.gaps if gap.kind == "law"]
    start = advice.request.frame.start
    return GapsView(
        unmet=_duties((gap for gap in duties if gap.state == "unmet"), start),
        to_check=_duties((gap for gap in duties if gap.state == "to_check"), start),
        security=_lines(advice.gaps, "security"),
        peers=_lines(advice.gaps, "peers"),
        targets=_lines(advice.gaps, "target"),
        confidential=any(gap.security for gap in advice.gaps),
    )


def _duties(gaps: Iterable[Gap], start: Quarter) -> tuple[DutyLine, ...]:
    return tuple(
        DutyLine(
            title=gap.title,
            statement=gap.statement,
            legal=gap.legal[0].title,
            address=gap.legal[0].address,
            deadline=binding_since(gap.legal, start),
            unverified=not gap.legal[0].verified,
        )
        for gap in gaps
    )


def binding_since(legal: Sequence[LegalBasis], start: Quarter) -> str:
    """Until when a duty must be met, or had to be."""
    dates = [basis.deadline for basis in legal if basis.deadline is not None]
    if not dates:
        return "gilt bereits"
    word = "bis" if lies_ahead(min(dates), start) else "Frist war der"
    return f"{word} {long_date(min(dates))}"


def _lines(gaps: Sequence[Gap], kind: str) -> tuple[GapLine, ...]:
    return tuple(
        GapLine(
            title=gap.title,
            statement=gap.statement,
            reason=gap.reason,
            count=of(gap.peers.met, gap.peers.known) if gap.peers else "",
        )
        for gap in gaps
        if gap.kind == kind
    )


def other_bodies(advice: Advice) -> tuple[OtherBody, ...]:
    """The measures that are not this administration's task, by who decides on them."""
    grouped: dict[str, list[tuple[str, Competent]]] = {}
    for item in advice.measures.not_competent:
        body = f"{capital(BODY_LABELS[item.competent.body])} ({item.competent.decides})"
        grouped.setdefault(body, []).append((item.measure.title, item.competent))
    return tuple(
        OtherBody(
            body=body,
            measures=tuple(title for title, _ in entries),
            notes=_sentences([competent.note for _, competent in entries]),
        )
        for body, entries in grouped.items()
    )


def _sentences(notes: Sequence[str]) -> tuple[str, ...]:
    """The sentences of the notes, each once; what several notes say comes last."""
    said = Counter(
        each for note in without_repeats(notes) for each in SENTENCE_END.split(note) if each
    )
    return tuple(sorted(said, key=lambda each: said[each] > 1))
