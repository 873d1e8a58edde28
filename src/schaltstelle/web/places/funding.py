"""Who may pay, and which answers decide about it, as plain values."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.eligibility import Eligibility
from schaltstelle.core.funding import PAYING, Option
from schaltstelle.core.german import count
from schaltstelle.core.programmes import FUNDING_KIND_LABELS
from schaltstelle.web.marks import LOOKS
from schaltstelle.web.places.answers import QUESTION, WORDS

QUESTIONS_SHOWN = 8
QUESTIONS_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class FundingRow:
    """A programme: whether it may pay, how much, and what is not known; `look` is that of a tag."""

    id: str
    title: str
    verdict: str
    look: str
    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionField:
    """A question whose answer decides about programmes."""

    name: str
    question: str
    help: str
    answer: str
    decides: str


@dataclass(frozen=True, slots=True)
class FundingView:
    """All programmes that may pay, and what to ask oneself.

    `wanted` is the one programme that the visitor came for, whatever the answer.
    """

    wanted: FundingRow | None
    yes: list[FundingRow]
    asked: list[FundingRow]
    undated: list[FundingRow]
    excluded: str
    questions: list[QuestionField]
    more_questions: list[QuestionField]
    more_open: bool


def funding_view(opened: Centre, advice: Advice, programme: str = "") -> FundingView:
    """The programmes that may pay for a recommended measure, and the one that is asked about."""
    needed = {item.measure.id for item in advice.measures.recommended}
    useful = [e for e in advice.programmes if needed.intersection(e.programme.measures)]
    wanted = next((e for e in advice.programmes if e.programme.id == programme), None)
    excluded = sum(found.answer == "no" for found in useful)
    undecided = sorted(
        (found for found in useful if found.answer == "open"), key=lambda e: len(e.missing)
    )
    first = wanted.missing if wanted else ()
    questions = _questions(opened, advice, first, [name for e in useful for name in e.missing])
    later = questions[QUESTIONS_AT_ONCE:]
    return FundingView(
        wanted=programme_row(wanted) if wanted else None,
        yes=[programme_row(found) for found in useful if found.answer == "yes"],
        asked=[programme_row(found) for found in undecided if found.window.kind != "unknown"],
        undated=[programme_row(found) for found in undecided if found.window.kind == "unknown"],
        excluded=count(excluded, "Programm", "Programme") if excluded else "",
        questions=questions[:QUESTIONS_AT_ONCE],
        more_questions=later,
        more_open=any(question.answer for question in later),
    )


def programme_row(found: Eligibility) -> FundingRow:
    """A programme by itself, with all reasons."""
    programme = found.programme
    text = found.share.text if programme.kind in PAYING else FUNDING_KIND_LABELS[programme.kind]
    return _row(found, "" if found.answer == "no" else text, found.reasons)


def option_row(option: Option) -> FundingRow:
    """A programme beside a measure: what it may pay of that."""
    return _row(option.eligibility, option.text, ())


def _row(found: Eligibility, text: str, reasons: tuple[str, ...]) -> FundingRow:
    programme = found.programme
    return FundingRow(
        programme.id, programme.title, found.verdict, LOOKS[found.answer], text, reasons
    )


def _questions(
    opened: Centre, advice: Advice, first: Iterable[str], missing: Sequence[str]
) -> list[QuestionField]:
    """What was answered, what the programme asked about needs, what decides about most."""
    facts = opened.content.declared_fact
    said = advice.request.declared
    often = Counter(name for name in missing if name in facts)
    names = dict.fromkeys([*said, *(n for n in first if n in facts)])
    names |= dict.fromkeys(name for name, _ in often.most_common())
    return [
        QuestionField(
            f"{QUESTION}{name}",
            facts[name].question,
            facts[name].help,
            WORDS[said[name]] if name in said else "",
            count(often[name], "Programm", "Programme") if often[name] else "",
        )
        for name in list(names)[: max(QUESTIONS_SHOWN, len(said))]
    ]
