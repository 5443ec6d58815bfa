"""The budget frontier: how many of the targets more or less money would reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from growthpole.errors import InputError
from growthpole.plan.model import Model, eased, lifted_families
from growthpole.plan.portfolio import GAP, Choice, Portfolio, choose, reached_by

__all__ = ["FACTORS", "FrontierPoint", "budget_frontier"]

FACTORS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 1.5, 2.0)
"""Multiples of the plan's budget."""


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """What a budget reaches.

    Attributes
    ----------
    factor : float
        Multiple of the plan's budget, the same in each year; infinite for money without limit.
    budget_cents : int or None
        Over all years; ``None`` without limit.
    cost_cents : int
        The least that reaching this costs.
    reached : tuple of (str, str, int, int)
        By target: tier, year, how many stand there, how many are aimed at.
    short : int
        How many places all targets lack together.
    floors_held : bool
        Whether every county gets what is its least.
    """

    factor: float
    budget_cents: int | None
    cost_cents: int
    reached: tuple[tuple[str, str, int, int], ...]
    short: int
    floors_held: bool


def budget_frontier(
    plan: Portfolio, factors: Sequence[float] = FACTORS, *, gap: float = GAP, time_limit: float = 20.0
) -> tuple[FrontierPoint, ...]:
    """Solve along the budget, each point starting from the one before.

    More money never reaches less: what a smaller budget affords a larger one affords too, and the earlier solution is
    kept where the solver, within its gap, finds nothing better.

    Parameters
    ----------
    plan : Portfolio
    factors : sequence of float, >= 0
        Multiples of the budget of every year.
    gap, time_limit : float
        For each point.

    Returns
    -------
    tuple of FrontierPoint
        In ascending order, the last one without any limit of money.

    Raises
    ------
    InputError
        If a factor is negative or not finite.
    """
    if any(not 0 <= factor < np.inf for factor in factors):
        raise InputError(f"`factors` must be multiples of the budget, 0 or more; they are {list(factors)!r}.")
    found, start = [], None
    for factor in (*sorted(set(factors)), np.inf):
        model = _at(plan.model, factor)
        levels = ("floors", "targets") if plan.ground.terms.targets else ("floors", "earlier")
        choice = choose(model, levels=(*levels, "cost"), gap=gap, time_limit=time_limit, start=start)
        start = choice.x
        found.append(_point(plan, factor, choice))
    return tuple(found)


def _at(model: Model, factor: float) -> Model:
    if not np.isfinite(factor):
        return lifted_families(model, ["budget"])
    high = {row: float(end) for row, end in zip(model.rows, model.problem.high, strict=True) if row.family == "budget"}
    return eased(model, {row: float(np.floor(end * factor + 1e-9)) - end for row, end in high.items()})


def _point(plan: Portfolio, factor: float, choice: Choice) -> FrontierPoint:
    ground, taken = plan.ground, list(choice.options)
    counted = reached_by(ground.menu, ground.terms, ground.quotas, taken)
    aims = [(one.tier, one.year, one.planned, one.target) for one in counted if one.target is not None]
    floors = [level.value for level in choice.levels if level.name == "floors"]
    return FrontierPoint(
        factor,
        round(sum(ground.terms.budget_cents) * factor) if np.isfinite(factor) else None,
        int(ground.menu.cost[taken].sum()),
        tuple(aims),
        sum(max(0, target - planned) for _, _, planned, target in aims),
        not floors or floors[0] <= 1e-6,
    )
