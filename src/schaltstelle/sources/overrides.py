"""What the registers can't show or show wrongly: small tables, each entry with its source.

Every entry applies only where the register is as described, so that it falls silent when a newer
file is right.
"""

from __future__ import annotations

from dataclasses import dataclass

from schaltstelle.core.places import Succession

VINTAGES = "gv100ad: Vergleich der Gebietsstände 30.11.2023 und 28.02.2026"

# Keys that disappear between the two registers and stand in no change table at hand. Their
# successors show by area: Großschwabhausen grew by exactly the 384 ha of Kleinschwabhausen,
# Mellingen by the 836 ha of Kiliansroda and Mechelroda; Hanau kept name and 7,628 ha. The register
# row of Schmölln carries the figures of Dobitschen. Hanau left its Kreis on 1 January 2026; the
# others fall between 1 March 2025 and 31 January 2026, when the XRepository list lacks them.
SUCCESSIONS: tuple[Succession, ...] = (
    Succession(
        "06435014",
        "Hanau, Brüder-Grimm-Stadt",
        "06415000",
        "Hanau, Brüder-Grimm-Stadt",
        "2026-01-01",
        1.0,
        "recoded",
        VINTAGES,
    ),
    Succession(
        "16071038",
        "Kiliansroda",
        "16071056",
        "Mellingen",
        "2025",
        1.0,
        "dissolved",
        VINTAGES,
    ),
    Succession(
        "16071042",
        "Kleinschwabhausen",
        "16071025",
        "Großschwabhausen",
        "2025",
        1.0,
        "dissolved",
        VINTAGES,
    ),
    Succession(
        "16071055",
        "Mechelroda",
        "16071056",
        "Mellingen",
        "2025",
        1.0,
        "dissolved",
        VINTAGES,
    ),
    Succession(
        "16077003",
        "Dobitschen",
        "16077043",
        "Schmölln, Stadt",
        "2025",
        1.0,
        "dissolved",
        VINTAGES,
    ),
)


@dataclass(frozen=True, slots=True)
class FigureOverride:
    """True figures of a municipality whose row carries wrong ones.

    Applies only where the row has exactly `wrong_population` and `wrong_area_hectares`.
    """

    ags: str
    wrong_population: int
    wrong_area_hectares: int
    population: int
    male: int
    area_hectares: int
    reason: str


# 13,953 = 83,577,140 (population of Germany on 31.12.2024, Statistisches Bundesamt) less the sum
# of all other rows; area and share of men are those of Schmölln and Dobitschen in the register of
# 30.11.2023 (9,453 + 655 ha; 6,742 + 211 of 13,684 + 419).
FIGURES: tuple[FigureOverride, ...] = (
    FigureOverride(
        ags="16077043",
        wrong_population=411,
        wrong_area_hectares=655,
        population=13953,
        male=6879,
        area_hectares=10108,
        reason=(
            "Das Gemeindeverzeichnis vom 28.02.2026 führt hier die Zahlen des aufgelösten "
            "Dobitschen. Bevölkerung: Rest zur amtlichen Gesamtzahl Deutschlands; Fläche und "
            "Anteil der Männer: Schmölln und Dobitschen im Verzeichnis vom 30.11.2023."
        ),
    ),
)

# Seats that are no member's name: Crock is a part of Auengrund (whose association bears its name).
ACTING_MUNICIPALITY: dict[str, str] = {"160695051": "16069058"}

# Kreise that took over the territory of others. Göttingen and Osterode am Harz were merged on
# 1 November 2016 (Gesetz über die Neubildung des Landkreises Göttingen); Hanau as in SUCCESSIONS.
KREIS_PREDECESSORS: dict[str, tuple[str, ...]] = {
    "03159": ("03152", "03156"),
    "06415": ("06435",),
}

# Names of the municipalities of those two Kreise by the number in their former key: in each Kreis
# they were numbered in alphabetical order (Osterode with gaps of municipalities merged before).
# No file at hand carries these names; what is joined through them is marked as estimated.
FORMER_NAMES: dict[str, dict[int, str]] = {
    "03152": dict(
        enumerate(
            (
                "Adelebsen",
                "Bilshausen",
                "Bodensee",
                "Bovenden",
                "Bühren",
                "Dransfeld",
                "Duderstadt",
                "Ebergötzen",
                "Friedland",
                "Gieboldehausen",
                "Gleichen",
                "Göttingen",
                "Hann. Münden",
                "Jühnde",
                "Krebeck",
                "Landolfshausen",
                "Niemetal",
                "Obernfeld",
                "Rhumspringe",
                "Rollshausen",
                "Rosdorf",
                "Rüdershausen",
                "Scheden",
                "Seeburg",
                "Seulingen",
                "Staufenberg",
                "Waake",
                "Wollbrandshausen",
                "Wollershausen",
            ),
            start=1,
        )
    ),
    "03156": {
        2: "Bad Lauterberg im Harz",
        3: "Bad Sachsa",
        6: "Elbingerode",
        8: "Hattorf am Harz",
        9: "Herzberg am Harz",
        10: "Hörden am Harz",
        11: "Osterode am Harz",
        12: "Walkenried",
        15: "Wulften am Harz",
        17: "Bad Grund (Harz)",
    },
}
