"""Rows of evidence gathered into cells of subject x indicator x period.

One flat table holds all cells, one pass over the sorted rows fills it: ten million rows take seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.model.evidence import Codes, EvidenceTable
from growthpole.model.rules import Indicator
from growthpole.programme.axes import Axes
from growthpole.programme.language.bounds import Bounds
from growthpole.programme.rows import RowIndex
from growthpole.programme.statuses import cell_ends, row_ends

__all__ = ["Cells", "gather", "meet"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Cells:
    """What the rows of each cell leave open together.

    Attributes
    ----------
    axes : Axes
        Who, what and when.
    low, high : ndarray of float64, shape (subjects, indicators, periods)
        Ends; infinite where the rows tell nothing.
    """

    axes: Axes
    low: Floats
    high: Floats

    def dense(self, indicator: Indicator) -> Bounds:
        """The intervals of one indicator by cluster and period, from all subjects that it is a figure of."""
        place, count = self.axes.indicator[indicator.id], len(self.axes.clusters)
        ends = Bounds(self.low[:count, place].copy(), self.high[:count, place].copy())
        for subject in self.axes.further(indicator.id):
            ends = meet(ends, Bounds(self.low[subject, place], self.high[subject, place]))
        return ends


def meet(a: Bounds, b: Bounds) -> Bounds:
    """What two findings have in common; where they contradict each other, the hull of their values."""
    low, high = np.maximum(a.low, b.low), np.minimum(a.high, b.high)
    crossed = low > high
    if not crossed.any():
        return Bounds(low, high)
    values = [np.where(np.isfinite(x), x, y) for one in (a, b) for x, y in ((one.low, one.high), (one.high, one.low))]
    lowest, highest = np.minimum(values[0], values[2]), np.maximum(values[1], values[3])
    return Bounds(np.where(crossed, lowest, low), np.where(crossed, highest, high))


def gather(evidence: EvidenceTable, axes: Axes) -> tuple[Cells, RowIndex]:
    """Gather evidence into cells.

    Parameters
    ----------
    evidence : EvidenceTable
        Rows of other subjects, indicators and periods are left aside.
    axes : Axes
        The axes of the cells.

    Returns
    -------
    Cells
        Infinite ends where there is no evidence.
    RowIndex
        The rows of each cell.
    """
    rows, key = _keys(evidence, axes)
    low, high = _fill(evidence, rows, key, axes.shape)
    start = np.zeros(low.size + 1, np.int64)
    np.cumsum(np.bincount(key, minlength=low.size), out=start[1:])
    return Cells(axes, low, high), RowIndex(axes, start, rows)


def _keys(evidence: EvidenceTable, axes: Axes) -> tuple[Ints, Ints]:
    """The rows that count, sorted by cell, and the cell of each."""
    columns = ((evidence.subject, axes.subject), (evidence.indicator, axes.indicator), (evidence.period, axes.column))
    key = np.zeros(len(evidence), np.int64)
    known = np.ones(len(evidence), np.bool_)
    for (codes, places), size in zip(columns, axes.shape, strict=True):
        place = _places(codes, places)
        known &= place >= 0
        key *= size
        key += place
    if known.all():
        rows = np.arange(len(evidence), dtype=np.int64)
    else:
        rows = np.flatnonzero(known)
        key = key[rows]
    if (key[1:] < key[:-1]).any():
        order = np.argsort(key, kind="stable")
        rows, key = rows[order], key[order]
    return rows, key


def _places(codes: Codes, places: dict[str, int]) -> npt.NDArray[np.int32]:
    """The place of each row's word on an axis, -1 for a word that is not on it and for an empty cell."""
    table = np.array([*(places.get(word, -1) for word in codes.words), -1], np.int32)
    found: npt.NDArray[np.int32] = table[codes.code]
    return found


def _fill(evidence: EvidenceTable, rows: Ints, key: Ints, shape: tuple[int, int, int]) -> tuple[Floats, Floats]:
    low, high = np.full(shape, -np.inf), np.full(shape, np.inf)
    if len(rows):
        first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        ends = cell_ends(row_ends(evidence, rows), evidence.status[rows], first)
        low.reshape(-1)[key[first]], high.reshape(-1)[key[first]] = ends
    return low, high
