"""A table of a chapter on the screen: as many columns as it has room for, no figure cut off."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Grid

__all__ = ["print_grid"]

SHOWN = 15
_WORDS = 14
"""Words may go over several lines, but not in a column narrower than this."""
_HEAD = 12
"""Nor headings in one narrower than this."""
_FRAME = 3
_MORE = {
    "en": "... {rows} more rows; --out FILE writes all of them.",
    "zh": "……另有{rows}行，用 --out 文件 写出全部。",
}
_MORE_OF = {
    "en": "... {rows} more rows; write all of them with --out FILE --table {id}.",
    "zh": "……另有{rows}行；用 --out 文件 --table {id} 写出全部。",
}
_NO_ROOM = {
    "en": "No room here for: {columns}; --out FILE writes them.",
    "zh": "屏幕放不下的列：{columns}；用 --out 文件 写出。",
}


def print_grid(
    grid: Grid, language: str, columns: Sequence[int] | None = None, *, shown: int = SHOWN, tables: bool = False
) -> None:
    """Print the first rows of a table.

    Parameters
    ----------
    grid : Grid
    language : {"en", "zh"}
    columns : sequence of int, optional
        Which columns, the most needed first: those at the end are left out where there is no room. By default all:
        what the table is about, how it ends, then what lies between.
    shown : int
        Rows.
    tables : bool
        Whether ``--table`` chooses between the tables of the command.
    """
    console = Console()
    rows = [[_words(cell, language) for cell in row] for row in grid.rows[:shown]]
    heads = [column.get(language) for column in grid.columns]
    asked = _order(len(heads)) if columns is None else list(columns)
    kept = _fitting([_needed(rows, heads, place, place in grid.numeric) for place in asked], asked, console.width)
    table = Table(title=escape(grid.title.get(language)), title_justify="left")
    for place in sorted(kept):
        # A figure is whole or not there; words and headings are folded, never cut.
        numeric = place in grid.numeric
        table.add_column(
            escape(_folded(heads[place]) if numeric else heads[place]),
            justify="right" if numeric else "left",
            width=kept[place] if numeric else None,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(escape(row[place]) for place in sorted(kept)))
    console.print(table, highlight=False)
    left = [heads[place] for place in sorted(set(asked) - set(kept))]
    if left:
        typer.echo(_NO_ROOM[language].format(columns=("、" if language == "zh" else ", ").join(left)))
    if len(grid.rows) > shown:
        typer.echo((_MORE_OF if tables else _MORE)[language].format(rows=len(grid.rows) - shown, id=grid.id))


def _order(count: int) -> list[int]:
    return list(dict.fromkeys([*range(min(2, count)), count - 1, *range(2, count)]))


def _fitting(needed: Sequence[int], asked: Sequence[int], width: int) -> dict[int, int]:
    """The columns there is room for, with the width each needs; the first asked for stands in any case."""
    kept, used = dict[int, int](), 1
    for place, least in zip(asked, needed, strict=True):
        used += _FRAME + least
        if kept and used > width:
            break
        kept[place] = least
    return kept


def _needed(rows: Sequence[Sequence[str]], heads: Sequence[str], place: int, numeric: bool) -> int:
    widest = max((cell_len(row[place]) for row in rows), default=1)
    head = min(_HEAD, max((cell_len(word) for word in _folded(heads[place]).split()), default=1))
    return max(head, widest if numeric else min(_WORDS, widest))


def _folded(head: str) -> str:
    """A Chinese heading with its unit on a line of its own: it has no space at which it could be folded."""
    return head.replace("（", "\n（")


def _words(cell: Text | str, language: str) -> str:
    return cell if isinstance(cell, str) else cell.get(language)
