"""Formula cells: the result that was saved with a formula is its value; without one there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from growthpole.tables.notes import Notes
from growthpole.tables.opening import opened
from growthpole.tables.raw import RawTable

__all__ = ["check_formulas"]


def check_formulas(path: Path, table: RawTable, frame: pl.DataFrame, notes: Notes) -> None:
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
    with opened(path, results=False) as book:
        sheet = book[title]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            for place, cell in enumerate(row):
                if getattr(cell, "data_type", "") == "f":
                    yield number, place, str(getattr(cell.value, "text", cell.value))
