"""Blocks in one language as plain data, which the templates of page and paper read."""

from __future__ import annotations

from typing import Any

from growthpole.errors import NameUnknownError
from growthpole.model.text import LANGUAGES
from growthpole.reports.chapters.chapter import Chapter, Drawing, dated
from growthpole.reports.manual.blocks import Block, Document, Heading, Paragraph, Picture, Sheet, headings
from growthpole.reports.manual.words import MANUAL_WORDS
from growthpole.reports.pdf.pictures import chapter_pictures

__all__ = ["charts_of", "spoken_document"]

_LONG = 12
"""With more headings than this, the contents name the parts and clusters only."""


def spoken_document(document: Document, language: str) -> dict[str, Any]:
    """A document in one language.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    if language not in LANGUAGES:
        raise NameUnknownError("language", language, LANGUAGES)
    return {
        "title": document.title.get(language),
        "subtitle": document.subtitle.get(language),
        "author": document.author.get(language),
        "dated": document.dated,
        "language": language,
        "contents": MANUAL_WORDS["contents"].get(language),
        "depth": 2 if len(list(headings(document, 1))) < _LONG else 1,
        "blocks": [_spoken(block, language) for block in document.blocks],
    }


def charts_of(document: Document, language: str) -> dict[str, bytes]:
    """The charts of a document as SVG, by name."""
    drawings = {one.name: Drawing(one.caption, one.draw) for one in document.blocks if isinstance(one, Picture)}
    made = chapter_pictures([Chapter(document.id, document.title, drawings=drawings)], language)
    return {name: sheets[0] for name, sheets in made.items()}


def _spoken(block: Block, language: str) -> dict[str, Any]:
    match block:
        case Heading(level=level, text=text, fresh=fresh):
            return {"kind": "heading", "level": level, "text": text.get(language), "fresh": fresh}
        case Paragraph(text=text, small=small):
            return {"kind": "paragraph", "text": text.get(language), "small": small}
        case Picture(name=name, caption=caption):
            return {"kind": "picture", "name": name, "caption": caption.get(language)}
        case Sheet():
            return {
                "kind": "sheet",
                "title": block.title.get(language),
                "columns": [column.get(language) for column in block.columns],
                "rows": [[one if isinstance(one, str) else one.get(language) for one in row] for row in block.rows],
                "widths": list(block.widths),
                "numeric": sorted(block.numeric),
                "dates": sorted(dated(block.rows)),
            }
