"""Protects the German wording of expressions, which officials read on the pages."""

import pytest

from schaltstelle import centre
from schaltstelle.web.content.words import in_words

CONTENT = centre.open_centre().content


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("", ""),
        ("status != 'kreis'", "Art der Verwaltung ist nicht Kreis"),
        (
            "status in ('gemeinde', 'verband') and population >= 5000",
            "Art der Verwaltung ist kreisangehörige Gemeinde oder Gemeindeverband "
            "und Einwohnerzahl ab 5.000",
        ),
        (
            "land == '08' or not population < 3000",
            "Land ist Baden-Württemberg oder nicht (Einwohnerzahl unter 3.000)",
        ),
        (
            "population * 0.03 * (0.4 if status == 'kreis' else 1)",
            "Einwohnerzahl × 0,03 × (0,4, wenn Art der Verwaltung ist Kreis, sonst 1)",
        ),
        ("(population + 1) / 2", "(Einwohnerzahl + 1) ÷ 2"),
    ],
)
def test_expression_in_words(expression: str, words: str) -> None:
    assert in_words(expression, CONTENT.indicator) == words


def test_every_expression_of_the_content_can_be_said() -> None:
    expressions = [c.applies_to for c in CONTENT.criteria]
    expressions += [c.people.formula for c in CONTENT.criteria]
    expressions += [level.decided_when or "" for c in CONTENT.criteria for level in c.levels]
    expressions += [m.applies_to for m in CONTENT.measures]
    expressions += [i.formula for i in CONTENT.indicators]
    for expression in filter(None, expressions):
        said = in_words(expression, CONTENT.indicator)
        assert not {"_", "==", "!=", ">=", "<="} & set(said.split()), said
        assert "_" not in said, said
