"""Revealed comparative advantage, and presence as a threshold on it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from growthpole.errors import InputError
from growthpole.measures.matrix.independence import expected
from growthpole.measures.matrix.inputs import dense, is_sparse, read, unknown
from growthpole.measures.matrix.years import same_form

__all__ = ["presence", "rca"]


@same_form
def rca(x: Any) -> Any:
    r"""Revealed comparative advantage: a region's share of an industry over its share of everything.

    .. math:: RCA_{ri} = \frac{x_{ri} / x_{r\cdot}}{x_{\cdot i} / x_{\cdot\cdot}}

    The location quotient of a table of employment is the same number. Where cells are unknown the
    denominator is the expected value of quasi-independence fitted to the known cells, so that an unknown
    cell counts neither as nothing nor as if its region or industry were smaller; without unknown cells this
    is the formula above.

    Parameters
    ----------
    x : matrix, shape (R, I), any unit, >= 0
        Employment, output, exports or firms; ``nan`` is unknown. Array, sparse matrix, cross table, labelled
        frame, or a mapping from year to one of them.

    Returns
    -------
    matrix, shape (R, I), dimensionless, >= 0
        In the form of ``x``. ``nan`` where ``x`` is unknown and in regions and industries whose total is
        zero (a sparse matrix stores nothing there); they change no other cell. A mapping gives a dict.

    Raises
    ------
    InputError
        When a cell is negative or infinite, or not a number at all.
    ShapeError
        When ``x`` has not two dimensions.

    References
    ----------
    Balassa (1965), equation 1; Goodman (1968), section 3, for quasi-independence.

    Examples
    --------
    >>> rca(np.array([[30.0, 10.0], [20.0, 40.0]]))
    array([[1.5       , 0.5       ],
           [0.66666667, 1.33333333]])
    """
    given = read(x, "x")
    check_amounts(given.values, "x")
    hidden = unknown(given.values)
    if hidden is not None:
        cells = dense(given.values)
        return given.like(_ratio(cells, expected(cells, ~hidden)))
    return given.like(_sparse_rca(given.values) if is_sparse(given.values) else _dense_rca(given.values))


@same_form
def presence(x: Any, *, at_least: float | None = None, above: float | None = None) -> Any:
    r"""Which industries a region has: 1 where the value reaches the threshold, 0 where it does not.

    .. math:: M_{ri} = [x_{ri} \ge t] \quad\text{or}\quad M_{ri} = [x_{ri} > t]

    Parameters
    ----------
    x : matrix, shape (R, I)
        Usually :func:`rca`; ``nan`` is unknown. A mapping from year to matrix gives a dict.
    at_least : float, optional
        Present from this value on; 1 where neither threshold is given.
    above : float, optional
        Present only above this value. Give one of the two.

    Returns
    -------
    matrix, shape (R, I), of 0, 1 and nan
        In the form of ``x``; unknown stays unknown.

    Raises
    ------
    InputError
        When both thresholds are given, or when a threshold would make the cells a sparse matrix does not
        store present.

    References
    ----------
    Hidalgo, Klinger, Barabasi and Hausmann (2007), supporting material, section 1: "at least 1".

    Examples
    --------
    >>> presence(np.array([[1.0, 0.5], [np.nan, 2.0]]))
    array([[ 1.,  0.],
           [nan,  1.]])
    >>> presence(np.array([[1.0, 0.5], [np.nan, 2.0]]), above=1.0)
    array([[ 0.,  0.],
           [nan,  1.]])
    """
    if at_least is not None and above is not None:
        raise InputError(f"give `at_least` or `above`, not both; found {at_least} and {above}.")
    threshold = above if above is not None else 1.0 if at_least is None else at_least
    given = read(x, "x")
    if not is_sparse(given.values):
        return given.like(_reached(given.values, threshold, strictly=above is not None))
    if threshold < 0 or (threshold == 0 and above is None):
        raise InputError(f"a sparse matrix needs a threshold that zero does not reach; found {threshold}.")
    reached = given.values.copy()
    reached.data = _reached(reached.data, threshold, strictly=above is not None)
    reached.eliminate_zeros()
    return given.like(reached)


def _reached(values: NDArray[Any], threshold: float, *, strictly: bool) -> NDArray[np.float64]:
    reached = np.asarray(values > threshold if strictly else values >= threshold, dtype=np.float64)
    hidden = unknown(values)
    if hidden is not None:
        reached[hidden] = np.nan
    return reached


def check_amounts(values: Any, name: str) -> None:
    cells = values.data if is_sparse(values) else values
    # ``fmin`` and ``fmax`` pass over nan; two passes, no temporary arrays.
    low, high = (np.fmin.reduce(cells, axis=None), np.fmax.reduce(cells, axis=None)) if cells.size else (0, 0)
    if low < 0 or np.isinf(high):
        raise InputError(
            f"`{name}` must hold finite amounts of at least zero; found {low if low < 0 else high}. "
            "Write an unknown cell as nan."
        )


def _ratio(over: NDArray[Any], under: NDArray[Any]) -> NDArray[np.float64]:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(under > 0, over / under, np.nan)


def _dense_rca(x: NDArray[Any]) -> NDArray[np.float64]:
    x = np.asarray(x, dtype=np.float64)
    by_region, by_industry, total = x.sum(axis=1), x.sum(axis=0), x.sum()
    shares: NDArray[np.float64]
    with np.errstate(invalid="ignore", divide="ignore"):
        # An empty region or industry gives 0 * (1 / 0) = nan in its own cells and nowhere else.
        shares = x * (1.0 / by_region)[:, None]
        shares *= (total / by_industry)[None, :]
    return shares


def _sparse_rca(x: Any) -> Any:
    by_region, by_industry = np.asarray(x.sum(axis=1)).ravel(), np.asarray(x.sum(axis=0)).ravel()
    cells = x.tocoo()
    with np.errstate(invalid="ignore"):
        quotients = cells.data / (by_region[cells.row] * (by_industry / x.sum())[cells.col])
    return sparse.coo_array((quotients, (cells.row, cells.col)), shape=x.shape).tocsr()
