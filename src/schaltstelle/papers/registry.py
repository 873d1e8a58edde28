"""All exporters by kind. An exporter turns an advice into the bytes of one file."""

from collections.abc import Callable
from dataclasses import dataclass

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.papers.json import advice_json


@dataclass(frozen=True, slots=True)
class Exporter:
    """One kind of file. `label` and `title` are German."""

    kind: str
    label: str
    title: str
    media_type: str
    export: Callable[[Centre, Advice], bytes]


def _pdf(centre: Centre, advice: Advice) -> bytes:
    from schaltstelle.papers.pdf import advice_pdf  # typst takes a moment to load

    return advice_pdf(centre, advice)


def _docx(centre: Centre, advice: Advice) -> bytes:
    from schaltstelle.papers.docx import strategy_docx  # python-docx takes a moment to load

    return strategy_docx(centre, advice)


EXPORTERS: dict[str, Exporter] = {
    exporter.kind: exporter
    for exporter in (
        Exporter("pdf", "PDF", "Erstberatung zum Vorlegen", "application/pdf", _pdf),
        Exporter(
            "docx",
            "Word",
            "Entwurf einer Digitalstrategie mit Beschlussvorschlag",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _docx,
        ),
        Exporter("json", "JSON", "Alle Angaben für Programme", "application/json", advice_json),
    )
}
