"""A Word document as the drafts need it: headings, texts with blanks to fill, accessible tables."""

import io
import re
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

LANGUAGE = "de-DE"
ACCENT = RGBColor(0x17, 0x42, 0x6B)
HEADER_FILL = "EEF2F6"
LINE = "B9C3CC"
BLANK = re.compile(r"(\[bitte ergänzen[^\]]*\])")
BOLD = re.compile(r"(\*\*[^*]+\*\*)")
# Zip files cannot bear an earlier date.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
LEFT, RIGHT = "left", "right"
BULLET, NUMBERED = "List Bullet", "List Number"
CELL_STYLE, NUMBER_STYLE = "Tabellentext", "Tabellenzahl"


def blank(what: str) -> str:
    """A blank to fill; it is highlighted wherever it is written."""
    return f"[bitte ergänzen: {what}]"


class Draft:
    """A document that is written from top to bottom."""

    def __init__(self, title: str, dated: datetime) -> None:
        self.document: Document = docx.Document()
        self._after_table = False
        self._set_page()
        self._set_styles()
        self._styles = {name: self.document.styles[name] for name in (BULLET, NUMBERED)}
        self._set_properties(title, dated)

    def heading(self, text: str, level: int) -> None:
        """A heading; level 0 is the title."""
        self.document.add_heading(text, level)
        self._after_table = False

    def text(self, text: str, style: str = "Normal") -> None:
        """A paragraph; **bold** and blanks are marked."""
        paragraph = self.document.add_paragraph()
        if style != "Normal":
            paragraph.style = self._styles[style]
        if self._after_table:
            paragraph.paragraph_format.space_before = Pt(8)
            self._after_table = False
        _write(paragraph, text)

    def bullets(self, texts: Sequence[str]) -> None:
        """A list."""
        for text in texts:
            self.text(text, BULLET)

    def numbered(self, texts: Sequence[str]) -> None:
        """A numbered list. Word counts on over all of them: use it once in a document."""
        for text in texts:
            self.text(text, NUMBERED)

    def page_break(self) -> None:
        """Go on at the top of a page."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def table(
        self,
        description: str,
        columns: Sequence[tuple[str, float, str]],
        rows: Sequence[Sequence[str]],
    ) -> None:
        """A table with a header row that repeats. `columns` holds (title, width in cm, "left" or
        "right"); `description` is its alternative text."""
        table = self.document.add_table(rows=1, cols=len(columns))
        table.autofit = False
        _describe(table, description)
        _frame(table)
        for number, (cell, (_, width, side)) in enumerate(
            zip(table.rows[0].cells, columns, strict=True)
        ):
            table.columns[number].width = cell.width = Cm(width)
            cell.paragraphs[0].style = NUMBER_STYLE if side == RIGHT else CELL_STYLE
        header = table.rows[0]._tr
        header.get_or_add_trPr().append(_element("cantSplit", val="true"))
        # Copying one row is many times faster than adding rows one by one.
        empty = deepcopy(header)
        _fill(header, table, [f"**{title}**" for title, _, _ in columns])
        _mark_header(table)
        for texts in rows:
            row = deepcopy(empty)
            table._tbl.append(row)
            _fill(row, table, texts)
        self._after_table = True

    def data(self) -> bytes:
        """The file; the same content gives the same bytes."""
        packed = io.BytesIO()
        self.document.save(packed)
        return _with_fixed_dates(packed.getvalue())

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.5), Cm(2.0)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        footer.add_run("Seite ")
        _add_field(footer, "PAGE")

    def _set_styles(self) -> None:
        styles = self.document.styles
        normal = styles["Normal"]
        normal.font.name = "Calibri"
        normal.font.size = Pt(11)
        normal.paragraph_format.space_after = Pt(6)
        for name in (CELL_STYLE, NUMBER_STYLE):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = normal
            style.font.size = Pt(9.5)
            style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
            font = styles[name].font
            font.color.rgb = ACCENT
            font.name = "Calibri"
            fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
        defaults = styles.element.find(qn("w:docDefaults"))
        for language in defaults.iter(qn("w:lang")):
            language.set(qn("w:val"), LANGUAGE)

    def _set_properties(self, title: str, dated: datetime) -> None:
        properties = self.document.core_properties
        properties.title = title
        properties.author = properties.last_modified_by = "Schaltstelle"
        properties.language = LANGUAGE
        properties.subject = "Entwurf zum Bearbeiten"
        properties.comments = properties.keywords = properties.category = ""
        properties.created = properties.modified = dated.replace(tzinfo=None)
        properties.revision = 1


def _write(paragraph: Paragraph, text: str) -> None:
    for part in BLANK.split(text):
        if BLANK.fullmatch(part):
            paragraph.add_run(part).font.highlight_color = WD_COLOR_INDEX.YELLOW
            continue
        for piece in BOLD.split(part):
            if piece:
                run = paragraph.add_run(piece.strip("*"))
                if BOLD.fullmatch(piece):
                    run.bold = True


def _fill(row: CT_Row, table: Table, texts: Sequence[str]) -> None:
    for paragraph, text in zip(row.iter(qn("w:p")), texts, strict=True):
        _write(Paragraph(paragraph, table), text)


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _describe(table: Table, description: str) -> None:
    """Alternative text; Word shows it to screen readers."""
    properties = table._tbl.tblPr
    properties.append(_element("tblCaption", val=description))
    properties.append(_element("tblDescription", val=description))


def _frame(table: Table) -> None:
    borders = _element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(side, val="single", sz="4", space="0", color=LINE))
    properties = table._tbl.tblPr
    properties.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"
    )


def _mark_header(table: Table) -> None:
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(_element("tblHeader", val="true"))
    for cell in row.cells:
        shade = _element("shd", val="clear", color="auto", fill=HEADER_FILL)
        cell._tc.get_or_add_tcPr().append(shade)


def _add_field(paragraph: Paragraph, code: str) -> None:
    run = paragraph.add_run()
    run._r.append(_element("fldChar", fldCharType="begin"))
    instruction = _element("instrText")
    instruction.text = code
    run._r.append(instruction)
    run._r.append(_element("fldChar", fldCharType="end"))


def _with_fixed_dates(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
