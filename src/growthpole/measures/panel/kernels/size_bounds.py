"""Kernels for a localisation index whose plants' sizes are known as intervals.

Shares that lie between bounds and sum to 1 form a box cut by a plane. The least and the largest sum of squared
distances to a point over that set are a projection and a knapsack; both are solved through their one multiplier.
"""

from __future__ import annotations

import numpy as np

from growthpole.measures.panel.grid import Places
from growthpole.measures.panel.kernels import ellison
from growthpole.measures.panel.matrix_input import Array

__all__ = ["gamma_bounds", "largest_squares", "least_squares", "share_bounds"]

BISECTIONS = 60


def share_bounds(low: Array, high: Array) -> tuple[Array, Array]:
    """Least and largest share of each part in the whole, the other parts anywhere between their bounds."""
    least = low / np.maximum(low + (high.sum() - high), np.finfo(float).tiny)
    most = high / np.maximum(high + (low.sum() - low), np.finfo(float).tiny)
    return least, np.minimum(most, 1.0)


def least_squares(target: Array, low: Array, high: Array) -> float:
    """Least sum of (s - target)^2 over low <= s <= high, sum s = 1: the projection clip(target + m, low, high).

    The multiplier m is found by bisection from below, so that the sum found is not above the true one.
    """
    under, over = -2.0, 2.0
    for _ in range(BISECTIONS):
        middle = (under + over) / 2
        if np.clip(target + middle, low, high).sum() < 1:
            under = middle
        else:
            over = middle
    return float(((np.clip(target + under, low, high) - target) ** 2).sum())


def largest_squares(target: Array, low: Array, high: Array) -> float:
    """Upper bound of the sum of (s - target)^2 over the same set: the Lagrangian dual, exact up to one part.

    The squares are convex, so each part stands at an end; at the multiplier v the upper end is better where
    ``v < low + high - 2 target``. The dual is least where the chosen ends first sum to 1.
    """
    switch = low + high - 2 * target
    order = np.argsort(-switch)
    reached = low.sum() + np.cumsum((high - low)[order])
    place = min(int(np.searchsorted(reached, 1.0)), len(order) - 1)
    v = switch[order[place]]
    at_ends = np.maximum((high - target) ** 2 - v * high, (low - target) ** 2 - v * low)
    return float(at_ends.sum() + v)


def gamma_bounds(low: Array, high: Array, region: Places, economy: Array) -> tuple[float, float]:
    """Bounds of Ellison and Glaeser's index for plants anywhere between their sizes, the economy given.

    The index is monotone in G where H is held, and in H where G is: its extremes over the box of both stand at
    the corners. That G and H belong to the same sizes is not used, so the bounds are safe and not the tightest.
    """
    if not high.sum() > 0:
        return np.nan, np.nan
    ends = [np.bincount(region, side, len(economy)).astype(np.float64) for side in (low, high)]
    area, plant = share_bounds(ends[0], ends[1]), share_bounds(low, high)
    geographic = least_squares(economy, *area), largest_squares(economy, *area)
    nothing = np.zeros(len(low))
    lumpy = least_squares(nothing, *plant), min(largest_squares(nothing, *plant), 1.0)
    corners = [float(ellison.excess(np.array(g), economy, np.array(h))) for g in geographic for h in lumpy]
    return (np.nan, np.nan) if np.isnan(corners).any() else (min(corners), max(corners))
