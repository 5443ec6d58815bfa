"""The portfolio: which remedies each cluster begins in which year, so that targets are reached soonest and cheapest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from growthpole.errors import InputError
from growthpole.model.dossier import Dossier
from growthpole.model.plan import Undertaking
from growthpole.model.programme import Programme
from growthpole.plan.capacity import Room, RoomUse, rooms_of, uses_of
from growthpole.plan.fairness import CountyShare, shares_of
from growthpole.plan.model import LEVELS, Model, build_model
from growthpole.plan.options import Menu, offer
from growthpole.plan.rules import Terms, settle_terms
from growthpole.plan.solving import TIMED_OUT, Problem, check_effort, solve

__all__ = [
    "Choice",
    "Ground",
    "Level",
    "Portfolio",
    "Reached",
    "aimed",
    "choose",
    "choose_portfolio",
    "held",
    "plan_ground",
    "reached_by",
]

Floats = npt.NDArray[np.float64]
GAP = 1e-3
"""Within a tenth of a per cent of the best, at every level."""
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Level:
    """How well one of the things asked for was reached.

    Attributes
    ----------
    name : {"floors", "targets", "earlier", "points", "cost"}
    value, bound : float
        What was reached, and what no plan can be below that does as well on all before it.
    gap : float
    status : {"within the gap", "time is up"}
    """

    name: str
    value: float
    bound: float
    gap: float
    status: str


@dataclass(frozen=True, eq=False)
class Choice:
    """The options taken.

    Attributes
    ----------
    options : tuple of int
        Positions in the menu, ascending.
    levels : tuple of Level
        In the order in which they were asked for.
    x : ndarray of float64
        The whole solution, to start another from.
    """

    options: tuple[int, ...]
    levels: tuple[Level, ...]
    x: Floats


@dataclass(frozen=True, slots=True, order=True)
class Reached:
    """How many clusters stand on a tier or above it at the end of a year.

    Attributes
    ----------
    tier, year : str
    nothing : int
        When nothing is done.
    planned : int
        Proven, with the plan.
    target : int or None
        What is aimed at in that year.
    """

    tier: str
    year: str
    nothing: int
    planned: int
    target: int | None = None

    @property
    def short(self) -> int:
        """How many the target lacks."""
        return max(0, (self.target or 0) - self.planned)


@dataclass(frozen=True, eq=False)
class Ground:
    """What a portfolio is chosen from and within: the same for every budget.

    Attributes
    ----------
    programme : Programme
    dossier : Dossier
    terms : Terms
    menu : Menu
    rooms : tuple of Room
    growth : str
    """

    programme: Programme
    dossier: Dossier
    terms: Terms
    menu: Menu
    rooms: tuple[Room, ...]
    growth: str = "own"

    @property
    def quotas(self) -> dict[str, int | None]:
        """The places of each tier."""
        return {tier.id: tier.quota for tier in self.programme.tiers.values()}


@dataclass(frozen=True, eq=False)
class Portfolio:
    """A plan of remedies.

    Attributes
    ----------
    ground : Ground
    model : Model
    choice : Choice
    undertakings : tuple of Undertaking
        Sorted.
    spent_cents : tuple of int
        By year.
    reached : tuple of Reached
        By tier and year.
    counties : tuple of CountyShare
    rooms : tuple of RoomUse
    spend : {"targets", "all"}
        Whether money that the targets leave stays unspent, or goes where it adds most to the proven points.
    """

    ground: Ground
    model: Model
    choice: Choice
    undertakings: tuple[Undertaking, ...]
    spent_cents: tuple[int, ...]
    reached: tuple[Reached, ...]
    counties: tuple[CountyShare, ...]
    rooms: tuple[RoomUse, ...] = ()
    spend: str = "targets"
    by_cluster: Mapping[str, int] = field(default_factory=dict)

    @property
    def cost_cents(self) -> int:
        """What all undertakings cost."""
        return sum(self.spent_cents)

    @property
    def short(self) -> tuple[Reached, ...]:
        """The targets that are not reached."""
        return tuple(one for one in self.reached if one.short)


def plan_ground(
    programme: Programme,
    dossier: Dossier,
    period: str,
    *,
    budgets: Mapping[str, int] | None = None,
    growth: str = "own",
    limit: int = 400,
) -> Ground:
    """Gather what a plan may choose from and what it has to keep to.

    Parameters
    ----------
    programme : Programme
        With a plan.
    dossier : Dossier
        Clusters, evidence and, where there are any, the ledgers of capacity and projects.
    period : str
        The year assessed.
    budgets : mapping of str to int, optional
        In place of the programme's, see `settle_terms`.
    growth : {"own", "held"}
        How figures go on by themselves.
    limit : int
        How many schedules may be tried for a cluster.

    Returns
    -------
    Ground

    Raises
    ------
    InputError, ProgrammeError, NameUnknownError
        See `settle_terms` and `offer`.
    """
    counties = [region.code for region in dossier.regions]
    terms = settle_terms(programme, dossier.clusters, period, counties=counties, budgets=budgets)
    return Ground(programme, dossier, terms, offer(programme, dossier, terms, growth=growth, limit=limit),
                  rooms_of(dossier), growth)  # fmt: skip


def choose_portfolio(
    ground: Ground,
    *,
    spend: str = "targets",
    gap: float = GAP,
    time_limit: float = SECONDS,
    start: Floats | None = None,
) -> Portfolio:
    """Choose the remedies of every cluster and year.

    Floors of counties come first, since they are to be kept; then the targets, by the weight of their tier; then
    earlier years; then, where ``spend`` is ``"all"``, proven points; then the lower cost. Nothing later costs anything
    of what comes before it, but for points, which are held to within the gap.

    Parameters
    ----------
    ground : Ground
        From `plan_ground`.
    spend : {"targets", "all"}
        What becomes of money that the targets do not need.
    gap : float
        Each level is proven to be within this share of its best.
    time_limit : float
        Seconds for all levels together.
    start : ndarray, optional
        The ``x`` of an earlier choice on the same menu.

    Returns
    -------
    Portfolio
        Without anything to choose it has no undertakings and says where the clusters stand by themselves.

    Raises
    ------
    InputError
        If `spend`, `gap` or `time_limit` is not fit.
    """
    if spend not in ("targets", "all"):
        raise InputError(f"`spend` must be 'targets' or 'all'; it is {spend!r}.")
    model = build_model(ground.menu, ground.terms, ground.rooms, ground.quotas, points=spend == "all")
    choice = choose(model, gap=gap, time_limit=time_limit, start=start)
    return _portfolio(ground, model, choice, spend)


def choose(
    model: Model, *, levels: Sequence[str] = LEVELS, gap: float = GAP, time_limit: float = SECONDS,
    start: Floats | None = None,
) -> Choice:  # fmt: skip
    """Solve a model level by level, each held while the next is sought.

    Parameters
    ----------
    model : Model
    levels : sequence of str
        Those to ask for, in order; a level that asks for nothing is passed over.
    gap, time_limit, start
        As for `choose_portfolio`.

    Returns
    -------
    Choice
        Taking nothing is always possible, so there is always one.
    """
    check_effort(gap, time_limit)
    ends, problem, x = monotonic() + time_limit, model.problem, start
    found: list[Level] = []
    for level in levels:
        objective = model.objectives.get(level)
        if objective is None:
            continue
        left = max(ends - monotonic(), 0.5)
        solution = solve(aimed(problem, objective), gap=gap, time_limit=left, start=x)
        if solution.x is None:
            # A level before has been reached, so only the time can be up: what it found stays.
            found.append(Level(level, _worth(objective, x), solution.bound, np.inf, TIMED_OUT))
            continue
        x = solution.x
        found.append(Level(level, solution.value, solution.bound, solution.gap, solution.status))
        # Points are a sum of small amounts: to hold them to the last one would leave the cost no choice at all.
        slack = gap * abs(solution.value) if level == "points" else 0.0
        problem = held(problem, objective, solution.value + slack)
    taken = () if x is None else tuple(np.flatnonzero(np.round(x[: model.options]) == 1).tolist())
    return Choice(taken, tuple(found), np.zeros(len(problem.cost)) if x is None else x)


def aimed(problem: Problem, objective: Floats) -> Problem:
    """The problem with an objective."""
    return Problem(objective, problem.rows, problem.low, problem.high, problem.least, problem.most, problem.whole)


def held(problem: Problem, objective: Floats, value: float) -> Problem:
    """The problem with a further row: what was reached on a level is not given up on the next."""
    size = max(float(np.abs(objective).max(initial=0.0)), 1.0)
    row = csr_array((objective / size).reshape(1, -1))
    limit = value / size + 1e-7 * max(1.0, abs(value) / size)
    return Problem(
        problem.cost, vstack([problem.rows, row], format="csr"), np.append(problem.low, -np.inf),
        np.append(problem.high, limit), problem.least, problem.most, problem.whole,
    )  # fmt: skip


def _worth(objective: Floats, x: Floats | None) -> float:
    return float(objective @ x) if x is not None and len(x) == len(objective) else 0.0


def _portfolio(ground: Ground, model: Model, choice: Choice, spend: str) -> Portfolio:
    menu, terms = ground.menu, ground.terms
    taken = list(choice.options)
    undertakings = sorted(each for one in taken for each in menu.undertakings(one, ground.programme))
    return Portfolio(
        ground,
        model,
        choice,
        undertakings=tuple(undertakings),
        spent_cents=tuple(int(cents) for cents in menu.cost[taken].sum(axis=0)),
        reached=reached_by(menu, terms, ground.quotas, taken),
        counties=shares_of(menu, terms, taken),
        rooms=_rooms(ground, taken),
        spend=spend,
        by_cluster={menu.clusters[menu.owner[one]]: one for one in taken},
    )


def reached_by(menu: Menu, terms: Terms, quotas: Mapping[str, int | None], taken: Sequence[int]) -> tuple[Reached, ...]:
    """Count who stands where with some options taken, and without any.

    Parameters
    ----------
    menu : Menu
    terms : Terms
        The targets.
    quotas : mapping of str to int or None
        Places by tier: who qualifies and finds no place is not counted.
    taken : sequence of int
        Options.

    Returns
    -------
    tuple of Reached
        By tier from the lowest, and year.
    """
    ranks = menu.base.copy()
    for one in taken:
        ranks[menu.owner[one]] = menu.rank[one]
    aims = {(one.tier, one.year): one.count for one in terms.targets}
    found = []
    for rank, tier in enumerate(menu.tiers, 1):
        for column, year in enumerate(menu.years):
            nothing, planned = (_standing(each[:, column], menu.base[:, column], menu.tiers, quotas, rank)
                                for each in (menu.base, ranks))  # fmt: skip
            found.append(Reached(tier, year, nothing, planned, aims.get((tier, year))))
    return tuple(found)


def _standing(
    ranks: npt.NDArray[np.int8], base: npt.NDArray[np.int8], tiers: Sequence[str], quotas: Mapping[str, int | None],
    rank: int,
) -> int:  # fmt: skip
    """How many stand on a rank or above it, each rung from the top holding no more than its places."""
    count = 0
    for one in range(len(tiers), rank - 1, -1):
        quota = quotas.get(tiers[one - 1])
        qualify = int((ranks >= one).sum())
        count = qualify if quota is None else min(qualify, count + max(quota, int((base == one).sum())))
    return count


def _rooms(ground: Ground, taken: Sequence[int]) -> tuple[RoomUse, ...]:
    menu = ground.menu
    begins = [min(begin for _, begin in menu.schedules[one]) for one in taken]
    wanted: dict[str, Floats] = {}
    for row, county in enumerate(menu.counties):
        mine = menu.uses[menu.owner == row]
        if len(mine):
            wanted[county] = wanted.get(county, np.zeros(mine.shape[1])) + mine.max(axis=0)
    counties = [menu.counties[menu.owner[one]] for one in taken]
    chosen = [(begin, menu.uses[one]) for begin, one in zip(begins, taken, strict=True)]
    return uses_of(ground.rooms, counties, chosen, wanted, menu.years)
