"""A table of several regions with one flow a row: which column is which, and what its rows say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from openpyxl.utils.cell import get_column_letter

from growthpole.catalogue.units import parse_unit
from growthpole.errors import Problem, UnitError
from growthpole.tables.input_output_grid import Grid
from growthpole.tables.input_output_words import long_column
from growthpole.tables.notes import Notes
from growthpole.tables.words import identifier

__all__ = ["Flow", "Flows", "heading_row", "read_flows"]

_HEADS = 10
_NEEDED = ("from_region", "from_sector", "to_region", "to_sector", "value")
_BRACKET = re.compile(r"^(?P<name>[^(（\[【]+?)\s*[(（\[【](?P<unit>[^)）\]】]+)[)）\]】]$")


@dataclass(frozen=True, slots=True)
class Flow:
    """One row: its place in the grid, seller and buyer as region and sector, the figure as it is written."""

    row: int
    seller: tuple[str, str]
    buyer: tuple[str, str]
    value: str


@dataclass(frozen=True)
class Flows:
    """All rows of a long table.

    Attributes
    ----------
    grid : Grid
        The cells they were read from.
    head : int
        The row of headings.
    columns : dict of str to int
        Where each known column stands.
    rows : list of Flow
        In the order of the file; each names a seller and a buyer.
    unit : tuple of (int, int, str) or None
        Row, column and text of the unit that a column of units or the heading of the figures gives.
    """

    grid: Grid
    head: int
    columns: dict[str, int]
    rows: list[Flow]
    unit: tuple[int, int, str] | None

    def problem(self, code: str, found: str, must: str, do: str, *, row: int, at: str) -> Problem:
        """A fault at a row of the grid, in the column of a meaning."""
        column = self.columns[at]
        return self.grid.problem(code, found, must, do, row=row, column=column, name=self.grid.cells[self.head][column])

    def heading(self, at: str) -> str:
        """The column of a meaning, as a message tells it."""
        column = self.columns[at]
        return f"{get_column_letter(column + 1)} {self.grid.cells[self.head][column]}"


def heading_row(grid: Grid) -> int | None:
    """The row that names seller, buyer and value; ``None`` where there is none, as in a square table."""
    for row in range(min(_HEADS, len(grid.cells))):
        if set(_NEEDED) <= _columns(grid.cells[row]).keys():
            return row
    return None


def read_flows(grid: Grid, head: int, notes: Notes) -> Flows:
    """Read all rows; one without a name, and one in another unit, is noted."""
    columns = _columns(grid.cells[head])
    found = Flows(grid, head, columns, [], _unit(grid, head, columns))
    places = [columns[name] for name in _NEEDED]
    # A million rows name a thousand sectors: each pair is made once.
    pair = cache(lambda region, name: (identifier(region), identifier(name)))
    for row in range(head + 1, len(grid.cells)):
        cells = grid.cells[row]
        seller_region, seller, buyer_region, buyer, value = (cells[place] for place in places)
        if seller and buyer:
            found.rows.append(Flow(row, pair(seller_region, seller), pair(buyer_region, buyer), value))
            continue
        for name, text in (("from_sector", seller), ("to_sector", buyer)):
            if not text:
                _nameless(found, row, name, notes)
    _check_units(found, notes)
    return found


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """The first column of each meaning."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        match = _BRACKET.match(cell)
        name = long_column(cell) or (long_column(match["name"]) if match else None)
        if name is not None:
            found.setdefault(name, place)
    return found


def _unit(grid: Grid, head: int, columns: dict[str, int]) -> tuple[int, int, str] | None:
    if "unit" in columns:
        place = columns["unit"]
        rows = range(head + 1, len(grid.cells))
        return next(((row, place, grid.cells[row][place]) for row in rows if grid.cells[row][place]), None)
    match = _BRACKET.match(grid.cells[head][columns["value"]])
    return (head, columns["value"], match["unit"]) if match else None


def _nameless(flows: Flows, row: int, name: str, notes: Notes) -> None:
    who = "sells" if name == "from_sector" else "buys"
    notes.add(
        flows.problem(
            "name-missing", "an empty cell", f"the sector (or kind of use or input) that {who}",
            "Name it, or take the row out.", row=row, at=name,
        )
    )  # fmt: skip


def _check_units(flows: Flows, notes: Notes) -> None:
    """Every row is in the unit of the first; a row that says none is taken to be, as the cells of a column are."""
    if "unit" not in flows.columns or flows.unit is None:
        return
    place, cells, first = flows.columns["unit"], flows.grid.cells, _worth(flows.unit[2])
    said = {text: _worth(text) for text in {row[place] for row in cells[flows.head + 1 :]} - {""}}
    for row in range(flows.head + 1, len(cells)):
        text = cells[row][place]
        if text and said[text] != first:
            notes.add(
                flows.problem(
                    "units-mixed", repr(text), f"one unit for the whole table; the first row has {flows.unit[2]!r}",
                    "Convert the figures to one unit.", row=row, at="unit",
                )
            )  # fmt: skip


def _worth(text: str) -> tuple[object, str]:
    """Two spellings of one unit are one unit; a word that is none is only itself, and is told elsewhere."""
    try:
        unit = parse_unit(text)
    except UnitError:
        return None, text
    return unit.factor, unit.canonical
