"""The search as its users meet it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schaltstelle.core.query import Context, Query
from schaltstelle.search.engine import search
from schaltstelle.search.index import Index
from schaltstelle.search.results import Results
from tests.search.town import DOCUMENTS, TODAY


def look(index: Index, text: str = "", context: Context | None = None, **given: object) -> Results:
    return search(index, Query(text=text, **given), context, today=TODAY)  # type: ignore[arg-type]


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Wohngeld online", "wohngeld-online"),
        ("wohngeld", "wohngeld-online"),
        ("WOHNGELDANTRAG", "wohngeld-online"),
        ("Wer bezahlt uns die Sirenen?", "sirenen-geld"),
        ("Verwaltungsdigitalisierung", "verwaltungsdigitalisierung"),
        ("Digitalisierung der Verwaltung", "verwaltung"),
        ("perso", "buergerbuero"),
        ("dms", "akte"),
        ("e akte", "akte"),
        ("eAkte", "akte"),
        ("elektronische Akten", "akte"),
        ("Buergerbuero", "buergerbuero"),
        ("Bürger:innenbüro", "buergerbuero"),
        ("burgerburo", "buergerbuero"),
        ("wongeld", "wohngeld-online"),
        ("Paragraph 75 hgrg", "hgrg"),
        ("LDV", "verwaltung"),
        ("heulton", "sirenen-erneuern"),
    ],
)
def test_what_people_type_finds_what_they_mean(index: Index, text: str, first: str) -> None:
    """Case, umlauts, inflection, compounds, everyday words, abbreviations, slips, questions."""
    assert ids(look(index, text))[0] == first


def test_compounds_find_phrases_and_phrases_find_compounds(index: Index) -> None:
    """In both directions."""
    for text in ("Verwaltungsdigitalisierung", "Digitalisierung der Verwaltung"):
        assert {"verwaltung", "verwaltungsdigitalisierung"} <= set(ids(look(index, text)))


def test_what_matches_all_concepts_comes_before_what_matches_one(index: Index) -> None:
    """However often the one word stands there."""
    found = ids(look(index, "Sirenen Wohngeld online"))
    assert found[0] in ("wohngeld-online", "wohngeld")


@given(st.text(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_text_breaks_the_search(index: Index, text: str) -> None:
    """Whatever is typed is text."""
    results = look(index, text)
    json.dumps(results.as_dict())
    assert results.total >= len(results.hits)


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "' OR 1=1 --",
        "'; DROP TABLE record; --",
        "title:wohngeld NEAR(a b) AND NOT *",
        "wohngeld*",
        "^wohngeld + {title} : x",
        "\0",
        "😀 Wohngeld 😀",
        "wohngeld " * 2000,
        "a" * 10_000,
        "§" * 500,
        "zzkindmeasure",
        "<script>alert(1)</script>",
        "%s %d {0}",
    ],
)
def test_signs_of_query_languages_are_harmless(index: Index, text: str) -> None:
    """They neither break the search nor give it orders."""
    results = look(index, text)
    if "wohngeld" in text.lower():
        assert "wohngeld-online" in ids(results)
    assert index.size == len(DOCUMENTS)


def test_passages_are_pieces_of_the_text_with_the_words_marked(index: Index) -> None:
    """Segments, never markup; what is marked answers the question."""
    hit = look(index, "Wohngeldantrag").hits[0]
    assert (hit.heading, hit.anchor) == ("Erste Schritte", "erste-schritte")
    assert ("Wohngeldantrag", True) in hit.passage
    text = "".join(part for part, _ in hit.passage).removeprefix("… ").removesuffix(" …")
    document = next(item for item in DOCUMENTS if item.id == hit.id)
    assert text.strip() in document.sections[1].text
    assert len(text) <= 300
    assert "".join(part for part, _ in hit.title) == document.title


def test_a_phrase_of_the_vocabulary_is_marked_as_a_whole(index: Index) -> None:
    """ "DMS" is answered by "elektronische Akte", not by "elektronische"."""
    hit = look(index, "dms").hits[0]
    assert ("elektronische Akte", True) in hit.title


@pytest.mark.parametrize(
    ("text", "wanted", "reason"),
    [
        ("wohngeld", "wohngeld-online", "enthält „wohngeld“ im Titel"),
        ("Perso", "buergerbuero", "„Perso“ steht für Personalausweis"),
        ("siene", "sirenen-erneuern", "ähnlich geschrieben: Sirene"),
        ("wohnge", "wohngeld-online", "beginnt mit „wohnge“"),
        ("Wer bezahlt Sirenen", "sirenen-geld", "„bezahlt“ fragt nach: Förderprogramm"),
    ],
)
def test_every_hit_says_why_it_was_found(index: Index, text: str, wanted: str, reason: str) -> None:
    """In plain German."""
    hit = next(hit for hit in look(index, text).hits if hit.id == wanted)
    assert any(reason in found for found in hit.reasons), hit.reasons


def test_corrections_are_said(index: Index) -> None:
    """Nobody must wonder why other words were found."""
    assert any("„wongeld“" in note and "Wohngeld" in note for note in look(index, "wongeld").notes)
    assert any("xyzzyq" in note for note in look(index, "wohngeld xyzzyq").notes)


def test_the_chosen_place_moves_what_suits_it_and_says_so(index: Index) -> None:
    """Openly, and only the order."""
    here = Context(
        place="Tengen", land="08", size="village", measures=frozenset({"sirenen-erneuern"})
    )
    usual, moved = look(index, "Sirenen"), look(index, "Sirenen", here)
    assert set(ids(usual)) == set(ids(moved))
    assert ids(moved)[0] == "sirenen-erneuern"
    notes = {hit.id: hit.notes for hit in moved.hits}
    assert "wird Tengen empfohlen" in notes["sirenen-erneuern"]
    assert "gilt in Baden-Württemberg" in notes["sirenen-geld"]
    assert "gilt nicht in Baden-Württemberg" in notes["sirenen-alt"]
    assert all(hit.notes == () for hit in usual.hits)


def test_gaps_of_the_place_are_named(index: Index) -> None:
    """What closes a gap is of use."""
    here = Context(place="Tengen", gaps=frozenset({"wohngeld"}))
    hit = look(index, "Wohngeld", here).hits[0]
    assert "betrifft eine Lücke von Tengen" in hit.notes


def test_what_has_run_out_comes_later_and_is_marked(index: Index) -> None:
    """Never shown as open."""
    hits = {hit.id: hit for hit in look(index, "Förderung Sirenen").hits}
    assert "expired" in hits["sirenen-alt"].status and "open" not in hits["sirenen-alt"].status
    assert "open" in hits["sirenen-geld"].status
    assert hits["sirenen-geld"].score > hits["sirenen-alt"].score


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"kinds": ("programme",)}, {"sirenen-geld", "sirenen-alt"}),
        ({"lands": ("08",)}, {"sirenen-geld", "sirenen-erneuern"}),
        ({"sizes": ("village",)}, {"sirenen-geld", "sirenen-erneuern"}),
        ({"status": ("open",)}, {"sirenen-geld"}),
        ({"status": ("expired", "unverified")}, {"sirenen-alt"}),
        ({"fields": ("soziales",)}, set()),
        ({"kinds": ("programme",), "status": ("open",)}, {"sirenen-geld"}),
    ],
)
def test_limits_leave_only_what_keeps_them(
    index: Index, limits: dict[str, tuple[str, ...]], found: set[str]
) -> None:
    """Alternatives within one limit, all limits together."""
    assert set(ids(look(index, "Sirenen", **limits))) == found


def test_facets_count_what_choosing_them_would_give(index: Index) -> None:
    """Every count is the total of the search that the facet offers."""
    results = look(index, "Sirenen", kinds=("programme",))
    offered = [value for facet in results.facets for value in facet.values if not value.chosen]
    assert offered
    for facet in results.facets:
        alone = len([value for value in facet.values if value.chosen]) == 0
        for value in facet.values:
            if alone and not value.chosen:
                assert search(index, value.query, today=TODAY).total == value.count, value
    chosen = [v for facet in results.facets for v in facet.values if v.chosen]
    assert [v.value for v in chosen] == ["programme"]
    assert chosen[0].query.kinds == ()


def test_groups_have_every_kind_with_its_count(index: Index) -> None:
    """No kind is hidden behind the first page."""
    results = look(index, "Sirenen", limit=1)
    assert {group.kind: group.count for group in results.groups} == {"measure": 1, "programme": 2}
    assert [hit for group in results.groups for hit in group.hits] == list(results.hits)
    whole = look(index, "Sirenen")
    assert {hit.id for group in whole.groups for hit in group.hits} == set(ids(whole))


def test_pages_show_each_hit_once(index: Index) -> None:
    """In one order."""
    everything = ids(look(index, "Sirenen"))
    paged = [ids(look(index, "Sirenen", page=page, limit=1))[0] for page in (1, 2, 3)]
    assert paged == everything
    assert look(index, "Sirenen", page=9).hits == ()


def test_only_who_may_see_it_finds_it(index: Index) -> None:
    """Rows carry an access tag."""
    assert "intern" not in ids(look(index, "Sirenen"))
    query = Query(text="Sirenen")
    allowed = search(index, query, today=TODAY, access=("public", "intern"))
    assert "intern" in ids(allowed)
    counts = {facet.name: facet for facet in look(index, "Sirenen").facets}
    assert "document" not in {value.value for value in counts["kind"].values}


def test_without_a_text_everything_that_keeps_the_limits_is_shown(index: Index) -> None:
    """One can browse by facets alone."""
    found = look(index, "", kinds=("standard",))
    assert set(ids(found)) == {"verwaltung", "verwaltungsdigitalisierung"}
    assert look(index).total == len(DOCUMENTS) - 1


def test_nothing_found_offers_a_way_on(index: Index) -> None:
    """A dead end is no answer."""
    results = look(index, "Wohngeld", kinds=("programme",))
    assert results.total == 0
    assert results.suggestions[0].query == Query(text="Wohngeld")
    assert look(index, "und oder was").total == 0
