"""Many paths side by side as one table of figures, which the rule engine judges as if each were a cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from growthpole.model.interval import Interval
from growthpole.model.rules import Indicator
from growthpole.plan.growth import collected
from growthpole.programme.derived import carry, derive, inside
from growthpole.programme.figures import Figures
from growthpole.programme.language import Bounds

__all__ = ["latest", "stack_paths", "years_after"]

Floats = npt.NDArray[np.float64]


def years_after(period: str, years: int) -> tuple[str, ...]:
    """The years that follow a year.

    Examples
    --------
    >>> years_after("2024", 3)
    ('2025', '2026', '2027')
    """
    return tuple(f"{int(period) + ahead:04d}" for ahead in range(1, years + 1))


def stack_paths(
    figures: Figures,
    indicators: Sequence[Indicator],
    drawn: Mapping[str, Bounds],
    *,
    paths: int,
    years: int,
    present: Mapping[str, Bounds] | None = None,
) -> Figures:
    """Put the figures of all paths below each other, behind their common history.

    Parameters
    ----------
    figures : Figures
        What is known up to the base year.
    indicators : sequence of Indicator
        Those to fill in, each after those that its formula needs.
    drawn : mapping of str to Bounds, shape (paths, clusters, years)
        Collected indicators in the years ahead; others are unknown there, but for what is carried forward.
    paths, years : int
        The shape of what was drawn.
    present : mapping of str to Bounds, shape (paths, clusters), optional
        Figures of the base year that stand in for unknown ones; earlier years stay as they are known.

    Returns
    -------
    Figures
        Of ``paths * clusters`` rows, path by path; derived indicators follow from their formulas.
    """
    rows = tuple(name for _ in range(paths) for name in figures.clusters)
    stack = replace(
        figures,
        clusters=rows,
        periods=(*figures.periods, *years_after(figures.periods[-1], years)),
        others=(),
        low={},
        high={},
        other={key: Bounds(*(np.tile(end, (paths, 1)) for end in ends)) for key, ends in figures.other.items()},
        sources={},
        memory={},
    )
    for indicator in indicators:
        ends = _filled(figures, stack, indicator, drawn, paths)
        for end, now in zip(ends, (present or {}).get(indicator.id, ()), strict=False):
            end[:, len(figures.periods) - 1] = now.reshape(-1)
        stack.low[indicator.id], stack.high[indicator.id] = ends
    return stack


def _filled(figures: Figures, stack: Figures, one: Indicator, drawn: Mapping[str, Bounds], paths: int) -> Bounds:
    """History as it stands, then the years ahead."""
    past, whole = len(figures.periods), figures.ranges[one.id]
    told = Bounds(figures.low[one.id], figures.high[one.id])
    if one.formula:
        ends = inside(derive(one.formula, stack).all_columns, whole)
        ahead = Bounds(ends.low[:, past:], ends.high[:, past:])
    elif one.id in drawn:
        ahead = Bounds(*(end.reshape(len(stack.clusters), -1) for end in drawn[one.id]))
    else:
        shape = (len(stack.clusters), len(stack.periods) - past)
        ahead = Bounds(np.full(shape, whole.low), np.full(shape, whole.high))
    if one.carry_years and not _all_told(ahead, whole):
        before = collected(figures, one.id)
        both = Bounds(*(_joined(first, then, paths) for first, then in zip(before, ahead, strict=True)))
        ahead = Bounds(*(end[:, past:] for end in carry(both, whole, one.carry_years)[0]))
    return Bounds(*(_joined(first, then, paths) for first, then in zip(told, ahead, strict=True)))


def latest(stack: Figures, periods: int) -> Figures:
    """The last periods alone; figures of earlier ones are not read by a rule that looks back less far."""
    if periods >= len(stack.periods) or stack.others or stack.other:
        return stack
    low, high = ({key: end[:, -periods:] for key, end in ends.items()} for ends in (stack.low, stack.high))
    return replace(stack, periods=stack.periods[-periods:], low=low, high=high, memory={})


def _all_told(ends: Bounds, whole: Interval) -> bool:
    return bool(((ends.low != whole.low) | (ends.high != whole.high)).all())


def _joined(history: Floats, ahead: Floats, paths: int) -> Floats:
    return np.concatenate([np.tile(history, (paths, 1)), ahead], axis=1)
