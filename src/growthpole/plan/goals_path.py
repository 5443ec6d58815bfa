"""The way from a baseline to a goal, year by year."""

from __future__ import annotations

import math
from collections.abc import Sequence

from growthpole.errors import InputError

__all__ = ["path_to"]


def path_to(
    start: tuple[int, float], end: tuple[int, float], years: Sequence[int], *, compound: bool, whole: bool = False
) -> tuple[float, ...]:
    """Figures to reach in each year, on the way from a baseline to a goal.

    Linear: ``b + (g - b) k / n`` after ``k`` of ``n`` years. Compound: ``b (g / b)^(k / n)``, the same growth rate in
    every year.

    Parameters
    ----------
    start, end : (int, float)
        Year and value of the baseline and of the goal; the goal's year comes later.
    years : sequence of int
        The years to tell, after the baseline's.
    compound : bool
        Whether the growth rate is the same in every year; needs both values above 0.
    whole : bool
        Whether only whole numbers make sense: each figure is then rounded to the side of the goal.

    Returns
    -------
    tuple of float
        One for each year; from the goal's year on, the goal itself.

    Raises
    ------
    InputError
        If the goal's year does not come after the baseline's, or a compound path starts or ends at 0 or below.


    Examples
    --------
    >>> path_to((2024, 100.0), (2027, 133.1), [2025, 2026, 2027], compound=True)
    (110.0, 121.0, 133.1)
    >>> path_to((2024, 1.0), (2027, 3.0), [2025, 2026, 2027], compound=False, whole=True)
    (2.0, 3.0, 3.0)
    """
    span = end[0] - start[0]
    if span < 1:
        raise InputError(f"`end` must lie after `start`; they are of {end[0]} and {start[0]}. Plan for a later year.")
    if compound and min(start[1], end[1]) <= 0:
        raise InputError(
            f"a compound path needs values above 0; it runs from {start[1]} to {end[1]}. Take a linear one."
        )
    return tuple(_at(start, end, min(1.0, (year - start[0]) / span), compound=compound, whole=whole) for year in years)


def _at(start: tuple[int, float], end: tuple[int, float], share: float, *, compound: bool, whole: bool) -> float:
    if share >= 1:
        return end[1]
    value = start[1] * (end[1] / start[1]) ** share if compound else start[1] + (end[1] - start[1]) * share
    # Powers leave a trace in the last digits that no office wants to read.
    value = float(f"{value:.12g}")
    if not whole:
        return value
    return float(math.ceil(value) if end[1] >= start[1] else math.floor(value))
