"""Excel workbooks: each sheet of a known name becomes a table of text cells, read row by row."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import BadZipFile

import numpy as np
import openpyxl
import polars as pl
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from growthpole.errors import Problem
from growthpole.tables.columns import TABLES, plain, table_called
from growthpole.tables.guard import guard
from growthpole.tables.notes import Notes
from growthpole.tables.raw import RawTable, is_comment
from growthpole.tables.sheet_parts import SheetPart, sheet_parts

__all__ = ["read_workbook"]

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 500
_TITLE_ROWS = 10
_BROKEN = (
    InvalidFileException,
    BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    ElementTree.ParseError,
)


@dataclass
class _Sheet:
    """A sheet while it is read: rows that hold something, with their numbers."""

    rows: list[list[Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


def read_workbook(path: Path, notes: Notes, only: str | None = None) -> list[RawTable]:
    """Read the sheets of known names.

    Parameters
    ----------
    path : Path
        An ``.xlsx`` or ``.xlsm`` file; macros are not run, formulas are not calculated.
    notes : Notes
        Takes the faults.
    only : str, optional
        The table that the single sheet of the workbook holds where none has a known name.

    Returns
    -------
    list of RawTable
        Empty where the workbook cannot be opened.
    """
    problem = guard(path)
    if problem is not None:
        notes.add(problem)
        return []
    try:
        with warnings.catch_warnings():
            # The library warns of drawings and extensions that it drops; none of them is read here.
            warnings.simplefilter("ignore")
            return _sheets(path, notes, only)
    except _BROKEN as error:
        notes.add(
            Problem(
                "workbook-broken", path.name, f"a workbook that cannot be read ({type(error).__name__}: {error})",
                "a whole workbook (.xlsx)", "Open it in a spreadsheet program and save it again.",
            )
        )  # fmt: skip
        return []


def _sheets(path: Path, notes: Notes, only: str | None) -> list[RawTable]:
    parts = sheet_parts(path)
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        kinds = {sheet.title: table_called(sheet.title) for sheet in book.worksheets}
        if only is not None and not any(kinds.values()) and len(kinds) == 1:
            kinds = dict.fromkeys(kinds, only)
        tables = []
        for sheet in book.worksheets:
            kind = kinds[sheet.title]
            if kind is not None and _visible(path, sheet, notes):
                tables.append(_table(path, sheet, kind, parts[sheet.title], notes))
        return [table for table in tables if table is not None]
    finally:
        book.close()


def _visible(path: Path, sheet: Any, notes: Notes) -> bool:
    if sheet.sheet_state == "visible":
        return True
    notes.add(
        Problem(
            "sheet-hidden", path.name, f"the hidden sheet {sheet.title!r}", "a sheet that everyone can see",
            "Unhide it if it is to be read, else delete or rename it.", sheet.title,
        )
    )  # fmt: skip
    return False


def _table(path: Path, sheet: Any, kind: str, part: SheetPart, notes: Notes) -> RawTable | None:
    read = _read(path, sheet, notes)
    if not read.rows:
        notes.add(
            Problem(
                "file-empty", path.name, "an empty sheet", "a row of headings, and a row for each record",
                "Fill it in, or delete the sheet.", sheet.title,
            )
        )  # fmt: skip
        return None
    top = _heading_place(read.rows, kind)
    headings = [_text(cell) or "" for cell in read.rows[top]]
    while headings and not headings[-1].strip():
        headings.pop()
    body = [place for place in range(top + 1, len(read.rows)) if not is_comment(_text(read.rows[place][0]))]
    frame = _frame([read.rows[place] for place in body], len(headings))
    rows = np.array([read.numbers[place] for place in body], dtype=np.int32)
    table = RawTable(kind, path.name, sheet.title, tuple(headings), rows, frame.to_series, read.numbers[top])
    _merged(table, part, notes)
    _beside(table, [read.rows[place] for place in body], notes)
    if part.formulas:
        _formulas(path, table, frame, notes)
    return table


def _read(path: Path, sheet: Any, notes: Notes) -> _Sheet:
    """The rows that hold something; reading stops where a sheet must end."""
    read = _Sheet()
    # The size that a file declares for its sheets is often wrong.
    sheet.reset_dimensions()
    for number, row in enumerate(islice(sheet.iter_rows(max_col=_MOST_COLUMNS), _MOST_ROWS + 1), 1):
        if number > _MOST_ROWS:
            notes.add(
                Problem(
                    "sheet-too-long", path.name, f"a row beyond {_MOST_ROWS:,}", f"at most {_MOST_ROWS:,} rows",
                    "Save the workbook again with a spreadsheet program.", sheet.title,
                )
            )  # fmt: skip
        elif any(cell.value is not None and cell.value != "" for cell in row):
            read.rows.append(list(row))
            read.numbers.append(number)
    return read


def _heading_place(rows: Sequence[Sequence[Any]], kind: str) -> int:
    """The row of headings: the first that names all needed columns, as titles often stand above it; else the first."""
    needed = [{plain(name) for name in (one.name, *one.aliases)} for one in TABLES[kind].columns if one.required]
    for place, row in enumerate(rows[:_TITLE_ROWS]):
        words = {plain(_text(cell) or "") for cell in row}
        if all(names & words for names in needed):
            return place
    return 0


def _frame(rows: Sequence[Sequence[Any]], width: int) -> pl.DataFrame:
    def column(place: int) -> pl.Series:
        cells = [_text(row[place]) if place < len(row) else None for row in rows]
        return pl.Series(str(place), cells, dtype=pl.String)

    return pl.DataFrame([column(place) for place in range(width)])


def _text(cell: Any) -> str | None:
    """A cell as a person reads it: dates in ISO form, per cent with its sign, whole numbers without a point."""
    value = cell.value
    match value:
        case None | "":
            return None
        case bool():
            return "true" if value else "false"
        case int() | float() if "%" in (cell.number_format or ""):
            return f"{Decimal(repr(value)) * 100:f}%"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _merged(table: RawTable, part: SheetPart, notes: Notes) -> None:
    """Only the first of merged cells holds the value, so merged records would lose theirs."""
    for area in part.merged:
        left, _, _, bottom = range_boundaries(area)
        if bottom > table.heading_row and left <= len(table.headings):
            notes.add(
                table.problem(
                    "cells-merged", f"the merged cells {area}", "one cell for each value",
                    "Unmerge them and fill in every cell.", row=int(range_boundaries(area)[1]),
                    column=table.headings[left - 1],
                )
            )  # fmt: skip


def _beside(table: RawTable, rows: Sequence[Sequence[Any]], notes: Notes) -> None:
    """A value in a column without a heading is told, as nothing would read it."""
    width = len(table.headings)
    for row, number in zip(rows, table.rows.tolist(), strict=True):
        for place, cell in enumerate(row):
            if cell.value not in (None, "") and (place >= width or not table.headings[place].strip()):
                notes.add(
                    Problem(
                        "cell-beside", table.file, repr(str(cell.value)), "a column with a heading",
                        "Give the column a heading, or clear the cell.", table.sheet, number,
                        get_column_letter(place + 1),
                    )
                )  # fmt: skip


def _formulas(path: Path, table: RawTable, frame: pl.DataFrame, notes: Notes) -> None:
    """A formula counts by the result that was saved with it; without one it is a fault."""
    known = {number: place for place, number in enumerate(table.rows.tolist())}
    for number, place, formula in _formula_cells(path, str(table.sheet)):
        if number not in known or place >= frame.width:
            continue
        without = frame[known[number], place] is None
        notes.add(
            table.problem(
                "formula-no-result" if without else "formula", f"the formula {formula}",
                "a figure" if without else "a figure that does not change by itself",
                "Open the workbook in a spreadsheet program so that it is calculated, and save it; or paste the values."
                if without else "The saved result is used; paste it as a value to be safe.",
                row=number, column=table.headings[place], severity="error" if without else "warning",
            )
        )  # fmt: skip


def _formula_cells(path: Path, title: str) -> Iterator[tuple[int, int, str]]:
    """Row, position and text of each formula of a sheet."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    try:
        sheet: Any = book[title]
        sheet.reset_dimensions()
        for number, row in enumerate(islice(sheet.iter_rows(max_col=_MOST_COLUMNS), _MOST_ROWS), 1):
            for place, cell in enumerate(row):
                if getattr(cell, "data_type", "") == "f":
                    yield number, place, str(getattr(cell.value, "text", cell.value))
    finally:
        book.close()
