"""An Excel copy of what was handed in, with every faulty cell coloured and commented."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import column_index_from_string, get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from growthpole.errors import InputError, Problem
from growthpole.tables.columns import TABLES, plain
from growthpole.tables.folder import only_workbook, read_files
from growthpole.tables.guard import guard, unpacked
from growthpole.tables.notes import Notes
from growthpole.tables.raw import RawTable

__all__ = ["write_marked_copy"]

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
_WHOLE = 20_000
"""Up to here all records of a text table are copied, beyond only the faulty ones."""
_OPENED_WHOLE = 64 * 2**20
"""A workbook opened with all its formats takes some fifty times its unpacked size in memory."""
_COMMENT_SIZE = (420, 160)
_NAME = 31
"""The longest name of a sheet."""


@dataclass
class _Copied:
    """Sheets of the copy, by file and sheet of the input, and where rows went that did not keep their number."""

    sheets: dict[tuple[str, str | None], Any] = field(default_factory=dict)
    rows: dict[tuple[str, str | None], dict[int, int]] = field(default_factory=dict)
    heading_rows: dict[tuple[str, str | None], int] = field(default_factory=dict)


def write_marked_copy(path: str | PathLike[str], problems: Sequence[Problem], target: str | PathLike[str]) -> None:
    """Write an Excel copy of the input with the faulty cells marked.

    Parameters
    ----------
    path : path
        The folder or workbook that was examined.
    problems : sequence of Problem
        As `examine` gave them.
    target : path
        The copy, ending in ``.xlsx``. Its first sheet lists all problems with links to their cells.

    Raises
    ------
    InputError
        If `target` is the input itself, or would be read as evidence the next time.
    """
    source, copy = Path(path), Path(target)
    if copy.suffix.lower() != ".xlsx" or copy.resolve() == source.resolve() or plain(copy.stem) in _read_names():
        raise InputError(
            f"`target` must be an .xlsx file of another name than the input and its tables; it is {copy.name!r}. "
            "Name it evidence-marked.xlsx."
        )
    book = openpyxl.Workbook()
    copied = _Copied()
    workbook = only_workbook(source)
    broken = any(problem.code == "workbook-broken" for problem in problems)
    if workbook is not None and not broken and guard(workbook) is None and unpacked(workbook) <= _OPENED_WHOLE:
        book = _opened(workbook)
        copied.sheets = {(workbook.name, sheet.title): sheet for sheet in book.worksheets}
        book.create_sheet("problems", 0)
    else:
        book.worksheets[0].title = "problems"
        _copy_tables(book, source, problems, copied)
    _mark(problems, copied)
    _list(book.worksheets[0], problems, copied)
    book.active = 0
    book.save(copy)


def _opened(workbook: Path) -> Any:
    with warnings.catch_warnings():
        # The library warns of drawings and extensions that it cannot keep; the cells are what is marked.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(workbook)


def _read_names() -> set[str]:
    return {plain(name) for table in TABLES.values() for name in (table.name, *table.aliases)}


def _copy_tables(book: Any, source: Path, problems: Sequence[Problem], copied: _Copied) -> None:
    """Several files: each table becomes a sheet of text cells."""
    tables, _ = read_files(source, Notes())
    for table in tables:
        faulty = {one.row or 0 for one in problems if (one.file, one.sheet) == (table.file, table.sheet)}
        _copy_table(book, table, faulty, copied)


def _copy_table(book: Any, table: RawTable, faulty: set[int], copied: _Copied) -> None:
    sheet = book.create_sheet((table.sheet or Path(table.file).stem)[:_NAME])
    place = (table.file, table.sheet)
    copied.sheets[place], copied.rows[place] = sheet, {table.heading_row: 1}
    copied.heading_rows[place] = 1
    wanted = np.ones(len(table), dtype=bool) if len(table) <= _WHOLE else np.isin(table.rows, list(faulty))
    kept = np.flatnonzero(wanted).tolist()
    columns = [table.load(position).gather(kept).to_list() for position in range(len(table.headings))]
    _fill_row(sheet, 1, table.headings)
    for at, record in enumerate(zip(*columns, strict=True), 2):
        copied.rows[place][int(table.rows[kept[at - 2]])] = at
        _fill_row(sheet, at, record)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"


def _fill_row(sheet: Any, row: int, values: Sequence[Any]) -> None:
    for column, value in enumerate(values, 1):
        if value is not None and value != "":
            cell = sheet.cell(row, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", str(value))
            # Text that begins with = must stay text: a copy never calculates what the input said.
            cell.data_type = "s"


def _mark(problems: Sequence[Problem], copied: _Copied) -> None:
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
    cell.comment = Comment(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text), "growthpole", *reversed(_COMMENT_SIZE))


def _cell(problem: Problem, copied: _Copied) -> Any | None:
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
    if problem.code == "cell-beside":
        return int(column_index_from_string(problem.column))
    rows = range(1, min(problem.row or 1, 12) + 1) if heading_row is None else (heading_row,)
    for row in rows:
        for cell in sheet[row]:
            if cell.value is not None and str(cell.value) == problem.column:
                return int(cell.column)
    return 1


def _list(sheet: Any, problems: Sequence[Problem], copied: _Copied) -> None:
    """Fill the first sheet: every problem, with a link to its cell."""
    sheet.append(_HEADINGS)
    for cell, width in zip(sheet[1], _WIDTHS, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(cell.column)].width = width
    for at, one in enumerate(problems, 2):
        row = (one.severity, one.file, one.sheet, one.row, one.column, one.found, one.must, one.do)
        _fill_row(sheet, at, row)
        for cell in sheet[at]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(at, 1).fill = _FILL[one.severity]
        cell = _cell(one, copied)
        if cell is not None:
            place = f"'{cell.parent.title}'!{cell.coordinate}"
            sheet.cell(at, 4).hyperlink = Hyperlink(ref=f"D{at}", location=place)
            sheet.cell(at, 4).font = Font(color="0563C1", underline="single")
    sheet.freeze_panes = "A2"
