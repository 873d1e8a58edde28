"""What is missing: against law and basic security, the peers, and the place's own target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import lgamma
from typing import Literal

import numpy as np

from schaltstelle.core.framework import LEVELS, Criterion, LegalBasis, Level, binding_of, target
from schaltstelle.core.german import NO_BREAK
from schaltstelle.core.standing import LevelState

GapKind = Literal["law", "security", "peers", "target"]
GapState = Literal["unmet", "to_check"]

FEWEST_PEERS = 5
CERTAINTY = 0.9
_GRID = 2001


@dataclass(frozen=True, slots=True)
class PeerCount:
    """Of `known` peers whose level is known, `met` meet it."""

    met: int
    known: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion level that is missing, or that must be checked, with the reason in words."""

    kind: GapKind
    criterion: str
    level: Level
    title: str
    statement: str
    state: GapState
    security: bool
    reason: str
    legal: tuple[LegalBasis, ...] = ()
    peers: PeerCount | None = None


def find_gaps(
    criteria: Sequence[Criterion],
    states: Mapping[str, LevelState],
    land: str,
    peer_counts: Mapping[str, PeerCount],
    own_targets: Mapping[str, Level],
) -> tuple[Gap, ...]:
    """All gaps of one administration: duties known to be unmet first, then basic security known
    to be missing, duties to check, gaps against the peers, and those against its own targets.

    `states` holds the levels that apply to it, by target name; `peer_counts` what is known of
    the peers' levels, without their names.
    """
    found: list[Gap] = []
    for criterion in criteria:
        for number, level in enumerate(criterion.levels):
            state = states.get(target(criterion.id, level.level))
            if state is None:
                continue
            found.extend(_law(criterion, number, state, land))
            found.extend(_security(criterion, number, state))
            found.extend(_peers(criterion, number, state, peer_counts))
            found.extend(_target(criterion, number, state, own_targets))
    order = {
        ("law", "unmet"): 0,
        ("security", "unmet"): 1,
        ("law", "to_check"): 2,
        ("peers", "unmet"): 3,
    }
    return tuple(sorted(found, key=lambda gap: order.get((gap.kind, gap.state), 4)))


def _gap(
    criterion: Criterion,
    number: int,
    kind: GapKind,
    state: GapState,
    reason: str,
    *,
    legal: tuple[LegalBasis, ...] = (),
    peers: PeerCount | None = None,
) -> Gap:
    level = criterion.levels[number]
    return Gap(
        kind=kind,
        criterion=criterion.id,
        level=level.level,
        title=criterion.title,
        statement=level.statement,
        state=state,
        security=criterion.binding == "security",
        reason=reason,
        legal=legal,
        peers=peers,
    )


def _law(criterion: Criterion, number: int, state: LevelState, land: str) -> list[Gap]:
    if binding_of(criterion, state.level) != "law":
        return []
    legal = legal_in(criterion, land)
    if not legal or (state.evidence is not None and state.evidence.met):
        return []
    source = legal[0].title
    if state.evidence is None:
        reason = f"Vorgeschrieben durch {source}; ob es erfüllt ist, zeigt kein Register."
        return [_gap(criterion, number, "law", "to_check", reason, legal=legal)]
    reason = f"Vorgeschrieben durch {source}; nach {state.evidence.source} nicht erfüllt."
    return [_gap(criterion, number, "law", "unmet", reason, legal=legal)]


def _security(criterion: Criterion, number: int, state: LevelState) -> list[Gap]:
    """Security that a register shows to be missing; what is open is no gap."""
    if not lacks_known_security(criterion, state):
        return []
    reason = "Gehört zur Sicherheit von E-Mail und IT; nach den Registern nicht erfüllt."
    return [_gap(criterion, number, "security", "unmet", reason)]


def lacks_known_security(criterion: Criterion, state: LevelState) -> bool:
    """Whether evidence shows a level of a security criterion to be missing. The exemplary level is
    for the few that go ahead: to lack it is no gap."""
    if criterion.binding != "security" or state.level == "exemplary":
        return False
    return state.evidence is not None and not state.evidence.met


def legal_in(criterion: Criterion, land: str) -> tuple[LegalBasis, ...]:
    """The legal bases of a criterion that hold in a Land."""
    return tuple(basis for basis in criterion.legal if not basis.lands or land in basis.lands)


def _peers(
    criterion: Criterion, number: int, state: LevelState, counts: Mapping[str, PeerCount]
) -> list[Gap]:
    count = counts.get(state.target)
    if state.evidence is None or state.evidence.met or count is None:
        return []
    if count.known < FEWEST_PEERS or share_above_half(count) < CERTAINTY:
        return []
    reason = (
        f"{count.met} von {count.known}{NO_BREAK}Vergleichskommunen, deren Stand bekannt ist, "
        "haben es; hier fehlt es."
    )
    return [_gap(criterion, number, "peers", "unmet", reason, peers=count)]


def _target(
    criterion: Criterion, number: int, state: LevelState, targets: Mapping[str, Level]
) -> list[Gap]:
    wanted = targets.get(criterion.id)
    if wanted is None or LEVELS.index(state.level) > LEVELS.index(wanted):
        return []
    if state.evidence is not None and state.evidence.met:
        return []
    known = state.evidence is not None
    reason = "Eigenes Ziel, " + ("noch nicht erreicht." if known else "Stand noch offen.")
    return [_gap(criterion, number, "target", "unmet" if known else "to_check", reason)]


@lru_cache(maxsize=1024)
def share_above_half(count: PeerCount) -> float:
    """P(share > 1/2) of the true share after `met` of `known`, under a Jeffreys prior.

    The posterior is Beta(met + 1/2, known - met + 1/2); its upper half is integrated by the
    midpoint rule after the substitution share = sin²(x), which removes the poles of the density.
    """
    a, b = count.met + 0.5, count.known - count.met + 0.5
    edges = np.linspace(np.pi / 4, np.pi / 2, _GRID)
    middle = (edges[:-1] + edges[1:]) / 2
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    logs = (2 * a - 1) * np.log(np.sin(middle)) + (2 * b - 1) * np.log(np.cos(middle))
    return float(2 * np.sum(np.exp(logs + scale)) * (edges[1] - edges[0]))
