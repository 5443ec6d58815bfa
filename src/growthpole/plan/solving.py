"""The one door to the solver: a linear programme in which some variables are whole.

HiGHS, through SciPy, does the work. What it is spared makes large choices quick: most choices are settled by the
linear relaxation, so a first search looks only at those that are close (the core), and a second one leaves out every
variable whose reduced cost proves that moving it cannot better what was found by more than the gap asked for. Both
are exact: the bound reported holds for the whole programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from growthpole.errors import InputError

__all__ = [
    "IMPOSSIBLE",
    "REACHED",
    "TIMED_OUT",
    "Problem",
    "Relaxation",
    "Solution",
    "check_effort",
    "feasible",
    "relax",
    "solve",
]

Floats = npt.NDArray[np.float64]
_WHOLE = 1e-6
"""How far from a whole number a whole variable may come back from the solver."""
_LOOSE = 1e-7
"""How far, relative to its size, a row may be overstepped by rounding."""
_CORE = 400
"""Whole variables of the first search."""
_CORE_NODES = 20
"""Branches that the first search may follow: counted, not timed, so that it ends alike on every machine."""
_ALL_NODES = 2**31 - 1
_NOTHING = 1e-9
_INFEASIBLE = 2
"""The solver's own word for it."""
REACHED, TIMED_OUT, IMPOSSIBLE = "within the gap", "time is up", "impossible"


@dataclass(frozen=True, eq=False)
class Problem:
    """``minimise cost · x`` subject to ``low <= rows · x <= high`` and ``least <= x <= most``.

    Attributes
    ----------
    cost : ndarray of float64, shape (variables,)
    rows : sparse array, shape (rows, variables)
    low, high : ndarray of float64, shape (rows,)
        May be infinite.
    least, most : ndarray of float64, shape (variables,)
    whole : ndarray of bool, shape (variables,)
        Which variables take whole numbers only.
    """

    cost: Floats
    rows: csr_array
    low: Floats
    high: Floats
    least: Floats
    most: Floats
    whole: npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Solution:
    """What was found, and how good it is proven to be.

    Attributes
    ----------
    x : ndarray of float64 or None
        ``None`` where there is no solution, or none was found in time.
    value, bound : float
        The objective reached, and what no solution can be below.
    gap : float
        ``(value - bound) / max(|value|, 1e-9)``, not below 0; infinite without a solution.
    status : {"within the gap", "time is up", "impossible"}
    """

    x: Floats | None
    value: float
    bound: float
    gap: float
    status: str


@dataclass(frozen=True, eq=False)
class Relaxation:
    """The solution when no variable has to be whole.

    Attributes
    ----------
    x : ndarray of float64
    value : float
    prices : ndarray of float64, shape (rows,)
        By how much the objective falls when a row's binding end is eased by one: its shadow price, 0 or more where
        easing helps.
    reduced : ndarray of float64, shape (variables,)
        Reduced costs.
    """

    x: Floats
    value: float
    prices: Floats
    reduced: Floats


