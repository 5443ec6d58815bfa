"""The supply-demand pool of one input: what buyers of a place lack when they share its supply by their demand."""

from __future__ import annotations

import math

from growthpole.chain.amounts import ANY_SHARE, NOTHING, WHOLE, part_missing, total
from growthpole.model.interval import Interval

__all__ = ["least_closed", "most_closed", "part_of_pool", "pool_gap", "pool_share"]


def pool_gap(demand: Interval, supply: Interval, rivals: Interval = NOTHING) -> Interval:
    r"""What one buyer lacks, when the supply of the place goes to all its buyers in proportion to their demand.

    .. math:: g = d \max\left(0,\ 1 - \frac{s}{d + r}\right)

    Parameters
    ----------
    demand : Interval
        What this buyer wants, :math:`d`: CNY a year, >= 0.
    supply : Interval
        What the place makes, :math:`s`: CNY a year, >= 0.
    rivals : Interval
        What all others want of it, :math:`r`: CNY a year, >= 0; nobody by default, and the gap is demand less supply.

    Returns
    -------
    Interval
        CNY a year, both ends reached: the gap rises with :math:`d` and :math:`r` and falls with :math:`s`. Gaps of
        buyers whose figures are known add up to :math:`\max(0, d + r - s)`.

    References
    ----------
    Miller, R. E., and Blair, P. D. (2009), Input-Output Analysis, 2nd ed., section 8.2 (supply-demand pool).

    Examples
    --------
    >>> one = Interval.point
    >>> pool_gap(one(30.0), one(20.0)).low, pool_gap(one(30.0), one(20.0), one(10.0)).low
    (10.0, 15.0)
    >>> pool_gap(one(30.0), one(20.0), Interval(0.0, math.inf))
    Interval(low=10.0, high=30.0)
    """
    low = _lacking(demand.low, rivals.low, supply.high)
    return Interval(low, max(low, _lacking(demand.high, rivals.high, supply.low)))


def _lacking(demand: float, rivals: float, supply: float) -> float:
    if demand == 0 or math.isinf(supply):
        return 0.0
    if math.isinf(demand) or math.isinf(rivals):
        return demand  # beside an endless demand of others nothing is left
    whole = demand + rivals
    return min(demand, demand / whole * max(0.0, whole - supply))


def pool_share(demand: Interval, supply: Interval, rivals: Interval = NOTHING) -> Interval:
    """The share of a demand that must be met from elsewhere; any share where there may be no demand at all.

    Examples
    --------
    >>> one = Interval.point
    >>> pool_share(one(30.0), one(20.0), one(10.0)), pool_share(NOTHING, one(20.0), one(10.0))
    (Interval(low=0.5, high=0.5), Interval(low=0.0, high=1.0))
    """
    return ANY_SHARE if demand.high == 0 else part_missing(total((demand, rivals)), supply)


def part_of_pool(demand: Interval, rivals: Interval) -> Interval:
    """The share of a supply that falls to one of its buyers; any share where nobody may want it.

    Examples
    --------
    >>> one = Interval.point
    >>> part_of_pool(one(30.0), one(10.0)), part_of_pool(one(30.0), Interval(0.0, math.inf))
    (Interval(low=0.75, high=0.75), Interval(low=0.0, high=1.0))
    """
    if rivals.high == 0:
        return WHOLE
    if demand.high == 0 and rivals.low > 0:
        return NOTHING
    low = demand.low / (demand.low + rivals.high)
    high = 1.0 if math.isinf(demand.high) or rivals.low == 0 else demand.high / (demand.high + rivals.low)
    return Interval(low, max(low, high))


def most_closed(demand: Interval, rivals: Interval, supply: float, output: float) -> float:
    """The most that an output on top of a supply takes from the gap of one buyer, CNY a year.

    A rival takes a part of the output, and makes the gap wider that it may fill: the most lies where the output fills
    the whole gap of the place to the last yuan.

    Examples
    --------
    >>> most_closed(Interval.point(30.0), Interval(0.0, 90.0), 20.0, 40.0)
    20.0
    """
    wanted, known = demand.high, math.isfinite(demand.high) and math.isfinite(output)
    fitting = supply + output - wanted if known else rivals.low if math.isinf(wanted) else rivals.high
    return _closing(wanted, min(max(fitting, rivals.low), rivals.high), supply, output)


def least_closed(demand: Interval, rivals: Interval, supply: float, output: float) -> float:
    """The least that an output on top of a supply takes from the gap of one buyer, CNY a year.

    Examples
    --------
    >>> least_closed(Interval.point(30.0), Interval(0.0, 90.0), 20.0, 40.0)
    10.0
    """
    return min(_closing(demand.low, end, supply, output) for end in (rivals.low, rivals.high))


def _closing(demand: float, rivals: float, supply: float, output: float) -> float:
    if demand == 0 or output == 0 or math.isinf(supply):
        return 0.0
    if math.isinf(output):
        return _lacking(demand, rivals, supply)
    if math.isinf(rivals):
        return 0.0
    if math.isinf(demand):
        return output
    whole = demand + rivals
    return demand / whole * min(output, max(0.0, whole - supply))
