"""Figures that follow from others: formulas in the order of dependency, ranges, and figures carried forward."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from growthpole.errors import InputError, NameUnknownError
from growthpole.model.interval import Interval
from growthpole.model.rules import Indicator
from growthpole.programme.language.bounds import Bounds
from growthpole.programme.language.environment import Environment
from growthpole.programme.language.evaluation import Evaluation, FigureTable, Value
from growthpole.programme.language.moment import NEVER, NOW, Moment
from growthpole.programme.language.names import names, supplied_used
from growthpole.programme.language.parsing import parse

__all__ = ["Derived", "carry", "common_range", "derive", "in_order", "inside", "known_range"]


class Table(FigureTable, Protocol):
    """Figures with the periods that are no year."""

    @property
    def others(self) -> tuple[str, ...]:
        """Periods that are no year."""


class Derived(NamedTuple):
    """What a formula gives: by cluster and period, and when nothing at all is known."""

    all_columns: Bounds
    never: Bounds


def in_order(indicators: Mapping[str, Indicator]) -> list[Indicator]:
    """The indicators, each after those that its formula needs.

    Raises
    ------
    NameUnknownError
        If a formula names an indicator that does not exist.
    InputError
        If formulas refer to each other in a circle, or to what only an assessment supplies.
    """
    needs = {name: _needs(one, indicators) for name, one in indicators.items()}
    try:
        return [indicators[name] for name in TopologicalSorter(needs).static_order()]
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise InputError(
            f"formulas must not refer to each other in a circle; {circle} do. Give one of them as collected evidence."
        ) from None


def _needs(indicator: Indicator, indicators: Mapping[str, Indicator]) -> list[str]:
    if not indicator.formula:
        return []
    tree = parse(indicator.formula)
    supplied = sorted(supplied_used(tree))
    if supplied:
        raise InputError(
            f"the formula of {indicator.id!r} must use indicators only; it uses {', '.join(supplied)}. "
            "Move this part to a criterion, gate or transition."
        )
    used = sorted(names(tree))
    for name in used:
        if name not in indicators:
            raise NameUnknownError("indicator", name, indicators)
    return used


def derive(formula: str, figures: Table) -> Derived:
    """Execute a formula for every year and every other period."""
    tree = parse(formula)
    evaluation = Evaluation(figures, Environment())
    moments = [NOW, *(Moment(0, period) for period in figures.others)]
    widths = [len(figures.periods), *(1 for _ in figures.others)]
    columns = [
        _broadcast(as_number(evaluation.at(tree, moment)), (len(figures.clusters), width))
        for moment, width in zip(moments, widths, strict=True)
    ]
    everything = Bounds(np.hstack([one.low for one in columns]), np.hstack([one.high for one in columns]))
    return Derived(everything, as_number(evaluation.at(tree, NEVER)))


def as_number(value: Value) -> Bounds:
    """A test as a fact: 1 where met, 0 where not met, either where unknown."""
    return (
        value if isinstance(value, Bounds) else Bounds((value > 0).astype(np.float64), (value >= 0).astype(np.float64))
    )


def _broadcast(value: Bounds, shape: tuple[int, int]) -> Bounds:
    return Bounds(np.broadcast_to(value.low, shape), np.broadcast_to(value.high, shape))


def known_range(indicator: Indicator) -> Interval:
    """What a figure lies in before any evidence; a fact is 0 or 1."""
    fact = indicator.kind == "yes/no"
    low, high = indicator.bounds.low, indicator.bounds.high
    return Interval(max(low, 0.0), min(high, 1.0)) if fact else Interval(low, high)


def common_range(whole: Interval, never: Bounds) -> Interval:
    """What the range stated and the formula leave open together; the range stated where they contradict."""
    low, high = max(whole.low, float(never.low.flat[0])), min(whole.high, float(never.high.flat[0]))
    return Interval(low, high) if low <= high else whole


def inside(found: Bounds, whole: Interval) -> Bounds:
    """Cut findings to the range; evidence outside of the range stands as it is, for the checks to complain of."""
    low, high = np.maximum(found.low, whole.low), np.minimum(found.high, whole.high)
    outside = low > high
    return Bounds(np.where(outside, found.low, low), np.where(outside, found.high, high))


def carry(ends: Bounds, whole: Interval, years: int) -> tuple[Bounds, npt.NDArray[np.int16]]:
    """Let the last known figure stand in for later years of which nothing is known.

    Parameters
    ----------
    ends : Bounds, shape (clusters, periods)
        What is known.
    whole : Interval
        What is left where nothing is known.
    years : int
        For how many years a figure stands in.

    Returns
    -------
    Bounds, shape (clusters, periods)
        With the gaps filled.
    ndarray of int16, shape (clusters, periods)
        How many years back each figure comes from; 0 for its own year.
    """
    column = np.arange(ends.low.shape[1])
    known = (ends.low != whole.low) | (ends.high != whole.high)
    last = np.maximum.accumulate(np.where(known, column, -years - 1), axis=1)
    source = np.where(column - last <= years, np.maximum(last, 0), column)
    carried = Bounds(*(np.take_along_axis(end, source, axis=1) for end in ends))
    return carried, (column - source).astype(np.int16)
