"""Means over the children of a node: weighted means with unknown values, and the mean with a penalty for
imbalance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError
from growthpole.index.intervals import Mean, weighted_interval

__all__ = ["mazziotta_pareto", "mazziotta_pareto_bounds", "weighted_mean"]

Floats = NDArray[np.float64]


def weighted_mean(values: Floats, share: Floats, how: Mean, missing: str = "unknown") -> Floats:
    """Take the weighted mean of each row, shape (n, k) to (n,), with shares of shape (k,).

    An unknown value of positive weight makes the mean unknown; where `missing` is "available" it is left out
    and the other weights are scaled up, and a row without any known value stays unknown.
    """
    known = ~np.isnan(values)
    counted = np.where(known, share, 0.0)
    total = counted.sum(axis=1)
    open_rows = (total <= 0) if missing == "available" else (~known & (share > 0)).any(axis=1)
    result = np.full(len(values), np.nan)
    rows = ~open_rows
    if rows.any():
        filled = np.where(known, values, 1.0)[rows]
        result[rows] = weighted_interval(filled, filled, counted[rows], how)[0]
    return result


def mazziotta_pareto(values: ArrayLike, weights: ArrayLike) -> Floats:
    """Give the mean with a penalty for imbalance between the values of a row.

    ``M - S^2 / M`` with the weighted mean M and the weighted population variance S^2 of the row.

    Parameters
    ----------
    values : array_like of float, shape (n, k)
        Normalised values with a positive mean, such as standard scores around 100 with deviation 10.
    weights : array_like of float, shape (k,), non-negative
        Importance of each value; divided by their sum.

    Returns
    -------
    ndarray of float, shape (n,)
        The index of each row; NaN where a value of positive weight is unknown.

    Raises
    ------
    InputError
        If a row has a mean of 0 or less.

    References
    ----------
    Mazziotta and Pareto (2016), On a generalized non-compensatory composite index for measuring
    socio-economic phenomena, Social Indicators Research 127(3), 983-1003, eq. 3.

    Examples
    --------
    >>> mazziotta_pareto([[100.0, 100.0], [110.0, 90.0]], [1.0, 1.0]).tolist()
    [100.0, 99.0]
    """
    matrix, weight = np.asarray(values, np.float64), np.asarray(weights, np.float64)
    matrix, share = matrix[:, weight > 0], weight[weight > 0] / weight.sum()
    mean = matrix @ share
    if (mean <= 0).any():
        raise InputError(
            f"the Mazziotta-Pareto index needs rows with a positive mean; the smallest is {np.nanmin(mean):g}. "
            "Normalise to a positive scale, such as scale=(100, 10) with 'z-score'."
        )
    return np.asarray(mean - ((matrix - mean[:, None]) ** 2 @ share) / mean)


def mazziotta_pareto_bounds(low: Floats, high: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Bound the index over boxes: largest mean with least variance above, smallest with most below.

    The variance is at most the mean square distance of the farther ends from any one point, and at least the
    mean square distance of the box from its best point, found by bisection on the derivative.
    """
    mean_low, mean_high = low @ share, high @ share
    if (mean_low <= 0).any():
        raise InputError(f"the Mazziotta-Pareto index needs positive means; the smallest is {mean_low.min():g}.")
    middle = (mean_low + mean_high)[:, None] / 2
    most = np.maximum((low - middle) ** 2, (high - middle) ** 2) @ share
    left, right = low.min(axis=1), high.max(axis=1)
    for _ in range(60):
        point = (left + right) / 2
        rising = (np.clip(point[:, None], low, high) @ share) < point
        left, right = np.where(rising, left, point), np.where(rising, point, right)
    point = ((left + right) / 2)[:, None]
    # The least mean square distance has a rounding error of its own; a little slack keeps the bound sound.
    least = np.maximum(((np.clip(point, low, high) - point) ** 2) @ share * (1 - 1e-9), 0.0)
    known = (low == high).all(axis=1)
    exact = mazziotta_pareto(low, share)
    return np.where(known, exact, mean_low - most / mean_low), np.where(known, exact, mean_high - least / mean_high)
