"""Small registers and values for tests of evidence and peers."""

import numpy as np

from schaltstelle.core.aggregate import administration_values
from schaltstelle.core.evidence import ColumnOrigin, Indicator
from schaltstelle.core.matrix import LabelledMatrix
from schaltstelle.core.places import from_columns
from schaltstelle.core.territory import RawValues

LEVELS = {2: 10, 5: 40, 9: 50, 12: 60}


def indicator(identity, **more):
    settings = {
        "label": identity.title(),
        "short": identity,
        "phrase": f"Der Wert {identity}",
        "unit": "%",
        "decimals": 1,
        "direction": "none",
        "denominator": "alle",
        "group": identity,
        "source": "quelle",
        "vintage": "2020",
        "level": "municipality",
        "role": "context",
        "aggregation": "population_mean",
        "explanation": "Ein Wert.",
    }
    return Indicator(id=identity, **(settings | more))


POPULATION = indicator("population", aggregation="sum", unit="Einwohner", decimals=0, scale="log")


def register(rows):
    """A register from (key, kind, population, hectares, lon, lat, acting key or "")."""
    rows = sorted(rows)
    keys = [row[0] for row in rows]
    acting = [keys.index(row[6]) if row[6] else -1 for row in rows]
    return from_columns(
        {
            "ars": keys,
            "ags": [key[:5] + key[9:] if len(key) == 12 else key for key in keys],
            "name": [f"Ort {key}" for key in keys],
            "level": [LEVELS[len(key)] for key in keys],
            "kind": [row[1] for row in rows],
            "population": [row[2] for row in rows],
            "male": [0] * len(rows),
            "area_hectares": [row[3] for row in rows],
            "postcode": [""] * len(rows),
            "seat": [""] * len(rows),
            "lon": [row[4] for row in rows],
            "lat": [row[5] for row in rows],
            "urbanisation": [3.0] * len(rows),
            "travel_region": [""] * len(rows),
            "administration": acting,
            "partner": [-1] * len(rows),
            "inhabited": [True] * len(rows),
        }
    )


CITY, AMT, KREIS, ALONE = "010010000000", "010515001", "01051", "010510044044"
MEMBERS = ("010515001001", "010515001002", "010515001003")
SMALL = (
    ("01", 0, 0, 0, 10.0, 54.0, ""),
    ("01001", 41, 0, 0, 10.0, 54.0, CITY),
    ("010010000", 50, 0, 0, 10.0, 54.0, CITY),
    (CITY, 61, 200_000, 10_000, 10.0, 54.0, CITY),
    (KREIS, 44, 0, 0, 9.0, 54.0, KREIS),
    ("010510044", 50, 0, 0, 9.0, 54.0, ALONE),
    (ALONE, 64, 4_000, 2_000, 9.0, 54.0, ALONE),
    (AMT, 51, 0, 0, 9.0, 54.0, AMT),
    (MEMBERS[0], 64, 600, 1_000, 9.0, 54.0, AMT),
    (MEMBERS[1], 64, 300, 1_000, 9.2, 54.0, AMT),
    (MEMBERS[2], 64, 100, 1_000, 9.4, 54.0, AMT),
)


def small_register():
    """A kreisfreie city, and a Kreis with an Amt of three members and one free municipality."""
    return register(SMALL)


def raw(columns, kreis_columns=None, domains=None, estimated=(), origins=None):
    """Raw values of the small register: lists in the order city, free municipality, members."""
    keys = ("01001000", "01051044", "01051001", "01051002", "01051003")
    table = np.column_stack([np.array(values, dtype=np.float32) for values in columns.values()])
    kreis_columns = kreis_columns or {"kreis_x": [1.0, 2.0]}
    return RawValues(
        municipalities=LabelledMatrix(keys, tuple(columns), table),
        kreise=LabelledMatrix(
            ("01001", "01051"),
            tuple(kreis_columns),
            np.column_stack([np.array(v, dtype=np.float32) for v in kreis_columns.values()]),
        ),
        domains=dict(zip(keys, domains or [""] * 5, strict=True)),
        estimated=frozenset(estimated),
        origins=origins or {"x": ColumnOrigin("tabelle", "2024")},
    )


def row_of(places, key):
    """The row of the register with this key."""
    return places.ars.index(key)


def towns(columns, populations=None, lands=("01",)):
    """Keys and values of free municipalities: population and the given columns, one entry a town.

    Town i lies i / 100 degrees north of 50°; the towns of each Land stand in two Kreise.
    """
    count = len(next(iter(columns.values())))
    populations = populations or [5_000 + 10 * number for number in range(count)]
    rows, keys = {}, []
    for number, population in enumerate(populations):
        land = lands[number % len(lands)]
        kreis = f"{land}05{1 + number % 2}"
        key = f"{kreis}0{number:03d}{number:03d}"
        keys.append(key)
        where = (10.0, 50.0 + number / 100)
        rows[key] = (key, 64, population, 1_000, *where, key)
        rows[key[:9]] = (key[:9], 50, 0, 0, *where, key)
        rows.setdefault(kreis, (kreis, 44, 0, 0, *where, kreis))
        rows.setdefault(land, (land, 0, 0, 0, *where, ""))
    table = np.column_stack([np.array(values, dtype=np.float32) for values in columns.values()])
    ags = tuple(key[:5] + key[9:] for key in keys)
    kreise = LabelledMatrix(("01051",), ("kreis_x",), np.zeros((1, 1), dtype=np.float32))
    held = RawValues(LabelledMatrix(ags, tuple(columns), table), kreise, {}, frozenset(), {})
    indicators = (POPULATION, *(indicator(name) for name in columns))
    return keys, administration_values(register(rows.values()), held, indicators)
