"""The portfolio's solver on 5,000 binary choices, beside a bare call of HiGHS and, where installed, OR-Tools' SCIP.

Two families of instances. *Plans*: clusters with ten options each over three years, counties with room, targets,
floors; what is compared is the whole choice, level by level, with this project's `solve` and with SciPy's `milp` in its
place; hard ones also spend what is left on points, which come in step with what they cost. *Knapsacks*: one option a
cluster, money a year and room a county, worth independent of cost or, which is hard, strongly correlated with it; what
is compared is one solution to the same gap. CPU seconds; every answer is checked.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from growthpole.model.rules import RESOURCES
from growthpole.plan import portfolio as choosing
from growthpole.plan.capacity import Room
from growthpole.plan.model import Model, build_model
from growthpole.plan.options import Menu
from growthpole.plan.rules import Target, Terms
from growthpole.plan.solving import REACHED, TIMED_OUT, Problem, Solution, feasible, solve

GAP, LIMIT = 1e-3, 60.0
CLUSTERS, OPTIONS, YEARS, COUNTIES = 500, 10, 3, 20


def plan_instance(seed: int, *, hard: bool) -> Model:
    """A model of 5,000 options; hard ones gain points in step with what they cost."""
    rng = np.random.default_rng(seed)
    count = CLUSTERS * OPTIONS
    owner = np.repeat(np.arange(CLUSTERS), OPTIONS)
    base = np.repeat(rng.choice([0, 1, 2], CLUSTERS, p=[0.3, 0.5, 0.2])[:, None], YEARS, axis=1).astype(np.int8)
    lift = (rng.random((count, 1)) < 0.35) & (np.arange(YEARS) >= rng.integers(1, YEARS, (count, 1)))
    spent = rng.integers(3, 80, count) * 10_000_000
    begins = rng.integers(0, YEARS, count)
    cost = np.where(np.arange(YEARS) == begins[:, None], spent[:, None], 0)
    gain = spent / 1e7 + rng.integers(0, 8, count) if hard else rng.integers(1, 90, count)
    uses = np.zeros((count, len(RESOURCES)))
    uses[:, 0], uses[:, 3] = rng.integers(0, 40, count), rng.integers(0, 300, count)
    menu = Menu(
        clusters=tuple(f"c{k:03d}" for k in range(CLUSTERS)),
        counties=tuple(str(k % COUNTIES) for k in range(CLUSTERS)),
        years=("2025", "2026", "2027"), tiers=("county", "city", "province"), start=base[:, 0], base=base, full=base,
        best=base, open=base, owner=owner, schedules=((("r", 0),),) * count,
        rank=np.minimum(base[owner] + lift, 3).astype(np.int8),
        points=np.repeat(gain[:, None], YEARS, axis=1).astype(float), cost=cost.astype(np.int64), uses=uses,
    )  # fmt: skip
    budget = int(0.08 * spent.mean() * CLUSTERS / YEARS)
    targets = (Target("county", "2027", 380), Target("city", "2027", 190), Target("province", "2027", 30))
    floors = {str(county): 1 for county in range(COUNTIES)}
    terms = Terms(
        "2024", menu.years, (budget,) * YEARS, targets, {"county": 1.0, "city": 1.0, "province": 2.0}, 0.05, floors
    )
    rooms = tuple(
        Room(str(county), resource, float(rng.integers(low, high)))
        for county in range(COUNTIES)
        for resource, low, high in (("land", 40, 300), ("labour", 300, 2500))
    )
    return build_model(menu, terms, rooms, {}, points=hard)


def knapsack(seed: int, *, hard: bool) -> Problem:
    """Worth to be gathered within money a year and room a county."""
    rng = np.random.default_rng(seed)
    count = CLUSTERS * OPTIONS
    owner, year = np.repeat(np.arange(CLUSTERS), OPTIONS), rng.integers(0, YEARS, count)
    cost = rng.integers(5, 100, count).astype(float)
    worth = cost + rng.integers(0, 10, count) if hard else rng.integers(1, 100, count).astype(float)
    one = (owner == np.arange(CLUSTERS)[:, None]).astype(float)
    money = np.where(year == np.arange(YEARS)[:, None], cost, 0.0)
    draws = np.where(owner % COUNTIES == np.arange(COUNTIES)[:, None], rng.integers(1, 50, count).astype(float), 0.0)
    rows = np.vstack([one, money, draws])
    budget = np.full(YEARS, np.floor(0.25 * cost.sum() / OPTIONS / YEARS))
    room = np.floor(rng.uniform(0.5, 1.5, COUNTIES) * draws.sum(axis=1) / OPTIONS)
    high = np.concatenate([np.ones(CLUSTERS), budget, room])
    return Problem(
        -worth,
        csr_array(rows),
        np.full(len(high), -np.inf),
        high,
        np.zeros(count),
        np.ones(count),
        np.ones(count, bool),
    )


def bare(problem: Problem, *, gap: float, time_limit: float, start: object = None) -> Solution:  # noqa: ARG001
    """HiGHS as SciPy calls it, with the same gap and time."""
    found = milp(
        problem.cost,
        integrality=problem.whole.astype(int),
        bounds=Bounds(problem.least, problem.most),
        constraints=LinearConstraint(problem.rows, problem.low, problem.high),
        options={"mip_rel_gap": gap, "time_limit": time_limit},
    )
    if found.x is None:
        return Solution(None, np.inf, -np.inf, np.inf, TIMED_OUT)
    x = np.where(problem.whole, np.round(found.x), found.x)
    status = REACHED if found.status == 0 else TIMED_OUT
    return Solution(x, float(problem.cost @ x), float(found.mip_dual_bound), float(found.mip_gap), status)


def scip(problem: Problem, *, gap: float, time_limit: float) -> Solution:
    """OR-Tools' SCIP, where it is installed."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("SCIP")
    solver.SetTimeLimit(int(time_limit * 1000))
    x = [solver.BoolVar("") for _ in problem.cost]
    for row in range(problem.rows.shape[0]):
        part = slice(problem.rows.indptr[row], problem.rows.indptr[row + 1])
        limit = solver.Constraint(-solver.infinity(), float(problem.high[row]))
        for column, entry in zip(problem.rows.indices[part].tolist(), problem.rows.data[part].tolist(), strict=True):
            limit.SetCoefficient(x[column], entry)
    for variable, worth in zip(x, problem.cost.tolist(), strict=True):
        solver.Objective().SetCoefficient(variable, worth)
    parameters = pywraplp.MPSolverParameters()
    parameters.SetDoubleParam(parameters.RELATIVE_MIP_GAP, gap)
    status = solver.Solve(parameters)
    found = np.round(np.array([one.solution_value() for one in x]))
    value, bound = float(problem.cost @ found), solver.Objective().BestBound()
    met = REACHED if status == pywraplp.Solver.OPTIMAL else TIMED_OUT
    return Solution(found, value, bound, max(0.0, value - bound) / max(abs(value), 1e-9), met)


