"""A search as a value: what an address says, and what it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.query import (
    KIND_LABELS,
    KIND_WORDS,
    KINDS,
    LAND_WORDS,
    LAST_PAGE,
    MOST_CHARACTERS,
    MOST_ON_A_PAGE,
    SIZE_WORDS,
    STATUS_LABELS,
    STATUS_WORDS,
    STATUSES,
    Query,
)


def some(values):
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=3).map(tuple)


texts = st.text(max_size=MOST_CHARACTERS).map(lambda text: " ".join(text.replace("\0", "").split()))
queries = st.builds(
    Query,
    text=texts,
    kinds=some(KINDS),
    fields=some(["bauen", "soziales", "informationssicherheit"]),
    lands=some(LAND_WORDS),
    sizes=some(SIZE_WORDS),
    status=some(STATUSES),
    page=st.integers(1, LAST_PAGE),
    limit=st.integers(1, MOST_ON_A_PAGE),
)
params = st.dictionaries(
    st.sampled_from(["q", "art", "feld", "land", "groesse", "stand", "seite", "anzahl", "x"]),
    st.one_of(st.text(max_size=400), st.lists(st.text(max_size=50), max_size=4)),
)


@given(queries)
def test_an_address_saves_a_search(query: Query) -> None:
    """What was written into an address is read from it again, without a note."""
    again = Query.from_params(query.to_params())
    assert again == query
    assert again.notes == ()


@given(params)
def test_no_address_breaks_the_search(given_params: dict[str, str | list[str]]) -> None:
    """Whatever stands in an address: a valid query comes out, and it can be saved."""
    query = Query.from_params(given_params)
    assert len(query.text) <= MOST_CHARACTERS
    assert 1 <= query.page <= LAST_PAGE and 1 <= query.limit <= MOST_ON_A_PAGE
    assert set(query.kinds) <= set(KINDS) and set(query.lands) <= set(LAND_WORDS)
    assert Query.from_params(query.to_params()) == query


@given(params)
def test_wrong_values_are_named_in_german(given_params: dict[str, str | list[str]]) -> None:
    """A value that is not understood is not passed over in silence."""
    query = Query.from_params({**given_params, "art": "quatsch,kurs", "seite": "minus eins"})
    assert query.kinds == ("course",) and query.page == 1
    assert any("quatsch" in note and "art" in note for note in query.notes)
    assert any("minus eins" in note and "seite" in note for note in query.notes)


@pytest.mark.parametrize("written", ["bw", "08", "Baden-Württemberg", "baden-wuerttemberg"])
def test_a_land_has_a_word_a_key_and_a_name(written: str) -> None:
    """People and programs name Länder differently."""
    assert Query.from_params({"land": written}).lands == ("08",)


def test_values_stand_together_or_apart() -> None:
    """One parameter with commas is the same as several of one name."""
    together = Query.from_params({"art": "massnahme,kurs"})
    assert together == Query.from_params({"art": ["massnahme", "kurs", "Maßnahmen"]})
    assert together.kinds == ("measure", "course")


def test_every_kind_and_status_has_words_of_its_own() -> None:
    """Two kinds with one word would be one address for two searches."""
    assert set(KIND_WORDS) == set(KIND_LABELS) == set(KINDS)
    assert set(STATUS_WORDS) == set(STATUS_LABELS) == set(STATUSES)
    for words in (KIND_WORDS, STATUS_WORDS, SIZE_WORDS, LAND_WORDS):
        assert len(set(words.values())) == len(words)
        assert all(word.isascii() and word.islower() for word in words.values())


def test_long_texts_are_cut_and_said_to_be() -> None:
    """Ten thousand letters cost nobody time."""
    query = Query.from_params({"q": "a" * 10_000})
    assert len(query.text) == MOST_CHARACTERS
    assert "ersten" in query.notes[0]


def test_narrowed_tells_limits_from_text() -> None:
    """Only limits can be taken away."""
    assert not Query(text="a", page=3).narrowed
    query = Query(text="a", lands=("08",), page=3)
    assert query.narrowed
    assert query.widened() == Query(text="a")
    assert query.on_page(4) == Query(text="a", lands=("08",), page=4)
