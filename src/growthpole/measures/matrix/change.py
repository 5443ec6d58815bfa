"""Entry and exit of industries between two years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.matrix.inputs import dense
from growthpole.measures.matrix.presences import Presences, presences

__all__ = ["EntryExitResult", "entry_exit"]


@dataclass(frozen=True, slots=True, eq=False)
class EntryExitResult:
    """Industries that regions gained and lost.

    Attributes
    ----------
    entry : matrix, shape (R, I)
        1 entered, 0 stayed away, ``nan`` was there already or unknown.
    exit : matrix, shape (R, I)
        1 left, 0 stayed, ``nan`` was not there or unknown.
    entry_rate, exit_rate : ndarray, shape (R,), share in [0, 1]
        Entries over industries the region could gain, exits over those it could lose; ``nan`` where none.
    industry_entry_rate, industry_exit_rate : ndarray, shape (I,), share in [0, 1]
        The same over regions.
    unknown : ndarray of bool, shape (R, I)
        Cells unknown in either year.
    """

    entry: Any
    exit: Any
    entry_rate: NDArray[np.float64]
    exit_rate: NDArray[np.float64]
    industry_entry_rate: NDArray[np.float64]
    industry_exit_rate: NDArray[np.float64]
    unknown: NDArray[np.bool_]


def entry_exit(before: Any, after: Any = None) -> Any:
    r"""Entry and exit: presence gained and lost between two years.

    .. math:: E_{ri} = [M_{ri}^{t+1} = 1] \text{ given } M_{ri}^t = 0, \qquad
       X_{ri} = [M_{ri}^{t+1} = 0] \text{ given } M_{ri}^t = 1

    Parameters
    ----------
    before, after : matrix, shape (R, I), of 0, 1 and nan
        Presence; ``nan`` is unknown. Or one mapping from year to matrix: each year is compared with the next.

    Returns
    -------
    EntryExitResult
        A mapping of years gives a dict keyed by pairs of years, in sorted order.

    Raises
    ------
    InputError
        When a matrix holds anything but 0, 1 and nan, or only one matrix is given.
    ShapeError
        When the shapes or names differ.

    References
    ----------
    Neffke, Henning and Boschma (2011), section 4; Boschma, Balland and Kogler (2015), equation 4.

    Examples
    --------
    >>> result = entry_exit(np.array([[1, 0, 0]]), np.array([[0, 1, 0]]))
    >>> result.entry, result.exit, result.entry_rate
    (array([[nan,  1.,  0.]]), array([[ 1., nan, nan]]), array([0.5]))
    """
    if isinstance(before, Mapping):
        return {(one, two): entry_exit(before[one], before[two]) for one, two in pairwise(sorted(before))}
    if after is None:
        raise InputError("`entry_exit` compares two matrices; give `after`, or a mapping from year to matrix.")
    first, second = presences(before, "before"), presences(after, "after")
    _same(first, second)
    unknown = _hidden(first) | _hidden(second)
    had, has = dense(first.values) > 0, dense(second.values) > 0
    entry = np.where(unknown | had, np.nan, has)
    left = np.where(unknown | ~had, np.nan, ~has)
    return EntryExitResult(
        entry=first.given.like(entry),
        exit=first.given.like(left),
        entry_rate=_rate(entry, axis=1),
        exit_rate=_rate(left, axis=1),
        industry_entry_rate=_rate(entry, axis=0),
        industry_exit_rate=_rate(left, axis=0),
        unknown=unknown,
    )


def _same(first: Presences, second: Presences) -> None:
    one, two = first.given, second.given
    if first.shape != second.shape or (one.regions, one.industries) != (two.regions, two.industries):
        raise ShapeError(
            f"`before` and `after` must have the same regions and industries in the same order; found shapes "
            f"{first.shape} and {second.shape}. `gp.cross_table` with `period` aligns them."
        )


def _hidden(table: Presences) -> NDArray[np.bool_]:
    return np.zeros(table.shape, dtype=bool) if table.hidden is None else table.hidden


def _rate(cells: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    risk = (~np.isnan(cells)).sum(axis=axis)
    rate: NDArray[np.float64] = np.divide(
        np.nansum(cells, axis=axis), risk, out=np.full(risk.shape, np.nan), where=risk > 0
    )
    return rate
