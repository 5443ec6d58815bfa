"""The range of every score and every rank of an index over all values its unknown figures may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.index.bounds import BOUNDS, Box, normalised_bounds, relative_rank_bounds
from growthpole.index.composite import CompositeIndex
from growthpole.index.heights import base_rows
from growthpole.index.intervals import MEANS
from growthpole.index.ranks import class_members, rank_ranges
from growthpole.index.references import References
from growthpole.index.treatment import treat_interval
from growthpole.index.tree import compile_tree, evaluate_interval

__all__ = ["IntervalResult", "index_intervals"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class IntervalResult:
    """Scores as intervals and ranks as ranges.

    Attributes
    ----------
    units : ndarray of str, shape (n,)
        Name of the unit of each row.
    low, high : ndarray of float, shape (n,)
        Ends of each score.
    best, worst : ndarray of int, shape (n,)
        Ends of each rank inside the period and class.
    cell_low, cell_high : ndarray of float, shape (n, m)
        Ends of each normalised value.
    node_low, node_high : ndarray of float, shape (n, p)
        Ends of the score of each node, in `framework.order`.
    exact : bool
        True if both ends of every score and rank are attained; False if they are bounds that hold.
    """

    units: NDArray[Any]
    low: Floats
    high: Floats
    best: Ints
    worst: Ints
    cell_low: Floats
    cell_high: Floats
    node_low: Floats
    node_high: Floats
    exact: bool


def index_intervals(index: CompositeIndex) -> IntervalResult:
    """Give the range of every score and rank over all values the unknown figures may take.

    Under references that no unknown figure can move, the cells of an index move independently: scores and
    ranks are exact (see `weighted_interval` and `rank_ranges`). Where an unknown figure lies in the rows that
    fix a relative reference, the result is a bound that always holds; for arithmetic means of min-max values
    and z-scores ranks are bounded through the differences of units, which share the reference. Figures that
    were imputed count as known. Treatments stay as they were fitted on the known figures.

    Parameters
    ----------
    index : CompositeIndex
        An aggregated index.

    Returns
    -------
    IntervalResult
        A known score gives ``low == high``; an index without unknown figures gives its ranks twice.

    Raises
    ------
    InputError
        If a relative method has no bounds, or the range of an unknown figure is infinite where the
        aggregation needs values of 0 or more.

    References
    ----------
    Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis, ch. 5; Manski (2003), Partial
    Identification of Probability Distributions, ch. 1 (bounds under missing outcomes).

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.building import build
    >>> from growthpole.index.framework import Framework, Indicator
    >>> tree = Framework((Indicator("a", worst=0, best=10), Indicator("b", worst=0, best=10)))
    >>> frame = pl.DataFrame({"unit": ["p", "q", "r"], "a": [8.0, 9.0, 1.0], "b": [6.0, None, 1.0]})
    >>> found = index_intervals(build(frame, tree))
    >>> found.low.tolist(), found.high.tolist(), found.best.tolist(), found.worst.tolist()
    ([70.0, 45.0, 10.0], [70.0, 95.0, 10.0], [1, 1, 3], [2, 2, 3])
    """
    fitted: References = index.fits["normalise"] if "normalise" in index.fits else _not_normalised()
    low, high = _figures(index)
    moving = _moving(index, low, high, fitted)
    cells = fitted.apply(low), fitted.apply(high)
    cell_low, cell_high = np.minimum(*cells), np.maximum(*cells)
    for place in np.flatnonzero(moving):
        box, base = _box(index, low, high, place, fitted)
        ends = normalised_bounds(box, fitted.how)
        shift, width = fitted.scale[0], fitted.scale[1] - fitted.scale[0]
        cell_low[base, place], cell_high[base, place] = shift + width * ends[0], shift + width * ends[1]
        cell_low[~base, place], cell_high[~base, place] = _outside(fitted)
    tree = compile_tree(index.framework, index.hows)
    nodes = evaluate_interval(tree, cell_low, cell_high, index.groups)
    best, worst = rank_ranges(nodes[0][:, -1], nodes[1][:, -1], index.groups)
    if moving.any() and fitted.how in {"min-max", "z-score"} and set(index.hows.values()) == {"arithmetic"}:
        best, worst = _tightened(index, low, high, fitted, best, worst)
    return IntervalResult(
        index.units, nodes[0][:, -1], nodes[1][:, -1], best, worst, cell_low, cell_high, *nodes,
        exact=not moving.any() and set(index.hows.values()) <= set(MEANS),
    )  # fmt: skip


def _figures(index: CompositeIndex) -> tuple[Floats, Floats]:
    """Give the ends of every figure before normalisation, unknown ones over the range of the indicator."""
    before = next(index.stages[one] for one in ("imputed", "denominated", "raw") if one in index.stages)
    unknown = np.isnan(before)
    indicators, table = index.framework.indicators, index.table
    least = np.array([one.lowest for one in indicators]) if table.low is None else table.low[index.rows]
    most = np.array([one.highest for one in indicators]) if table.high is None else table.high[index.rows]
    low, high = np.where(unknown, least, before), np.where(unknown, most, before)
    _check_order(low, high, index)
    treatments = index.fits.get("treat")
    if treatments is not None:
        low, high = treat_interval(low, treatments), treat_interval(high, treatments)
    return low, high


def _check_order(low: Floats, high: Floats, index: CompositeIndex) -> None:
    crossed = np.argwhere(low > high)
    if crossed.size:
        row, column = (int(one) for one in crossed[0])
        raise InputError(
            f"the range of an unknown figure must not be crossed; that of {index.framework.columns[column]!r} of "
            f"{str(index.units[row])!r} is {low[row, column]:g} to {high[row, column]:g}."
        )


def _moving(index: CompositeIndex, low: Floats, high: Floats, fitted: References) -> Bools:
    """Find the columns in which an unknown figure can move the reference of the others."""
    if fitted.fixed:
        return np.zeros(low.shape[1], np.bool_)
    base = base_rows(index, _base(index))
    return np.asarray((low[base] < high[base]).any(axis=0))


def _base(index: CompositeIndex) -> object:
    return next(step.arguments["base"] for step in reversed(index.log) if step.verb == "normalise")


def _box(
    index: CompositeIndex, low: Floats, high: Floats, place: int | np.intp, fitted: References
) -> tuple[Box, Bools]:
    if fitted.how not in BOUNDS:
        raise InputError(
            f"there are no bounds for {fitted.how!r} when the rows that fix the reference hold unknown figures. "
            "Use goalposts, or impute."
        )
    base = base_rows(index, _base(index))
    sign = fitted.signs[place]
    ends = sign * low[base, place], sign * high[base, place]
    target = index.framework.indicators[place].target
    box = Box(np.minimum(*ends), np.maximum(*ends), np.nan if target is None else sign * target)
    return box, base


def _outside(fitted: References) -> tuple[float, float]:
    """Give what a row outside the base can reach when the reference itself is open: everything."""
    low, high = fitted.scale
    return low + (high - low) * fitted.limits[0], low + (high - low) * fitted.limits[1]


def _tightened(
    index: CompositeIndex, low: Floats, high: Floats, fitted: References, best: Ints, worst: Ints
) -> tuple[Ints, Ints]:
    """Narrow rank ranges through bounds on differences, for rows that are all base rows."""
    base = base_rows(index, _base(index))
    if not base.all():
        return best, worst
    boxes = [_box(index, low, high, place, fitted)[0] for place in range(low.shape[1])]
    weights = index.framework.effective_weights
    for members in class_members(index.groups, best.size):
        found = relative_rank_bounds(boxes, weights, fitted.how, members)
        best[members] = np.maximum(best[members], found[0].astype(np.int64))
        worst[members] = np.minimum(worst[members], found[1].astype(np.int64))
    return best, worst


def _not_normalised() -> References:
    raise InputError("the index must be normalised and aggregated first; call `build`, or run the stages in order.")
