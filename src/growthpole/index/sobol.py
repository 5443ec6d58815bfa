"""Which uncertain choice matters: Sobol indices of scores, and of how far ranks move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from SALib.sample import sobol as sobol_sequence

from growthpole.errors import InputError, ShapeError
from growthpole.index.composite import CompositeIndex
from growthpole.index.simulation import evaluate_points
from growthpole.index.uncertainty import Uncertainty, prepare

__all__ = ["SensitivityResult", "SobolResult", "sensitivity", "sobol_indices", "sobol_points"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SobolResult:
    """Sobol indices of one or more outputs.

    Attributes
    ----------
    first, total : ndarray of float, shape (d, ...)
        First-order and total index of each factor for each output; NaN for an output without variance.
    first_error, total_error : ndarray of float, shape (d, ...)
        Half-width of the 95 % bootstrap interval.
    """

    first: Floats
    total: Floats
    first_error: Floats
    total_error: Floats


@dataclass(frozen=True, slots=True)
class SensitivityResult:
    """Sensitivity of an index to what is uncertain about it.

    Attributes
    ----------
    units : ndarray of str, shape (n,)
        Name of the unit of each row of the index.
    factors : tuple of str, length d
        What was varied.
    scores : SobolResult
        Indices of every unit's score, shape (d, n).
    rank_shift : SobolResult
        Indices of the mean absolute shift of ranks against the index as it stands, shape (d,).
    mean_rank_shift : float
        Mean of that shift over all evaluations, in places.
    evaluations : int
        Number of times the index was evaluated.
    """

    units: NDArray[Any]
    factors: tuple[str, ...]
    scores: SobolResult
    rank_shift: SobolResult
    mean_rank_shift: float
    evaluations: int


def sensitivity(
    index: CompositeIndex, uncertainty: Uncertainty, *, n: int = 512, seed: int = 0, workers: int = 1
) -> SensitivityResult:
    """Split the variance of scores and of rank shifts among the factors that cause it.

    ``S_i = V(E(y | u_i)) / V(y)`` and ``T_i = E(V(y | u_-i)) / V(y)``, estimated from ``n (d + 2)`` evaluations.

    Parameters
    ----------
    index : CompositeIndex
        A ranked index.
    uncertainty : Uncertainty
        What varies; at least two factors.
    n : int, default 512
        Base sample, a power of two.
    seed : int, default 0
        The same seed gives the same result, whatever the number of workers.
    workers : int, default 1
        Tasks at a time, as for joblib.

    Returns
    -------
    SensitivityResult
        Indices with bootstrap intervals.

    Raises
    ------
    InputError
        If fewer than two factors vary, or `n` is not a power of two.

    References
    ----------
    Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola (2010), Variance based sensitivity analysis of model
    output, Computer Physics Communications 181(2), 259-270, table 2 (b) and (f); Lilburne and Tarantola (2009),
    Sensitivity analysis of spatial models, International Journal of GIS 23(2), 151-168 (errors as one factor).

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.building import build
    >>> from growthpole.index.framework import Framework, Indicator
    >>> tree = Framework((Indicator("a", worst=0, best=10), Indicator("b", worst=0, best=10), Indicator("c", worst=0,
    ...     best=10)))
    >>> frame = pl.DataFrame({"unit": ["p", "q"], "a": [9.0, 1.0], "b": [2.0, 6.0], "c": [5.0, 5.0]})
    >>> ranges = {"a": (0.0, 2.0), "b": (0.9, 1.1)}
    >>> found = sensitivity(build(frame, tree), Uncertainty(weight_ranges=ranges), n=64)
    >>> found.factors[int(np.argmax(found.rank_shift.total))]
    'weight of a'
    """
    variants = prepare(index, uncertainty)
    points = sobol_points(len(variants.factors), n, seed)
    scores, ranks = evaluate_points(variants, points, seed, workers)
    shift = np.nanmean(np.abs(ranks - index.stage("ranked")[:, 0]), axis=1)
    return SensitivityResult(
        units=index.units,
        factors=variants.factors,
        scores=sobol_indices(scores, len(variants.factors), seed=seed),
        rank_shift=sobol_indices(shift, len(variants.factors), seed=seed),
        mean_rank_shift=float(shift.mean()),
        evaluations=len(points),
    )


def sobol_points(d: int, n: int, seed: int) -> Floats:
    """Lay out the sample of a Sobol analysis in the unit cube.

    For each of n base points the rows A, A with its i-th coordinate from B (for every i), and B.

    Parameters
    ----------
    d : int, at least 2
        Number of factors.
    n : int, a power of two
        Base sample.
    seed : int
        Seed of the scrambling.

    Returns
    -------
    ndarray of float, shape (n (d + 2), d), 0 to 1
        Points in the order `sobol_indices` expects.

    Raises
    ------
    InputError
        If `d` is below 2 or `n` is not a power of two.

    References
    ----------
    Saltelli (2002), Computer Physics Communications 145(2), 280-297; Owen (1998), ACM Transactions on Modeling and
    Computer Simulation 8(1), 71-102 (scrambling). The sequence comes from SALib.

    Examples
    --------
    >>> sobol_points(3, 4, seed=1).shape
    (20, 3)
    """
    if d < 2:
        raise InputError(f"sensitivity needs at least two factors that vary; there is {d}.")
    if n < 2 or n & (n - 1):
        raise InputError(f"`n` must be a power of two, as the sequence is balanced only there; it is {n!r}.")
    problem = {"num_vars": d, "names": [f"u{place}" for place in range(d)], "bounds": [[0.0, 1.0]] * d}
    points = sobol_sequence.sample(problem, n, calc_second_order=False, scramble=True, seed=seed)
    # A coordinate of 1 would fall beyond the last of equally likely choices.
    return np.minimum(np.asarray(points, np.float64), np.nextafter(1.0, 0.0))


def sobol_indices(outputs: ArrayLike, d: int, *, resamples: int = 100, seed: int = 0) -> SobolResult:
    """Estimate first-order and total indices from the outputs at `sobol_points`.

    ``S_i = mean(f(B) (f(A_Bi) - f(A))) / V`` and ``T_i = mean((f(A) - f(A_Bi))^2) / (2 V)``, V over A and B.

    Parameters
    ----------
    outputs : array_like of float, shape (n (d + 2),) or (n (d + 2), outputs)
        Values of the function, in the order of the points.
    d : int
        Number of factors.
    resamples : int, default 100
        Bootstrap samples for the errors.
    seed : int, default 0
        Seed of the bootstrap.

    Returns
    -------
    SobolResult
        Arrays of shape (d,) or (d, outputs). NaN for an output that does not vary or is unknown.

    Raises
    ------
    ShapeError
        If the number of rows is not a multiple of ``d + 2``.

    References
    ----------
    Saltelli et al. (2010), Computer Physics Communications 181(2), 259-270, table 2 (b); Jansen (1999), Computer
    Physics Communications 117(1-2), 35-43, eq. 13.

    Examples
    --------
    >>> points = sobol_points(2, 1024, seed=1)
    >>> found = sobol_indices(points @ np.array([2.0, 1.0]), 2)
    >>> found.first.round(2).tolist(), found.total.round(2).tolist()
    ([0.8, 0.2], [0.8, 0.2])
    """
    values = np.asarray(outputs, np.float64)
    if values.ndim not in {1, 2} or values.shape[0] == 0 or values.shape[0] % (d + 2):
        raise ShapeError(f"`outputs` must have a multiple of {d + 2} rows, n (d + 2); the shape is {values.shape}.")
    blocks = values.reshape(-1, d + 2, *values.shape[1:])
    rng = np.random.default_rng([seed, 4])
    draws = rng.integers(len(blocks), size=(resamples, len(blocks)))
    # A spread at the level of rounding is no variance; and the sample is centred once, so that products lose
    # no digits.
    flat = np.ptp(values, axis=0) <= 1e-12 * np.abs(values).max(axis=0)
    blocks = np.where(flat, np.nan, blocks - values.mean(axis=0))
    found = np.array(_estimate(blocks))
    if resamples < 2:
        return SobolResult(found[0], found[1], *np.full_like(found, np.nan))
    spread = np.std([_estimate(blocks[rows]) for rows in draws], axis=0, ddof=1)
    return SobolResult(found[0], found[1], *(1.959964 * spread))


def _estimate(blocks: Floats) -> tuple[Floats, Floats]:
    """Estimate the indices, blocks (n, d + 2, ...): A, then A with one coordinate of B, then B."""
    a, mixed, b = blocks[:, 0], blocks[:, 1:-1], blocks[:, -1]
    variance = np.concatenate([a, b]).var(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = np.where(variance > 0, 1.0 / variance, np.nan)
    first = (b[:, None] * (mixed - a[:, None])).mean(axis=0) * scale
    total = ((a[:, None] - mixed) ** 2).mean(axis=0) * scale / 2
    return np.asarray(first), np.asarray(total)
