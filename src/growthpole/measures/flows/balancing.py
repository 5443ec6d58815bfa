"""Balancing: the matrix nearest to a given one that has the wanted sums of rows and columns."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.margins import check_margins, conflict

__all__ = ["BalanceResult", "BalanceWarning", "gras", "ras"]

Floats: TypeAlias = NDArray[np.float64]
_MOST = 10_000
_STEP = Callable[[Floats, Floats], tuple[Floats, Floats, Floats]]


class BalanceWarning(UserWarning):
    """The sums were not met within the rounds allowed, though nothing says that they cannot be."""


@dataclass(frozen=True, eq=False)
class BalanceResult:
    """A balanced matrix and how it was reached.

    Attributes
    ----------
    matrix : ndarray, shape (m, n)
        The balanced matrix; zeros stay zeros and signs stay as they were.
    row_factors, column_factors : ndarray, shape (m,), (n,)
        By which positive cells were multiplied and negative cells divided; the pair is known up to a common factor.
    row_gaps, column_gaps : ndarray, shape (m,), (n,)
        Sum reached less sum wanted.
    history : ndarray, shape (rounds,)
        The largest gap after each round, in the unit of the matrix.
    converged : bool
        Whether the last gap is within the tolerance.
    """

    matrix: Floats
    row_factors: Floats
    column_factors: Floats
    row_gaps: Floats
    column_gaps: Floats
    history: Floats
    converged: bool

    @property
    def rounds(self) -> int:
        """How many rounds were made."""
        return len(self.history)


def ras(
    matrix: ArrayLike,
    row_sums: ArrayLike,
    column_sums: ArrayLike,
    *,
    tolerance: float = 1e-9,
    rounds: int = _MOST,
    names: tuple[Sequence[str], Sequence[str]] | None = None,
) -> BalanceResult:
    r"""Balance a matrix without negative cells by scaling its rows and columns in turn (RAS).

    .. math:: x_{ij} = r_i\, a_{ij}\, s_j, \qquad \sum_j x_{ij} = u_i, \quad \sum_i x_{ij} = v_j,

    which minimises :math:`\sum x_{ij} \ln (x_{ij} / a_{ij})`.

    Parameters
    ----------
    matrix : matrix, shape (m, n), >= 0
        The matrix A to start from: an older table, or that of another region.
    row_sums, column_sums : sequence of length m, n, >= 0
        The sums u and v; both must add up to the same.
    tolerance : float
        The largest gap allowed, as a part of the largest sum.
    rounds : int
        How many at most.
    names : pair of sequences of str, optional
        Of rows and columns, for messages; counted from 1 where not given.

    Returns
    -------
    BalanceResult
        A row or column of zeros whose sum is zero stays so.

    Raises
    ------
    ShapeError
        If the sums do not fit the matrix.
    InputError
        If a cell or sum is unknown or negative, if the sums add up differently, or if no matrix with these zeros has
        these sums; the message names rows, columns and amounts.

    Warns
    -----
    BalanceWarning
        If the rounds were not enough.

    References
    ----------
    Stone (1961), Input-Output and National Accounts; Bacharach (1970), Biproportional Matrices and Input-Output Change;
    Miller and Blair (2022), section 9.4.

    Examples
    --------
    >>> balanced = ras([[1, 1], [1, 1]], [3, 1], [2, 2])
    >>> balanced.matrix
    array([[1.5, 1.5],
           [0.5, 0.5]])
    """
    start, u, v = _inputs(matrix, row_sums, column_sums)
    if (start < 0).any():
        row, column = np.argwhere(start < 0)[0]
        raise InputError(
            f"`matrix` must have no negative cell for ras(); row {row + 1}, column {column + 1} is "
            f"{start[row, column]:.12g}. Use gras(), which keeps signs."
        )
    check_margins(np.sign(start), u, v, names)

    def step(r: Floats, s: Floats) -> tuple[Floats, Floats, Floats]:
        r = _over(u, start @ s)
        s = _over(v, r @ start)
        return r, s, r * (start @ s) - u

    return _iterate(start, u, v, step, tolerance=tolerance, rounds=rounds, names=names)


def gras(
    matrix: ArrayLike,
    row_sums: ArrayLike,
    column_sums: ArrayLike,
    *,
    tolerance: float = 1e-9,
    rounds: int = _MOST,
    names: tuple[Sequence[str], Sequence[str]] | None = None,
) -> BalanceResult:
    r"""Balance a matrix that has negative cells (changes of stocks, subsidies), keeping every sign (GRAS).

    .. math:: x_{ij} = r_i\, p_{ij}\, s_j - n_{ij} / (r_i s_j)

    with positive part P and negative part N. Each factor is the positive root of
    :math:`p_i(s)\, r_i^2 - u_i r_i - n_i(s) = 0`; a row without positive cells has :math:`r_i = -n_i(s) / u_i`.

    Parameters
    ----------
    matrix : matrix, shape (m, n)
        The matrix to start from.
    row_sums, column_sums : sequence of length m, n
        Any signs; both must add up to the same.
    tolerance, rounds, names
        As for :func:`ras`, to which it is equal where no cell is negative.

    Returns
    -------
    BalanceResult
        The minimiser of :math:`\sum |a_{ij}| (z_{ij} \ln z_{ij} - z_{ij} + 1)`, z = x / a: the objective as corrected
        by Lenzen and others, not that of 2003.

    Raises
    ------
    ShapeError
        If the sums do not fit the matrix.
    InputError
        If a cell or sum is unknown, if the sums add up differently, or if no matrix with these signs has these sums.

    Warns
    -----
    BalanceWarning
        If the rounds were not enough.

    References
    ----------
    Junius and Oosterhaven (2003), Economic Systems Research 15, 87-96; Lenzen, Wood and Gallego (2007), Economic
    Systems Research 19, 461-465; Temurshoev, Miller and Bouwmeester (2013), Economic Systems Research 25, 361-367.

    Examples
    --------
    >>> balanced = gras([[2, -1], [1, 1]], [2, 2], [4, 0])
    >>> balanced.matrix.round(4)
    array([[ 2.8812, -0.8812],
           [ 1.1188,  0.8812]])
    """
    start, u, v = _inputs(matrix, row_sums, column_sums)
    check_margins(np.sign(start), u, v, names)
    positive, negative = np.maximum(start, 0.0), np.maximum(-start, 0.0)

    def step(r: Floats, s: Floats) -> tuple[Floats, Floats, Floats]:
        r = _root(positive @ s, negative @ _over(np.ones_like(s), s), u)
        s = _root(r @ positive, _over(np.ones_like(r), r) @ negative, v)
        return r, s, r * (positive @ s) - _over(negative @ _over(np.ones_like(s), s), r) - u

    return _iterate(start, u, v, step, tolerance=tolerance, rounds=rounds, names=names)


def _inputs(matrix: ArrayLike, row_sums: ArrayLike, column_sums: ArrayLike) -> tuple[Floats, Floats, Floats]:
    start = np.asarray(matrix, dtype=np.float64)
    u, v = np.asarray(row_sums, dtype=np.float64), np.asarray(column_sums, dtype=np.float64)
    if start.ndim != 2 or u.shape != start.shape[:1] or v.shape != start.shape[1:]:
        raise ShapeError(
            f"`row_sums` and `column_sums` must be as long as the sides of `matrix`; found {u.shape}, {v.shape} and "
            f"{start.shape}."
        )
    for name, array in (("matrix", start), ("row_sums", u), ("column_sums", v)):
        if not np.isfinite(array).all():
            place = ", ".join(str(one + 1) for one in np.argwhere(~np.isfinite(array))[0])
            raise InputError(f"`{name}` must hold known numbers; number {place} is not. Estimate it first.")
    return start, u, v


def _over(above: Floats, below: Floats) -> Floats:
    """Quotients; zero where the divisor is: a row without cells has no factor."""
    return np.divide(above, below, out=np.zeros_like(above), where=below != 0)


def _root(positive: Floats, negative: Floats, wanted: Floats) -> Floats:
    """The factor that brings a row to its sum; 1 for a row without cells."""
    lone = np.where(wanted != 0, -_over(negative, wanted), 1.0)
    # Of the two forms of the root the one that adds is taken: the other loses its digits where the sum is large.
    size = np.abs(wanted) + np.sqrt(wanted**2 + 4.0 * positive * negative)
    root = np.where(wanted < 0, _over(2.0 * negative, size), _over(size, 2.0 * positive))
    return np.where(positive > 0, root, np.where(negative > 0, lone, 1.0))


def _iterate(
    start: Floats,
    u: Floats,
    v: Floats,
    step: _STEP,
    *,
    tolerance: float,
    rounds: int,
    names: tuple[Sequence[str], Sequence[str]] | None,
) -> BalanceResult:
    scale = max(float(np.abs(u).max(initial=0.0)), float(np.abs(v).max(initial=0.0)))
    r, s, history = np.ones(len(u)), np.ones(len(v)), []
    for _ in range(rounds):
        # Where the sums cannot be met, factors grow without bound: that is told below.
        with np.errstate(over="ignore", invalid="ignore"):
            r, s, gaps = step(r, s)
        # A factor below 0 meets a sum by turning signs: rows of zeros have left cells that cannot give it.
        turned = min(r.min(initial=0.0), s.min(initial=0.0)) < 0
        history.append(float("nan") if turned else float(np.abs(gaps).max(initial=0.0)))
        if history[-1] <= tolerance * scale or not np.isfinite(history[-1]):
            break
    converged = bool(history) and history[-1] <= tolerance * scale
    if not converged:
        _explain(start, u, v, history, names)
    scaled = start * r[:, None] * s
    found = np.where(start > 0, scaled, _over(start, r[:, None] * s))
    return BalanceResult(found, r, s, found.sum(axis=1) - u, found.sum(axis=0) - v, np.array(history), converged)


def _explain(
    start: Floats, u: Floats, v: Floats, history: list[float], names: tuple[Sequence[str], Sequence[str]] | None
) -> None:
    """Say which sums cannot be met together; where all can, that more rounds are needed."""
    reason = conflict(np.sign(start), u, v, names)
    if reason:
        raise InputError(reason)
    left = f"{history[-1]:.6g}" if history else "unknown"
    warnings.warn(
        f"the sums were not met within {len(history)} rounds; the largest gap is {left}. Allow more rounds, or a "
        "larger tolerance; where it falls ever more slowly, the sums can only be met with some cells at zero.",
        BalanceWarning,
        stacklevel=4,
    )
