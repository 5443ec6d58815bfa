"""The tables of chapters as sheets: what reads as a number becomes one, so that it can be added up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Chapter, Grid
from growthpole.reports.excel.sheet import VALUE, Column, Sheet, Value, bilingual

__all__ = ["chapter_sheets"]

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def chapter_sheets(chapters: Sequence[Chapter]) -> Iterator[Sheet]:
    """A sheet for each table, in the order of the report."""
    for chapter in chapters:
        for grid in chapter.grids:
            yield _sheet(grid)


def _sheet(grid: Grid) -> Sheet:
    columns = [
        Column(heading, 20 if place in grid.numeric else 32, VALUE if place in grid.numeric else "")
        for place, heading in enumerate(grid.columns)
    ]
    rows = [[_value(cell, place in grid.numeric) for place, cell in enumerate(row)] for row in grid.rows]
    return Sheet(Text(grid.id, _name(grid)), columns, rows, len(rows), len(rows))


def _name(grid: Grid) -> str:
    """The title without what a sheet's name may not hold; a long one ends before its colon or bracket, so that no
    number is cut in two.
    """
    title, room = re.sub(r"[\[\]:*?/\\]", " ", grid.title.get("zh")), 30 - len(grid.id)
    return title if len(title) <= room else re.split(r"[：（，]", title)[0][:room]


def _value(cell: Text | str, numeric: bool) -> Value:
    text = cell if isinstance(cell, str) else bilingual(cell)
    return float(text.replace(",", "")) if numeric and _NUMBER.fullmatch(text) else text
