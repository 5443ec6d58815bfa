"""The choice as a mixed-integer programme: one option a cluster, within money and room, towards the targets.

Variables: ``x`` takes an option or not; ``places`` counts the clusters that stand on a tier or above it in a year;
``counted`` is what of them a target still asks for; ``short`` is what a target lacks; ``floor`` is what a floor lacks.
Rows are kept in families with their names, so that each can be priced and lifted by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import gcd

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

from growthpole.model.rules import RESOURCES
from growthpole.plan.capacity import Room
from growthpole.plan.fairness import floor_rows
from growthpole.plan.options import Menu
from growthpole.plan.rules import Terms
from growthpole.plan.solving import Problem

__all__ = ["FAMILIES", "LEVELS", "Model", "Row", "build_model", "eased", "lifted_families"]

Floats = npt.NDArray[np.float64]
FAMILIES = ("floor", "quota", "capacity", "budget")
"""The rules that a plan keeps to, in the order in which they are lifted to find which of them bind."""
LEVELS = ("floors", "targets", "earlier", "points", "cost")
"""What is asked for, one after the other: nothing later may cost anything of what comes before it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by name: its family, and of what (a cluster, a year, a county and a resource ...)."""

    family: str
    of: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Model:
    """The programme without an objective, and the objectives of the levels.

    Attributes
    ----------
    problem : Problem
        With a cost of nothing.
    rows : tuple of Row
        The name of each row.
    options : int
        The first variables are the options.
    objectives : mapping of str to ndarray
        By level, to be minimised; a level that asks for nothing is absent.
    scales : mapping of Row to float
        What one unit of a row means: hundredths of the currency, or the canonical unit of a resource.
    """

    problem: Problem
    rows: tuple[Row, ...]
    options: int
    objectives: Mapping[str, Floats]
    scales: Mapping[Row, float]


@dataclass(slots=True)
class _Draft:
    """Variables and rows as they are added."""

    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    names: list[Row] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    at: list[npt.NDArray[np.intp]] = field(default_factory=list)
    entries: list[Floats] = field(default_factory=list)
    scales: dict[Row, float] = field(default_factory=dict)

    def variable(self, most: float, *, whole: bool, least: float = 0.0) -> int:
        """A further variable; its position."""
        self.least.append(least)
        self.most.append(most)
        self.whole.append(whole)
        return len(self.least) - 1

    def row(self, name: Row, columns: Sequence[int], entries: Sequence[float], low: float, high: float) -> None:
        """A further row; entries of 0 are left out."""
        at, worth = np.asarray(columns, np.intp), np.asarray(entries, np.float64)
        self.names.append(name)
        self.at.append(at[worth != 0])
        self.entries.append(worth[worth != 0])
        self.low.append(low)
        self.high.append(high)

    def problem(self) -> Problem:
        """All of it as arrays."""
        row = np.repeat(np.arange(len(self.at)), [len(one) for one in self.at])
        flat = (np.concatenate(self.entries), (row, np.concatenate(self.at)))
        return Problem(
            np.zeros(len(self.least)), csr_array(coo_array(flat, shape=(len(self.at), len(self.least)))),
            np.array(self.low), np.array(self.high), np.array(self.least), np.array(self.most), np.array(self.whole),
        )  # fmt: skip


def build_model(
    menu: Menu, terms: Terms, rooms: Sequence[Room], quotas: Mapping[str, int | None], *, points: bool = False
) -> Model:
    """Write the choice down as a mixed-integer programme.

    Parameters
    ----------
    menu : Menu
        The options.
    terms : Terms
        Money, targets and floors.
    rooms : sequence of Room
        What counties have left.
    quotas : mapping of str to int or None
        The places of each tier.
    points : bool
        Whether money that the targets leave is to go where it adds most to the proven points.

    Returns
    -------
    Model
    """
    draft = _Draft()
    count = len(menu.schedules)
    for _ in range(count):
        draft.variable(1.0, whole=True)
    _one_each(draft, menu)
    money = _budgets(draft, menu, terms)
    _capacities(draft, menu, rooms)
    places = _places(draft, menu, quotas)
    short, counted = _towards(draft, menu, terms, places)
    floors = [(draft.variable(np.inf, whole=False), row) for row in floor_rows(menu, terms, money)]
    for lacking, row in floors:
        draft.row(Row("floor", row.of), [*range(count), lacking], [*row.entries, 1.0], row.least, np.inf)
    problem = draft.problem()
    objectives = _objectives(menu, len(problem.cost), short, counted, [(one, row.weight) for one, row in floors])
    if not points:
        objectives.pop("points")
    return Model(
        problem, tuple(draft.names), count, {key: one for key, one in objectives.items() if one.any()}, draft.scales
    )


def eased(model: Model, amounts: Mapping[Row, float]) -> Model:
    """The model with the high ends of some rows moved up, or down where the amount is negative."""
    high = np.array([end + amounts.get(row, 0.0) for row, end in zip(model.rows, model.problem.high, strict=True)])
    return _with(model, model.problem.low, high)


def lifted_families(model: Model, families: Sequence[str]) -> Model:
    """The model without the rows of some families."""
    gone = np.array([row.family in families for row in model.rows], bool)
    return _with(model, np.where(gone, -np.inf, model.problem.low), np.where(gone, np.inf, model.problem.high))


def _with(model: Model, low: Floats, high: Floats) -> Model:
    old = model.problem
    problem = Problem(old.cost, old.rows, low, high, old.least, old.most, old.whole)
    return Model(problem, model.rows, model.options, model.objectives, model.scales)


def _one_each(draft: _Draft, menu: Menu) -> None:
    for row, cluster in enumerate(menu.clusters):
        mine = np.flatnonzero(menu.owner == row)
        if len(mine):
            draft.row(Row("one", (cluster,)), mine.tolist(), np.ones(len(mine)).tolist(), -np.inf, 1.0)


def _budgets(draft: _Draft, menu: Menu, terms: Terms) -> int:
    """Money in the largest unit that all costs are multiples of: small whole numbers, which rounding leaves alone."""
    unit = reduce(gcd, np.unique(menu.cost).tolist(), 0) or 1
    for place, year in enumerate(terms.years):
        entries = (menu.cost[:, place] // unit).astype(np.float64)
        limit = float(terms.budget_cents[place] // unit)
        draft.scales[Row("budget", (year,))] = float(unit)
        draft.row(Row("budget", (year,)), range(len(entries)), entries.tolist(), -np.inf, limit)
    return unit


def _capacities(draft: _Draft, menu: Menu, rooms: Sequence[Room]) -> None:
    """Land and a year's use alike are taken for good, from the beginning of the remedy on."""
    county = np.array(menu.counties, dtype=object)[menu.owner] if len(menu.owner) else np.array([], dtype=object)
    for room in rooms:
        takes = np.where(county == room.county, menu.uses[:, list(RESOURCES).index(room.resource)], 0.0)
        size = takes.max(initial=0.0)
        if size > 0:
            name = Row("capacity", (room.county, room.resource))
            draft.scales[name] = float(size)
            # In units of the largest draw, so that tolerances mean the same for square kilometres and tonnes.
            draft.row(name, range(len(takes)), (takes / size).tolist(), -np.inf, room.left / size)


