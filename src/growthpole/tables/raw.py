"""A table as it stands in a file, before anything is understood: headings, cells and row numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.errors import Problem
from growthpole.tables.notes import LISTED, Notes

__all__ = ["COMMENT", "BrokenTableError", "RawTable", "is_comment", "trimmed"]

COMMENT = r"^\s*[#＃]\s"
"""How the first cell of a row begins that is a remark or an example."""


class BrokenTableError(Exception):
    """Raised when cells cannot be loaded from a file whose head looked whole; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in a file.

    Attributes
    ----------
    kind : str
        Which table it is: a key of `TABLES`.
    file, sheet : str, str or None
        Where it stands.
    headings : tuple of str
        The headings as written, by position.
    rows : ndarray of int32, shape (records,)
        The row of the file or sheet that each record stands on, as an editor shows it.
    load : callable
        Position of a heading to its cells, as text or as Parquet holds them.
    heading_row : int
        The row of the headings.
    place : mapping of str to int
        Name of a known column to the position of its heading; filled by `understood`.
    """

    kind: str
    file: str
    sheet: str | None
    headings: tuple[str, ...]
    rows: npt.NDArray[np.int32]
    load: Callable[[int], pl.Series]
    heading_row: int = 1
    place: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def origin(self) -> str:
        """``"file"`` or ``"file#sheet"``."""
        return self.file if self.sheet is None else f"{self.file}#{self.sheet}"

    def cells(self, column: str) -> pl.Series | None:
        """The cells of a known column as they were read, or ``None`` when the table has no such column."""
        return self.load(self.place[column]) if column in self.place else None

    def text(self, column: str) -> pl.Series:
        """The cells of a known column as trimmed text; null where empty or where the column is absent."""
        cells = self.cells(column)
        if cells is None:
            return pl.Series([None], dtype=pl.String).new_from_index(0, len(self))
        return trimmed(cells)

    def heading(self, column: str) -> str:
        """The heading as written in the file."""
        return self.headings[self.place[column]] if column in self.place else column

    def problem(
        self, code: str, found: str, must: str, do: str, *, row: int | None = None, column: str | None = None,
        severity: str = "error",
    ) -> Problem:  # fmt: skip
        """A fault of this table; ``column`` is the name of a known column or a heading as written."""
        heading = None if column is None else self.heading(column)
        return Problem(code, self.file, found, must, do, self.sheet, row, heading, severity)

    def flag(self, notes: Notes, faulty: npt.NDArray[np.bool_], tell: Callable[[int], Problem]) -> None:
        """Note a fault for each record of the mask; ``tell`` gives the problem of a record."""
        records = np.flatnonzero(faulty)
        for record in records[:LISTED].tolist():
            notes.add(tell(record))
        if len(records) > LISTED:
            one = tell(int(records[0]))
            notes.count(one.code, one.file, one.sheet, one.column, len(records) - LISTED)


def trimmed(cells: pl.Series) -> pl.Series:
    """Text cells without outer spaces; an empty cell is null."""
    text = cells.cast(pl.String).str.strip_chars()
    return text.set(text == "", None) if (text == "").any() else text


def is_comment(first: str | None) -> bool:
    """Whether a row whose first cell holds this is a remark or an example, which is not read.

    Examples
    --------
    >>> is_comment("# example"), is_comment("#REF!"), is_comment("qixian-glassware")
    (True, False, False)
    """
    return first is not None and re.match(COMMENT, first) is not None
