"""Which rows of the evidence stand behind a figure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.model.evidence import ALL, PROGRAMME
from growthpole.programme.axes import Axes

__all__ = ["RowIndex"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class RowIndex:
    """The rows of each cell, in the manner of a compressed sparse row matrix.

    Attributes
    ----------
    axes : Axes
        Who, what and when.
    start : ndarray of int64, shape (cells + 1,)
        Where the rows of each cell begin in ``order``.
    order : ndarray of int64
        Rows of the evidence table, by cell.
    """

    axes: Axes
    start: Ints
    order: Ints

    def rows(self, indicator: str, cluster: int, period: str) -> tuple[int, ...]:
        """The rows of evidence behind one figure, ascending; none for a period that is not on the axis."""
        axes = self.axes
        place, column = axes.indicator.get(indicator), axes.column.get(period)
        if place is None or column is None:
            return ()
        width, found = len(axes.column), []
        for subject in self._subjects(indicator, cluster):
            cell = (subject * len(axes.indicator) + place) * width + column
            first, end = self.start[cell : cell + 2].tolist()
            if first < end:
                found += self.order[first:end].tolist()
        return tuple(sorted(found))

    def _subjects(self, indicator: str, cluster: int) -> list[int]:
        """The cluster, and the others whose evidence on this indicator speaks of it; asked for one by one."""
        subjects = [cluster, self.axes.subject[ALL]]
        kind = self.axes.of[indicator]
        if kind == "region":
            subjects.append(int(self.axes.region[cluster]))
        elif kind == "programme":
            subjects.append(self.axes.subject[PROGRAMME])
        return subjects
