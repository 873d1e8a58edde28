"""Names of the facts that expressions may ask for, besides the indicators."""

PLACE_FACTS: dict[str, str] = {
    "land": "zweistelliger Schlüssel des Landes, zum Beispiel '08'",
    "status": "kreis, kreisfrei, stadtstaat, grosse_kreisstadt, gemeinde oder verband",
    "special": "besondere Rechtsstellung nach rules/special_status.yaml, sonst none",
    "size": "village, small_town, town oder city",
    "population": "Einwohnerzahl",
    "members": "Zahl der Gemeinden, für die die Verwaltung arbeitet",
}
