"""The value that everything becomes to be found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.search.documents import Document, Section, dump, fingerprint, read
from tests.search.town import TODAY

texts = st.text(max_size=30)
days = st.none() | st.dates()
documents = st.builds(
    Document,
    kind=st.sampled_from(["measure", "programme", "document"]),
    id=texts,
    title=texts,
    summary=texts,
    sections=st.lists(st.builds(Section, heading=texts, text=texts, anchor=texts)).map(tuple),
    names=st.lists(texts).map(tuple),
    links=st.lists(texts).map(tuple),
    verified=st.booleans(),
    valid_from=days,
    closes=days,
)


@given(documents)
def test_what_is_stored_is_read_back(document: Document) -> None:
    """Nothing is lost on the way through the file."""
    assert read(*dump(document), document.sections) == document


@given(documents, documents)
def test_other_documents_have_other_fingerprints(one: Document, other: Document) -> None:
    """Otherwise a change would not be seen."""
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


PAST, FUTURE = date(2026, 1, 1), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("given_dates", "status"),
    [
        ({"application": "rolling"}, ("verified", "open")),
        ({"application": "dates", "opens": PAST, "closes": FUTURE}, ("verified", "open")),
        ({"application": "dates", "opens": FUTURE}, ("verified",)),
        ({"application": "dates", "closes": PAST}, ("verified", "expired")),
        ({"application": "rolling", "valid_to": PAST}, ("verified", "expired")),
        ({"application": "dates", "closes": TODAY, "verified": False}, ("unverified", "open")),
        ({"application": "unknown", "opens": PAST}, ("verified",)),
        ({}, ("verified",)),
    ],
)
def test_open_is_only_what_is_known_to_be_open_today(
    given_dates: dict[str, object], status: tuple[str, ...]
) -> None:
    """Both days are included; without a known date nobody may say that it is open."""
    document = Document(kind="programme", id="a", title="A", **given_dates)  # type: ignore[arg-type]
    assert document.status(TODAY) == status
