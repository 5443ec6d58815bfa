"""Flows row by row laid out as a square table, so that one reader of tables adds up both kinds of file."""

from __future__ import annotations

from dataclasses import dataclass, field

from openpyxl.utils.cell import get_column_letter

from growthpole.errors import Problem
from growthpole.tables.input_output_grid import Grid
from growthpole.tables.input_output_long import Flows
from growthpole.tables.input_output_sides import WHOLE, Pair, Sides, find_sides, told, untold
from growthpole.tables.input_output_words import role_of
from growthpole.tables.notes import Notes

__all__ = ["Pivot", "pivoted"]

_ENDED = "total intermediate use"
_TITLES = 10
"""Fewer than the rows among which headings are looked for."""


@dataclass(frozen=True)
class _SquareGrid(Grid):
    """A laid-out table whose faults are told at the rows of the file they come from.

    Attributes
    ----------
    head : int
        The row of headings; what stands above says the unit.
    at : dict of (int, int) to (int, str)
        Row and column of the file for a cell.
    """

    head: int = 0
    at: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)

    def problem(self, code: str, found: str, must: str, do: str, *, row: int | None = None, column: int | None = None,
                name: str = "") -> Problem:  # fmt: skip
        """A fault at the row of the file that holds the cell; where none does, between whom it would be."""
        known = None if row is None or column is None else self.at.get((row, column))
        if known is not None:
            return Problem(code, self.file, found, must, do, self.sheet, *known)
        seller = "" if row is None else self.cells[row][0]
        buyer = name if column is None else self.cells[self.head][column]
        between = " to ".join(one for one in (seller, buyer) if one)
        return Problem(code, self.file, found, must, do, self.sheet, None, between or None)


@dataclass(frozen=True)
class Pivot:
    """A long table as a grid.

    Attributes
    ----------
    grid : Grid
        Sectors as ``region:sector``.
    pairs : dict of str to (str, str)
        Region and name of each heading, of sectors and of final demand.
    absent : int
        Cells that no row of the file tells.
    """

    grid: Grid
    pairs: dict[str, Pair]
    absent: int


def pivoted(flows: Flows, empty: str, notes: Notes) -> Pivot | None:
    """Lay the flows out; what is wrong with names and with flows told twice or not at all is noted.

    ``None`` where sectors or final demand are lacking altogether: there is nothing to add up.
    """
    sides = find_sides(flows, notes)
    if sides is None:
        return None
    absent = untold(flows, sides, notes if empty == "error" else None)
    if all(role_of("columns", [name]) in WHOLE for _, name in sides.uses):
        notes.add(
            flows.grid.problem(
                "final-missing", "no row to final demand", "what each sector sells to households, exports ...",
                "Add these rows: without them output cannot be told from what is sold to sectors.",
            )
        )  # fmt: skip
        return None
    return _laid_out(flows, sides, absent, "0" if empty == "zero" else "nan")


def _laid_out(flows: Flows, sides: Sides, absent: int, nothing: str) -> Pivot:
    titles = _titles(flows)
    columns: list[Pair] = [*sides.codes, *sides.uses]
    if not any(role_of("columns", [name]) == "intermediate_total" for _, name in sides.uses):
        # An empty total where the sectors end tells the reader that no name behind it is a sector misspelt.
        columns.insert(len(sides.codes), ("", _ENDED))
    cells = [[text] + [""] * (len(columns) + 1) for text, _ in titles]
    cells.append(["", "", *map(told, columns)])
    cells += [[told(one), one[1]] + [""] * len(columns) for one in sides.codes]
    sectors = {name for _, name in sides.codes}
    # A product of a place that is no region of the table is imported.
    cells += [[told(one), "imports" if one[1] in sectors else ""] + [""] * len(columns) for one in sides.inputs]
    at = {(row, 0): place for row, (_, place) in enumerate(titles)}
    row_of = {one: row for row, one in enumerate([*sides.codes, *sides.inputs], len(titles) + 1)}
    column_of = {one: column for column, one in enumerate(columns, 2)}
    heading = flows.heading("value")
    for (seller, buyer), flow in sides.cells.items():
        row, column = row_of[seller], column_of[buyer]
        cells[row][column] = flow.value
        at[row, column] = flows.grid.lines[flow.row], heading
    for row in range(len(titles) + 1, len(cells)):
        # A row without any figure would be taken for a line between the parts of a table.
        cells[row][2] = cells[row][2] or nothing
        if nothing == "0" and row > len(titles) + len(sides.codes):
            # The reader of square tables fills the rows of sectors, and of the others those whose name it knows.
            cells[row][2 : len(sides.codes) + 2] = [cell or nothing for cell in cells[row][2 : len(sides.codes) + 2]]
    grid = _SquareGrid(flows.grid.file, flows.grid.sheet, cells, [0] * len(cells), head=len(titles), at=at)
    return Pivot(grid, {told(one): one for one in columns}, absent)


def _titles(flows: Flows) -> list[tuple[str, tuple[int, str]]]:
    """What says the unit, with its row and column: cells above the headings, the column of units or a heading."""
    cells, lines = flows.grid.cells, flows.grid.lines
    found = [
        (cell, (lines[row], get_column_letter(column + 1)))
        for row in range(flows.head)
        for column, cell in enumerate(cells[row])
        if cell
    ]
    if flows.unit is not None:
        row, column, text = flows.unit
        place = lines[row], f"{get_column_letter(column + 1)} {cells[flows.head][column]}"
        found.append((f"unit: {text}", place))
    return found[-_TITLES:]
