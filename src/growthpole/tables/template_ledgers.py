"""Sheets for the ledgers: headings in both languages, what each holds, and lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from growthpole.tables.columns import TABLES, Column

__all__ = ["ledger_heading", "write_ledger_sheets"]

_HEAD = PatternFill("solid", fgColor="E2EFDA")
_NEEDED = PatternFill("solid", fgColor="C6E0B4")
_ROWS = 5000


def write_ledger_sheets(book: Any) -> None:
    """Add a sheet for each ledger; one that stays empty says nothing."""
    for name, table in TABLES.items():
        if table.key:
            _write(book.create_sheet(name), table.columns)


def ledger_heading(column: Column) -> str:
    """The column's name with a Chinese one in brackets, which the reader leaves aside."""
    chinese = next((alias for alias in column.aliases if not alias.isascii()), "")
    return f"{column.name} ({chinese})" if chinese else column.name


def _write(sheet: Any, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, 1):
        head, letter = ledger_heading(column), get_column_letter(place)
        cell = sheet.cell(1, place, head)
        cell.font, cell.fill = Font(bold=True), _NEEDED if column.required else _HEAD
        needed = "\n(needed 必填)" if column.required else ""
        unit = f"\n[{column.unit}]" if column.unit else ""
        cell.comment = Comment(f"{column.meaning.en}\n{column.meaning.zh}{unit}{needed}", "growthpole", 120, 320)
        sheet.column_dimensions[letter].width = max(14, len(head) + 6)
        if column.choices:
            _offer(sheet, letter, column)
    sheet.freeze_panes = "B2"


def _offer(sheet: Any, letter: str, column: Column) -> None:
    """A list to choose from; what stands behind the bar is a label."""
    entries = ",".join(" | ".join((choice, *words[:1])) for choice, words in column.choices.items())
    offer = DataValidation(type="list", formula1=f'"{entries}"', allow_blank=True, showErrorMessage=True)
    offer.error = "Choose from the list. 请从列表中选择。"
    sheet.add_data_validation(offer)
    offer.add(f"{letter}2:{letter}{_ROWS}")
