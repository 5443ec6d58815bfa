"""Scores of units with unknown figures, as exact intervals.

An unknown figure may take any value, so its normalised value lies anywhere between the worst and the best
goalpost. Every mean used here is non-decreasing in each of its arguments; the score is therefore smallest
where every unknown is at its worst and largest where every unknown is at its best, and both ends are
attained.
"""

from __future__ import annotations

from typing import Literal, TypeGuard

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError

__all__ = ["Mean", "goalposts", "weighted_interval"]

Mean = Literal["arithmetic", "geometric", "harmonic"]
Floats = NDArray[np.float64]
MEANS: tuple[Mean, ...] = ("arithmetic", "geometric", "harmonic")


def goalposts(
    value_low: ArrayLike, value_high: ArrayLike, worst: ArrayLike, best: ArrayLike, cap: bool = True
) -> tuple[Floats, Floats]:
    """Normalise intervals of figures between fixed goalposts.

    ``y = (x - worst) / (best - worst)``, cut to [0, 1] when capped. A ``worst`` above ``best`` means that
    less is better; the ends of the interval then change places.

    Parameters
    ----------
    value_low, value_high : array_like of float, any shape, unit of the indicator
        Ends of the interval of each figure; equal for a known figure, ``(-inf, inf)`` for an unknown one.
    worst, best : array_like of float, broadcast against the values, unit of the indicator
        The goalposts; finite and different.
    cap : bool, default True
        Whether figures beyond a goalpost count as the goalpost itself.

    Returns
    -------
    low, high : ndarray of float, the broadcast shape, 0 to 1 when capped
        Ends of the interval of each normalised value. A wholly unknown figure gives (0, 1) when capped and
        ``(-inf, inf)`` otherwise; empty input gives empty output.

    Raises
    ------
    InputError
        If an end is NaN, a low end lies above its high end, or the goalposts are equal or not finite.
    ShapeError
        If the shapes do not broadcast.

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 5; UNDP, Human Development Report
    2021/22, technical note 1.

    Examples
    --------
    >>> goalposts([30.0, -np.inf], [30.0, np.inf], 20.0, 60.0)
    (array([0.25, 0.  ]), array([0.25, 1.  ]))
    >>> goalposts(10.0, 20.0, worst=40.0, best=0.0)
    (array(0.5), array(0.75))
    """
    low, high = checked_interval(value_low, value_high, "`value_low`", "`value_high`")
    bad, good = np.asarray(worst, dtype=np.float64), np.asarray(best, dtype=np.float64)
    if not (np.isfinite(bad).all() and np.isfinite(good).all()) or (bad == good).any():
        raise InputError(
            f"`worst` and `best` must be finite and different; they are {worst!r} and {best!r}. "
            "State two different goalposts for the indicator."
        )
    try:
        at_low, at_high = (low - bad) / (good - bad), (high - bad) / (good - bad)
    except ValueError as error:
        raise ShapeError(
            f"`worst` {bad.shape} and `best` {good.shape} must broadcast against the values {low.shape}. "
            "Give one pair of goalposts, or one pair per indicator along the last axis."
        ) from error
    ends = np.minimum(at_low, at_high), np.maximum(at_low, at_high)
    bounds = (0.0, 1.0) if cap else (-np.inf, np.inf)
    return np.asarray(np.clip(ends[0], *bounds)), np.asarray(np.clip(ends[1], *bounds))


