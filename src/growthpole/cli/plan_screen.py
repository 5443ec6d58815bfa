"""How the commands of a plan show a table: every cell in full, however narrow the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["show_grid"]

Rows = Sequence[Sequence[str]]

_SHORT, _LONG, _HEAD = 15, 10, 10
"""Cells up to the first are never broken over lines, longer ones get the second at the least, and Chinese headings,
which may be broken anywhere, the third."""
_STOPS = re.compile("[，；：]")
_GAP, _TALL = 2, 5
_MORE = {
    "en": "... {rows} more rows; write all of them with --out FILE.",
    "zh": "……另有{rows}行；用 --out 文件 写出全部。",
}
_JOINTS = {"en": (": ", "; "), "zh": ("：", "； ")}
"""The space lets a Chinese paragraph be broken between cells, not within a figure."""


def show_grid(
    title: str,
    columns: Sequence[str],
    rows: Rows,
    language: str,
    *,
    numeric: AbstractSet[int] = frozenset(),
    top: int = 60,
) -> None:
    """Print the first rows below each other; a paragraph a row where the screen is too narrow for the columns.

    Nothing is printed where there are no rows.
    """
    if not rows:
        return
    console, shown = Console(), [list(row) for row in rows[:top]]
    widths = column_widths(columns, shown, console.width)
    if title:
        console.print(Text(title, style="bold"))
    if widths:
        console.print(_table(columns, shown, widths, numeric))
    else:
        for row in shown:
            for place, line in enumerate(_paragraph(columns, row, language).wrap(console, console.width - 2)):
                console.print(Text("  " if place else "").append_text(line))
    if len(rows) > top:
        typer.echo(_MORE[language].format(rows=len(rows) - top))


def column_widths(columns: Sequence[str], rows: Rows, room: int) -> list[int]:
    """The width of each column, in cells of the screen; none where a row would not fit or be too tall to read.

    Examples
    --------
    >>> column_widths(["year", "count"], [["2025", "7"]], 80)
    [4, 5]
    >>> column_widths(["year", "count"], [["2025", "7"]], 10)
    []
    """
    cells = [[cell_len(row[place]) for row in rows] for place in range(len(columns))]
    widths = [max(_least_head(head), *(min(each, _least(each)) for each in own), 1)
              for head, own in zip(columns, cells, strict=True)]  # fmt: skip
    wanted = [max(cell_len(head), *own, 1) for head, own in zip(columns, cells, strict=True)]
    free = room - _GAP * (len(columns) - 1) - sum(widths)
    if free < 0:
        return []
    for _ in range(free):
        tallest = max(range(len(widths)), key=lambda place: wanted[place] / widths[place])
        widths[tallest] += wanted[tallest] > widths[tallest]
    tall = max((each / width for own, width in zip(cells, widths, strict=True) for each in own), default=0)
    return widths if tall <= _TALL else []


def _least(cell: int) -> int:
    return cell if cell <= _SHORT else _LONG


def _least_head(head: str) -> int:
    """A heading may be broken between words, a Chinese one anywhere."""
    return max((cell_len(word) if word.isascii() else min(cell_len(word), _HEAD) for word in head.split()), default=1)


def _table(columns: Sequence[str], rows: Rows, widths: Sequence[int], numeric: AbstractSet[int]) -> Table:
    # Without frames, which take three cells of the screen for each column.
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        side = "right" if place in numeric else "left"
        table.add_column(Text(column), width=width, overflow="fold", justify=side)  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*(Text(_breakable(cell, width)) for cell, width in zip(row, widths, strict=True)))
    return table


def _breakable(cell: str, width: int) -> str:
    """A cell with a space behind its Chinese stops where it is broken anyway, so that no word is cut before them.

    Examples
    --------
    >>> _breakable("¥0.00，平均分配", 40), _breakable("¥0.00，平均分配", 10)
    ('¥0.00，平均分配', '¥0.00， 平均分配')
    """
    return cell if cell_len(cell) <= width else _STOPS.sub(r"\g<0> ", cell)


def _paragraph(columns: Sequence[str], row: Sequence[str], language: str) -> Text:
    """All of a row, each cell behind its heading."""
    colon, semicolon = _JOINTS[language]
    pairs = [f"{column}{colon}{cell}" for column, cell in zip(columns, row, strict=True) if cell]
    said = Text(semicolon.join(pairs), overflow="fold")
    said.stylize("bold", 0, len(pairs[0]) if pairs else 0)
    return said
