"""Arithmetic on what figures may be: each result holds every value that its inputs allow.

Ends may be infinite and are never NaN. Each operation is non-decreasing under inclusion: a narrower input never
gives a wider result. IEEE rounding is monotone, so the computed ends hold every computed point as well.
"""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = [
    "EVERYTHING",
    "Bounds",
    "absolute",
    "add",
    "divide",
    "divide_share",
    "growth",
    "largest",
    "multiply",
    "negative",
    "point",
    "settle",
    "smallest",
    "subtract",
]

Floats = npt.NDArray[np.float64]


class Bounds(NamedTuple):
    """The ends of many intervals at once.

    Attributes
    ----------
    low, high : ndarray of float64, shape (clusters, periods) or one that broadcasts to it
        Ends in the canonical unit, ``low <= high``; infinite where nothing is known.
    """

    low: Floats
    high: Floats


def _of(low: float, high: float) -> Bounds:
    return Bounds(np.array([[low]]), np.array([[high]]))


EVERYTHING = _of(-np.inf, np.inf)
"""Nothing is known: any number."""


def point(value: float) -> Bounds:
    """One known number for every cluster and period."""
    return _of(value, value)


def settle(value: Floats) -> Floats:
    """Round off what binary arithmetic adds: 12 decimals below 1000, 6 below a milliard, 3 below 1e12.

    35 % - 25 % is 0.09999999999999998 in binary; an office reads 10 %. Rounding is non-decreasing, also across
    its steps, so that comparing settled values keeps every law of comparing exact ones.
    """
    size = np.abs(value)
    with np.errstate(over="ignore", invalid="ignore"):
        coarse = np.where(size < 1e12, np.round(value, 3), value)
        fine = np.where(size < 1e9, np.round(value, 6), coarse)
        return np.asarray(np.where(size < 1e3, np.round(value, 12), fine))


def add(a: Bounds, b: Bounds) -> Bounds:
    """``a + b``."""
    with np.errstate(invalid="ignore", over="ignore"):
        return _no_nan(a.low + b.low, a.high + b.high)


def _no_nan(low: Floats, high: Floats) -> Bounds:
    """Infinity less infinity may be anything."""
    return Bounds(np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high))


def negative(a: Bounds) -> Bounds:
    """``-a``."""
    return Bounds(-a.high, -a.low)


def subtract(a: Bounds, b: Bounds) -> Bounds:
    """``a - b``."""
    return add(a, negative(b))


def multiply(a: Bounds, b: Bounds) -> Bounds:
    """``a * b``; an infinite end is never reached, so that 0 times it is 0."""
    with np.errstate(invalid="ignore", over="ignore"):
        corners = [_zero(x * y) for x in a for y in b]
    return Bounds(reduce(np.minimum, corners), reduce(np.maximum, corners))


def _zero(product: Floats) -> Floats:
    return np.where(np.isnan(product), 0.0, product)


def divide(a: Bounds, b: Bounds) -> Bounds:
    """``a / b``.

    Where ``b`` may be 0 but not negative the result is half-open: ``[1, 2] / [0, 4]`` is ``[0.25, inf)``; a
    positive figure divided by 0 itself has no limit, ``[inf, inf]``; 0/0 is unknown. Where ``b`` may be 0 and
    negative nothing is known of the quotient.
    """
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        corners = [_zero(x / y) for x in a for y in b]
        low, high = reduce(np.minimum, corners), reduce(np.maximum, corners)
        from_above = (b.low >= 0) & (b.low <= 0)
        # An empty denominator [0, 0] sends a positive figure to +inf, which is x / +0.
        edge_low, edge_high = _zero(a.low / np.abs(b.high)), _zero(a.high / np.abs(b.high))
    low = np.where(from_above, np.where(a.low > 0, edge_low, np.where(a.low < 0, -np.inf, 0.0)), low)
    high = np.where(from_above, np.where(a.high < 0, edge_high, np.inf), high)
    crossing = (b.low < 0) & (b.high >= 0)
    return Bounds(np.where(crossing, -np.inf, low), np.where(crossing, np.inf, high))


def divide_share(a: Bounds, b: Bounds) -> Bounds:
    """``a / b`` cut to [0, 1]; 0/0 is anything in it."""
    quotient = divide(a, b)
    return Bounds(np.clip(quotient.low, 0.0, 1.0), np.clip(quotient.high, 0.0, 1.0))


def absolute(a: Bounds) -> Bounds:
    """``|a|``."""
    return Bounds(np.maximum(np.maximum(a.low, -a.high), 0.0), np.maximum(np.abs(a.low), np.abs(a.high)))


def growth(now: Bounds, then: Bounds, years: int) -> Bounds:
    """``(now / then)^(1 / years) - 1``; unknown where either figure may be negative."""
    ratio = divide(now, then)
    undefined = (now.low < 0) | (then.low < 0)
    low, high = _root(np.maximum(ratio.low, 0.0), years), _root(np.maximum(ratio.high, 0.0), years)
    return Bounds(np.where(undefined, -np.inf, low - 1.0), np.where(undefined, np.inf, high - 1.0))


def _root(value: Floats, years: int) -> Floats:
    """The root of a value of 0 or more, settled: power functions may differ by a last digit between machines."""
    return value if years == 1 else settle(np.power(value, 1.0 / years))


def smallest(parts: list[Bounds]) -> Bounds:
    """The smallest of several figures."""
    return Bounds(reduce(np.minimum, [one.low for one in parts]), reduce(np.minimum, [one.high for one in parts]))


def largest(parts: list[Bounds]) -> Bounds:
    """The largest of several figures."""
    return Bounds(reduce(np.maximum, [one.low for one in parts]), reduce(np.maximum, [one.high for one in parts]))
