"""Ranks, and the exact range of every rank when scores are intervals.

Scores are never rounded before they are ranked, and equal scores share the better rank (1, 2, 2, 4).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.index.intervals import checked_interval

__all__ = ["at_least", "rank_ranges", "standing_top"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Standings = NDArray[np.str_]


def rank_ranges(low: ArrayLike, high: ArrayLike, classes: ArrayLike | None = None) -> tuple[Ints, Ints]:
    """Give the best and the worst rank every unit can have while scores move freely in their intervals.

    The rank of unit i is ``1 + #{j : s_j > s_i}``. If scores move independently, the best rank is
    ``1 + #{j != i : low_j > high_i}`` and the worst ``1 + #{j != i : high_j > low_i}``; both are attained,
    the first with i at its high end and everyone else at the low end, the second the other way round. Two
    sorts and two binary searches give all of them in O(n log n).

    Parameters
    ----------
    low, high : array_like of float, shape (n,)
        Ends of each score's interval, unrounded; equal for a known score.
    classes : array_like of str or int, shape (n,), optional
        Peer class of each unit; ranks are counted inside the class. One class by default.

    Returns
    -------
    best, worst : ndarray of int, shape (n,), 1 to the size of the class
        The exact range of each rank. Known scores give ``best == worst`` and ties share the better rank;
        empty input gives empty output.

    Raises
    ------
    InputError
        If an end is NaN or a low end lies above its high end.
    ShapeError
        If the inputs are not one-dimensional and of one length.

    References
    ----------
    Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis, ch. 5 (ranges of monotone functions).
    The proof for ranks stands in the documentation, "Ranks with error bars".

    Examples
    --------
    >>> rank_ranges([5.0, 2.0, 4.0], [5.0, 6.0, 4.0])
    (array([1, 1, 2]), array([2, 3, 3]))
    >>> rank_ranges([5.0, 5.0, 1.0], [5.0, 5.0, 1.0])
    (array([1, 1, 3]), array([1, 1, 3]))
    """
    ends = checked_interval(low, high, "`low`", "`high`")
    if ends[0].ndim != 1:
        raise ShapeError(f"`low` and `high` must be one-dimensional; they have shape {ends[0].shape}.")
    best, worst = np.empty(ends[0].size, np.int64), np.empty(ends[0].size, np.int64)
    for members in class_members(classes, ends[0].size):
        first, last = ends[0][members], ends[1][members]
        best[members] = 1 + _above(first, last)
        # A unit whose own interval has a width counts itself among those above its low end.
        worst[members] = 1 + _above(last, first) - (last > first)
    return best, worst


def standing_top(low: ArrayLike, high: ArrayLike, k: int, classes: ArrayLike | None = None) -> Standings:
    """Say of every unit whether its place among the best `k` of its class is safe.

    A unit is "safe in" if even its worst possible rank is at most `k`, "safe out" if even its best possible
    rank is beyond `k`, and "borderline" otherwise.

    Parameters
    ----------
    low, high : array_like of float, shape (n,)
        Ends of each score's interval.
    k : int, at least 1
        Number of places, per class.
    classes : array_like of str or int, shape (n,), optional
        Peer class of each unit.

    Returns
    -------
    ndarray of str, shape (n,)
        "safe in", "borderline" or "safe out"; empty input gives empty output.

    Raises
    ------
    InputError
        If `k` is below 1 or the intervals are not usable (see `rank_ranges`).
    ShapeError
        If the inputs are not one-dimensional and of one length.

    References
    ----------
    The rank ranges of `rank_ranges`.

    Examples
    --------
    >>> standing_top([5.0, 2.0, 4.0, 1.0], [5.0, 4.5, 4.0, 1.5], k=2).tolist()
    ['safe in', 'borderline', 'borderline', 'safe out']
    """
    if k < 1:
        raise InputError(f"`k` must be at least 1, a number of places; it is {k!r}.")
    best, worst = rank_ranges(low, high, classes)
    return np.where(worst <= k, "safe in", np.where(best > k, "safe out", "borderline"))


def at_least(low: ArrayLike, high: ArrayLike, cut: ArrayLike) -> Standings:
    """Say of every unit whether its score reaches a gate whatever the unknowns are.

    "safe in" if ``low >= cut``, "safe out" if ``high < cut``, "borderline" otherwise.

    Parameters
    ----------
    low, high : array_like of float, any shape
        Ends of each score's interval.
    cut : array_like of float, broadcast against the scores
        The lowest score that passes.

    Returns
    -------
    ndarray of str, the shape of the scores
        "safe in", "borderline" or "safe out"; empty input gives empty output.

    Raises
    ------
    InputError
        If an end is NaN or a low end lies above its high end.

    References
    ----------
    The exact score intervals of `weighted_interval`.

    Examples
    --------
    >>> at_least([60.0, 55.0, 40.0], [70.0, 65.0, 59.9], 60.0).tolist()
    ['safe in', 'borderline', 'safe out']
    """
    first, last = checked_interval(low, high, "`low`", "`high`")
    gate = np.asarray(cut, dtype=np.float64)
    return np.where(first >= gate, "safe in", np.where(last < gate, "safe out", "borderline"))


def class_members(classes: ArrayLike | None, n: int) -> list[Ints]:
    """Find the positions of the members of each class, classes in sorted order."""
    if classes is None:
        return [np.arange(n, dtype=np.int64)]
    names = np.asarray(classes)
    if names.shape != (n,):
        raise ShapeError(f"`classes` must have shape ({n},), one class a unit; it has {names.shape}.")
    _, code = np.unique(names, return_inverse=True)
    order = np.argsort(code, kind="stable").astype(np.int64)
    return np.split(order, np.flatnonzero(np.diff(code[order])) + 1) if n else []


def _above(scores: Floats, marks: Floats) -> Ints:
    """Count the `scores` strictly above each of the `marks`."""
    counted = scores.size - np.searchsorted(np.sort(scores), marks, side="right")
    return counted.astype(np.int64)
