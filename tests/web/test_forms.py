"""Protects the reading of limits from the address, whatever stands there."""

from datetime import date

from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from schaltstelle import centre
from schaltstelle.core.roadmap import Quarter
from schaltstelle.web.places.forms import Choices, Wanted, next_quarter, read_wanted

TODAY = date(2026, 11, 22)


def choices() -> Choices:
    content = centre.open_centre().content
    return Choices(content.measure, content.declared_fact, content.skill)


def read(query: str) -> Wanted:
    opened = centre.open_centre()
    lenses = opened.knowledge.peers.lenses
    return read_wanted(QueryDict(query), lenses, choices(), TODAY)


def test_nothing_said_means_the_usual_frame() -> None:
    frame = read("").request.frame
    assert (frame.start, frame.years, frame.budget) == (Quarter(2027, 1), 5, None)


def test_the_next_quarter_is_the_first_to_plan() -> None:
    assert next_quarter(date(2026, 12, 31)) == Quarter(2027, 1)
    assert next_quarter(date(2027, 1, 1)) == Quarter(2027, 2)


def test_everything_said_is_understood() -> None:
    wanted = read(
        "geld=50.000&investiv=10000&stellen=0,5&jahre=4&beginn=2027-q2&vorlaeufig=2027-Q3"
        "&freiwillig=2000"
    )
    frame = wanted.request.frame
    assert wanted.errors == ()
    assert (frame.budget, frame.investive, frame.staff) == (50_000, 10_000, 0.5)
    assert (frame.start, frame.years) == (Quarter(2027, 2), 4)
    assert (frame.provisional_until, frame.voluntary_cap) == (Quarter(2027, 3), 2000)


def test_a_wrong_value_is_replaced_by_the_good_one_before() -> None:
    wanted = read("geld=viel&jahre=3&vorher=geld%3D50000%26jahre%3D4")
    assert (wanted.request.frame.budget, wanted.request.frame.years) == (50_000, 3)
    assert wanted.limits_query == "geld=50000&jahre=3"
    assert wanted.fields[0].text == "viel"
    assert wanted.fields[0].error == "„viel“ ist keine Zahl."


def test_only_measures_that_exist_can_be_wished() -> None:
    known = centre.open_centre().content.measures[0].id
    assert read(f"wunsch={known}&wunsch=nichts").request.frame.wishes == (known,)


def test_all_weights_at_zero_leave_the_lens_as_it_is() -> None:
    weights = centre.open_centre().knowledge.peers.lenses["overall"].weights
    query = "&".join(f"gewicht-{name}=0" for name in weights)
    assert read(query).factors == {}


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "geld",
                "stellen",
                "jahre",
                "beginn",
                "vorlaeufig",
                "linse",
                "vorher",
                "gewicht-population",
                "wunsch",
            ]
        ),
        st.text(max_size=30),
    )
)
def test_no_address_breaks_the_form(values: dict[str, str]) -> None:
    query = QueryDict(mutable=True)
    query.update(values)
    opened = centre.open_centre()
    wanted = read_wanted(query, opened.knowledge.peers.lenses, choices(), TODAY)
    shown = {field.name: field.text for field in wanted.fields}
    for name in ("geld", "stellen"):
        assert shown[name] == values.get(name, "").strip()
    assert 1 <= wanted.request.frame.years <= 10


def test_answers_to_programmes_and_known_skills_are_kept() -> None:
    """Yes and no count, anything else is no answer; unknown names do no harm."""
    fact, other, *_ = choices().facts
    wanted = read(f"frage-{fact}=ja&frage-{other}=vielleicht&frage-quatsch=ja&kann=gibtesnicht")
    assert wanted.request.declared == {fact: True}
    assert wanted.request.known_skills == ()
    assert (f"frage-{fact}", "ja") in wanted.query
    assert read(f"frage-{fact}=nein").request.declared == {fact: False}
