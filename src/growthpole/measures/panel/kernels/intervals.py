"""Kernels for the uncertainty of a share observed on n units (plants, persons of a sample).

``units`` need not be whole: an effective number stands for units of unequal weight. All are elementwise, O(1)
per element, and give NaN for NaN.
"""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.matrix_input import Array

__all__ = [
    "benjamini_hochberg",
    "binomial_false_alarm",
    "clopper_pearson",
    "effective_units",
    "gamma_false_alarm",
    "marshall_shrinkage",
    "upper_p_value",
]


def clopper_pearson(share: Array, units: Array, level: float) -> tuple[Array, Array]:
    """Exact interval of a binomial probability from an observed share (Clopper and Pearson 1934)."""
    tail, hits = (1 - level) / 2, share * units
    with np.errstate(invalid="ignore"):
        low = special.betaincinv(np.where(hits > 0, hits, 1.0), units - hits + 1, tail)
        high = special.betaincinv(hits + 1, np.where(hits < units, units - hits, 1.0), 1 - tail)
        return np.where(hits > 0, low, 0.0 * hits), np.where(hits < units, high, 1 + 0.0 * hits)


def upper_p_value(share: Array, units: Array, null: Array) -> Array:
    """Probability of a share at least as large if the true one is ``null``: the exact one-sided test."""
    hits = share * units
    with np.errstate(invalid="ignore"):
        p = special.betainc(np.where(hits > 0, hits, 1.0), units - hits + 1, null)
    return np.where(hits > 0, p, 1 + 0.0 * hits)


def effective_units(share: Array, squares: Array, total: Array, total_squares: Array) -> tuple[Array, Array]:
    """Units of equal weight that would tell as much: Kish's number, and the one to use for each share.

    Kish's ``W^2 / sum w^2`` is right where a plant's size says nothing of its industry. Where it does, the
    linearised variance of the share, ``sum (w (1_p - share))^2 / W^2``, asks for another number; the smaller of
    both is used. Kish alone covered 85 % instead of 95 % where the industry's plants were 2.5 times as large,
    the linearised one alone 83 % in cells of a few plants.
    """
    kish = ratio(total**2, total_squares)
    spread = squares * (1 - 2 * share) + share**2 * total_squares
    linear = np.where(spread > 0, ratio(share * (1 - share) * total**2, spread), np.inf)
    return kish, np.minimum(kish, np.where(share * (1 - share) > 0, linear, np.inf))


def gamma_false_alarm(units: Array, null: Array, threshold: float) -> Array:
    """Chance that a quotient reaches ``threshold`` where nothing is specialised, for weighted units.

    The industry's sum of random plant sizes has mean ``null W`` and variance ``null (1 - null) sum w^2``; a gamma
    law with these two gives the tail (simulated 0.15, 0.21, 0.20, 0.10 against 0.11, 0.22, 0.22, 0.12 for 25 to
    2,500 log-normal plants, sigma 1.2, share 1 %).
    """
    shape = units * ratio(null, 1 - null)
    tail: Array = special.gammaincc(shape, threshold * shape)
    return tail


def binomial_false_alarm(units: Array, null: Array, threshold: float) -> Array:
    """Chance that a quotient reaches ``threshold`` where nothing is specialised, for counted units."""
    # A count that equals the threshold up to rounding reaches it.
    needed = np.ceil(threshold * units * null * (1 - 1e-12))
    return np.asarray(stats.binom.sf(needed - 1, np.round(units), null))


def marshall_shrinkage(observed: Array, expected: Array) -> Array:
    """Empirical-Bayes estimates of observed / expected, column by column (Marshall 1991, eqs. 4-7).

    Parameters
    ----------
    observed, expected : ndarray of shape (R, I)
        Counts of each region and industry; a row or column with NaN or without expectation is left out.

    Returns
    -------
    ndarray of shape (R, I)
        ``m + C (observed / expected - m)`` with ``C = A / (A + m / expected)``; m is the mean and A the variance
        of the true ratios over the regions by the method of moments, at least 0.
    """
    usable = np.isfinite(observed) & (expected > 0)
    o, e = np.where(usable, observed, 0.0), np.where(usable, expected, 0.0)
    rate = ratio(o, e)
    total = e.sum(axis=0)
    mean = ratio(o.sum(axis=0), total)
    spread = ratio(np.where(usable, e * (rate - mean) ** 2, 0.0).sum(axis=0), total)
    between = np.maximum(0.0, spread - ratio(mean * usable.sum(axis=0), total))
    trust = ratio(between * e, between * e + mean)
    return np.where(usable, mean + np.where(mean > 0, trust, 0.0) * (rate - mean), np.nan)


def benjamini_hochberg(p: Array) -> Array:
    """Adjusted p-values of all known ones together (Benjamini and Hochberg 1995); NaN stays NaN."""
    known, adjusted = np.isfinite(p), np.full(p.shape, np.nan)
    if known.any():
        adjusted[known] = stats.false_discovery_control(p[known])
    return adjusted
