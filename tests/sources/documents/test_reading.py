"""Every format gives title, source and passages; what is no document is refused in German."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import pytest

from schaltstelle.sources.documents import (
    DEFAULT_LIMITS,
    DocumentRefused,
    DocumentSource,
    Passage,
    read_document,
)
from tests.sources.documents import samples
from tests.sources.documents.samples import refused, texts, written

# Markdown -----------------------------------------------------------------------------------------


def test_markdown_gives_passages_with_their_headings(tmp_path: Path) -> None:
    """Links and pictures become words; equal headings have anchors of their own."""
    document = read_document(written(tmp_path / "strategie.md", samples.MARKDOWN))
    assert document.passages == (
        Passage(headings=(), text="Ein Vorwort."),
        Passage(
            headings=("Ziele",),
            text="Wir wollen einfach erreichbar sein, siehe unsere Seite.",
            anchor="ziele",
        ),
        Passage(
            headings=("Ziele", "Schule"),
            text="Ein Bild\nErste Schule\nZweite Schule\n\nJahr · Geld\n2025 · 10 €",
            anchor="schule",
        ),
        Passage(headings=("Schule",), text="Noch einmal.", anchor="schule-2"),
    )


def test_the_head_says_where_a_document_comes_from(tmp_path: Path) -> None:
    """Source and licence stand beside every passage that is found later."""
    path = written(tmp_path / "strategie.md", samples.MARKDOWN)
    document = read_document(path)
    assert document.title == "Strategie: Wir machen mit"
    assert (document.place, document.place_name) == ("08335080", "")
    assert document.tags == ("Bürgernähe", "Schule")
    assert document.source == DocumentSource(
        publisher="Stadt Tengen",
        address="https://www.tengen.de/strategie",
        licence="CC BY 4.0",
        date="2024-02-29",
    )
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.notes == ()


def test_what_the_document_does_not_say_comes_from_the_collection(tmp_path: Path) -> None:
    """The document's own word comes first, a folder's source fills the gaps."""
    path = written(tmp_path / "a.md", "---\nlizenz: CC0\n---\n# Titel\n\nText.")
    known = DocumentSource(title="Sammlung", licence="CC BY 4.0")
    assert read_document(path, source=known).source == DocumentSource(
        title="Sammlung", licence="CC0"
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("quelle: Amtsblatt 3", DocumentSource(title="Amtsblatt 3")),
        (
            "quelle: {titel: Amtsblatt, adresse: https://a.de, herausgeber: Amt, lizenz: frei}",
            DocumentSource(
                title="Amtsblatt", address="https://a.de", publisher="Amt", licence="frei"
            ),
        ),
        ("url: https://b.de\nauthor: Amt", DocumentSource(address="https://b.de", publisher="Amt")),
    ],
)
def test_a_source_may_be_written_in_several_ways(
    tmp_path: Path, head: str, expected: DocumentSource
) -> None:
    """Collections name the same things differently."""
    path = written(tmp_path / "a.md", f"---\n{head}\n---\nText genug.")
    assert read_document(path).source == expected


@pytest.mark.parametrize(
    ("place", "key", "name"),
    [("Tengen", "", "Tengen"), ('"08 335 080"', "08335080", ""), ('"99123"', "", "99123")],
)
def test_a_place_is_a_key_or_a_name(tmp_path: Path, place: str, key: str, name: str) -> None:
    """Only a key that can exist counts as one; a name is left to be looked up."""
    document = read_document(written(tmp_path / "a.md", f"---\nort: {place}\n---\nText genug."))
    assert (document.place, document.place_name) == (key, name)


def test_a_broken_head_loses_nothing(tmp_path: Path) -> None:
    """A colon without quotation marks is the usual mistake: the note says where, the text stays."""
    path = written(tmp_path / "a.md", "---\ntype: Projekt\ntitle: ANT-E: Mitmachen\n---\nDer Text.")
    document = read_document(path)
    assert document.title == "ANT-E: Mitmachen"
    assert texts(document) == "Der Text."
    assert "in Zeile 3 kein gültiges YAML" in document.notes[0]
    assert "Anführungszeichen" in document.notes[0]


@pytest.mark.parametrize(
    "head",
    ["nur ein Satz", "- a\n- b", "? [", "[" * 60_000, "&a [*a]", "!!python/object:os.system x"],
)
def test_a_head_that_is_none_is_text(tmp_path: Path, head: str) -> None:
    """Two rules may enclose a sentence; endless nesting or Python objects do no harm."""
    document = read_document(written(tmp_path / "a.md", f"---\n{head}\n---\nDer Text."))
    assert texts(document).endswith("Der Text.")
    assert document.source == DocumentSource()


def test_directives_scripts_and_comments_are_no_text(tmp_path: Path) -> None:
    """Tables of contents, notes to oneself and code for browsers stay out; shown code stays."""
    body = (
        "# T\n<!-- geheim -->\n```{toctree}\ngeheim.md\n```\n<script>geheim()</script>\n"
        "```python\nprint(1)\n```\n:::{note}\nDer Hinweis.\n:::\n[ziel]: https://geheim.de\n"
    )
    text = texts(read_document(written(tmp_path / "a.md", body)))
    assert "geheim" not in text
    assert "print(1)" in text and "Der Hinweis." in text


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("[[Organisation/Civic Coding]]", "Civic Coding"),
        ("[[Ort|der Ort]]", "der Ort"),
        ("[Text][1] und ![Bild](a.png)", "Text und Bild"),
        ("CO<sub>2</sub> &amp; mehr", "CO2 & mehr"),
        ("snake_case und __fett__", "snake_case und fett"),
        ("5 * 3 = 15 und 2*3", "5 * 3 = 15 und 2*3"),
        ("<https://a.de> [^1]", "https://a.de"),
        (r"\*kein Stern\*", "*kein Stern*"),
        ("[Text](https://a.de/b_(c))", "Text"),
        ("Wort #Schlagwort", "Wort Schlagwort"),
        ("> Zitat", "Zitat"),
    ],
)
def test_signs_of_markdown_disappear(tmp_path: Path, markdown: str, plain: str) -> None:
    """What is read aloud or found must be words."""
    assert texts(read_document(written(tmp_path / "a.md", f"# T\n\n{markdown}"))) == plain


@pytest.mark.parametrize("line", ["[" * 100_000, "*a " * 50_000, "![](" * 50_000, "_" * 100_000])
def test_hostile_lines_take_no_time(tmp_path: Path, line: str) -> None:
    """A line made to keep the reader busy is read like any other."""
    assert read_document(written(tmp_path / "a.md", f"# T\n\nWort {line}")).title == "T"


def test_a_licence_in_the_text_is_found(tmp_path: Path) -> None:
    """Cards of a collection state it in their last lines."""
    path = written(tmp_path / "a.md", '# T\n\nText.\n\nLizenz: "CC-BY 4.0" mit Dank an Amt\n')
    assert read_document(path).source.licence == "CC-BY 4.0"


# HTML, text ---------------------------------------------------------------------------------------


def test_html_is_read_without_scripts_and_forms(tmp_path: Path) -> None:
    """Nothing of a page is run, and nothing that runs is text."""
    document = read_document(written(tmp_path / "a.html", samples.HTML))
    assert document.passages == (
        Passage(
            headings=("Termine",),
            text="Im Bürgerbüro ohne Warten.\n\nmontags\n\ndienstags\n\nAmt · Raum\n\n"
            "Kasse · 7\n\nMehr",
            anchor="termine",
        ),
    )
    assert document.title == "Termine & mehr"
    assert document.language == "de"
    assert document.tags == ("Termin", "Rathaus")
    assert document.source.publisher == "Stadt Tengen"
    assert document.source.licence == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("encoding", "declaration"),
    [
        ("utf-8", ""),
        ("cp1252", ""),
        ("iso-8859-15", '<meta charset="iso-8859-15">'),
        ("utf-16", ""),
        ("cp1252", '<meta http-equiv="content-type" content="text/html; charset=windows-1252">'),
        ("utf-8", '<meta charset="unsinn">'),
    ],
)
def test_html_of_any_encoding(tmp_path: Path, encoding: str, declaration: str) -> None:
    """Umlauts survive, whether a page states its encoding or not."""
    page = f"<html><head>{declaration}</head><body><p>Bürgermeisterämter</p></body></html>"
    path = written(tmp_path / "a.htm", page.encode(encoding))
    assert texts(read_document(path)) == "Bürgermeisterämter"


def test_html_that_names_files_reads_none(tmp_path: Path) -> None:
    """Entities and includes of a page lead nowhere."""
    written(tmp_path / "secret.txt", "geheim")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
        "<html><body><p>Text &x;</p></body></html>"
    )
    assert "geheim" not in texts(read_document(written(tmp_path / "a.html", page)))


def test_deep_html_is_read(tmp_path: Path) -> None:
    """Thousands of elements within each other do not exhaust the reader."""
    page = "<div>" * 20_000 + "<p>Text</p>" + "</div>" * 20_000
    try:
        assert "Text" in texts(read_document(written(tmp_path / "a.html", page)))
    except DocumentRefused as error:
        assert "Text" in str(error)


def test_plain_text_has_paragraphs(tmp_path: Path) -> None:
    """A short first line is the title, whatever the machine that wrote the lines."""
    document = read_document(
        written(tmp_path / "a.txt", "Ein Titel\r\n\r\nEin Satz.\r\nNoch einer.")
    )
    assert document.title == "Ein Titel"
    assert texts(document) == "Ein Titel\n\nEin Satz.\nNoch einer."


@pytest.mark.parametrize("name", ["bericht_2024.md", "bericht_2024.txt"])
def test_without_a_title_the_name_of_the_file_stands(tmp_path: Path, name: str) -> None:
    """Every document can be named."""
    long = "Ein langer Absatz. " * 20
    assert read_document(written(tmp_path / name, long)).title == "bericht 2024"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Stadt und der Kreis sind mit den Gemeinden auf dem Weg zu einer Lösung.", "de"),
        ("The city and the county are on the way to a solution for the people.", "en"),
        ("Lorem ipsum dolor", ""),
    ],
)
def test_the_language_is_told_by_small_words(tmp_path: Path, text: str, language: str) -> None:
    """A search in German should know what is not."""
    assert read_document(written(tmp_path / "a.txt", text)).language == language


# Limits -------------------------------------------------------------------------------------------


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    """500 MB are never read: the file is sparse, and reading it would take seconds and memory."""
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    assert refused(path).startswith("Die Datei ist 500 MB groß, erlaubt sind 50 MB.")


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_a_text_that_is_too_long_is_refused(tmp_path: Path, name: str) -> None:
    """Characters count, whatever the format."""
    limits = dataclasses.replace(DEFAULT_LIMITS, characters=1_000)
    assert "mehr als 1.000 Zeichen" in refused(written(tmp_path / name, "Wort " * 2_000), limits)


@pytest.mark.parametrize("name", ["a.odt", "a.doc", "a", "a.exe"])
def test_other_formats_are_refused(tmp_path: Path, name: str) -> None:
    """The message names formats that work."""
    assert "DOCX, HTML, Markdown" in refused(written(tmp_path / name, "x"))


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.pdf", "a.docx", "a.txt"])
def test_empty_files_are_refused(tmp_path: Path, name: str) -> None:
    """An empty download is no document."""
    assert refused(written(tmp_path / name, b"")) == "Die Datei ist leer."


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_binary_content_is_refused(tmp_path: Path, name: str) -> None:
    """A program with the name of a text is none."""
    assert "keinen lesbaren Text" in refused(written(tmp_path / name, bytes(range(32)) * 50))


def test_text_without_words_is_refused(tmp_path: Path) -> None:
    """A page of nothing but scripts has nothing to find."""
    page = "<html><body><script>alert(1)</script></body></html>"
    assert refused(written(tmp_path / "a.html", page)) == "Die Datei enthält keinen Text."


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """A folder or nothing at all."""
    (tmp_path / "b.md").mkdir()
    assert refused(tmp_path / "a.md") == refused(tmp_path / "b.md") == "Das ist keine Datei."
