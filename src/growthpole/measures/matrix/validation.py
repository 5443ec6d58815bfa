"""Validation scores of a definition of clusters after Delgado, Porter and Stern."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.matrix.inputs import dense, read

__all__ = ["ValidationResult", "validation_scores"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ValidationResult:
    """How much closer industries are within clusters than between them.

    Attributes
    ----------
    score : float, share in [0, 1]
        Mean of the four shares below.
    cluster_average, cluster_tail : float, share of clusters
        Whose relatedness within exceeds the mean, and the 95th percentile, of that to the other clusters.
    industry_average, industry_tail : float, share of industries
        The same for single industries.
    clusters : tuple
        Names of the clusters, sorted as text.
    within : ndarray, shape (K,)
        Mean relatedness of the pairs within a cluster; ``nan`` for a cluster of one.
    between : ndarray, shape (K, K)
        Mean relatedness of the pairs between two clusters; ``nan`` on the diagonal.
    industry_within : ndarray, shape (I,)
        Mean relatedness of an industry to the others of its cluster.
    industry_between : ndarray, shape (I, K)
        Mean relatedness of an industry to another cluster; ``nan`` for its own.
    """

    score: float
    cluster_average: float
    cluster_tail: float
    industry_average: float
    industry_tail: float
    clusters: tuple[Hashable, ...]
    within: Floats
    between: Floats
    industry_within: Floats
    industry_between: Floats


def validation_scores(similarity: Any, clusters: Sequence[Hashable], *, tail: float = 0.95) -> ValidationResult:
    r"""Validation scores VS-cluster and VS-industry of a set of clusters.

    .. math::
       VS_{cluster} = \frac{1}{K} \sum_c [WCR_c > b(BCR_{co})_{o \ne c}], \qquad
       VS_{industry} = \frac{1}{I} \sum_i [WCR_i > b(BCR_{io})_{o \ne c(i)}]

    WCR is mean relatedness within, BCR that to each other cluster, b its mean or its 95th percentile over the other
    clusters; the score is the mean of the four.

    Parameters
    ----------
    similarity : matrix, shape (I, I)
        Any similarity of industries; ``nan`` pairs are left out of the means, the diagonal always is.
    clusters : sequence, length I
        The cluster of each industry.
    tail : float in (0, 1)
        The percentile.

    Returns
    -------
    ValidationResult
        Clusters of one industry have no relatedness within and are not counted, nor are their industries. ``nan``
        where nothing can be counted.

    Raises
    ------
    InputError
        When there are fewer than two clusters or ``tail`` is out of range.
    ShapeError
        When ``clusters`` does not fit.

    References
    ----------
    Delgado, Porter and Stern (2016), section 4 (VS-Cluster, VS-Industry).

    Examples
    --------
    >>> close = np.array([[1.0, 0.9, 0.1, 0.2], [0.9, 1.0, 0.2, 0.1], [0.1, 0.2, 1.0, 0.8], [0.2, 0.1, 0.8, 1.0]])
    >>> validation_scores(close, ["glass", "glass", "food", "food"]).score
    1.0
    >>> validation_scores(close, ["a", "b", "a", "b"]).score
    0.0
    """
    given = read(similarity, "similarity")
    matrix = dense(given.values).astype(np.float64)
    if matrix.shape != (len(clusters), len(clusters)):
        raise ShapeError(
            f"`similarity` must be square with one cluster name for each industry; found {matrix.shape} and "
            f"{len(clusters)} names."
        )
    names = tuple(sorted(set(clusters), key=str))
    if len(names) < 2 or not 0 < tail < 1:
        raise InputError(f"give at least two clusters and `tail` between 0 and 1; found {len(names)} and {tail}.")
    member = np.array([[cluster == name for name in names] for cluster in clusters], dtype=np.float64)
    within, between, industry_within, industry_between = _relatedness(matrix, member)
    cluster = [_exceeds(within, between, bound) for bound in (None, tail)]
    industry = [_exceeds(industry_within, industry_between, bound) for bound in (None, tail)]
    return ValidationResult(
        score=float(np.mean(cluster + industry)),
        cluster_average=cluster[0],
        cluster_tail=cluster[1],
        industry_average=industry[0],
        industry_tail=industry[1],
        clusters=names,
        within=within,
        between=between,
        industry_within=industry_within,
        industry_between=industry_between,
    )


def _relatedness(matrix: Floats, member: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Kernel: mean similarity within and between, of clusters and of industries; O(I^2 K)."""
    known = np.isfinite(matrix)
    np.fill_diagonal(known, False)
    sums, pairs = np.where(known, matrix, 0.0) @ member, known.astype(np.float64) @ member
    own = member > 0
    of_clusters, of_pairs = member.T @ sums, member.T @ pairs
    industries, means = _mean(sums, pairs), _mean(of_clusters, of_pairs)
    within, industry_within = means.diagonal().copy(), industries[own]
    np.fill_diagonal(means, np.nan)
    industries[own] = np.nan
    return within, means, industry_within, industries


def _mean(sums: Floats, number: Floats) -> Floats:
    return np.divide(sums, number, out=np.full_like(sums, np.nan), where=number > 0)


def _exceeds(within: Floats, between: Floats, tail: float | None) -> float:
    """Share of rows whose ``within`` exceeds the mean or the tail of ``between``, among rows that have both."""
    rows = np.isfinite(within) & np.isfinite(between).any(axis=1)
    if not rows.any():
        return float("nan")
    others = between[rows]
    bound = np.nanmean(others, axis=1) if tail is None else np.nanquantile(others, tail, axis=1)
    return float(np.mean(within[rows] > bound))
