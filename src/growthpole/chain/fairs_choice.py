"""Which exhibitions a budget should pay for: the most untapped potential, each product and market counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from growthpole.chain.fairs import Fair, opens
from growthpole.chain.markets_standings import Opportunity
from growthpole.errors import InputError

__all__ = ["FairPlan", "choose_fairs"]


@dataclass(frozen=True, slots=True)
class FairPlan:
    """Exhibitions for a budget.

    Attributes
    ----------
    chosen : tuple of str
        Sorted by id.
    covered : float
        Certainly untapped potential that they reach together, USD; a product and market reached twice counts once.
    cost : float
        The most they may cost, CNY.
    unpriced : tuple of str
        Exhibitions whose cost is not known; they cannot be chosen.
    """

    chosen: tuple[str, ...]
    covered: float
    cost: float
    unpriced: tuple[str, ...]


def choose_fairs(fairs: Sequence[Fair], opportunities: Sequence[Opportunity], budget: float) -> FairPlan:
    """The exhibitions that reach the most untapped potential within a budget.

    ``max sum_p u_p z_p`` with ``z_p <= sum_(f opens p) y_f``, ``sum_f c_f y_f <= budget``, ``y`` 0 or 1: maximum
    coverage, each product and market counted once, at the least that is certainly untapped and the most that taking
    part may cost. Of equally good choices the cheapest, then the first by id.

    Parameters
    ----------
    fairs : sequence of Fair
    opportunities : sequence of Opportunity
    budget : float, CNY, >= 0

    Returns
    -------
    FairPlan
        Empty where nothing can be paid for, or nothing is certainly untapped.

    Raises
    ------
    InputError
        If the budget is negative or infinite.

    References
    ----------
    Khuller, S., Moss, A. and Naor, J. (1999), The budgeted maximum coverage problem, Information Processing Letters
    70, 39-45. Solved exactly by HiGHS.

    Examples
    --------
    >>> from growthpole.model.interval import Interval
    >>> from growthpole.model.text import Text
    >>> found = [Opportunity("glass", market, Interval(1, 1), Interval(9, 9), Interval(u, u))
    ...          for market, u in (("DE", 5.0), ("US", 4.0), ("JP", 3.0))]
    >>> fairs = [Fair(id_, Text(id_), "", Text(), markets, cost=Interval.point(cost))
    ...          for id_, markets, cost in (("a", ("DE", "US"), 9.0), ("b", ("DE",), 4.0), ("c", ("JP", "US"), 5.0))]
    >>> choose_fairs(fairs, found, 9.0).chosen
    ('b', 'c')
    """
    if not 0 <= budget < np.inf:
        raise InputError(f"`budget` must be a finite amount of at least 0; it is {budget}.")
    priced = sorted(((fair, fair.cost.high) for fair in fairs if fair.cost is not None), key=lambda each: each[0].id)
    priced = [(fair, cost) for fair, cost in priced if np.isfinite(cost)]
    unpriced = tuple(sorted({fair.id for fair in fairs} - {fair.id for fair, _ in priced}))
    pairs = [one for one in opportunities if one.untapped.low > 0]
    opened = np.array([[opens(fair, one) for one in pairs] for fair, _ in priced], dtype=bool).reshape(len(priced), -1)
    worth = np.array([one.untapped.low for one in pairs])
    costs = np.array([cost for _, cost in priced])
    chosen = _cover(opened, worth, costs, budget)
    covered = float(worth[opened[chosen].any(axis=0)].sum()) if len(chosen) else 0.0
    return FairPlan(tuple(priced[at][0].id for at in chosen), covered, float(costs[chosen].sum()), unpriced)


def _cover(opened: Any, worth: Any, costs: Any, budget: float) -> list[int]:
    """Stage by stage: the most covered, then the cheapest of those, then the first by id."""
    fairs, pairs = opened.shape if opened.size else (len(costs), 0)
    if not fairs or not pairs:
        return []
    # Amounts as whole millionths of the total, so that what is equal stays equal from stage to stage.
    steps = np.rint(worth / worth.sum() * 1e6)
    rows = [LinearConstraint(np.concatenate([costs, np.zeros(pairs)])[None], ub=budget)]
    rows += [LinearConstraint(np.hstack([-opened.T.astype(float), np.eye(pairs)]), ub=0.0)]
    covered = np.concatenate([np.zeros(fairs), steps])
    low, high = np.zeros(fairs + pairs), np.ones(fairs + pairs)
    best = _solved(-covered, rows, low, high)
    rows.append(LinearConstraint(covered[None], lb=covered @ best - 0.5))
    price = np.concatenate([costs, np.zeros(pairs)])
    best = _solved(price, rows, low, high)
    rows.append(LinearConstraint(price[None], ub=price @ best + 1e-6))
    for fair in range(fairs):
        if not best[fair]:
            wish = np.zeros(fairs + pairs)
            wish[fair] = -1.0
            best = _solved(wish, rows, low, high)
        low[fair] = high[fair] = best[fair]
    return [fair for fair in range(fairs) if best[fair]]


def _solved(cost: Any, rows: Sequence[LinearConstraint], low: Any, high: Any) -> Any:
    whole = np.ones(len(cost), dtype=np.int64)
    # Without this the solver stops within one in ten thousand of the best.
    exact: Any = {"mip_rel_gap": 0.0}
    found: Any = milp(cost, constraints=rows, integrality=whole, bounds=Bounds(low, high), options=exact)
    return np.rint(found.x)
