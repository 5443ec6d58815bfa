"""Random walks with drift fitted to many short histories at once, the short ones drawn toward their fellows.

Year by year, ``z[i, t] = z[i, t-1] + drift[i] + common[t] + own[i, t]``. The drift of a cluster is its own mean change,
drawn toward the mean of its class (of all clusters where the class is small) by the share of the spread between
clusters in the spread of the means (Efron and Morris 1975); what remains uncertain of it is drawn on every path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["CLIP", "LEAST_CHANGES", "LEAST_FELLOWS", "Walk", "fit_walk"]

Floats = npt.NDArray[np.float64]
LEAST_CHANGES = 3
"""Yearly changes without which nothing is said of an indicator's future: it stays unknown."""
LEAST_FELLOWS = 5
"""Clusters with a history that a class needs to have a mean of its own."""
CLIP = 6.0
"""Changes further from the median, in robust standard deviations, are cut to it: a slipped decimal is no growth."""


@dataclass(frozen=True, eq=False)
class Walk:
    """The walks of one indicator on its line.

    Attributes
    ----------
    drift, drift_own : ndarray of float, shape (units,)
        Mean yearly step of each unit, and how uncertain it is for reasons of its own.
    drift_common : float
        How uncertain the drift of all is together, but for the shocks that all shared.
    common, own : float
        Standard deviations of the yearly shocks.
    freedom : float
        Degrees of freedom of ``own``; infinite where it is given, not estimated.
    changes, clipped : int
        Yearly changes that it rests on, and how many of them were cut.
    residuals : ndarray of float, shape (units, years - 1)
        What is left of each yearly change; NaN where there is none.
    common_noise : float
        Variance that own shocks alone leave in the mean of a year.
    common_freedom : float
        Degrees of freedom of the variance between years, which is that of ``common`` and ``common_noise`` together;
        infinite where ``common`` is given.
    span : float
        Years over which the shared shocks went into the drift; infinite where the drift is given.
    """

    drift: Floats
    drift_own: Floats
    drift_common: float
    common: float
    own: float
    freedom: float
    changes: int
    clipped: int
    residuals: Floats
    common_noise: float = 0.0
    common_freedom: float = np.inf
    span: float = np.inf


def fit_walk(line: Floats, classes: Sequence[str]) -> Walk | None:
    """Fit the walks of one indicator.

    Parameters
    ----------
    line : ndarray of float, shape (units, years)
        Its figures on their line; NaN where not known.
    classes : sequence of str, one for each unit
        Inside which short histories are drawn together.

    Returns
    -------
    Walk or None
        ``None`` where there are fewer than ``LEAST_CHANGES`` changes.

    References
    ----------
    Efron and Morris (1975), Data analysis using Stein's estimator and its generalizations, JASA 70, eq. 1.9;
    DerSimonian and Laird (1986), Meta-analysis in clinical trials, eq. 9, for the spread between units.

    Examples
    --------
    >>> walk = fit_walk(np.array([[0.0, 1.0, 3.0], [0.0, 2.0, 2.0]]), ["a", "a"])
    >>> walk.drift.round(3).tolist(), walk.changes, walk.freedom
    ([1.25, 1.25], 4, 2.0)
    """
    steps, gaps, clipped = _steps(line)
    count = int(np.isfinite(steps).sum())
    if count < LEAST_CHANGES:
        return None
    span = np.nansum(np.where(np.isfinite(steps), gaps, 0.0), axis=1)
    seen = span > 0
    mean = np.divide(np.nansum(steps, axis=1), span, out=np.zeros(len(span)), where=seen)
    residuals = (steps - mean[:, None] * gaps) / np.sqrt(gaps)
    freedom = count - int(seen.sum())
    if freedom:
        variance, scatter = float(np.nansum(residuals**2)) / freedom, None
    else:
        variance, freedom, scatter = _scatter(mean[seen], span[seen])
    common, noise, years = _common(np.where(gaps == 1, residuals, np.nan), variance)
    own = variance - common
    between = 0.0 if scatter is not None else _between(mean[seen], own / span[seen])
    drift, error = _drawn_together(mean, span, own, between, classes)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.where(between * span + own > 0, between * own / (between * span + own), 0.0))
    spread = np.where(seen, spread, np.sqrt(between))
    return Walk(
        drift,
        spread,
        error,
        float(np.sqrt(common)),
        float(np.sqrt(own)),
        float(freedom),
        count,
        clipped,
        residuals,
        noise,
        years,
        float(span.max()),
    )


