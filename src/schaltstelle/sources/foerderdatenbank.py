"""Funding programmes from the XML export of the Förderdatenbank (folder or Zip file).

Nothing of it is shipped: its texts may not be changed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from schaltstelle.core.german import refusal
from schaltstelle.sources import foerderdatenbank_values as values
from schaltstelle.sources.documents import html
from schaltstelle.sources.documents.passages import (
    HEADING_LEVELS,
    Block,
    Heading,
    passages,
)
from schaltstelle.sources.documents.values import (
    DocumentRefused,
    DocumentSource,
    ImportedDocument,
)
from schaltstelle.sources.errors import Faults, Issue
from schaltstelle.sources.foerderdatenbank_files import (
    Damaged,
    DocumentLink,
    Export,
    FundingDocument,
    opened,
    read_document,
)
from schaltstelle.sources.foerderdatenbank_values import (
    FundingContact,
    FundingImport,
    FundingLink,
    FundingText,
    ImportedProgramme,
)

PROGRAMMES = "/BMWI/FDB/Content/DE/Foerderprogramm/"

# What the texts are; comments are notes of the editors and no text of the programme.
TEXTS = {
    "gsb:teaserText": "Kurztext",
    "gsb:summary": "Volltext",
    "gsb:regulatoryFWork": "Rechtliche Voraussetzungen",
    "gsb:procDescription": "Fundstelle",
    "gsb:bodyText": "Richtlinie",
}
OTHER_TEXT = "Weitere Angaben"
NO_TEXTS = frozenset({"gsb:title", "gsb:comment"})


def parse(path: Path) -> FundingImport:
    """The programmes of an export, references between its files resolved.

    A damaged file only loses what it says, and is named. Raises SourceError where nothing is
    readable: no export, damaged archive, too large.
    """
    with opened(path) as export:
        keys = sorted(key for key in export.files if key.startswith(PROGRAMMES))
        if not keys:
            reason = f"Das ist kein Export der Förderdatenbank: {PROGRAMMES[1:]} fehlt."
            raise Faults(path).stop(reason)
        reading = _Reading(export)
        programmes = tuple(found for key in keys if (found := reading.programme(key)) is not None)
        return FundingImport(programmes, tuple(reading.issues))


def as_document(programme: ImportedProgramme) -> ImportedDocument:
    """A programme as a document of the library: texts unchanged, source and licence with it."""
    blocks: list[Block] = []
    for text in programme.texts:
        blocks.append(Heading(1, text.heading))
        blocks.extend(_below(block) for block in text.blocks)
    return ImportedDocument(
        file=programme.file,
        format="xml",
        title=programme.title,
        language="de",
        place=programme.lands[0] if len(programme.lands) == 1 else "",
        place_name="",
        source=DocumentSource(
            title=programme.title,
            publisher=programme.publisher,
            address=programme.address,
            licence=programme.licence,
            date=programme.issued.isoformat() if programme.issued else "",
        ),
        tags=(*programme.areas, *programme.kinds, *programme.applicants),
        sha256=programme.sha256,
        passages=passages(blocks),
    )


def _below(block: Block) -> Block:
    """A heading within a text, one level further in."""
    if isinstance(block, Heading):
        return Heading(min(block.level + 1, HEADING_LEVELS), block.text)
    return block


# Programmes ---------------------------------------------------------------------------------------


@dataclass
class _Reading:
    """The documents met while the programmes are read, each read once, and their faults."""

    export: Export
    issues: list[Issue] = field(default_factory=list)
    read: dict[str, FundingDocument | None] = field(default_factory=dict)

    def programme(self, key: str) -> ImportedProgramme | None:
        """The programme of a file, None where it cannot be read."""
        own = self._at(key)
        if own is None:
            return None
        title = self._words(own, "gsb:title")
        if not title:
            self._note(own, 0, "Der Titel (gsb:title) fehlt.")
            return None
        codes = own.codes("Foerderberechtigte")
        texts = tuple(self._texts(own))
        short = next((text.text for text in texts if text.heading == "Kurztext"), "")
        return ImportedProgramme(
            id=key.removeprefix(PROGRAMMES).replace("/", "-").lower(),
            file=own.name,
            sha256=own.sha256,
            title=title,
            summary=short,
            texts=texts,
            funders=_labels(own.codes("Foerdergeber"), values.FUNDERS),
            organisations=tuple(self._titles(own, "Foerderorganisation")),
            lands=self._lands(own),
            kinds=_labels(own.codes("Foerderart"), values.KINDS),
            codes=codes,
            applicants=_labels(codes, values.APPLICANTS),
            areas=_labels(own.codes("Foerderbereich"), values.AREAS),
            keywords=own.value("gsb:keywords"),
            contacts=tuple(self._contacts(own)),
            legal_basis=tuple(self._legal_basis(own)),
            links=tuple(self._external(own, own.links.get("ExternerLink", ()))),
            issued=self._date(own, "gsb:dateOfIssue"),
            expires=self._date(own, "gsb:dateOfExpiration"),
            address=f"{values.SITE}{key.removeprefix('/BMWI')}.html",
        )

    # Documents and faults ---------------------------------------------------------------------

    def _at(self, key: str) -> FundingDocument | None:
        """The document of a key, None where it is missing or damaged; a fault is noted once."""
        if key not in self.read:
            self.read[key] = self._fresh(key)
        return self.read[key]

    def _fresh(self, key: str) -> FundingDocument | None:
        name = self.export.files.get(key)
        if name is None:
            return None
        try:
            return read_document(name, self.export.read(name))
        except Damaged as damaged:
            self.issues.append(Issue(name, damaged.line, damaged.reason))
        except OSError as error:
            reason = f"Die Datei lässt sich nicht lesen: {refusal(error)}."
            self.issues.append(Issue(name, 0, reason))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            self.issues.append(Issue(name, 0, "Die Datei ist im Archiv beschädigt."))
        return None

    def _linked(self, own: FundingDocument, link: DocumentLink) -> FundingDocument | None:
        """The document that a link names; what is missing is noted where the link stands."""
        if link.key not in self.export.files:
            self._note(own, link.line, f"Der Verweis auf {link.key} führt ins Leere.")
            return None
        return self._at(link.key)

    def _note(self, own: FundingDocument, line: int, reason: str) -> None:
        self.issues.append(Issue(own.name, line, reason))

    # Parts of a programme ---------------------------------------------------------------------

    def _texts(self, own: FundingDocument) -> Iterator[FundingText]:
        others = [name for name in own.texts if name not in TEXTS and name not in NO_TEXTS]
        for name in (*TEXTS, *others):
            if name in own.texts and (blocks := self._blocks(own, name)):
                yield FundingText(heading=TEXTS.get(name, OTHER_TEXT), blocks=blocks)

    def _words(self, own: FundingDocument, name: str) -> str:
        """A text on one line."""
        return " ".join(block.text for block in self._blocks(own, name))

    def _blocks(self, own: FundingDocument, name: str) -> tuple[Block, ...]:
        """The headings and paragraphs of a text."""
        text, line = own.texts.get(name, ("", 0))
        try:
            return html.blocks(_inner(text)) if _inner(text) else ()
        except DocumentRefused as refused:
            self._note(own, line, f"{name}: {refused}")
            return ()

    def _titles(self, own: FundingDocument, classifier: str) -> Iterator[str]:
        for link in own.links.get(classifier, ()):
            document = self._linked(own, link)
            if document is not None and (title := self._words(document, "gsb:title")):
                yield title

    def _contacts(self, own: FundingDocument) -> Iterator[FundingContact]:
        for link in own.links.get("Kontakt", ()):
            office = self._linked(own, link)
            if office is not None:
                yield self._contact(office)

    def _contact(self, office: FundingDocument) -> FundingContact:
        found = [self._linked(office, link) for link in office.links.get("Adresse", ())]
        place = next((address for address in found if address is not None), office)
        websites = list(self._external(office, office.links.get("gsb:website", ())))
        return FundingContact(
            name=self._words(office, "gsb:title"),
            phone=office.value("gsb:phone"),
            mail=office.value("gsb:email"),
            website=websites[0].address if websites else "",
            street=f"{place.value('gsb:road')} {place.value('gsb:houseId')}".strip(),
            postcode=place.value("gsb:zipCode"),
            city=place.value("gsb:city"),
        )

    def _legal_basis(self, own: FundingDocument) -> Iterator[FundingLink]:
        """The links within the text of the directive."""
        text, line = own.texts.get("gsb:bodyText", ("", 0))
        keys = re.findall(r"xlink:href=[\"']target:([^\"']+)[\"']", text)
        yield from self._external(own, [DocumentLink(key, line) for key in dict.fromkeys(keys)])

    def _external(
        self, own: FundingDocument, links: Sequence[DocumentLink]
    ) -> Iterator[FundingLink]:
        for link in links:
            document = self._linked(own, link)
            address = document.value("gsb:url") if document is not None else ""
            if document is not None and address.startswith(("http://", "https://")):
                yield FundingLink(title=self._words(document, "gsb:title"), address=address)

    def _lands(self, own: FundingDocument) -> tuple[str, ...]:
        codes = own.codes("Foerdergebiet")
        if any(code in values.NATIONWIDE for code in codes):
            return ()
        for code in codes:
            if code not in values.LANDS:
                self._note(own, 0, f"Das Fördergebiet „{code}“ ist unbekannt.")
        return tuple(sorted({values.LANDS[code] for code in codes if code in values.LANDS}))

    def _date(self, own: FundingDocument, name: str) -> date | None:
        text, line = own.plain.get(name, ("", 0))
        try:
            return date.fromisoformat(text[:10]) if text else None
        except ValueError:
            self._note(own, line, f"{name}: „{text}“ ist kein Datum.")
            return None


def _inner(text: str) -> str:
    """What stands between the marks of a section that the export writes out as text."""
    return text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip()


def _labels(codes: Sequence[str], words: Mapping[str, str]) -> tuple[str, ...]:
    """The words for codes; a new code stands as it is, with blanks."""
    return tuple(words.get(code, code.strip("_").replace("_", " ")) for code in codes)
