"""Who may get the money: programmes against what is known of an administration.

Facts are those of the administration together with the declared answers (id of the declared fact →
bool). Assess every programme once for an advice, not for each measure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from schaltstelle.core.german import join_and, long_date
from schaltstelle.core.keys import LAND_NAMES
from schaltstelle.core.programmes import Condition, Programme
from schaltstelle.core.rules import Facts, Outcome, evaluate

Answer = Literal["yes", "no", "open"]
WindowKind = Literal["open", "announced", "closed", "unknown"]

ANSWER_LABELS: dict[Answer, str] = {"yes": "ja", "no": "nein", "open": "noch offen"}

_UNASKED = "Die Register sagen dazu nichts."


@dataclass(frozen=True, slots=True)
class ConditionState:
    """One condition here: met, not met, or not known (None) with the facts that are missing."""

    text: str
    met: bool | None
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    """What to answer, in German: the questions of the declared facts among the missing ones."""

    @property
    def reason(self) -> str:
        """As printed."""
        if self.met is None:
            return f"Noch offen: {self.text} Zu klären: {' '.join(self.questions) or _UNASKED}"
        return f"{'Erfüllt' if self.met else 'Nicht erfüllt'}: {self.text}"


@dataclass(frozen=True, slots=True)
class WindowState:
    """Whether one may apply on a day.

    `opens` is the first day from that day on (the day itself while it is open) and None if it is
    closed or unknown; `closes` is the last day, None if there is no known end.
    """

    kind: WindowKind
    opens: date | None = None
    closes: date | None = None
    note: str = ""

    @property
    def text(self) -> str:
        """As printed."""
        return f"{self._state()} {self.note}".strip()

    def _state(self) -> str:
        until = f" bis {long_date(self.closes)}" if self.closes else ""
        match self.kind:
            case "open":
                return f"Anträge sind{until or ' laufend'} möglich."
            case "announced":
                begin = f"ab {long_date(self.opens)}" if self.opens else "später"
                return f"Anträge sind {begin}{until} möglich."
            case "closed":
                end = f" am {long_date(self.closes)}" if self.closes else ""
                return f"Die Frist für Anträge endete{end}."
            case _:
                return "Eine aktuelle Frist für Anträge ist nicht bekannt."


@dataclass(frozen=True, slots=True)
class ShareState:
    """The highest share of the cost (0 to 1) that is certain here; None if none is published.

    `exact` is false while unknown facts decide whether it is another, higher one.
    """

    share: float | None
    exact: bool
    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether an administration may get the money of a programme, and why."""

    programme: Programme
    answer: Answer
    conditions: tuple[ConditionState, ...]
    window: WindowState
    share: ShareState

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that stand between open and a decision, each once."""
        if self.answer == "no":
            return ()
        return tuple(dict.fromkeys(name for each in self.conditions for name in each.missing))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every condition with its state, and the window, in German."""
        return (*(each.reason for each in self.conditions), self.window.text)

    @property
    def verdict(self) -> str:
        """The answer in a few German words: "ja", "ja, ab 1. März 2027", "noch offen", "nein"."""
        label = ANSWER_LABELS[self.answer]
        if self.answer == "yes" and self.window.kind == "announced" and self.window.opens:
            return f"{label}, ab {long_date(self.window.opens)}"
        return label


def assess_all(
    programmes: Iterable[Programme],
    facts: Facts,
    day: date,
    questions: Mapping[str, str] | None = None,
) -> tuple[Eligibility, ...]:
    """Every programme assessed once, in the order given; see `assess`."""
    known = _Known(facts, questions or {})
    return tuple(_assess(programme, known, day) for programme in programmes)


def assess(
    programme: Programme, facts: Facts, day: date, questions: Mapping[str, str] | None = None
) -> Eligibility:
    """Whether the money can be had on a day, with every reason.

    `questions` are those of the declared facts, by id. No: a condition does not hold, or the window
    or the programme has ended. Yes: all conditions hold and the window is open or opens on a known
    day. Else open. Raises RuleError where a rule does not fit the facts.
    """
    return _assess(programme, _Known(facts, questions or {}), day)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known here. Programmes share many rules: each is evaluated once."""

    facts: Facts
    questions: Mapping[str, str]
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def outcome(self, rule: str) -> Outcome:
        found = self.outcomes.get(rule)
        if found is None:
            found = self.outcomes[rule] = evaluate(rule, self.facts)
        return found


def _assess(programme: Programme, known: _Known, day: date) -> Eligibility:
    conditions = _conditions(programme, known)
    window = window_on(programme, day)
    met = [condition.met for condition in conditions]
    answer: Answer = "open"
    if False in met or window.kind == "closed":
        answer = "no"
    elif None not in met and window.kind in ("open", "announced"):
        answer = "yes"
    return Eligibility(programme, answer, conditions, window, _share(programme, known))


def _conditions(programme: Programme, known: _Known) -> tuple[ConditionState, ...]:
    """Where a programme is for other Länder, nothing else matters."""
    if programme.lands and known.facts.get("land") not in programme.lands:
        names = join_and([LAND_NAMES[each] for each in programme.lands])
        return (ConditionState(f"Das Programm gilt nur in {names}.", False),)
    return tuple(_condition(each, known) for each in programme.conditions)


def _condition(condition: Condition, known: _Known) -> ConditionState:
    outcome = known.outcome(condition.rule)
    if outcome.known:
        return ConditionState(condition.text, bool(outcome.value))
    missing = tuple(sorted(outcome.missing))
    asked = tuple(known.questions[name] for name in missing if name in known.questions)
    return ConditionState(condition.text, None, missing, asked)


def window_on(programme: Programme, day: date) -> WindowState:
    """The window of a programme on a day; what has expired is closed, whatever its window says."""
    window = programme.window
    opens = max((d for d in (window.opens, programme.valid_from) if d), default=day)
    closes = min((d for d in (window.closes, programme.valid_to) if d), default=None)
    if programme.expired(day) or (window.known and closes is not None and day > closes):
        return WindowState("closed", None, closes, window.note)
    if not window.known:
        return WindowState("unknown", None, None, window.note)
    kind: WindowKind = "announced" if day < opens else "open"
    return WindowState(kind, max(day, opens), closes, window.note)


def _share(programme: Programme, known: _Known) -> ShareState:
    """The lowest of the shares that may be the first to hold; none if it may be that none holds."""
    possible, missing = [], set[str]()
    for each in programme.shares:
        outcome = known.outcome(each.rule)
        if outcome.value is None:
            possible.append(each)
            missing |= outcome.missing
        elif outcome.value:
            possible.append(each)
            break
    else:
        text = "Wie viel gezahlt wird, hängt an offenen Angaben." if possible else ""
        text = text or "Wie viel gezahlt wird, ist nicht veröffentlicht."
        return ShareState(None, not possible, text, tuple(sorted(missing)))
    least = min(possible, key=lambda each: each.share)
    return ShareState(least.share, not missing, least.text, tuple(sorted(missing)))
