"""All exporters by kind. An exporter turns an advice into the bytes of one file."""

from collections.abc import Callable
from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.papers.docx import strategy_docx
from schaltstelle.papers.json import advice_json
from schaltstelle.papers.pdf import advice_pdf


@dataclass(frozen=True, slots=True)
class Exporter:
    """One kind of file. `label` and `title` are German."""

    kind: str
    label: str
    title: str
    media_type: str
    export: Callable[[Centre, Advice], bytes]


EXPORTERS: dict[str, Exporter] = {
    exporter.kind: exporter
    for exporter in (
        Exporter("pdf", "PDF", "Erstberatung zum Vorlegen", "application/pdf", advice_pdf),
        Exporter(
            "docx",
            "Word",
            "Entwurf einer Digitalstrategie mit Beschlussvorschlag",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            strategy_docx,
        ),
        Exporter("json", "JSON", "Alle Angaben für Programme", "application/json", advice_json),
    )
}
