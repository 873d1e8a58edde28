""" "Auch interessant": what stands beside a record."""

from schaltstelle.search.index import Index
from schaltstelle.search.related import related
from tests.search.town import TODAY


def test_linked_records_come_first_with_the_reason(index: Index) -> None:
    """The programme names the measure."""
    hits = related(index, "measure", "sirenen-erneuern", 5, today=TODAY)
    assert hits[0].id == "sirenen-geld"
    assert "gehört dazu" in hits[0].reasons


def test_other_kinds_come_before_the_same_kind(index: Index) -> None:
    """Of the same kind one finds more by the search itself."""
    hits = related(index, "measure", "wohngeld-online", 5, today=TODAY)
    assert hits[0].kind != "measure"
    assert "wohngeld-online" not in {hit.id for hit in hits}


def test_what_nobody_may_see_is_not_recommended(index: Index) -> None:
    """Neither by links nor by likeness."""
    for name in ("sirenen-erneuern", "sirenen-geld"):
        kind = "measure" if name == "sirenen-erneuern" else "programme"
        assert "intern" not in {hit.id for hit in related(index, kind, name, 20)}


def test_an_unknown_record_has_nothing_beside_it(index: Index) -> None:
    """No error either."""
    assert related(index, "measure", "gibt-es-nicht", 5) == ()
