"""The chain as a whole: what goes in shows in what comes out, and nothing unknown turns into no."""

import json
from dataclasses import replace
from functools import lru_cache

import pytest

from schaltstelle.centre import Centre, open_centre
from schaltstelle.core import rules
from schaltstelle.core.advice import NoAdministration, Request, advise
from schaltstelle.core.competence import Competent
from schaltstelle.core.framework import LEVELS, target
from schaltstelle.core.knowledge import applicable, decided_levels, peer_counts
from schaltstelle.core.planning import Frame, FrameError
from schaltstelle.core.roadmap.problem import Quarter
from schaltstelle.core.standing import LevelEvidence
from schaltstelle.papers.registry import EXPORTERS
from tests.core.examples import criterion

TENGEN, VILLAGE, KREIS, BERLIN = "08335080", "01057030", "08335", "11000000"
FRAME = Frame(start=Quarter(2027, 1))
YES = LevelEvidence(True, "self_reported", "eigene Angabe", "2026")
NO = replace(YES, met=False)


def asked(key, **request):
    centre = open_centre()
    row = centre.places.by_key(key)
    assert row is not None
    return centre.advise(row, Request(frame=FRAME, **request))


@lru_cache(maxsize=8)
def plain(key):
    """The advice when nothing is said but the name."""
    return asked(key)


def open_target(advice, level="basic"):
    """An open level of a criterion with a measure in the top ten."""
    states = advice.standing.states()
    for item in advice.measures.recommended[:10]:
        for effect in item.effects:
            if states[effect.target].evidence is None and effect.level == level:
                return effect.target, item.measure.id
    raise AssertionError("no open level")


def test_a_member_gets_the_advice_of_its_administration():
    """A village in an Amt and the Amt itself are told the same; only the named place differs."""
    centre, village = open_centre(), plain(VILLAGE)
    amt = asked(village.administration.key)
    assert (village.place.name, amt.place.name) == ("Hohwacht (Ostsee)", "Amt Lütjenburg")
    assert village.administration == amt.administration
    assert replace(village, place=amt.place) == amt
    assert centre.places.by_key(VILLAGE) not in village.peers.places


@pytest.mark.parametrize("key", ["09", "031519501"])
def test_without_an_administration_there_is_no_advice(key):
    """A Land or an uninhabited area is refused in German, not advised by chance."""
    with pytest.raises(NoAdministration, match=r"Gemeinde"):
        asked(key)


def test_an_answer_moves_standing_ranking_and_questions():
    """What an administration adds makes the advice sharper, and is not asked again."""
    before = plain(TENGEN)
    name, measure = open_target(before)
    after = asked(TENGEN, answers={name: YES})
    assert after.standing.overall.met > before.standing.overall.met
    assert after.standing.states()[name].evidence == YES
    assert name not in {f"{question.criterion}:{question.level}" for question in after.questions}
    use = [
        next((item.use for item in advice.measures.recommended if item.measure.id == measure), 0.0)
        for advice in (before, after)
    ]
    assert use[1] < use[0]


def test_an_answer_goes_before_a_register():
    """The place has the right of reply: its word on a level replaces what a scan showed."""
    before = plain(TENGEN)
    name = next(
        state.target
        for state in before.standing.levels
        if state.evidence is not None and not state.evidence.met
    )
    after = asked(TENGEN, answers={name: YES})
    assert after.standing.overall.met > before.standing.overall.met
    assert name not in {target(gap.criterion, gap.level) for gap in after.gaps}


def test_a_duty_answered_with_no_becomes_a_gap_and_enters_the_plan():
    """Open duties are to be checked; one that is known to be unmet is due at once."""
    before = plain(TENGEN)
    planned = {step.id for step in before.roadmap.plan.steps}
    gap = next(
        gap
        for gap in before.gaps
        if gap.state == "to_check"
        and any(
            duty.criterion == gap.criterion
            for item in before.measures.recommended
            if item.measure.id not in planned
            for duty in item.duties
        )
    )
    after = asked(TENGEN, answers={target(gap.criterion, gap.level): NO})
    here = [item for item in after.gaps if item.criterion == gap.criterion and item.kind == "law"]
    assert [item.state for item in here] == ["unmet"]
    serving = {
        item.measure.id
        for item in after.measures.recommended
        if any(duty.criterion == gap.criterion and duty.known for duty in item.duties)
    }
    dated = {each.id for each in after.roadmap.plan.problem.activities if each.is_dated_duty}
    assert serving & dated


def test_own_targets_become_gaps():
    """An own target shows as long as it is not reached, and as open while nothing is known."""
    before = plain(TENGEN)
    criterion = open_target(before)[0].split(":")[0]
    assert not [gap for gap in before.gaps if gap.kind == "target"]
    found = [
        gap for gap in asked(TENGEN, targets={criterion: LEVELS[0]}).gaps if gap.kind == "target"
    ]
    assert [(gap.criterion, gap.level, gap.state) for gap in found] == [
        (criterion, "basic", "to_check")
    ]


def test_the_spread_of_ability_holds_the_doubt_about_all_prevalences():
    """Two independent errors add up by their squares; without it the interval is too narrow."""
    figures, bank = open_centre().knowledge.figures, open_centre().knowledge.bank
    assert bank.ability_sd > max(figures["ability_sd"], figures["prevalence_error_sd"])
    squares = figures["ability_sd"] ** 2 + figures["prevalence_error_sd"] ** 2
    assert bank.ability_sd**2 == pytest.approx(squares)


