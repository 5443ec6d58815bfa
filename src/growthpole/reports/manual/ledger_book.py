"""The task ledger as a workbook to fill in: lists to choose from, the columns to fill in shaded, headings that stay."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from growthpole.archive import timeless

__all__ = ["BookColumn", "write_ledger_book"]

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HEAD, _ASKED = "F1EEE4", "FBF6E3"
_MOST = 5000
"""As many rows have lists to choose from, so that rows may be added below."""


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column of the workbook.

    Attributes
    ----------
    heading : str
        Its heading.
    width : float
        In characters.
    figure : bool
        Whether its cells are numbers.
    choices : tuple of str
        What may be chosen; empty for free text.
    asked : bool
        Whether the office fills it in.
    """

    heading: str
    width: float
    figure: bool = False
    choices: tuple[str, ...] = ()
    asked: bool = False


def write_ledger_book(
    columns: Sequence[BookColumn], rows: Sequence[Sequence[str]], path: str | Path, *, sheet: str, day: str
) -> Path:
    """Write a ledger as a workbook that an office fills in and that reads back.

    Parameters
    ----------
    columns : sequence of BookColumn
        What stands where.
    rows : sequence of sequence of str
        One cell for each column.
    path : str or Path
        The file to write; its folder must exist.
    sheet : str
        The name of the sheet, by which it is read back.
    day : str
        The day it speaks of.

    Returns
    -------
    Path
        The file written. The same rows give the same bytes.
    """
    book = Workbook()
    page = book.active
    page.title, page.freeze_panes = sheet, "B2"
    page.append([column.heading for column in columns])
    for at, row in enumerate(rows, 2):
        for place, (column, text) in enumerate(zip(columns, row, strict=True), 1):
            cell = page.cell(at, place, _value(column, text))
            if isinstance(cell.value, str):
                cell.data_type = "s"  # text that begins like a formula stays text
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if column.asked:
                cell.fill = PatternFill("solid", fgColor=_ASKED)
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = column.width
        page.cell(1, place).font, page.cell(1, place).fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD)
        if column.choices:
            offer = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', showErrorMessage=True)
            offer.add(f"{letter}2:{letter}{_MOST}")
            page.add_data_validation(offer)
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    target, kept = Path(path), io.BytesIO()
    book.save(kept)
    target.write_bytes(timeless(kept.getvalue(), day))
    return target


def _value(column: BookColumn, text: str) -> str | float | None:
    if column.figure and _NUMBER.fullmatch(text):
        return float(text)
    return text or None
