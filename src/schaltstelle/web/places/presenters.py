"""The page of a place, composed from its parts."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.core.german import count
from schaltstelle.core.places import Level
from schaltstelle.papers.registry import EXPORTERS
from schaltstelle.web.addresses import PROGRAMME
from schaltstelle.web.places.answers import KNOWN, QUESTION, is_answer
from schaltstelle.web.places.controls import ControlsView, controls_view
from schaltstelle.web.places.facts import EvidenceGroup, Head, evidence_groups, head
from schaltstelle.web.places.forms import BEFORE, LENS, WEIGHT, WISH, FormField, Wanted
from schaltstelle.web.places.funding import FundingView, funding_view
from schaltstelle.web.places.help import HelpView, help_view, measure_cards
from schaltstelle.web.places.learning import LearningView, learning_view
from schaltstelle.web.places.peers import PeerView, peer_view
from schaltstelle.web.places.roadmap import RoadmapView, roadmap_view
from schaltstelle.web.places.standing import StandingView, standing_view
from schaltstelle.web.places.support import support_rows
from schaltstelle.web.site import feedback_address
from schaltstelle.web.start.presenters import Option, option

FIRST_STEPS = 3
LIMITS_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Download:
    """A paper to download."""

    label: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """With what the advice was computed, so that it can be computed again."""

    data: str
    content: str
    code: str
    seed: int
    schema: str
    address: str


@dataclass(frozen=True, slots=True)
class LimitsForm:
    """The form of limits: first what everybody can say, then `more`, folded unless something
    stands in it; `hidden` are the values of the other forms and the last good limits."""

    fields: tuple[FormField, ...]
    more: tuple[FormField, ...]
    more_open: bool
    errors: tuple[str, ...]
    hidden: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Summary:
    """What matters first."""

    unmet: str
    to_check: str
    steps: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """The whole page."""

    head: Head
    summary: Summary
    evidence: list[EvidenceGroup]
    unusual: list[str]
    standing: StandingView
    peers: PeerView
    peer_hidden: list[tuple[str, str]]
    help: HelpView
    funding: FundingView
    funding_hidden: list[tuple[str, str]]
    roadmap: RoadmapView
    limits: LimitsForm
    learning: LearningView
    learning_hidden: list[tuple[str, str]]
    controls: ControlsView
    downloads: list[Download]
    provenance: Provenance
    objection: str


def place_page(opened: Centre, advice: Advice, row: int, wanted: Wanted) -> PlacePage:
    """The page of the place in `row`, for the administration that acts for it."""
    first = head(opened, advice, row)
    cards = measure_cards(advice)
    roadmap = roadmap_view(advice, cards, wanted.query)
    address = reverse("place", args=[first.key])
    query = urlencode(wanted.query)
    return PlacePage(
        head=first,
        summary=_summary(advice, roadmap),
        evidence=evidence_groups(opened, advice),
        unusual=[item.sentence for item in advice.unusual],
        standing=standing_view(opened, advice),
        peers=peer_view(opened, advice, wanted),
        peer_hidden=[(k, v) for k, v in wanted.query if not _is_peer(k)],
        help=help_view(advice, cards, support_rows(opened, advice)),
        funding=funding_view(opened, advice, wanted.programme),
        funding_hidden=[(k, v) for k, v in wanted.query if not k.startswith(QUESTION)],
        roadmap=roadmap,
        limits=_limits(wanted),
        learning=learning_view(opened, advice),
        learning_hidden=[(k, v) for k, v in wanted.query if k != KNOWN],
        controls=controls_view(advice),
        downloads=_downloads(first.key, query),
        provenance=_provenance(advice, f"{address}?{query}" if query else address),
        objection=feedback_address("angabe", address, first.key),
    )


def _is_peer(name: str) -> bool:
    return name == LENS or name.startswith(WEIGHT)


def _limits(wanted: Wanted) -> LimitsForm:
    said = {name for name, _ in wanted.query}
    more = wanted.fields[LIMITS_AT_ONCE:]
    return LimitsForm(
        wanted.fields[:LIMITS_AT_ONCE],
        more,
        any(field.error or field.name in said for field in more),
        wanted.errors,
        _limits_hidden(wanted),
    )


def _limits_hidden(wanted: Wanted) -> list[tuple[str, str]]:
    """Lens, weights and answers, so that they stay, and the last good limits, to fall back on."""
    kept = (WISH, PROGRAMME)
    hidden = [(k, v) for k, v in wanted.query if _is_peer(k) or k in kept or is_answer(k)]
    return [*hidden, (BEFORE, wanted.limits_query)] if wanted.limits_query else hidden


def _summary(advice: Advice, roadmap: RoadmapView) -> Summary:
    law = [gap for gap in advice.gaps if gap.kind == "law"]
    unmet = sum(gap.state == "unmet" for gap in law)
    return Summary(
        count(unmet, "Pflicht", "Pflichten") if unmet else "",
        count(len(law) - unmet, "Pflicht", "Pflichten") if len(law) > unmet else "",
        [(s.card.id, s.card.title, s.when) for s in roadmap.steps[:FIRST_STEPS]],
    )


def _downloads(key: str, query: str) -> list[Download]:
    found = []
    for exporter in EXPORTERS.values():
        address = reverse("paper", args=[key, exporter.kind])
        found.append(
            Download(exporter.label, exporter.title, f"{address}?{query}" if query else address)
        )
    return found


def _provenance(advice: Advice, address: str) -> Provenance:
    versions = advice.versions
    return Provenance(
        versions.data, versions.content, versions.code, advice.request.seed, advice.schema, address
    )


@dataclass(frozen=True, slots=True)
class RegionPage:
    """A territory for which no administration of its own acts."""

    name: str
    explanation: str
    options: list[Option]


def region_page(opened: Centre, row: int) -> RegionPage:
    """A Land or region with the Kreise in it, or an area without people."""
    places = opened.places
    level = places.level
    kreise = [
        int(below)
        for below in places.descendants(row)
        if level[below] == Level.KREIS and places.administration[below] >= 0
    ]
    if kreise:
        explanation = (
            "Beraten werden Gemeinden, Gemeindeverbände und Kreise. "
            "Wählen Sie einen Kreis oder eine kreisfreie Stadt:"
        )
    else:
        explanation = "Für dieses Gebiet gibt es keine eigene Verwaltung, und es ist unbewohnt."
    return RegionPage(
        places[row].display_name, explanation, [option(opened, below) for below in kreise]
    )
