"""Excel workbooks: each sheet of a known name becomes a table of text cells, read row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from growthpole.errors import Problem
from growthpole.tables.columns import table_called
from growthpole.tables.guard import guard
from growthpole.tables.notes import Notes
from growthpole.tables.opening import UNREADABLE, opened
from growthpole.tables.raw import RawTable
from growthpole.tables.sheet import read_sheet
from growthpole.tables.sheet_parts import sheet_parts

__all__ = ["read_workbook"]


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
        return _sheets(path, notes, only)
    except UNREADABLE as error:
        notes.add(
            Problem(
                "workbook-broken", path.name, f"a workbook that cannot be read ({type(error).__name__})",
                "a whole workbook (.xlsx)", "Open it in a spreadsheet program and save it again.",
            )
        )  # fmt: skip
        return []


def _sheets(path: Path, notes: Notes, only: str | None) -> list[RawTable]:
    parts = sheet_parts(path)
    with opened(path, results=True) as book:
        kinds = {sheet.title: table_called(sheet.title) for sheet in book.worksheets}
        if only is not None and not any(kinds.values()) and len(kinds) == 1:
            kinds = dict.fromkeys(kinds, only)
        tables = []
        for sheet in book.worksheets:
            kind = kinds[sheet.title]
            if kind is not None and _visible(path, sheet, notes):
                tables.append(read_sheet(path, sheet, kind, parts[sheet.title], notes))
        return [table for table in tables if table is not None]


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
