"""Stability: what entry or exit of a unit does to the others, and how far weights are from a swap."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

from growthpole.errors import InputError, ShapeError
from growthpole.index.composite import CompositeIndex, assemble
from growthpole.index.ranks import class_members

__all__ = ["ExitResult", "SwapResult", "exits", "reversals", "swap_weights"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ExitResult:
    """What the exit of each row does to the order of the others; entry is the same, read backwards.

    Attributes
    ----------
    units : ndarray of str, shape (n,)
        The row that leaves.
    reversals : ndarray of int, shape (n,)
        Pairs of the others whose order changes, ties made or broken included.
    largest_shift : ndarray of float, shape (n,)
        Largest change of a score of the others; 0 under fixed references.
    """

    units: NDArray[Any]
    reversals: NDArray[np.int64]
    largest_shift: Floats


@dataclass(frozen=True, slots=True)
class SwapResult:
    """The nearest weights under which a unit is no longer ahead.

    Attributes
    ----------
    weights : ndarray of float, shape (k,)
        The nearest weights at which the two units tie; NaN if no weights make them.
    moved : float, 0 to 1
        Share of the total weight that has to move; infinite if no weights make them tie.
    """

    weights: Floats
    moved: float


def exits(index: CompositeIndex) -> ExitResult:
    """Leave out one row after the other, build the index again, and compare the order of the others.

    Parameters
    ----------
    index : CompositeIndex
        A ranked index.

    Returns
    -------
    ExitResult
        Under goalposts, or with references of a base period the row is not part of, and a mean as aggregation,
        every entry is 0.

    Raises
    ------
    InputError
        If the index cannot be built without one of the rows, such as when an indicator becomes constant.

    References
    ----------
    Belton and Gear (1983), On a short-coming of Saaty's method of analytic hierarchies, Omega 11(3), 228-230 (rank
    reversal).

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.building import build
    >>> from growthpole.index.framework import Framework, Indicator
    >>> tree = Framework((Indicator("a", worst=0, best=100), Indicator("b", worst=0, best=100)))
    >>> frame = pl.DataFrame({"unit": ["p", "q", "r"], "a": [10.0, 6.0, 0.0], "b": [50.0, 53.0, 60.0]})
    >>> index = build(frame, tree)
    >>> exits(index).reversals.tolist(), exits(index.replay(normalise="min-max")).reversals.tolist()
    ([0, 0, 0], [1, 0, 1])
    """
    n = index.rows.size
    changed, shift = np.zeros(n, np.int64), np.zeros(n)
    for place in range(n):
        others = np.delete(np.arange(n), place)
        without = _without(index, index.rows[others])
        before, after = index.scores[others], without.scores
        changed[place] = sum(
            reversals(before[members], after[members]) for members in class_members(index.groups[others], n - 1)
        )
        both = ~np.isnan(before) & ~np.isnan(after)
        shift[place] = np.abs(before - after)[both].max(initial=0.0)
    return ExitResult(index.units, changed, shift)


def reversals(before: ArrayLike, after: ArrayLike) -> int:
    """Count the pairs of units whose order differs between two lists of scores.

    ``#{i < j : sign(b_i - b_j) != sign(a_i - a_j)}``, differences below 1e-12 of the largest score being ties.

    Parameters
    ----------
    before, after : array_like of float, shape (n,)
        Scores of the same units; a pair with an unknown score does not count.

    Returns
    -------
    int
        0 to n (n - 1) / 2.

    Raises
    ------
    ShapeError
        If the lists have different shapes.

    References
    ----------
    Kendall (1938), A new measure of rank correlation, Biometrika 30(1-2), 81-93.

    Examples
    --------
    >>> reversals([3.0, 2.0, 1.0], [3.0, 1.0, 2.0])
    1
    """
    first, second = np.asarray(before, np.float64), np.asarray(after, np.float64)
    if first.ndim != 1 or first.shape != second.shape:
        raise ShapeError(f"both lists must hold the same units; shapes {first.shape} and {second.shape}.")
    signs = []
    for one in (first, second):
        tie = 1e-12 * np.abs(one[~np.isnan(one)]).max(initial=0.0)
        gap = np.subtract.outer(one, one)
        signs.append(np.where(np.abs(gap) <= tie, 0.0, np.sign(gap)))
    known = ~np.isnan(signs[0]) & ~np.isnan(signs[1])
    return int((known & (signs[0] != signs[1])).sum()) // 2


def swap_weights(ahead: ArrayLike, behind: ArrayLike, weights: ArrayLike) -> SwapResult:
    """Find the nearest weights under which a unit that is ahead under an arithmetic mean is so no longer.

    ``min sum |v - w| / 2`` subject to ``sum v (a - b) <= 0``, ``sum v = 1``, ``v >= 0``; a linear programme.

    Parameters
    ----------
    ahead, behind : array_like of float, shape (k,)
        Values of the two units.
    weights : array_like of float, shape (k,), non-negative
        Weights in force; divided by their sum.

    Returns
    -------
    SwapResult
        Nothing moves if the unit is not ahead; no weights are found if it is ahead in every value.

    Raises
    ------
    ShapeError
        If shapes differ.
    InputError
        If a value is NaN, or weights are negative or all 0.

    References
    ----------
    Triantaphyllou and Sanchez (1997), A sensitivity analysis approach for some deterministic multi-criteria
    decision-making methods, Decision Sciences 28(1), 151-194.

    Examples
    --------
    >>> found = swap_weights([80.0, 40.0], [50.0, 60.0], [0.5, 0.5])
    >>> found.weights.round(9).tolist(), round(found.moved, 9)
    ([0.4, 0.6], 0.1)
    """
    gap, weight = np.asarray(ahead, np.float64) - np.asarray(behind, np.float64), np.asarray(weights, np.float64)
    if gap.ndim != 1 or gap.shape != weight.shape:
        raise ShapeError(f"values and weights must have one entry each; shapes {gap.shape} and {weight.shape}.")
    if np.isnan(gap).any() or not (weight >= 0).all() or weight.sum() <= 0:
        raise InputError("values must be known, weights 0 or more and not all 0; impute, or leave the value out.")
    share, k = weight / weight.sum(), gap.size
    if share @ gap <= 0:
        return SwapResult(share, 0.0)
    if (gap > 0).all():
        return SwapResult(np.full(k, np.nan), float("inf"))
    # v = w + up - down, the two parts being what is added and taken away. The solver's tolerance is absolute, so that
    # the difference is scaled to 1 first.
    gap = gap / np.abs(gap).max()
    found = linprog(
        np.full(2 * k, 0.5),
        A_ub=np.concatenate([gap, -gap])[None, :],
        b_ub=[-float(share @ gap)],
        A_eq=np.concatenate([np.ones(k), -np.ones(k)])[None, :],
        b_eq=[0.0],
        bounds=[(0, None)] * k + [(0, float(one)) for one in share],
        method="highs",
    )
    if found.x is None:
        raise InputError(f"no weights were found: {found.message}")
    return SwapResult(share + found.x[:k] - found.x[k:], float(found.x.sum() / 2))


def _without(index: CompositeIndex, rows: NDArray[np.int64]) -> CompositeIndex:
    """Build the index again on some rows of its table, with the same log."""
    table = index.table
    kept = replace(
        table,
        units=table.units[rows],
        figures=table.figures[rows],
        periods=None if table.periods is None else table.periods[rows],
        classes=None if table.classes is None else table.classes[rows],
        denominators={name: values[rows] for name, values in table.denominators.items()},
        low=None if table.low is None else table.low[rows],
        high=None if table.high is None else table.high[rows],
    )
    again = assemble(kept, index.start)
    for step in index.log:
        again = step.run(again, **step.arguments)
    return again
