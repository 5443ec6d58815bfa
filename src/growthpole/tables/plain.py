"""Any table as a frame, and any frame as a file: CSV, TSV, Parquet, Excel. No meaning is read into it."""

from __future__ import annotations

import codecs
import io
from collections.abc import Collection
from pathlib import Path

import polars as pl
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from growthpole.archive import timeless
from growthpole.errors import EvidenceError, InputError
from growthpole.tables.guard import guard

__all__ = ["FORMATS", "numbers", "scan_table", "write_table"]

FORMATS = (".csv", ".tsv", ".parquet", ".xlsx")
_LOOKED_AT = 2**20
_DAY = "2000-01-01"
"""Written into every workbook: the hour would make a copy differ."""


def scan_table(path: Path, sheet: str | None = None) -> pl.LazyFrame:
    """Open a table; nothing but its head is read.

    Parameters
    ----------
    path : Path
        A file of one of the `FORMATS`. Text is UTF-8, with or without a mark, or GB 18030.
    sheet : str, optional
        The worksheet of a workbook; the first by default.

    Returns
    -------
    polars.LazyFrame
        Columns of a text file and of a workbook are text, so that no code loses its leading zeros: see `numbers`.

    Raises
    ------
    InputError
        If there is no such file, format or sheet.
    EvidenceError
        If the workbook is not fit to be opened.
    """
    if not path.is_file():
        raise InputError(f"a table must be a file; {str(path)!r} is none.")
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return pl.scan_parquet(path)
    if suffix in (".csv", ".tsv"):
        return _scan_text(path, "\t" if suffix == ".tsv" else ",")
    if suffix == ".xlsx":
        return _read_sheet(path, sheet).lazy()
    raise InputError(f"a table must end in {', '.join(FORMATS)}; {path.name!r} does not.")


def numbers(table: pl.LazyFrame, columns: Collection[str]) -> tuple[pl.LazyFrame, dict[str, int]]:
    """Read columns of text as numbers.

    Parameters
    ----------
    table : polars.LazyFrame
        The table.
    columns : collection of str
        The columns of figures; those that are numbers already, or not there, are left alone.

    Returns
    -------
    polars.LazyFrame, dict of str to int
        The table, and for each column how many cells held something that is no number: they are null, which is
        unknown and not zero.
    """
    schema = table.collect_schema()
    texts = [name for name in columns if schema.get(name) == pl.String]
    if not texts:
        return table, {}
    plain = [pl.col(name).str.strip_chars().str.replace_all(",", "").cast(pl.Float64, strict=False) for name in texts]
    filled = [pl.col(name).str.strip_chars().fill_null("").ne("") for name in texts]
    lost = [
        (full & figure.is_null()).sum().alias(name) for name, full, figure in zip(texts, filled, plain, strict=True)
    ]
    counts = table.select(lost).collect().row(0, named=True)
    return table.with_columns(plain), {name: count for name, count in counts.items() if count}


def write_table(table: pl.DataFrame, path: Path) -> None:
    """Write a frame as CSV, TSV, Parquet or Excel, by the ending of the path; the same frame gives the same bytes.

    Raises
    ------
    InputError
        If the ending is none of the `FORMATS`.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise InputError(f"a table is written as {', '.join(FORMATS)}; {path.name!r} ends otherwise.")
    path.parent.mkdir(parents=True, exist_ok=True)
    if suffix == ".parquet":
        table.write_parquet(path)
    elif suffix == ".xlsx":
        _write_sheet(table, path)
    else:
        table.write_csv(path, separator="\t" if suffix == ".tsv" else ",")


def _scan_text(path: Path, separator: str) -> pl.LazyFrame:
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    try:
        # Incremental: the piece may end inside a character.
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        text = path.read_bytes().decode("gb18030")
        return pl.read_csv(text.encode("utf-8"), separator=separator, infer_schema=False).lazy()
    return pl.scan_csv(path, separator=separator, infer_schema=False)


def _read_sheet(path: Path, sheet: str | None) -> pl.DataFrame:
    fault = guard(path)
    if fault is not None:
        raise EvidenceError([fault])
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise InputError(f"`sheet` must be one of {book.sheetnames}; it is {sheet!r}.")
        page = book[sheet or book.sheetnames[0]]
        rows = [list(row) for row in page.iter_rows(values_only=True) if any(cell is not None for cell in row)]
    finally:
        book.close()
    if not rows:
        raise InputError(f"a sheet must have a row of headings; {page.title!r} of {path.name} is empty.")
    head = {place: str(cell) for place, cell in enumerate(rows[0]) if cell is not None}
    columns = {
        name: [_text(row[place]) if place < len(row) else None for row in rows[1:]] for place, name in head.items()
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _text(cell: object) -> str | None:
    """A cell as text; a whole number without the point that a sheet gives it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell is None else str(cell)


def _write_sheet(table: pl.DataFrame, path: Path) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("measure")
    page.append(table.columns)
    for row in table.iter_rows():
        page.append([_cell(page, value) for value in row])
    written = io.BytesIO()
    book.save(written)
    path.write_bytes(timeless(written.getvalue(), _DAY))


def _cell(page: object, value: object) -> object:
    """A cell; text that begins like a formula stays text."""
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
