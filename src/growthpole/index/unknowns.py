"""Which unknown figure matters most: what learning it would settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.index.composite import CompositeIndex
from growthpole.index.ranges import index_intervals
from growthpole.index.ranks import class_members
from growthpole.index.tree import compile_tree, evaluate_interval

__all__ = ["UnknownResult", "unknown_influence"]

Floats = NDArray[np.float64]
LEARNT = (0.0, 0.5, 1.0)  # where in its range a figure may turn out to lie


@dataclass(frozen=True, slots=True)
class UnknownResult:
    """Unknown figures, the one that settles most first.

    Attributes
    ----------
    units, indicators : ndarray of str, shape (u,)
        Whose figure is unknown, and which.
    points : ndarray of float, shape (u,)
        By how much learning the figure narrows the unit's score, on average.
    places : ndarray of float, shape (u,)
        By how many places it narrows the unit's rank range, on average. A range of ranks counts the units
        whose order with this one is open, so that all ranges together shrink by twice as much.
    """

    units: NDArray[Any]
    indicators: NDArray[Any]
    points: Floats
    places: Floats


def unknown_influence(index: CompositeIndex) -> UnknownResult:
    """Rank the unknown figures by what learning each alone would settle.

    A figure is set to the low end, the middle and the high end of its normalised range in turn; the width of
    the unit's score and of its rank range is compared with the width before, and the drop averaged over the
    three.

    Parameters
    ----------
    index : CompositeIndex
        An aggregated index whose references no unknown figure can move (goalposts).

    Returns
    -------
    UnknownResult
        Sorted by places, then points; empty if nothing is unknown.

    Raises
    ------
    InputError
        If the ranges of the index are bounds only.

    References
    ----------
    Howard (1966), Information value theory, IEEE Transactions on Systems Science and Cybernetics 2(1), 22-26.

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.building import build
    >>> from growthpole.index.framework import Framework, Indicator
    >>> tree = Framework((Indicator("a", weight=3, worst=0, best=1), Indicator("b", worst=0, best=1)))
    >>> frame = pl.DataFrame({"unit": ["p", "q"], "a": [0.5, None], "b": [None, 0.5]})
    >>> found = unknown_influence(build(frame, tree))
    >>> found.units.tolist(), found.indicators.tolist(), found.points.tolist()
    (['q', 'p'], ['a', 'b'], [75.0, 25.0])
    """
    found = index_intervals(index)
    if not found.exact:
        raise InputError("learning one figure moves the references of the others here; normalise with goalposts.")
    rows, columns = np.nonzero(found.cell_low < found.cell_high)
    widths = np.zeros((2, rows.size))
    for part in LEARNT:
        low, high = found.cell_low[rows].copy(), found.cell_high[rows].copy()
        cell = np.arange(rows.size), columns
        low[cell] = high[cell] = low[cell] + part * (high[cell] - low[cell])
        widths += _widths(index, found.low, found.high, rows, low, high)
    before = np.stack([found.high[rows] - found.low[rows], (found.worst - found.best)[rows].astype(np.float64)])
    points, places = before - widths / len(LEARNT)
    order = np.lexsort((-points, -places))
    names = np.array(index.framework.columns)
    return UnknownResult(index.units[rows][order], names[columns][order], points[order], places[order])


def _widths(
    index: CompositeIndex, low: Floats, high: Floats, rows: NDArray[np.intp], cell_low: Floats, cell_high: Floats
) -> Floats:
    """Give the width of the score and of the rank range of each changed row, the others as they were."""
    tree = compile_tree(index.framework, index.hows)
    nodes = evaluate_interval(tree, cell_low, cell_high, index.groups[rows])
    mine_low, mine_high = nodes[0][:, -1], nodes[1][:, -1]
    open_pairs = np.zeros(rows.size)
    for members in class_members(index.groups, low.size):
        own = np.flatnonzero(np.isin(rows, members))
        tops, floors = np.sort(high[members]), np.sort(low[members])
        possible = members.size - np.searchsorted(tops, mine_low[own], side="right")
        sure = members.size - np.searchsorted(floors, mine_high[own], side="right")
        # The unit's own old interval stands among the sorted ends; it must not count against itself.
        possible -= high[rows[own]] > mine_low[own]
        sure -= low[rows[own]] > mine_high[own]
        open_pairs[own] = possible - sure
    return np.stack([mine_high - mine_low, open_pairs])