def solve(problem: Problem, *, gap: float, time_limit: float, start: Floats | None = None) -> Solution:
    """Minimise, to a gap and within a time.

    Parameters
    ----------
    problem : Problem
        What to minimise.
    gap : float, >= 0
        The search ends once the objective is proven to be within this share of the best.
    time_limit : float, > 0
        Seconds after which the best found so far is given back.
    start : ndarray of float64, optional
        A solution known from before: it need not be feasible here, and is used only if it is.

    Returns
    -------
    Solution
        Same inputs give the same solution unless the time is up.

    Raises
    ------
    InputError
        If the gap is negative or the time limit is not above 0.

    Examples
    --------
    >>> bag = Problem(np.array([-6.0, -5.0, -4.0]), csr_array(np.array([[5.0, 4.0, 3.0]])), np.array([-np.inf]),
    ...               np.array([7.0]), np.zeros(3), np.ones(3), np.ones(3, bool))
    >>> found = solve(bag, gap=0.0, time_limit=10)
    >>> found.x.tolist(), found.value, found.gap, found.status
    ([0.0, 1.0, 1.0], -9.0, 0.0, 'within the gap')
    """
    check_effort(gap, time_limit)
    ends = monotonic() + time_limit
    relaxed = relax(problem)
    if relaxed is None:
        return Solution(None, np.inf, np.inf, np.inf, IMPOSSIBLE)
    known = [_checked(problem, each) for each in (relaxed.x, start) if each is not None]
    best = min((each for each in known if each is not None), key=lambda each: each.value, default=None)
    if best is None or _gap(best.value, relaxed.value) > gap:
        core = _search(problem, relaxed, _core(problem, relaxed), gap / 2, time_limit, nodes=_CORE_NODES)
        best = _better(best, core.best)
    if best is not None and _gap(best.value, relaxed.value) <= gap:
        return _told(best, relaxed.value, REACHED)
    left, open_ = ends - monotonic(), _open(problem, relaxed, best, gap)
    last = _search(problem, relaxed, open_, gap, left)
    if best is None and last.best is None:
        return Solution(None, np.inf, relaxed.value, np.inf, TIMED_OUT if last.cut_short else IMPOSSIBLE)
    # What the reduced costs left out lies above the best found less the gap, whatever the search proves of the rest.
    aside = np.inf if best is None else best.value - gap * abs(best.value)
    found = _better(best, last.best)
    bound = max(relaxed.value, min(last.bound, aside))
    return _told(found, bound, TIMED_OUT if last.cut_short else REACHED)


def relax(problem: Problem) -> Relaxation | None:
    """Solve with no variable whole; ``None`` where nothing satisfies the rows.

    Examples
    --------
    >>> bag = Problem(np.array([-6.0, -4.0]), csr_array(np.array([[5.0, 4.0]])), np.array([-np.inf]), np.array([7.0]),
    ...               np.zeros(2), np.ones(2), np.ones(2, bool))
    >>> relaxed = relax(bag)
    >>> relaxed.x.tolist(), relaxed.prices.tolist()
    ([1.0, 0.5], [1.0])
    """
    equal = problem.low == problem.high
    upper, lower = np.isfinite(problem.high) & ~equal, np.isfinite(problem.low) & ~equal
    rows = problem.rows
    # SciPy takes sparse rows, which its type stubs do not know.
    found = linprog(  # type: ignore[call-overload]
        problem.cost,
        A_ub=vstack([rows[upper], -rows[lower]], format="csr") if upper.any() or lower.any() else None,
        b_ub=np.concatenate([problem.high[upper], -problem.low[lower]]) if upper.any() or lower.any() else None,
        A_eq=rows[equal] if equal.any() else None,
        b_eq=problem.high[equal] if equal.any() else None,
        bounds=np.column_stack([problem.least, problem.most]),
        method="highs",
    )
    if found.status != 0:
        return None
    prices = np.zeros(rows.shape[0])
    if upper.any() or lower.any():
        marginals = -found.ineqlin.marginals
        prices[upper] += marginals[: int(upper.sum())]
        prices[lower] += marginals[int(upper.sum()) :]
    if equal.any():
        prices[equal] = np.abs(found.eqlin.marginals)
    return Relaxation(found.x, float(found.fun), prices, found.lower.marginals + found.upper.marginals)


def feasible(problem: Problem, x: Floats) -> bool:
    """Whether a vector satisfies every row, bound and whole number."""
    if x.shape != problem.cost.shape:
        return False
    reached = problem.rows @ x
    slack = _LOOSE * np.maximum(1.0, np.abs(reached))
    inside = (reached <= problem.high + slack).all() and (reached >= problem.low - slack).all()
    bounded = (x <= problem.most + _LOOSE).all() and (x >= problem.least - _LOOSE).all()
    return bool(inside and bounded and (x[problem.whole] == np.round(x[problem.whole])).all())


