"""Copeland's rule: a unit scores by the units it beats by weighted majority, less those that beat it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError
from growthpole.index.heights import as_matrix

__all__ = ["copeland", "copeland_bounds"]

Floats = NDArray[np.float64]
MAJORITY = 1e-12  # a majority smaller than the rounding error of the weights is a tie


def copeland(values: ArrayLike, weights: ArrayLike) -> Floats:
    """Give Copeland's score: wins less losses in pairwise comparisons by weighted majority.

    ``C_i = #{j : W_ij > 1/2} - #{j : W_ij < 1/2}`` where W_ij sums the weights of the values in which i is
    better than j, and half of those in which they are equal.

    Parameters
    ----------
    values : array_like of float, shape (n, k)
        Values of which more is better; no NaN.
    weights : array_like of float, shape (k,), non-negative
        Importance of each value; divided by their sum.

    Returns
    -------
    ndarray of float, shape (n,), -(n - 1) to n - 1
        Net wins; a single unit has 0.

    Raises
    ------
    InputError
        If a value is NaN.

    References
    ----------
    Munda and Nardo (2009), Noncompensatory/nonlinear composite indicators for ranking countries, Applied
    Economics 41(12), 1513-1523; Saari and Merlin (1996), The Copeland method, Economic Theory 8(1), 51-76.

    Examples
    --------
    >>> copeland([[3.0, 1.0, 2.0], [2.0, 2.0, 2.0], [1.0, 0.0, 1.0]], [2.0, 1.0, 1.0]).tolist()
    [2.0, 0.0, -2.0]
    """
    matrix = as_matrix(values)
    if np.isnan(matrix).any():
        raise InputError(f"Copeland's rule compares known values only; {int(np.isnan(matrix).sum())} are NaN.")
    net = _net(matrix, matrix, np.asarray(weights, np.float64))
    return np.asarray((net > MAJORITY).sum(axis=1) - (net < -MAJORITY).sum(axis=1), np.float64)


def copeland_bounds(low: Floats, high: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Bound the score: every comparison at the unit's worst against the others' best, and the other way
    round.

    Exact for values that move independently, since a comparison can only gain from a better own value.
    """
    at_worst, at_best = _net(low, high, share), _net(high, low, share)
    for one in (at_worst, at_best):
        np.fill_diagonal(one, 0.0)
    return tuple(  # type: ignore[return-value]
        np.asarray((one > MAJORITY).sum(axis=1) - (one < -MAJORITY).sum(axis=1), np.float64)
        for one in (at_worst, at_best)
    )


def _net(mine: Floats, theirs: Floats, weights: Floats) -> Floats:
    """Weigh the values in which a row of `mine` beats a row of `theirs`, less those in which it loses."""
    total = np.zeros((len(mine), len(theirs)))
    for own, other, weight in zip(mine.T, theirs.T, weights / weights.sum(), strict=True):
        total += weight * np.sign(np.subtract.outer(own, other))
    return total
