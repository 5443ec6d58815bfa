"""A chapter on the screen: its sentences, the first rows of its tables, its notes."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from growthpole.reports.chapters.chapter import Chapter
from growthpole.services.chapter_tables import grid_table, write_grid

__all__ = ["give_chapter"]

SHOWN = 15
_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}
_MORE = {
    "en": "... {rows} more rows; write all of them with --out FILE --table {id}.",
    "zh": "……另有{rows}行；用 --out 文件 --table {id} 写出全部。",
}


def give_chapter(chapter: Chapter, language: str, out: Path | None = None, table: str = "") -> None:
    """Print a chapter, or write one of its tables where a file is named."""
    if out is not None:
        typer.echo(_WRITTEN[language].format(rows=write_grid(chapter, out, language, table), out=out))
        return
    console = Console()
    console.print(f"\n[bold]{escape(chapter.title.get(language))}[/bold]")
    for line in chapter.lead:
        console.print(escape(line.get(language)), highlight=False)
    for grid in chapter.grids:
        if not table or grid.id == table:
            frame = grid_table(grid, language)
            shown = Table(*map(escape, frame.columns), title=escape(grid.title.get(language)), title_justify="left")
            for row in frame.head(SHOWN).iter_rows():
                shown.add_row(*map(escape, row))
            console.print(shown)
            if frame.height > SHOWN:
                console.print(_MORE[language].format(rows=frame.height - SHOWN, id=grid.id), highlight=False)
    for note in chapter.notes:
        console.print(escape(note.get(language)), style="dim", highlight=False)
