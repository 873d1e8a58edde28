"""Official keys: what is read as one, what is refused and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schaltstelle.core.keys import (
    LAND_NAMES,
    InvalidKey,
    KeyKind,
    ars_of,
    looks_like_key,
    parse_key,
)

LANDS = st.sampled_from(sorted(LAND_NAMES))
LENGTHS = st.sampled_from([kind.value for kind in KeyKind])


@st.composite
def keys(draw: st.DrawFn, length: int | None = None) -> str:
    """Digits of a Land that exists, as long as a key."""
    size = length or draw(LENGTHS)
    rest = draw(st.text("0123456789", min_size=size - 2, max_size=size - 2))
    return draw(LANDS) + rest


@given(keys())
def test_every_key_is_read_as_what_its_length_says(text: str) -> None:
    """No key of a Land that exists is refused or changed."""
    key = parse_key(text)
    assert key.text == text
    assert key.kind.value == len(text)
    assert key.land == text[:2]


@given(keys(), st.data())
def test_separators_do_not_matter(text: str, data: st.DataObject) -> None:
    """People write keys in groups: 08 335 080, 08.3.35.080."""
    cut = data.draw(st.integers(1, len(text) - 1))
    sign = data.draw(st.sampled_from([" ", ".", "-", " / "]))
    assert parse_key(f" {text[:cut]}{sign}{text[cut:]} ").text == text


@given(keys(length=8), st.text("0123456789", min_size=4, max_size=4))
def test_an_ars_is_put_together_from_its_parts(ags: str, association: str) -> None:
    """The ARS holds the AGS with the association in between."""
    ars = ars_of(ags, association)
    assert parse_key(ars).kind is KeyKind.ARS
    assert (ars[:5] + ars[9:], ars[5:9]) == (ags, association)


@given(st.text())
def test_any_text_is_a_key_or_refused_with_a_reason(text: str) -> None:
    """No input ends in another error than InvalidKey with a German sentence."""
    try:
        key = parse_key(text)
    except InvalidKey as error:
        assert str(error).endswith((".", "ein Land 2."))
    else:
        assert key.text.isdigit() and looks_like_key(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "leer"),
        ("Kiel", "nur Ziffern"),
        ("0833508", "7 Stellen"),
        ("99335080", "01 bis 16"),
        ("١٢٣٤٥٦٧٨", "nur Ziffern"),
    ],
)
def test_refusals_say_why(text: str, reason: str) -> None:
    """The message tells an official what to mend."""
    with pytest.raises(InvalidKey, match=reason):
        parse_key(text)


def test_ars_of_wants_both_parts() -> None:
    """Parts of another length are never glued together."""
    with pytest.raises(InvalidKey, match="8 und 4 Stellen"):
        ars_of("08335", "0080")
