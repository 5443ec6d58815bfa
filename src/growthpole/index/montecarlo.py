"""Ranks as distributions: the index drawn many times over everything that is uncertain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError
from growthpole.index.composite import CompositeIndex
from growthpole.index.kernels import win_counts
from growthpole.index.ranks import class_members
from growthpole.index.simulation import evaluate_points
from growthpole.index.uncertainty import Uncertainty, prepare

__all__ = ["UncertaintyResult", "dominance", "rank_probabilities", "simulate"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class UncertaintyResult:
    """Scores and ranks of all units in every replication.

    Attributes
    ----------
    units : ndarray of str, shape (n,)
        Name of the unit of each row of the index.
    groups : ndarray of int, shape (n,)
        Whom each row is ranked among.
    factors : tuple of str
        What was varied.
    scores : ndarray of float, shape (r, n)
        Unrounded scores; NaN where unknown.
    ranks : ndarray of float, shape (r, n)
        Ranks inside the period and class; NaN where the score is unknown.
    nominal_scores, nominal_ranks : ndarray of float, shape (n,)
        The index as it stands.
    """

    units: NDArray[Any]
    groups: NDArray[np.int64]
    factors: tuple[str, ...]
    scores: Floats
    ranks: NDArray[np.float32]
    nominal_scores: Floats
    nominal_ranks: Floats

    def probability_top(self, k: int) -> Floats:
        """Give the share of replications in which each unit ranks `k` or better, shape (n,)."""
        return np.asarray((self.ranks <= k).mean(axis=0))

    def probability_at_least(self, cut: ArrayLike) -> Floats:
        """Give the share of replications in which each unit scores `cut` or more, shape (n,)."""
        return np.asarray((self.scores >= np.asarray(cut, np.float64)).mean(axis=0))

    def rank_quantiles(self, levels: ArrayLike = (0.05, 0.5, 0.95)) -> Floats:
        """Give quantiles of every rank that are ranks themselves, shape (levels, n)."""
        return np.asarray(np.quantile(self.ranks, np.asarray(levels), axis=0, method="inverted_cdf"), np.float64)

    def score_quantiles(self, levels: ArrayLike = (0.05, 0.5, 0.95)) -> Floats:
        """Give quantiles of every score, shape (levels, n)."""
        return np.asarray(np.quantile(self.scores, np.asarray(levels), axis=0))


def simulate(
    index: CompositeIndex, uncertainty: Uncertainty, *, replications: int = 1000, seed: int = 0, workers: int = 1
) -> UncertaintyResult:
    """Draw the index many times over everything that is uncertain.

    Every replication takes one point of the unit cube, one coordinate a factor: a choice by where the coordinate
    lies, a weight by its range, and errors, Dirichlet weights and unknown figures by a generator of their own.

    Parameters
    ----------
    index : CompositeIndex
        A ranked index.
    uncertainty : Uncertainty
        What varies.
    replications : int, default 1000
        Number of draws.
    seed : int, default 0
        The same seed gives the same result, whatever the number of workers.
    workers : int, default 1
        Tasks at a time, as for joblib; an active joblib backend is used.

    Returns
    -------
    UncertaintyResult
        All scores and ranks.

    Raises
    ------
    InputError
        If nothing varies, `replications` is below 1, or values do not suit an aggregation; no replication is dropped.
    NameUnknownError
        If a weight range names what is not in the framework.

    References
    ----------
    Saisana, Saltelli and Tarantola (2005), Journal of the Royal Statistical Society A 168(2), 307-323, sec. 3.

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.building import build
    >>> from growthpole.index.framework import Framework, Indicator
    >>> tree = Framework((Indicator("a", worst=0, best=10), Indicator("b", worst=0, best=10)))
    >>> frame = pl.DataFrame({"unit": ["p", "q"], "a": [9.0, 1.0], "b": [2.0, 6.0]})
    >>> found = simulate(build(frame, tree), Uncertainty(weight_ranges={"a": (0.0, 1.0)}), replications=200)
    >>> bool(0.4 < found.probability_top(1)[0] < 0.6)
    True
    """
    if replications < 1:
        raise InputError(f"`replications` must be at least 1; it is {replications!r}.")
    variants = prepare(index, uncertainty)
    points = np.random.default_rng([seed, 0]).random((replications, len(variants.factors)))
    scores, ranks = evaluate_points(variants, points, seed, workers)
    nominal = index.stage("ranked")[:, 0]
    return UncertaintyResult(index.units, index.groups, variants.factors, scores, ranks, index.scores, nominal)


def rank_probabilities(result: UncertaintyResult) -> Floats:
    """Give the distribution of every rank.

    ``P_ik`` is the share of replications in which unit i has rank k inside its period and class.

    Parameters
    ----------
    result : UncertaintyResult
        Draws of `simulate`.

    Returns
    -------
    ndarray of float, shape (n, size of the largest group)
        Rows sum to 1, or to the share of replications in which the score is known.

    Raises
    ------
    InputError
        Never for a result of `simulate`.

    References
    ----------
    Goldstein and Spiegelhalter (1996), Journal of the Royal Statistical Society A 159(3), 385-443.

    Examples
    --------
    >>> result = UncertaintyResult(np.array(["p", "q"]), np.zeros(2, int), ("data",), np.array([[2.0, 1.0], [1.0, 2.0],
    ...     [3.0, 2.0], [4.0, 2.0]]), np.array([[1, 2], [2, 1], [1, 2], [1, 2]], np.float32), np.ones(2), np.ones(2))
    >>> rank_probabilities(result).tolist()
    [[0.75, 0.25], [0.25, 0.75]]
    """
    size = max(members.size for members in class_members(result.groups, result.groups.size))
    count = np.zeros((result.units.size, size))
    for unit, ranks in enumerate(result.ranks.T):
        known = ranks[~np.isnan(ranks)].astype(np.int64)
        count[unit] = np.bincount(known - 1, minlength=size)[:size]
    return count / len(result.ranks)


def dominance(result: UncertaintyResult) -> Floats:
    """Give the probability that one unit scores above another.

    ``D_ij = P(s_i > s_j)``, the two taken in the same replication.

    Parameters
    ----------
    result : UncertaintyResult
        Draws of `simulate`.

    Returns
    -------
    ndarray of float, shape (n, n), 0 to 1
        ``D_ij + D_ji`` is 1 less the probability of a tie; the diagonal is 0. An unknown score is above nobody.

    Raises
    ------
    InputError
        Never for a result of `simulate`.

    References
    ----------
    Saisana, Saltelli and Tarantola (2005), Journal of the Royal Statistical Society A 168(2), 307-323, sec. 4.

    Examples
    --------
    >>> result = UncertaintyResult(np.array(["p", "q"]), np.zeros(2, int), ("data",), np.array([[2.0, 1.0], [1.0, 2.0],
    ...     [3.0, 2.0], [2.0, 2.0]]), np.ones((4, 2), np.float32), np.ones(2), np.ones(2))
    >>> dominance(result).tolist()
    [[0.0, 0.5], [0.25, 0.0]]
    """
    wins = np.zeros((result.units.size, result.units.size), np.int64)
    win_counts(np.ascontiguousarray(result.scores), wins)
    return wins / len(result.scores)
