"""What filters need of every record: read once, then only what has changed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schaltstelle.search.catalogue import Catalogue
from schaltstelle.search.documents import Document
from schaltstelle.search.index import Index, open_index
from schaltstelle.search.sets import Sets
from schaltstelle.search.vocabulary import Vocabulary
from tests.search.town import DOCUMENTS, VOCABULARY

CHANGED = [
    replace(d, title="Anders", access="intern", fields=("neu",), sizes=("village",))
    for d in DOCUMENTS
]
states = st.lists(st.lists(st.sampled_from([*DOCUMENTS, *CHANGED]), max_size=12), max_size=5)


def seen(catalogue: Catalogue) -> list[tuple[object, ...]]:
    """All records with what is known of each."""
    return [
        (
            row,
            int(catalogue.kind[at]),
            catalogue.numbers.tags[catalogue.access[at]],
            {catalogue.field_names[number] for number in catalogue.fields.of(at)},
            catalogue.suits(at),
            bool(catalogue.verified[at]),
            int(catalogue.ends[at]),
            int(catalogue.at[row]),
        )
        for at, row in enumerate(catalogue.rows.tolist())
    ]


@given(states)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_what_is_followed_is_what_is_read_anew(
    tmp_path_factory: pytest.TempPathFactory, given_states: list[list[Document]]
) -> None:
    """After any changes the catalogue that was brought up to date is the one of a new process."""
    folder = tmp_path_factory.mktemp("a")
    index = open_index(VOCABULARY, folder)
    for documents in given_states:
        index.update(documents)
        other = open_index(VOCABULARY, folder)
        assert seen(index.catalogue) == seen(other.catalogue)
        # Names of fields that nothing belongs to any more may stay.
        assert index.catalogue.field_titles.items() >= other.catalogue.field_titles.items()
        other.close()
    index.close()


def test_an_index_read_anew_with_other_words_is_followed(empty: Index) -> None:
    """Its rows begin anew: what was remembered of the old ones must not stay."""
    empty.update(DOCUMENTS)
    before = seen(empty.catalogue)
    empty.update(CHANGED)
    other = Index(empty.path, Vocabulary(VOCABULARY.terms[1:], VOCABULARY.parts))
    assert seen(empty.catalogue) == seen(other.catalogue) != before
    other.close()


@given(st.lists(st.sets(st.integers(0, 62)), min_size=1), st.sets(st.integers(0, 62)))
def test_sets_are_asked_like_sets(members: list[set[int]], wanted: set[int]) -> None:
    """Counts and choices are those of plain sets."""
    sets = Sets(np.array([sum(1 << number for number in some) for some in members]))
    at = np.arange(len(members))
    assert [sets.of(number) for number in at.tolist()] == members
    assert sets.any_of(at, sorted(wanted)).tolist() == [bool(some & wanted) for some in members]
    suiting = [bool(some & wanted) or not some for some in members]
    assert sets.suits(at, sorted(wanted)).tolist() == suiting
    counts, empty = sets.counts(at)
    assert counts == [sum(number in some for some in members) for number in range(63)]
    assert empty == sum(not some for some in members)
