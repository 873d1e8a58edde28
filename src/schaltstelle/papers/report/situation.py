"""What is known: facts, what is unusual, standing, peers."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.evidence import YES_NO, Evidence, Grade
from schaltstelle.core.german import NO_BREAK, number, percent
from schaltstelle.core.lenses import GROUPS
from schaltstelle.core.peers import Peer
from schaltstelle.core.reasons import Reason
from schaltstelle.core.standing import FieldStanding, LevelEvidence, LevelState
from schaltstelle.papers.report.sources import SourceNumbers

# The facts that a council asks for first; everything else is in the JSON file.
FACTS = (
    "population",
    "area_km2",
    "density",
    "members",
    "city_distance",
    "share_under18",
    "share_65plus",
    "households",
    "vacancy_rate",
    "kreis_unemployment_rate",
    "kreis_purchasing_power",
    "kreis_tax_revenue_per_capita",
    "kreis_municipal_debt_per_capita",
    "bb_100",
    "bb_1000",
    "fibre_1000",
    "mobile_5g",
)
# In one word, for a narrow column.
GRADES: dict[Grade, str] = {
    "register": "Register",
    "document": "Dokument",
    "peer_verified": "bestätigt",
    "self_reported": "eigene Angabe",
    "estimated": "geschätzt",
}
# Units that a narrow column has room for.
UNITS = ("%", "€", "€ je m²", "km", "km²")
ALIKE = 2
DIFFERENT = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """One known value with where it comes from. `source` is a number in the list of sources,
    `remark` its grade of evidence with the `note` on what it covers."""

    label: str
    value: str
    vintage: str
    source: str
    remark: str
    note: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """The standing of one field: counts, words, and whether it is a foundation."""

    title: str
    met: int
    unmet: int
    open: int
    applicable: int
    words: str
    determinable: bool
    foundation: bool


@dataclass(frozen=True, slots=True)
class KnownLevel:
    """One level that evidence decides."""

    statement: str
    field: str
    source: str
    vintage: str


@dataclass(frozen=True, slots=True)
class StandingView:
    """The standing as printed. `questions` are the open levels that would sharpen it most."""

    overall: FieldLine
    fields: tuple[FieldLine, ...]
    met: tuple[KnownLevel, ...]
    unmet: tuple[KnownLevel, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeerLine:
    """One comparable administration with the reasons."""

    name: str
    region: str
    similarity: str
    distance: str
    alike: str
    different: str


@dataclass(frozen=True, slots=True)
class PeersView:
    """The comparable administrations as printed."""

    introduction: str
    stability: str
    lines: tuple[PeerLine, ...]


def facts(centre: Centre, advice: Advice, sources: SourceNumbers) -> tuple[Fact, ...]:
    """The known facts, in the order of FACTS."""
    evidence = {item.indicator: item for item in advice.evidence}
    return tuple(
        _fact(centre, evidence[name], sources)
        for name in FACTS
        if name in evidence and _worth_printing(evidence[name])
    )


def _worth_printing(item: Evidence) -> bool:
    """A city needs not be told that it has one municipality, or is no way from a city."""
    said_by_itself = {"members": 1.0, "city_distance": 0.0}
    return item.value is not None and item.value != said_by_itself.get(item.indicator)


def _fact(centre: Centre, item: Evidence, sources: SourceNumbers) -> Fact:
    return Fact(
        label=centre.content.indicator[item.indicator].label,
        value=item.text,
        vintage=item.vintage,
        source=sources.reference(item.source),
        remark=", ".join(part for part in (GRADES[item.grade], item.note) if part),
        note=item.note,
    )


def standing_view(centre: Centre, advice: Advice, sources: SourceNumbers) -> StandingView:
    """The standing by field, and what registers and answers say level by level."""
    kinds = {field.id: field.kind for field in centre.content.fields}
    standing = advice.standing
    known = [(state, state.evidence) for state in standing.levels if state.evidence is not None]
    return StandingView(
        overall=_field_line(standing.overall, False),
        fields=tuple(
            _field_line(field, kinds[field.field] == "foundation") for field in standing.fields
        ),
        met=tuple(_known(centre, sources, *pair) for pair in known if pair[1].met),
        unmet=tuple(_known(centre, sources, *pair) for pair in known if not pair[1].met),
        questions=tuple(question.statement for question in advice.questions),
    )


def _field_line(field: FieldStanding, foundation: bool) -> FieldLine:
    return FieldLine(
        title=field.title,
        met=field.met,
        unmet=field.unmet,
        open=field.open,
        applicable=field.applicable,
        words=_words(field),
        determinable=field.determinable,
        foundation=foundation,
    )


def _words(field: FieldStanding) -> str:
    if field.open == 0:
        return f"{field.met} von{NO_BREAK}{field.applicable} erfüllt"
    if not field.determinable:
        return "noch nicht bestimmbar"
    whole = f"von{NO_BREAK}{field.applicable} (Schätzung)"
    if field.low == field.high:
        return f"wahrscheinlich {field.low} {whole}"
    return f"wahrscheinlich {field.low} bis {field.high} {whole}"


def _known(
    centre: Centre, sources: SourceNumbers, state: LevelState, evidence: LevelEvidence
) -> KnownLevel:
    knowledge = centre.knowledge
    criterion = knowledge.criterion[state.criterion]
    statement = next(each.statement for each in criterion.levels if each.level == state.level)
    return KnownLevel(
        statement=statement,
        field=knowledge.field[criterion.field].title,
        source=sources.titled(centre, evidence.source),
        vintage=evidence.vintage,
    )


def peers_view(centre: Centre, advice: Advice) -> PeersView:
    """The comparable administrations; of what they have, nothing is said by name."""
    peers = advice.peers
    lens = centre.knowledge.peers.lenses[peers.lens]
    group = GROUPS[peers.group].label
    among = f"Ausgewählt aus {number(peers.group_size)}{NO_BREAK}Verwaltungen"
    # Where there are too few equals the note says who is compared instead.
    chosen = f"{among}." if peers.note else f"{among} mit denselben Aufgaben: {group}."
    return PeersView(
        introduction=" ".join(
            part
            for part in (f"Vergleichslinse „{lens.label}“: {lens.summary}", chosen, peers.note)
            if part
        ),
        stability=(
            "Ähnlichkeit: 100 heißt kein Unterschied, 0 so verschieden wie zwei beliebige "
            "Verwaltungen der Gruppe. Ändert man die Gewichte um bis zu 20 %, bleiben im Mittel "
            f"{percent(peers.stability * 100)} der Auswahl gleich."
        ),
        lines=tuple(_peer_line(centre, advice, peer) for peer in peers.peers),
    )


def _peer_line(centre: Centre, advice: Advice, peer: Peer) -> PeerLine:
    places = centre.places
    name = places[peer.place].display_name
    names = dict.fromkeys(
        places[row].display_name
        for row in (places.kreis_of(peer.place), places.land_of(peer.place))
        if row >= 0
    )
    # The own Land need not be repeated in every line.
    if len(names) > 1:
        names.pop(advice.administration.land, None)
    return PeerLine(
        name=name,
        region=", ".join(part for part in names if part != name),
        similarity=str(peer.similarity),
        distance="" if peer.kilometres is None else f"{number(peer.kilometres)}{NO_BREAK}km",
        alike="; ".join(short_reason(centre, reason) for reason in peer.closest[:ALIKE]),
        different="; ".join(short_reason(centre, reason) for reason in peer.farthest[:DIFFERENT]),
    )


def short_reason(centre: Centre, reason: Reason) -> str:
    """A reason in few words: "Dichte: 64 (hier 78)"."""
    indicator = centre.content.indicator.get(reason.variable)
    if indicator is None:
        return reason.text(centre.content.indicator)
    if reason.own is None or reason.other is None or indicator.unit == YES_NO:
        return indicator.short
    if indicator.steps:
        return _step(indicator.step(reason.own), indicator.step(reason.other))
    other = number(reason.other, indicator.decimals)
    unit = f"{NO_BREAK}{indicator.unit}" if indicator.unit in UNITS else ""
    return f"{indicator.short}: {other}{unit} (hier {number(reason.own, indicator.decimals)}{unit})"


def _step(own: str, other: str) -> str:
    return f"beide {own}" if own == other else f"{other} (hier {own})"
