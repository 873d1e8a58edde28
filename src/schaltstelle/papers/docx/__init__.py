"""Advice → DOCX: an editable draft of a digital strategy with a proposed resolution."""

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.papers.docx.resolution import write_resolution
from schaltstelle.papers.docx.strategy import write_strategy
from schaltstelle.papers.docx.writing import Draft
from schaltstelle.papers.report import report_of
from schaltstelle.papers.report.wording import dated


def strategy_docx(centre: Centre, advice: Advice) -> bytes:
    """The draft as a Word document in German; the same advice gives the same bytes.

    What no source shows is left as a highlighted blank to fill.
    """
    title = f"Digitalstrategie für {advice.administration.name} (Entwurf)"
    draft = Draft(title, dated(advice.request.frame.start))
    report = report_of(centre, advice)
    write_strategy(draft, centre, advice, report)
    write_resolution(draft, advice, report)
    return draft.data()
