"""Benefit of the doubt: every unit is scored with the weights that suit it best."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

from growthpole.errors import GrowthpoleError, InputError
from growthpole.index.heights import as_matrix

__all__ = ["benefit_of_the_doubt", "benefit_of_the_doubt_bounds"]

Floats = NDArray[np.float64]


def benefit_of_the_doubt(values: ArrayLike, peers: ArrayLike | None = None) -> Floats:
    """Score every unit with the weights that suit it best, under which no unit scores above 1.

    ``max_w sum_k w_k y_ik`` subject to ``sum_k w_k y_jk <= 1`` for every peer j and ``w >= 0``.

    Parameters
    ----------
    values : array_like of float, shape (n, k), non-negative
        Values of which more is better; no NaN.
    peers : array_like of float, shape (p, k), non-negative, optional
        The units whose scores are limited to 1; the units themselves by default.

    Returns
    -------
    ndarray of float, shape (n,), 0 to 1 when the units are their own peers
        1 for a unit that no other beats under its own best weights.

    Raises
    ------
    InputError
        If a value is NaN or negative, or a column has no positive value.

    References
    ----------
    Cherchye, Moesen, Rogge and Van Puyenbroeck (2007), An introduction to 'benefit of the doubt' composite
    indicators, Social Indicators Research 82(1), 111-145, eq. 3.

    Examples
    --------
    >>> benefit_of_the_doubt([[1.0, 0.0], [0.0, 2.0], [0.25, 0.5]]).tolist()
    [1.0, 1.0, 0.5]
    """
    matrix = as_matrix(values)
    rivals = matrix if peers is None else as_matrix(peers)
    for one in (matrix, rivals):
        if np.isnan(one).any() or (one < 0).any():
            raise InputError(
                "benefit of the doubt needs known values of 0 or more; "
                f"{int(np.isnan(one).sum())} are NaN and {int((one < 0).sum())} negative."
            )
    if rivals.size and (rivals.max(axis=0) <= 0).any():
        raise InputError("every value must be positive for some peer, or its weight would have no limit.")
    limits = _undominated(rivals)
    return np.array([_best(row, limits) for row in matrix])


def benefit_of_the_doubt_bounds(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Bound the scores: own values worst against the others' best, and the other way round; exact.

    A unit's own row stays among its peers, so that no score exceeds 1.
    """
    result = np.empty(len(low)), np.empty(len(low))
    for place in range(len(low)):
        for end, mine, theirs in ((0, low, high), (1, high, low)):
            peers = theirs.copy()
            peers[place] = mine[place]
            # A value that is 0 for every peer cannot be weighed in this corner; it adds nothing either.
            used = peers.max(axis=0) > 0
            result[end][place] = benefit_of_the_doubt(mine[place : place + 1, used], peers[:, used])[0]
    # Two programmes with one solution may differ by the solver's tolerance.
    return np.minimum(*result), np.maximum(*result)


def _best(row: Floats, limits: Floats) -> float:
    found = linprog(-row, A_ub=limits, b_ub=np.ones(len(limits)), bounds=(0, None), method="highs")
    if not found.success or found.fun is None:
        raise GrowthpoleError(f"the solver found no best weights: {found.message}")
    return float(-found.fun)


def _undominated(values: Floats) -> Floats:
    """Drop the rows that another row dominates: with weights of 0 or more their limits are never tight."""
    rows = np.unique(values, axis=0)
    kept = [not ((rows >= row).all(axis=1) & (rows > row).any(axis=1)).any() for row in rows]
    return rows[np.array(kept, dtype=np.bool_)]
