"""What the commands on chains put on the screen: a table narrow enough for it, and what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import typer

from growthpole.reports.chapters.chapter import Chapter, Grid

__all__ = ["narrowed", "say_written"]

_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}


def narrowed(chapter: Chapter, table: str, columns: Sequence[int]) -> Chapter:
    """The chapter with one of its tables, of which only some columns: the report and the file have all of them."""
    kept = [_columns(grid, columns) for grid in chapter.grids if grid.id == table]
    return replace(chapter, grids=tuple(kept))


def _columns(grid: Grid, columns: Sequence[int]) -> Grid:
    return replace(
        grid,
        columns=tuple(grid.columns[at] for at in columns),
        rows=tuple(tuple(row[at] for at in columns) for row in grid.rows),
        numeric=frozenset(place for place, at in enumerate(columns) if at in grid.numeric),
    )


def say_written(rows: int, out: Path, language: str) -> None:
    """Say how many rows were written, and where."""
    typer.echo(_WRITTEN[language].format(rows=rows, out=out))
