"""Programmes of the Förderdatenbank as imported, and the words behind its codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schaltstelle.sources.documents.passages import Block
from schaltstelle.sources.errors import Issue

PUBLISHER = "Förderdatenbank des Bundes, Bundesministerium für Wirtschaft und Energie (BMWE)"
LICENCE = "CC BY-ND 4.0"
SITE = "https://www.foerderdatenbank.de"
MUNICIPALITY = "kommune"

APPLICANTS = {
    "bildungseinrichtung": "Bildungseinrichtung",
    "existenzgruenderin": "Existenzgründer/in",
    "forschungseinrichtung": "Forschungseinrichtung",
    "hochschule": "Hochschule",
    MUNICIPALITY: "Kommune",
    "oeffentliche_einrichtung": "Öffentliche Einrichtung",
    "privatperson": "Privatperson",
    "unternehmen": "Unternehmen",
    "verband_vereinigung": "Verband/Vereinigung",
}
KINDS = {
    "beteiligung": "Beteiligung",
    "buergschaft": "Bürgschaft",
    "darlehen": "Darlehen",
    "garantie": "Garantie",
    "sonstige": "Sonstige",
    "zuschuss": "Zuschuss",
}
FUNDERS = {"bund": "Bund", "land": "Land", "eu": "EU"}
AREAS = {
    "arbeit": "Arbeit",
    "aus_weiterbildung": "Aus- & Weiterbildung",
    "aussenwirtschaft": "Außenwirtschaft",
    "beratung": "Beratung",
    "corona": "Corona-Hilfe",
    "digitalisierung": "Digitalisierung",
    "energieeffizienz_erneuerbare_energien": "Energieeffizienz & Erneuerbare Energien",
    "existenzgruendung_festigung": "Existenzgründung & -festigung",
    "forschung_innovation_themenoffen": "Forschung & Innovation (themenoffen)",
    "forschung_innovation_themenspezifisch": "Forschung & Innovation (themenspezifisch)",
    "frauenfoerderung": "Frauenförderung",
    "gesundheit_soziales": "Gesundheit & Soziales",
    "infrastruktur": "Infrastruktur",
    "kultur_medien_sport": "Kultur, Medien & Sport",
    "landwirtschaft_laendliche_entwicklung": "Landwirtschaft & Ländliche Entwicklung",
    "messen_ausstellungen": "Messen & Ausstellungen",
    "mobilitaet": "Mobilität",
    "regionalfoerderung": "Regionalförderung",
    "smart_cities_regionen": "Smart Cities & Regionen",
    "staedtebau_stadterneuerung": "Städtebau & Stadterneuerung",
    "umwelt_naturschutz": "Umwelt- & Naturschutz",
    "unternehmensfinanzierung": "Unternehmensfinanzierung",
    "wohnungsbau_modernisierung": "Wohnungsbau & Modernisierung",
}
# Keys of the Länder. Two of them have codes of another kind.
LANDS = {
    "schleswig_holstein": "01",
    "hamburg": "02",
    "de_ni": "03",
    "niedersachsen": "03",
    "bremen": "04",
    "nordrhein_westfalen": "05",
    "hessen": "06",
    "rheinland_pfalz": "07",
    "baden_wuerttemberg": "08",
    "bayern": "09",
    "saarland": "10",
    "berlin": "11",
    "brandenburg": "12",
    "mecklenburg_vorpommern": "13",
    "sachsen": "14",
    "de_st": "15",
    "sachsen_anhalt": "15",
    "thueringen": "16",
}
NATIONWIDE = ("bundesweit", "_bundesweit")


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingText:
    """One of the texts of a programme, unchanged but for its markup."""

    heading: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The text, headings and paragraphs apart by an empty line."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingLink:
    """An address with its title."""

    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingContact:
    """An office that answers, with what the database says on reaching it; empty where nothing."""

    name: str
    phone: str = ""
    mail: str = ""
    website: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedProgramme:
    """A funding programme in the words of the Förderdatenbank.

    `id` is its path below Foerderprogramm, joined by hyphens; `file` the path of its file within
    the export. `lands` are keys of two digits, empty where it holds for all of Germany. `codes`
    are the codes of who may apply, `applicants` their labels. `summary` is empty where the
    database has no short text.
    """

    id: str
    file: str
    sha256: str
    title: str
    summary: str
    texts: tuple[FundingText, ...]
    funders: tuple[str, ...]
    organisations: tuple[str, ...]
    lands: tuple[str, ...]
    kinds: tuple[str, ...]
    codes: tuple[str, ...]
    applicants: tuple[str, ...]
    areas: tuple[str, ...]
    keywords: str
    contacts: tuple[FundingContact, ...]
    legal_basis: tuple[FundingLink, ...]
    links: tuple[FundingLink, ...]
    issued: date | None
    expires: date | None
    address: str
    publisher: str = PUBLISHER
    licence: str = LICENCE

    @property
    def for_municipalities(self) -> bool:
        """Whether municipalities are named among those who may apply."""
        return MUNICIPALITY in self.codes


@dataclass(frozen=True, slots=True)
class FundingImport:
    """The programmes that could be read, and every fault with its file and line."""

    programmes: tuple[ImportedProgramme, ...]
    issues: tuple[Issue, ...]
