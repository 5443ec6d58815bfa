"""The figures of an input-output file as arrays, with every cell that is none told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.tables.input_output_grid import Grid
from growthpole.tables.input_output_layout import Layout
from growthpole.tables.notes import Notes
from growthpole.tables.numbers import read_figures

__all__ = ["Blocks", "read_blocks"]

Floats: TypeAlias = npt.NDArray[np.float64]
_DIGITS = re.compile(r"\.(\d*)")


@dataclass(frozen=True)
class Blocks:
    """Figures as they stand in the file; NaN where a cell is empty.

    Attributes
    ----------
    uses : ndarray, shape (r, n + b)
        The sectors' rows (domestic, then imported where told apart) in the sectors' columns, then the others.
    below : ndarray, shape (l, n + b)
        The other rows in the same columns.
    half_step : float
        Half of the last digit that the file writes: how far a rounded figure may lie from what it was.
    """

    uses: Floats
    below: Floats
    half_step: float


def read_blocks(layout: Layout, empty: str, notes: Notes) -> Blocks:
    """Read all figures; a needed cell that is empty is a fault unless `empty` is ``"zero"``."""
    columns = layout.columns + [line.place for line in layout.beside]
    rows = layout.rows + layout.imported
    uses = _block(layout, rows, columns, notes)
    below = _block(layout, [line.place for line in layout.below], columns, notes)
    sectors = len(layout.columns)
    needed = [place for place, line in enumerate(layout.beside) if line.role in ("final", "output", "imports")]
    wanted = np.r_[np.arange(sectors), sectors + np.array(needed, dtype=int)]
    _fill(layout, uses, rows, columns, wanted, empty=empty, notes=notes)
    parts = np.array([line.role in ("value_added", "imports") for line in layout.below], dtype=bool)
    _fill_below(layout, below, parts, empty, notes)
    return Blocks(uses, below, 0.5 * 10.0 ** -_decimals(layout.grid, rows, columns))


def _block(layout: Layout, rows: Sequence[int], columns: Sequence[int], notes: Notes) -> Floats:
    found = np.empty((len(rows), len(columns)))
    for place, row in enumerate(rows):
        cells = [layout.grid.cells[row][column] for column in columns]
        try:
            found[place] = [float(cell or "nan") for cell in cells]
        except ValueError:
            found[place] = _spoken(layout, row, columns, cells, notes)
    for place, column in np.argwhere(np.isinf(found)).tolist():
        _no_figure(layout, rows[place], columns[column], notes)
    return found


def _spoken(layout: Layout, row: int, columns: Sequence[int], cells: list[str], notes: Notes) -> Floats:
    """Figures with separators, full-width digits or signs for nothing."""
    read = read_figures(pl.Series(cells, dtype=pl.String))
    scaled = read.suffix.code >= 0
    strange = read.faulty | read.yes_no | ~np.isnan(read.low) | ~np.isnan(read.high)
    for place in np.flatnonzero(strange).tolist():
        _no_figure(layout, row, columns[place], notes)
    for place in np.flatnonzero(scaled).tolist():
        notes.add(
            layout.grid.problem(
                "units-mixed", repr(cells[place]), "a bare figure in the unit of the whole table",
                "Write the figure without a unit, converted to the unit of the table.",
                row=row, column=columns[place], name=layout.heading(columns[place]),
            )
        )  # fmt: skip
    return np.where(scaled, np.nan, read.value)


def _no_figure(layout: Layout, row: int, column: int, notes: Notes) -> None:
    notes.add(
        layout.grid.problem(
            "no-figure", repr(layout.grid.cells[row][column]), "a finite number",
            "Write the figure, or leave the cell empty.", row=row, column=column, name=layout.heading(column),
        )
    )  # fmt: skip


def _fill(layout: Layout, block: Floats, rows: Sequence[int], columns: Sequence[int], wanted: npt.NDArray[np.int64],
          *, empty: str, notes: Notes) -> None:  # fmt: skip
    """Empty cells become zero where that is asked for, faults where not."""
    lacking = np.zeros(block.shape, dtype=bool)
    lacking[:, wanted] = np.isnan(block[:, wanted])
    _told_or_zero(layout, block, lacking, rows, columns, empty=empty, notes=notes)


def _fill_below(layout: Layout, block: Floats, parts: npt.NDArray[np.bool_], empty: str, notes: Notes) -> None:
    lacking = np.isnan(block)
    lacking[~parts] = False
    lacking[:, len(layout.columns) :] = False
    rows = [line.place for line in layout.below]
    _told_or_zero(layout, block, lacking, rows, layout.columns, empty=empty, notes=notes)


def _told_or_zero(layout: Layout, block: Floats, lacking: npt.NDArray[np.bool_], rows: Sequence[int],
                  columns: Sequence[int], *, empty: str, notes: Notes) -> None:  # fmt: skip
    if empty == "zero":
        block[lacking] = 0.0
        return
    for row, column in np.argwhere(lacking).tolist():
        place = columns[column]
        if layout.grid.cells[rows[row]][place] and not _says_nothing(layout.grid.cells[rows[row]][place]):
            continue  # Not empty: told already as no figure.
        notes.add(
            layout.grid.problem(
                "cell-empty", "an empty cell", "a figure: what is unknown is not zero",
                "Write the figure; if all empty cells of this file are zeros, read it with --empty zero (`empty` in "
                "Python).",
                row=rows[row], column=place, name=layout.heading(place),
            )
        )  # fmt: skip


def _says_nothing(cell: str) -> bool:
    return bool(read_figures(pl.Series([cell], dtype=pl.String)).empty[0]) or cell.lower() == "nan"


def _decimals(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> int:
    """The most digits behind the point that the sectors' figures are written with."""
    cells = (grid.cells[row][column] for row in rows for column in columns)
    parts = (match for cell in cells if "." in cell and (match := _DIGITS.search(cell)))
    return max((len(part[1].rstrip("0")) for part in parts), default=0)
