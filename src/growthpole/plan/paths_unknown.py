"""Unknown figures drawn instead of kept: evenly inside a given interval, else from the known figures of the class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from growthpole.plan.growth_fitting import LEAST_FELLOWS
from growthpole.plan.growth_scales import Scale
from growthpole.programme.language import Bounds

__all__ = ["drawn_base", "fellows"]

Floats = npt.NDArray[np.float64]


def fellows(line: Floats, classes: Sequence[str]) -> tuple[Floats, Floats]:
    """The mean and the standard deviation of the known figures of each unit's class.

    Parameters
    ----------
    line : ndarray of float, shape (units,)
        The last figures on their line, or facts; not finite where not known.
    classes : sequence of str, one for each unit
        Small classes take those of all.

    Returns
    -------
    mean, spread : ndarray of float, shape (units,)
        NaN where fewer than ``LEAST_FELLOWS`` are known at all: nothing is drawn there.

    Examples
    --------
    >>> mean, spread = fellows(np.array([1.0, 2.0, 3.0, 4.0, 5.0, np.nan]), ["a"] * 6)
    >>> float(mean[5]), round(float(spread[5]), 4)
    (3.0, 1.5811)
    """
    known, names = np.isfinite(line), np.asarray(classes)
    mean, spread = np.full(len(line), np.nan), np.full(len(line), np.nan)
    groups = [np.ones(len(line), np.bool_), *(names == name for name in sorted(set(classes)))]
    for member in groups:
        taken = line[member & known]
        if len(taken) >= LEAST_FELLOWS:
            mean[member], spread[member] = taken.mean(), taken.std(ddof=1)
    return mean, spread


def drawn_base(
    base: Bounds, scale: Scale | None, peers: tuple[Floats, Floats], paths: int, rng: np.random.Generator
) -> Bounds:
    """The last figures on each path.

    Parameters
    ----------
    base : Bounds, shape (units,)
        What is known of them.
    scale : Scale or None
        Of a number; ``None`` of a yes/no fact.
    peers : tuple of ndarray of float, shape (units,)
        From `fellows`, on the line of the scale.
    paths : int
        How many.
    rng : Generator
        Draws them.

    Returns
    -------
    Bounds, shape (paths, units)
        Known figures as they are. An interval with two ends inside the limits is drawn evenly; a figure that is open at
        an end from the normal distribution of its fellows on the line, cut to what is known of it. Without fellows
        it stays what it may be.
    """
    mean, spread = peers
    part = rng.random((paths, len(base.low)))
    unknown = base.low < base.high
    if scale is None:
        found = np.where(part < mean, 1.0, 0.0)
        drawn = unknown & np.isfinite(mean)
    else:
        inside = unknown & np.isfinite(base.high) & (base.low > scale.low) & (base.high < scale.high)
        evenly = np.where(inside, base.low, 0.0) + part * np.where(inside, base.high - base.low, 0.0)
        found = np.where(inside, evenly, _cut(base, scale, mean, spread, part))
        drawn = unknown & (inside | np.isfinite(mean))
    return Bounds(np.where(drawn, found, base.low), np.where(drawn, found, base.high))


def _cut(base: Bounds, scale: Scale, mean: Floats, spread: Floats, part: Floats) -> Floats:
    """The quantile of a normal distribution that is cut at both ends, read on the scale of the figure."""
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = (ndtr((scale.line(end) - mean) / spread) for end in base)
        line = np.where(spread > 0, mean + spread * ndtri(low + part * (high - low)), mean)
    return np.clip(scale.read(np.nan_to_num(line)), base.low, base.high)
