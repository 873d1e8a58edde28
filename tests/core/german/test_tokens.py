"""Cutting texts into words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.german.tokens import pieces, spans, with_signs


def words(text: str) -> list[str]:
    return [found[0] for found in spans(text)]


@given(st.text(max_size=200))
def test_words_lie_in_the_text_in_their_order(text: str) -> None:
    """A marked word must be the one in the text."""
    end = 0
    for found in spans(text):
        assert found.start() >= end
        end = found.end()
        assert text[found.start() : end] == found[0]
        assert all(pieces(found[0])) or found[0].strip("_*·:-\u00ad") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die E-Akte kommt.", ["Die", "E-Akte", "kommt"]),
        ("eine e akte und E Akte", ["eine", "e akte", "und", "E Akte"]),
        ("nach § 75 HGrG und §§ 3a, 4", ["nach", "§ 75", "HGrG", "und", "§§ 3a", "4"]),
        ("OZG 2.0 ab 1.000 Euro", ["OZG", "2.0", "ab", "1.000", "Euro"]),
        ("Bürger:innen-Portal", ["Bürger:innen-Portal"]),
        ("Ziel:Text und a/b", ["Ziel", "Text", "und", "a", "b"]),
    ],
)
def test_words_are_cut_as_a_reader_would(text: str, expected: list[str]) -> None:
    """Signs of paragraphs, hyphens, decimals and gender belong to their word."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("E-Akte", ("EAkte",)),
        ("e akte", ("eakte",)),
        ("Online-Antrag", ("Online", "Antrag")),
        ("Bürger:innen", ("Bürger",)),
        ("Bürger*innen-Portal", ("Bürger", "Portal")),
        ("BürgerInnen", ("Bürger",)),
        ("Mitarbeiter/-innen", ("Mitarbeiter",)),
        ("Leser_in", ("Leser",)),
        ("§ 75a", ("§75a",)),
        ("2.0", ("2.0",)),
    ],
)
def test_pieces_of_a_word(word: str, expected: tuple[str, ...]) -> None:
    """Hyphens separate, gender signs fall, a single letter stays with its word."""
    assert pieces(word) == expected


def test_a_spelled_paragraph_gets_its_sign() -> None:
    """ "Paragraph 75" is typed, "§ 75" is written."""
    assert with_signs("laut Paragraph 75 und paragraf 3") == "laut § 75 und § 3"
    assert with_signs("ein Paragraph ohne Nummer") == "ein Paragraph ohne Nummer"
