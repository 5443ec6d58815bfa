"""How far estimated coefficients or multipliers lie from true ones, and which method comes nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.quotients import METHODS, Method, supply_shares
from growthpole.measures.flows.system import leontief_system

__all__ = ["AccuracyResult", "MethodAccuracy", "compare_methods", "estimation_accuracy"]

Floats: TypeAlias = NDArray[np.float64]
_DELTAS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
_SIZED = ("FLQ", "AFLQ")


@dataclass(frozen=True, slots=True)
class AccuracyResult:
    r"""Distances between estimates :math:`\hat y` and true values y, weighted by w where weights were given.

    Attributes
    ----------
    stpe : float
        Standardised total percentage error, :math:`100 \sum |\hat y - y| / \sum y`.
    mean_absolute : float
        Mean absolute difference, :math:`\sum w |\hat y - y| / \sum w`.
    root_mean_square : float
        Root of the mean squared difference.
    theil : float
        Theil's U, :math:`100 \sqrt{\sum (\hat y - y)^2 / \sum y^2}`.
    mean_percentage : float
        Mean signed percentage difference, :math:`100 \sum w (\hat y - y) / y / \sum w` over true values above 0: above
        zero where estimates are too high on average.
    mean_absolute_percentage : float
        The same of absolute differences.
    """

    stpe: float
    mean_absolute: float
    root_mean_square: float
    theil: float
    mean_percentage: float
    mean_absolute_percentage: float


@dataclass(frozen=True, slots=True)
class MethodAccuracy:
    """How far one method is off.

    Attributes
    ----------
    method : str
        Which quotient.
    delta : float or None
        Of FLQ and AFLQ.
    coefficients, multipliers : AccuracyResult
        Of the regional input coefficients, and of the output multipliers weighted by output.
    """

    method: str
    delta: float | None
    coefficients: AccuracyResult
    multipliers: AccuracyResult


def estimation_accuracy(estimated: ArrayLike, true: ArrayLike, *, weights: ArrayLike | None = None) -> AccuracyResult:
    r"""Distances between an estimated and a true table, or between multipliers.

    .. math:: STPE = 100 \frac{\sum |\hat y - y|}{\sum y}

    Parameters
    ----------
    estimated, true : array, of one shape
        Coefficients, flows or multipliers; the true ones must not all be zero.
    weights : array, >= 0, optional
        Of each value; equal where not given. They weigh all measures.

    Returns
    -------
    AccuracyResult
        Zero throughout for an estimate that is right; percentages are NaN where no true value is above 0.

    Raises
    ------
    ShapeError
        If shapes differ.
    InputError
        If a value is unknown, weights are negative or all zero, or all true values are zero.

    References
    ----------
    Miller and Blair (2022), section 9.7 (measures of matrix differences); Flegg and Tohmo (2013), Regional Studies 47,
    703-721, for the use of weighted percentage errors of multipliers.

    Examples
    --------
    >>> found = estimation_accuracy([0.2, 0.3], [0.1, 0.4])
    >>> round(found.stpe, 1), round(found.mean_absolute, 2), round(found.mean_percentage, 1)
    (40.0, 0.1, 37.5)
    """
    guess, truth = np.asarray(estimated, dtype=np.float64), np.asarray(true, dtype=np.float64)
    weight = np.ones_like(truth) if weights is None else np.asarray(weights, dtype=np.float64)
    _check(guess, truth, weight)
    gap, positive = guess - truth, truth > 0
    part = weight[positive] / weight[positive].sum() if weight[positive].sum() > 0 else np.full(positive.sum(), np.nan)
    relative = gap[positive] / truth[positive]
    return AccuracyResult(
        stpe=float(100 * (weight * np.abs(gap)).sum() / (weight * np.abs(truth)).sum()),
        mean_absolute=float(np.average(np.abs(gap), weights=weight)),
        root_mean_square=float(np.sqrt(np.average(gap**2, weights=weight))),
        theil=float(100 * np.sqrt((weight * gap**2).sum() / (weight * truth**2).sum())),
        mean_percentage=float(100 * (part * relative).sum()) if positive.any() else float("nan"),
        mean_absolute_percentage=float(100 * (part * np.abs(relative)).sum()) if positive.any() else float("nan"),
    )


def compare_methods(
    national: ArrayLike,
    true: ArrayLike,
    region: ArrayLike,
    nation: ArrayLike,
    *,
    methods: Sequence[Method] = METHODS,
    deltas: Sequence[float] = _DELTAS,
) -> tuple[MethodAccuracy, ...]:
    r"""Estimate a region whose true coefficients are known by every method, and say how far each is off.

    .. math:: \hat R = T \circ A, \qquad \text{against } R

    Parameters
    ----------
    national, true : matrix, shape (n, n)
        Input coefficients of the nation, and of the region from within itself.
    region, nation : sequence of length n
        Output (or employment) by sector, for quotients and as weights.
    methods : sequence of str
        Which of them.
    deltas : sequence of float, in [0, 1)
        For FLQ and AFLQ, each of which is tried with all of them. 2D-LQ is taken with its default exponents.

    Returns
    -------
    tuple of MethodAccuracy
        By method as given and by delta; the smallest of them is not the best method elsewhere.

    Raises
    ------
    ShapeError, InputError
        As :func:`growthpole.measures.flows.quotients.supply_quotients` and :func:`estimation_accuracy`.

    References
    ----------
    Bonfiglio and Chelli (2008), Economic Systems Research 20, 243-258; Flegg and Tohmo (2013), Regional Studies 47,
    703-721.

    Examples
    --------
    >>> nation = [[0.2, 0.3], [0.1, 0.2]]
    >>> found = compare_methods(nation, [[0.1, 0.15], [0.1, 0.2]], [10, 30], [100, 100], methods=["SLQ"])
    >>> found[0].method, round(found[0].coefficients.stpe, 1)
    ('SLQ', 0.0)
    """
    whole, truth = np.asarray(national, dtype=np.float64), np.asarray(true, dtype=np.float64)
    multipliers = leontief_system(truth).column_sums
    found = []
    for method in methods:
        for delta in deltas if method in _SIZED else (None,):
            shares = supply_shares(region, nation, method, delta=0.0 if delta is None else delta)
            guess = shares * whole
            reached = leontief_system(guess).column_sums
            found.append(
                MethodAccuracy(
                    method,
                    delta,
                    estimation_accuracy(guess, truth),
                    estimation_accuracy(reached, multipliers, weights=region),
                )
            )
    return tuple(found)


def _check(guess: Floats, truth: Floats, weight: Floats) -> None:
    if guess.shape != truth.shape or weight.shape != truth.shape:
        raise ShapeError(
            f"`estimated`, `true` and `weights` must have one shape; found {guess.shape}, {truth.shape} and "
            f"{weight.shape}."
        )
    if not (np.isfinite(guess).all() and np.isfinite(truth).all()):
        raise InputError("`estimated` and `true` must hold known numbers; leave out what is not known of either.")
    if not (np.isfinite(weight).all() and (weight >= 0).all() and weight.sum() > 0):
        raise InputError("`weights` must be known, at least 0, and not all 0. Correct them.")
    if not (weight * np.abs(truth)).sum() > 0:
        raise InputError("`true` must hold something other than zeros: no error can be told as a part of nothing.")
