"""Typing errors and words only begun."""

import pytest

from schaltstelle.core.german.similar import KnownWords

words = KnownWords(
    {"bauantrag": 5, "bauantrage": 2, "sirene": 4, "wohngeld": 7, "wohnen": 3, "kita": 9, "akte": 6}
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("siene", "sirene"),
        ("sireen", "sirene"),
        ("wohngled", "wohngeld"),
        ("wongeld", "wohngeld"),
        ("bauantrgg", "bauantrag"),
        ("kitta", "kita"),
    ],
)
def test_slips_of_the_finger_are_seen_through(typed: str, meant: str) -> None:
    """A letter wrong, missing, too much, or two swapped."""
    assert words.similar(typed)[0] == meant


@pytest.mark.parametrize("typed", ["", "kit", "xyzzy", "elefant", "ab"])
def test_what_resembles_nothing_is_not_guessed(typed: str) -> None:
    """A wrong guess is worse than none."""
    assert words.similar(typed) == ()


def test_begun_words_are_completed_the_frequent_first() -> None:
    """Who types "bauant" has not made an error yet."""
    assert words.begun("bauant") == ("bauantrag", "bauantrage")
    assert words.begun("woh") == ()
    assert words.begun("wohn") == ("wohngeld", "wohnen")