def check_effort(gap: float, time_limit: float) -> None:
    """Refuse a gap or a time that no search can work with."""
    if not gap >= 0:
        raise InputError(f"`gap` must be a share of 0 or more; it is {gap!r}. 0.001 asks for a tenth of a per cent.")
    if not time_limit > 0:
        raise InputError(f"`time_limit` must be above 0 seconds; it is {time_limit!r}.")


@dataclass(frozen=True, eq=False)
class _Point:
    """A vector that satisfies everything, and its objective."""

    x: Floats
    value: float


@dataclass(frozen=True, eq=False)
class _Search:
    """What a search found, what it proves of the variables that it could move, and whether its time ran out."""

    best: _Point | None
    bound: float
    cut_short: bool


def _checked(problem: Problem, x: Floats) -> _Point | None:
    """A vector with its whole variables rounded, if it satisfies everything."""
    if x.shape != problem.cost.shape:
        return None
    rounded = np.where(problem.whole, np.round(x), x) + 0.0  # no negative zeros
    if np.abs(rounded - x).max(initial=0.0) > _WHOLE or not feasible(problem, rounded):
        return None
    return _Point(rounded, float(problem.cost @ rounded))


def _told(point: _Point | None, bound: float, status: str) -> Solution:
    if point is None:
        return Solution(None, np.inf, bound, np.inf, status)
    proven = min(bound, point.value)
    return Solution(point.x, point.value, proven, _gap(point.value, proven), status)


def _gap(value: float, bound: float) -> float:
    return max(0.0, value - bound) / max(abs(value), _NOTHING)


def _better(one: _Point | None, other: _Point | None) -> _Point | None:
    if one is None or other is None:
        return one or other
    return other if other.value < one.value else one


def _core(problem: Problem, relaxed: Relaxation) -> npt.NDArray[np.bool_]:
    """The variables that the first search may move: those between whole numbers, and the closest of the others."""
    distance = np.where(problem.whole, np.abs(relaxed.reduced), np.inf)
    free = ~problem.whole | (problem.most - problem.least > 1)
    # In a stable order, so that equal reduced costs always give the same core.
    free[np.argsort(distance, kind="stable")[:_CORE]] = True
    return free | (np.abs(relaxed.x - np.round(relaxed.x)) > _WHOLE)


def _open(problem: Problem, relaxed: Relaxation, best: _Point | None, gap: float) -> npt.NDArray[np.bool_]:
    """The variables that could still better what was found by more than the gap."""
    if best is None:
        return np.ones(len(problem.cost), bool)
    worth = best.value - gap * abs(best.value) - relaxed.value
    at_end = (relaxed.x <= problem.least + _WHOLE) | (relaxed.x >= problem.most - _WHOLE)
    return ~(problem.whole & at_end & (np.abs(relaxed.reduced) > worth))


def _search(
    problem: Problem,
    relaxed: Relaxation,
    free: npt.NDArray[np.bool_],
    gap: float,
    seconds: float,
    nodes: int = _ALL_NODES,
) -> _Search:
    """Branch and bound over the free variables, the others as the relaxation has them."""
    if seconds <= 0:
        return _Search(None, -np.inf, cut_short=True)
    fixed = np.round(relaxed.x)
    found = milp(
        problem.cost,
        integrality=problem.whole.astype(int),
        bounds=Bounds(np.where(free, problem.least, fixed), np.where(free, problem.most, fixed)),
        constraints=LinearConstraint(problem.rows, problem.low, problem.high),
        options={"mip_rel_gap": gap, "time_limit": seconds, "node_limit": nodes},
    )
    if found.status == _INFEASIBLE:
        return _Search(None, np.inf, cut_short=False)
    best = None if found.x is None else _checked(problem, found.x)
    bound = -np.inf if found.mip_dual_bound is None else float(found.mip_dual_bound)
    return _Search(best, bound, cut_short=found.status != 0)
