"""Why a target is not reached: which rules bind, found by lifting them one family after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from growthpole.plan.model import FAMILIES, Model, Row, lifted_families
from growthpole.plan.options import Menu, trial_of
from growthpole.plan.options_bundles import together
from growthpole.plan.portfolio import GAP, Ground, Portfolio, Reached, aimed, choose, held
from growthpole.plan.solving import relax
from growthpole.programme.judgement import judge

__all__ = ["PROMOTION", "Unmet", "Verdict", "explain_unmet"]

PROMOTION = "promotion"
"""Stands for the promotion's own test, where all gates are passed."""


@dataclass(frozen=True)
class Unmet:
    """A target that is not reached, and how far it could be.

    Attributes
    ----------
    reached : Reached
    registered : int
        Clusters in the register: no target above it can be reached.
    ceiling : int
        With every remedy that helps, begun in time, money and room aside: proven.
    best : int
        The same with every effect at its better end.
    open : int
        The same with every unknown figure at its best.
    hurdles : mapping of str to (int, int)
        By gate (or `PROMOTION`), for how many of the clusters below the tier it is not passed, and not known to be
        passed, in the year of the target with everything done; the most frequent first.
    """

    reached: Reached
    registered: int
    ceiling: int
    best: int
    open: int
    hurdles: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """Which rules stand between the plan and its targets.

    Attributes
    ----------
    unmet : tuple of Unmet
        Empty where every target is reached.
    lacking : float
        What the targets lack, weighted by the priority of their tiers.
    lifted : mapping of str to float
        By family of rules (floors, quotas, room, budget), what they would lack without it alone.
    least : float
        What they would lack without any of them.
    binding : tuple of str
        Families that have to be lifted together to come down to ``least``: none of them can be left out.
    rows : tuple of Row
        The single limits of these families that the linear relaxation prices.
    """

    unmet: tuple[Unmet, ...]
    lacking: float = 0.0
    lifted: Mapping[str, float] = field(default_factory=dict)
    least: float = 0.0
    binding: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def explain_unmet(plan: Portfolio, *, gap: float = GAP, time_limit: float = 20.0) -> Verdict:
    """Explain every target that the plan does not reach.

    Parameters
    ----------
    plan : Portfolio
    gap, time_limit : float
        For each of the solutions, at most ten.

    Returns
    -------
    Verdict
        The families that bind are found by deletion: all are lifted, then put back one by one; one that can be put
        back without loss does not bind. The order is that of `FAMILIES`, so that money is blamed last.
    """
    short = plan.short
    if not short:
        return Verdict(())
    unmet = tuple(_unmet(plan.ground, one) for one in short)
    lacking = _lacking(plan.model, gap, time_limit)
    lifted = {family: _lacking(lifted_families(plan.model, [family]), gap, time_limit) for family in FAMILIES}
    least = _lacking(lifted_families(plan.model, FAMILIES), gap, time_limit)
    binding = _deleted(plan.model, least, gap, time_limit) if least < lacking - 1e-6 else ()
    return Verdict(unmet, lacking, lifted, least, binding, _priced(plan, binding))


def _lacking(model: Model, gap: float, time_limit: float) -> float:
    choice = choose(model, levels=("floors", "targets"), gap=gap, time_limit=time_limit)
    return next((level.value for level in choice.levels if level.name == "targets"), 0.0)


def _deleted(model: Model, least: float, gap: float, time_limit: float) -> tuple[str, ...]:
    away = list(FAMILIES)
    for family in FAMILIES:
        without = [one for one in away if one != family]
        if _lacking(lifted_families(model, without), gap, time_limit) <= least + 1e-6:
            away = without
    return tuple(away)


def _priced(plan: Portfolio, binding: Sequence[str]) -> tuple[Row, ...]:
    problem = plan.model.problem
    for level in plan.choice.levels:
        objective = plan.model.objectives[level.name]
        if level.name == "targets":
            relaxed = relax(aimed(problem, objective))
            prices = np.zeros(len(plan.model.rows)) if relaxed is None else relaxed.prices
            rows = zip(plan.model.rows, prices[: len(plan.model.rows)], strict=True)
            return tuple(row for row, price in rows if row.family in binding and price > 1e-9)
        problem = held(problem, objective, level.value)
    return ()


def _unmet(ground: Ground, one: Reached) -> Unmet:
    menu = ground.menu
    rank, column = menu.tiers.index(one.tier) + 1, menu.years.index(one.year)
    ceiling = _highest(menu, column)
    return Unmet(
        one,
        registered=len(menu.clusters),
        ceiling=int((ceiling >= rank).sum()),
        best=int((np.maximum(ceiling, menu.best[:, column]) >= rank).sum()),
        open=int((np.maximum(ceiling, menu.open[:, column]) >= rank).sum()),
        hurdles=_hurdles(ground, rank, column, ceiling < rank),
    )


def _highest(menu: Menu, column: int) -> np.ndarray[tuple[int], np.dtype[np.int8]]:
    """The highest proven rank of each cluster in a year, over all that can be done for it."""
    highest = np.maximum(menu.base[:, column], menu.full[:, column])
    np.maximum.at(highest, menu.owner, menu.rank[:, column])
    return highest


def _hurdles(
    ground: Ground, rank: int, column: int, below: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> dict[str, tuple[int, int]]:
    """The gates that clusters below a tier do not pass in a year although all that helps is done."""
    rows = np.flatnonzero(below).tolist()
    if not rows:
        return {}
    trial = trial_of(ground.programme, ground.dossier, ground.terms, ground.growth)
    years = len(ground.terms.years)
    everything = together(ground.programme.remedies, trial.names, years) or ()
    figures = trial.figures(rows, [everything] * len(rows))
    judgement = judge(trial.programme, [ground.dossier.clusters[row] for row in rows], figures)
    at = column - years  # the years of the plan are the last ones
    tier = ground.menu.tiers[rank - 1]
    verdicts = {gate: judgement.gates[tier, gate][:, at] for gate in ground.programme.tiers[tier].gates}
    failing, unknown = Counter[str](), Counter[str]()
    for place in range(len(rows)):
        codes = {gate: int(verdict[place % len(verdict)]) for gate, verdict in verdicts.items()}
        failing.update(gate for gate, code in codes.items() if code < 0)
        unknown.update(gate for gate, code in codes.items() if code == 0)
        if all(code > 0 for code in codes.values()):
            failing[PROMOTION] += 1
    ordered = sorted({*failing, *unknown}, key=lambda gate: (-failing[gate], -unknown[gate], gate))
    return {gate: (failing[gate], unknown[gate]) for gate in ordered}
