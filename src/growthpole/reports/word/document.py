"""A document of blocks as a Word file that an office can edit."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import vl_convert
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from growthpole.archive import timeless
from growthpole.reports.manual.blocks import Block, Document, Heading, Paragraph, Picture, Sheet, headings
from growthpole.reports.manual.spoken_blocks import charts_of
from growthpole.reports.manual.words import MANUAL_WORDS
from growthpole.reports.word.xml import HAN, LATIN, bookmark, contents, field, run, table

__all__ = ["word_bytes", "write_word"]

_HEADED = "SimHei"
"""The typeface of Chinese headings."""
_SIZES = {"Title": 22.0, "Heading 1": 16.0, "Heading 2": 13.0, "Heading 3": 11.5, "Normal": 10.5}


def write_word(document: Document, path: str | Path, language: str = "zh") -> Path:
    """Write a document as a Word file (.docx) in one language.

    Parameters
    ----------
    document : Document
        Any document.
    path : str or Path
        The file to write; its folder must exist.
    language : {"zh", "en"}
        The language.

    Returns
    -------
    Path
        The file written. The same document gives the same bytes.
    """
    target = Path(path)
    target.write_bytes(word_bytes(document, language))
    return target


def word_bytes(document: Document, language: str = "zh") -> bytes:
    """The Word file as bytes: real headings, contents that lead to them, tables whose heading row repeats."""
    made = docx.Document()
    _properties(made, document, language)
    _styles(made)
    _page(made, document, language)
    _front(made, document, language)
    charts = charts_of(document, language)
    for at, block in enumerate(document.blocks):
        _add(made, block, charts, language, at)
    kept = io.BytesIO()
    made.save(kept)
    return timeless(kept.getvalue())


def _properties(made: Any, document: Document, language: str) -> None:
    core, day = made.core_properties, datetime(*document.dated)
    core.title, core.author, core.subject = (
        document.title.get(language), document.author.get(language), document.subtitle.get(language),
    )  # fmt: skip
    core.created = core.modified = day
    core.last_modified_by, core.revision, core.comments, core.keywords = document.author.get(language), 1, "", ""
    core.language = "zh-CN" if language == "zh" else "en-GB"


def _styles(made: Any) -> None:
    """Sizes and typefaces of both scripts, set on the styles, so that what is typed later follows."""
    for name, size in _SIZES.items():
        style = made.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        properties = style.element.get_or_add_rPr()
        letters = properties.get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            letters.attrib.pop(qn(f"w:{kind}"), None)
        for kind in ("ascii", "hAnsi", "cs"):
            letters.set(qn(f"w:{kind}"), LATIN)
        letters.set(qn("w:eastAsia"), HAN if name == "Normal" else _HEADED)
        style.font.color.rgb = RGBColor(0x1D, 0x27, 0x33)
    made.styles["Normal"].paragraph_format.space_after = Pt(6)
    for level in (1, 2):
        style = made.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.element.styleId = f"TOC{level}"
        style.base_style, style.paragraph_format.space_after = made.styles["Normal"], Pt(2)
        style.paragraph_format.left_indent = Mm(6 * (level - 1))
        style.paragraph_format.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _page(made: Any, document: Document, language: str) -> None:
    """A4 with the margins of GB/T 9704 as near as tables allow, the title above and the page number below."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(28), Mm(25)
    section.left_margin, section.right_margin = Mm(25), Mm(25)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header._p.append(_parsed(run(document.title.get(language), language, size=9, colour="5D6773")))
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _append(footer, field("PAGE", run("1", language, size=9)))


def _front(made: Any, document: Document, language: str) -> None:
    """The title, and the contents as links to the headings.

    They are the result of a field that is not marked for renewal: Word and WPS then open the file without asking
    whether fields may be updated, and put in the page numbers when the office updates the contents.
    """
    _append(made.add_paragraph(), run(document.author.get(language), language, size=11, bold=True, colour="A52A1E"))
    _append(made.add_paragraph(style="Title"), run(document.title.get(language), language, han=_HEADED))
    _append(made.add_paragraph(), run(document.subtitle.get(language), language, size=11, colour="5D6773"))
    listed = [(one.level, _mark(at), one.text.get(language)) for at, one in headings(document)]
    if not listed:
        return
    _append(
        made.add_paragraph(), run(MANUAL_WORDS["contents"].get(language), language, size=13, bold=True, han=_HEADED)
    )
    made.element.body.insert_element_before(contents(listed, language), "w:sectPr")
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _mark(at: int) -> str:
    """The bookmark of the heading that is the block of that number, named as Word names its own."""
    return f"_Toc{at:08d}"


def _add(made: Any, block: Block, charts: Mapping[str, bytes], language: str, at: int) -> None:
    match block:
        case Heading():
            heading = made.add_heading(level=block.level)
            heading.paragraph_format.page_break_before = block.fresh
            _append(heading, bookmark(_mark(at), at, run(block.text.get(language), language, han=_HEADED)))
        case Paragraph():
            size, colour = (9, "5D6773") if block.small else (0, "")
            _append(made.add_paragraph(), run(block.text.get(language), language, size=size, colour=colour))
        case Sheet():
            _add_table(made, block, language)
        case Picture():
            _add_picture(made, block.caption.get(language), charts[block.name], language)


def _add_table(made: Any, sheet: Sheet, language: str) -> None:
    title = sheet.title.get(language)
    if title:
        caption = made.add_paragraph()
        caption.paragraph_format.keep_with_next = True
        _append(caption, run(title, language, size=10, bold=True))
    rows = [[cell if isinstance(cell, str) else cell.get(language) for cell in row] for row in sheet.rows]
    columns = [column.get(language) for column in sheet.columns]
    made.element.body.insert_element_before(
        table(columns, rows, sheet.widths, numeric=sheet.numeric, language=language, name=title), "w:sectPr"
    )
    # Two tables without a paragraph between them would run into one.
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _add_picture(made: Any, caption: str, svg: bytes, language: str) -> None:
    """The chart as a picture with its caption, which a reader that sees none reads aloud."""
    above = made.add_paragraph()
    above.paragraph_format.keep_with_next = True
    _append(above, run(caption, language, size=10, bold=True))
    drawn = vl_convert.svg_to_png(svg.decode(), scale=2.5)
    shape = made.add_paragraph().add_run().add_picture(io.BytesIO(drawn), width=Mm(158))
    shape._inline.docPr.set("descr", caption)


def _append(paragraph: Any, xml: str) -> None:
    """Add runs, given as XML, to a paragraph."""
    whole = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
    for part in list(whole):
        paragraph._p.append(part)


def _parsed(xml: str) -> Any:
    return next(iter(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")))
