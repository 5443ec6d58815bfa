"""A chapter on the screen: its sentences, the first rows of its tables, its notes."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape

from growthpole.cli.chain_grid import print_grid
from growthpole.errors import InputError
from growthpole.reports.chapters.chapter import Chapter
from growthpole.services.chapter_tables import write_grid

__all__ = ["give_chapter"]

_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}


def give_chapter(
    chapter: Chapter, language: str, out: Path | None = None, table: str = "", *, tables: bool = True
) -> None:
    """Print a chapter, or write one of its tables where a file is named."""
    if out is not None:
        typer.echo(_WRITTEN[language].format(rows=write_grid(chapter, out, language, table), out=out))
        return
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
