"""Pieces of a Word document as XML: runs in both scripts, fields, tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

__all__ = ["HAN", "LATIN", "bookmark", "contents", "field", "fonts", "run", "table"]

LATIN, HAN = "Times New Roman", "SimSun"
"""Typefaces that every office has, for the two scripts."""

_TEXT_WIDTH = 9072
"""The width of the text on A4 between its margins, in twentieths of a point."""
_LINE, _SHADE, _SOFT = "BDB8A9", "F1EEE4", "5D6773"


def fonts(han: str = HAN) -> str:
    """The typefaces of a run: Word chooses between them letter by letter."""
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{han}"/>'


def run(text: str, language: str, *, size: float = 0, bold: bool = False, colour: str = "", han: str = HAN) -> str:
    """A run of text; ``size`` in points, 0 for that of its style."""
    marks = "<w:b/>" if bold else ""
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    points = f'<w:sz w:val="{round(2 * size)}"/><w:szCs w:val="{round(2 * size)}"/>' if size else ""
    spoken = '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>' if language == "en" else '<w:lang w:eastAsia="zh-CN"/>'
    properties = f"<w:rPr>{fonts(han)}{marks}{tint}{points}{spoken}</w:rPr>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(_printable(text))}</w:t></w:r>'


def field(code: str, shown: str = "") -> str:
    """A field that Word fills in, such as ``PAGE``; until then it shows what stands there."""
    return f"{_opened(code)}{shown}{_CLOSED}"


def bookmark(name: str, number: int, runs: str) -> str:
    """Runs with a bookmark around them, to which a link can lead."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def contents(entries: Sequence[tuple[int, str, str]], language: str) -> Any:
    """A table of contents: each entry a link, given as its level, its bookmark and its text.

    The block is one that Word and WPS know as a table of contents and offer to update.
    """
    lines = [
        f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{_opened(_TOC) if at == 0 else ""}'
        f'<w:hyperlink w:anchor="{mark}" w:history="1">{run(text, language)}</w:hyperlink>'
        f"{_CLOSED if at == len(entries) - 1 else ''}</w:p>"
        for at, (level, mark, text) in enumerate(entries)
    ]
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{''.join(lines)}</w:sdtContent></w:sdt>"
    )


_TOC = 'TOC \\o "1-2" \\h \\z \\u'
_CLOSED = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _opened(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    numeric: frozenset[int],
    language: str,
    name: str = "",
) -> Any:
    """A table whose heading row stands again on every page.

    Built as text and parsed once: made cell by cell, a volume of sixty towns takes ten times as long.
    """
    sizes = [round(_TEXT_WIDTH * width / sum(widths)) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    title = f'<w:tblCaption w:val="{escape(name, {chr(34): "&quot;"})}"/>' if name else ""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row(columns, sizes, frozenset(), language, head=True)
    body = "".join(_row(row, sizes, numeric, language, head=False) for row in rows)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(sizes)}" w:type="dxa"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/>{title}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>'
    )


def _row(cells: Sequence[str], sizes: Sequence[int], numeric: frozenset[int], language: str, *, head: bool) -> str:
    marks = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    inside = "".join(
        _cell(text, size, at in numeric, language, head=head)
        for at, (text, size) in enumerate(zip(cells, sizes, strict=True))
    )
    return f"<w:tr><w:trPr>{marks}</w:trPr>{inside}</w:tr>"


def _cell(text: str, size: int, right: bool, language: str, *, head: bool) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>' if head else ""
    side = '<w:jc w:val="right"/>' if right else ""
    spacing = '<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{shade}</w:tcPr>'
        f"<w:p><w:pPr>{spacing}{side}</w:pPr>{run(text, language, size=9, bold=head)}</w:p></w:tc>"
    )


def _printable(text: str) -> str:
    """XML has no place for control characters; an office's cell may hold some."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
