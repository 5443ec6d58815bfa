"""What a little more money or room would be worth.

Two answers stand side by side. The price of the linear relaxation says at which rate a unit more would help if
remedies could be begun in part: smooth, for every limit at once, but of the relaxation. Solving again with one step
more says what really comes of it: whole remedies, whole places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from growthpole.plan.model import LEVELS, Model, Row, eased
from growthpole.plan.portfolio import GAP, Choice, Portfolio, aimed, choose, held
from growthpole.plan.solving import relax

__all__ = ["Price", "shadow_prices"]

_PRICED = ("budget", "capacity")
_LEAST_STEP = 1e8
"""The least step of money, in hundredths: a million."""
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Price:
    """The worth of a limit.

    Attributes
    ----------
    row : Row
        ``budget`` of a year, or ``capacity`` of a county and a resource.
    level : str
        The first thing asked for that a unit more would better, by the relaxation: ``"floors"``, ``"targets"``,
        ``"earlier"``, ``"points"`` or ``"cost"``; empty where none.
    rate : float
        By how much, for each million of the currency or each canonical unit of the resource.
    step : float
        What was added when it was solved again, in hundredths of the currency or the unit of the resource; 0 where it
        was not solved again.
    gains : mapping of str to float
        By level, how much better the plan becomes with the step; levels that stay as they are, are absent. A later
        level may become worse where an earlier one becomes better.
    """

    row: Row
    level: str
    rate: float
    step: float
    gains: Mapping[str, float]


def shadow_prices(plan: Portfolio, *, most: int = 10, gap: float = GAP, time_limit: float = 20.0) -> tuple[Price, ...]:
    """Price the money of every year and the room of every county that limits the plan.

    Parameters
    ----------
    plan : Portfolio
    most : int
        How many rooms are solved again; all budgets are.
    gap, time_limit : float
        For each solution.

    Returns
    -------
    tuple of Price
        Budgets by year first, then rooms whose relaxation has a price, the largest step of the way first.
    """
    model, choice = plan.model, plan.choice
    rates = _rates(model, choice)
    rows = [row for row in model.rows if row.family in _PRICED]
    budgets = [row for row in rows if row.family == "budget"]
    priced = [row for row in rows if row.family == "capacity" and row in rates]
    priced.sort(key=lambda row: (LEVELS.index(rates[row][0]), -rates[row][1], row.of))
    found = []
    for row in (*budgets, *priced):
        level, rate = rates.get(row, ("", 0.0))
        again = row.family == "budget" or priced.index(row) < most
        step = _step(plan, row) if again else 0.0
        gains = _gains(model, choice, row, step, gap, time_limit) if again else {}
        found.append(Price(row, level, rate, step, gains))
    return tuple(found)


def _rates(model: Model, choice: Choice) -> dict[Row, tuple[str, float]]:
    """Level and rate of every limit that has a price, at the first level at which it has one."""
    problem, found = model.problem, {}
    for level in choice.levels:
        objective = model.objectives[level.name]
        relaxed = relax(aimed(problem, objective))
        if relaxed is not None:
            for place, row in enumerate(model.rows):
                price = float(relaxed.prices[place])
                if (
                    row.family in _PRICED
                    and row not in found
                    and price > _TINY * max(1.0, float(np.abs(objective).max()))
                ):
                    per = 1e8 / model.scales[row] if row.family == "budget" else 1.0 / model.scales[row]
                    found[row] = (level.name, price * per)
        problem = held(problem, objective, level.value + min(level.gap, 1.0) * abs(level.value))
    return found


def _step(plan: Portfolio, row: Row) -> float:
    """A tenth of the year's money and a million at the least; of a room, what the largest remedy takes."""
    if row.family == "capacity":
        return plan.model.scales[row]
    budget = plan.ground.terms.budget_cents[plan.ground.terms.years.index(row.of[0])]
    return max(_LEAST_STEP, budget / 10)


def _gains(model: Model, choice: Choice, row: Row, step: float, gap: float, time_limit: float) -> dict[str, float]:
    more = eased(model, {row: float(np.floor(step / model.scales[row] + _TINY))})
    levels: Sequence[str] = [level.name for level in choice.levels]
    again = choose(more, levels=levels, gap=gap, time_limit=time_limit, start=choice.x)
    found = {}
    for old, new in zip(choice.levels, again.levels, strict=True):
        if abs(old.value - new.value) > max(gap * abs(old.value), 1e-6):
            found[old.name] = old.value - new.value
    return found
