"""In which unit of money an input-output file is written: as it says itself, or as it is declared."""

from __future__ import annotations

import re

from growthpole.catalogue.units import Unit, parse_unit
from growthpole.errors import UnitError
from growthpole.tables.input_output_grid import Grid
from growthpole.tables.input_output_layout import Layout
from growthpole.tables.notes import Notes
from growthpole.tables.words import folded

__all__ = ["find_unit"]

_SAID = re.compile(r"(?:计量单位|单位|\bunits?)\s*[:：]\s*(?P<unit>[^)）\]】]+)", re.IGNORECASE)
_HEADINGS = {"单位", "计量单位", "unit", "units"}
MONEY = ("CNY", "EUR", "USD")


def find_unit(layout: Layout, declared: str | None, notes: Notes) -> Unit:
    """The one unit of all figures; where there is none, or where there are two, that is a fault."""
    said = _said(layout, notes)
    if declared is not None:
        unit = parse_unit(declared)
        said.append((0, 0, unit))
    if not said:
        notes.add(
            layout.grid.problem(
                "unit-missing", "no word of the unit", "a cell such as 单位：万元, or a declared unit",
                "Say in which unit the figures are: --unit 万元 at the command line, `unit` in Python.",
            )
        )  # fmt: skip
        return parse_unit(MONEY[0])
    first = said[-1][2]
    for row, column, unit in said:
        if (unit.factor, unit.canonical) != (first.factor, first.canonical):
            notes.add(
                layout.grid.problem(
                    "units-mixed", repr(unit.given), f"one unit for the whole table; elsewhere it is {first.given!r}",
                    "Convert the figures to one unit.", row=row, column=column,
                )
            )  # fmt: skip
    if first.canonical not in MONEY:
        notes.add(
            layout.grid.problem(
                "unit-no-money", repr(first.given), "a unit of money", "Use a table in money, such as 万元."
            )
        )
    return first


def _said(layout: Layout, notes: Notes) -> list[tuple[int, int, Unit]]:
    """Every place where the file says a unit: titles and notes, and a label column of units."""
    grid, found = layout.grid, []
    of_units = {place for place in layout.labels if folded(grid.cells[layout.heads[0]][place]) in _HEADINGS}
    for row, cells in enumerate(grid.cells):
        for column, cell in enumerate(cells[: max(layout.columns[0], 1)] if row > layout.heads[-1] else cells):
            match = _SAID.search(cell)
            text = match["unit"] if match else cell if column in of_units and row > layout.heads[-1] else ""
            if text.strip() and (unit := _read(grid, text.strip(), row, column, notes)) is not None:
                found.append((row, column, unit))
    return found


def _read(grid: Grid, text: str, row: int, column: int, notes: Notes) -> Unit | None:
    try:
        return parse_unit(text)
    except UnitError as error:
        notes.add(grid.problem("unit-unknown", repr(text), "a known unit of money", str(error), row=row, column=column))
        return None
