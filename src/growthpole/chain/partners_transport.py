"""The transportation problem: who goes with whom when both sides have limits, for the largest total value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from growthpole.errors import InputError, ShapeError

__all__ = ["Allocation", "allocate", "extra_place"]

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

STEPS = 1_000_000
"""Values are compared in whole steps of a millionth: so optima, ties and their values are exact."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """The best allocation.

    Attributes
    ----------
    amounts : ndarray of int64, shape (N, M)
        How much of each row goes to each column.
    value : float
        Sum of amount times value, in whole millionths.
    """

    amounts: Whole
    value: float


@dataclass(frozen=True, slots=True)
class _Problem:
    """The pairs that may be used, in order of row and column, and the limits on them, on rows and on columns."""

    row: Whole
    column: Whole
    value: Floats
    limit: Whole
    rows: Whole
    columns: Whole

    def best(self, cost: Floats, low: Whole, high: Whole) -> tuple[Whole, Floats]:
        """The amounts of a best vertex, which are whole, and the reduced cost of every pair."""
        if not len(cost):
            return np.zeros(0, np.int64), np.zeros(0)
        places = np.arange(len(cost))
        ends = np.concatenate([self.row, len(self.rows) + self.column])
        shape = (len(self.rows) + len(self.columns), len(cost))
        matrix: Any = coo_array((np.ones(2 * len(cost)), (ends, np.tile(places, 2))), shape=shape)
        limits = np.concatenate([self.rows, self.columns])
        # The dual simplex ends at a vertex; those of this problem are whole, as its matrix is totally unimodular.
        bounds: Any = np.column_stack([low, high])
        found: Any = linprog(-cost, A_ub=matrix.tocsr(), b_ub=limits, bounds=bounds, method="highs-ds")
        prices = np.asarray(found.ineqlin.marginals, dtype=np.float64)
        reduced = -cost - prices[self.row] - prices[len(self.rows) + self.column]
        return np.rint(found.x).astype(np.int64), reduced

    def worth(self, amounts: Whole) -> float:
        """Total value in steps: whole, and exact below 2**53."""
        return float(amounts @ self.value)


def allocate(values: Any, rows: Any, columns: Any, *, limit: Any = 1) -> Allocation:
    """The allocation of the largest total value within the limits of both sides.

    ``max sum v_ij x_ij`` with ``sum_j x_ij <= r_i``, ``sum_i x_ij <= c_j``, ``0 <= x_ij <= l_ij`` whole. Values are
    rounded to millionths. Of several best allocations the one is taken that gives the most to the first pair, then to
    the second, and so on, in order of row and column: sort both by id and no order of the files can matter.

    Parameters
    ----------
    values : array of shape (N, M), >= 0
        What a unit is worth; NaN rules a pair out.
    rows, columns : array of int, shapes (N,) and (M,), >= 0
        The limits of each side.
    limit : int, or array of int of shape (N, M), >= 0
        The most that one pair may have; 1 for an assignment.

    Returns
    -------
    Allocation
        Of zeros where no pair is allowed or a side is empty.

    Raises
    ------
    ShapeError
        If the shapes do not fit.
    InputError
        If a value, a limit or a side is negative, infinite or no whole number.

    References
    ----------
    Hitchcock, F. L. (1941), The distribution of a product from several sources to numerous localities, Journal of
    Mathematics and Physics 20, 224-230. Solved by HiGHS: Huangfu, Q. and Hall, J. A. J. (2018), Parallelizing the
    dual revised simplex method, Mathematical Programming Computation 10, 119-142.

    Examples
    --------
    Two needs and two schools of one place each: the first need goes to the second school, so that both are served.

    >>> found = allocate([[0.9, 0.8], [0.7, np.nan]], [1, 1], [1, 1])
    >>> found.amounts.tolist(), found.value
    ([[0, 1], [1, 0]], 1.5)
    """
    problem, shape = _read(values, rows, columns, limit)
    amounts, reduced = problem.best(problem.value, np.zeros_like(problem.limit), problem.limit)
    amounts = _first(problem, amounts, reduced)
    table = np.zeros(shape, dtype=np.int64)
    table[problem.row, problem.column] = amounts
    return Allocation(table, problem.worth(amounts) / STEPS)


def extra_place(values: Any, rows: Any, columns: Any, column: int, *, limit: Any = 1) -> float:
    """What one more place in a column would be worth: the gain of the largest total value.

    ``V(c + e_j) - V(c)``, by solving again: the price that a solver gives is one of several where the solution is
    degenerate, and then overstates the gain.

    Parameters
    ----------
    values, rows, columns, limit
        As for `allocate`.
    column : int
        Which column.

    Returns
    -------
    float
        >= 0, in whole millionths; 0 where the column has places left.

    Raises
    ------
    ShapeError, InputError
        As for `allocate`.

    References
    ----------
    As for `allocate`; Akgul, M. (1984), A note on shadow prices in linear programming, Journal of the Operational
    Research Society 35, 425-431, for prices that are not the gain.

    Examples
    --------
    >>> extra_place([[0.9], [0.7]], [1, 1], [1], 0)
    0.7
    """
    more = np.asarray(columns).copy()
    more[column] += 1
    worths = []
    for capacity in (more, np.asarray(columns)):
        problem, _ = _read(values, rows, capacity, limit)
        worths.append(problem.worth(problem.best(problem.value, np.zeros_like(problem.limit), problem.limit)[0]))
    return (worths[0] - worths[1]) / STEPS


def _first(problem: _Problem, amounts: Whole, reduced: Floats) -> Whole:
    """Of the best allocations the first: pair by pair the most that any of them gives, what is settled held fast.

    A pair whose reduced cost is not 0 is the same in all of them. In steps costs are whole, and so are prices.
    """
    low, high = np.zeros_like(problem.limit), problem.limit.copy()
    rows, columns = problem.rows.copy(), problem.columns.copy()
    for pair in range(len(amounts)):
        row, column = problem.row[pair], problem.column[pair]
        most = min(problem.limit[pair], rows[row], columns[column])
        if abs(reduced[pair]) < 0.5 and amounts[pair] < most:
            # So much more than the pair itself can add that the total value stays the largest.
            cost = problem.value * float(problem.limit[pair] + 1)
            cost[pair] += 1
            amounts, _ = problem.best(cost, low, high)
        low[pair] = high[pair] = amounts[pair]
        rows[row] -= amounts[pair]
        columns[column] -= amounts[pair]
    return amounts


def _read(values: Any, rows: Any, columns: Any, limit: Any) -> tuple[_Problem, tuple[int, int]]:
    table = np.asarray(values, dtype=np.float64)
    sides = _whole("rows", rows), _whole("columns", columns)
    if table.ndim != 2 or table.shape != (len(sides[0]), len(sides[1])):
        raise ShapeError(
            f"`values` must have a row for each of `rows` and a column for each of `columns`; "
            f"its shape is {table.shape}, theirs {len(sides[0])} and {len(sides[1])}."
        )
    if (table < 0).any() or np.isinf(table).any():
        place = tuple(np.argwhere((table < 0) | np.isinf(table))[0].tolist())
        raise InputError(f"`values` must be finite and not negative, or NaN; {table[place]} stands at {place}.")
    limits = np.broadcast_to(_whole("limit", limit), table.shape)
    row, column = np.nonzero(~np.isnan(table) & (limits > 0))
    steps = np.rint(table[row, column] * STEPS)
    return _Problem(row, column, steps, limits[row, column].copy(), *sides), (table.shape[0], table.shape[1])


def _whole(name: str, given: Any) -> Whole:
    numbers = np.asarray(given, dtype=np.float64)
    if not np.isfinite(numbers).all() or (numbers < 0).any() or (numbers != np.rint(numbers)).any():
        raise InputError(f"`{name}` must hold whole numbers of at least 0; it is {given!r}.")
    return numbers.astype(np.int64)
