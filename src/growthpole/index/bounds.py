"""Bounds under relative normalisation, where an unknown figure also moves the reference of all the others.

The figure x_i, the smallest and the largest figure (or their mean and deviation) are taken as free inside
their own intervals, although they move together. What follows are therefore bounds that always hold, not
exact ranges. For the difference of two units the reference point cancels and only the width remains; bounds
on differences are much tighter than differences of bounds, and ranks need only differences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "normalised_bounds", "relative_rank_bounds"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Pair = tuple[Floats, Floats]
AFFINE = ("min-max", "z-score")


@dataclass(frozen=True, slots=True)
class Box:
    """Figures of the base rows of one indicator as intervals, more being better.

    Attributes
    ----------
    low, high : ndarray of float, shape (n,)
        Ends of each figure, infinite where nothing is known.
    target : float
        Target, for "distance to target".
    """

    low: Floats
    high: Floats
    target: float = np.nan


def normalised_bounds(box: Box, how: str) -> Pair:
    """Bound every normalised value of one indicator on the unit scale, shape (n,) each."""
    low, high = BOUNDS[how](box)
    return np.minimum(low, high), np.maximum(low, high)


def relative_rank_bounds(boxes: list[Box], shares: Floats, how: str, members: NDArray[np.int64]) -> Pair:
    """Bound the ranks of `members` under a weighted arithmetic mean of min-max values or z-scores.

    For units i and j the difference of scores is ``sum_k w_k (x_ik - x_jk) / r_k`` with the width r_k common
    to both. A unit is surely ahead where the smallest difference is positive. O(n^2 m).
    """
    limit = 1.0 if how == "min-max" else 2.0 * _samuelson(len(boxes[0].low))
    widths = [_width(box, how) for box in boxes]
    best, worst = np.empty(members.size), np.empty(members.size)
    for place, unit in enumerate(members):
        gap_low, gap_high = np.zeros(members.size), np.zeros(members.size)
        for box, share, width in zip(boxes, shares, widths, strict=True):
            least = _over(box.low[members] - box.high[unit], width, limit, lower=True)
            most = _over(box.high[members] - box.low[unit], width, limit, lower=False)
            gap_low += share * least
            gap_high += share * most
        gap_low[place] = gap_high[place] = 0.0
        # A sum of m terms has a rounding error; only a lead beyond it is sure.
        slack = 1e-12 * limit
        best[place], worst[place] = 1 + (gap_low > slack).sum(), 1 + (gap_high > -slack).sum() - 1
        worst[place] -= _sure_ties(boxes, shares, members, place)
    return best, worst


def _sure_ties(boxes: list[Box], shares: Floats, members: NDArray[np.int64], place: int) -> int:
    """Count the others whose figures are known and equal to the unit's own: they can never be ahead."""
    same = np.ones(members.size, np.bool_)
    for box, share in zip(boxes, shares, strict=True):
        if share > 0:
            known = box.low[members] == box.high[members]
            same &= known & known[place] & (box.low[members] == box.low[members[place]])
    same[place] = False
    return int(same.sum())


def _over(gap: Floats, width: tuple[float, float], limit: float, *, lower: bool) -> Floats:
    """Divide an end of a difference by the width that makes it smallest (or largest), inside +-limit."""
    small, large = width
    against = (gap < 0) if lower else (gap > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        result = np.where(against, gap / small, gap / large)
    # inf / inf: nothing is known about either, so the limit itself is the bound.
    result = np.where(np.isnan(result), -limit if lower else limit, result)
    return np.clip(result, -limit, limit)


def _width(box: Box, how: str) -> tuple[float, float]:
    """Bound the width: the range for min-max values, the standard deviation for z-scores."""
    if how == "min-max":
        return max(float(box.low.max() - box.high.min()), 0.0), float(box.high.max() - box.low.min())
    return _deviation(box)


def _deviation(box: Box) -> tuple[float, float]:
    """Bound the standard deviation: square distances from one point, nearest ends below, farthest above."""
    low, high, n = box.low, box.high, box.low.size
    if not (np.isfinite(low).all() and np.isfinite(high).all()):
        known = low[low == high]
        # Values without bounds may lie at the mean of the others, or anywhere.
        return float(np.sqrt(((known - known.mean()) ** 2).sum() / (n - 1))), float("inf")
    left, right = low.min(), high.max()
    for _ in range(80):
        point = (left + right) / 2
        rising = np.clip(point, low, high).mean() < point
        left, right = (left, point) if rising else (point, right)
    least = ((np.clip(point, low, high) - point) ** 2).sum() * (1 - 1e-9)
    centre = (low.mean() + high.mean()) / 2
    most = np.maximum((low - centre) ** 2, (high - centre) ** 2).sum()
    return float(np.sqrt(max(least, 0.0) / (n - 1))), float(np.sqrt(most / (n - 1)))


def _samuelson(n: int) -> float:
    """Give the largest z-score a sample of n can hold (Samuelson 1968), with n - 1 in the variance."""
    return (n - 1) / float(np.sqrt(n))


def _min_max(box: Box) -> Pair:
    least = float(box.low.min()), float(box.high.min())
    most = float(box.low.max()), float(box.high.max())
    with np.errstate(invalid="ignore", divide="ignore"):
        low = (box.low - least[1]) / (most[1] - least[1])
        high = (box.high - least[0]) / (most[0] - least[0])
    return np.clip(np.nan_to_num(low, nan=0.0), 0.0, 1.0), np.clip(np.nan_to_num(high, nan=1.0), 0.0, 1.0)


def _z_score(box: Box) -> Pair:
    deviation, limit = _deviation(box), _samuelson(box.low.size)
    low = _over(box.low - box.high.mean(), deviation, limit, lower=True)
    return low, _over(box.high - box.low.mean(), deviation, limit, lower=False)


def _rank(box: Box) -> Pair:
    low = np.searchsorted(np.sort(box.high), box.low, side="left").astype(np.float64)
    # An unknown figure counts itself among those whose low end lies below its own high end.
    high = np.searchsorted(np.sort(box.low), box.high, side="left").astype(np.float64) - (box.low < box.high)
    return 1.0 + low, 1.0 + high


def _percentile(box: Box) -> Pair:
    low, high = _rank(box)
    others = max(box.low.size - 1, 1)
    return (low - 1) / others, (high - 1) / others


def _to_target(box: Box) -> Pair:
    least = float(box.low.min()), float(box.high.min())
    with np.errstate(invalid="ignore", divide="ignore"):
        low = np.where(least[1] < box.target, (box.low - least[1]) / (box.target - least[1]), 0.0)
        high = (box.high - least[0]) / (box.target - least[0])
    return np.clip(np.nan_to_num(low, nan=0.0), 0.0, 1.0), np.clip(np.nan_to_num(high, nan=1.0), 0.0, 1.0)


BOUNDS: dict[str, Callable[[Box], Pair]] = {
    "min-max": _min_max,
    "z-score": _z_score,
    "rank": _rank,
    "percentile": _percentile,
    "distance to target": _to_target,
}
