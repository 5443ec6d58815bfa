"""Arithmetic of amounts that are 0 or more and of which only the ends may be known."""

from __future__ import annotations

import math
from collections.abc import Iterable

from growthpole.model.interval import Interval

__all__ = ["ANY_AMOUNT", "ANY_SHARE", "NOTHING", "WHOLE", "hull", "part_missing", "shortfall", "times", "total"]

NOTHING = Interval(0.0, 0.0)
ANY_AMOUNT = Interval(0.0, math.inf)
"""An amount of which nothing is known."""
ANY_SHARE = Interval(0.0, 1.0)
"""A share of which nothing is known."""
WHOLE = Interval(1.0, 1.0)
"""All of it."""


def total(amounts: Iterable[Interval]) -> Interval:
    """The sum; of nothing it is nothing.

    Examples
    --------
    >>> total([Interval(1.0, 2.0), Interval(3.0, math.inf)])
    Interval(low=4.0, high=inf)
    """
    listed = tuple(amounts)
    return Interval(math.fsum(one.low for one in listed), math.fsum(one.high for one in listed))


def times(one: Interval, other: Interval) -> Interval:
    """The product; nothing of an amount that may have no end is nothing.

    Examples
    --------
    >>> times(Interval(2.0, 3.0), Interval(0.1, 0.2)), times(ANY_AMOUNT, NOTHING)
    (Interval(low=0.2, high=0.6000000000000001), Interval(low=0.0, high=0.0))
    """
    return Interval(_product(one.low, other.low), _product(one.high, other.high))


def _product(one: float, other: float) -> float:
    return one * other if one and other else 0.0


def hull(amounts: Iterable[Interval]) -> Interval:
    """The narrowest interval around all of them; of none it is any amount."""
    listed = tuple(amounts)
    if not listed:
        return ANY_AMOUNT
    return Interval(min(one.low for one in listed), max(one.high for one in listed))


def shortfall(demand: Interval, supply: Interval) -> Interval:
    """What is wanted and not there: demand less supply, never below 0.

    Examples
    --------
    >>> shortfall(Interval(10.0, 12.0), Interval(4.0, 11.0)), shortfall(ANY_AMOUNT, Interval(5.0, 5.0))
    (Interval(low=0.0, high=8.0), Interval(low=0.0, high=inf))
    """
    low = 0.0 if math.isinf(supply.high) else max(0.0, demand.low - supply.high)
    return Interval(low, max(0.0, demand.high - supply.low))


def part_missing(demand: Interval, supply: Interval) -> Interval:
    """The share of the demand that the supply cannot meet; any share where there may be no demand at all.

    Examples
    --------
    >>> part_missing(Interval(16.0, 20.0), Interval(5.0, 8.0)), part_missing(NOTHING, NOTHING)
    (Interval(low=0.5, high=0.75), Interval(low=0.0, high=1.0))
    """
    if demand.high == 0:
        return ANY_SHARE
    return Interval(_missing(demand.low, supply.high), _missing(demand.high, supply.low))


def _missing(demand: float, supply: float) -> float:
    if demand == 0 or math.isinf(supply):
        return 0.0
    return 1.0 if math.isinf(demand) else max(0.0, 1 - supply / demand)
