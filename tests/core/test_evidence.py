"""Evidence: values of municipalities become those of the administrations that act for them."""

import numpy as np
import pytest

from schaltstelle.centre import open_centre
from schaltstelle.core.aggregate import administration_values
from schaltstelle.core.territory import city_distance
from tests.core.registers import (
    ALONE,
    AMT,
    CITY,
    KREIS,
    POPULATION,
    indicator,
    raw,
    row_of,
    small_register,
)

NAN = float("nan")


def values_of(*indicators, **tables):
    places = small_register()
    return administration_values(places, raw(**tables), (POPULATION, *indicators))


def value(values, key, identity):
    return values.values.value(key, identity)


def evidence(values, key, identity):
    found = values.evidence(row_of(values.places, key))
    return next(item for item in found if item.indicator == identity)


def test_sums_and_means_weigh_members():
    """An Amt has the sum of its members and their mean by people, not a plain mean."""
    values = values_of(indicator("x"), columns={"x": [9, 50, 10, 20, 60]})
    assert value(values, AMT, "population") == 1_000
    assert value(values, AMT, "x") == pytest.approx((600 * 10 + 300 * 20 + 100 * 60) / 1_000)
    assert value(values, KREIS, "population") == 5_000
    assert value(values, KREIS, "x") == pytest.approx((4_000 * 50 + 18_000) / 5_000)
    assert value(values, CITY, "x") == 9


def test_household_mean_weighs_by_households():
    """Shares of households weigh by households: people over household size."""
    share = indicator("x", aggregation="household_mean")
    values = values_of(share, columns={"x": [0, 0, 10, 40, 40], "household_size": [2, 2, 3, 1, 1]})
    assert value(values, AMT, "x") == pytest.approx((200 * 10 + 300 * 40 + 100 * 40) / 600)


def test_mean_says_how_much_is_known():
    """Missing members lower the coverage, and below half the weight the value is unknown."""
    values = values_of(
        indicator("x"),
        indicator("y"),
        columns={"x": [1, 1, 10, NAN, NAN], "y": [1, 1, NAN, 20, 60]},
    )
    assert value(values, AMT, "x") == 10
    assert evidence(values, AMT, "x").coverage == pytest.approx(0.6)
    unknown = evidence(values, AMT, "y")
    assert (unknown.value, unknown.text) == (None, "unbekannt")
    assert "40" in unknown.note


def test_incomplete_sum_is_filled_up_and_marked():
    """A sum with a missing member is scaled to all people and graded as an estimate."""
    dwellings = indicator("dwellings", aggregation="sum", unit="Wohnungen", decimals=0)
    values = values_of(dwellings, columns={"dwellings": [1, 1, 300, 150, NAN]})
    assert value(values, AMT, "dwellings") == pytest.approx(450 / 0.9)
    assert evidence(values, AMT, "dwellings").grade == "estimated"
    assert evidence(values, CITY, "dwellings").grade == "register"


def test_worst_case_follows_the_direction():
    """The worst member is the lowest where more is better; one municipality has no worst one."""
    low = indicator("low", column="x", aggregation="worst", direction="higher_better")
    high = indicator("high", column="x", aggregation="worst", direction="lower_better")
    values = values_of(low, high, columns={"x": [5, 7, 10, 20, 60]})
    assert value(values, AMT, "low") == 10
    assert value(values, AMT, "high") == 60
    assert np.isnan(value(values, CITY, "low"))


MAIL = indicator("mail", aggregation="shared_domain", unit="ja/nein", role="security")


@pytest.mark.parametrize(
    ("domains", "expected"),
    [
        (["stadt.de", "frei.de", "amt.de", "amt.de", "klein.de"], 1.0),
        (["stadt.de", "frei.de", "a.de", "amt.de", "amt.de"], 1.0),
        (["stadt.de", "frei.de", "", "amt.de", "amt.de"], None),
        (["stadt.de", "frei.de", "", "", ""], None),
    ],
)
def test_association_has_the_mail_that_most_of_its_people_share(domains, expected):
    """Without a domain behind more than half of the people the mail of an Amt is unknown."""
    values = values_of(MAIL, columns={"mail": [0, 0, 1, 1, 0]}, domains=domains)
    assert evidence(values, AMT, "mail").value == expected
    assert evidence(values, CITY, "mail").value == 0
    assert values.mail_domain[values.row(row_of(values.places, CITY))] == "stadt.de"


def test_kreis_has_no_mail_of_its_members():
    """The mail of municipalities says nothing about the Kreis, whatever they share."""
    values = values_of(MAIL, columns={"mail": [1] * 5}, domains=["eins.de"] * 5)
    assert evidence(values, KREIS, "mail").value is None


