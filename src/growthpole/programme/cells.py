"""Rows of evidence gathered into cells of subject x indicator x period.

One flat table holds all cells, one pass over the sorted rows fills it: ten million rows take seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import ALL, PROGRAMME, Codes, EvidenceTable
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.programme.language.bounds import Bounds
from growthpole.programme.periods import Periods
from growthpole.programme.statuses import cell_ends, row_ends

__all__ = ["Cells", "gather", "meet"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Cells:
    """What the rows of each cell leave open, and which rows they are.

    Attributes
    ----------
    clusters : tuple of str
        Ids; the first subjects of the table.
    region : ndarray of int64, shape (clusters,)
        The subject that is the cluster's region.
    indicator, column : mapping of str to int
        Places on the second and third axis.
    low, high : ndarray of float64, shape (subjects, indicators, periods)
        Ends; infinite where the rows tell nothing. After the clusters and their regions come the programme and
        what is said of all.
    start : ndarray of int64, shape (cells + 1,)
        Where the rows of each cell begin in ``order``.
    order : ndarray of int64
        Rows of the evidence table, by cell.
    of : mapping of str to str
        What each indicator is a figure of.
    """

    clusters: tuple[str, ...]
    region: Ints
    indicator: dict[str, int]
    column: dict[str, int]
    low: Floats
    high: Floats
    start: Ints
    order: Ints
    of: dict[str, str]

    def dense(self, indicator: Indicator) -> Bounds:
        """The intervals of one indicator by cluster and period, from all subjects that it is a figure of."""
        place, count = self.indicator[indicator.id], len(self.clusters)
        ends = Bounds(self.low[:count, place].copy(), self.high[:count, place].copy())
        for subject in self._further(indicator.id, slice(None)):
            ends = meet(ends, Bounds(self.low[subject, place], self.high[subject, place]))
        return ends

    def _further(self, indicator: str, cluster: slice | int) -> list[npt.NDArray[np.int64] | np.int64]:
        """The subjects besides the cluster itself whose evidence speaks of it."""
        last = np.int64(self.low.shape[0] - 1)
        kind = self.of[indicator]
        own = [self.region[cluster]] if kind == "region" else [last - 1] if kind == "programme" else []
        return [*own, last]

    def rows(self, indicator: str, cluster: int, period: str) -> tuple[int, ...]:
        """The rows of evidence behind one figure, ascending."""
        place, column = self.indicator.get(indicator), self.column.get(period)
        if place is None or column is None:
            return ()
        found: list[int] = []
        for subject in (cluster, *self._further(indicator, cluster)):
            cell = (int(subject) * len(self.indicator) + place) * len(self.column) + column
            first, end = self.start[cell : cell + 2].tolist()
            if first < end:
                found += self.order[first:end].tolist()
        return tuple(sorted(found))


def meet(a: Bounds, b: Bounds) -> Bounds:
    """What two findings have in common; where they contradict each other, the hull of their values."""
    low, high = np.maximum(a.low, b.low), np.minimum(a.high, b.high)
    crossed = low > high
    if not crossed.any():
        return Bounds(low, high)
    values = [np.where(np.isfinite(x), x, y) for one in (a, b) for x, y in ((one.low, one.high), (one.high, one.low))]
    lowest, highest = np.minimum(values[0], values[2]), np.maximum(values[1], values[3])
    return Bounds(np.where(crossed, lowest, low), np.where(crossed, highest, high))


def gather(programme: Programme, dossier: Dossier, periods: Periods) -> Cells:
    """Gather the evidence of a programme's indicators into cells.

    Parameters
    ----------
    programme : Programme
        Its indicators are the second axis.
    dossier : Dossier
        Its clusters are the first subjects; their regions, the programme and "all" follow.
    periods : Periods
        The third axis; evidence of later years is left aside.

    Returns
    -------
    Cells
        Infinite ends where there is no evidence.
    """
    clusters = tuple(cluster.id for cluster in dossier.clusters)
    regions = sorted({cluster.region for cluster in dossier.clusters})
    place = {region: len(clusters) + number for number, region in enumerate(regions)}
    subjects = {**place, **{name: number for number, name in enumerate(clusters)}}
    subjects |= {PROGRAMME: len(clusters) + len(regions), ALL: len(clusters) + len(regions) + 1}
    indicator = {name: number for number, name in enumerate(programme.indicators)}
    column = {name: number for number, name in enumerate(periods.all)}
    shape = (len(clusters) + len(regions) + 2, len(indicator), len(column))
    rows, key = _keys(dossier.evidence, subjects, indicator, column)
    low, high = _fill(dossier.evidence, rows, key, shape)
    start = np.zeros(low.size + 1, np.int64)
    np.cumsum(np.bincount(key, minlength=low.size), out=start[1:])
    return Cells(
        clusters=clusters,
        region=np.array([place[cluster.region] for cluster in dossier.clusters], np.int64),
        indicator=indicator,
        column=column,
        low=low,
        high=high,
        start=start,
        order=rows,
        of={name: one.of for name, one in programme.indicators.items()},
    )


def _keys(
    evidence: EvidenceTable, subjects: dict[str, int], indicator: dict[str, int], column: dict[str, int]
) -> tuple[Ints, Ints]:
    """The rows that count, sorted by cell, and the cell of each."""
    axes = ((evidence.subject, subjects), (evidence.indicator, indicator), (evidence.period, column))
    sizes = (0, len(indicator), len(column))
    key = np.zeros(len(evidence), np.int64)
    known = np.ones(len(evidence), np.bool_)
    for (codes, places), size in zip(axes, sizes, strict=True):
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