def _steps(line: Floats) -> tuple[Floats, Floats, int]:
    """The change since the last known year, and over how many years; changes that no growth explains are cut."""
    units, years = line.shape
    steps, gaps = np.full((units, max(0, years - 1)), np.nan), np.ones((units, max(0, years - 1)))
    last, since = np.full(units, np.nan), np.zeros(units)
    for year in range(years):
        known = np.isfinite(line[:, year])
        if year:
            both = known & np.isfinite(last)
            steps[both, year - 1] = line[both, year] - last[both]
            gaps[both, year - 1] = year - since[both]
        last, since = np.where(known, line[:, year], last), np.where(known, year, since)
    kept, clipped = _cut(steps, gaps)
    return kept, gaps, clipped


def _cut(steps: Floats, gaps: Floats) -> tuple[Floats, int]:
    rates = (steps / gaps)[np.isfinite(steps)]
    if not rates.size:
        return steps, 0
    middle = float(np.median(rates))
    width = CLIP * 1.4826 * float(np.median(np.abs(rates - middle)))
    if width == 0:
        return steps, 0
    kept = np.clip(steps, (middle - width) * gaps, (middle + width) * gaps)
    return kept, int((kept != steps)[np.isfinite(steps)].sum())


def _scatter(mean: Floats, span: Floats) -> tuple[float, int, bool]:
    """One change each: the spread between units and over the years cannot be parted, and all of it counts as shocks."""
    freedom = len(mean) - 1
    middle = float(np.average(mean, weights=span))
    return float((span * (mean - middle) ** 2).sum()) / freedom, freedom, True


def _common(residuals: Floats, variance: float) -> tuple[float, float, float]:
    """The part of the variance that all units share in a year, by moments; 0 where there are too few to tell.

    With it the variance that the rest leaves in the mean of a year, and the degrees of freedom of both: a hundred towns
    over four years tell much of the shocks of their own and next to nothing of those in common.
    """
    known = np.isfinite(residuals)
    per_year = known.sum(axis=0)
    years = per_year > 1
    if years.sum() < 2 or variance == 0:
        return 0.0, 0.0, np.inf
    means = np.nansum(residuals[:, years], axis=0) / per_year[years]
    freedom = float(years.sum() - 1)
    seen, fellows = float((means**2).sum()) / freedom, 1.0 / float(per_year[years].mean())
    common = float(np.clip((seen - variance * fellows) / (1 - fellows), 0.0, variance))
    return common, (variance - common) * fellows, freedom


def _between(mean: Floats, error: Floats) -> float:
    """The variance of the units' own drifts beyond what chance makes of them: DerSimonian and Laird's moments."""
    if len(mean) < 2:
        return 0.0
    if not error.any():
        return float(mean.var(ddof=1))
    weight = 1 / error
    centre = float((weight * mean).sum() / weight.sum())
    excess = float((weight * (mean - centre) ** 2).sum()) - (len(mean) - 1)
    return max(0.0, excess / float(weight.sum() - (weight**2).sum() / weight.sum()))


def _drawn_together(
    mean: Floats, span: Floats, own: float, between: float, classes: Sequence[str]
) -> tuple[Floats, float]:
    """Each unit's drift, and the standard error of the mean that it is drawn to."""
    names, seen = np.asarray(classes), span > 0
    error = np.divide(own, span, out=np.full(len(span), np.inf), where=seen)
    # Without any spread every unit weighs as much as its history is long.
    weight = np.where(seen, 1 / (between + error) if own + between > 0 else span, 0.0)
    centre = np.full(len(mean), float((weight * mean).sum() / weight.sum()))
    for name in sorted(set(classes)):
        member = names == name
        if (member & seen).sum() >= LEAST_FELLOWS:
            centre[member] = float((weight * mean)[member].sum() / weight[member].sum())
    share = np.where(seen, between / (between + error) if own + between > 0 else 0.0, 0.0)
    return centre + share * (mean - centre), float(1 / np.sqrt(weight.sum())) if own + between > 0 else 0.0
