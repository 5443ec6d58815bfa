"""Marking a workbook: colours and comments at the faulty cells, and a first sheet that lists all problems."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import column_index_from_string, get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from growthpole.errors import Problem

__all__ = ["Copied", "fill_row", "finished"]

_FILL = {"error": PatternFill("solid", fgColor="FFC7CE"), "warning": PatternFill("solid", fgColor="FFEB9C")}
_HEADINGS = (
    "severity 级别",
    "file 文件",
    "sheet 工作表",
    "row 行",
    "column 列",
    "found 现为",
    "must be 应为",
    "what to do 怎么改",
)
_WIDTHS = (10, 18, 14, 7, 16, 40, 40, 60)
_COMMENT_SIZE = (160, 420)
"""Height and width."""


@dataclass
class Copied:
    """Sheets of the copy, by file and sheet of the input, and where rows went that did not keep their number."""

    sheets: dict[tuple[str, str | None], Any] = field(default_factory=dict)
    rows: dict[tuple[str, str | None], dict[int, int]] = field(default_factory=dict)
    heading_rows: dict[tuple[str, str | None], int] = field(default_factory=dict)


def finished(book: Any, problems: Sequence[Problem], copied: Copied) -> bytes:
    """The workbook with its faulty cells marked and the list of problems in front."""
    listed = book.create_sheet("problems", 0)
    _mark(problems, copied)
    _list(listed, problems, copied)
    book.active = 0
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill_row(sheet: Any, row: int, values: Sequence[Any]) -> None:
    """Write values as text."""
    for column, value in enumerate(values, 1):
        if value is not None and value != "":
            cell = sheet.cell(row, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", str(value))
            # Text that begins with = must stay text: a copy never calculates what the input said.
            cell.data_type = "s"


def _mark(problems: Sequence[Problem], copied: Copied) -> None:
    told: dict[Any, list[Problem]] = {}
    for problem in problems:
        cell = _cell(problem, copied)
        if cell is not None:
            told.setdefault((cell.parent.title, cell.coordinate), []).append(problem)
    for problem in problems:
        cell = _cell(problem, copied)
        if cell is not None:
            _comment(cell, told[cell.parent.title, cell.coordinate])


def _comment(cell: Any, problems: Sequence[Problem]) -> None:
    worst = "error" if any(one.severity == "error" for one in problems) else "warning"
    cell.fill = _FILL[worst]
    text = "\n\n".join(f"{one.severity}: found {one.found}; must be {one.must}. {one.do}" for one in problems)
    cell.comment = Comment(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text), "growthpole", *_COMMENT_SIZE)


def _cell(problem: Problem, copied: Copied) -> Any | None:
    """The cell of the copy that a problem speaks of."""
    place = (problem.file, problem.sheet)
    sheet = copied.sheets.get(place)
    if sheet is None or problem.row is None:
        return None
    row = copied.rows[place].get(problem.row) if place in copied.rows else problem.row
    if row is None:
        return None
    column = _column(sheet, problem, copied.heading_rows.get(place))
    cell = sheet.cell(row, column)
    # A merged range has one real cell, its first.
    merged = next((area for area in sheet.merged_cells.ranges if cell.coordinate in area), None)
    return cell if merged is None else sheet.cell(merged.min_row, merged.min_col)


def _column(sheet: Any, problem: Problem, heading_row: int | None) -> int:
    if problem.code == "cell-beside" and problem.column is not None:
        return int(column_index_from_string(problem.column))
    rows = range(1, min(problem.row or 1, 12) + 1) if heading_row is None else (heading_row,)
    for row in rows:
        for cell in sheet[row]:
            if cell.value is not None and str(cell.value) == problem.column:
                return int(cell.column)
    return 1


def _list(sheet: Any, problems: Sequence[Problem], copied: Copied) -> None:
    """Fill the first sheet: every problem, with a link to its cell."""
    sheet.append(_HEADINGS)
    for cell, width in zip(sheet[1], _WIDTHS, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(cell.column)].width = width
    for at, one in enumerate(problems, 2):
        row = (one.severity, one.file, one.sheet, one.row, one.column, one.found, one.must, one.do)
        fill_row(sheet, at, row)
        for cell in sheet[at]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(at, 1).fill = _FILL[one.severity]
        cell = _cell(one, copied)
        if cell is not None:
            place = f"'{cell.parent.title}'!{cell.coordinate}"
            sheet.cell(at, 4).hyperlink = Hyperlink(ref=f"D{at}", location=place)
            sheet.cell(at, 4).font = Font(color="0563C1", underline="single")
    sheet.freeze_panes = "A2"
