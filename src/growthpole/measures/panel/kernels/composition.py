"""Kernels that need the categories in groups, or set the region against a floor.

``own`` has the shape (U, K), ``economy`` (K,), ``codes`` (K,) with the group 0..G-1 of each category. O(U K).
"""

from __future__ import annotations

import numpy as np

from growthpole.measures.panel.kernels.shares import across, divergence, ratio, shannon, shares
from growthpole.measures.panel.matrix_input import Array

__all__ = ["base_by_quotient", "base_by_requirement", "grouped", "multiplier", "theil_parts", "variety_parts"]


def grouped(own: Array, codes: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Array:
    """Sum the columns of each group; NaN where one is unknown."""
    members = np.eye(int(codes.max(initial=-1)) + 1)[codes]
    return own @ members


def theil_parts(
    own: Array, economy: Array, codes: np.ndarray[tuple[int, ...], np.dtype[np.int64]]
) -> tuple[Array, Array]:
    """Theil's measure between the groups, and the weighted sum of those within them; they add up to the whole."""
    between = divergence(grouped(own, codes), grouped(economy, codes))
    return between, divergence(own, economy) - between


def variety_parts(own: Array, codes: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> tuple[Array, Array]:
    """Entropy between the groups and within them, in bits (Frenken, Van Oort and Verburg 2007, eqs. 2-4)."""
    between = shannon(grouped(own, codes)) / np.log(2)
    return between, shannon(own) / np.log(2) - between


def base_by_quotient(own: Array, economy: Array) -> Array:
    """Jobs above the economy's share of each industry: those that serve other regions."""
    expected = own.sum(axis=1, keepdims=True) * shares(economy)
    return across(np.maximum(own - expected, 0.0) + 0 * own)


def base_by_requirement(own: Array, rank: int) -> Array:
    """Jobs above the smallest (or rank-th smallest) share of each industry in any region."""
    share = shares(own)
    complete = ~np.isnan(share).any(axis=1)
    floor = np.sort(share[complete], axis=0)[min(rank, int(complete.sum())) - 1] if complete.any() else np.nan
    return across(np.maximum(share - floor, 0.0) * own.sum(axis=1, keepdims=True) + 0 * own)


def multiplier(total: Array, basic: Array) -> Array:
    """All jobs for each basic one."""
    return ratio(total, basic)
