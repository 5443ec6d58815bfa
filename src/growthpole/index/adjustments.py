"""Deductions and vetoes: what the rules take away after aggregation."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.index.intervals import checked_interval

__all__ = ["adjust"]

Floats = NDArray[np.float64]


def adjust(
    low: ArrayLike,
    high: ArrayLike,
    *,
    deductions: ArrayLike = 0.0,
    possible_deductions: ArrayLike = 0.0,
    vetoed: ArrayLike = False,
    floor: float = 0.0,
) -> tuple[Floats, Floats]:
    """Take deductions from scores and set vetoed scores to the floor.

    ``max(s - d, floor)``; the low end also loses the deductions that are possible but not established.

    Parameters
    ----------
    low, high : array_like of float, shape (n,)
        Ends of each score.
    deductions : array_like of float, broadcast to (n,), 0 or more
        Points that are taken for certain.
    possible_deductions : array_like of float, broadcast to (n,), 0 or more
        Further points that are taken if an unknown fact turns out so.
    vetoed : array_like of bool, broadcast to (n,)
        Units whose score is the floor, whatever it was.
    floor : float, default 0.0
        The lowest score.

    Returns
    -------
    low, high : ndarray of float, shape (n,)
        Ends of each score after the rules. The order of two units without deductions never changes.

    Raises
    ------
    InputError
        If a deduction is negative or NaN, or an interval is not usable.
    ShapeError
        If shapes do not broadcast.

    References
    ----------
    Ministry of Industry and Information Technology (2022), document 119 (vetoes after the assessment of clusters).

    Examples
    --------
    >>> adjust([50.0, 70.0], [60.0, 70.0], deductions=[5.0, 0.0], vetoed=[False, True])
    (array([45.,  0.]), array([55.,  0.]))
    """
    first, last = checked_interval(low, high, "`low`", "`high`")
    sure, maybe = np.asarray(deductions, np.float64), np.asarray(possible_deductions, np.float64)
    for name, one in (("`deductions`", sure), ("`possible_deductions`", maybe)):
        if not (one >= 0).all():
            raise InputError(f"{name} are points taken away, 0 or more; the smallest is {np.min(one)}.")
    try:
        ends = [np.maximum(first - sure - maybe, floor), np.maximum(last - sure, floor)]
        out = np.broadcast_to(np.asarray(vetoed, np.bool_), ends[0].shape)
    except ValueError as error:
        raise ShapeError(f"deductions {sure.shape} and vetoes must fit the scores {first.shape}.") from error
    return np.where(out, floor, ends[0]), np.where(out, floor, ends[1])
