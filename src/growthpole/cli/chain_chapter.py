"""A chapter on the screen: its sentences, the first rows of its tables, its notes; or one table as a file."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape

from growthpole.cli.chain_grid import print_grid
from growthpole.errors import InputError
from growthpole.reports.chapters.chapter import Chapter
from growthpole.services.chapter_tables import write_frame_of
from growthpole.services.frame_columns import Frames

__all__ = ["give_chapter", "write_chapter"]

_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}


def write_chapter(chapter: Chapter, frames: Frames, out: Path, language: str, table: str) -> None:
    """Write one of the tables of a chapter and say so."""
    rows = write_frame_of(chapter, frames, out, language, table)
    typer.echo(_WRITTEN[language].format(rows=rows, out=out))


def give_chapter(chapter: Chapter, language: str, table: str = "", *, tables: bool = True) -> None:
    """Print a chapter, or one of its tables."""
    known = [grid.id for grid in chapter.grids]
    if table and known and table not in known:
        raise InputError(f"`--table` must be one of {', '.join(known)}; it is {table!r}.")
    console = Console()
    console.print(f"\n[bold]{escape(chapter.title.get(language))}[/bold]")
    for line in chapter.lead:
        console.print(escape(line.get(language)), highlight=False)
    for grid in chapter.grids:
        if not table or grid.id == table:
            print_grid(grid, language, tables=tables)
    for note in chapter.notes:
        console.print(escape(note.get(language)), style="dim", highlight=False)
