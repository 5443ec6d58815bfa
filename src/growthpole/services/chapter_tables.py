"""The tables of a chapter as frames and files."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from growthpole.errors import InputError
from growthpole.reports.chapters.chapter import Chapter, Grid
from growthpole.tables.plain import write_table

__all__ = ["grid_table", "write_grid"]


def grid_table(grid: Grid, language: str) -> pl.DataFrame:
    """A table of a chapter as a frame in one language; every cell is text, as the report prints it."""
    heads = [column.get(language) for column in grid.columns]
    cells = [[cell if isinstance(cell, str) else cell.get(language) for cell in row] for row in grid.rows]
    return pl.DataFrame(cells, schema=dict.fromkeys(heads, pl.String), orient="row")


def write_grid(chapter: Chapter, out: Path, language: str, table: str = "") -> int:
    """Write one table of a chapter as CSV, Excel or Parquet, by the ending.

    Parameters
    ----------
    chapter : Chapter
    out : Path
    language : {"en", "zh"}
    table : str
        Id of the table; the first by default.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    InputError
        If the chapter has no such table, or none at all.
    """
    grids = {grid.id: grid for grid in chapter.grids}
    if not grids:
        raise InputError("there is no table to write: " + " ".join(line.get(language) for line in chapter.lead))
    if table and table not in grids:
        raise InputError(f"`table` must be one of {', '.join(grids)}; it is {table!r}.")
    frame = grid_table(grids[table] if table else chapter.grids[0], language)
    write_table(frame, out)
    return frame.height
