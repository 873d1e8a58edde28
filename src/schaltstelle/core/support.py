"""What helps to carry out the measures: who did it, who may pay, what one has to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schaltstelle.core.eligibility import Eligibility
from schaltstelle.core.examples import Example, ExamplesHere
from schaltstelle.core.funding import PAYING, Option, by_measure, options
from schaltstelle.core.learning import Skill
from schaltstelle.core.planning import one_off_cost
from schaltstelle.core.recommend import Recommendation

EXAMPLES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Support:
    """What helps with one measure here.

    `examples` are at most three practices, those of the most similar places first; `more_examples`
    counts the others. `funding` holds the programmes that may pay (yes before open); `skills` are
    ids of what somebody has to know. The standards to demand stand in the measure itself.
    """

    examples: tuple[Example, ...]
    more_examples: int
    funding: tuple[Option, ...]
    skills: tuple[str, ...]


def support_for(
    recommended: Sequence[Recommendation],
    examples: ExamplesHere,
    eligibilities: Sequence[Eligibility],
    skills: Sequence[Skill],
) -> dict[str, Support]:
    """The support for each recommended measure, by its id."""
    paying = by_measure(eligibilities)
    needed: dict[str, list[str]] = {}
    for skill in skills:
        for measure in skill.measures:
            needed.setdefault(measure, []).append(skill.id)
    return {
        item.measure.id: _support(item, examples, paying, tuple(needed.get(item.measure.id, ())))
        for item in recommended
    }


def _support(
    item: Recommendation,
    examples: ExamplesHere,
    paying: Mapping[str, Sequence[Eligibility]],
    skills: tuple[str, ...],
) -> Support:
    found = examples.of(item.measure.id)
    return Support(
        examples=found[:EXAMPLES_SHOWN],
        more_examples=max(0, len(found) - EXAMPLES_SHOWN),
        funding=may_pay(options(paying.get(item.measure.id, ()), one_off_cost(item))),
        skills=skills,
    )


def may_pay(found: Sequence[Option]) -> tuple[Option, ...]:
    """The programmes without those that certainly pay nothing of this cost: for its kind, or
    because it is too small."""
    return tuple(
        option
        for option in found
        if option.grant is not None
        or option.eligibility.programme.kind not in PAYING
        or option.eligibility.share.share is None
    )
