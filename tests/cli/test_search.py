"""The search in the terminal, over everything that is shipped."""

import json

import pytest


def test_a_question_gets_hits_with_reasons(call):
    """The main job: words in, records out, with the reason."""
    code, out, _ = call("search", "wohngeld online")
    assert code == 0
    assert "Treffer zu „wohngeld online“" in out
    assert "Wohngeld" in out and "enthält" in out and "Maßnahme" in out


def test_every_line_fits_in_100_columns_and_without_colour(call):
    """Clear in 100 columns; no control characters when it is not a terminal."""
    _, out, _ = call("search", "Wer", "bezahlt", "uns", "die", "Sirenen?", "--ort", "Tengen")
    assert max(len(line) for line in out.splitlines()) <= 100
    assert "\x1b" not in out
    assert "für Tengen" in out


def test_a_place_stands_beside_the_topic(call):
    """One box over everything."""
    _, out, _ = call("search", "Wohngeld Tengen", "--limit", "1")
    assert "Landkreis Konstanz" in out and "Wohngeld" in out


def test_json_is_only_json_and_has_the_query(call):
    """A program reads it, and can ask for the next page."""
    code, out, err = call(
        "search", "sirenen", "--art", "foerderprogramm,massnahme", "--json", "--limit", "2"
    )
    value = json.loads(out)
    assert (code, err) == (0, "")
    assert value["query"] == {"q": "sirenen", "art": "foerderprogramm,massnahme", "anzahl": "2"}
    assert len(value["hits"]) == 2 and value["total"] >= 2
    assert {hit["kind"] for hit in value["hits"]} <= {"programme", "measure"}
    assert value["hits"][0]["reasons"]


def test_nothing_found_is_said_and_is_no_error(call):
    """Exit code 0: the search has done its work."""
    code, out, _ = call("search", "xyzzyqq")
    assert code == 0
    assert "wurde nichts gefunden" in out and "„xyzzyqq“" in out


def test_limits_that_hide_everything_are_offered_to_be_dropped(call):
    """A dead end is no answer."""
    code, out, _ = call("search", "hundesteuer wohngeld", "--art", "kennzahl")
    assert code == 0
    assert "Versuchen Sie" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("search", "a", "--art", "quatsch"), "quatsch"),
        (("search", "a", "--land", "atlantis"), "atlantis"),
        (("search", "a", "--ort", "Gibtesnicht"), "Gibtesnicht"),
        (("search", "a", "--limit", "0"), "0"),
    ],
)
def test_wrong_values_are_named(call, words, said):
    """Exit code 2, the message on standard error, nothing on standard output."""
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert said in err