def weighted_interval(
    low: ArrayLike, high: ArrayLike, weights: ArrayLike, how: Mean = "arithmetic"
) -> tuple[Floats, Floats]:
    """Aggregate intervals along the last axis by a weighted mean: the exact interval of the mean.

    With weights that sum to one: arithmetic ``sum w y``; geometric ``prod y^w``; harmonic ``1 / sum (w /
    y)``. Each is non-decreasing in every ``y >= 0``, so the mean of the low ends and the mean of the high
    ends are the smallest and the largest mean over all values in the intervals.

    Parameters
    ----------
    low, high : array_like of float, shape (..., k)
        Ends of the interval of each normalised value; at least 0 for the geometric and the harmonic mean.
    weights : array_like of float, shape (k,) or (..., k), non-negative
        Importance of each value; divided by their sum. A value of weight zero has no influence at all.
    how : {"arithmetic", "geometric", "harmonic"}, default "arithmetic"
        The mean.

    Returns
    -------
    low, high : ndarray of float, shape (...)
        Ends of the interval of each mean. A value of 0 with positive weight makes the geometric and the
        harmonic mean 0.

    Raises
    ------
    InputError
        If an end is NaN, a low end lies above its high end, a weight is negative or not finite, no weight is
        positive, `how` is unknown, or a value is negative where the mean needs non-negative ones.
    ShapeError
        If the shapes do not fit.

    References
    ----------
    Hardy, Littlewood and Polya (1934), Inequalities, theorem 16 (means and their monotonicity).

    Examples
    --------
    >>> weighted_interval([0.5, 0.0], [0.5, 1.0], [3.0, 1.0])
    (array(0.375), array(0.625))
    >>> weighted_interval([0.25, 1.0], [1.0, 1.0], [1.0, 1.0], how="geometric")
    (array(0.5), array(1.))
    """
    if how not in MEANS:
        raise InputError(f"`how` must be one of {', '.join(MEANS)}; it is {how!r}.")
    ends = checked_interval(low, high, "`low`", "`high`")
    share = _shares(weights, ends[0].shape)
    if how != "arithmetic" and (ends[0][np.broadcast_to(share, ends[0].shape) > 0] < 0).any():
        raise InputError(
            f"a {how} mean needs values of 0 or more; the smallest is {ends[0].min():g}. "
            "Normalise to a scale that starts at 0, or use the arithmetic mean."
        )
    return _mean(ends[0], share, how), _mean(ends[1], share, how)


def is_mean(how: str) -> TypeGuard[Mean]:
    """Whether `how` names one of the three means."""
    return how in MEANS


def checked_interval(low: ArrayLike, high: ArrayLike, name_low: str, name_high: str) -> tuple[Floats, Floats]:
    """Take the two ends as arrays of one shape; refuse NaN and crossed ends."""
    try:
        first, last = np.broadcast_arrays(np.asarray(low, np.float64), np.asarray(high, np.float64))
    except ValueError as error:
        raise ShapeError(f"{name_low} {np.shape(low)} and {name_high} {np.shape(high)} must have one shape.") from error
    if np.isnan(first).any() or np.isnan(last).any():
        raise InputError(
            f"{name_low} and {name_high} must not be NaN; an unknown figure is the interval (-inf, inf). "
            f"{int((np.isnan(first) | np.isnan(last)).sum())} of {first.size} are NaN."
        )
    if (first > last).any():
        place = tuple(int(one) for one in np.argwhere(first > last)[0])
        raise InputError(
            f"{name_low} must not exceed {name_high}; at {place} they are {first[place]:g} and {last[place]:g}."
        )
    return first, last


def _shares(weights: ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Weights divided by their sum along the last axis."""
    given = np.asarray(weights, dtype=np.float64)
    if not shape or given.shape not in {shape[-1:], shape}:
        raise ShapeError(
            f"`weights` must have shape {shape[-1:]}, one for each value on the last axis; it has {given.shape}."
        )
    if not np.isfinite(given).all() or (given < 0).any():
        raise InputError(f"`weights` must be finite and not negative; they are {given!r}.")
    total = given.sum(axis=-1, keepdims=True)
    if (total <= 0).any():
        raise InputError(f"at least one of the `weights` must be positive; they are {given!r}.")
    shares: Floats = given / total
    return shares


def _mean(values: Floats, share: Floats, how: Mean) -> Floats:
    """Take the mean along the last axis, leaving out values of weight zero even when infinite or zero."""
    counted = np.where(share > 0, values, 1.0)
    if how == "arithmetic":
        return np.asarray((counted * share).sum(axis=-1))
    with np.errstate(divide="ignore"):
        if how == "geometric":
            return np.asarray(np.exp((np.log(counted) * share).sum(axis=-1)))
        return np.asarray(1.0 / (share / counted).sum(axis=-1))
