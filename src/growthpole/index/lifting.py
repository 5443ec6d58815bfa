"""What would lift a score to a grade at least cost in points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, NonlinearConstraint, minimize

from growthpole.errors import GrowthpoleError, InputError, ShapeError
from growthpole.index.composite import CompositeIndex
from growthpole.index.gradients import slopes
from growthpole.index.intervals import MEANS, Mean, is_mean, weighted_interval
from growthpole.index.tree import Tree, compile_tree, evaluate

__all__ = ["LiftResult", "cheapest_lift", "lift"]

Floats = NDArray[np.float64]
FINE = 1e-9  # how close to the aim a solution is, relative to the aim
PROVED = 1e-6  # how close to the lower bound a cost is, relative to the cost
TOLERANCES = (1e-12, 1e-9, 1e-7)  # the solver may stall at the finest


@dataclass(frozen=True, slots=True)
class LiftResult:
    """The cheapest way to a score.

    Attributes
    ----------
    ids : tuple of str
        Indicators, in the order of the framework.
    now, then : ndarray of float, shape (m,)
        Normalised values before and after.
    cost : float
        Sum of unit costs times what is added; infinite if the aim is out of reach.
    score : float
        The score that is reached.
    reached : bool
        Whether the aim can be reached at all; if not, `then` is everything at its best.
    """

    ids: tuple[str, ...]
    now: Floats
    then: Floats
    cost: float
    score: float
    reached: bool


def cheapest_lift(
    index: CompositeIndex, unit: str, aim: float, *, costs: ArrayLike | None = None, period: object = None
) -> LiftResult:
    """Find the cheapest additions to the indicators of a unit that lift its score to an aim.

    ``min sum_k c_k d_k`` subject to ``f(y + d) >= aim`` and ``0 <= d_k <= best - y_k``. The means are concave, so
    that this is a convex problem with one least cost. Solved exactly where every node has the same mean (see `lift`),
    by sequential quadratic programming where means are mixed; there a lower bound from the tangent proves the result.

    Parameters
    ----------
    index : CompositeIndex
        An aggregated index whose nodes are all means, on a scale with a best value (goalposts).
    unit : str
        Whose score to lift.
    aim : float
        The score to reach, such as the lowest score of a grade.
    costs : array_like of float, shape (m,), positive, optional
        Cost of one point of each indicator; 1 by default. Infinite where nothing can be done.
    period : optional
        Which period of a panel; the last by default.

    Returns
    -------
    LiftResult
        Costs nothing if the aim is already reached.

    Raises
    ------
    InputError
        If a value of the unit is unknown, a cost is not positive, or the scale has no best value.
    ShapeError
        If `costs` has not one entry an indicator.

    References
    ----------
    Boyd and Vandenberghe (2004), Convex Optimization, Cambridge University Press, sec. 5.5.3 (the conditions solved).

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.building import build
    >>> from growthpole.index.framework import Framework, Indicator
    >>> tree = Framework((Indicator("a", weight=3, worst=0, best=10), Indicator("b", worst=0, best=10)))
    >>> found = cheapest_lift(build(pl.DataFrame({"unit": ["p"], "a": [8.0], "b": [4.0]}), tree), "p", 80.0)
    >>> found.then.round(6).tolist(), round(found.cost, 6)
    ([93.333333, 40.0], 13.333333)
    """
    now = index.stage("normalised")[index.row(unit, period)]
    best = index.fits["normalise"].best_value()
    cost = _costs(costs, now.size)
    if np.isnan(now).any() or not np.isfinite(best):
        raise InputError(
            f"lifting needs known values on a scale with a best value; {int(np.isnan(now).sum())} values of {unit!r} "
            f"are unknown and the best value is {best:g}. Normalise with goalposts, and settle the unknown first."
        )
    room = np.where(np.isfinite(cost), np.maximum(best - now, 0.0), 0.0)
    hows = set(index.hows.values())
    if len(hows) == 1 and is_mean(how := next(iter(hows))):
        then = lift(now, room, index.framework.effective_weights, aim, how=how, costs=cost)
    elif hows <= set(MEANS):
        then = _solve(compile_tree(index.framework, index.hows), now, room, aim, cost)
    else:
        raise InputError(f"lifting works for means only; the nodes are aggregated by {sorted(hows)}.")
    score = float(_score(compile_tree(index.framework, index.hows), then))
    reached = score >= aim - FINE * max(abs(aim), 1.0)
    spent = float((np.where(then > now, cost, 0.0) * (then - now)).sum()) if reached else float("inf")
    return LiftResult(index.framework.columns, now, then, spent, score, reached)


def lift(
    now: ArrayLike, room: ArrayLike, weights: ArrayLike, aim: float, *, how: Mean = "arithmetic", costs: ArrayLike
) -> Floats:
    """Find the cheapest additions that lift one mean to an aim, exactly.

    Arithmetic: fill the values of the largest ``w / c`` first, the last one in part. Geometric and harmonic: by the
    Karush-Kuhn-Tucker conditions ``y_k + d_k`` is ``t w_k / c_k`` or ``t sqrt(w_k / c_k)``, cut to its room, with
    one t for all, found by bisection.

    Parameters
    ----------
    now, room : array_like of float, shape (k,)
        Values, and how much can be added to each.
    weights : array_like of float, shape (k,), non-negative
        Weights; divided by their sum.
    aim : float
        The mean to reach.
    how : {"arithmetic", "geometric", "harmonic"}, default "arithmetic"
        The mean.
    costs : array_like of float, shape (k,), positive
        Cost of one point of each value.

    Returns
    -------
    ndarray of float, shape (k,)
        The values after; as they are if the aim is reached, all at the end of their room if it is out of reach.

    Raises
    ------
    InputError
        If values do not suit the mean.
    ShapeError
        If shapes differ.

    References
    ----------
    Dantzig (1957), Discrete-variable extremum problems, Operations Research 5(2), 266-288 (filling by ratio); Boyd
    and Vandenberghe (2004), Convex Optimization, example 5.2 (water-filling).

    Examples
    --------
    >>> lift([50.0, 50.0], [50.0, 50.0], [3.0, 1.0], 65.0, costs=[1.0, 1.0]).tolist()
    [70.0, 50.0]
    """
    start, free, cost = (np.asarray(one, np.float64) for one in (now, room, costs))
    weight = np.asarray(weights, np.float64)
    if not start.shape == free.shape == cost.shape == weight.shape or start.ndim != 1:
        raise ShapeError(f"all inputs must have one entry a value; shapes {start.shape}, {free.shape}, {cost.shape}.")
    share, top = weight / weight.sum(), start + free
    if _mean(start, share, how) >= aim:
        return start.copy()
    if _mean(top, share, how) <= aim:
        return np.where(share > 0, top, start)
    return _fill(start, free, share, aim, cost) if how == "arithmetic" else _water(start, top, share, aim, cost, how)


def _fill(start: Floats, free: Floats, share: Floats, aim: float, cost: Floats) -> Floats:
    then = start.copy()
    missing = aim - float(share @ start)
    for k in np.argsort(-share / cost, kind="stable"):
        if share[k] <= 0 or missing <= 0:
            break
        step = min(float(free[k]), missing / float(share[k]))
        then[k] += step
        missing -= step * float(share[k])
    return then


def _water(start: Floats, top: Floats, share: Floats, aim: float, cost: Floats, how: Mean) -> Floats:
    level = share / cost if how == "geometric" else np.sqrt(share / cost)
    used = level > 0
    low, high = 0.0, float((top[used] / level[used]).max())
    for _ in range(200):
        middle = (low + high) / 2
        then = np.where(used, np.clip(middle * level, start, top), start)
        low, high = (low, middle) if _mean(then, share, how) >= aim else (middle, high)
    return np.where(used, np.clip(high * level, start, top), start)


def _solve(tree: Tree, now: Floats, room: Floats, aim: float, cost: Floats) -> Floats:
    """Solve a tree of mixed means by sequential quadratic programming, and accept only what is proved cheapest."""
    if _score(tree, now) >= aim:
        return now.copy()
    if _score(tree, now + room) <= aim:
        return now + room
    counted = np.where(np.isfinite(cost), cost, 0.0)
    gaps = []
    for tolerance in TOLERANCES:
        then = _enough(tree, _programme(tree, now, room, aim, counted, tolerance), now + room, aim)
        spent = float(counted @ (then - now))
        gaps.append(spent - _least_cost(tree, then, now, room, aim, counted))
        if gaps[-1] <= PROVED * max(spent, 1.0):
            return then
    raise GrowthpoleError(f"no lift was proved cheapest; the best is within {min(gaps):g} of the least cost.")


def _programme(tree: Tree, now: Floats, room: Floats, aim: float, cost: Floats, tolerance: float) -> Floats:
    """Run the solver from everything at its best; it works on shares of the room, so that units do not matter."""

    def spent(part: Floats) -> float:
        return float(cost @ (part * room))

    def reached(part: Floats) -> Floats:
        return np.array([_score(tree, now + part * room) / aim])

    def slope(part: Floats) -> Floats:
        return (_slope(tree, now + part * room) * room / aim)[None, :]

    found = minimize(
        spent,
        np.ones(now.size),
        # Just inside the box: a mean of ratios has no slope where a value is 0.
        bounds=Bounds(np.full(now.size, 1e-12), np.ones(now.size)),
        constraints=NonlinearConstraint(reached, 1.0, np.inf, jac=slope),
        method="SLSQP",
        tol=tolerance,
    )
    return np.clip(now + np.asarray(found.x, np.float64) * room, now, now + room)


def _enough(tree: Tree, then: Floats, top: Floats, aim: float) -> Floats:
    """Move towards the top by as little as reaches the aim."""
    if _score(tree, then) >= aim:
        return then
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if _score(tree, then + middle * (top - then)) >= aim else (middle, high)
    return np.asarray(then + high * (top - then))


def _least_cost(tree: Tree, then: Floats, now: Floats, room: Floats, aim: float, cost: Floats) -> float:
    """Bound the least cost from below: a concave score lies under its tangent, and the tangent is filled by ratio."""
    slope = _slope(tree, then)
    tangent = aim - _score(tree, then) + float(slope @ then)
    cheapest = _fill(now, room, slope, tangent, np.where(cost > 0, cost, np.inf))
    return float(cost @ (cheapest - now))


def _slope(tree: Tree, values: Floats) -> Floats:
    nodes = evaluate(tree, values[None, :], np.zeros(1, np.int64))[0]
    return slopes(tree, np.concatenate([values, nodes]))[: tree.m]


def _score(tree: Tree, values: Floats) -> float:
    return float(evaluate(tree, np.asarray(values, np.float64)[None, :], np.zeros(1, np.int64))[0, -1])


def _mean(values: Floats, share: Floats, how: Mean) -> float:
    return float(weighted_interval(values, values, share, how)[0])


def _costs(costs: ArrayLike | None, m: int) -> Floats:
    given = np.ones(m) if costs is None else np.asarray(costs, np.float64)
    if given.shape != (m,):
        raise ShapeError(f"`costs` must have one entry an indicator, shape ({m},); it has {given.shape}.")
    if not (given > 0).all():
        raise InputError(f"`costs` must be positive, infinite where nothing can be done; they are {given.tolist()}.")
    return given