def clocked(work: Callable[[], Solution]) -> tuple[float, Solution]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def whole_choice(model: Model, how: Callable[..., Solution]) -> tuple[float, choosing.Choice]:
    """All levels, with one solver or the other."""
    ours = choosing.solve
    choosing.solve = how  # type: ignore[assignment]
    try:
        start = time.process_time()
        choice = choosing.choose(model, gap=GAP, time_limit=LIMIT)
        return time.process_time() - start, choice
    finally:
        choosing.solve = ours


def main(seeds: str = "2") -> None:
    """Run both families for some seeds."""
    print(f"{CLUSTERS * OPTIONS} binary choices, gap {GAP:g}, limit {LIMIT:g} s; CPU seconds")
    for hard in (False, True):
        for seed in range(int(seeds)):
            model = plan_instance(seed, hard=hard)
            own, choice = whole_choice(model, solve)
            other, peer = whole_choice(model, bare)
            worst = max(level.gap for level in choice.levels)
            same = all(abs(a.value - b.value) <= 2 * GAP * max(1.0, abs(b.value))
                       for a, b in zip(choice.levels, peer.levels, strict=True))  # fmt: skip
            print(f"plan      {'hard' if hard else 'easy'} {seed}: ours {own:6.2f}  bare HiGHS {other:6.2f}  "
                  f"ratio {other / own:5.1f}  gap {worst:.2e}  within the time "
                  f"{all(level.status == REACHED for level in choice.levels)}  levels agree {same}")  # fmt: skip
            assert feasible(model.problem, choice.x)
    for hard in (False, True):
        for seed in range(int(seeds)):
            problem = knapsack(seed, hard=hard)
            own, found = clocked(lambda given=problem: solve(given, gap=GAP, time_limit=LIMIT))
            other, peer_found = clocked(lambda given=problem: bare(given, gap=GAP, time_limit=LIMIT))
            line = (f"knapsack  {'hard' if hard else 'easy'} {seed}: ours {own:6.2f} (gap {found.gap:.1e})  bare HiGHS "
                    f"{other:6.2f} (gap {peer_found.gap:.1e})  ratio {other / own:5.1f}")  # fmt: skip
            if find_spec("ortools") is not None:
                third, scip_found = clocked(lambda given=problem: scip(given, gap=GAP, time_limit=LIMIT))
                line += f"  SCIP {third:6.2f} (gap {scip_found.gap:.1e})"
            print(line)
            assert found.x is not None
            assert feasible(problem, found.x)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
