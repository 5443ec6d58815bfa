"""Revealed comparative advantage when cells are known only to lie between two ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.matrix.inputs import dense, read
from growthpole.measures.matrix.specialisation import check_amounts
from growthpole.measures.matrix.years import yearly
from growthpole.measures.panel.kernels.bounds import quotient_bounds

__all__ = ["RcaBoundsResult", "rca_bounds"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class RcaBoundsResult:
    """Ends of the revealed comparative advantage, and what they decide about presence.

    Attributes
    ----------
    low, high : matrix, shape (R, I), dimensionless
        Least and greatest RCA any amounts within their ends give.
    presence : matrix, shape (R, I), of 0, 1 and nan
        1 where RCA is at least 1 in any case, 0 where in none, ``nan`` where the ends leave it open.
    """

    low: Any
    high: Any
    presence: Any


@yearly
def rca_bounds(low: Any, high: Any) -> RcaBoundsResult:
    r"""Sharp bounds of revealed comparative advantage for suppressed or size-classed cells.

    .. math:: RCA(a, b, c, d) = \frac{a (a + b + c + d)}{(a + b)(a + c)}

    with a the cell, b the rest of its region, c the rest of its industry and d all else. It falls with b and c
    and rises with d; in a it has no inner minimum and at most one inner maximum. The ends are therefore
    reached at corners, or at that maximum, and are attained.

    Parameters
    ----------
    low, high : matrix, shape (R, I), >= 0
        The least and the greatest amount of each cell; equal where it is known. A mapping from year to matrix
        gives a dict.

    Returns
    -------
    RcaBoundsResult
        ``nan`` where a region or industry may be empty, so that its quotient is not defined.

    Raises
    ------
    InputError
        When an amount is negative, infinite or unknown, or an upper end lies below the lower one.
    ShapeError
        When the shapes differ.

    References
    ----------
    Manski (2003), Partial Identification of Probability Distributions, on bounds as the answer to missing cells.

    Examples
    --------
    A cell of 1 to 19 jobs, suppressed:

    >>> result = rca_bounds(np.array([[1.0, 20.0], [10.0, 40.0]]), np.array([[19.0, 20.0], [10.0, 40.0]]))
    >>> result.low.round(2), result.high.round(2)
    (array([[0.31, 0.76],
           [0.61, 0.95]]), array([[1.5 , 1.13],
           [1.29, 1.19]]))
    """
    given, other = read(low, "low"), read(high, "high")
    least, most = dense(given.values).astype(np.float64), dense(other.values).astype(np.float64)
    _check(least, most)
    bottom, top = quotient_bounds(least, most)
    here = np.where(bottom >= 1.0, 1.0, np.where(top < 1.0, 0.0, np.nan))
    return RcaBoundsResult(given.like(bottom), given.like(top), given.like(here))


def _check(least: Floats, most: Floats) -> None:
    if least.shape != most.shape:
        raise ShapeError(f"`low` and `high` must have the same shape; found {least.shape} and {most.shape}.")
    check_amounts(least, "low")
    check_amounts(most, "high")
    wrong = np.argwhere(~(least <= most))
    if wrong.size:
        row, column = wrong[0]
        raise InputError(
            f"`low` must not exceed `high`, and both must be known; row {row}, column {column} holds "
            f"{least[row, column]:g} and {most[row, column]:g}. For a cell of which nothing is known give 0 and "
            "the largest amount it may have."
        )
