"""Who may pay: the programmes for the recommended measures, and what stands between."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.eligibility import Eligibility, WindowState
from schaltstelle.core.german import count, euro, long_date, number
from schaltstelle.papers.report.sources import SourceNumbers
from schaltstelle.papers.report.support import doubt
from schaltstelle.papers.report.wording import capital, titles, without_repeats

QUESTIONS = 6
MEASURES = 2
WHOLLY_CHECKED = (
    "Geprüft sind die Bedingungen der Programme, soweit Register und Zuständigkeit sie zeigen. "
    "Dass ein Vorhaben im Fahrplan noch nicht begonnen hat und der Eigenanteil eingeplant ist, "
    "wird vorausgesetzt."
)


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme: whether it may pay, what it pays, until when (in full and in short), for what.

    `missing` are the questions whose answers decide; `source` holds numbers in the list of sources.
    """

    title: str
    verdict: str
    pays: str
    window: str
    deadline: str
    measures: str
    missing: tuple[str, ...]
    source: str
    doubt: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question, and about how many programmes its answer decides."""

    name: str
    question: str
    decides: str


@dataclass(frozen=True, slots=True)
class FundingView:
    """The programmes as printed: `yes` may pay, `asked` wait for answers, of `undated` (titles) no
    current window is known. `brief` says in one sentence how many there are."""

    introduction: str
    brief: str
    yes: tuple[ProgrammeLine, ...]
    asked: tuple[ProgrammeLine, ...]
    undated: tuple[str, ...]
    questions: tuple[QuestionLine, ...]


def funding_view(centre: Centre, advice: Advice, sources: SourceNumbers) -> FundingView:
    """The programmes that may pay for a recommended measure."""
    wanted = {item.measure.id for item in advice.measures.recommended}
    useful = [found for found in advice.programmes if wanted.intersection(found.programme.measures)]
    waiting = [found for found in useful if found.answer == "open"]
    waiting.sort(key=lambda found: len(found.missing))
    asked = [found for found in waiting if found.window.kind != "unknown"]
    undated = [found for found in waiting if found.window.kind == "unknown"]
    yes = [found for found in useful if found.answer == "yes"]
    return FundingView(
        introduction=_introduction(useful),
        brief=_brief(len(yes), len(waiting)),
        yes=tuple(_line(advice, found, sources) for found in yes),
        asked=tuple(_line(advice, found, sources) for found in asked),
        undated=tuple(found.programme.title for found in undated),
        questions=_questions(centre, useful),
    )


def _introduction(useful: Sequence[Eligibility]) -> str:
    excluded = sum(found.answer == "no" for found in useful)
    if not excluded:
        return WHOLLY_CHECKED
    verb = "kommt" if excluded == 1 else "kommen"
    programmes = count(excluded, "Programm", "Programme")
    return f"{WHOLLY_CHECKED} {programmes} für diese Maßnahmen {verb} hier nicht in Frage."


def _brief(yes: int, waiting: int) -> str:
    if not yes and not waiting:
        return "Kein Programm kommt nach dem, was bekannt ist, in Frage."
    verb = "kommt" if yes <= 1 else "kommen"
    programmes = count(yes, "Förderprogramm", "Förderprogramme") if yes else "Kein Förderprogramm"
    sure = f"{programmes} {verb} nach dem, was bekannt ist, in Frage"
    if waiting:
        number_waiting = "einem" if waiting == 1 else number(waiting)
        sure += f"; bei {number_waiting}{' weiteren' if yes else ''} ist es noch offen"
    return f"{sure}."


def _line(advice: Advice, found: Eligibility, sources: SourceNumbers) -> ProgrammeLine:
    asked = [question for condition in found.conditions for question in condition.questions]
    return ProgrammeLine(
        title=found.programme.title,
        verdict=found.verdict,
        pays=_pays(found),
        window=found.window.text,
        deadline=_deadline(found.window),
        measures=_measures(advice, found),
        missing=without_repeats(asked),
        source=sources.record(found.programme),
        doubt=doubt(found.programme),
    )


def _deadline(window: WindowState) -> str:
    """When one may apply, in a few words."""
    if window.opens is None:
        return "Frist nicht bekannt"
    begin = f" ab {long_date(window.opens)}" if window.kind == "announced" else ""
    end = f" bis {long_date(window.closes)}" if window.closes else ""
    return f"Anträge{begin}{end}" if begin or end else "Anträge laufend"


def _pays(found: Eligibility) -> str:
    """What the programme pays, in words."""
    programme = found.programme
    if programme.kind == "loan":
        return "Kredit: Das Geld muss zurückgezahlt werden."
    if programme.kind == "advice":
        return "Beratung, kein Geld."
    most = "" if programme.most_grant is None else f"; höchstens {euro(programme.most_grant)}"
    return f"{capital(found.share.text.rstrip('.'))}{most}."


def _measures(advice: Advice, found: Eligibility) -> str:
    """What it is for, the measure that helps most first."""
    paid = found.programme.measures
    ranked = [item.measure for item in advice.measures.recommended if item.measure.id in paid]
    return titles([measure.title for measure in ranked], MEASURES)


def _questions(centre: Centre, useful: Sequence[Eligibility]) -> tuple[QuestionLine, ...]:
    """The questions that decide about most programmes."""
    facts = centre.content.declared_fact
    missing = Counter(name for found in useful for name in found.missing if name in facts)
    return tuple(
        QuestionLine(name, facts[name].question, count(programmes, "Programm", "Programme"))
        for name, programmes in missing.most_common(QUESTIONS)
    )
