"""How concentrated amounts are of which only the ends may be known: CR and Herfindahl-Hirschman with their bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.amounts import ANY_SHARE, NOTHING
from growthpole.model.interval import Interval

__all__ = ["concentration_ratio", "herfindahl_bounds"]

Floats = NDArray[np.float64]

# Up to so many unknown amounts all their ends are tried: 1,024 combinations.
_TRIED = 10


def concentration_ratio(amounts: Sequence[Interval], largest: int = 1, rest: Interval = NOTHING) -> Interval:
    r"""The share of the largest amounts in all, as the interval of all values that it may have.

    .. math:: CR_k = \sum_{i \le k} x_{(i)} \Big/ \Big(\sum_i x_i + r\Big)

    Both ends are reached. The low end is at amounts as equal as their intervals let them be, which majorisation makes
    the least for any sum; the high end solves a fractional programme by Dinkelbach's steps.

    Parameters
    ----------
    amounts : sequence of Interval
        :math:`x_i \ge 0`, any unit; ends may be infinite.
    largest : int
        How many, :math:`k \ge 1`.
    rest : Interval
        What others make :math:`r`, of whom only the sum is known: at the low end they are many and small, at the high
        end they are one.

    Returns
    -------
    Interval
        0 to 1. ``[0, 1]`` where there is no amount above 0.

    References
    ----------
    Marshall, A. W., Olkin, I., and Arnold, B. C. (2011), Inequalities: Theory of Majorization, 2nd ed., section 5.A.
    Dinkelbach, W. (1967), On nonlinear fractional programming, Management Science 13(7).

    Examples
    --------
    >>> one = Interval.point
    >>> concentration_ratio([one(50.0), one(30.0), one(20.0)], 2)
    Interval(low=0.8, high=0.8)
    >>> concentration_ratio([one(20.0)], rest=one(80.0))
    Interval(low=0.2, high=0.8)
    >>> concentration_ratio([one(10.0), Interval(0.0, 30.0)])
    Interval(low=0.5, high=1.0)
    """
    listed = [one for one in amounts if one.high > 0]
    if not listed and not rest.high:
        return ANY_SHARE
    least = _least_top(*_ends(listed), largest, rest.high) if listed else 0.0
    return _between(least, _most([*listed, rest], largest))


def _between(low: float, high: float) -> Interval:
    """The ends, with the last bits of rounding kept from crossing."""
    return Interval(min(low, high, 1.0), min(max(low, high), 1.0))


def _ends(amounts: Sequence[Interval]) -> tuple[Floats, Floats]:
    """Low and high ends, sorted by both, so that the order of the amounts never reaches the last digit."""
    listed = sorted(amounts)
    return np.array([one.low for one in listed]), np.array([one.high for one in listed])


def _levelled(low: Floats, high: Floats) -> tuple[Floats, Floats, Floats]:
    """Levels, and for amounts as near to each as may be their sums and their sums of squares.

    At a level ``t`` an amount is ``min(max(t, low), high)``. Only the ends of intervals are levels: between two of them
    the amounts that move do so along a line.
    """
    ends = np.unique(np.concatenate([low, high]))
    levels = ends[np.isfinite(ends)]
    rising, falling = np.sort(low), np.sort(high[np.isfinite(high)])
    above, below = np.searchsorted(rising, levels, "right"), np.searchsorted(falling, levels, "left")
    sums, squares = (
        _running(rising, power)[-1]
        - _running(rising, power)[above]
        + _running(falling, power)[below]
        + (above - below) * levels**power
        for power in (1, 2)
    )
    return levels, sums, squares


def _running(values: Floats, power: int) -> Floats:
    return np.concatenate([[0.0], np.cumsum(values**power)])


def _least_top(low: Floats, high: Floats, largest: int, rest: float) -> float:
    """The least share of the largest.

    Of the most equal amounts the sum of the largest is a convex function of the sum of all, so that their ratio falls
    and then rises: halving finds where it turns.
    """
    if math.isinf(rest):
        return 0.0
    levels, sums, _ = _levelled(low, high)
    # A level at which no sum moves would look like the turn.
    levels = levels[np.concatenate([[True], np.diff(sums) > 0])]
    first, last = 0, len(levels) - 1
    while first < last:
        middle = (first + last) // 2
        if _top(levels[middle], low, high, largest, rest) <= _top(levels[middle + 1], low, high, largest, rest):
            last = middle
        else:
            first = middle + 1
    found = _top(levels[first], low, high, largest, rest)
    endless = int(np.isinf(high).sum())
    return min(found, largest / endless) if endless else found


def _top(level: float, low: Floats, high: Floats, largest: int, rest: float) -> float:
    held = np.sort(np.clip(level, low, high))
    whole = float(held.sum()) + rest
    return float(held[-largest:].sum()) / whole if whole else min(1.0, largest / len(held))


def _most(amounts: Sequence[Interval], largest: int) -> float:
    """The largest share: some at their high ends, all others at their low ends."""
    if any(math.isinf(one.high) for one in amounts):
        return 1.0
    share, before = 0.0, -1.0
    while share > before:
        before = share
        chosen = sorted(amounts, key=lambda one: (1 - before) * one.high + before * one.low)[-largest:]
        held = math.fsum(one.high for one in chosen)
        others = math.fsum(one.low for one in amounts) - math.fsum(one.low for one in chosen)
        share = held / (held + max(0.0, others)) if held else 1.0
    return share


def herfindahl_bounds(amounts: Sequence[Interval], rest: Interval = NOTHING) -> Interval:
    r"""The Herfindahl-Hirschman index of amounts that are known as intervals.

    .. math:: H = \sum_i x_i^2 \Big/ \Big(\sum_i x_i + r\Big)^2

    The low end is exact: for any sum it is least at amounts as equal as their intervals let them be. The high end is
    exact with up to ten unknown amounts; beyond it is the smaller of two bounds, the share of the largest and that of
    the squares replaced by their chords: never too low.

    Parameters
    ----------
    amounts, rest
        As for `concentration_ratio`.

    Returns
    -------
    Interval
        0 to 1 (times 10,000 in competition law). ``[0, 1]`` where there is no amount above 0.

    References
    ----------
    Hirschman, A. O. (1964), The paternity of an index, American Economic Review 54(5).

    Examples
    --------
    >>> one = Interval.point
    >>> herfindahl_bounds([one(50.0), one(30.0), one(20.0)])
    Interval(low=0.38, high=0.38)
    >>> herfindahl_bounds([one(10.0), Interval(0.0, 10.0)])
    Interval(low=0.5, high=1.0)
    """
    listed = [one for one in amounts if one.high > 0]
    if not listed and not rest.high:
        return ANY_SHARE
    least = _least_squares(*_ends(listed), rest.high) if listed else 0.0
    return _between(least, _highest([*listed, rest]))


def _least_squares(low: Floats, high: Floats, rest: float) -> float:
    """The least index: at a level, or where its slope is 0 between two of them."""
    if math.isinf(rest):
        return 0.0
    levels, sums, squares = _levelled(low, high)
    whole = sums + rest
    if not whole[-1]:
        return 1 / len(low)
    found = [float((squares[whole > 0] / whole[whole > 0] ** 2).min()), *_turns(levels, squares, whole)]
    endless = int(np.isinf(high).sum())
    return min([*found, 1 / endless] if endless else found)


def _turns(levels: Floats, squares: Floats, whole: Floats) -> list[float]:
    """The index where its slope is 0 between two levels: ``a + m t^2`` over ``(b + m t)^2`` turns at ``a / b``."""
    moving = np.rint(np.diff(whole) / np.diff(levels))
    a, b = squares[:-1] - moving * levels[:-1] ** 2, whole[:-1] - moving * levels[:-1]
    at = np.divide(a, b, out=np.full_like(a, -1.0), where=b > 0)
    inside = (moving > 0) & (at > levels[:-1]) & (at < levels[1:])
    turned = (a[inside] + moving[inside] * at[inside] ** 2) / (b[inside] + moving[inside] * at[inside]) ** 2
    return [float(value) for value in turned]


def _highest(amounts: Sequence[Interval]) -> float:
    """The index is quasi-convex in each amount, so that the most of it stands at some of the ends."""
    if any(math.isinf(one.high) for one in amounts):
        return 1.0
    open_ones = [one for one in amounts if not one.known]
    if len(open_ones) > _TRIED:
        return min(_by_chords(amounts), _most(amounts, 1))
    fixed = [one.low for one in amounts if one.known]
    return max(_index([*fixed, *ends]) for ends in product(*((one.low, one.high) for one in open_ones)))


def _index(held: Sequence[float]) -> float:
    whole = math.fsum(held)
    return math.fsum(each * each for each in held) / whole**2 if whole else 0.0


def _by_chords(amounts: Sequence[Interval]) -> float:
    """Each square replaced by its chord ``(l + h) x - l h``, whose most for a sum is had by filling up in order."""
    whole = math.fsum(one.low for one in amounts)
    square = math.fsum(one.low**2 for one in amounts)
    found = square / whole**2 if whole else 0.0
    for one in sorted(amounts, key=lambda each: (-(each.low + each.high), each.low)):
        slope, after = one.low + one.high, whole + one.width
        base = square - slope * whole
        steepest = -2 * base / slope if slope else whole
        for reached in (after, min(max(steepest, whole), after)):
            found = max(found, (base + slope * reached) / reached**2 if reached else 0.0)
        whole, square = after, base + slope * after
    return found
