"""Protects the legal pages: what the operator has not said is visible as a gap."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

PAGES = ("/impressum/", "/datenschutz/", "/barrierefreiheit/")


@pytest.mark.parametrize("address", PAGES)
def test_gaps_are_visible_with_the_name_of_the_setting(
    text: Callable[..., str], address: str
) -> None:
    html = text(address)
    assert "vom Betreiber auszufüllen" in html
    assert "SCHALTSTELLE_OPERATOR_NAME" in html


@pytest.mark.parametrize("address", PAGES)
def test_what_the_operator_says_stands_there(
    text: Callable[..., str], settings: Settings, address: str
) -> None:
    settings.OPERATOR = dict.fromkeys(settings.OPERATOR, "Stadt <Muster>")
    html = text(address)
    assert "vom Betreiber auszufüllen" not in html
    assert "Stadt &lt;Muster&gt;" in html
