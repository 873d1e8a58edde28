"""The export of the Förderdatenbank: what is taken, and how it fails."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schaltstelle.sources import foerderdatenbank, foerderdatenbank_files
from schaltstelle.sources.errors import Issue, SourceError
from schaltstelle.sources.foerderdatenbank import as_document, parse
from schaltstelle.sources.foerderdatenbank_values import (
    LANDS,
    FundingContact,
    FundingImport,
    FundingLink,
)
from tests.sources.funding_files import (
    CONTENT,
    PROGRAMME,
    export,
    programme,
    rich,
    value,
    write_folder,
    write_zip,
)

FUNDING = Path(__file__).resolve().parents[3] / "shared" / "data" / "funding"


def read(folder: Path, **changes: str | bytes) -> FundingImport:
    """The export with other content in some files; keys are the last parts of their names."""
    files: dict[str, str | bytes] = dict(export())
    for name, content in changes.items():
        [path] = [path for path in files if path.endswith(f"/{name}.xml")]
        files[path] = content
    return parse(write_folder(folder, files))


def issue(found: FundingImport) -> Issue:
    """The only fault."""
    [only] = found.issues
    return only


# What is read -------------------------------------------------------------------------------------


def test_a_programme_is_read_with_all_that_it_refers_to(tmp_path: Path) -> None:
    """Contact, address, website and directive stand in files of their own."""
    found = read(tmp_path)
    assert found.issues == ()
    [own] = found.programmes
    assert own.id == "land-musterland-digitale-rathaeuser"
    assert own.file == f"{PROGRAMME}.xml"
    assert (own.title, own.summary) == ("Digitale Rathäuser", "Geld für Rathäuser & mehr.")
    assert own.organisations == ("Ministerium",)
    assert own.contacts == (
        FundingContact(
            name="Ministerium, Referat 1",
            phone="0511 1",
            mail="referat@example.org",
            website="https://example.org/",
            street="Am Markt 1",
            postcode="30159",
            city="Hannover",
        ),
    )
    assert own.legal_basis == (
        FundingLink(title="Richtlinie", address="https://example.org/richtlinie.pdf"),
    )
    assert own.links == (FundingLink(title="Seite", address="https://example.org/"),)
    assert own.address.endswith(
        ".de/FDB/Content/DE/Foerderprogramm/Land/Musterland/digitale-rathaeuser.html"
    )


def test_codes_become_words(tmp_path: Path) -> None:
    """Who may apply, where, what kind; a code that nobody knows yet still reads as words."""
    [own] = read(tmp_path).programmes
    assert own.lands == ("03",)
    assert (own.funders, own.kinds) == (("Land",), ("Zuschuss",))
    assert own.applicants == ("Kommune",) and own.for_municipalities
    assert own.areas == ("Smart Cities & Regionen", "ganz neu")
    assert (own.issued, own.expires) == (date(2025, 5, 26), None)


def test_texts_are_unchanged_but_for_their_markup(tmp_path: Path) -> None:
    """The licence forbids changes; notes of editors and scripts are no text of the programme."""
    [own] = read(tmp_path).programmes
    assert [(text.heading, text.text) for text in own.texts] == [
        ("Kurztext", "Geld für Rathäuser & mehr."),
        ("Richtlinie", "Ziel\n\nGute Dienste.\n\nWeblink"),
    ]


def test_further_texts_are_kept(tmp_path: Path) -> None:
    """Nothing that a programme says is dropped because its name is not known here."""
    own = read(
        tmp_path, **{"digitale-rathaeuser": programme(rich("requirements", "<p>Zwei Angebote</p>"))}
    ).programmes[0]
    assert ("Weitere Angaben", "Zwei Angebote") in [(t.heading, t.text) for t in own.texts]


def test_a_programme_becomes_a_document_of_the_library(tmp_path: Path) -> None:
    """Passages with source and licence, to be found like any other document."""
    [own] = read(tmp_path).programmes
    document = as_document(own)
    assert [passage.headings for passage in document.passages] == [
        ("Kurztext",),
        ("Richtlinie", "Ziel"),
    ]
    assert document.source.licence == "CC BY-ND 4.0"
    assert document.source.address == own.address
    assert document.source.publisher.startswith("Förderdatenbank des Bundes")
    assert (document.place, document.language, document.format) == ("03", "de", "xml")
    assert document.sha256 == own.sha256 and len(own.sha256) == 64


def test_nationwide_programmes_belong_to_no_land(tmp_path: Path) -> None:
    """Both codes for all of Germany mean the same."""
    for number, code in enumerate(("bundesweit", "_bundesweit")):
        folder = tmp_path / str(number)
        own = read(folder, **{"digitale-rathaeuser": programme(land=code)}).programmes[0]
        assert own.lands == () and as_document(own).place == ""


def test_every_land_has_a_code() -> None:
    """A programme of a Land must not look nationwide."""
    assert set(LANDS.values()) == {f"{land:02d}" for land in range(1, 17)}


def test_a_zip_file_gives_the_same(tmp_path: Path) -> None:
    """The database publishes one Zip file; unpacking it first changes nothing."""
    packed = parse(write_zip(tmp_path / "export.zip", export()))
    assert packed == parse(write_folder(tmp_path / "folder", export()))


def test_the_export_may_lie_deeper(tmp_path: Path) -> None:
    """Some unpack it into folders of their own."""
    files = {f"download/fdb_export/{name}": content for name, content in export().items()}
    found = parse(write_folder(tmp_path, files))
    assert len(found.programmes) == 1 and found.issues == ()


# How it fails -------------------------------------------------------------------------------------


def test_a_missing_file_is_named_where_it_is_referred_to(tmp_path: Path) -> None:
    """The programme stays, the line of the dead reference is exact."""
    files = export()
    del files[f"{CONTENT}Kontakt/M/ministerium.xml"]
    found = parse(write_folder(tmp_path, files))
    assert found.programmes[0].contacts == ()
    lines = files[f"{PROGRAMME}.xml"].splitlines()
    expected = next(number for number, line in enumerate(lines, 1) if "Kontakt/M" in line)
    assert issue(found).file == f"{PROGRAMME}.xml"
    assert issue(found).line == expected
    assert issue(found).reason == (
        "Der Verweis auf /BMWI/FDB/Content/DE/Kontakt/M/ministerium führt ins Leere."
    )


def test_a_damaged_file_loses_only_what_it_says(tmp_path: Path) -> None:
    """A broken address does not take the programme with it."""
    found = read(tmp_path, haus='<?xml version="1.0"?>\n<document>\n<property>\n</document>')
    assert found.programmes[0].contacts[0].name == "Ministerium, Referat 1"
    assert issue(found).file == f"{CONTENT}Adresse/M/haus.xml"
    assert issue(found).line == 4 and "kein gültiges XML" in issue(found).reason


BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE x [\n<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(12))
    + ']>\n<document><property name="gsb:title"><value>&m;</value></property></document>'
)
EXTERNAL = (
    '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n'
    '<document><property name="gsb:title"><text>&e;</text></property></document>'
)


@pytest.mark.parametrize(
    "content", [BOMB, EXTERNAL, EXTERNAL.encode("utf-16")], ids=["bomb", "external", "utf-16"]
)
def test_entities_are_refused(tmp_path: Path, content: str | bytes) -> None:
    """Neither a bomb of entities nor a look at the files of this computer."""
    found = read(tmp_path, **{"digitale-rathaeuser": content})
    assert found.programmes == ()
    assert issue(found).file == f"{PROGRAMME}.xml"
    assert "nicht erlaubt" in issue(found).reason or "kein gültiges XML" in issue(found).reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "kein gültiges XML"),
        (b"\xff\xfe\x00nothing", "kein gültiges XML"),
        ("<html></html>", "Statt eines Dokuments (document) steht hier „html“"),
        ('<document type="gsb:ServiceOffer"></document>', "Der Titel (gsb:title) fehlt"),
        ("<document>" + " " * (3 * 1024 * 1024) + "</document>", "größer als 2 MB"),
        ("<document>\x01</document>", "kein gültiges XML"),
    ],
)
def test_a_programme_that_is_none_is_named(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    """The others are read, this one is listed."""
    found = read(tmp_path, **{"digitale-rathaeuser": content})
    assert found.programmes == () and reason in issue(found).reason


def test_a_wrong_date_is_named_by_line(tmp_path: Path) -> None:
    """A date that is none counts as unknown."""
    found = read(tmp_path, **{"digitale-rathaeuser": programme(value("dateOfExpiration", "bald"))})
    assert found.programmes[0].expires is None
    assert issue(found).line > 1 and "„bald“ ist kein Datum" in issue(found).reason


def test_an_unknown_land_is_named(tmp_path: Path) -> None:
    """Rather ask than take it for nationwide in silence."""
    found = read(tmp_path, **{"digitale-rathaeuser": programme(land="atlantis")})
    assert "Das Fördergebiet „atlantis“ ist unbekannt" in issue(found).reason


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    """Nothing in it begins like an export."""
    with pytest.raises(SourceError, match="kein Export der Förderdatenbank"):
        parse(write_folder(tmp_path, {"a/b.xml": "<x/>", "NOBMWI/FDB.xml": "<x/>"}))


@pytest.mark.parametrize("content", [b"", b"PK nothing", b"<document/>"])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    """Half a download ends in a sentence."""
    path = tmp_path / "export.zip"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="weder ein Ordner noch eine Zip-Datei"):
        parse(path)


def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its table of contents is looked at before anything is unpacked."""
    monkeypatch.setattr(foerderdatenbank_files, "MOST_UNPACKED", 1000)
    with pytest.raises(SourceError, match="entpackt sich auf mehr"):
        parse(write_zip(tmp_path / "export.zip", export()))


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home directory by mistake is not read for hours."""
    monkeypatch.setattr(foerderdatenbank_files, "MOST_FILES", 3)
    with pytest.raises(SourceError, match="mehr als 3 Dateien"):
        parse(write_folder(tmp_path, export()))


# The real samples ---------------------------------------------------------------------------------


@pytest.mark.skipif(
    not FUNDING.is_dir(),
    reason="the raw files are not there: ../shared/data/funding beside the checkout",
)
def test_the_real_samples_are_read_without_a_fault() -> None:
    """Three programmes; every reference between the 32 files is resolved."""
    found = foerderdatenbank.parse(FUNDING)
    assert found.issues == ()
    by_id = {own.id: own for own in found.programmes}
    assert set(by_id) == {
        "bund-ba-eingliederungszuschuss-bund",
        "bund-bkm-deutsch-franzoesische-kooperationen-film-ffa",
        "bund-bmas-einstiegsgeld",
    }
    film = by_id["bund-bkm-deutsch-franzoesische-kooperationen-film-ffa"]
    assert film.kinds == ("Darlehen", "Bürgschaft") and film.lands == ()
    assert film.contacts[0].city == "Berlin" and film.contacts[0].website == "https://www.ffa.de/"
    assert len(film.legal_basis) == 4 and len(film.links) == 2
    assert not any(own.for_municipalities for own in found.programmes)
    assert all(as_document(own).passages for own in found.programmes)
