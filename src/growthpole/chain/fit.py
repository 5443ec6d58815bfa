"""Land, water, energy, labour and transport: what is asked for against what a county has free."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from growthpole.chain.amounts import ANY_AMOUNT
from growthpole.model.interval import Interval
from growthpole.model.project import RESOURCES
from growthpole.model.verdict import Verdict

__all__ = ["Fit", "Free", "ResourceFit", "Room", "fit", "room", "verdict_of"]

Free = Mapping[str, Interval]
"""What a county has free, by resource; a resource of which nothing is known is absent."""


@dataclass(frozen=True, slots=True)
class ResourceFit:
    """One resource: what is asked for, what is free.

    Attributes
    ----------
    resource : str
        One of `RESOURCES`.
    need, free : Interval
        In the canonical unit of the resource.
    served : Interval
        The share of the need that can be met, 0 to 1.
    verdict : Verdict
        Whether all of it can be met.
    """

    resource: str
    need: Interval
    free: Interval
    served: Interval
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Fit:
    """All resources together.

    Attributes
    ----------
    resources : tuple of ResourceFit
        In the order of `RESOURCES`.
    served : Interval
        The least of the shares that can be met.
    verdict : Verdict
        Met where all are, not met where one is not, unknown otherwise.
    binding : tuple of str
        The resources that are not enough for certain; where there is none, those that may not be.
    """

    resources: tuple[ResourceFit, ...]
    served: Interval
    verdict: Verdict
    binding: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """How much output a county has room for.

    Attributes
    ----------
    output : Interval
        CNY a year; no more than the resource that is scarcest for it allows.
    binding : str
        The resource whose highest possible room is the least; empty where nothing bounds it.
    unknown : tuple of str
        Resources of which the need or what is free is not known.
    """

    output: Interval
    binding: str
    unknown: tuple[str, ...]


def fit(needs: Mapping[str, Interval], free: Free) -> Fit:
    r"""Hold what is asked for against what is free.

    .. math:: served = \min_k \min(1, f_k / n_k)

    Parameters
    ----------
    needs : mapping of str to Interval
        By resource, >= 0; a resource that is absent may take any amount.
    free : mapping of str to Interval
        By resource, >= 0; a resource that is absent may have any amount left.

    Returns
    -------
    Fit
        Unknown wherever an unknown could decide it. Nothing asked for is met by anything.

    Examples
    --------
    >>> one = Interval.point
    >>> found = fit({name: one(1.0) for name in RESOURCES}, {name: one(2.0) for name in RESOURCES} | {"land": one(0.5)})
    >>> found.verdict, found.binding, found.served
    (<Verdict.NOT_MET: 'not met'>, ('land',), Interval(low=0.5, high=0.5))
    >>> fit({"land": one(1.0)}, {"land": one(2.0)}).verdict
    <Verdict.UNKNOWN: 'unknown'>
    """
    each = tuple(_one(name, needs.get(name, ANY_AMOUNT), free.get(name, ANY_AMOUNT)) for name in RESOURCES)
    short = tuple(one.resource for one in each if one.verdict is Verdict.NOT_MET)
    open_ = tuple(one.resource for one in each if one.verdict is Verdict.UNKNOWN)
    verdict = Verdict.NOT_MET if short else Verdict.UNKNOWN if open_ else Verdict.MET
    served = Interval(min(one.served.low for one in each), min(one.served.high for one in each))
    return Fit(each, served, verdict, short or open_)


def _one(resource: str, need: Interval, free: Interval) -> ResourceFit:
    served = Interval(_part(free.low, need.high), _part(free.high, need.low))
    return ResourceFit(resource, need, free, served, verdict_of(need, free))


def verdict_of(need: Interval, free: Interval) -> Verdict:
    """Whether what is free meets the need, as far as both are known."""
    if need.high <= free.low:
        return Verdict.MET
    return Verdict.NOT_MET if need.low > free.high else Verdict.UNKNOWN


def _part(free: float, need: float) -> float:
    """The share of a need that is met; all of it where nothing is needed."""
    if need <= free:
        return 1.0
    return 0.0 if math.isinf(need) else free / need


def room(per_output: Mapping[str, Interval], free: Free) -> Room:
    r"""How much output a county has room for, given what a unit of output takes.

    .. math:: x = \min_k f_k / a_k

    Parameters
    ----------
    per_output : mapping of str to Interval
        By resource, in its canonical unit per CNY of yearly output, >= 0; absent where nothing is known.
    free : mapping of str to Interval
        By resource; absent where nothing is known.

    Returns
    -------
    Room
        The low end is 0 as long as one resource is unknown: it may be the one that is used up. The high end is that
        of the resources that are known.

    Examples
    --------
    >>> one = Interval.point
    >>> takes = {name: one(2.0) for name in RESOURCES}
    >>> room(takes, {name: one(10.0) for name in RESOURCES} | {"water": one(6.0)})
    Room(output=Interval(low=3.0, high=3.0), binding='water', unknown=())
    >>> room({"land": one(2.0)}, {"land": one(10.0)}).output
    Interval(low=0.0, high=5.0)
    """
    bounds = {name: _quotient(free.get(name, ANY_AMOUNT), per_output.get(name, ANY_AMOUNT)) for name in RESOURCES}
    high = min(one.high for one in bounds.values())
    binding = next((name for name, one in bounds.items() if one.high == high), "") if math.isfinite(high) else ""
    unknown = tuple(name for name in RESOURCES if name not in free or name not in per_output)
    return Room(Interval(min(one.low for one in bounds.values()), high), binding, unknown)


def _quotient(free: Interval, per_output: Interval) -> Interval:
    low = 0.0 if math.isinf(per_output.high) else _over(free.low, per_output.high)
    return Interval(low, _over(free.high, per_output.low))


def _over(free: float, per_output: float) -> float:
    return free / per_output if per_output > 0 else math.inf
