"""Who did it: the practices that prove measures, those of the most similar places first."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schaltstelle.core.evidence import AdministrationValues
from schaltstelle.core.german import number
from schaltstelle.core.identity import STATUS_LABELS
from schaltstelle.core.peers import Peer, Peers
from schaltstelle.core.places import Places
from schaltstelle.core.practices import Practice
from schaltstelle.core.reasons import Reason

ABROAD = "aus einem anderen Staat; was hier gelten müsste, steht beim Beispiel"
OF_A_LAND = "Angebot eines Landes"
OF_A_GROUP = "gemeinsam von mehreren Gemeinden"
OF_AN_ALLIANCE = "von einem Verbund oder Betrieb mehrerer Verwaltungen"
OWN = "aus Ihrer eigenen Verwaltung"
NOTHING_ALIKE = "in den verglichenen Merkmalen anders als Ihre Verwaltung"
# 0 is no more alike than two places drawn at random: then one of like size may teach more.
LEAST_SIMILARITY = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A practice beside an administration.

    `similarity` is 0 to 100 as for peers, None where the two cannot be compared; then `note`
    says why. `reasons` are the variables in which both are alike.
    """

    practice: str
    similarity: int | None
    kilometres: float | None
    reasons: tuple[Reason, ...]
    note: str


LAND_DIGITS = 2

Rank = tuple[int, float, bool, str]


@dataclass(frozen=True, eq=False)
class Examples:
    """All practices, with the rows of the administrations that did them. Prepared once."""

    practices: tuple[Practice, ...]
    rows: Mapping[str, int]
    by_measure: Mapping[str, tuple[str, ...]]
    people: Mapping[int, float]
    described: Mapping[int, str]

    @classmethod
    def prepare(
        cls, practices: Sequence[Practice], places: Places, values: AdministrationValues
    ) -> "Examples":
        """Find the administration behind the key of each practice; a Land has none, nor has an
        alliance."""
        rows: dict[str, int] = {}
        by_measure: dict[str, list[str]] = {}
        for practice in practices:
            single = practice.place and not practice.alliance
            row = places.by_key(practice.place) if single else None
            if row is not None and places.administration[row] >= 0:
                rows[practice.id] = int(places.administration[row])
            for measure in practice.measures:
                by_measure.setdefault(measure, []).append(practice.id)
        lists = {measure: tuple(ids) for measure, ids in by_measure.items()}
        population = values.values.column("population")
        people = {place: float(population[values.row(place)]) for place in rows.values()}
        described = {
            place: f"{STATUS_LABELS[status]} mit {number(amount)} Einwohnern"
            for place, amount in people.items()
            for status in [values.status[values.row(place)]]
        }
        return cls(tuple(practices), rows, lists, people, described)

    def beside(
        self, administration: int, peers: Peers, lens: str, weights: Mapping[str, float]
    ) -> "ExamplesHere":
        """The practices as an administration (a row of the register) sees them."""
        values = peers.values
        own = float(values.values.column("population")[values.row(administration)])
        near = peers.beside(
            administration, list(self.rows.values()), lens, weights, LEAST_SIMILARITY
        )
        by_row = {peer.place: peer for peer in near}
        ordered: dict[str, tuple[Rank, Example]] = {}
        for practice in self.practices:
            row = self.rows.get(practice.id)
            if row is None:
                far = Example(practice.id, None, None, (), _far(practice))
                ordered[practice.id] = ((3, 0.0, not practice.verified, practice.id), far)
            elif row == administration:
                here = Example(practice.id, None, None, (), OWN)
                ordered[practice.id] = ((0, 0.0, not practice.verified, practice.id), here)
            else:
                ordered[practice.id] = self._other(practice, row, own, by_row.get(row))
        return ExamplesHere(self.by_measure, ordered)

    def _other(
        self, practice: Practice, row: int, people: float, peer: Peer | None
    ) -> tuple[Rank, Example]:
        """A practice of another administration: by similarity, else by likeness in size."""
        if peer is not None and peer.similarity >= LEAST_SIMILARITY:
            note = "" if peer.closest else NOTHING_ALIKE
            alike = tuple(reason for reason in peer.closest if not _goes_without_saying(reason))
            found = Example(practice.id, peer.similarity, peer.kilometres, alike, note)
            return (1, float(-peer.similarity), not practice.verified, practice.id), found
        difference = "wenig ähnlich" if peer else "mit anderen Aufgaben"
        note = f"{self.described[row]}, {difference}"
        rank = (2, abs(math.log(self.people[row] / people)), not practice.verified, practice.id)
        return rank, Example(practice.id, None, None, (), note)


@dataclass(frozen=True, eq=False)
class ExamplesHere:
    """All practices beside one administration."""

    by_measure: Mapping[str, tuple[str, ...]]
    ordered: Mapping[str, tuple[Rank, Example]]

    def of(self, measure: str) -> tuple[Example, ...]:
        """Those that prove a measure: the own first, then the most similar places, then others by
        likeness in size, then those of a Land or from abroad."""
        found = [self.ordered[name] for name in self.by_measure.get(measure, ())]
        return tuple(example for _, example in sorted(found, key=lambda pair: pair[0]))


def _goes_without_saying(reason: Reason) -> bool:
    """That both are single municipalities is no likeness worth a word."""
    return reason.variable == "members" and reason.own == reason.other == 1


def _far(practice: Practice) -> str:
    if practice.country != "DE":
        return ABROAD
    if practice.alliance:
        return OF_AN_ALLIANCE
    # In some Länder an association only helps its members, who administer themselves.
    return OF_A_LAND if len(practice.place) == LAND_DIGITS else OF_A_GROUP
