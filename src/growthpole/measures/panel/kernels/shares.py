"""Kernels on shares: how far each unit's distribution is from the economy's, and how even it is.

Every kernel takes ``own`` of shape (U, K), one row per unit, and ``economy`` of shape (K,), and gives (U,).
A row that holds NaN gives NaN; so does a row, or an economy, whose sum is zero. O(U K) unless said otherwise.
"""

from __future__ import annotations

import numpy as np

from growthpole.measures.panel.matrix_input import Array

__all__ = [
    "across",
    "divergence",
    "hachman",
    "herfindahl",
    "hoover",
    "krugman",
    "lorenz_gini",
    "ratio",
    "shannon",
    "shares",
    "unweighted_gini",
]


def across(x: Array) -> Array:
    """Sum each row."""
    total: Array = x.sum(axis=1)
    return total


def ratio(numerator: Array, denominator: Array) -> Array:
    """Divide; NaN where the denominator is zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominator != 0, numerator / denominator, np.nan)


def shares(x: Array) -> Array:
    """Divide each row by its sum; a row of nothing has no shares (NaN)."""
    return ratio(x, x.sum(axis=-1, keepdims=True))


def krugman(own: Array, economy: Array) -> Array:
    """Sum of absolute differences of shares, 0 to 2."""
    return across(np.abs(shares(own) - shares(economy)))


def hoover(own: Array, economy: Array) -> Array:
    """Half the sum of absolute differences of shares, 0 to 1."""
    return krugman(own, economy) / 2


def divergence(own: Array, economy: Array) -> Array:
    """Kullback-Leibler divergence in nats: sum of s ln(s / S); 0 ln 0 is 0."""
    s, reference = shares(own), shares(economy)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = s * np.log(s / reference)
    return across(np.where(s == 0, 0.0, terms))


def hachman(own: Array, economy: Array) -> Array:
    """One over the sum of s^2 / S, 0 to 1."""
    s, reference = shares(own), shares(economy)
    # A category that the economy does not have is one that no complete unit has: it says nothing.
    known = reference > 0
    return ratio(np.ones(len(s)), across(s[:, known] ** 2 / reference[known]))


def lorenz_gini(own: Array, economy: Array) -> Array:
    """Gini coefficient of the quotients s / S weighted by S: twice the area above the Lorenz curve.

    Categories are sorted by quotient; with q the running sum of s and S the width of each step the area below
    is the sum of S (q - s / 2). O(U K log K).
    """
    s, reference = shares(own), shares(economy)
    known = reference > 0
    if not known.any():
        return np.full(len(s), np.nan)
    s, reference = s[:, known], reference[known]
    # Ties may stand in any order: categories of one quotient lie on one straight piece of the curve.
    order = np.argsort(s / reference, axis=1)
    rises, widths = np.take_along_axis(s, order, axis=1), reference[order]
    height = np.cumsum(rises, axis=1)
    return 1 - across(widths * (2 * height - rises))


def unweighted_gini(own: Array, economy: Array) -> Array:
    """Gini coefficient of the quotients s / S, every category counting once. O(U K log K)."""
    s, reference = shares(own), shares(economy)
    known = reference > 0
    quotients = np.sort(s[:, known] / reference[known], axis=1)
    count = quotients.shape[1]
    if count == 0:
        return np.full(len(s), np.nan)
    rank = np.arange(1, count + 1)
    centred = quotients - quotients.mean(axis=1, keepdims=True)
    coefficient: Array = 2 * across(rank * centred) / (count * across(quotients))
    return coefficient


def herfindahl(own: Array) -> Array:
    """Sum of squared shares, 1 / K to 1."""
    return across(shares(own) ** 2)


def shannon(own: Array) -> Array:
    """Entropy in nats: minus the sum of s ln s; 0 ln 0 is 0."""
    s = shares(own)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = s * np.log(s)
    return -across(np.where(s == 0, 0.0, terms))
