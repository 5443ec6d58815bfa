"""One worksheet as a table of text cells: its headings, its records, and what lies merged or beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from openpyxl.utils.cell import get_column_letter, range_boundaries

from growthpole.errors import Problem
from growthpole.tables.formulas import check_formulas
from growthpole.tables.headings import TITLE_ROWS, heading_place
from growthpole.tables.notes import Notes
from growthpole.tables.raw import RawTable, is_comment
from growthpole.tables.sheet_parts import SheetPart

__all__ = ["MOST_ROWS", "read_sheet"]

MOST_ROWS = 1_048_576
"""The rows that a worksheet can have."""


@dataclass
class _Sheet:
    """A sheet while it is read: rows that hold something, with their numbers."""

    rows: list[list[Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


def read_sheet(path: Path, sheet: Any, kind: str, part: SheetPart, notes: Notes) -> RawTable | None:
    """Read one worksheet; ``None`` where it is empty."""
    read = _read(path, sheet, notes)
    if not read.rows:
        notes.add(
            Problem(
                "file-empty", path.name, "an empty sheet", "a row of headings, and a row for each record",
                "Fill it in, or delete the sheet.", sheet.title,
            )
        )  # fmt: skip
        return None
    top = heading_place([[_text(cell) or "" for cell in row] for row in read.rows[:TITLE_ROWS]], kind)
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
        check_formulas(path, table, frame, notes)
    return table


def _read(path: Path, sheet: Any, notes: Notes) -> _Sheet:
    """The rows that hold something; reading stops where a sheet must end."""
    read = _Sheet()
    # The size that a file declares for its sheets is often wrong.
    sheet.reset_dimensions()
    for number, row in enumerate(islice(sheet.iter_rows(), MOST_ROWS + 1), 1):
        if number > MOST_ROWS:
            notes.add(
                Problem(
                    "sheet-too-long", path.name, f"a row beyond {MOST_ROWS:,}", f"at most {MOST_ROWS:,} rows",
                    "Save the workbook again with a spreadsheet program.", sheet.title,
                )
            )  # fmt: skip
        elif any(cell.value is not None and cell.value != "" for cell in row):
            read.rows.append(list(row))
            read.numbers.append(number)
    return read


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
        case int() | float():
            return _number(value, cell.number_format or "")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _number(value: float, shown: str) -> str:
    """A number as the cell shows it: 0.42 in the format ``0%`` is 42%, and 42 in the format ``0"亿元"`` is 42亿元."""
    text = f"{Decimal(repr(value)).normalize():f}"
    if "%" in re.sub(r'"[^"]*"', "", shown):
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    # A format that also moves the decimal sign (``0!.0,"万"``) shows another number; only plain ones are trusted.
    unit = re.fullmatch(r'[#,]*0(?:\.0+)?\s*"\s*([^"]*[万亿千百%][^"]*?)\s*"[\s_)]*', shown.split(";")[0])
    return text + unit[1] if unit else text


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
    """A value to the right of the last heading is told, as nothing would read it."""
    width = len(table.headings)
    for row, number in zip(rows, table.rows.tolist(), strict=True):
        for place, cell in enumerate(row):
            if cell.value not in (None, "") and place >= width:
                notes.add(
                    Problem(
                        "cell-beside", table.file, repr(str(cell.value)), "a column with a heading",
                        "Give the column a heading, or clear the cell.", table.sheet, number,
                        get_column_letter(place + 1),
                    )
                )  # fmt: skip