def _places(draft: _Draft, menu: Menu, quotas: Mapping[str, int | None]) -> dict[tuple[str, str], int]:
    """How many may be counted on each tier or above it: those who qualify, and no more than there are places."""
    found = {}
    for column, year in enumerate(menu.years):
        for rank, tier in enumerate(menu.tiers, 1):
            place = found[tier, year] = draft.variable(float(len(menu.clusters)), whole=True)
            base = menu.base[:, column] >= rank
            gains = (menu.rank[:, column] >= rank).astype(float) - base[menu.owner]
            draft.row(
                Row("place", (tier, year)), [*range(len(gains)), place], [*(-gains), 1.0], -np.inf, float(base.sum())
            )
            if rank > 1:
                below = found[menu.tiers[rank - 2], year]
                draft.row(Row("rung", (tier, year)), [place, below], [1.0, -1.0], -np.inf, 0.0)
        _quotas(draft, menu, quotas, {tier: found[tier, year] for tier in menu.tiers}, column)
    return found


def _quotas(
    draft: _Draft, menu: Menu, quotas: Mapping[str, int | None], places: Mapping[str, int], column: int
) -> None:
    """Who stands on a rung already keeps its place; a quota only limits who rises."""
    for rank, tier in enumerate(menu.tiers, 1):
        quota = quotas.get(tier)
        if quota is None:
            continue
        holding = float(max(quota, (menu.base[:, column] == rank).sum()))
        above = [places[menu.tiers[rank]]] if rank < len(menu.tiers) else []
        name = Row("quota", (tier, menu.years[column]))
        draft.row(name, [places[tier], *above], [1.0, *(-1.0 for _ in above)], -np.inf, holding)


def _towards(
    draft: _Draft, menu: Menu, terms: Terms, places: Mapping[tuple[str, str], int]
) -> tuple[dict[int, float], dict[int, float]]:
    """What each target lacks, with its weight; and what of each place counts by the way, with its weight."""
    short, counted = {}, {}
    for target in terms.targets:
        lacking = draft.variable(float(target.count), whole=True)
        place = places[target.tier, target.year]
        draft.row(Row("target", (target.tier, target.year)), [place, lacking], [1.0, 1.0], float(target.count), np.inf)
        short[lacking] = terms.priority[target.tier]
    aimed = {tier: max((one.count for one in terms.targets if one.tier == tier), default=None) for tier in menu.tiers}
    for column, year in enumerate(menu.years):
        for tier in menu.tiers:
            limit = aimed[tier] if aimed[tier] is not None else len(menu.clusters)
            counts = draft.variable(float(limit or 0), whole=False)
            draft.row(Row("count", (tier, year)), [counts, places[tier, year]], [1.0, -1.0], -np.inf, 0.0)
            counted[counts] = terms.priority[tier] * (1.0 - terms.discount) ** column
    return short, counted


def _objectives(
    menu: Menu, size: int, short: Mapping[int, float], counted: Mapping[int, float],
    floors: Sequence[tuple[int, float]],
) -> dict[str, Floats]:  # fmt: skip
    found = {level: np.zeros(size) for level in LEVELS}
    for place, weight in floors:
        found["floors"][place] = weight
    for place, weight in short.items():
        found["targets"][place] = weight
    for place, weight in counted.items():
        found["earlier"][place] = -weight
    count = len(menu.schedules)
    if count:
        found["points"][:count] = -np.round(menu.points[:, -1], 6)
        found["cost"][:count] = menu.cost.sum(axis=1) / 100.0
    return found
