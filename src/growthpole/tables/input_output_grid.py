"""An input-output file as a grid of cells, before anything is understood: text, packed text, a worksheet, Parquet."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from openpyxl.utils.cell import get_column_letter

from growthpole.errors import EvidenceError, InputError, Problem
from growthpole.tables.guard import guard
from growthpole.tables.opening import UNREADABLE, opened

__all__ = ["Grid", "read_grid"]

_DELIMITERS = ",;\t"
_ENDINGS = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz", ".xlsx", ".xlsm", ".parquet")
_FIELD_LIMIT = 1_000_000


@dataclass(frozen=True)
class Grid:
    """The cells of a file, row by row, all rows equally long.

    Attributes
    ----------
    file, sheet : str, str or None
        Where they stand.
    cells : list of list of str
        The text of every cell, stripped; empty where there is nothing.
    lines : list of int
        The line of the file, or row of the sheet, of each row.
    """

    file: str
    sheet: str | None
    cells: list[list[str]]
    lines: list[int]

    def problem(self, code: str, found: str, must: str, do: str, *, row: int | None = None, column: int | None = None,
                name: str = "") -> Problem:  # fmt: skip
        """A fault at a row and column of the grid (both from 0); the column is told by its letters and `name`."""
        place = None if column is None else f"{get_column_letter(column + 1)} {name}".strip()
        line = None if row is None else self.lines[row]
        return Problem(code, self.file, found, must, do, self.sheet, line, place)


def read_grid(path: Path, sheet: str | None) -> Grid:
    """The cells of a file.

    Raises
    ------
    InputError
        If there is no such file, kind of file or sheet.
    EvidenceError
        If it cannot be read, or holds nothing.
    """
    if not path.is_file():
        raise InputError(f"an input-output table must be a file; {str(path)!r} is none.")
    if not path.name.lower().endswith(_ENDINGS):
        raise InputError(f"an input-output table must end in {', '.join(_ENDINGS)}; {path.name!r} does not.")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        name, numbered = _sheet(path, sheet)
    elif path.suffix.lower() == ".parquet":
        name, numbered = None, _columnar(path)
    else:
        name, numbered = None, _text(path)
    kept = [(line, row) for line, row in numbered if any(row)]
    if not kept:
        raise EvidenceError([_fault(path, "file-empty", "no cell with anything in it", "an input-output table")])
    width = max(len(row) for _, row in kept)
    return Grid(path.name, name, [row + [""] * (width - len(row)) for _, row in kept], [line for line, _ in kept])


def _text(path: Path) -> list[tuple[int, list[str]]]:
    """The records of a text file with the line each starts on."""
    text = _decoded(path)
    csv.field_size_limit(_FIELD_LIMIT)
    head = text[: text.find("\n", len(text) // 2) + 1 or None]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records, line = [], 1
    try:
        for record in reader:
            records.append((line, [cell.strip() for cell in record]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise EvidenceError([_fault(path, "text-broken", f"{error} (line {line})", "cells parted by commas")]) from None
    return records


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix.lower() == ".gz":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            raise EvidenceError([_fault(path, "file-broken", f"what cannot be unpacked ({error})", "gzip")]) from None
    for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise EvidenceError([_fault(path, "encoding-unknown", "letters of no known encoding", "UTF-8 or GB 18030")])


def _sheet(path: Path, wanted: str | None) -> tuple[str, list[tuple[int, list[str]]]]:
    """The rows of a worksheet, the first by default."""
    unfit = guard(path)
    if unfit is not None:
        raise EvidenceError([unfit])
    try:
        with opened(path, results=True) as book:
            name = book.sheetnames[0] if wanted is None else wanted
            if name not in book.sheetnames:
                raise InputError(f"`sheet` must be one of {', '.join(book.sheetnames)}; it is {name!r}.")
            book[name].reset_dimensions()
            return name, [(line, _written(row)) for line, row in enumerate(book[name].iter_rows(values_only=True), 1)]
    except InputError:
        raise
    except UNREADABLE as error:
        raise EvidenceError([_fault(path, "workbook-broken", f"{error}", "a workbook (.xlsx)")]) from None


def _columnar(path: Path) -> list[tuple[int, list[str]]]:
    """The names of the columns as row 0, then the rows counted from 1."""
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise EvidenceError([_fault(path, "file-broken", f"what is not Parquet ({error})", "Parquet")]) from None
    return [(0, frame.columns), *((line, _written(row)) for line, row in enumerate(frame.iter_rows(), 1))]


def _written(row: Iterable[Any]) -> list[str]:
    """Cells as text; the digits of a number are all kept."""
    return ["" if cell is None else repr(cell) if isinstance(cell, float) else str(cell).strip() for cell in row]


def _fault(path: Path, code: str, found: str, must: str) -> Problem:
    return Problem(code, path.name, found, must, "Save it again from the program that made it.")
