"""Similarity of industries after Delgado, Porter and Stern: co-location, purchases, and their mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.matrix.inputs import dense, read, unknown
from growthpole.measures.matrix.specialisation import check_amounts
from growthpole.measures.matrix.years import same_form

__all__ = ["location_correlation", "mean_similarity", "purchase_similarity"]

Floats = NDArray[np.float64]


@same_form
def location_correlation(x: Any) -> Any:
    r"""Location correlation: whether employment of two industries rises and falls together over regions.

    .. math:: LC_{ij} = \operatorname{corr}_r(x_{ri}, x_{rj})

    With a table of occupations in place of regions it is the similarity of the labour two industries use.

    Parameters
    ----------
    x : matrix, shape (R, I), >= 0
        Employment, or establishments; ``nan`` is unknown: a pair is correlated over the regions where both are
        known. A mapping from year to matrix gives a dict.

    Returns
    -------
    matrix, shape (I, I), in [-1, 1]
        Symmetric; 1 on the diagonal; ``nan`` for an industry that is the same everywhere.

    Raises
    ------
    InputError
        When an amount is negative or infinite.

    References
    ----------
    Delgado, Porter and Stern (2016), section 3.2 (LC-Employment, LC-Establishments, Occ).

    Examples
    --------
    >>> location_correlation(np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 2.0], [3.0, 6.0, 1.0]]))
    array([[ 1.,  1., -1.],
           [ 1.,  1., -1.],
           [-1., -1.,  1.]])
    """
    given = read(x, "x")
    check_amounts(given.values, "x")
    cells = dense(given.values).astype(np.float64)
    hidden = unknown(cells)
    found = _correlation(cells) if hidden is None else _pairwise_correlation(cells, ~hidden)
    return given.like(found, "industries", "industries")


@same_form
def purchase_similarity(z: Any) -> Any:
    r"""Input-output similarity: the greatest of the shares in which two industries buy from and sell to each other.

    .. math::
       IO_{ij} = \max\Big\{\frac{z_{ij}}{\sum_k z_{kj}}, \frac{z_{ij}}{\sum_k z_{ik}}, \frac{z_{ji}}{\sum_k z_{ki}},
       \frac{z_{ji}}{\sum_k z_{jk}}\Big\}

    Parameters
    ----------
    z : matrix, shape (I, I), >= 0
        Deliveries of the row's industry to the column's, in money; ``nan`` is unknown.

    Returns
    -------
    matrix, shape (I, I), share in [0, 1]
        Symmetric; an industry that buys or sells nothing has shares of 0 on that side. ``nan`` where a delivery, or
        a total it is divided by, is unknown.

    Raises
    ------
    InputError
        When a delivery is negative or infinite.
    ShapeError
        When ``z`` is not square.

    References
    ----------
    Ellison, Glaeser and Kerr (2010), section III; Delgado, Porter and Stern (2016), section 3.2 (IO).

    Examples
    --------
    Glass buys 6 of its 8 from sand; sand sells 6 of its 10 to glass.

    >>> purchase_similarity(np.array([[0.0, 6.0, 4.0], [0.0, 2.0, 0.0], [0.0, 0.0, 0.0]])).round(2)
    array([[0.  , 0.75, 1.  ],
           [0.75, 1.  , 0.  ],
           [1.  , 0.  , 0.  ]])
    """
    given = read(z, "z")
    check_amounts(given.values, "z")
    deliveries = dense(given.values).astype(np.float64)
    if deliveries.shape[0] != deliveries.shape[1]:
        raise ShapeError(f"`z` must be square, industries by industries; found shape {deliveries.shape}.")
    shares = np.maximum(_shares(deliveries, axis=0), _shares(deliveries, axis=1))
    return given.like(np.maximum(shares, shares.T), "industries", "industries")


def mean_similarity(matrices: Sequence[Any]) -> Any:
    r"""Mean of similarity matrices, each standardised over its pairs.

    .. math:: \bar M_{ij} = \frac{1}{n} \sum_m \frac{M^{(m)}_{ij} - \bar M^{(m)}}{s(M^{(m)})}

    Parameters
    ----------
    matrices : sequence of matrices, shape (I, I)
        Location correlation, co-agglomeration, input-output and occupational similarity, in any units.

    Returns
    -------
    matrix, shape (I, I), mean 0 over the pairs
        In the form of the first; ``nan`` on the diagonal and where any is unknown.

    Raises
    ------
    InputError
        When no matrix is given, or one has the same value for all pairs.
    ShapeError
        When the shapes differ or are not square.

    References
    ----------
    Delgado, Porter and Stern (2016), section 3.2 (LC-IO-Occ).

    Examples
    --------
    >>> one = np.array([[1.0, 0.8, 0.2], [0.8, 1.0, 0.5], [0.2, 0.5, 1.0]])
    >>> mean_similarity([one, 10 * one]).round(2)
    array([[  nan,  1.22, -1.22],
           [ 1.22,   nan,  0.  ],
           [-1.22,  0.  ,   nan]])
    """
    given = [read(matrix, "matrices") for matrix in matrices]
    if not given:
        raise InputError("`matrices` must hold at least one similarity matrix; it is empty.")
    shapes = {one.values.shape for one in given}
    if len(shapes) > 1 or len(set(next(iter(shapes)))) > 1:
        raise ShapeError(f"`matrices` must be square and of one shape; found {sorted(shapes)}.")
    standard = [_standardised(dense(one.values).astype(np.float64)) for one in given]
    return given[0].like(np.mean(standard, axis=0), "industries", "industries")


def _correlation(cells: Floats) -> Floats:
    apart = cells - cells.mean(axis=0)
    both: Floats = apart.T @ apart
    width = np.sqrt(both.diagonal())
    # What is left of equal values after their mean is taken is rounding, not variation.
    width[width <= 1e-12 * np.linalg.norm(cells, axis=0)] = np.nan
    both /= width[:, None]
    both /= width
    return np.clip(both, -1.0, 1.0, out=both)


def _pairwise_correlation(cells: Floats, known: NDArray[np.bool_]) -> Floats:
    seen = known.astype(np.float64)
    # Centred columns keep the pairwise sums of squares from cancelling.
    middle = np.where(known, cells, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1.0)
    apart = np.where(known, cells - middle, 0.0)
    number, sums, squares = seen.T @ seen, apart.T @ seen, np.square(apart).T @ seen
    with np.errstate(invalid="ignore", divide="ignore"):
        covariance = apart.T @ apart - sums * sums.T / number
        spread = squares - sums**2 / number
        spread[spread <= 1e-24 * squares] = np.nan
        found: Floats = covariance / np.sqrt(spread * spread.T)
    return np.clip(found, -1.0, 1.0)


def _shares(deliveries: Floats, axis: int) -> Floats:
    totals = deliveries.sum(axis=axis, keepdims=True)
    shares: Floats = deliveries / np.where(totals == 0, 1.0, totals)
    return shares


def _standardised(matrix: Floats) -> Floats:
    matrix = matrix.copy()
    np.fill_diagonal(matrix, np.nan)
    width = np.nanstd(matrix) if np.isfinite(matrix).any() else np.nan
    if not width > 0:
        raise InputError(f"every similarity matrix must tell pairs apart; one has the standard deviation {width:g}.")
    return (matrix - np.nanmean(matrix)) / width
