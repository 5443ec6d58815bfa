"""An Excel copy of what was handed in, with every faulty cell coloured and commented."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
from openpyxl.styles import Font

from growthpole.errors import InputError, Problem
from growthpole.tables.columns import TABLES, plain
from growthpole.tables.folder import only_workbook, read_files
from growthpole.tables.guard import guard, unpacked
from growthpole.tables.marking import Copied, fill_row, finished
from growthpole.tables.notes import Notes
from growthpole.tables.opening import UNREADABLE, opened_whole
from growthpole.tables.raw import BrokenTableError, RawTable

__all__ = ["write_marked_copy"]

_OPENED_WHOLE = 64 * 2**20
"""A workbook opened with all its formats takes some fifty times its unpacked size in memory."""
_WHOLE = 20_000
"""Up to here all records of a text table are copied, beyond only the faulty ones."""
_NAME = 31
"""The longest name of a sheet."""


def write_marked_copy(path: str | PathLike[str], problems: Sequence[Problem], target: str | PathLike[str]) -> None:
    r"""Write an Excel copy of the input with the faulty cells marked.

    Parameters
    ----------
    path : path
        The folder or workbook that was examined.
    problems : sequence of Problem
        As `examine` gave them.
    target : path
        The copy, ending in ``.xlsx``. Its first sheet lists all problems with links to their cells.

    Raises
    ------
    InputError
        If `target` is the input itself, or would be read as evidence the next time.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from growthpole.tables import examine
    >>> with TemporaryDirectory() as folder:
    ...     text = "cluster,indicator,period,value\nqixian,firms,2023,many\n"
    ...     _ = Path(folder, "evidence.csv").write_text(text, encoding="utf-8")
    ...     write_marked_copy(folder, examine(folder)[1], Path(folder, "evidence-marked.xlsx"))
    ...     openpyxl.load_workbook(Path(folder, "evidence-marked.xlsx"))["evidence"]["D2"].value
    'many'
    """
    source, copy = Path(path), Path(target)
    if copy.suffix.lower() != ".xlsx" or copy.resolve() == source.resolve() or plain(copy.stem) in _read_names():
        raise InputError(
            f"`target` must be an .xlsx file of another name than the input and its tables; it is {copy.name!r}. "
            "Name it evidence-marked.xlsx."
        )
    workbook = only_workbook(source)
    copy.write_bytes(_of_workbook(workbook, problems) or _of_tables(source, problems))


def _of_workbook(workbook: Path | None, problems: Sequence[Problem]) -> bytes | None:
    """The workbook with its own formats, marked; ``None`` where it is not safe, whole and small."""
    if workbook is None or guard(workbook) is not None or unpacked(workbook) > _OPENED_WHOLE:
        return None
    try:
        book = opened_whole(workbook)
        return finished(book, problems, Copied({(workbook.name, sheet.title): sheet for sheet in book.worksheets}))
    except UNREADABLE:
        # What could not be read cannot be marked; the list of problems says so.
        return None


def _of_tables(source: Path, problems: Sequence[Problem]) -> bytes:
    """A workbook with a sheet of text cells for each table, marked."""
    book, copied = openpyxl.Workbook(), Copied()
    book.remove(book.worksheets[0])
    for table in read_files(source, Notes())[0]:
        faulty = {one.row or 0 for one in problems if (one.file, one.sheet) == (table.file, table.sheet)}
        try:
            _copy_table(book, table, faulty, copied)
        except BrokenTableError:
            # Its problem stands in the list; there is nothing to copy.
            continue
    return finished(book, problems, copied)


def _read_names() -> set[str]:
    return {plain(name) for table in TABLES.values() for name in (table.name, *table.aliases)}


def _copy_table(book: Any, table: RawTable, faulty: set[int], copied: Copied) -> None:
    sheet = book.create_sheet((table.sheet or Path(table.file).stem)[:_NAME])
    place = (table.file, table.sheet)
    copied.sheets[place], copied.rows[place] = sheet, {table.heading_row: 1}
    copied.heading_rows[place] = 1
    wanted = np.ones(len(table), dtype=bool) if len(table) <= _WHOLE else np.isin(table.rows, list(faulty))
    kept = np.flatnonzero(wanted).tolist()
    columns = [table.load(position).gather(kept).to_list() for position in range(len(table.headings))]
    fill_row(sheet, 1, table.headings)
    for at, record in enumerate(zip(*columns, strict=True), 2):
        copied.rows[place][int(table.rows[kept[at - 2]])] = at
        fill_row(sheet, at, record)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
