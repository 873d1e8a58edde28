"""Cutting text into passages: nothing is lost, nothing is too long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.sources.documents.passages import (
    MOST_CHARACTERS,
    Block,
    Heading,
    Paragraph,
    anchor,
    passages,
    pieces,
)

texts = st.text(alphabet="ab .!ÄB", max_size=4_000)
blocks = st.lists(
    st.one_of(
        st.builds(Heading, st.integers(1, 6), st.sampled_from(["Eins", "Zwei", "Über uns"])),
        st.builds(Paragraph, texts, st.one_of(st.none(), st.integers(1, 3))),
    ),
    max_size=8,
)


def words(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


@given(texts)
def test_pieces_lose_nothing(text: str) -> None:
    """Together the pieces are the text, and none is too long."""
    cut = list(pieces(text.strip()))
    assert words("".join(cut)) == words(text)
    assert all(len(piece) <= MOST_CHARACTERS for piece in cut)


@given(blocks)
def test_passages_lose_nothing(found: list[Block]) -> None:
    """Every word of every paragraph stands in one passage, in order."""
    cut = passages(found)
    paragraphs = [block.text for block in found if isinstance(block, Paragraph)]
    assert words("".join(passage.text for passage in cut)) == words("".join(paragraphs))
    assert all(0 < len(passage.text) <= MOST_CHARACTERS for passage in cut)


@given(blocks)
def test_an_anchor_means_one_heading(found: list[Block]) -> None:
    """Whoever follows a link to a passage lands under its very heading."""
    paths: dict[str, tuple[str, ...]] = {}
    for passage in passages(found):
        assert paths.setdefault(passage.anchor, passage.headings) == passage.headings


def test_sentences_stay_whole_where_they_fit() -> None:
    """A long paragraph is cut between sentences."""
    sentence = "Ein Satz mit einigen Wörtern steht hier. "
    cut = list(pieces(sentence * 60))
    assert len(cut) > 1 and all(piece.rstrip().endswith(".") for piece in cut)


def test_short_paragraphs_of_a_heading_stay_together() -> None:
    """A list is one passage, not twenty."""
    found: list[Block] = [Heading(1, "A"), *(Paragraph(f"Punkt {number}") for number in range(20))]
    assert len(passages(found)) == 1


def test_pages_are_kept_apart() -> None:
    """A passage has one page, so that it can be cited."""
    found = passages([Paragraph("eins", 1), Paragraph("zwei", 2)])
    assert [passage.page for passage in found] == [1, 2]


def test_a_higher_heading_closes_the_lower_ones() -> None:
    """The path is that of the table of contents."""
    found = passages(
        [Heading(1, "A"), Heading(3, "B"), Paragraph("x"), Heading(2, "C"), Paragraph("y")]
    )
    assert [passage.headings for passage in found] == [("A", "B"), ("A", "C")]


def test_anchors_are_plain() -> None:
    """Umlauts and signs do not end up in an address."""
    assert anchor("Über uns: Straßen & Plätze!") == "ueber-uns-strassen-plaetze"
    assert anchor("…") == ""
