"""Exhibitions tied to the markets they open, and which of them a budget should pay for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from growthpole.chain.exports import Trade
from growthpole.chain.exports_faults import cell_fault, nearest
from growthpole.chain.markets import Opportunity
from growthpole.chain.partners_disciplines import parted
from growthpole.errors import EvidenceError, InputError, Problem
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.text import Text

__all__ = ["Fair", "FairPlan", "FairReach", "choose_fairs", "fair_reach", "fairs_of"]


@dataclass(frozen=True, slots=True)
class Fair:
    """An exhibition.

    Attributes
    ----------
    id : str
    name : Text
    year, place : str
    markets : tuple of str
        The markets it opens, at least one.
    products : tuple of str
        The products shown; empty for all.
    cost : Interval or None
        CNY; ``None`` where unknown.
    orders : Interval or None
        USD signed there, once it is over.
    """

    id: str
    name: Text
    year: str
    place: str
    markets: tuple[str, ...]
    products: tuple[str, ...] = ()
    cost: Interval | None = None
    orders: Interval | None = None


@dataclass(frozen=True, slots=True)
class FairReach:
    """What an exhibition opens: untapped potential of its products in its markets, USD, and that per CNY of cost."""

    fair: Fair
    untapped: Interval
    per_cost: Interval | None


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


def fairs_of(rows: Sequence[Record], trade: Trade | None = None) -> tuple[Fair, ...]:
    """Read the ledger ``fairs``.

    Parameters
    ----------
    rows : sequence of Record
    trade : Trade, optional
        Whose markets and products the exhibitions must name; without it any will do.

    Returns
    -------
    tuple of Fair
        Sorted by id.

    Raises
    ------
    EvidenceError
        With every fault: a market or product that is not known, a cost or orders below 0.

    Examples
    --------
    >>> cells = {"fair": "f", "name_en": "Fair", "name_zh": "", "year": "2025", "place": "", "markets": "DE; US",
    ...          "products": "", "cost": Interval.point(1e5), "orders": None, "source": ""}
    >>> fairs_of([Record(cells, "fairs.csv", 2)])[0].markets
    ('DE', 'US')
    """
    faults = [fault for row in rows for fault in _faults(row, trade)]
    if faults:
        raise EvidenceError(faults)
    return tuple(
        Fair(
            row.text("fair"),
            Text(row.text("name_en"), row.text("name_zh")),
            row.text("year"),
            row.text("place"),
            parted(row.text("markets")),
            parted(row.text("products")),
            row.figure("cost"),
            row.figure("orders"),
        )
        for row in rows
    )


def fair_reach(fairs: Sequence[Fair], opportunities: Sequence[Opportunity]) -> tuple[FairReach, ...]:
    """What each exhibition opens.

    ``reach_f =`` sum of untapped potential over its markets and products; ``per_cost_f = reach_f / cost_f``. It is an
    upper limit of what taking part could serve, not a forecast of orders.

    Parameters
    ----------
    fairs : sequence of Fair
    opportunities : sequence of Opportunity
        From :func:`growthpole.chain.markets.study_markets`.

    Returns
    -------
    tuple of FairReach
        The largest certain reach first, then by id. Nothing per cost where that is unknown or 0.

    References
    ----------
    Decreux and Spies (2016), for the potential.

    Examples
    --------
    >>> found = Opportunity("glass", "DE", Interval(1, 1), Interval(4, 4), Interval(3, 3))
    >>> reach = fair_reach([Fair("f", Text("Fair"), "", "", ("DE",), cost=Interval.point(10.0))], [found])
    >>> str(reach[0].untapped), str(reach[0].per_cost)
    ('3', '0.3')
    """
    reached = [
        FairReach(fair, total, _per(total, fair.cost)) for fair in fairs for total in [_opened(fair, opportunities)]
    ]
    return tuple(sorted(reached, key=lambda one: (-one.untapped.low, -one.untapped.high, one.fair.id)))


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
    >>> found = [Opportunity("glass", market, Interval(1, 1), Interval(9, 9), Interval(u, u))
    ...          for market, u in (("DE", 5.0), ("US", 4.0), ("JP", 3.0))]
    >>> fairs = [Fair(id_, Text(id_), "", "", markets, cost=Interval.point(cost))
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
    opens = np.array([[_open(fair, one) for one in pairs] for fair, _ in priced], dtype=bool).reshape(len(priced), -1)
    worth = np.array([one.untapped.low for one in pairs])
    costs = np.array([cost for _, cost in priced])
    chosen = _cover(opens, worth, costs, budget)
    covered = float(worth[opens[chosen].any(axis=0)].sum()) if len(chosen) else 0.0
    return FairPlan(tuple(priced[at][0].id for at in chosen), covered, float(costs[chosen].sum()), unpriced)


def _cover(opens: Any, worth: Any, costs: Any, budget: float) -> list[int]:
    """Stage by stage: the most covered, then the cheapest of those, then the first by id."""
    fairs, pairs = opens.shape if opens.size else (len(costs), 0)
    if not fairs or not pairs:
        return []
    # Amounts as whole millionths of the total, so that what is equal stays equal from stage to stage.
    steps = np.rint(worth / worth.sum() * 1e6)
    rows = [LinearConstraint(np.concatenate([costs, np.zeros(pairs)])[None], ub=budget)]
    rows += [LinearConstraint(np.hstack([-opens.T.astype(float), np.eye(pairs)]), ub=0.0)]
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
    found: Any = milp(cost, constraints=rows, integrality=np.ones(len(cost), dtype=np.int64), bounds=Bounds(low, high))
    return np.rint(found.x)


def _open(fair: Fair, one: Opportunity) -> bool:
    return one.market in fair.markets and (not fair.products or one.product in fair.products)


def _opened(fair: Fair, opportunities: Sequence[Opportunity]) -> Interval:
    there = [one.untapped for one in opportunities if _open(fair, one)]
    return Interval(sum(one.low for one in there), sum(one.high for one in there))


def _per(total: Interval, cost: Interval | None) -> Interval | None:
    if cost is None or cost.low <= 0:
        return None
    return Interval(total.low / cost.high, total.high / cost.low)


def _faults(row: Record, trade: Trade | None) -> list[Problem]:
    known: Mapping[str, Sequence[str]] = {"markets": trade.markets, "products": trade.products} if trade else {}
    faults = [
        cell_fault(row, column, repr(word), f"{column} of the ledger markets", nearest(word, tuple(words)))
        for column, words in known.items()
        for word in parted(row.text(column))
        if word not in words
    ]
    for column in ("cost", "orders"):
        cell = row.figure(column)
        if cell is not None and cell.low < 0:
            faults.append(cell_fault(row, column, str(cell), "at least 0", "Correct it; leave it empty where unknown."))
    return faults
