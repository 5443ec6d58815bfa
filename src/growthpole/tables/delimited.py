"""Delimited text files: which letters they are written in, and where each record stands.

The csv module of Python reads, in chunks: of the readers tried it alone gives the true line of a record whose quotes
span lines, and tells which records have too many or too few cells.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.errors import Problem
from growthpole.tables.headings import TITLE_ROWS, heading_place
from growthpole.tables.notes import Notes
from growthpole.tables.raw import COMMENT, RawTable, is_comment

__all__ = ["read_delimited"]

_CHUNK = 50_000
_BYTES = 1 << 20
_FIELD_LIMIT = 1_000_000
_MOSTLY = 0.9
_DELIMITERS = ",;\t|"


class _UnreadableError(Exception):
    """The file cannot be read at all; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def read_delimited(path: Path, kind: str, notes: Notes) -> RawTable | None:
    """Read a CSV or TSV file as text cells; every record keeps the line it starts on.

    Parameters
    ----------
    path : Path
        UTF-8 with or without a byte order mark, UTF-16 with one, or GB18030 (which holds GBK and GB2312); cells
        parted by comma, semicolon, tab or bar.
    kind : str
        Which table it is.
    notes : Notes
        Takes the faults.

    Returns
    -------
    RawTable or None
        ``None`` where the file cannot be read at all.
    """
    try:
        encoding = _encoding(path)
        delimiter = _delimiter(path, encoding)
    except _UnreadableError as error:
        notes.add(error.problem)
        return None
    csv.field_size_limit(_FIELD_LIMIT)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            titles = _titles(reader, kind)
            file.seek(0)
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            for _ in range(titles):
                next(reader)
            return _table(path, kind, reader, notes)
        except csv.Error as error:
            notes.add(_broken(path, error, reader.line_num))
            return None


def _broken(path: Path, error: csv.Error, line: int) -> Problem:
    return _fault(
        path, "csv-broken", f"text that is not a table ({error})", "cells parted by commas, each quotation closed",
        "Look for a quotation mark that is opened and never closed, at or before this line.", line,
    )  # fmt: skip


def _table(path: Path, kind: str, reader: Any, notes: Notes) -> RawTable:
    headings = next(reader)
    heading_row, width = reader.line_num, len(headings)
    frames, lines = [_frame([], width)], [np.empty(0, dtype=np.int32)]
    for records, starts in _chunks(reader):
        even = set(map(len, records)) == {width}
        shaped = records if even else [(record + [""] * width)[:width] for record in records]
        frame = _frame(shaped, width)
        data = frame.select(_holds_data(width)).to_series()
        if not even:
            _ragged(path, records, starts, data, width, notes)
        frames.append(frame.filter(data))
        lines.append(starts[data.to_numpy()])
    frame = pl.concat(frames)
    return RawTable(
        kind, path.name, None, tuple(headings), np.concatenate(lines), frame.to_series, heading_row=heading_row
    )


def _titles(reader: Any, kind: str) -> int:
    """How many records stand above the headings."""
    head = list(islice(reader, TITLE_ROWS))
    filled = [place for place, record in enumerate(head) if any(cell.strip() for cell in record)]
    # A file of blank lines was refused before; its first filled line may lie beyond the ones looked at.
    return filled[heading_place([head[place] for place in filled], kind)] if filled else len(head)


def _frame(records: list[list[str]], width: int) -> pl.DataFrame:
    columns = zip(*records, strict=True) if records else ((),) * width
    return pl.DataFrame([pl.Series(str(place), cells, dtype=pl.String) for place, cells in enumerate(columns)])


def _holds_data(width: int) -> pl.Expr:
    """Whether a record has a cell with something in it, and is no remark."""
    cells = [pl.nth(place).str.strip_chars() != "" for place in range(width)]
    return pl.any_horizontal(cells) & ~pl.nth(0).str.contains(COMMENT)


def _chunks(reader: Any) -> Iterator[tuple[list[list[str]], npt.NDArray[np.int32]]]:
    """Records by the ten thousand, each with the line that it starts on."""
    while True:
        before = reader.line_num
        records = list(islice(reader, _CHUNK))
        if not records:
            return
        lines = np.arange(before, before + len(records), dtype=np.int32)
        if reader.line_num != before + len(records):
            # Some cell holds a line break: a record takes one line more for each.
            breaks = [sum(cell.count("\n") for cell in record) for record in records[:-1]]
            lines[1:] += np.cumsum(breaks, dtype=np.int32)
        yield records, lines + 1


def _ragged(
    path: Path, records: list[list[str]], starts: npt.NDArray[np.int32], data: pl.Series, width: int, notes: Notes
) -> None:
    """Note the records with fewer cells than headings, or with something behind the last one."""
    for record, line, holds_data in zip(records, starts.tolist(), data.to_list(), strict=True):
        beyond = any(cell.strip() for cell in record[width:]) and not is_comment(record[0])
        if beyond or (holds_data and len(record) < width):
            notes.add(
                _fault(
                    path, "row-ragged", f"{len(record)} cells", f"{width} cells, one for each heading",
                    "Put a value that holds a comma in quotation marks, and keep a comma for each empty cell.",
                    line,
                )
            )  # fmt: skip


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding) as file:
        head = "".join(islice((line for line in file if line.strip()), TITLE_ROWS))
    if not head:
        raise _UnreadableError(
            _fault(
                path, "file-empty", "an empty file", "a line of headings, and a line for each record",
                "Fill it in, or remove the file.",
            )
        )  # fmt: skip
    return max(_DELIMITERS, key=head.count)


def _encoding(path: Path) -> str:
    """UTF-8 or UTF-16 as marked, else UTF-8 if it fits, else GB18030."""
    misfits = []
    for candidate in _candidates(path):
        misfit = _misfit(path, candidate)
        if misfit is None:
            return candidate
        misfits.append(misfit)
    raise _UnreadableError(misfits[-1])


def _candidates(path: Path) -> tuple[str, ...]:
    with path.open("rb") as file:
        start = file.read(2)
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return ("utf-16",)
    return ("utf-8-sig",) if _mostly_utf8(path) else ("utf-8-sig", "gb18030")


def _mostly_utf8(path: Path) -> bool:
    """Whether nearly all letters beyond ASCII are UTF-8, so that the misfit is damage and not another encoding."""
    with path.open("rb") as file:
        head = file.read(_BYTES)
    beyond = sum(byte > 0x7F for byte in head)
    sequences = re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", head)
    return beyond > 0 and sum(map(len, sequences)) > _MOSTLY * beyond


def _misfit(path: Path, encoding: str) -> Problem | None:
    """Where a file is not written in an encoding."""
    decoder, line = codecs.getincrementaldecoder(encoding)("strict"), 1
    with path.open("rb") as file:
        while True:
            part = file.read(_BYTES)
            try:
                decoder.decode(part, final=not part)
            except UnicodeDecodeError as error:
                line += part.count(b"\n", 0, error.start)
                return _unfit(path, "bytes that are neither UTF-8 nor GB18030", line)
            if b"\0" in part and encoding != "utf-16":
                return _unfit(path, "a NUL byte", line + part.count(b"\n", 0, part.index(b"\0")))
            if not part:
                return None
            line += part.count(b"\n")


def _unfit(path: Path, found: str, line: int) -> Problem:
    must, do = "text in UTF-8 or GB18030", "Save the file again as CSV UTF-8."
    return _fault(path, "encoding-unknown", found, must, do, line)


def _fault(path: Path, code: str, found: str, must: str, do: str, row: int | None = None) -> Problem:
    return Problem(code, path.name, found, must, do, row=row)
