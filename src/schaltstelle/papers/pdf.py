"""Advice → PDF: tagged, PDF/UA-1 and PDF/A-2a, set by typst."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import typst

from schaltstelle.centre import Centre
from schaltstelle.core.advice import Advice
from schaltstelle.papers.report import report_of
from schaltstelle.papers.report.wording import dated
from schaltstelle.papers.stream_ends import with_clear_stream_ends

HERE = Path(__file__).parent
TEMPLATE = HERE / "typst" / "report.typ"
FONTS = HERE / "fonts"
FONT = "Fira Sans"
# Comes with typst; used where the fonts of the design system are not installed.
FALLBACK_FONT = "Libertinus Serif"


def advice_pdf(centre: Centre, advice: Advice) -> bytes:
    """The advice as a tagged PDF in German; the same advice gives the same bytes."""
    report = {**asdict(report_of(centre, advice)), "place": advice.place.name}
    fonts, family = _fonts()
    compiled = typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=fonts,
        sys_inputs={"report": json.dumps(report, ensure_ascii=False), "font": family},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=dated(advice.request.frame.start),
    )
    if not isinstance(compiled, bytes):
        raise TypeError("Ein PDF ist eine einzige Datei.")
    return with_clear_stream_ends(compiled)


@lru_cache(maxsize=1)
def _fonts() -> tuple[typst.Fonts, str]:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(FONTS)] if FONTS.is_dir() else [],
    )
    return fonts, FONT if FONT in fonts.families() else FALLBACK_FONT
