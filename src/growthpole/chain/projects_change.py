"""The change of a gap in a year, split into its causes: demand, other supply, new projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthpole.chain.amounts import total
from growthpole.chain.gaps import InputGap
from growthpole.chain.pool import least_closed, most_closed, pool_gap
from growthpole.chain.projects_gap import closed_gap, without_output
from growthpole.errors import InputError
from growthpole.model.interval import Interval

__all__ = ["GapChange", "gap_change"]


@dataclass(frozen=True, slots=True)
class GapChange:
    """The change of a gap from one year to the next, split into its causes; all in CNY a year.

    Attributes
    ----------
    before, after : Interval
        The gap of the two years.
    change : Interval
        After less before.
    demand : Interval
        What the change of demand did, that of rivals included, supply as it was.
    other_supply : Interval
        What the change of supply did that is not the projects', with the demand of the later year.
    projects : Interval
        What the projects that started to produce did, negative where they close the gap: the gap as it is less the
        gap of a re-run without them.
    each : mapping of str to Interval
        What each of them did alone: the gap as it is less the gap of a re-run without this one. They need not add up
        to ``projects``, since two projects may close the same part.
    """

    before: Interval
    after: Interval
    change: Interval
    demand: Interval
    other_supply: Interval
    projects: Interval
    each: Mapping[str, Interval]


def gap_change(
    before: InputGap, after: InputGap, started: Mapping[str, Interval], *, others: Interval | None = None
) -> GapChange:
    r"""Split the change of a gap into demand, other supply and the projects that started to produce.

    With demand :math:`d` of the cluster and of its rivals, supply :math:`s`, output of the projects :math:`p` and the
    gap :math:`g(d, s)` of :func:`growthpole.chain.gaps.input_gap`:

    .. math::
       \Delta g = [g(d_1, s_0) - g(d_0, s_0)] + [g(d_1, s_1 - p) - g(d_1, s_0)] + [g(d_1, s_1) - g(d_1, s_1 - p)]

    Parameters
    ----------
    before, after : InputGap
        The same link in two years; the supply of ``after`` holds the output of the projects.
    started : mapping of str to Interval
        Output of each project that started to produce between the two, CNY a year, >= 0.
    others : Interval, optional
        The supply of ``after`` without them; by default what it leaves after their output, which is wider where both
        are intervals.

    Returns
    -------
    GapChange
        With known figures the three causes add up to the change; with intervals each part holds its true value, and
        the sum of the parts holds the change.

    Raises
    ------
    InputError
        When the two rows are not of one link.

    Examples
    --------
    >>> one = Interval.point
    >>> row = lambda demand, supply: InputGap("glass", "", "", "043", "", one(0.1), one(demand), one(supply),
    ...     one(demand - supply), one(0.5))
    >>> found = gap_change(row(100.0, 20.0), row(120.0, 50.0), {"p1": one(25.0)})
    >>> [part.low for part in (found.change, found.demand, found.other_supply, found.projects)]
    [-10.0, 20.0, -5.0, -25.0]
    """
    _check_same(before, after)
    added = total(started.values())
    other = without_output(after.supply, added) if others is None else others
    return GapChange(
        before.gap,
        after.gap,
        Interval(after.gap.low - before.gap.high, after.gap.high - before.gap.low),
        _moved_demand(before, after),
        _moved_supply(after, before.supply, other),
        _negative(closed_gap(after.demand, other, added, after.rival_demand)),
        {
            name: _negative(
                closed_gap(after.demand, total((other, *_without(started, name))), output, after.rival_demand)
            )
            for name, output in sorted(started.items())
        },
    )


def _without(started: Mapping[str, Interval], name: str) -> list[Interval]:
    return [output for other, output in sorted(started.items()) if other != name]


def _check_same(before: InputGap, after: InputGap) -> None:
    keys = [(row.cluster, row.sector, row.stage) for row in (before, after)]
    if keys[0] != keys[1]:
        raise InputError(
            f"`before` and `after` must be of one link; they are {' / '.join(filter(None, keys[0]))} and "
            f"{' / '.join(filter(None, keys[1]))}. Take the two rows from the gaps of two years."
        )


def _moved_demand(before: InputGap, after: InputGap) -> Interval:
    """The gap with the later demands less that with the earlier ones, over all that the earlier supply may be.

    For a given supply both gaps rise with their demands. Each falls along a line of the supply until that meets all
    demand of the place: the extremes of their difference lie at the ends of the supply, or where one gap closes.
    """
    return Interval(
        min(
            _gap(after, "low", supply) - _gap(before, "high", supply)
            for supply in _turns(before.supply, _whole(after, "low"), _whole(before, "high"))
        ),
        max(
            _gap(after, "high", supply) - _gap(before, "low", supply)
            for supply in _turns(before.supply, _whole(after, "high"), _whole(before, "low"))
        ),
    )


def _gap(row: InputGap, end: str, supply: float) -> float:
    demand, rivals = (Interval.point(getattr(one, end)) for one in (row.demand, row.rival_demand))
    return pool_gap(demand, Interval.point(supply), rivals).low


def _whole(row: InputGap, end: str) -> float:
    return float(getattr(row.demand, end) + getattr(row.rival_demand, end))


def _turns(supply: Interval, *kinks: float) -> tuple[float, ...]:
    return (supply.low, supply.high, *(one for one in kinks if one in supply))


def _moved_supply(row: InputGap, old: Interval, new: Interval) -> Interval:
    """The gap with the later supply less that with the earlier one; it falls with the one and rises with the other."""
    return Interval(
        _least_moved(row, old.low, new.high),
        0.0 - _least_moved(row, new.low, old.high),
    )


def _least_moved(row: InputGap, old: float, new: float) -> float:
    if new >= old:
        return 0.0 - (0.0 if new == old else most_closed(row.demand, row.rival_demand, old, new - old))
    return least_closed(row.demand, row.rival_demand, new, old - new)


def _negative(closed: Interval) -> Interval:
    return Interval(0.0 - closed.high, 0.0 - closed.low)
