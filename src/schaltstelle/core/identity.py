"""Who is meant: the place that was named, and the administration that acts for it."""

from dataclasses import dataclass

from schaltstelle.core.evidence import AdministrationValues
from schaltstelle.core.german import count, join_and
from schaltstelle.core.places import Level, Places
from schaltstelle.core.size import SIZE_LABELS, SizeClass

STATUS_LABELS: dict[str, str] = {
    "kreis": "Kreis",
    "kreisfrei": "kreisfreie Stadt",
    "stadtstaat": "Stadtstaat",
    "grosse_kreisstadt": "Große Kreisstadt",
    "gemeinde": "kreisangehörige Gemeinde",
    "verband": "Gemeindeverband",
}

LEVEL_LABELS: dict[Level, str] = {
    Level.LAND: "Land",
    Level.REGION_DISTRICT: "Regierungsbezirk",
    Level.REGION: "Region",
    Level.KREIS: "Kreis",
    Level.ASSOCIATION: "Gemeindeverband",
    Level.MUNICIPALITY: "Gemeinde",
}


@dataclass(frozen=True, slots=True)
class PlaceView:
    """The place that was named."""

    key: str
    name: str
    kind: str
    population: int
    kreis: str
    land: str


@dataclass(frozen=True, slots=True)
class AdministrationView:
    """The administration that the advice is for. `members` are the municipalities it serves;
    `partner` is the association that is only a partner for joint steps (Baden-Württemberg)."""

    key: str
    name: str
    kind: str
    status: str
    size: SizeClass
    size_label: str
    population: int
    kreis: str
    land: str
    seat: str
    members: tuple[str, ...]
    partner: str
    acts_for_association: bool
    note: str


def place_view(places: Places, row: int) -> PlaceView:
    """The view of any row of the register."""
    place = places[row]
    return PlaceView(
        key=places.key(row),
        name=place.display_name,
        kind=LEVEL_LABELS[place.level],
        population=place.population,
        kreis=_name(places, places.kreis_of(row)),
        land=_name(places, places.land_of(row)),
    )


def administration_view(
    places: Places, values: AdministrationValues, row: int
) -> AdministrationView:
    """The view of an administration, with a sentence on whom it acts for."""
    place = places[row]
    status = places.status(row)
    members = tuple(
        places[int(member)].display_name for member in places.members_of_administration(row)
    )
    size = values.size(row)
    partner = places.partner_of(row)
    population = int(values.values.column("population")[values.row(row)])
    return AdministrationView(
        key=places.key(row),
        name=place.display_name,
        kind=STATUS_LABELS[status],
        status=status,
        size=size,
        size_label=SIZE_LABELS[size],
        population=population,
        kreis=_name(places, places.kreis_of(row)),
        land=_name(places, places.land_of(row)),
        seat=place.seat,
        members=members,
        partner=_name(places, partner),
        acts_for_association=places.acts_for_association(row),
        note=_note(place.display_name, status, population, members, _name(places, partner)),
    )


NAMED_MEMBERS = 6
# The largest size class begins at 100,000 people; its ranges of cost and days do not reach further.
VERY_LARGE = 500_000
VERY_LARGE_NOTE = (
    "Kosten und Arbeitstage sind für Städte ab 100.000 Einwohnern geschätzt; für eine so große "
    "Stadt liegen sie eher höher."
)


def without_administration(places: Places, row: int) -> str:
    """Why there is no advice for a place, and which name to give instead."""
    place = places[row]
    acting = [int(at) for at in places.children(row) if places.administration[at] >= 0]
    if place.level == Level.ASSOCIATION and acting:
        named = join_and([places[at].display_name for at in acting[:NAMED_MEMBERS]])
        return (
            f"„{place.display_name}“ ist nur Partner für gemeinsame Schritte; jede Gemeinde hat "
            f"hier ihre eigene Verwaltung. Bitte eine davon nennen, zum Beispiel: {named}."
        )
    if place.level in (Level.LAND, Level.REGION_DISTRICT, Level.REGION):
        return (
            f"Die Beratung gilt für Gemeinden, Verbände und Kreise. „{place.display_name}“ ist "
            "keines davon; bitte einen Ort oder Kreis darin nennen."
        )
    return f"Für „{place.display_name}“ gibt es keine eigene Gemeindeverwaltung."


def _name(places: Places, row: int) -> str:
    return places[row].display_name if row >= 0 else ""


def _note(name: str, status: str, population: int, members: tuple[str, ...], partner: str) -> str:
    if status == "verband":
        return (
            f"Diese Verwaltung arbeitet für {count(len(members), 'Gemeinde', 'Gemeinden')}. "
            "Über eigene Aufgaben entscheidet der Rat jeder Mitgliedsgemeinde selbst."
        )
    if status == "stadtstaat":
        return f"Im Stadtstaat erledigen Bezirke einen Teil der Aufgaben. {VERY_LARGE_NOTE}"
    if status == "kreisfrei" and population >= VERY_LARGE:
        return VERY_LARGE_NOTE
    if status == "kreis":
        return "Beraten wird die Kreisverwaltung mit ihren eigenen Aufgaben."
    if len(members) > 1:
        others = count(len(members) - 1, "weitere Gemeinde", "weitere Gemeinden")
        return f"Die Verwaltung von {name} arbeitet auch für {others}."
    if partner:
        return f"Für gemeinsame Schritte bietet sich „{partner}“ an; die Verwaltung bleibt eigen."
    return ""
