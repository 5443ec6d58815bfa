"""Delimited text files: which letters they are written in, and where each record stands."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.errors import Problem
from growthpole.tables.notes import Notes
from growthpole.tables.raw import RawTable

__all__ = ["read_delimited"]

_CHUNK = 50_000
_FIELD_LIMIT = 1_000_000
_DELIMITERS = ",;\t|"


def read_delimited(path: Path, kind: str, notes: Notes) -> RawTable | None:
    """Read a CSV or TSV file as text cells; every record keeps the line it starts on.

    The csv module of Python reads, in chunks: it alone of the readers tried gives the true line of a record whose
    quotes span lines, and the records that have too many or too few cells.
    """
    text = _decoded(path, kind, notes)
    if text is None:
        return None
    if not text.strip():
        notes.add(
            _fault(
                path,
                "file-empty",
                "an empty file",
                "a line of headings and a line for each record",
                "Fill it in, or remove the file.",
            )
        )
        return None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        return _table(path, kind, reader, notes)
    except csv.Error as error:
        notes.add(
            _fault(
                path, "csv-broken", f"text that is not a table ({error})", "cells parted by commas, each quote closed",
                "Look for a quotation mark that is opened and never closed, at or before this line.", reader.line_num,
            )
        )  # fmt: skip
        return None


def _table(path: Path, kind: str, reader: "csv._reader", notes: Notes) -> RawTable:  # noqa: UP037
    headings = next(record for record in reader if any(cell.strip() for cell in record))
    width = len(headings)
    frames: list[pl.DataFrame] = []
    lines: list[npt.NDArray[np.int32]] = []
    for records, starts in _chunks(reader):
        kept = [place for place, record in enumerate(records) if any(record)]
        _ragged(path, records, starts, width, notes)
        shaped = [(records[place] + [""] * width)[:width] for place in kept]
        frames.append(
            pl.DataFrame(shaped, schema=[str(i) for i in range(width)], orient="row") if shaped else _blank(width)
        )
        lines.append(starts[kept])
    frame = pl.concat(frames) if frames else _blank(width)
    rows = np.concatenate(lines) if lines else np.empty(0, dtype=np.int32)
    return RawTable(kind, path.name, None, tuple(headings), rows, lambda position: frame.to_series(position), {})


def _blank(width: int) -> pl.DataFrame:
    return pl.DataFrame(schema={str(i): pl.String for i in range(width)})


def _chunks(reader: "csv._reader") -> Iterator[tuple[list[list[str]], npt.NDArray[np.int32]]]:  # noqa: UP037
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


def _ragged(path: Path, records: list[list[str]], starts: npt.NDArray[np.int32], width: int, notes: Notes) -> None:
    """Note the records with more or fewer cells than the headings have; cells that are empty may be missing."""
    if set(map(len, records)) <= {width, 0}:
        return
    for record, line in zip(records, starts.tolist(), strict=True):
        surplus = [cell for cell in record[width:] if cell.strip()]
        if surplus or 0 < len(record) < width:
            notes.add(
                _fault(
                    path, "row-ragged", f"{len(record)} cells", f"{width} cells, one for each heading",
                    "Put a value that holds a comma in quotation marks, and keep a comma for each empty cell.", line,
                )
            )  # fmt: skip


def _delimiter(text: str) -> str:
    head = next(line for line in text.splitlines() if line.strip())
    return max(_DELIMITERS, key=head.count)


def _decoded(path: Path, kind: str, notes: Notes) -> str | None:  # noqa: ARG001
    data = path.read_bytes()
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        notes.add(
            _fault(
                path, "encoding-unknown", f"bytes that are neither UTF-8 nor GB18030 (byte {error.start})",
                "text in UTF-8 or GB18030", "Save the file again as CSV UTF-8.", line,
            )
        )  # fmt: skip
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        notes.add(
            _fault(path, "not-text", "a NUL character", "a text file", "Save the table again as CSV UTF-8.", line)
        )
        return None
    return text


def _encoding(data: bytes) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one, else GB18030 (which holds GBK and GB2312)."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _fault(path: Path, code: str, found: str, must: str, do: str, row: int | None = None) -> Problem:
    return Problem(code, path.name, found, must, do, row=row)