def test_weights_move_the_peers_and_with_them_the_counts():
    """The user's weights reach the peers that the advice compares with."""
    moved = asked(TENGEN, weights={"population": 50.0})
    assert set(moved.peers.places) != set(plain(TENGEN).peers.places)
    assert asked(TENGEN, lens="regional").peers.lens == "regional"


def test_the_same_request_gives_the_same_advice():
    """Every advice can be recomputed: from files opened anew, and in another order of questions."""
    export = EXPORTERS["json"].export
    first = export(open_centre(), plain(TENGEN))
    fresh: Centre = open_centre.__wrapped__()
    fresh.advise(fresh.places.by_key(BERLIN), Request(frame=FRAME))
    again = export(fresh, fresh.advise(fresh.places.by_key(TENGEN), Request(frame=FRAME)))
    assert json.loads(first) == json.loads(again)


def test_another_seed_is_used_and_kept():
    """The seed is an input like any other: it moves the draws and stands in the advice."""
    other = asked(TENGEN, seed=7)
    assert other.request.seed == other.roadmap.plan.seed == 7
    lows = [
        {item.measure.id: item.use_low for item in advice.measures.recommended}
        for advice in (plain(TENGEN), other)
    ]
    assert lows[0].keys() == lows[1].keys() and lows[0] != lows[1]


def test_a_missing_value_never_counts_as_not_met():
    """Registers decide a level only with every fact at hand; unknown leaves it open."""
    knowledge = open_centre().knowledge
    for place in knowledge.values.place_rows[::40].tolist():
        known = knowledge.facts(place)
        for name, evidence in decided_levels(knowledge, place).items():
            used = knowledge.decisions[name]
            missing = [each for each in rules.names(used) & known.keys() if known[each] is None]
            assert evidence.met or not missing, (place, name, missing)


def test_without_mail_data_nothing_about_mail_is_decided():
    """A Kreis has no row in the mail data: all its levels stay open, none becomes a gap."""
    advice = plain(KREIS)
    assert (advice.standing.overall.met, advice.standing.overall.unmet) == (0, 0)
    assert not [gap for gap in advice.gaps if gap.state == "unmet"]


def test_a_criterion_whose_fact_is_missing_still_applies():
    """Only a fact that is known and says no takes a criterion out of the table."""
    items = tuple(
        criterion(f"k{number}", applies_to=text)
        for number, text in enumerate(("", "members > 3", "members > 3 and land == '09'"))
    )
    knowledge = replace(open_centre().knowledge, criteria=items)
    own = {"aufgabe": Competent("aufgabe", "own", "Rat", "", ())}
    kreis = {"aufgabe": Competent("aufgabe", "kreis", "Kreistag", "", ())}
    facts = {"members": None, "land": "08"}
    assert applicable(knowledge, facts, own).tolist() == [True, True, False]
    assert applicable(knowledge, facts, kreis).tolist() == [False, False, False]


def test_security_of_peers_leaves_only_counts():
    """Security never enters a peer view by name: neither reasons nor sentences carry it."""
    centre = open_centre()
    security = {item.id for item in centre.content.indicators if item.role == "security"}
    assert security
    for key in (TENGEN, BERLIN):
        advice = plain(key)
        shown = {
            reason.variable
            for peer in advice.peers.peers
            for reason in (*peer.closest, *peer.farthest)
        }
        assert not shown & security
        assert not {item.indicator for item in advice.unusual} & security
    names = {centre.places[place].display_name for place in plain(TENGEN).peers.places}
    for gap in plain(TENGEN).gaps:
        assert not any(name in gap.reason for name in names), gap


def test_peer_counts_count_only_the_known():
    """Of n peers whose level a register decides k meet it; the undecided are left out."""
    knowledge, peers = open_centre().knowledge, plain(TENGEN).peers.places
    decided = [decided_levels(knowledge, place) for place in peers]
    for name, count in peer_counts(knowledge, peers).items():
        found = [levels[name].met for levels in decided if name in levels]
        assert (count.met, count.known) == (sum(found), len(found))
        assert 0 < count.known <= len(peers)


def test_the_plan_keeps_the_frame_that_was_given():
    """Limits, wishes and budget law of the request are those of the plan that is shown."""
    centre = open_centre()
    frame = replace(
        FRAME,
        years=2,
        budget=40_000,
        staff=1,
        provisional_until=Quarter(2027, 2),
        wishes=("open-data-starten",),
    )
    advice = centre.advise(centre.places.by_key(TENGEN), Request(frame=frame))
    limits = advice.roadmap.plan.problem.limits
    assert advice.roadmap.plan.check.ok
    assert (limits.quarters, limits.provisional_until) == (8, Quarter(2027, 2))
    assert sum(limits.investive) + sum(limits.consumptive) == pytest.approx(80_000)
    assert [each.id for each in advice.roadmap.plan.problem.activities if each.required] == [
        "open-data-starten"
    ]


def test_an_unknown_wish_is_refused_before_planning():
    """The name of the wish comes back, so that it can be mended."""
    centre = open_centre()
    wish = Request(frame=replace(FRAME, wishes=("gibt-es-nicht",)))
    with pytest.raises(FrameError, match="gibt-es-nicht"):
        advise(centre.knowledge, centre.places.by_key(TENGEN), wish)
