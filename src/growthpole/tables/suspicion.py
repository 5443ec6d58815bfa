"""亿 for 万: figures that stand some thousand times above or below their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.errors import Problem
from growthpole.model.evidence import STATUSES, EvidenceTable
from growthpole.model.status import POINT, Status
from growthpole.tables.notes import Notes
from growthpole.tables.rows import figure, flag_rows, row_problem

__all__ = ["JUMP", "check_scales"]

JUMP = 2.7
"""Power of ten above which a figure is suspected: 500 times. A slip of 亿 and 万 is a factor of 10,000, of 元 and
千元 1,000; real figures of one cluster seldom grow 500 times within the years of a programme."""
_PEERS = 5
"""As few peers as this are enough to say that a lone figure is far from all of them."""
_TOLD = np.array([status in POINT or status is Status.ESTIMATED for status in STATUSES])

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Series:
    """Figures of one cluster and indicator, by year, on a scale of tens.

    Attributes
    ----------
    row : ndarray of int64, shape (figures,)
        Rows of the evidence table.
    size : ndarray of float64, shape (figures,)
        Decimal logarithm of the figure.
    group : ndarray of int64, shape (figures,)
        Which series it belongs to, ascending.
    median : ndarray of float64, shape (series,)
        Of each series.
    count : ndarray of int64, shape (series,)
        Figures of each series.
    indicator : ndarray of int64, shape (series,)
        What each series is of.
    """

    row: Ints
    size: Floats
    group: Ints
    median: Floats
    count: Ints
    indicator: Ints


def check_scales(evidence: EvidenceTable, counts: npt.NDArray[np.bool_], notes: Notes) -> None:
    """Warn of figures more than 500 times away from their neighbours.

    A figure with two or more other years is held against their median; of two years, the one further from the
    peers is suspected; a lone figure is suspected when every one of five or more peers is that far away.

    Parameters
    ----------
    evidence : EvidenceTable
        In canonical order.
    counts : ndarray of bool, shape (indicators + 1,)
        Which indicators are numbers; the last entry serves an empty cell.
    notes : Notes
        Takes the warnings.
    """
    series = _series(evidence, counts)
    if len(series.row) == 0:
        return
    against = _neighbours(series)
    suspected = np.zeros(len(evidence), dtype=bool)
    distance = np.full(len(evidence), np.nan)
    distance[series.row] = series.size - against
    suspected[series.row] = np.abs(series.size - against) > JUMP
    flag_rows(notes, evidence, suspected, lambda row: _tell(evidence, row, float(distance[row])))


def _series(evidence: EvidenceTable, counts: npt.NDArray[np.bool_]) -> _Series:
    with np.errstate(invalid="ignore"):
        told = counts[evidence.indicator.code] & _TOLD[evidence.status] & (evidence.value > 0)
    row = np.flatnonzero(told)
    wide = len(evidence.indicator.words) + 1
    key = evidence.subject.code[row].astype(np.int64) * wide + evidence.indicator.code[row]
    first = np.ones(len(row), dtype=bool)
    first[1:] = key[1:] != key[:-1]
    group = np.cumsum(first) - 1
    start = np.flatnonzero(first)
    size = np.log10(evidence.value[row])
    count = np.diff(np.append(start, len(row)))
    return _Series(row, size, group, _medians(size, group, start, count), count, key[start] % wide)


def _medians(size: Floats, group: Ints, start: Ints, count: Ints) -> Floats:
    """The median of each group; of an even number, the mean of the middle two."""
    if len(size) == 0:
        return size
    ordered = size[np.lexsort([size, group])]
    middle: Floats = (ordered[start + (count - 1) // 2] + ordered[start + count // 2]) / 2
    return middle


def _neighbours(series: _Series) -> Floats:
    """What each figure is held against; the figure itself where there is nothing."""
    peers = _nearest_peer(series)
    count, median = series.count[series.group], series.median[series.group]
    against = np.where(count >= 3, median, series.size)
    lone = (count == 1) & ~np.isnan(peers[series.group])
    against[lone] = peers[series.group][lone]
    pair = count == 2
    other = 2 * median - series.size
    # Of two figures the one further from the peers is suspected; without peers, the later one.
    centre = _centre(series)[series.group]
    farther = np.abs(series.size - centre) > np.abs(other - centre)
    later = np.append(False, series.group[1:] == series.group[:-1])
    chosen = pair & np.where(np.isnan(centre), later, farther)
    against[chosen] = other[chosen]
    return against


def _centre(series: _Series) -> Floats:
    """For each series the median over its peers, NaN where they are too few."""
    order = np.argsort(series.indicator, kind="stable")
    indicator = series.indicator[order]
    first = np.append(True, indicator[1:] != indicator[:-1])
    start, group = np.flatnonzero(first), np.cumsum(first) - 1
    count = np.diff(np.append(start, len(order)))
    medians = np.where(count > _PEERS, _medians(series.median[order], group, start, count), np.nan)
    centre = np.empty(len(order))
    centre[order] = medians[group]
    return centre


def _nearest_peer(series: _Series) -> Floats:
    """For each series the median of the nearest other cluster's, NaN where the peers are too few."""
    order = np.lexsort([series.median, series.indicator])
    median, indicator = series.median[order], series.indicator[order]
    gap = np.where(indicator[1:] == indicator[:-1], np.diff(median), np.inf)
    before, after = np.append(np.inf, gap), np.append(gap, np.inf)
    near = median + np.where(before < after, -before, after)
    count = np.bincount(indicator)[indicator]
    found = np.empty(len(order))
    found[order] = np.where((count > _PEERS) & np.isfinite(near), near, np.nan)
    return found


def _tell(evidence: EvidenceTable, row: int, distance: float) -> Problem:
    times = 10 ** abs(distance)
    word = "above" if distance > 0 else "below"
    return row_problem(
        evidence, row, "scale-suspect",
        f"{figure(evidence, row)} for {evidence.indicator[row]!r}, {times:,.0f} times {word} its neighbours",
        "a figure near the cluster's other years and its peers",
        "Check the unit: 1 亿元 is 10,000 万元 and 1 万元 is 10,000 元. Leave it if it is right.",
        column="value", severity="warning",
    )  # fmt: skip
