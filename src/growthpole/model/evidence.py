"""Evidence: one figure or fact, with where it comes from; and a great many of them, by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from growthpole.model.interval import Interval
from growthpole.model.status import Status
from growthpole.model.text import Text

__all__ = ["ALL", "PROGRAMME", "STATUSES", "Codes", "Evidence", "EvidenceRows", "EvidenceTable", "Origin", "Source"]

PROGRAMME = "*programme*"
"""Subject of evidence about the programme itself."""

ALL = "*all*"
"""Subject of evidence that is said of every cluster at once."""

STATUSES: tuple[Status, ...] = tuple(Status)
"""The order in which ``EvidenceTable.status`` codes them."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where evidence was published or who handed it in."""

    id: str
    title: Text
    publisher: str = ""
    published: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stood in the files handed in."""

    file: str
    sheet: str | None
    row: int

    def __str__(self) -> str:
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet}, row {self.row}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure or fact.

    Attributes
    ----------
    subject : str
        Cluster or region id, ``"*programme*"`` or ``"*all*"``.
    indicator, period : str
        What is measured, and when (``"2023"``).
    value : float or None
        In the canonical unit of its dimension (CNY, person, km2, 1 ...); ``None`` where nothing is known.
    unit : str
        The unit as it was given.
    status : Status
        How far the figure is known.
    given : Interval or None
        The interval that came with an estimate.
    source : str
        Id of the source.
    quote : str
        The words of the source.
    entered_by, checked_by : str
        Who typed it and who checked it.
    origin : Origin or None
        File, sheet and row.
    """

    subject: str
    indicator: str
    period: str
    value: float | None
    unit: str
    status: Status
    source: str = ""
    quote: str = ""
    entered_by: str = ""
    checked_by: str = ""
    given: Interval | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """A column of repeated words: ``words[code[i]]`` is the word of row ``i``; code -1 is an empty cell.

    Attributes
    ----------
    words : tuple of str
        The distinct words, sorted.
    code : ndarray of int32, shape (rows,)
        Which word each row holds.
    """

    words: tuple[str, ...]
    code: npt.NDArray[np.int32]

    def __getitem__(self, row: int) -> str:
        code = int(self.code[row])
        return self.words[code] if code >= 0 else ""


def _no_floats() -> npt.NDArray[np.float64]:
    return np.empty(0)


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """All evidence by column, so that ten million rows fit in memory and are worked on at once.

    Attributes
    ----------
    subject, indicator, period, unit, source, quote, entered_by, checked_by : Codes
        Columns of repeated words.
    value, low, high : ndarray of float64, shape (rows,)
        In canonical units; NaN in ``value`` where nothing is known; ``low``/``high`` are the ends that came
        with an estimate, NaN where none came.
    status : ndarray of int8, shape (rows,)
        Index into ``STATUSES``.
    file : Codes
        ``"file"`` or ``"file#sheet"`` of each row.
    row : ndarray of int32, shape (rows,)
        1-based row in that file or sheet.
    """

    subject: Codes
    indicator: Codes
    period: Codes
    unit: Codes
    source: Codes
    quote: Codes
    entered_by: Codes
    checked_by: Codes
    file: Codes
    status: npt.NDArray[np.int8] = field(default_factory=lambda: np.empty(0, np.int8))
    value: npt.NDArray[np.float64] = field(default_factory=_no_floats)
    low: npt.NDArray[np.float64] = field(default_factory=_no_floats)
    high: npt.NDArray[np.float64] = field(default_factory=_no_floats)
    row: npt.NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))

    def __len__(self) -> int:
        return len(self.value)

    def __getitem__(self, row: int) -> Evidence:
        low, high, value = float(self.low[row]), float(self.high[row]), float(self.value[row])
        file, _, sheet = self.file[row].partition("#")
        return Evidence(
            subject=self.subject[row],
            indicator=self.indicator[row],
            period=self.period[row],
            value=None if np.isnan(value) else value,
            unit=self.unit[row],
            status=STATUSES[int(self.status[row])],
            source=self.source[row],
            quote=self.quote[row],
            entered_by=self.entered_by[row],
            checked_by=self.checked_by[row],
            given=None if np.isnan(low) and np.isnan(high) else Interval(low, high),
            origin=Origin(file, sheet or None, int(self.row[row])) if file else None,
        )

    def __iter__(self) -> Iterator[Evidence]:
        return (self[row] for row in range(len(self)))


@dataclass(frozen=True, slots=True)
class EvidenceRows(Mapping[int, Evidence]):
    """Some rows of a table by their number, each made into `Evidence` only when it is looked at.

    Attributes
    ----------
    table : EvidenceTable
        The table.
    rows : ndarray of int, ascending
        Which rows.
    """

    table: EvidenceTable
    rows: npt.NDArray[np.intp]

    def __getitem__(self, row: int) -> Evidence:
        place = int(np.searchsorted(self.rows, row))
        if place == len(self.rows) or self.rows[place] != row:
            raise KeyError(row)
        return self.table[row]

    def __iter__(self) -> Iterator[int]:
        return iter(self.rows.tolist())

    def __len__(self) -> int:
        return len(self.rows)