def test_values_of_the_kreis_are_carried_and_marked():
    """Everyone in a Kreis has its value, marked as such but for the Kreis and the city."""
    of_kreis = indicator("kreis_x", level="kreis", aggregation="carried")
    values = values_of(
        of_kreis,
        columns={"x": [1] * 5},
        kreis_columns={"kreis_x": [1.5, 2.5]},
        estimated=[("01051", "kreis_x")],
    )
    assert [value(values, key, "kreis_x") for key in (CITY, KREIS, AMT, ALONE)] == [
        1.5,
        2.5,
        2.5,
        2.5,
    ]
    assert evidence(values, AMT, "kreis_x").note.startswith("Wert des ganzen Kreises")
    assert evidence(values, CITY, "kreis_x").note == ""
    assert evidence(values, AMT, "kreis_x").grade == "estimated"


def test_estimates_keep_their_grade():
    """One estimated member makes the value of the Amt partly estimated, and it says how much."""
    values = values_of(
        indicator("x"), columns={"x": [1, 1, 10, 20, 60]}, estimated=[("01051002", "x")]
    )
    found = evidence(values, AMT, "x")
    assert found.grade == "estimated"
    assert "30" in found.note
    assert evidence(values, ALONE, "x").grade == "register"


def test_formulas_and_limits():
    """Formulas work on the administration's values; incredible values are unknown."""
    density = indicator("density", aggregation="formula", formula="population / area_km2")
    area = indicator("area_km2", aggregation="sum")
    share = indicator("x", highest=100, unknown_in=("02",))
    values = values_of(density, area, share, columns={"x": [120, 50, 1, 1, 1]})
    assert value(values, AMT, "density") == pytest.approx(1_000 / 30)
    assert np.isnan(value(values, CITY, "x"))
    assert value(values, ALONE, "x") == 50
    elsewhere = values_of(indicator("x", unknown_in=("01",)), columns={"x": [1] * 5})
    assert np.isnan(elsewhere.values.column("x")).all()


def test_facts_are_complete_and_plain():
    """Rules get place facts and every indicator, None instead of NaN."""
    values = values_of(indicator("x"), indicator("missing"), columns={"x": [1, 2, 3, 4, NAN]})
    facts = values.facts(row_of(values.places, AMT))
    assert facts["land"] == "01"
    assert facts["status"] == "verband"
    assert facts["size"] == "village"
    assert facts["population"] == 1_000.0
    assert facts["missing"] is None


def test_origin_comes_from_the_tables():
    """Newer tables bring their own source and date; without them those of the indicator hold."""
    values = values_of(indicator("x"), indicator("y"), columns={"x": [1] * 5, "y": [1] * 5})
    assert (evidence(values, AMT, "x").source, evidence(values, AMT, "x").vintage) == (
        "tabelle",
        "2024",
    )
    assert (evidence(values, AMT, "y").source, evidence(values, AMT, "y").vintage) == (
        "quelle",
        "2020",
    )


def test_city_distance_is_the_great_circle():
    """One degree of latitude is 111.2 km; a city has no distance, without cities it is unknown."""
    lon, lat = np.array([10.0, 10.0]), np.array([50.0, 51.0])
    found = city_distance(lon, lat, np.array([150_000.0, 100.0]))
    assert found == pytest.approx([0.0, 111.19], abs=0.01)
    assert np.isnan(city_distance(lon, lat, np.array([5.0, 100.0]))).all()


class TestShipped:
    """The shipped tables and indicators fit together."""

    def test_enough_indicators_with_values(self):
        """At least 35 indicators, each known for most administrations it applies to."""
        opened = open_centre()
        values = opened.values
        assert len(values.indicators) >= 35
        local = np.array([status != "kreis" for status in values.status])
        for item in values.indicators:
            known = ~np.isnan(values.values.column(item.id)[local])
            if item.aggregation == "worst":
                known = known[np.array(values.values.column("members")[local] > 1)]
            assert known.mean() > 0.8, item.id

    def test_statuses_and_people_agree_with_the_register(self):
        """Status as Places says it, and the local administrations serve everyone exactly once, but
        the people of the two inhabited areas that belong to no municipality."""
        opened = open_centre()
        values, places = opened.values, opened.places
        assert values.status == tuple(places.status(int(row)) for row in values.place_rows)
        local = np.array([status != "kreis" for status in values.status])
        served = (places.level == 60) & places.inhabited & (places.kind != 65)
        everyone = places.population[served].sum()
        assert values.values.column("population")[local].sum() == everyone

    def test_percentages_are_percentages(self):
        """No share leaves 0 to 100, but care of children, who may live in another Kreis."""
        values = open_centre().values
        for item in values.indicators:
            if item.unit == "%" and item.id != "kreis_childcare_3to6":
                column = values.values.column(item.id)
                known = column[~np.isnan(column)]
                assert known.min() >= 0, item.id
                assert known.max() <= 100, item.id
