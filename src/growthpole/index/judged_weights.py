"""Weights from judgements: the analytic hierarchy process and the best-worst method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

from growthpole.errors import GrowthpoleError, InputError, ShapeError

__all__ = ["AhpResult", "BestWorstResult", "ahp_weights", "best_worst_weights"]

Floats = NDArray[np.float64]

# Mean consistency index of random reciprocal matrices of order 1 to 15 (Saaty 1980, table 1-8).
RANDOM_INDEX = (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)


@dataclass(frozen=True, slots=True)
class AhpResult:
    """Weights from pairwise comparisons.

    Attributes
    ----------
    weights : ndarray of float, shape (k,)
        They sum to 1.
    consistency_index : float
        ``(largest eigenvalue - k) / (k - 1)``; 0 for a consistent matrix.
    consistency_ratio : float
        The index divided by that of random matrices; judgements above 0.1 should be revised.
    """

    weights: Floats
    consistency_index: float
    consistency_ratio: float


@dataclass(frozen=True, slots=True)
class BestWorstResult:
    """Weights from comparisons with the best and the worst criterion.

    Attributes
    ----------
    weights : ndarray of float, shape (k,)
        They sum to 1.
    deviation : float
        Largest absolute deviation of a weight from its judged multiple; 0 for consistent judgements.
    input_ratio : float
        Input-based consistency ratio, 0 to 1: how far ``a_Bj a_jW`` is from ``a_BW`` at most.
    """

    weights: Floats
    deviation: float
    input_ratio: float


def ahp_weights(comparisons: ArrayLike) -> AhpResult:
    """Derive weights from a matrix of pairwise comparisons.

    The principal eigenvector w of ``A w = lambda w``, with ``CI = (lambda - k) / (k - 1)`` and ``CR = CI /
    RI``.

    Parameters
    ----------
    comparisons : array_like of float, shape (k, k), positive
        How many times as important the row is as the column; reciprocal: ``a_ji = 1 / a_ij``.

    Returns
    -------
    AhpResult
        Weights and consistency; for k of 1 or 2 both consistency measures are 0.

    Raises
    ------
    ShapeError
        If the matrix is not square.
    InputError
        If it is not positive and reciprocal, or larger than 15.

    References
    ----------
    Saaty (1980), The Analytic Hierarchy Process, McGraw-Hill, ch. 1 and table 1-8.

    Examples
    --------
    >>> found = ahp_weights([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
    >>> (found.weights * 7).round(9).tolist(), abs(round(found.consistency_ratio, 9))
    ([4.0, 2.0, 1.0], 0.0)
    """
    matrix = np.asarray(comparisons, np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not matrix.size:
        raise ShapeError(f"pairwise comparisons form a square matrix; the shape is {matrix.shape}.")
    k = len(matrix)
    if k > len(RANDOM_INDEX):
        raise InputError(f"at most {len(RANDOM_INDEX)} things can be compared pairwise; there are {k}.")
    if not (matrix > 0).all() or not np.allclose(matrix * matrix.T, 1.0, rtol=1e-6):
        raise InputError(
            "pairwise comparisons must be positive and reciprocal, a_ji = 1 / a_ij; "
            f"the largest a_ij a_ji is {np.max(matrix * matrix.T):g}."
        )
    values, vectors = np.linalg.eig(matrix)
    lead = int(np.argmax(values.real))
    vector = np.abs(vectors[:, lead].real)
    index = float((values[lead].real - k) / (k - 1)) if k > 2 else 0.0
    return AhpResult(vector / vector.sum(), index, index / RANDOM_INDEX[k - 1] if k > 2 else 0.0)


def best_worst_weights(best_to_others: ArrayLike, others_to_worst: ArrayLike) -> BestWorstResult:
    """Derive weights by the linear best-worst method.

    ``min xi`` subject to ``|w_B - a_Bj w_j| <= xi``, ``|w_j - a_jW w_W| <= xi``, ``sum w = 1``, ``w >= 0``.

    Parameters
    ----------
    best_to_others : array_like of float, shape (k,), 1 or more
        How many times as important the best criterion is as each; 1 for itself.
    others_to_worst : array_like of float, shape (k,), 1 or more
        How many times as important each criterion is as the worst; 1 for the worst itself.

    Returns
    -------
    BestWorstResult
        Weights, the deviation xi, and the input-based consistency ratio.

    Raises
    ------
    ShapeError
        If the two have different lengths.
    InputError
        If a judgement is below 1, or no criterion is the best or the worst.

    References
    ----------
    Rezaei (2016), Best-worst multi-criteria decision-making method: some properties and a linear model, Omega
    64, 126-130, eq. 9; Liang, Brunelli and Rezaei (2020), Consistency issues in the best worst method, Omega
    96, 102175.

    Examples
    --------
    >>> found = best_worst_weights([1, 2, 4], [4, 2, 1])
    >>> (found.weights * 7).round(9).tolist(), found.input_ratio
    ([4.0, 2.0, 1.0], 0.0)
    """
    from_best, to_worst = np.asarray(best_to_others, np.float64), np.asarray(others_to_worst, np.float64)
    if from_best.ndim != 1 or from_best.shape != to_worst.shape:
        raise ShapeError(f"both lists must have one entry a criterion; shapes {from_best.shape}, {to_worst.shape}.")
    if from_best.size == 0 or (from_best < 1).any() or (to_worst < 1).any():
        raise InputError(f"every judgement must be 1 or more; given {from_best.tolist()}, {to_worst.tolist()}.")
    best, worst = int(np.argmin(from_best)), int(np.argmin(to_worst))
    if from_best[best] != 1 or to_worst[worst] != 1:
        raise InputError("the best and the worst criterion are each judged 1 against themselves; one is missing.")
    weights, deviation = _solve(from_best, to_worst, best, worst)
    scale = from_best[worst]
    spread = np.abs(from_best * to_worst - scale).max()
    return BestWorstResult(weights, deviation, float(spread / (scale**2 - scale)) if scale > 1 else 0.0)


def _solve(from_best: Floats, to_worst: Floats, best: int, worst: int) -> tuple[Floats, float]:
    k = from_best.size
    eye = np.eye(k)
    gaps = np.vstack([eye[best] - from_best[:, None] * eye, eye - to_worst[:, None] * eye[worst]])
    rows = np.block([[gaps, -np.ones((2 * k, 1))], [-gaps, -np.ones((2 * k, 1))]])
    cost, total = np.append(np.zeros(k), 1.0), np.append(np.ones(k), 0.0)
    found = linprog(cost, A_ub=rows, b_ub=np.zeros(4 * k), A_eq=total[None, :], b_eq=[1.0], method="highs")
    if not found.success or found.x is None:
        raise GrowthpoleError(f"the solver found no weights: {found.message}")
    return np.asarray(found.x[:k]), float(found.x[k])
