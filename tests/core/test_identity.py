"""Who is meant: the place that was named, and the administration that acts for it."""

import pytest

from schaltstelle.centre import open_centre
from schaltstelle.core.identity import administration_view, place_view, without_administration
from schaltstelle.core.places import Level


def row_of(key):
    row = open_centre().places.by_key(key)
    assert row is not None, key
    return row


def view_of(key):
    centre = open_centre()
    acting = int(centre.places.administration[row_of(key)])
    return administration_view(centre.places, centre.values, acting)


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("09", "„Bayern“ ist keines davon"),
        ("081155001", "zum Beispiel: Aidlingen und Grafenau."),
        ("031519501", "keine eigene Gemeindeverwaltung"),
        ("03151501", "keine eigene Gemeindeverwaltung"),
    ],
)
def test_who_has_no_administration_is_told_whom_to_name(key, part):
    """A Land, a mere partner, and uninhabited areas, whose association row has no member."""
    assert part in without_administration(open_centre().places, row_of(key))


def test_a_partner_names_only_places_that_get_an_advice():
    """Whoever follows the hint must not meet the next refusal."""
    places = open_centre().places
    partners = [
        row
        for row in range(len(places))
        if places.level[row] == Level.ASSOCIATION and places.administration[row] < 0
    ]
    for row in partners[::10]:
        text = without_administration(places, row)
        acting = [at for at in places.children(row) if places.administration[at] >= 0]
        assert ("Bitte eine davon nennen" in text) == bool(acting)
        assert not acting or places[int(acting[0])].display_name in text


def test_an_association_acts_for_its_members_and_says_so():
    """Members decide their own tasks; the advice must not sound as if the Amt did."""
    view = view_of("01057030")
    assert (view.name, view.status, view.acts_for_association) == (
        "Amt Lütjenburg",
        "verband",
        True,
    )
    assert "Hohwacht (Ostsee)" in view.members
    assert f"{len(view.members)} Gemeinden" in view.note
    assert "entscheidet der Rat jeder Mitgliedsgemeinde" in view.note


def test_a_municipality_that_acts_for_others_says_so():
    """Saxony: the larger municipality of a Verwaltungsgemeinschaft is the administration."""
    places = open_centre().places
    acting = next(
        row
        for row in places.local_administrations
        if places.level[row] == Level.MUNICIPALITY and places.acts_for_association(int(row))
    )
    view = administration_view(places, open_centre().values, int(acting))
    assert len(view.members) > 1 and view.name in view.members
    assert "arbeitet auch für" in view.note


def test_a_mere_partner_leaves_the_administration_where_it_is():
    """Baden-Württemberg: the partner is named for joint steps, the municipality acts itself."""
    view = view_of("08115001")
    assert view.members == (view.name,)
    assert view.partner in view.note and "die Verwaltung bleibt eigen" in view.note


def test_a_kreis_serves_its_people_and_its_place_view_names_the_land():
    """A Kreis is advised on its own tasks; its population is that of all its municipalities."""
    view, place = view_of("08335"), place_view(open_centre().places, row_of("08335"))
    assert (view.status, view.name) == ("kreis", "Landkreis Konstanz")
    assert view.population == open_centre().places.population[row_of("08335")]
    assert (place.kind, place.land) == ("Kreis", "Baden-Württemberg")
