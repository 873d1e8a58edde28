"""Plain values for the pages about indicators."""

from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.content import Content
from schaltstelle.core.evidence import Indicator
from schaltstelle.core.german import number
from schaltstelle.web.content.entries import Entry, Group, lands_text
from schaltstelle.web.content.words import in_words
from schaltstelle.web.mapping import is_mappable

DIRECTION_LABELS = {
    "higher_better": "Mehr ist günstiger.",
    "lower_better": "Weniger ist günstiger.",
    "none": "Mehr oder weniger ist weder gut noch schlecht.",
}
ROLE_LABELS = {
    "context": "Rahmenbedingung: darf in den Vergleich von Orten eingehen",
    "outcome": "Ergebnis: geht nie in den Vergleich von Orten ein",
    "security": "Sicherheit: steht nur auf der Seite des Ortes, nie in einer Liste oder Karte",
}
AGGREGATION_LABELS = {
    "sum": "Für einen Verband wird summiert.",
    "population_mean": "Für einen Verband: Mittel der Gemeinden, nach Einwohnern gewichtet.",
    "household_mean": "Für einen Verband: Mittel der Gemeinden, nach Haushalten gewichtet.",
    "dwelling_mean": "Für einen Verband: Mittel der Gemeinden, nach Wohnungen gewichtet.",
    "worst": "Für einen Verband zählt die Gemeinde mit dem ungünstigsten Wert.",
    "shared_domain": "Für einen Verband gilt der Wert nur, wenn die Gemeinden eine Domain teilen.",
    "carried": "Für Gemeinden und Verbände gilt der Wert ihres Kreises.",
    "formula": "Wird aus anderen Kennzahlen berechnet.",
}


def indicator_list(content: Content) -> list[Group]:
    """All indicators by group, in the order of the files."""
    groups: dict[str, list[Entry]] = {}
    for record in content.indicators:
        entry = Entry(record.id, record.label, record.explanation, record.vintage)
        groups.setdefault(record.group, []).append(entry)
    return [Group(f"gruppe-{n}", title, "", e) for n, (title, e) in enumerate(groups.items(), 1)]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator."""

    record: Indicator
    formula: str
    direction: str
    role: str
    aggregation: str
    level: str
    source_id: str
    source_title: str
    publisher: str
    vintage: str
    bounds: str
    unknown_in: str
    mappable: bool


def indicator_page(opened: Centre, indicator: Indicator) -> IndicatorPage:
    """The page of one indicator."""
    column = opened.reference.columns.get(indicator.raw_column)
    source_id = column.source if column else indicator.source
    known = {source.id: source for source in opened.reference.sources}
    source = known.get(source_id)
    return IndicatorPage(
        record=indicator,
        formula=in_words(indicator.formula, opened.content.indicator),
        direction=DIRECTION_LABELS[indicator.direction],
        role=ROLE_LABELS[indicator.role],
        aggregation=AGGREGATION_LABELS[indicator.aggregation],
        level="Kreis" if indicator.level == "kreis" else "Gemeinde",
        source_id=source_id if source else "",
        source_title=source.title if source else indicator.source,
        publisher=source.publisher if source else "",
        vintage=column.vintage if column else indicator.vintage,
        bounds=_bounds(indicator),
        unknown_in=lands_text(indicator.unknown_in) if indicator.unknown_in else "",
        mappable=is_mappable(indicator),
    )


def _bounds(indicator: Indicator) -> str:
    parts = []
    if indicator.lowest is not None:
        parts.append(f"unter {number(indicator.lowest, indicator.decimals)}")
    if indicator.highest is not None:
        parts.append(f"über {number(indicator.highest, indicator.decimals)}")
    return " oder ".join(parts)
